"""BUIG en reserve: the deficit, where it comes from, who pays it, and what was known at a moment."""

from __future__ import annotations

import dataclasses
import html
from typing import Final

import streamlit as st

from core.analysis.bridges import budget_bridge, city_gap, lasten_bridge, worth_of_share
from core.document.explanation import vangnet_of
from core.figures.money.bridge import bridge_frames, bridge_spec, signed
from core.figures.money.budget import BUDGET
from core.figures.money.payers import paid_by, payers_frames, payers_spec
from core.model.reached import MONEY, at_least
from core.text import format as house
from core.text import sentences
from core.ui.chart import chart, draw, sentence, under
from core.ui.moved import moved_note
from core.ui.tables import details, source_list, table
from core.ui.view import View
from pages.buig.calendar import calendar
from pages.buig.vangnet import safety_net

MAIN_HEIGHT: Final = 340
SMALL: Final = 0.05
"""Below this a step of a bridge would read as 0,0 and is left out [EUR million]."""


def top(view: View) -> None:
    """Answer, key figures, and BUIG against lasten."""
    language, run = view.language, view.paths.run
    if not len(run.years):
        st.html(f'<h1 class="koers-answer" aria-live="polite">{view.say("buig.answer.no_year")}</h1>{moved_note(view)}')
        return
    outcome = view.paths.outcome
    worth = worth_of_share(run)[outcome.result_year]
    last = house.month(run.months[-1], language)
    empty = outcome.reserve_empty
    st.html(
        '<h1 class="koers-answer" aria-live="polite">'
        + view.say(
            f"buig.answer.{'surplus' if at_least(outcome.result, 0.0, MONEY) else 'deficit'}",
            year=outcome.result_year,
            amount=house.million(abs(outcome.result), language),
        )
        + " "
        + (
            view.say("buig.answer.holds", until=last)
            if empty is None
            else view.say("buig.answer.empty", month=house.month(empty, language))
        )
        + " "
        + view.say("buig.answer.worth", amount=house.million(worth, language))
        + "</h1>"
        + moved_note(view)
    )
    _key_figures(view, worth)
    draw(BUDGET, view.outlook, view, height=MAIN_HEIGHT)


def _key_figures(view: View, worth: float) -> None:
    language, year = view.language, view.paths.outcome.result_year
    granted = next(found for found in vangnet_of(view.scenario, view.baseline, view.paths.run) if found.year == year)
    own = [
        sentences.KeyFigure(
            view.say("buig.key.vangnet", year=year),
            house.million(float(granted.amount[0]), language),
            view.say("buig.key.paid_in", year=year + 2),
        ),
        sentences.KeyFigure(view.say("buig.key.worth", year=year), house.million(worth, language), view.say("buig.key.per_year")),
    ]
    result, reserve, funds = sentences.key_figures(view.paths, view.baseline, language)[2:]
    if view.paths.outcome.reserve_empty is None:
        # The answer says until when; here the long form would run into the next figure.
        reserve = dataclasses.replace(reserve, value=view.say("buig.key.not_empty"))
    cells = "".join(
        f'<div><dt>{html.escape(found.label)}</dt><dd class="value{" long" if len(found.value) > 12 else ""}">'
        f'{html.escape(found.value)}</dd><dd class="change">{html.escape(found.difference)}</dd></div>'
        for found in (result, reserve, funds, *own)
    )
    st.html(f'<dl class="koers-keys">{cells}</dl>')


def rest(view: View) -> None:
    """Who pays, the bridges, the safety net, and the calendar."""
    if len(view.paths.run.years):
        _payers(view)
        st.space("small")
        if len(view.paths.run.years) > 1:
            _bridges(view)
            st.space("small")
        safety_net(view)
        st.space("small")
    calendar(view)


# Who pays ----------------------------------------------------------------------------------------------------------


def _payers(view: View) -> None:
    language, outcome = view.language, view.paths.outcome
    row = outcome.result_year - view.paths.run.years.start
    part = {name: house.million(float(values[row]), language) for name, values in paid_by(view.paths.run).items()}
    sentence(
        view.say(
            f"buig.payers.title_{'funds' if outcome.general_funds > 0 else 'reserve'}",
            amount=house.million(outcome.general_funds, language),
            until=outcome.general_funds_until,
        )
    )
    chart(payers_spec(language, view.dark), payers_frames(view.paths.run, language), "payers", view.say("buig.payers.alt"))
    under(view.say("buig.payers.sentence", year=outcome.result_year, **part))
    details("table-payers", language, lambda: _payers_table(view))


def _payers_table(view: View) -> str:
    paid = paid_by(view.paths.run)
    rows = [
        [str(year), *(house.number(float(paid[name][i]), view.language, 1) for name in ("reserve", "vangnet", "funds"))]
        for i, year in enumerate(view.paths.run.years)
    ]
    return table(
        view.say("buig.payers.caption"),
        [view.say("verkenner.table.year"), *(view.say(f"buig.payers.{name}") for name in ("reserve", "vangnet", "funds"))],
        rows,
    ) + source_list(_sources(view, "reserve", "vangnet_own_risk"), view.language)


