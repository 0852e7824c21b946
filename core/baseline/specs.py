"""What a baseline must give: under each key its unit, what can be true of it, and whether it is per year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.facts import Unit


@dataclass(frozen=True, slots=True)
class QuantitySpec:
    """What a baseline must give under a key: its unit, what can be true of it, and whether it is per year."""

    unit: Unit
    low: float
    high: float
    yearly: bool = False


SPECS: Final[dict[str, QuantitySpec]] = {
    "volume": QuantitySpec("benefits", 1, 1e6),
    "volume_year_start": QuantitySpec("benefits", 1, 1e6),
    "milestone_volume": QuantitySpec("benefits", 0, 1e6),
    "target_volume": QuantitySpec("benefits", 0, 1e6),
    "inflow": QuantitySpec("benefits/month", 0, 1e5),
    "outflow_rate": QuantitySpec("share/month", 0, 0.5),
    "lks_jobs": QuantitySpec("jobs", 0, 1e5),
    "lks_target": QuantitySpec("jobs", 0, 1e5),
    "lks_starts": QuantitySpec("jobs/month", 0, 1e4),
    "lks_growth": QuantitySpec("jobs", -1e5, 1e5),
    "lks_mean_jobs": QuantitySpec("jobs", 0, 1e5),
    "lks_first_year_dropout": QuantitySpec("share", 0.001, 0.99),
    "lks_first_year_dropout_other_reading": QuantitySpec("share", 0.001, 0.99),
    "lks_later_dropout": QuantitySpec("share/year", 0.001, 0.99),
    "lks_from_bijstand": QuantitySpec("share", 0, 1),
    "lks_return": QuantitySpec("share", 0, 1),
    "lks_cost": QuantitySpec("EUR/job/year", 0, 1e5),
    "expected_lasten": QuantitySpec("EUR million", 0, 1e5),
    "budget_expected": QuantitySpec("EUR million", 0, 1e5),
    "buig_share": QuantitySpec("share", 0, 1, yearly=True),
    "buig_total": QuantitySpec("EUR million", 0, 1e5, yearly=True),
    "macro_at_total": QuantitySpec("EUR million", 0, 1e6, yearly=True),
    "macro_budget": QuantitySpec("EUR million", 0, 1e6, yearly=True),
    "macro_lks": QuantitySpec("EUR million", 1, 1e6, yearly=True),
    "macro_growth": QuantitySpec("share/year", -0.5, 0.5),
    "macro_indexation": QuantitySpec("share", -0.5, 0.5),
    "price_growth": QuantitySpec("share/year", -0.5, 0.5, yearly=True),
    "reserve": QuantitySpec("EUR million", -1e4, 1e4),
    "city_budget": QuantitySpec("EUR million", 0, 1e5),
    "vangnet_own_risk": QuantitySpec("share", 0, 1, yearly=True),
    "vangnet_full_from": QuantitySpec("share", 0, 1, yearly=True),
    "vangnet_half_rate": QuantitySpec("share", 0, 1, yearly=True),
    "vangnet_extended": QuantitySpec("share", 0, 1),
    "vangnet_extended_own_risk": QuantitySpec("share", 0, 1, yearly=True),
    "vangnet_extended_full_from": QuantitySpec("share", 0, 1, yearly=True),
    "vangnet_extended_half_rate": QuantitySpec("share", 0, 1, yearly=True),
    "macro_feedback": QuantitySpec("share", 0, 1),
    "spread_first_year_dropout": QuantitySpec("share", 0, 0.5),
    "spread_lks_return": QuantitySpec("share", 0, 0.5),
    "spread_price": QuantitySpec("factor", 0, 0.5),
    "spread_macro": QuantitySpec("factor", 0, 0.5),
    "spread_share": QuantitySpec("share", 0, 0.5),
    "spread_measures": QuantitySpec("factor", 0, 2),
}

OPTIONAL: Final = frozenset({"target_volume", "milestone_volume", "lks_target", "reserve", "macro_indexation"})
"""What a baseline may leave out: nobody set a target, or nobody said what the reserve is. Nothing stands in for it then."""

SETTLED: Final = frozenset(
    {
        "milestone_volume", "volume_year_start", "lks_mean_jobs", "expected_lasten", "budget_expected", "city_budget",
        "buig_total", "macro_at_total",
    }
)  # fmt: skip
"""What belongs to a reference year with a published budget: a baseline that continues another one has none of it."""

SPREADS: Final = (
    "spread_first_year_dropout", "spread_lks_return", "spread_price", "spread_macro", "spread_share", "spread_measures",
)  # fmt: skip
"""Quantities that say how uncertain the others are."""
