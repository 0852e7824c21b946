"""An own count: the basis that it makes, what it keeps of the one before, and the name by which it travels."""

from __future__ import annotations

import datetime as dt
import json
from urllib.parse import parse_qs, urlencode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.foreseen import foreseen
from core.analysis.outlook import outlook_of
from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.model.calendar import december, month_index, month_of
from core.own_data.count.answers import AMOUNTS, MOVED, Answers, answers_of, name_of
from core.own_data.count.build import counted, own_count
from core.own_data.count.words import answered, assumed_note, fit_sentence
from core.problem import Problem
from core.scenario import default_scenario, from_query, to_query, with_until, with_value
from core.text.catalog import LANGUAGES
from core.trace import book_of
from core.trace.pages import PAGES
from tests.command import printed

TODAY = dt.date(2026, 11, 27)
BRIEF, NOW = load_baseline("brief-2023-t2"), load_baseline("stand-2026")
OCTOBER = month_index("2026-10")
TYPED = Answers(OCTOBER, 33_120.0)


def find(name: str) -> Baseline:
    return counted(name, load_baseline, TODAY).baseline if "~" in name else load_baseline(name)


@pytest.mark.parametrize("parent", [BRIEF, NOW], ids=lambda parent: parent.id)
def test_the_count_is_month_nought_and_the_history_stays(parent: Baseline) -> None:
    found = own_count(parent, TYPED).baseline
    run = simulate(found, default_scenario(found))
    assert (found.reference_month, run.months[0], run.caseload.stock[0, 0]) == (OCTOBER, OCTOBER, 33_120.0)
    assert found.quantity("volume").status == "own"
    *published, own = found.history.volume
    assert {one.value for one in parent.history.volume} <= {one.value for one in published}
    assert (own.date, own.value, own.source) == (dt.date(2026, 10, 31), 33_120.0, None)
    assert (found.municipality, found.city) == (parent.municipality, parent.city)


@pytest.mark.parametrize("parent", [BRIEF, NOW], ids=lambda parent: parent.id)
@pytest.mark.parametrize("lever", ["inflow", "outflow_rate"])
def test_with_the_flow_that_is_said_the_basis_before_comes_to_the_count(parent: Baseline, lever: str) -> None:
    count = own_count(parent, Answers(OCTOBER, 33_120.0, "outflow_rate" if lever == "outflow_rate" else "inflow"))
    answer = count.fit.of(lever)
    assert answer is not None
    assert count.baseline.value(lever) == answer.value
    scenario = with_value(with_until(default_scenario(parent), parent, OCTOBER), parent, lever, answer.value)
    assert simulate(parent, scenario).caseload.stock[-1, 0] == pytest.approx(33_120.0, abs=1e-4)
    other = "inflow" if lever == "outflow_rate" else "outflow_rate"
    assert count.baseline.value(other) == parent.value(other)


@pytest.mark.parametrize("month", ["2023-12", "2025-12", "2026-10"])
def test_a_count_on_the_path_itself_changes_no_month_after_it(month: str) -> None:
    run = simulate(BRIEF, with_until(default_scenario(BRIEF), BRIEF, december(2028)))
    at = month_index(month) - BRIEF.reference_month
    count = own_count(BRIEF, Answers(month_index(month), float(run.caseload.stock[at, 0]))).baseline
    after = simulate(count, with_until(default_scenario(count), count, december(2028)))
    assert after.caseload.stock[:, 0] == pytest.approx(run.caseload.stock[at:, 0], abs=1e-4)
    assert after.jobs.stock[:, 0] == pytest.approx(run.jobs.stock[at:, 0])
    assert after.budget.total[1:] == pytest.approx(run.budget.total[-len(after.years) + 1 :], rel=1e-3)


def test_neither_flow_moves_when_the_start_was_off() -> None:
    found = own_count(NOW, Answers(OCTOBER, 33_120.0, "none")).baseline
    assert [found.value(key) for key in ("inflow", "outflow_rate")] == [643.0, 0.018]


def test_a_count_of_the_very_month_takes_the_place_of_the_estimate() -> None:
    count = own_count(NOW, Answers(NOW.reference_month, 33_000.0, lks_jobs=1_700.0))
    run = simulate(count.baseline, default_scenario(count.baseline))
    assert (run.caseload.stock[0, 0], run.jobs.stock[0, 0]) == (33_000.0, pytest.approx(1_700.0))
    assert count.fit.inflow is None
    assert count.baseline.quantity("volume").band is None
    with pytest.raises(Problem, match="year_over"):
        own_count(NOW, Answers(NOW.reference_month, 33_000.0, buig=620.0))


