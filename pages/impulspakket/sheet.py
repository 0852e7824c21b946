"""Impulspakket: what the package buys, the measures as cards, and what each of them adds."""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.contribution import EXACT_UP_TO, Contribution, Contributions, contributions
from core.analysis.simulate import ByIdentity
from core.cache import remembered
from core.figures.package.effect import effect_frames, effect_spec, parts_frames, parts_spec, runs_frames, runs_spec
from core.measures import entry_of, evidence_of
from core.scenario import Scenario
from core.text import format as house
from core.text.sentences import KeyFigure
from core.ui.chart import chart, sentence, under
from core.ui.moved import moved_note
from core.ui.tables import details, source_list, table
from core.ui.view import View
from pages.impulspakket.cards import cards, measure_name


@remembered(64)
def _split(baseline: ByIdentity, scenario: Scenario) -> Contributions:
    return contributions(baseline.baseline, scenario)


def split(view: View) -> Contributions:
    """What each measure adds, remembered per scenario."""
    return _split(ByIdentity(view.baseline), view.scenario)


def top(view: View) -> None:
    """Answer, key figures, and what the package avoids over time."""
    found = split(view)
    if found.package is None:
        st.html(
            f'<h1 class="koers-answer" aria-live="polite">{view.say("impulspakket.answer.empty")}</h1>'
            f'<p class="koers-sentence">{html.escape(view.say("impulspakket.answer.empty_note"))}</p>{moved_note(view)}'
        )
        return
    package, language = found.package, view.language
    until = house.month(found.months[-1], language)
    st.html(f'<h1 class="koers-answer" aria-live="polite">{_answer(view, found, package)}</h1>{moved_note(view)}')
    if found.all_assumption:
        warning = html.escape(view.say("impulspakket.all_assumption"))
        st.html(f'<p class="koers-sentence" role="note"><span class="koers-assumption">{warning}</span></p>')
    _key_figures(view, found, package)
    last = float(package.part.volume[-1])
    sentence(
        view.say(
            f"impulspakket.effect.title_{'fewer' if last <= 0 else 'more'}",
            until=until, amount=house.number(abs(last), language),
        )
    )  # fmt: skip
    chart(
        effect_spec(language, view.dark), effect_frames(package, found.months, language), "effect",
        view.say("impulspakket.effect.alt"),
    )  # fmt: skip
    best = min(range(len(found.months)), key=lambda t: float(package.part.volume[t]))
    under(
        view.say(
            "impulspakket.effect.sentence",
            most=house.number(-float(package.part.volume[best]), language), month=house.month(found.months[best], language),
            jobs=house.number(float(package.part.lks_jobs[-1]), language), until=until,
        )
    )  # fmt: skip
    details("table-effect", language, lambda: _effect_table(view, found, package))


def _answer(view: View, found: Contributions, package: Contribution) -> str:
    language, avoided = view.language, package.part.benefit_years_avoided
    count = len(found.measures)
    said = view.say(
        f"impulspakket.answer.{'one' if count == 1 else 'many'}{'' if avoided >= 0 else '_worse'}",
        n=count, avoided=house.number(abs(avoided), language), cost=house.million(package.gross_cost, language),
        until=house.month(found.months[-1], language),
    )  # fmt: skip
    if package.euro_per_benefit_year is not None:
        said += " " + view.say("impulspakket.answer.price", euro=house.euro(package.euro_per_benefit_year, language))
    return said


def _key_figures(view: View, found: Contributions, package: Contribution) -> None:
    language, part = view.language, package.part
    until = house.month(found.months[-1], language)
    note = view.say("impulspakket.key.until", until=until)
    payback = "" if package.payback_month is None else house.month(package.payback_month, language)
    euro = package.euro_per_benefit_year
    figures = [
        KeyFigure(view.say("impulspakket.key.avoided"), house.number(part.benefit_years_avoided, language), note),
        KeyFigure(view.say("impulspakket.key.cost"), house.million(package.gross_cost, language), note),
        KeyFigure(
            view.say("impulspakket.key.price"),
            "–" if euro is None else house.euro(euro, language),
            view.say("impulspakket.key.gross"),
        ),
        KeyFigure(
            view.say("impulspakket.key.payback"),
            payback or view.say("impulspakket.key.never"),
            view.say("impulspakket.key.payback_note") if payback else note,
        ),
    ]
    if len(found.years):
        funds = float(part.year_general_funds.sum())
        figures.append(
            KeyFigure(
                view.say("impulspakket.key.funds"),
                house.million(abs(funds), language),
                view.say(f"impulspakket.key.funds_{'less' if funds <= 0 else 'more'}", until=found.years[-1]),
            )
        )
    cells = "".join(
        f'<div><dt>{html.escape(one.label)}</dt><dd class="value{" long" if len(one.value) > 12 else ""}">'
        f'{html.escape(one.value)}</dd><dd class="change">{html.escape(one.difference)}</dd></div>'
        for one in figures
    )
    st.html(f'<dl class="koers-keys">{cells}</dl>')


def rest(view: View) -> None:
    """The cards, what each measure adds, when each runs, and what the years feel of it."""
    found = split(view)
    cards(view, {one.measure.id: one for one in found.measures})
    if found.package is None:
        return
    st.space("small")
    left, right = st.columns(2, gap="large")
    with left:
        _parts(view, found)
    with right:
        _runs(view, found)
    if len(found.years):
        st.space("small")
        _years(view, found, found.package)


def _names(view: View, found: Contributions) -> list[str]:
    return [measure_name(one.measure, view.baseline.city, view.language) for one in found.measures]


