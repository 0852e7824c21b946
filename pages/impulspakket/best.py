"""The best package for an amount, of all that can be made: behind a fold, in a fragment of its own."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.candidates import EVERY, Wishes, known_measures
from core.analysis.choice import Choice
from core.analysis.frontier import Cost, Frontier, Question, frontier, known_frontier, question, value_packages
from core.analysis.target import Target, target_of
from core.baseline import Baseline
from core.figures.package.frontier import BEST, PICK
from core.measures import first_month
from core.model.calendar import LAST_MONTH, december, month_label, year_of
from core.problem import Problem
from core.scenario import Scenario, to_query
from core.text import format as house
from core.text.catalog import explain
from core.text.measures import measure_name
from core.text.sentences_best import answer, missed
from core.ui.chart import Click, draw, hint, sentence, under
from core.ui.turns import let_others
from core.ui.typed import Takes, kept, number_field
from core.ui.view import Setting
from core.ui.watch import when_seen
from pages.impulspakket import changes

DRAWS: Final = 512
"""Draws that each of the best packages is valued with while somebody waits."""
AMOUNT: Final = 5.0
"""What the field begins with [EUR million]."""
_AMOUNTS: Final = Takes(-1000, 1000, 2)
_ROOM: Final = Takes(0, 100_000)
_PLACE: Final = "best"
_CHART: Final = "best-chart"
_TURN: Final = "best-turn"
_SHOWN: Final = "best-shown"
"""Session key of the packages that the chart has now, in its order."""


def best_section() -> None:
    """Draw it once it is in view; then it comes in pieces with a bar of progress, and it is remembered for all sessions."""
    when_seen("impulspakket", _PLACE, _draw)


def _draw(view: Setting, compute: bool) -> bool:
    """Draw what is known, or what may be computed now; whether that was all."""
    sentence(view.say("best.heading"))
    target, cost = _fields(view)
    with st.expander(view.say("best.conditions"), key="best-conditions", type="compact"):
        wishes = _wishes(view)
    with st.container(key="best-status"):
        slot = st.empty()
    try:
        asked = question(view.baseline, view.scenario, target, wishes)
        if not compute and known_frontier(asked, DRAWS) is None:
            slot.progress(0.0, view.say("best.computing", n=house.number(2 ** len(asked.candidates.free), view.language)))
            return False
        found = _found(view, slot, asked)
    except Problem as problem:
        under(explain(view.language, problem))
        return True
    (now,) = value_packages(asked, [view.scenario.active_measures], DRAWS)
    aimed = view.baseline.find("target_volume") is not None or target.outcome != "volume"
    turn = int(st.session_state.setdefault(_TURN, 0))
    choice = Choice(view.baseline, found, now, _amount(), cost, asked.scenario.until, aimed, turn, view.scenario)
    st.session_state[_SHOWN] = tuple(one.measures for one in choice.packages)
    _show(choice, view, _command(view, target, wishes, choice))
    return True


def _amount() -> float:
    return kept("best-amount-value", "best-amount", AMOUNT, _AMOUNTS)


def _take_amount(value: float) -> None:
    st.session_state["best-amount-value"] = value


def _fields(view: Setting) -> tuple[Target, Cost]:
    """The amount, what is looked at, and which costs count."""
    targets = targets_of(view.baseline, view.scenario)
    costs: tuple[Cost, ...] = ("spent", "net")
    first, second, third = st.columns(3, gap="small", vertical_alignment="bottom")
    number_field(
        first, view.say("best.amount"), _amount(), _AMOUNTS, view.language, "best-amount", _take_amount
    )  # fmt: skip
    names = {
        name: view.say(f"best.against_{name}", when=house.period_end(one.month, view.language)) for name, one in targets.items()
    }
    chosen = second.selectbox(
        view.say("best.against"), list(names), format_func=lambda name: names.get(name, name), key="best-against"
    )
    kinds = {cost: view.say(f"best.cost_{cost}") for cost in costs}
    cost = third.selectbox(view.say("best.cost"), costs, format_func=kinds.__getitem__, key="best-cost")
    return targets[chosen], cost


def targets_of(baseline: Baseline, scenario: Scenario) -> dict[str, Target]:
    """What a package can be judged by: the caseload at its target's date, and the reserve at the end of that year."""
    aim = target_of(baseline, "target_volume", "volume")
    if aim is None or aim.month <= baseline.reference_month:
        aim = Target("volume", 0.0 if aim is None else aim.value, scenario.until)
    found = {"volume": aim}
    if baseline.find("reserve") is not None:
        found["reserve"] = Target("reserve", 0.0, min(december(year_of(aim.month)), LAST_MONTH))
    return found