def test_flows_that_were_given_are_taken_as_they_are_but_for_moves_from_and_into_jobs() -> None:
    plain = simulate(BRIEF, with_until(default_scenario(BRIEF), BRIEF, december(2026)))
    year = slice(OCTOBER - BRIEF.reference_month - 12, OCTOBER - BRIEF.reference_month)
    returns = 0.35 * float(plain.jobs.exits[year].mean())
    count = own_count(BRIEF, Answers(OCTOBER, 33_120.0, inflow=7_200.0))
    assert count.baseline.value("inflow") == pytest.approx(600.0 - returns)
    assert count.fit.inflow is None
    assert count.fit.outflow_rate is not None
    both = own_count(BRIEF, Answers(OCTOBER, 33_120.0, inflow=7_200.0, outflow=7_200.0)).baseline
    # The stock lies between 32,864 and 33,120: 1.81 to 1.83% a month leaves, and some 34 a month of it goes into jobs.
    assert both.value("outflow_rate") == pytest.approx(600.0 / 33_070.0 - 0.6 * 57.386 / 33_070.0, rel=0.01)


def test_what_nobody_answered_is_assumed_or_left_out() -> None:
    found = own_count(BRIEF, TYPED).baseline
    status = {key: None if one is None else one.status for key, one in answered(found)}
    assert status == {
        "volume": "own", "lks_jobs": "assumption", "inflow": "derived", "outflow": "assumption", "buig": "assumption",
        "lasten": "assumption", "reserve": None, "target": None,
    }  # fmt: skip
    assert outlook_of(default_scenario(found), found).paths.chance is None
    note = assumed_note(found, "nl")
    assert "leeg: reserve en doel." in note
    # The basis of November 2026 knows a target that lies ahead, and a reserve of this very year.
    kept = own_count(NOW, TYPED).baseline
    assert (kept.value("target_volume"), kept.value("reserve")) == (30_000.0, 25.0)
    assert {kept.quantity(key).status for key in ("target_volume", "reserve")} == {"assumption"}


def test_what_was_answered_stands_as_it_was_answered() -> None:
    answers = Answers(
        OCTOBER, 33_120.0, lks_jobs=1_750.0, buig=640.5, lasten=690.25, reserve=12.5, target=(30_000.0, december(2028))
    )
    found = own_count(NOW, answers).baseline
    run = simulate(found, default_scenario(found))
    assert (run.jobs.stock[0, 0], run.budget.total[0, 0]) == (1_750.0, pytest.approx(640.5))
    assert found.value("expected_lasten") == 690.25
    assert (found.value("reserve"), found.value("target_volume")) == (12.5, 30_000.0)
    assert month_of(found.quantity("target_volume").date) == december(2028)
    assert {found.quantity(key).status for key in ("lks_jobs", "expected_lasten", "reserve", "target_volume")} == {"own"}
    assert found.find("milestone_volume") is None
    # The share with which the BUIG comes to what was given: (640.5 - LKS part) / (macro - LKS).
    i = 2026 - run.years.start
    part, macro, lks = (float(values[i, 0]) for values in (run.budget.lks_part, run.budget.macro, run.budget.macro_lks))
    assert found.value("buig_share", 2026) == pytest.approx((640.5 - part) / (macro - lks))


def test_widths_follow_from_the_published_counts_and_the_own_one() -> None:
    found = own_count(BRIEF, TYPED).baseline
    seen = foreseen(found)
    assert seen.nowcast is None
    assert seen.record.counts[-1] == (OCTOBER, 33_120.0)
    assert len(seen.record.counts) == len(foreseen(BRIEF).record.counts) + 1
    ahead = outlook_of(default_scenario(found), found).paths.draws.caseload.stock

    def width(count: Baseline, months: int) -> float:
        draws = outlook_of(default_scenario(count), count).paths.draws.caseload.stock
        return float(np.subtract(*np.quantile(draws[months], (0.9, 0.1))))

    assert ahead[0] == pytest.approx(33_120.0)
    # A count far from where the counts before it lead says that more can happen.
    assert width(own_count(BRIEF, Answers(OCTOBER, 26_000.0)).baseline, 12) > width(found, 12)


