"""The page on uncertainty: the fan, the chances, the reserve, and how good such forecasts were."""

from __future__ import annotations

import functools
import html

import streamlit as st

from core.analysis.backtest import BANDS, Backtest, backtest, coverage
from core.analysis.chances import Chances, chances_of
from core.analysis.peers import derivation, methods
from core.analysis.promises import Hindsight, hindsight_of
from core.baseline import SPREADS
from core.figures.certainty.scorecard import (
    all_methods,
    city_frames,
    city_spec,
    errors_alone_spec,
    errors_by_method,
    errors_frames,
    errors_spec,
    horizon_name,
    outcomes_frames,
    outcomes_spec,
)
from core.figures.lines import month_names
from core.figures.people.caseload import published_counts
from core.figures.people.chances import (
    chance_frames,
    chance_spec,
    fan_frames,
    fan_spec,
    quarters_of,
    reached_frames,
    reached_spec,
)
from core.model.calendar import year_of
from core.text import format as house
from core.text import sentences_chance as words
from core.ui.chart import chart, sentence, under
from core.ui.columns import two_columns
from core.ui.history import history_part, history_sources
from core.ui.tables import details, source_list, table
from core.ui.view import View, current_view


def top(view: View) -> None:
    """Answer, the chance of each target and the fan."""
    chances = chances_of(view.paths.draws, view.baseline)
    answer = words.answer(view.paths, view.baseline, chances, view.language)
    cells = "".join(
        f"<div><dt>{html.escape(words.target_name(found.name, found.month, found.value, view.language))}</dt>"
        f'<dd class="value">{html.escape(house.percent(found.chance, view.language, 0))}</dd>'
        f'<dd class="change">{html.escape(house.chance(found.chance, view.language))}</dd></div>'
        for found in chances.targets
    )
    st.html(
        f'<h1 class="koers-answer" aria-live="polite">{answer}</h1>'
        f'<dl class="koers-keys" style="--koers-columns: {max(1, len(chances.targets))}">{cells}</dl>'
    )
    sentence(words.fan_title(view.paths, view.language))
    chart(
        fan_spec(view.language, view.dark),
        fan_frames(view.paths, view.baseline, published_counts(view.baseline, view.language), view.language),
        "fan",
        view.say("onzekerheid.fan.alt"),
    )
    under(words.fan_sentence(view.paths, view.language))
    details("table-fan", view.language, lambda: _fan_table(view))


def rest(view: View) -> None:
    """Chances by month, when the target is reached, and the reserve."""
    chances = chances_of(view.paths.draws, view.baseline)
    for column, section in zip(st.columns(3, gap="medium"), (_chance, _reached, _reserve), strict=True):
        with column:
            section(view, chances)


def _chance(view: View, chances: Chances) -> None:
    sentence(words.chance_title(chances, view.language))
    chart(
        chance_spec(view.language, view.dark), chance_frames(chances, view.language), "chance", view.say("onzekerheid.chance.alt")
    )
    under(words.chance_sentence(chances, view.language))
    details("table-chance", view.language, lambda: _chance_table(view, chances))


def _reached(view: View, chances: Chances) -> None:
    sentence(words.reached_title(chances, view.language))
    chart(
        reached_spec(view.language, view.dark),
        reached_frames(chances, view.baseline, view.language),
        "reached",
        view.say("onzekerheid.reached.alt"),
    )
    under(words.reached_sentence(chances, view.baseline, view.language))
    details("table-reached", view.language, lambda: _reached_table(view, chances))


def _reserve(view: View, chances: Chances) -> None:
    language = view.language
    sentence(words.reserve_title(chances, language))
    rows = [
        [
            house.percent(certainty, language, 0),
            house.million(needed, language),
            house.million(needed - chances.reserve, language),
        ]
        for certainty, needed in chances.reserve_needed
    ]
    head = [view.say(f"onzekerheid.needed.{name}") for name in ("certainty", "needed", "short")]
    caption = view.say("onzekerheid.needed.caption", year=chances.reserve_until, first=year_of(view.baseline.reference_month))
    st.html(table(caption, head, rows))
    under(view.say("onzekerheid.needed.sentence", year=chances.reserve_until))


