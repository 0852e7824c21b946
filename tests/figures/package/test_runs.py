"""When measures run: how many still do in the last month, and how a measure builds up."""

from __future__ import annotations

import pytest

from core.figures.package.runs import RUNS
from core.figures.table import written
from tests.figures.package.made import adds, bought, part

ENDED, RUNNING, LAST = (
    adds(part(-1.0), name, end=end) for name, end in (("Kort", "2024-06"), ("Door", None), ("Tot het eind", "2024-12"))
)


@pytest.mark.parametrize(
    ("measures", "nl", "en"),
    [
        ((ENDED, RUNNING, LAST), "In december 2024 lopen 2 van de 3 maatregelen", "In December 2024 2 of the 3 measures run"),
        ((ENDED, RUNNING), "In december 2024 loopt 1 van de 2 maatregelen", "In December 2024 1 of the 2 measures runs"),
        ((ENDED,), "In december 2024 lopen 0 van de 1 maatregelen", "In December 2024 0 of the 1 measures run"),
    ],
    ids=["several", "one", "none"],
)
def test_the_title_counts_the_measures_that_still_run(measures: tuple, nl: str, en: str) -> None:
    found = bought(RUNNING, *measures)
    assert (RUNS.finding(found, "nl"), RUNS.finding(found, "en")) == (nl, en)


def test_a_measure_builds_up_from_its_first_month_and_ends_or_goes_on() -> None:
    """Six months of ramp from January: full strength in June, which begins five twelfths into the year."""
    found = bought(RUNNING, ENDED, RUNNING)
    bars = RUNS.frames(found, "en")["runs"].to_pydict()
    assert bars["start"] == [2024.0, 2024.0]
    assert bars["full"] == pytest.approx([2024 + 5 / 12] * 2)
    assert bars["end"] == pytest.approx([2024.5, 2025.0])
    assert bars["full_month"] == ["June 2024"] * 2
    assert written(RUNS.table(found, "nl")[0], "nl") == [
        ["Kort", "januari 2024", "6", "juni 2024"], ["Door", "januari 2024", "6", "loopt door"],
    ]  # fmt: skip
