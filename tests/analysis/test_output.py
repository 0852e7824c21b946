"""One number of a run: read from its own array, month and year, and how it is asked for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.analysis.output import OUTPUTS, TARGET_MONTH, Output, menu, never, output, parse_output, read
from core.model.calendar import month_index
from core.problem import Problem
from tests.analysis.made import BASELINE, made, with_dates

UNTIL = "2025-06"
T = np.arange(23)


def a_run(**arrays: Any) -> Any:
    return made(
        UNTIL, caseload__stock=33000.0 - T, jobs__stock=1300.0 + T, reserve=40.0 - T, general_funds=1.0 * T,
        account__general_funds=[3.0, 4.0], account__reserve=[7.0, 8.0], budget__total=[560.0, 540.0],
        year_bijstand_lasten=[530.0, 550.0], year_lks_lasten=[10.0, 20.0], **arrays,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("volume@2023-12", 32996.0), ("volume@2025-06", 32978.0), ("lks_jobs@2024-01", 1305.0), ("reserve@2024-08", 28.0),
        ("result@2023", 20.0), ("result@2024", -30.0), ("general_funds@2023", 3.0), ("general_funds@2024", 4.0),
    ],
)  # fmt: skip
def test_an_output_is_read_in_its_own_month_or_year(text: str, value: float) -> None:
    assert read(a_run(), parse_output(text, BASELINE), BASELINE, 1).tolist() == [value]


def test_a_path_without_draws_is_the_same_in_every_draw() -> None:
    assert read(a_run(), output("volume", month_index("2023-10")), BASELINE, 3).tolist() == [32998.0] * 3


def test_the_month_of_the_target_is_the_first_from_which_a_draw_stays_at_or_under_it() -> None:
    """Draws: from t = 5; equal counts; a dip does not; at once; never, which is the month after the last."""
    stock = np.full((23, 5), 31000.0)
    stock[5:, 0] = 29000.0
    stock[6:, 1] = 30000.0
    stock[2, 2], stock[21:, 2] = 29000.0, 29000.0
    stock[:, 3] = 29000.0
    first = month_index("2023-08")
    run = made(UNTIL, caseload__stock=stock)
    assert (read(run, output(TARGET_MONTH), BASELINE, 5) - first).tolist() == [5, 6, 21, 0, 23]


def test_a_month_after_the_last_one_is_never() -> None:
    wanted = output(TARGET_MONTH)
    assert wanted.month == month_index("2030-12")
    assert [never(wanted, wanted.month + ahead) for ahead in (-1, 0, 1)] == [False, False, True]
    assert not never(output("volume", 5), 6.0)


@pytest.mark.parametrize(
    ("name", "month", "at"),
    [("result", "2024-03", "2024-12"), ("general_funds", "2024-12", "2024-12"), ("reserve", "2024-03", "2024-03"),
     ("volume", "2024-03", "2024-03"), ("lks_jobs", "2024-03", "2024-03")],
)  # fmt: skip
def test_what_is_of_a_year_is_asked_for_its_december(name: str, month: str, at: str) -> None:
    assert output(name, month_index(month)) == Output(name, month_index(at))


@pytest.mark.parametrize("text", ["volume@2025-12", "result@2025", "general_funds@2024", "reserve@2024-02", "target_month"])
def test_what_is_written_is_read_back(text: str) -> None:
    assert str(parse_output(text, BASELINE)) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("volume@2023-08", "sensitivity.month"), ("volume@2023-07", "sensitivity.month"), ("result@2022", "sensitivity.month"),
        ("volume@2031-01", "sensitivity.month"), ("price@2024-01", "sensitivity.unknown_output"),
        ("volume", "sensitivity.output_form"), ("volume@2024", "sensitivity.output_form"),
        ("target_month@2024-01", "sensitivity.output_form"), ("volume@2024-13", "sensitivity.output_form"),
        ("volume 2024-01", "sensitivity.output_form"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(text: str, key: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_output(text, BASELINE)
    assert caught.value.key == key


def test_the_first_and_the_last_month_of_the_model_can_be_asked() -> None:
    assert parse_output("volume@2023-09", BASELINE).month == BASELINE.reference_month + 1
    assert parse_output("volume@2030-12", BASELINE).month == month_index("2030-12")
    assert set(OUTPUTS) == {"volume", "lks_jobs", "reserve", "result", "general_funds", TARGET_MONTH}


def names(until: str, baseline: Any = BASELINE) -> list[str]:
    return [str(wanted) for wanted in menu(baseline, month_index(until))]


def test_a_menu_holds_each_target_in_its_month_and_money_of_its_year_and_of_the_last() -> None:
    assert names("2026-12") == [
        "volume@2025-12", "volume@2026-12", "lks_jobs@2026-12", "reserve@2025-12", "result@2025", "general_funds@2025",
        "reserve@2026-12", "result@2026", "general_funds@2026", "target_month",
    ]  # fmt: skip
    early = with_dates(target_volume="2024-06-30", lks_target="2024-03-31")
    assert names("2025-12", early)[:4] == ["volume@2024-06", "volume@2025-12", "lks_jobs@2024-03", "reserve@2024-12"]


def test_a_horizon_before_a_target_offers_what_it_reaches_and_each_thing_once() -> None:
    assert names("2024-11") == ["volume@2024-11", "lks_jobs@2024-11", "target_month"]
    assert names("2024-12") == [
        "volume@2024-12", "lks_jobs@2024-12", "reserve@2024-12", "result@2024", "general_funds@2024", "target_month",
    ]  # fmt: skip
    assert names("2023-12") == ["volume@2023-12", "lks_jobs@2023-12", "target_month"]
