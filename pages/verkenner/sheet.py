"""The Verkenner's own pieces: answer, key figures, four charts with their tables and sources."""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.uncertainty import quantiles
from core.figures.jobs.lks import lks_frames, lks_spec
from core.figures.lines import month_names
from core.figures.money.budget import budget_frames, budget_spec
from core.figures.money.reserve import reserve_frames, reserve_spec
from core.figures.people.caseload import caseload_frames, caseload_spec
from core.model.parameters import Floats
from core.text import format as house
from core.text import sentences
from core.ui.chart import chart, sentence, under
from core.ui.history import history_part, history_sources
from core.ui.moved import moved_note
from core.ui.tables import details, quantity_sources, source_list, table
from core.ui.view import View

LONG = 12
"""Characters from which a key figure is set smaller, so that it stays on one line."""


def top(view: View) -> None:
    """Answer, key figures and the main chart."""
    answer = sentences.answer(view.paths, view.baseline, view.language)
    st.html(f'<h1 class="koers-answer" aria-live="polite">{answer}</h1>{moved_note(view)}')
    _key_figures(view)
    sentence(sentences.caseload_title(view.paths, view.baseline, view.language))
    chart(
        caseload_spec(view.language, view.dark),
        caseload_frames(view.paths, view.baseline, view.language),
        "caseload",
        view.say("chart.caseload.alt"),
    )
    under(sentences.caseload_sentence(view.paths, view.baseline, view.language))
    details("table-caseload", view.language, lambda: _caseload_table(view))


def _key_figures(view: View) -> None:
    cells = "".join(
        f"<div><dt>{html.escape(figure.label)}</dt>"
        f'<dd class="value{" long" if len(figure.value) > LONG else ""}">{html.escape(figure.value)}</dd>'
        f'<dd class="change">{html.escape(figure.difference)}</dd></div>'
        for figure in sentences.key_figures(view.paths, view.baseline, view.language)
    )
    st.html(f'<dl class="koers-keys">{cells}</dl>')


def rest(view: View) -> None:
    """The three smaller charts."""
    language, paths = view.language, view.paths
    left, middle, right = st.columns(3, gap="medium")
    with left:
        sentence(sentences.lks_title(paths, view.baseline, language))
        chart(lks_spec(language, view.dark), lks_frames(paths, view.baseline, language), "lks", view.say("chart.lks.alt"))
        under(sentences.lks_sentence(paths, view.baseline, language))
        details("table-lks", language, lambda: _lks_table(view))
    with middle:
        sentence(sentences.budget_title(paths, language))
        chart(budget_spec(language, view.dark), budget_frames(paths, language), "budget", view.say("chart.budget.alt"))
        under(sentences.budget_sentence(paths, language))
        details("table-budget", language, lambda: _budget_table(view))
    with right:
        sentence(sentences.reserve_title(paths, language))
        chart(reserve_spec(language, view.dark), reserve_frames(paths, language), "reserve", view.say("chart.reserve.alt"))
        under(sentences.reserve_sentence(paths, language))
        details("table-reserve", language, lambda: _reserve_table(view))


def _head(view: View, *names: str) -> list[str]:
    return [view.say(f"verkenner.table.{name}") for name in names]


def _monthly(view: View, columns: list[Floats], decimals: int) -> list[list[str]]:
    names = month_names(view.paths.run.months, view.language)
    return [
        [name, *(house.number(float(column[t]), view.language, decimals) for column in columns)] for t, name in enumerate(names)
    ]


def _caseload_table(view: View) -> str:
    scenario, base = view.paths.run.caseload.stock[:, 0], view.paths.base.caseload.stock[:, 0]
    low, high = quantiles(view.paths.draws.caseload.stock, (0.10, 0.90))
    return (
        table(
            view.say("verkenner.table.caption_caseload"),
            _head(view, "month", "scenario", "base", "difference", "low", "high"),
            _monthly(view, [scenario, base, scenario - base, low, high], 0),
        )
        + history_part(view.baseline, view.language)
        + source_list(
            history_sources(view.baseline)
            + quantity_sources(view.baseline, "volume", "target_volume", "milestone_volume", "inflow", "outflow_rate")
            + ["cbs-82662ned"],
            view.language,
        )
    )


def _lks_table(view: View) -> str:
    scenario, base = view.paths.run.jobs.stock[:, 0], view.paths.base.jobs.stock[:, 0]
    return table(
        view.say("verkenner.table.caption_lks"),
        _head(view, "month", "scenario", "base", "difference"),
        _monthly(view, [scenario, base, scenario - base], 0),
    ) + source_list(
        quantity_sources(view.baseline, "lks_jobs", "lks_growth", "lks_target", "lks_first_year_dropout", "lks_later_dropout"),
        view.language,
    )


def _budget_table(view: View) -> str:
    run = view.paths.run
    columns = [
        run.budget.total, run.lasten, run.result, run.account.vangnet_received, run.account.reserve,
        run.account.general_funds,
    ]  # fmt: skip
    rows = [
        [str(year), *(house.number(float(column[i, 0]), view.language, 1) for column in columns)]
        for i, year in enumerate(run.years)
    ]
    return table(
        view.say("verkenner.table.caption_budget"),
        _head(view, "year", "buig", "lasten", "result", "vangnet", "reserve", "funds"),
        rows,
    ) + source_list(
        quantity_sources(
            view.baseline, "buig_share", "buig_total", "macro_budget", "macro_lks", "expected_lasten", "vangnet_own_risk"
        ),
        view.language,
    )


def _reserve_table(view: View) -> str:
    run, base = view.paths.run, view.paths.base
    return table(
        view.say("verkenner.table.caption_reserve"),
        _head(view, "month", "scenario", "base", "funds"),
        _monthly(view, [run.reserve[:, 0], base.reserve[:, 0], run.general_funds[:, 0]], 1),
    ) + source_list(quantity_sources(view.baseline, "reserve", "buig_total", "expected_lasten"), view.language)
