"""Who pays a year's deficit: the reserve, the safety net of two years before, or the general funds."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.parameters import Floats
from core.model.projection import Projection


@dataclass(frozen=True, slots=True)
class Payers:
    """What each payer puts in per whole year `(years,)` [EUR million]; the three add up to the deficit.

    A reserve that grows pays a negative amount. What it held at the start of the first year follows from that year.
    """

    reserve: Floats
    vangnet: Floats
    funds: Floats


def paid_by(run: Projection) -> Payers:
    """The payers of a run, along its first draw."""
    account, deficit = run.account, -run.result[:, 0]
    received, funds = account.vangnet_received[:, 0], account.general_funds[:, 0]
    return Payers(deficit - received - funds, received, funds)
