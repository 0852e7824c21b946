"""What an uploaded file may be at most, and the way several faults are told at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.problem import Problem

MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 5 * MEGABYTE
"""Size of a file; the server's own limit on uploads is the same."""
MOST_UNPACKED: Final = 12 * MEGABYTE
"""What all parts of a workbook, or all pages of a Parquet file, may come to once unpacked."""
MOST_ROWS: Final = 5000
"""Rows of a sheet, headings and remarks included: ten years of the forty largest cities."""
MOST_COLUMNS: Final = 60
MOST_MONTHS: Final = 600
FEWEST_MONTHS: Final = 24
"""Two of each month of the year: with fewer the season cannot be told from a change of level."""
FIRST_YEAR: Final = 1990
MOST_BENEFITS: Final = 1_000_000
MOST_SHEETS: Final = 30
MOST_LISTED: Final = 12
"""Faults that are told one by one; of the rest only the number."""


def together(problems: Sequence[Problem]) -> list[Problem]:
    """Equal faults as one, which names the first place and counts the others."""
    groups: dict[tuple[str, object], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.key, problem.params.get("column")), []).append(problem)
    return [
        Problem.of(found[0].key, found[0].params | ({"others": len(found) - 1} if len(found) > 1 else {}))
        for found in groups.values()
    ]  # fmt: skip


class Refusal(Problem):
    """A file with one or more faults; as a Problem it tells the first.

    Attributes
    ----------
    problems : tuple[Problem, ...]
        The first `MOST_LISTED` faults, in the order of the file.
    more : int
        How many there are beyond those.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems[:MOST_LISTED])
        self.more = len(problems) - len(self.problems)
        super().__init__(self.problems[0].key, **self.problems[0].params)