def scorecard() -> None:
    """How good the method would have been; no slider moves anything here, so it stands outside their fragment."""
    view = current_view()
    language, found = view.language, backtest(view.baseline.city, view.baseline.counted_until)
    if found is None:
        heading = html.escape(view.say("onzekerheid.score.heading"))
        said = [view.say("onzekerheid.score.unknown")] + (
            [view.say("onzekerheid.score.own")] if view.baseline.history.own else []
        )
        own = html.escape(" ".join(said))
        st.html(f'<h2 class="koers-title koers-part">{heading}</h2><p class="koers-sentence">{own}</p>')
        return
    st.html(
        f'<h2 class="koers-title koers-part">{html.escape(view.say("onzekerheid.score.heading"))}</h2>'
        f'<p class="koers-answer">{words.score_answer(found, language)}</p>'
        f'<p class="koers-sentence">{words.score_sentence(found, language)}</p>'
    )
    left = (
        functools.partial(_errors, found=found),
        functools.partial(_city, found=hindsight_of(view.baseline)),
    )
    two_columns(view, left, (functools.partial(_outcomes, found=found), _method))


def _errors(view: View, found: Backtest) -> None:
    city, others = view.baseline.city, bool(methods(view.baseline.city))
    sentence(words.score_title(found, view.language), 3)
    spec = errors_spec if others else errors_alone_spec
    chart(spec(view.language, view.dark), errors_frames(city, found, view.language), "errors", view.say("onzekerheid.score.alt"))
    under(" ".join([view.say("onzekerheid.score.sentence"), *([view.say("onzekerheid.score.library")] if others else [])]))
    details("table-errors", view.language, lambda: _errors_table(view, found))


def _outcomes(view: View, found: Backtest) -> None:
    band = coverage(found.comparisons, 0.80)
    sentence(
        view.say("onzekerheid.outcomes.title", inside=house.number(band.inside, view.language), count=len(found.comparisons)), 3
    )
    chart(
        outcomes_spec(view.language, view.dark),
        outcomes_frames(found, view.language),
        "outcomes",
        view.say("onzekerheid.outcomes.alt"),
    )
    under(view.say("onzekerheid.outcomes.sentence"))
    details("table-outcomes", view.language, lambda: _outcomes_table(view, found))


def _city(view: View, found: tuple[Hindsight, ...]) -> None:
    if not found:
        return
    known = [one for one in found if one.promise.became is not None]
    sentence(view.say("onzekerheid.city.title", n=sum(one.closer for one in known), count=len(known)), 3)
    chart(city_spec(view.language, view.dark), city_frames(found, view.language), "city", view.say("onzekerheid.city.alt"))
    under(view.say("onzekerheid.city.sentence"))
    details("table-city", view.language, lambda: _city_table(view, found))


def _method(view: View) -> None:
    language = view.language
    sentence(view.say("onzekerheid.method.title"), 3)
    st.html("".join(f'<p class="koers-sentence">{html.escape(view.say(f"onzekerheid.method.text{i}"))}</p>' for i in (1, 2, 3)))
    details("table-method", language, lambda: _spread_table(view))


def _fan_table(view: View) -> str:
    frames = fan_frames(view.paths, view.baseline, published_counts(view.baseline, view.language), view.language)[
        "paths"
    ].to_pylist()
    head = [view.say("verkenner.table.month"), view.say("verkenner.table.scenario")]
    head += [view.say(f"onzekerheid.fan.band{band}") for band in (50, 80, 95)]
    rows = [
        [row["month"], house.number(row["scenario"], view.language), row["band50"], row["band80"], row["band95"]]
        for row in frames
    ]
    fan = table(view.say("onzekerheid.fan.caption"), head, rows)
    return fan + history_part(view.baseline, view.language) + source_list(history_sources(view.baseline), view.language)


def _chance_table(view: View, chances: Chances) -> str:
    language = view.language
    head = [view.say("verkenner.table.month"), *(view.say(f"onzekerheid.chance.{what}") for what in ("volume", "lks", "reserve"))]
    columns = (chances.volume, chances.lks, chances.reserve_gone)
    rows = [
        [name, *(house.percent(float(column[t]), language, 0) for column in columns)]
        for t, name in enumerate(month_names(chances.months, language))
    ]
    return table(view.say("onzekerheid.chance.caption"), head, rows)


