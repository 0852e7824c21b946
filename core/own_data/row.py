"""One month of a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Counts at the end of a month and flows during it; None where the file gives nothing.

    Attributes
    ----------
    month : int
        Month index.
    caseload, lks_jobs : float
        Running benefits and LKS jobs at the end of the month.
    inflow, outflow : float | None
        Benefits that started and ended in the month, for whatever reason.
    lks_starts, lks_ended : float | None
        LKS jobs that started and ended in the month.
    """

    month: int
    caseload: float
    inflow: float | None = None
    outflow: float | None = None
    lks_jobs: float | None = None
    lks_starts: float | None = None
    lks_ended: float | None = None
