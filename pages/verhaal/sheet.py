"""The page of a story: the author's words, the answer, what was changed, the charts, and the way to an own copy."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from core.analysis.outlook import outlook_of
from core.figures.jobs.lks import LKS
from core.figures.money.budget import BUDGET
from core.figures.money.reserve import RESERVE
from core.figures.people.caseload import CASELOAD
from core.problem import Problem
from core.scenario import Scenario
from core.store import Story, edition_now, read_story, scenarios_of, store
from core.store.since import since
from core.text import sentences
from core.text import sentences_saved as words
from core.text.catalog import Language, explain, translate
from core.text.changes import moved, steps
from core.text.measures import measure_name
from core.ui import state
from core.ui.answer import heading, key_figures
from core.ui.chart import draw as draw_figure
from core.ui.frame import dark_theme
from core.ui.saved import beside, desk, leave_saved, take_bases
from core.ui.view import View

NEWS_S: Final = 30
"""How often an open page asks whether its story is still the one that it shows [s]."""


def draw() -> None:
    """Draw the story of the address, or say that it names none."""
    language = state.current().language
    if desk().story is None:
        heading(html.escape(_say(language, "none")))
        return
    try:
        story = read_story(store(), desk().story or "")
        take_bases(story.saved)
        scenario, pins = scenarios_of(story.saved.content, state.find_baseline)
    except Problem as problem:
        heading(html.escape(_say(language, "closed")))
        _sentence(explain(language, problem))
        return
    baseline = state.find_baseline(scenario.baseline)
    view = View(outlook_of(scenario, baseline), language, dark_theme())
    with st.container(key="story", gap="medium"):
        st.html(_head(story, language))
        _news(story.id, story.edition.number, language)
        _changed_since(story, scenario, language)
        st.html(_answer(view))
        st.html(_told(story, language))
        st.html(_what_changed(view))
        if st.button(_say(language, "copy"), key="story-copy", type="primary"):
            state.current().pins = pins
            state.commit(scenario)
            leave_saved()
            st.switch_page("pages/verkenner/page.py")
        _sentence(_say(language, "copy_note"))
        _charts(view)
        _then_and_now(story, scenario, language)


def _say(language: Language, key: str, **params: object) -> str:
    return translate(language, f"verhaal.{key}", **params)


def _sentence(text: str) -> None:
    st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')


def _head(story: Story, language: Language) -> str:
    """Title, and who published it when. HTML."""
    edition = story.edition
    by = _say(language, "by", name=edition.author) if edition.author else _say(language, "by_visitor")
    line = _say(language, "published", when=words.moment(edition.published, language), by=by)
    notes = [line] if story.official else [line, _say(language, "not_official")]
    rest = "".join(f'<p class="koers-sentence">{html.escape(note)}</p>' for note in notes)
    title = f'<h1 class="koers-answer" lang="{edition.language}"><b>{html.escape(edition.title)}</b></h1>'
    return f'<div class="koers-saved">{title}{rest}</div>'


@st.fragment(run_every=NEWS_S)
def _news(story_id: str, shown: int, language: Language) -> None:
    """Tell a tab that stays open that what it shows was published anew, or taken away."""
    try:
        now = edition_now(store(), story_id)
    except Problem:
        return  # while the store is away nothing is known, and what is shown stays
    if now == shown:
        return
    with st.container(key="story-news", gap="small"):
        said = _say(language, "gone") if now is None else _say(language, "newer", n=now)
        st.html(f'<p class="koers-sentence koers-changed" role="status">{html.escape(said)}</p>')
        if now is not None and st.button(_say(language, "show_newer"), key="story-newer"):
            st.rerun()


def _changed_since(story: Story, scenario: Scenario, language: Language) -> None:
    """Tell that another version stood here before, and what it changes in the scenario."""
    if story.before is None or story.saved_before is None:
        return
    take_bases(story.saved_before)
    before, _ = scenarios_of(story.saved_before.content, state.find_baseline)
    found = [part for part in steps(before, scenario, state.find_baseline, language) if part]
    what = _say(language, "changed_in", what="; ".join(found)) if found else _say(language, "changed_words")
    when = words.moment(story.before.published, language)
    said = _say(language, "changed", n=story.edition.number, when=when)
    st.html(f'<p class="koers-sentence koers-changed" role="status">{html.escape(f"{said} {what}")}</p>')


def _answer(view: View) -> str:
    """The answer of the scenario, as the first page gives it. HTML."""
    return f'<p class="koers-lead">{sentences.answer(view.paths, view.baseline, view.language)}</p>'


def _told(story: Story, language: Language) -> str:
    """The author's words: plain text in paragraphs. HTML."""
    edition = story.edition
    parts = [part for part in edition.words.split("\n\n") if part.strip()]
    lines = "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in parts)
    return f'<div class="koers-read-on koers-saved" lang="{edition.language}">{lines}</div>'


def _what_changed(view: View) -> str:
    """Which levers stand elsewhere than on the basispad, and which measures are on. HTML."""
    language = view.language
    found = [moved(name, value, view.baseline, language) for name, value in view.scenario.overrides]
    found += [measure_name(one, view.baseline.city, language) for one in view.scenario.active_measures]
    items = "".join(f"<li>{html.escape(one)}</li>" for one in found or [_say(language, "nothing")])
    title = html.escape(_say(language, "what"))
    basis = html.escape(_say(language, "basis", title=view.baseline.title[language]))
    return f'<h2 class="koers-title">{title}</h2><ul class="koers-list">{items}</ul><p class="koers-sentence">{basis}</p>'


def _charts(view: View) -> None:
    key_figures(sentences.key_figures(view.paths, view.baseline, view.language), asked=False)
    draw_figure(CASELOAD, view.outlook, view)
    for column, figure in zip(st.columns(3, gap="medium"), (LKS, BUDGET, RESERVE), strict=True):
        with column:
            draw_figure(figure, view.outlook, view)


def _then_and_now(story: Story, scenario: Scenario, language: Language) -> None:
    """The numbers of when it was saved beside those of now, where they differ, and why."""
    found = since(story.saved, scenario, state.find_baseline)
    told = beside(found, story.edition.title, language)
    if told:
        st.html(f'<div class="koers-saved">{told}</div>')