def _reached_table(view: View, chances: Chances) -> str:
    language = view.language
    rows = [
        [
            view.say("onzekerheid.reached.name", n=first % 12 // 3 + 1, year=first // 12),
            house.percent(chance, language, 1),
        ]
        for first, _, chance in quarters_of(chances)
    ]
    rows.append([view.say("onzekerheid.reached.not"), house.percent(chances.never, language, 1)])
    head = [view.say("onzekerheid.reached.quarter_name"), view.say("onzekerheid.reached.axis")]
    return table(view.say("onzekerheid.reached.caption"), head, rows)


def _errors_table(view: View, found: Backtest) -> str:
    language, city = view.language, view.baseline.city
    rows = []
    for row, errors in errors_by_method(city, found):
        rows.append(
            [
                horizon_name(row, language),
                house.number(row.count, language),
                *(house.number(errors[name], language) if name in errors else "–" for name in all_methods(city)),
                *(words.covered(band, language) for band in row.coverage),
                house.number(row.width, language),
                house.number(row.pinball, language),
            ]
        )
    head = [
        view.say("onzekerheid.score.ahead"),
        view.say("onzekerheid.score.count"),
        *(view.say(f"onzekerheid.method.{name}") for name in all_methods(city)),
        *(view.say("onzekerheid.score.band", level=house.percent(level, language, 0)) for level in BANDS),
        view.say("onzekerheid.score.width"),
        view.say("onzekerheid.score.pinball"),
    ]
    made = derivation(city)
    note = "" if made is None else f'<p class="koers-sentence">{html.escape(made[language])}</p>'
    return table(view.say("onzekerheid.score.caption"), head, rows) + note + source_list(history_sources(view.baseline), language)


def _outcomes_table(view: View, found: Backtest) -> str:
    language = view.language
    rows = []
    for one in found.comparisons:
        low, high = one.band(0.80)
        rows.append(
            [
                house.date(one.origin, language),
                house.date(one.target, language),
                house.number(one.median, language),
                f"{house.number(low, language)} – {house.number(high, language)}",
                house.number(one.actual, language),
                house.number(one.last_value, language),
                house.number(one.last_trend, language),
            ]
        )
    head = [view.say(f"onzekerheid.outcomes.{name}") for name in ("origin", "target", "forecast", "band", "actual")]
    head += [view.say("onzekerheid.method.last_value"), view.say("onzekerheid.method.last_trend")]
    return table(view.say("onzekerheid.outcomes.caption"), head, rows) + source_list(history_sources(view.baseline), language)


def _city_table(view: View, found: tuple[Hindsight, ...]) -> str:
    language = view.language
    unknown = view.say("volume.promises.unknown")
    rows = [
        [
            house.date(one.promise.point.date, language),
            house.date(one.promise.made, language),
            house.number(one.promise.point.value, language),
            house.number(one.median, language),
            f"{house.number(one.low, language)} – {house.number(one.high, language)}",
            house.number(one.last_value, language),
            unknown if one.promise.became is None else house.number(one.promise.became, language),
        ]
        for one in found
    ]
    names = ("day", "made", "city", "ours", "band", "last", "became")
    head = [view.say(f"onzekerheid.city.{name}") for name in names]
    return table(view.say("onzekerheid.city.caption"), head, rows) + source_list(
        [one.promise.point.source for one in found] + history_sources(view.baseline), language
    )


def _spread_table(view: View) -> str:
    language = view.language
    rows = []
    for key in SPREADS:
        found = view.baseline.quantity(key)
        rows.append(
            [
                view.say(f"quantity.{key}"),
                house.number(found.value, language, 4).rstrip("0").rstrip(",."),
                view.say(f"common.{found.status}"),
            ]
        )
    head = [view.say(f"onzekerheid.method.{name}") for name in ("size", "value", "status")]
    return table(view.say("onzekerheid.method.caption"), head, rows)
