"""Below a page: ask what one lever or measure must be for a target of one's own, and see two levers on a map.

A fragment of its own, so that a slider that moves runs none of it.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from core.analysis.goal_seek import Answer, solve
from core.analysis.sweep import MEASURE, OUTCOMES, YEARLY, Knob, knob_of, turned
from core.analysis.target import Target, target_of
from core.baseline import Baseline
from core.figures.table import Column, Table
from core.measures import catalogue
from core.model.calendar import LAST_MONTH, december, month_label, year_of
from core.problem import Problem
from core.scenario import LEVER, LEVERS, Scenario, default_scenario, to_query
from core.text import format as house
from core.text import sentences_needed as words
from core.text.catalog import Language, explain, translate
from core.ui import state
from core.ui.chart import sentence
from core.ui.follow import begin
from core.ui.frame import dark_theme
from core.ui.observe import rerun
from core.ui.share import stamp_of
from core.ui.tables import command_line, draw_table, drawer
from core.ui.typed import Takes, kept, number_field
from core.ui.watch import watch
from pages.volume.lever_map import draw_map

CERTAINTIES: Final = (0.0, 0.5, 0.8, 0.9)
"""Chances on offer; zero stands for the path itself."""
COUNTS: Final = ("volume", "lks_jobs")
_LEFT: Final = 1.0
"""The reserve that is asked for until somebody types another [EUR million]."""
_TAKES: Final = {
    "volume": Takes(0, 1e6), "lks_jobs": Takes(0, 1e5), "reserve": Takes(0, 1e4, 1), "result": Takes(-1e4, 1e4, 1),
    "general_funds": Takes(0, 1e4, 1),
}  # fmt: skip


_WHOLE: Final = "question-whole"


def question(page: str) -> None:
    """Draw the question, its answer and the map, for the scenario as it was last released."""
    st.session_state[_WHOLE] = True
    _question(page)


@st.fragment
def _question(page: str) -> None:
    whole = bool(st.session_state.pop(_WHOLE, False))
    with rerun(page, "question"), st.container(key="question", gap="medium"):
        session = state.current()
        found, scenario, language = state.baseline(), session.committed, session.language
        with st.container(gap="xsmall"):
            sentence(translate(language, "needed.heading"))
            st.html(f'<p class="koers-sentence">{html.escape(translate(language, "needed.intro"))}</p>')
        knob, target, certainty = _choices(found, scenario, language)
        try:
            _answer(found, scenario, knob, target, certainty, language)
            waiting = draw_map(found, scenario, target, language, dark_theme(), whole_page=whole)
        except Problem as problem:
            st.html(f'<p class="koers-sentence" role="status">{html.escape(explain(language, problem))}</p>')
            waiting = ""
        watch("lever-map", waiting, within="question")


def _choices(baseline: Baseline, scenario: Scenario, language: Language) -> tuple[str, Target, float | None]:
    """What is asked: a lever or measure, a target and a certainty."""

    def say(key: str, **params: object) -> str:
        return translate(language, f"needed.{key}", **params)

    # Without a target the question starts at the stock of the reference month.
    aims = {"volume": target_of(baseline, "target_volume", "volume"), "lks_jobs": target_of(baseline, "lks_target", "lks_jobs")}
    defaults = {
        **{name: round(baseline.value(name)) if aim is None else aim.value for name, aim in aims.items()},
        "reserve": _LEFT,
        "result": 0.0,
        "general_funds": 0.0,
    }
    with st.container(key="question-choices", horizontal=True, gap="small"):
        names = {name: house.capital(words.knob_name(baseline, scenario, name, language)) for name in knobs(baseline, scenario)}
        begin("needed-knob", names, next(iter(names)))
        knob = st.selectbox(
            say("choose.knob"), list(names), key="needed-knob", width=300, persist_state="session",
            format_func=lambda name: names.get(name, name),
        )  # fmt: skip
        outcome = st.selectbox(
            say("choose.outcome"), OUTCOMES, key="needed-outcome", width=300, persist_state="session",
            format_func=lambda name: say(f"outcome.{name}"),
        )  # fmt: skip
        count = outcome in ("volume", "lks_jobs")
        name, field = f"needed-kept-{outcome}", f"needed-value-{outcome}"
        value = kept(name, field, defaults[outcome], _TAKES[outcome])
        number_field(
            st.container(width=200, gap="xxsmall"), say("choose.value" if count else "choose.value_million"), value,
            _TAKES[outcome], language, field, _keep, (name,),
        )  # fmt: skip
        first = baseline.reference_month + 1
        if outcome in YEARLY:
            months = [december(year) for year in range(year_of(first), year_of(LAST_MONTH) + 1)]
        else:
            months = list(range(first, LAST_MONTH + 1))
        aim = aims["lks_jobs" if outcome == "lks_jobs" else "volume"]
        preset = scenario.until if aim is None else aim.month
        key = "needed-year" if outcome in YEARLY else f"needed-month-{'lks' if outcome == 'lks_jobs' else 'other'}"
        called = {month: house.capital(words.when_of(Target(outcome, 0.0, month), language)) for month in months}
        begin(key, called, preset if preset in months else months[-1])
        month = st.selectbox(
            say("choose.month"), months, key=key, width=300, persist_state="session",
            format_func=lambda index: called.get(index, str(index)),
        )  # fmt: skip
        certainty = st.selectbox(
            say("choose.certainty"), CERTAINTIES, key="needed-certainty", width=300, persist_state="session",
            format_func=lambda chance: (
                say("choose.path") if not chance else say("choose.chance", odds=words.odds(chance, language))
            ),
        )  # fmt: skip
    return knob, Target(outcome, value, int(month)), certainty or None


def _keep(value: float, name: str) -> None:
    st.session_state[name] = value


def knobs(baseline: Baseline, scenario: Scenario) -> list[str]:
    """What can be turned: every lever, the measures of the package, then those of the catalogue."""
    measures = dict.fromkeys([measure.id for measure in scenario.measures] + [entry.id for entry in catalogue(baseline.city)])
    return [lever.id for lever in LEVERS] + [f"{MEASURE}{name}" for name in measures]


def _answer(
    baseline: Baseline, scenario: Scenario, name: str, target: Target, certainty: float | None, language: Language
) -> None:
    answer = solve(scenario, baseline, name, target, probability=certainty)
    knob = knob_of(baseline, scenario, name)
    shown = words.knob_name(baseline, scenario, name, language)
    said = words.answer_sentences(answer, target, baseline, scenario, knob.unit, language)
    with st.container(key="question-answer", gap="small"):
        st.html(f'<p class="koers-lead" aria-live="polite">{html.escape(said[0])}</p>')
        if said[1:]:
            st.html(f'<p class="koers-sentence">{html.escape(" ".join(said[1:]))}</p>')
        if name.startswith(MEASURE):
            known = translate(language, "needed.size_known")
            st.html(f'<p class="koers-sentence">{html.escape(known)}</p>')
        if answer.reachable and answer.rounded != answer.current:
            amount = words.amount(name, knob.unit, answer.rounded, language)
            st.button(
                translate(language, "needed.set", value=amount), key="needed-set", on_click=_set,
                args=(name, answer.rounded),
            )  # fmt: skip
        found, same = (
            _table(answer, target, shown, knob, language, scenario.until),
            command(scenario, "solve", f"--for {name}", target, certainty),
        )

        def behind() -> None:
            draw_table(found, "needed", language, stamp_of(scenario, baseline, language))
            st.html(command_line(same, language))

        drawer("table-needed", language, behind)


def _set(name: str, value: float) -> None:
    """Commit what was answered; a size that cannot be is left out with a sentence."""
    session = state.current()
    try:
        state.commit(turned(state.baseline(), session.committed, name, value))
    except Problem as problem:
        session.problems = [problem]
    st.rerun()


def _table(answer: Answer, target: Target, name: str, knob: Knob, language: Language, until: int) -> Table:
    def say(key: str, **params: object) -> str:
        return translate(language, f"needed.row.{key}", **params)

    def show(value: float) -> str:
        return words.amount(answer.lever, knob.unit, value, language)

    def came(value: float) -> str:
        return words.outcome_amount(target.outcome, value, language)

    none = say("no_month", until=house.period_end(LAST_MONTH, language))
    rows: list[Sequence[str]] = [
        (say("current", name=name), show(answer.current)),
        (say("current_outcome"), came(answer.current_outcome)),
        (say("value" if answer.reachable else "value_unreachable", name=name), show(answer.rounded)),
        (say("outcome"), came(answer.rounded_outcome)),
        (say("exact"), words.exact(answer.lever, knob.unit, answer.value, language)),
        (say("known"), f"{show(answer.low)} – {show(answer.high)}"),
        (say("nearest"), show(answer.nearest_value)),
        (say("nearest_outcome"), came(answer.nearest_outcome)),
        (say("nearest_month"), none if answer.nearest_month is None else house.period_end(answer.nearest_month, language)),
    ]
    traces = _traces(answer, target, until)
    if answer.rounded_chance is not None:
        rows.insert(4, (say("chance"), house.chance(answer.rounded_chance, language)))
        traces.insert(4, "")
    columns = [Column(say("what"), words=True), Column(say("amount"))]
    return Table(translate(language, "needed.table"), columns, rows, traces=[["", key] for key in traces])


def _traces(answer: Answer, target: Target, until: int) -> list[str]:
    """Keys of the amounts of each row, where a lever is asked for and the run reaches its month."""
    if answer.lever not in LEVER or target.outcome not in COUNTS or target.month > until:
        return [""] * 9
    key = f"{target.outcome}@{month_label(target.month)}"
    met, nearest = (f"with:{answer.lever}={value!r}/{key}" for value in (answer.rounded, answer.nearest_value))
    return [f"lever:{answer.lever}", key, "", met, "", "", "", nearest, ""]


def command(scenario: Scenario, verb: str, what: str, target: Target, probability: float | None = None) -> str:
    """The command line that gives the same numbers."""
    goal = f"{target.outcome}={target.value!r}@{month_label(target.month)}"
    chance = "" if probability is None else f" --probability {probability!r}"
    plain = scenario == default_scenario(state.baseline()) and not scenario.measures
    which = f" --baseline {scenario.baseline}" if plain else f" --link '{urlencode(to_query(scenario))}'"
    return f"python -m core {verb} {what} --target {goal}{chance}{which} --json"