def _sources(view: View, *keys: str) -> list[str]:
    return [found.source for (key, _), found in view.baseline.quantities.items() if key in keys and found.source is not None]


# Bridges -----------------------------------------------------------------------------------------------------------


def _bridges(view: View) -> None:
    years = view.paths.run.years
    pairs = list(years[:-1])
    with st.container(width=260):
        start = st.selectbox(
            view.say("buig.bridge.pair"),
            pairs,
            format_func=lambda year: view.say("buig.bridge.pair_option", start=year, end=year + 1),
            key="bridge-pair",
        )
    start = start if start in pairs else pairs[0]
    left, right = st.columns(2, gap="large")
    with left:
        _budget_bridge(view, start)
    with right:
        _lasten_bridge(view, start)


def _budget_bridge(view: View, start: int) -> None:
    language = view.language
    found = budget_bridge(view.paths.run, view.baseline, start, start + 1)
    steps = [
        (view.say(f"buig.bridge.{name}"), value)
        for name, value in (
            ("macro", found.macro_effect),
            ("share", found.share_effect),
            ("lks_part", found.lks_effect),
            ("feedback", found.feedback_effect),
            ("other", found.other_effect),
        )
        if name in ("macro", "share", "lks_part") or abs(value) >= SMALL
    ]
    total = (view.say("buig.bridge.total"), found.end - found.start)
    sentence(
        view.say(
            f"buig.bridge.budget_title_{'down' if total[1] < 0 else 'up'}",
            amount=house.million(abs(total[1]), language), year=start + 1,
        )
    )  # fmt: skip
    chart(
        bridge_spec(language, view.dark),
        bridge_frames(steps, total, language),
        "bridge-budget",
        view.say("buig.bridge.budget_alt"),
    )
    said = view.say(
        "buig.bridge.budget_sentence",
        start=house.million(found.start, language), end=house.million(found.end, language), year_from=start, year_to=start + 1,
        macro=signed(found.macro_effect, language), share=signed(found.share_effect, language),
        lks=signed(found.lks_effect, language),
    )  # fmt: skip
    gap = city_gap(view.paths.run, view.baseline)
    if gap is not None and gap.year == start + 1:
        said += " " + view.say(
            f"buig.bridge.gap_{'under' if gap.gap > 0 else 'over'}",
            assumed=house.million(gap.assumed, language), gap=house.million(abs(gap.gap), language), year=gap.year,
        )  # fmt: skip
    under(said)
    details(
        "table-bridge-budget",
        language,
        lambda: (
            _bridge_table(view, view.say("buig.bridge.budget_caption"), found.start, steps, found.end)
            + source_list(_sources(view, "buig_share", "buig_total", "macro_budget", "macro_lks", "city_budget"), language)
        ),
    )


def _lasten_bridge(view: View, start: int) -> None:
    language = view.language
    found = lasten_bridge(view.paths.run, view.baseline, start, start + 1)
    steps = [
        (view.say("buig.bridge.volume"), found.volume_effect),
        (view.say("buig.bridge.price"), found.price_effect),
        (view.say("buig.bridge.lks_lasten"), found.lks_effect),
    ]
    total = (view.say("buig.bridge.total"), found.end - found.start)
    sentence(
        view.say(
            f"buig.bridge.lasten_title_{'down' if total[1] < 0 else 'up'}",
            amount=house.million(abs(total[1]), language), year=start + 1,
        )
    )  # fmt: skip
    chart(
        bridge_spec(language, view.dark),
        bridge_frames(steps, total, language),
        "bridge-lasten",
        view.say("buig.bridge.lasten_alt"),
    )
    under(
        view.say(
            "buig.bridge.lasten_sentence", year_from=start, year_to=start + 1,
            start=house.million(found.start, language), end=house.million(found.end, language),
            volume_from=house.number(found.volume_from, language), volume_to=house.number(found.volume_to, language),
            price_from=house.euro(found.price_from, language), price_to=house.euro(found.price_to, language),
        )
    )  # fmt: skip
    details(
        "table-bridge-lasten",
        language,
        lambda: (
            _bridge_table(view, view.say("buig.bridge.lasten_caption"), found.start, steps, found.end)
            + source_list(_sources(view, "expected_lasten", "volume", "lks_cost"), language)
        ),
    )


def _bridge_table(view: View, caption: str, start: float, steps: list[tuple[str, float]], end: float) -> str:
    rows = [
        [view.say("buig.bridge.start"), house.number(start, view.language, 1)],
        *([name, signed(value, view.language)] for name, value in steps),
        [view.say("buig.bridge.end"), house.number(end, view.language, 1)],
    ]
    return table(caption, [view.say("buig.bridge.step"), view.say("buig.bridge.axis")], rows)