def _parts(view: View, found: Contributions) -> None:
    language, names = view.language, _names(view, found)
    best = max(range(len(names)), key=lambda i: found.measures[i].part.benefit_years_avoided)
    most = found.measures[best].part.benefit_years_avoided
    if most <= 0.0:
        sentence(view.say("impulspakket.parts.title_none"))
    else:
        sentence(view.say("impulspakket.parts.title", name=names[best], amount=house.number(most, language)))
    evidence = [view.say(f"impulspakket.evidence.{evidence_of(one.measure, view.baseline.city)}") for one in found.measures]
    chart(parts_spec(language, view.dark), parts_frames(found.measures, names, evidence, language), "parts",
          view.say("impulspakket.parts.alt"))  # fmt: skip
    said = view.say("impulspakket.parts.sentence")
    if not found.exact:
        widest = max(abs(one.error.benefit_years_avoided) for one in found.measures)
        said += " " + view.say("impulspakket.parts.sampled", most=EXACT_UP_TO, error=house.number(widest, language, 3))
    under(said)
    details("table-parts", language, lambda: _parts_table(view, found))


def _runs(view: View, found: Contributions) -> None:
    language = view.language
    measures = [one.measure for one in found.measures]
    now = found.months[-1]
    running = sum(one.start <= now and (one.end is None or one.end >= now) for one in measures)
    sentence(
        view.say(
            "impulspakket.runs.title", until=house.month(now, language), running=running, n=len(measures),
        )
    )  # fmt: skip
    chart(runs_spec(language, view.dark), runs_frames(measures, _names(view, found), found.months, language), "runs",
          view.say("impulspakket.runs.alt"))  # fmt: skip
    under(view.say("impulspakket.runs.sentence"))
    details("table-runs", language, lambda: _runs_table(view, found))


def _years(view: View, found: Contributions, package: Contribution) -> None:
    language, part = view.language, package.part
    last = found.years[-1]
    sentence(
        view.say(
            f"impulspakket.years.title_{'better' if float(part.year_result[-1]) >= 0 else 'worse'}",
            amount=house.million(abs(float(part.year_result[-1])), language), year=last,
        )
    )  # fmt: skip
    columns = (part.year_lasten, part.year_buig, part.year_result, part.year_reserve, part.year_general_funds)
    heads = ("lasten", "buig", "result", "reserve", "funds")
    st.html(
        table(
            view.say("impulspakket.years.caption"),
            [view.say("verkenner.table.year"), *(view.say(f"verkenner.table.{name}") for name in heads)],
            [
                [str(year), *(house.number(float(column[i]), language, 2) for column in columns)]
                for i, year in enumerate(found.years)
            ],
        )
    )
    under(view.say("impulspakket.years.sentence"))


# Tables ------------------------------------------------------------------------------------------------------------


def _effect_table(view: View, found: Contributions, package: Contribution) -> str:
    language, part = view.language, package.part
    rows = [
        [
            house.month(month, language),
            house.number(-float(part.volume[t]), language, 1),
            house.number(float(part.lks_jobs[t]), language, 1),
            house.number(float(package.cost[t]), language, 3),
        ]
        for t, month in enumerate(found.months)
    ]
    heads = [view.say("verkenner.table.month"), *(view.say(f"impulspakket.column.{name}") for name in ("fewer", "jobs", "cost"))]
    return table(view.say("impulspakket.effect.caption"), heads, rows) + _sources(view, found)


def _parts_table(view: View, found: Contributions) -> str:
    language = view.language

    def row(name: str, evidence: str, one: Contribution) -> list[str]:
        error = abs(one.error.benefit_years_avoided)
        avoided = house.number(one.part.benefit_years_avoided, language, 1)
        euro, payback = one.euro_per_benefit_year, one.payback_month
        return [
            name,
            avoided if found.exact else f"{avoided} ± {house.number(error, language, 1)}",
            house.number(one.gross_cost, language, 2),
            "–" if euro is None else house.euro(euro, language),
            view.say("impulspakket.key.never") if payback is None else house.month(payback, language),
            house.number(float(one.part.year_result.sum()), language, 2),
            evidence,
        ]

    rows = [
        row(name, view.say(f"impulspakket.evidence.{evidence_of(one.measure, view.baseline.city)}"), one)
        for name, one in zip(_names(view, found), found.measures, strict=True)
    ]
    if found.package is not None:
        rows.append(row(view.say("impulspakket.column.package"), "", found.package))
    names = ("measure", "avoided", "cost", "price", "payback", "result", "evidence")
    heads = [view.say(f"impulspakket.column.{name}") for name in names]
    return table(view.say("impulspakket.parts.caption"), heads, rows) + _sources(view, found)


def _runs_table(view: View, found: Contributions) -> str:
    language = view.language
    rows = [
        [
            name,
            house.month(one.measure.start, language),
            str(one.measure.ramp_months),
            view.say("impulspakket.runs_on") if one.measure.end is None else house.month(one.measure.end, language),
        ]
        for name, one in zip(_names(view, found), found.measures, strict=True)
    ]
    heads = [view.say("impulspakket.column.measure"), *(view.say(f"impulspakket.field.{name}") for name in ("start", "ramp_months", "end"))]  # fmt: skip # noqa: E501
    return table(view.say("impulspakket.runs.caption"), heads, rows) + _sources(view, found)


def _sources(view: View, found: Contributions) -> str:
    entries = [entry_of(one.measure, view.baseline.city) for one in found.measures]
    cited = list(dict.fromkeys(entry.source for entry in entries if entry is not None))
    return source_list(cited, view.language) if cited else ""