def _wishes(view: Setting) -> Wishes:
    """What is asked of a package."""
    language, city = view.language, view.baseline.city
    names = {name: measure_name(one, city, language) for name, one in known_measures(view.baseline, view.scenario).items()}
    first, second = st.columns(2, gap="small")

    def several(place: Any, key: str) -> frozenset[str]:
        return frozenset(
            place.multiselect(
                view.say(f"best.{key}"),
                list(names),
                format_func=lambda name: names.get(name, name),
                key=f"best-{key}",
                placeholder=view.say("best.no_measure"),
            )
        )

    always, never = several(first, "always"), several(second, "never")
    months = range(first_month(view.baseline), view.scenario.until + 1)
    any_month = view.say("best.any_month")
    start = first.selectbox(
        view.say("best.not_before"), [0, *months],
        format_func=lambda month: house.month(month, language) if month else any_month, key="best-not-before",
    )  # fmt: skip
    room = kept("best-room-value", "best-room", 0.0, _ROOM)
    number_field(second, view.say("best.capacity"), room, _ROOM, language, "best-room", _take_room)
    return Wishes(always, never, ((EVERY, start),) if start else (), room or None)


def _take_room(value: float) -> None:
    st.session_state["best-room-value"] = value


def _found(view: Setting, slot: DeltaGenerator, asked: Question) -> Frontier:
    """The best packages: remembered or computed."""
    known = known_frontier(asked, DRAWS)
    if known is not None:
        return known
    text = view.say("best.computing", n=house.number(2 ** len(asked.candidates.free), view.language))
    bar, told = slot.progress(0.0, text), 0

    def progress(part: float) -> None:
        nonlocal told
        if int(20 * part) > told:
            told = int(20 * part)
            bar.progress(min(part, 1.0), text)
        let_others()

    found = frontier(asked, DRAWS, progress)
    slot.empty()
    return found


def _show(choice: Choice, view: Setting, command: str) -> None:
    """The chart, and between its finding and its drawing which package that is and what the present one misses."""

    def which() -> None:
        for said in (answer(choice, view.language), missed(choice, view.language)):
            if said:
                under(said)
        best = choice.best
        on = best is None or set(best.measures) == set(view.scenario.active_measures)
        pressed = st.button(view.say("best.use"), key="best-use", type="primary", disabled=on)
        if pressed and best is not None:
            changes.use_package(best.measures)
            st.rerun()

    def press() -> None:
        if len(choice.packages) > 1:
            hint(view.say("best.press"))

    draw(BEST, choice, view, choose=which, then=press, level=3, click=Click(_CHART, PICK, _pick), command=command)


def _command(view: Setting, target: Target, wishes: Wishes, choice: Choice) -> str:
    wanted = f"{target.outcome}={target.value!r}@{month_label(target.month)}"
    parts = [
        f"python -m core best --budget {choice.budget!r} --cost {choice.cost} --target {wanted} --draws {DRAWS}",
        *(f"--must {name}" for name in sorted(wishes.always)), *(f"--never {name}" for name in sorted(wishes.never)),
        *(f"--not-before {month_label(month)}" for _, month in wishes.not_before),
        *([] if wishes.capacity is None else [f"--capacity {wishes.capacity!r}"]),
        f"--link '{urlencode(to_query(view.scenario))}' --json",
    ]  # fmt: skip
    return " ".join(parts)


def _pick() -> None:
    """Set the package that was clicked, as one step back. What the browser sent is checked again."""
    picked = (st.session_state.get(_CHART) or {}).get("selection", {}).get(PICK) or []
    found = st.session_state.get(_SHOWN)
    if not picked or not isinstance(picked[0], dict) or found is None:
        return
    st.session_state[_TURN] = int(st.session_state.get(_TURN, 0)) + 1
    number = picked[0].get("number")
    if isinstance(number, int) and 0 <= number < len(found):
        changes.use_package(found[number])
    st.rerun()
