"""The page of scenarios side by side: the answer, their lines, what they come to, and the same sliders for each of them."""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.compare import SHOWN, comparison_of, moved_apart
from core.analysis.outlook import central_outlook, outlook_of
from core.analysis.presets import on_offer
from core.baseline import Baseline
from core.figures.people.compared import COMPARED
from core.figures.people.compared_table import differences, summary
from core.scenario import LEVERS, Scenario, default_value, lever_values
from core.text import levers
from core.text import sentences_compare as words
from core.ui import pins, state
from core.ui.answer import heading
from core.ui.chart import draw
from core.ui.family import address
from core.ui.lever import slider
from core.ui.moved import moved_note
from core.ui.panel import first_heading
from core.ui.saved import desk
from core.ui.tables import draw_table
from core.ui.track import met, target_on
from core.ui.view import View
from pages.vergelijken.add import pin_preset


def top(view: View) -> None:
    """Answer, what can be put beside it, lines, and what each scenario comes to."""
    others = {letter: outlook_of(pinned, state.find_baseline(pinned.baseline)) for letter, pinned in pins.pins().items()}
    found = comparison_of(view.outlook, others)
    heading(words.answer(found, view.language), moved_note(view))
    _ready_made(view)
    draw(COMPARED, found, view)
    draw_table(summary(found, view.language), "compared-summary", view.language, view.stamp())


def _ready_made(view: View) -> None:
    """A press puts one more scenario beside the one that is shown."""
    full = pins.free_letter() is None
    with st.container(horizontal=True, gap="small", key="compare-add"):
        st.button(
            view.say("vergelijken.add.shown"), key="pin-shown", on_click=pins.pin_shown,
            disabled=full or pins.is_pinned(view.scenario),
        )  # fmt: skip
        for name in on_offer(view.baseline):
            st.button(view.say(f"vergelijken.add.{name}"), key=f"pin-{name}", on_click=pin_preset, args=(name,), disabled=full)


def rest(view: View) -> None:
    """What each pinned scenario is and what can be done with it, and what makes them differ."""
    for letter, pinned in pins.pins().items():
        with st.container(key=f"pinned-{letter}", horizontal=True, gap="small", vertical_alignment="center"):
            said = words.suggested(pinned, state.find_baseline(pinned.baseline), view.language)
            name = desk().names.get(pinned)
            named = f"<i>{html.escape(name)}</i>: " if name else ""
            st.html(f'<p class="koers-sentence"><b>{letter}</b> {named}{html.escape(said)}</p>')
            for name, act in (("show", pins.show), ("remove", pins.unpin)):
                label = view.say(f"vergelijken.action.{name}", letter=letter)
                st.button(label, key=f"{name}-{letter}", on_click=act, args=(letter,), type="tertiary")
    for table in differences(_scenarios(view), view.language):
        draw_table(table, "compared-differences", view.language, view.stamp())


def beside(page: str, view: View) -> None:
    """A slider for each scenario, lever by lever: the four of the panel, and what else makes them differ."""
    scenarios = _scenarios(view)
    apart = moved_apart(scenarios.values())
    drawn = [lever for lever in LEVERS if lever.visible or lever.id in apart]
    for lever in drawn:
        attributes = first_heading(view) if lever is drawn[0] else 'class="koers-hand"'
        st.html(f"<h2 {attributes}>{html.escape(levers.name(lever.id, view.language))}</h2>")
        for letter, (scenario, baseline) in scenarios.items():
            value, label = lever_values(scenario, baseline)[lever.id], words.name(letter, view.language)
            family = address(page, lever.id, view.scenario, baseline, view.language, letter, pins.pins())
            base = default_value(baseline, lever.id)
            side = View(central_outlook(scenario, baseline), view.language, view.dark)
            mark = met(lever, target_on(page, side), side)
            slider(lever, baseline, value, base, view.language, family, mark, letter=letter, label=label)


def _scenarios(view: View) -> dict[str, tuple[Scenario, Baseline]]:
    """All scenarios with their bases, by letter; the one that is shown first."""
    pinned = {letter: (found, state.find_baseline(found.baseline)) for letter, found in pins.pins().items()}
    return {SHOWN: (view.scenario, view.baseline), **pinned}
