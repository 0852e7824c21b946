"""The steps of a computation: every line with its formula, inputs, sources and status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from core.facts import Status
from core.household.allowances import paid
from core.household.household import Earner, Household
from core.household.law import Law

_PER_YEAR: Final = (
    "gross_year", "income_tax", "own_gross_year", "own_income_tax", "partner_gross_year", "partner_income_tax", "test_income",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the computation.

    Attributes
    ----------
    key : str
        What is computed: a component or an intermediate result.
    amount : float
        Result, in `unit`.
    formula : str
        Message key of the formula in words, under `household.formula`.
    inputs : Mapping[str, float]
        Numbers that went in, by message key under `household.input`.
    sources : tuple[str, ...]
        Source ids of the parameters used.
    status : Status
        `derived`, or `assumption` when a value or the reading of a rule is ours.
    approximate : bool
        Whether the law is simplified in this step.
    """

    key: str
    amount: float
    formula: str
    inputs: Mapping[str, float]
    sources: tuple[str, ...]
    status: Status
    approximate: bool = False

    @property
    def unit(self) -> str:
        """Unit of the amount."""
        return "EUR/year" if self.key in _PER_YEAR else "EUR/month"


@dataclass(slots=True)
class Computation:
    """One household at one number of hours, and the steps that were taken so far.

    Attributes
    ----------
    hours : float
        Paid hours of the first person [hours/week].
    working : tuple[Earner, ...]
        Who works.
    steps : list[Step]
        Lines so far.
    regime : dict[str, int]
        On which side of every threshold with a jump the household is.
    """

    household: Household
    law: Law
    hours: float
    working: tuple[Earner, ...]
    steps: list[Step] = field(default_factory=list)
    regime: dict[str, int] = field(default_factory=dict)

    @property
    def scale(self) -> float:
        """Hours as a part of the hours that child care and travel belong to [factor]."""
        return self.hours / self.household.hours if self.household.hours > 0.0 else 0.0

    def add(
        self,
        key: str,
        amount: float,
        keys: tuple[str, ...],
        inputs: Mapping[str, float],
        *,
        formula: str | None = None,
        sources: tuple[str, ...] = (),
        assumed: bool = False,
        approximate: bool = False,
    ) -> float:
        """Write a line and return its amount.

        Parameters
        ----------
        keys : tuple of str
            Parameters of the law that were used; their sources are cited.
        sources : tuple of str
            Further sources: a table.
        assumed : bool
            Whether the reading of the rule is ours.
        """
        cited, status = self.law.cite(*keys)
        status = "assumption" if assumed else status
        cited = tuple(dict.fromkeys((*cited, *sources)))
        self.steps.append(Step(key, amount, formula or key, inputs, cited, status, approximate))
        return amount

    def allowance(self, key: str, amount: float, keys: tuple[str, ...], inputs: Mapping[str, float], **more: Any) -> float:
        """Write a line of what is paid of an allowance, in whole euros, and return the amount before it is rounded down."""
        self.add(key, paid(amount), keys, inputs, **more)
        return amount
