"""What was published about one caseload: counts of the stock, and flows over stretches of months."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flow:
    """Published totals over `first_month` to `last_month` [benefits]; None is not published."""

    first_month: int
    last_month: int
    inflow: float | None = None
    outflow: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What was published.

    Attributes
    ----------
    counts : tuple[tuple[int, float], ...]
        Month index and the stock at that month's end [benefits], in order of month.
    flows : tuple[Flow, ...]
        Flows over stretches of months.
    unsure : tuple[tuple[int, float], ...]
        Months of counts whose own day is unknown, and how far off such a count may be [share].
    """

    counts: tuple[tuple[int, float], ...]
    flows: tuple[Flow, ...] = ()
    unsure: tuple[tuple[int, float], ...] = ()

    @property
    def firm(self) -> tuple[tuple[int, float], ...]:
        """The counts whose day is known: only between these are there gaps of so many months."""
        vague = {month for month, _ in self.unsure}
        return tuple(count for count in self.counts if count[0] not in vague)

    def until(self, month: int) -> Record:
        """What was over by the end of `month`."""
        return Record(
            tuple(count for count in self.counts if count[0] <= month),
            tuple(flow for flow in self.flows if flow.last_month <= month),
            tuple(one for one in self.unsure if one[0] <= month),
        )
