"""The page of scenarios side by side: the answer, their lines, what they come to, and the same sliders for each of them."""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.compare import SHOWN, Comparison, comparison_of
from core.analysis.outlook import outlook_of
from core.analysis.presets import on_offer
from core.baseline import Baseline
from core.export.files import Subject
from core.figures.people.compared import COMPARED
from core.figures.people.compared_table import differences, summary
from core.scenario import Scenario
from core.text import sentences_compare as words
from core.ui import pins, state
from core.ui.answer import heading
from core.ui.chart import draw, hint
from core.ui.files import files_fold
from core.ui.moved import moved_note
from core.ui.saved import desk, leave_saved
from core.ui.share import link_of
from core.ui.tables import draw_table
from core.ui.view import View
from pages.vergelijken.add import pin_preset
from pages.vergelijken.matrix import matrix


def top(view: View) -> None:
    """Answer, chances, what can be put beside it, and lines."""
    found = _comparison(view)
    chances = words.chances(found, view.language)
    said = f'<p class="koers-sentence koers-beside">{html.escape(chances)}</p>' if chances else ""
    heading(words.answer(found, view.language), moved_note(view) + said)
    _ready_made(view)
    draw(COMPARED, found, view, then=lambda: hint(view.say("vergelijken.chart.move")))


def _comparison(view: View) -> Comparison:
    others = {letter: outlook_of(pinned, state.find_baseline(pinned.baseline)) for letter, pinned in pins.pins().items()}
    return comparison_of(view.outlook, others)


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
    """What each pinned scenario is and what can be done with it, what all come to, and what makes them differ."""
    for letter, pinned in pins.pins().items():
        with st.container(key=f"pinned-{letter}", horizontal=True, gap="small", vertical_alignment="center"):
            st.html(f'<p class="koers-sentence"><b>{letter}</b> {_told(pinned, view)}</p>')
            for name, act in (("show", _show), ("remove", pins.unpin)):
                label = view.say(f"vergelijken.action.{name}", letter=letter)
                st.button(label, key=f"{name}-{letter}", on_click=act, args=(letter,), type="tertiary")
    draw_table(summary(_comparison(view), view.language), "compared-summary", view.language, view.stamp())
    for table in differences(_scenarios(view), view.language):
        draw_table(table, "compared-differences", view.language, view.stamp())
    _, *beside = _scenarios(view).items()
    if beside:
        link = link_of(view.scenario, view.language, pins.pins())
        files_fold("compared-files", Subject(view.scenario, view.baseline, dict(beside)), link, view.language)


def _show(letter: str) -> None:
    pins.show(letter)
    leave_saved()


def _told(pinned: Scenario, view: View) -> str:
    """What a pinned scenario is called, whether it is a copy of a saved one, and what makes it differ; HTML."""
    names, first = desk().names, pins.copied_from(pinned)
    called = html.escape(words.suggested(pinned, state.find_baseline(pinned.baseline), view.language)) + "."
    if pinned in names:
        called = f"<i>{html.escape(names[pinned])}</i>: {called}"
    elif first in names:
        called = f"{html.escape(view.say('vergelijken.matrix.copy', name=names[first]))} {called}"
    shown = view.scenario
    base = not (shown.overrides or shown.active_measures) and (shown.baseline, shown.until) == (pinned.baseline, pinned.until)
    return called if base else f"{called} {html.escape(words.apart(shown, pinned, state.find_baseline, view.language))}"


def beside(page: str, view: View) -> None:
    """The sliders of all scenarios."""
    matrix(page, view, _scenarios(view))


def _scenarios(view: View) -> dict[str, tuple[Scenario, Baseline]]:
    """All scenarios with their bases, by letter; the one that is shown first."""
    pinned = {letter: (found, state.find_baseline(found.baseline)) for letter, found in pins.pins().items()}
    return {SHOWN: (view.scenario, view.baseline), **pinned}
