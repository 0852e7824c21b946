"""The monitor of four months: indicators by line of action, then the labour market, then what the words mean.

No slider moves anything here. What nobody published stays empty, with the reason.
"""

from __future__ import annotations

import html
from functools import partial

import streamlit as st

from core.analysis.monitor import Line, Monitor, Reported, monitors_of, with_explanations
from core.export.files import Subject
from core.facts import sources
from core.figures.monitor.indicator import INDICATORS
from core.figures.table import Column, Table
from core.text import sentences_monitor as words
from core.text.glossary import explained
from core.text.sentences import answer
from core.ui.answer import heading
from core.ui.chart import draw, sentence, under
from core.ui.columns import two_columns
from core.ui.files import files_fold
from core.ui.fold import fold
from core.ui.share import link_of
from core.ui.tables import draw_table, source_items
from core.ui.view import View, current_view
from pages.monitor.explained import edit_explanations, explanations


def draw_page() -> None:
    """Draw the newest monitor that the basis knows, or the one that was chosen."""
    view = current_view()
    language, known = view.language, monitors_of(view.baseline)
    if not known:
        heading(html.escape(view.say("monitor.none")))
        under(view.say("monitor.none_note"))
        return
    monitor = known[-1] if len(known) == 1 else _chosen(known, view)
    monitor = with_explanations(monitor, explanations(monitor))
    heading(words.monitor_answer(monitor, language))
    under(words.monitor_intro(monitor, language))
    first, *rest = (partial(_line, monitor, line) for line in monitor.lines)
    files_fold(
        "monitor-files", Subject(view.scenario, view.baseline, monitor=monitor), link_of(view.scenario, language), language
    )
    half = len(rest) // 2
    two_columns(view, (first, *rest[half:]), rest[:half], gap="medium")
    _ahead(view)
    if monitor.annex:
        fold("monitor", language, partial(_annex, monitor, view))
    edit_explanations(monitor, language)


def _chosen(known: tuple[Monitor, ...], view: View) -> Monitor:
    names = {one.id: words.name(one, view.language) for one in reversed(known)}
    picked = st.selectbox(view.say("monitor.choose"), list(names), format_func=names.__getitem__, key="monitor-period")
    return next(one for one in known if one.id == picked)


def _ahead(view: View) -> None:
    """What the scenario makes of it, in the words of the first page."""
    sentence(view.say("monitor.on"), level=3)
    st.html(f'<p class="koers-sentence">{explained(answer(view.paths, view.baseline, view.language), view.language)}</p>')


def _line(monitor: Monitor, line: Line, view: View) -> None:
    st.html(f'<h2 class="koers-hand">{html.escape(line.title[view.language])}</h2>')
    for found in monitor.under(line):
        figure = INDICATORS.get(found.indicator.id)
        if figure is not None and found.charted:
            draw(figure, found, view, level=3)
        else:
            _without_chart(found, view)


def _without_chart(found: Reported, view: View) -> None:
    """An indicator in words: what is known of it, and why there is no more."""
    language = view.language
    sentence(words.indicator_finding(found, language), level=3)
    under(words.indicator_sentence(found, language))


def _annex(monitor: Monitor, view: View) -> None:
    language = view.language
    st.html(f'<h2 class="koers-hand">{html.escape(view.say("monitor.annex.title"))}</h2>')
    if monitor.annex_note is not None:
        under(monitor.annex_note[language])
    columns = [Column(view.say(f"monitor.annex.{name}"), words=True) for name in ("name", "period", "value")]
    rows = [(one.name[language], one.period[language], words.beside_value(one, language)) for one in monitor.annex]
    traces = [["", "", f"annex:{monitor.id}:{one.id}" if one.value is not None else ""] for one in monitor.annex]
    draw_table(Table(view.say("monitor.annex.caption"), columns, rows, traces=traces), "monitor-annex", language, view.stamp())
    st.html(source_items({monitor.source: sources()[monitor.source]}, language))
