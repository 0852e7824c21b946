"""The LKS page: the answer, jobs by tenure, survival, starts and ends, cost and what comes back."""

from __future__ import annotations

import streamlit as st

from core.analysis.goal_seek import solve
from core.analysis.lks import DROPOUT, Survival, job_years_of, jobs_by_tenure, progress_of, survival_of
from core.analysis.target import target_of
from core.figures.jobs.money import MONEY
from core.figures.jobs.starts_ends import STARTS_ENDS
from core.figures.jobs.survival import SURVIVAL
from core.figures.jobs.tenure import TENURE
from core.problem import Problem
from core.text import sentences_lks as words
from core.text.catalog import explain
from core.ui import state
from core.ui.answer import heading
from core.ui.chart import draw, sentence, under
from core.ui.columns import two_columns
from core.ui.fold import fold
from core.ui.moved import moved_note
from core.ui.needed import ask
from core.ui.view import View
from pages.lks.choices import caveat, formula, retention_entries
from pages.lks.gauge import gauge


def top(view: View) -> None:
    """Answer and the jobs by tenure."""
    heading(_answer(view), moved_note(view))
    found = progress_of(view.outlook)
    if found is not None:
        gauge(found, view)
    draw(TENURE, jobs_by_tenure(view.outlook), view)


def _answer(view: View) -> str:
    target = target_of(view.baseline, "lks_target", "lks_jobs")
    if target is None:
        return words.open_answer(view.paths, view.language)
    try:
        starts = solve(view.scenario, view.baseline, "lks_starts", target)
        dropout = solve(view.scenario, view.baseline, DROPOUT, target)
        return words.answer(view.paths, view.baseline, starts, dropout, view.language)
    except Problem as problem:
        return explain(view.language, problem)


def rest(view: View) -> None:
    """What it takes and how long jobs last; behind a fold starts and ends, money and the formula."""
    two_columns(view, (_needed, caveat), (_survival, _retention))
    fold("lks", view.language, lambda: two_columns(view, (_years,), (_money, formula)))


def _retention(view: View) -> None:
    """Measures that keep jobs are measures: they are switched on where the others are."""
    sentence(view.say("lks.retention.heading"))
    entries = retention_entries(view.baseline.city)
    under(view.say("lks.retention.intro" if entries else "lks.retention.unknown", n=len(entries)))
    st.page_link("pages/impulspakket/page.py", label=view.say("lks.retention.to_measures"))


def _needed(view: View) -> None:
    target = target_of(view.baseline, "lks_target", "lks_jobs")
    if target is not None:
        ask(view, target, ("lks_starts", DROPOUT))


def _survival(view: View) -> None:
    found = survival_of(view.outlook)
    draw(SURVIVAL, found, view, then=lambda: _readings(found, view))


def _readings(found: Survival, view: View) -> None:
    """A button per reading of the letter that takes it over."""
    with st.container(horizontal=True, key="readings", gap="small"):
        for name in ("of_started", "of_ended"):
            dropout = found.of(name).first_year_dropout
            st.button(
                words.take_over(found.of(name), view.language),
                key=f"reading-{name}",
                on_click=state.set_lever,
                args=(DROPOUT, dropout),
                disabled=dropout == found.of("scenario").first_year_dropout,
            )


def _years(view: View) -> None:
    draw(STARTS_ENDS, job_years_of(view.outlook), view)


def _money(view: View) -> None:
    draw(MONEY, job_years_of(view.outlook), view)