def test_every_number_of_its_pages_has_a_trace() -> None:
    for parent in (BRIEF, NOW):
        found = own_count(parent, TYPED).baseline
        outlook = outlook_of(default_scenario(found), found)
        book = book_of(outlook.scenario, found)
        for named in PAGES.values():
            for key in named(outlook).values():
                assert book[key].value is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_flows_are_said_with_what_the_basis_says_of_them(language: str) -> None:
    assert language in ("nl", "en")
    said = fit_sentence(own_count(NOW, TYPED), "nl" if language == "nl" else "en")
    assert {"nl": "593 per maand (de basis zegt 643", "en": "an inflow of 593 a month (the baseline says 643"}[language] in said
    assert {"nl": "32.200", "en": "32,200"}[language] in said


# The name -----------------------------------------------------------------------------------------------------------

EVERY = st.builds(
    Answers,
    month=st.integers(month_index("2023-09"), month_index("2030-11")),
    volume=st.integers(1, 10**6).map(float),
    moved=st.sampled_from(MOVED),
    **{key: st.none() | st.integers(0, 10**8).map(lambda value: value / 100) for key in AMOUNTS},
    target=st.none() | st.tuples(st.integers(0, 10**6).map(float), st.integers(month_index("2024-01"), december(2030))),
)


@given(EVERY)
def test_a_name_holds_every_answer_and_needs_no_escape_in_a_link(answers: Answers) -> None:
    name = name_of("stand-2026", answers)
    assert answers_of(name).answers == answers
    assert answers_of(name).parent == "stand-2026"
    assert urlencode({"basis": name}) == f"basis={name}"


@pytest.mark.parametrize(
    "name",
    [
        "stand-2026~", "stand-2026~2026-10", "stand-2026~2026-10.", "stand-2026~2026-13.33120", "stand-2026~2026-10.33120.0",
        "stand-2026~2026-10.33120~", "stand-2026~2026-10.33120~buig", "stand-2026~2026-10.33120~rent.5",
        "stand-2026~2026-10.33120~moved.sideways", "stand-2026~2026-10.33120~moved.inflow", "stand-2026~2026-10.033120",
        "stand-2026~2026-10.33120~reserve.1~buig.2", "stand-2026~2026-10.33120~buig.1~buig.1", "stand-2026~2026-10.1e5",
        "stand-2026~2026-10.nan", "stand-2026~2026-10.33120~target.30000", "stand-2026~2026-10.33120~target.30000.2028-13",
        "stand-2026~2026-10.33120" + "~lks_jobs.1" * 40, "stand-2026~2027-10.33120", "stand-2026~2025-11.33120",
        "nowhere~2026-10.33120",
    ],
)  # fmt: skip
def test_a_name_that_no_answers_give_makes_no_basis(name: str) -> None:
    with pytest.raises(Problem):
        find(name)


def test_a_link_carries_the_count_and_a_damaged_one_lends_no_lever() -> None:
    count = own_count(NOW, Answers(OCTOBER, 33_120.0, reserve=12.5)).baseline
    scenario = with_value(default_scenario(count), count, "buig_share", 0.083)
    query = urlencode(to_query(scenario))
    assert f"basis={count.id}" in query
    found, problems = from_query(parse_qs(query), find)
    assert (found, problems) == (scenario, [])
    for at in range(len(query)):
        cut, changed = query[:at] + query[at + 1 :], query[:at] + ("1" if query[at] != "1" else "2") + query[at + 1 :]
        for damaged in (cut, changed):
            found, problems = from_query(parse_qs(damaged, keep_blank_values=True), find)
            assert found == scenario or (problems and not found.overrides and "~" not in found.baseline)
    # A link without a check may name a basis of ours, and no numbers of its own.
    found, problems = from_query({"v": ["1"], "basis": [count.id], "inflow": ["500"]}, find)
    assert problems
    assert not found.overrides


def test_the_command_line_makes_the_same_basis() -> None:
    count = own_count(NOW, Answers(OCTOBER, 33_120.0, "outflow_rate", reserve=12.5, target=(30_000.0, december(2028))))
    said = count.arguments().split()
    shown = printed("run", *said)
    assert said[:4] == ["--baseline", "stand-2026", "--count", "2026-10=33120"]
    assert shown["baseline"] == count.baseline.id
    assert shown["months"][0]["volume"] == 33_120.0
    linked = printed("run", "--link", urlencode(to_query(default_scenario(count.baseline))))
    assert json.dumps(linked) == json.dumps(shown)
