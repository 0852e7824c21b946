"""The left panel: what we choose, what happens to us, assumptions, basis and horizon, undo and sharing."""

from __future__ import annotations

import html
import itertools

import streamlit as st

from core.baseline import Baseline
from core.model.calendar import LAST_MONTH, december, month_index, month_label, year_of
from core.scenario import LEVERS, Lever, Scenario, default_value, lever_values
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate
from core.text.changes import steps
from core.ui import pins, state
from core.ui.family import address
from core.ui.follow import chosen, following
from core.ui.lever import answered, slider
from core.ui.sharing import share_button
from core.ui.track import met, target_on
from core.ui.view import View


def panel(page: str, view: View) -> None:
    """Draw the panel of a page for the scenario under the thumb."""
    baseline, scenario, language = view.baseline, view.scenario, view.language
    values, target = lever_values(scenario, baseline), target_on(page, view)

    def say(key: str, **params: object) -> str:
        return translate(language, f"verkenner.panel.{key}", **params)

    def draw(lever: Lever) -> None:
        base, family = default_value(baseline, lever.id), address(page, lever.id, scenario, baseline, language)
        slider(lever, baseline, values[lever.id], base, language, family, met(lever, target, view))

    headings = {"choose": first_heading(view), "befall": 'class="koers-hand"'}
    for owner, attributes in headings.items():
        st.html(f"<h2 {attributes}>{html.escape(say(owner))}</h2>")
        for lever in LEVERS:
            if lever.visible and lever.owner == owner:
                draw(lever)
    hidden = [lever for lever in LEVERS if not lever.visible]
    more = st.expander(say("assumptions"), key="assumptions", on_change="rerun", type="compact")
    if more.open:
        with more:
            st.html(f'<p class="koers-sentence">{html.escape(say("assumptions_note"))}</p>')
            for lever in hidden:
                draw(lever)
            _second_reading(baseline, language)
    _actions(language)
    _changes(language)


def first_heading(view: View) -> str:
    """Attributes of the first heading over sliders: it says which move of each this drawing answers, and whether charts glide."""
    gliding = " data-eased" if view.axes.eased else ""
    return f'class="koers-hand first" data-answered="{html.escape(answered())}"{gliding}'


def tools(baseline: Baseline, committed: Scenario, language: Language) -> None:
    """Basis, horizon and sharing: what stays as it is while a slider moves."""
    _basis(baseline, committed, language)
    with st.container(horizontal=True, key="keep", gap="small"):
        st.button(translate(language, "vergelijken.action.pin"), key="pin", on_click=pins.pin_shown)
        share_button(language)
        letters = sorted(state.current().pins)
        if letters:
            label = translate(language, "vergelijken.action.compare", letters=", ".join(letters))
            st.page_link("pages/vergelijken/page.py", label=label)


def _second_reading(baseline: Baseline, language: Language) -> None:
    other = baseline.value("lks_first_year_dropout_other_reading")
    shown = levers.bare("lks_first_year_dropout", other, language)
    st.button(
        translate(language, "verkenner.panel.reading", value=shown),
        help=translate(language, "verkenner.panel.reading_help", value=shown),
        key="second-reading",
        on_click=state.set_lever,
        args=("lks_first_year_dropout", other),
    )


def _basis(baseline: Baseline, scenario: Scenario, language: Language) -> None:
    basis = following("choose-baseline", scenario.baseline, language)
    until = following("choose-until", month_label(scenario.until), language)
    titles = {name: state.find_baseline(name).title[language] for name in state.baseline_ids()}
    left, right = st.columns([6, 5], gap="xsmall")
    left.selectbox(
        translate(language, "verkenner.panel.baseline"),
        list(titles),
        format_func=lambda name: titles.get(name, name),
        key=basis,
        on_change=lambda: state.choose_baseline(chosen("choose-baseline")),
    )
    right.selectbox(
        translate(language, "verkenner.panel.until"),
        _horizons(baseline, scenario),
        format_func=lambda label: house.month(month_index(label), language),
        key=until,
        on_change=lambda: state.choose_until(chosen("choose-until")),
    )


def _horizons(baseline: Baseline, scenario: Scenario) -> list[str]:
    """Last months on offer: the year ends after the reference month, and those of the baseline and the scenario."""
    years = range(year_of(baseline.reference_month) + 1, year_of(LAST_MONTH) + 1)
    labels = {month_label(december(year)) for year in years}
    return sorted(labels | {month_label(baseline.horizon), month_label(scenario.until)})


def steps_back(language: Language) -> None:
    """A step back and a step forward, of the scenario that is shown and of those that stand pinned."""
    for name, act, can in (("undo", pins.undo, pins.can_undo()), ("redo", pins.redo, pins.can_redo())):
        st.button(translate(language, f"verkenner.panel.{name}"), key=name, on_click=act, disabled=not can)


def _actions(language: Language) -> None:
    session = state.current()
    with st.container(horizontal=True, key="actions", gap="small"):
        steps_back(language)
        st.button(
            translate(language, "verkenner.panel.reset_all"),
            key="reset-all",
            on_click=state.reset,
            disabled=not (session.committed.overrides or session.committed.measures),
        )


def _changes(language: Language) -> None:
    """What was changed in this session, in words, the newest on top."""
    session = state.current()
    log = st.expander(translate(language, "changes.title"), key="changes", on_change="rerun", type="compact")
    if not log.open:
        return
    kept = [*session.undo, session.committed]
    lines = [", ".join(steps(before, after, state.find_baseline, language)) for before, after in itertools.pairwise(kept)]
    if not lines:
        log.html(f'<p class="koers-sentence">{html.escape(translate(language, "changes.empty"))}</p>')
        return
    first = translate(language, "changes.start", title=state.find_baseline(kept[0].baseline).title[language])
    items = "".join(f"<li>{html.escape(house.capital(line))}</li>" for line in reversed([first, *filter(None, lines)]))
    log.html(f'<ol class="koers-changes" reversed tabindex="0">{items}</ol>')
