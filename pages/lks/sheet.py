"""The LKS page's own pieces: jobs by tenure, survival, starts and ends, cost and what comes back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.analysis.goal_seek import solve
from core.analysis.lks import DROPOUT, Reading, job_years, jobs_at_dropout, readings, tenure, tenure_groups
from core.analysis.target import target_of
from core.figures.jobs.job_years import ends_of, jobs_frames, jobs_spec, money_frames, money_spec
from core.figures.jobs.survival import survival_frames, survival_spec
from core.figures.jobs.tenure import NAMES, tenure_frames, tenure_spec
from core.figures.lines import month_names
from core.problem import Problem
from core.scenario import with_value
from core.text import format as house
from core.text import sentences_lks as words
from core.text.catalog import explain
from core.text.sentences_volume import signed
from core.ui import state
from core.ui.chart import chart, sentence, under
from core.ui.columns import two_columns
from core.ui.moved import moved_note
from core.ui.needed import ask
from core.ui.tables import details, quantity_sources, source_list, table
from core.ui.view import View
from pages.lks.choices import caveat, formula, retention
from pages.lks.gauge import gauge


def top(view: View) -> None:
    """Answer and the jobs by tenure."""
    paths, baseline, language = view.paths, view.baseline, view.language
    target = target_of(baseline, "lks_target", "lks_jobs")
    try:
        starts = solve(view.scenario, baseline, "lks_starts", target)
        dropout = solve(view.scenario, baseline, DROPOUT, target)
        said = words.answer(paths, baseline, starts, dropout, language)
    except Problem as problem:
        said = explain(language, problem)
    st.html(f'<h1 class="koers-answer" aria-live="polite">{said}</h1>{moved_note(view)}')
    gauge(view)
    groups = tenure_groups(tenure(baseline, view.scenario))
    at = paths.outcome.lks_month - paths.run.months[0]
    when = house.period_end(paths.outcome.lks_month, language)
    sentence(words.tenure_title(groups[at], when, language))
    frames = tenure_frames(paths.run.months, groups, paths.base.jobs.stock[:, 0], target.value, language)
    chart(tenure_spec(language, view.dark), frames, "tenure", view.say("lks.tenure.alt"))
    under(words.tenure_sentence(groups[at], paths.base_outcome.lks_jobs, when, language))

    def write() -> str:
        rows = [
            [name, *(house.number(float(value), language) for value in (*groups[t], groups[t].sum()))]
            for t, name in enumerate(month_names(paths.run.months, language))
        ]
        head = [view.say("verkenner.table.month"), *(view.say(f"lks.tenure.{name}") for name in (*NAMES, "total"))]
        return table(view.say("lks.tenure.caption"), head, rows) + source_list(
            quantity_sources(baseline, "lks_jobs", "lks_growth", "lks_target", DROPOUT, "lks_later_dropout"), language
        )

    details("table-tenure", language, write)


def rest(view: View) -> None:
    """Survival, what it takes, retention, starts and ends, money, the formula and the caveat."""
    two_columns(view, (_needed, _survival, _years, _money), (retention, formula, caveat))


def _needed(view: View) -> None:
    ask(view, target_of(view.baseline, "lks_target", "lks_jobs"), ("lks_starts", DROPOUT))


def _survival(view: View) -> None:
    language, found = view.language, readings(view.baseline, view.scenario)
    by_id = {reading.id: reading for reading in found}
    jobs = {reading.id: jobs_at_dropout(view.baseline, view.scenario, reading.first_year_dropout) for reading in found}
    when = house.period_end(view.paths.outcome.lks_month, language)
    left = house.number(100.0 * float(by_id["scenario"].survival[12]), language)
    sentence(view.say("lks.survival.title", left=left))
    chart(survival_spec(language, view.dark), survival_frames(found, language), "survival", view.say("lks.survival.alt"))
    under(
        view.say(
            "lks.survival.sentence", when=when,
            started=house.percent(by_id["of_started"].first_year_dropout, language, 0),
            ended=house.percent(by_id["of_ended"].first_year_dropout, language, 0),
            jobs_started=house.number(jobs["of_started"], language), jobs_ended=house.number(jobs["of_ended"], language),
        )
    )  # fmt: skip
    with st.container(horizontal=True, key="readings", gap="small"):
        for name in ("of_started", "of_ended"):
            dropout = by_id[name].first_year_dropout
            st.button(
                view.say(f"lks.survival.set_{name}", value=house.percent(dropout, language, 0)),
                key=f"reading-{name}",
                on_click=state.set_lever,
                args=(DROPOUT, dropout),
                disabled=dropout == by_id["scenario"].first_year_dropout,
            )
    details("table-survival", language, lambda: _survival_table(view, found, jobs, when))


def _survival_table(view: View, found: Sequence[Reading], jobs: dict[str, float], when: str) -> str:
    language, target = view.language, target_of(view.baseline, "lks_target", "lks_jobs")
    implied = []
    for reading in found:
        moved = with_value(view.scenario, view.baseline, DROPOUT, reading.first_year_dropout)
        answer = solve(moved, view.baseline, "lks_starts", target)
        starts = house.number(answer.value, language) if answer.reachable else view.say("lks.survival.never")
        dropout = house.percent(reading.first_year_dropout, language, 0)
        implied.append([view.say(f"lks.survival.{reading.id}"), dropout, house.number(jobs[reading.id], language), starts])
    head = [
        view.say("lks.survival.reading"),
        view.say("lks.survival.dropout"),
        view.say("lks.survival.jobs", when=when),
        view.say("lks.survival.starts"),
    ]
    rows = [
        [view.say("lks.survival.after", n=month), *(house.number(100.0 * float(one.survival[month]), language) for one in found)]
        for month in range(0, len(found[0].survival), 3)
    ]
    names = [view.say("lks.survival.month"), *(view.say(f"lks.survival.short_{reading.id}") for reading in found)]
    return (
        table(view.say("lks.survival.caption_implied"), head, implied)
        + table(view.say("lks.survival.caption"), names, rows)
        + source_list(
            dict.fromkeys([*quantity_sources(view.baseline, "lks_first_year_dropout"), "cbs-lks-cohort-2023"]), language
        )
    )


def _years(view: View) -> None:
    language = view.language
    years = job_years(view.paths.run, view.baseline, view.scenario)
    sentence(words.years_title(years[-1], language))
    chart(jobs_spec(language, view.dark), jobs_frames(years, language), "jobs", view.say("lks.years.alt"))
    under(words.years_sentence(years[-1], view.paths.run.months[1], language))

    def write() -> str:
        rows = [
            [
                str(year.year),
                *(
                    house.number(value, language)
                    for value in (year.start, year.starts, year.first_year_exits, year.later_exits, ends_of(year))
                ),
                signed(year.net, language),
                house.number(year.end, language),
            ]
            for year in years
        ]
        head = [view.say(f"lks.years.{name}") for name in ("year", "start", "starts", "first", "later", "ends", "net", "end")]
        used = quantity_sources(view.baseline, "lks_jobs", "lks_growth", DROPOUT)
        return table(view.say("lks.years.caption"), head, rows) + source_list(used, language)

    details("table-jobs", language, write)


def _money(view: View) -> None:
    language = view.language
    years = job_years(view.paths.run, view.baseline, view.scenario)
    sentence(words.money_title(years, language))
    chart(money_spec(language, view.dark), money_frames(years, language), "money", view.say("lks.years.money_alt"))
    under(f"{words.money_sentence(years, language)} {view.say('lks.years.money_note')}")

    def show(value: float | None, decimals: int) -> str:
        return view.say("lks.years.unknown") if value is None else house.number(value, language, decimals)

    def write() -> str:
        rows = [
            [
                str(year.year),
                show(year.cost, 1),
                show(year.reimbursed_next_year, 1),
                show(year.cost_per_job, 0),
                show(year.reimbursed_per_job, 0),
            ]
            for year in years
        ]
        head = [view.say(f"lks.years.{name}") for name in ("year", "cost_total", "back_total", "cost_job", "back_job")]
        used = quantity_sources(view.baseline, "lks_cost", "macro_lks", "lks_mean_jobs")
        return table(view.say("lks.years.money_caption"), head, rows) + source_list(used, language)

    details("table-money", language, write)
