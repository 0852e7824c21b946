"""Which parameters of the law exist: their unit, how often they change and what can be true of them.

A file in `data/law` may only hold keys that stand here. That keeps a typing error from becoming a
value that nobody reads.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final, Literal

LawUnit = Literal[
    "EUR", "EUR/month", "EUR/year", "EUR/hour", "share", "factor", "months", "years", "hours/month",
]  # fmt: skip
Rhythm = Literal["half-yearly", "yearly", "fixed"]


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """Unit of a parameter, how often the law changes it, and the lowest and highest value that can be true."""

    unit: LawUnit
    rhythm: Rhythm
    low: float
    high: float


def _family(prefix: str, names: str, *spec: Any) -> dict[str, ParameterSpec]:
    return {f"{prefix}.{name}": ParameterSpec(*spec) for name in names.split()}


_EXEMPTIONS: Final = "regular_share parent_share medical_share lks_share"
_LABOUR_SHARES: Final = "labour_1_rate labour_2_rate labour_3_rate labour_taper"
_LABOUR_AMOUNTS: Final = "labour_1_end labour_2_base labour_2_end labour_3_base labour_3_end labour_maximum"

SPECS: Final[dict[str, ParameterSpec]] = {
    **_family("norm", "single couple", "EUR/month", "half-yearly", 500, 5_000),
    **_family("norm", "young", "EUR/month", "half-yearly", 100, 2_000),
    **_family("norm", "young_children shared_base shared_each holiday_share", "share", "fixed", 0, 1),
    **_family("norm", "full_age", "years", "fixed", 18, 30),
    **_family("exemption", f"{_EXEMPTIONS} work_share limited_share", "share", "fixed", 0, 1),
    **_family("exemption", "regular_months parent_months lks_months work_months", "months", "fixed", 1, 120),
    **_family("exemption", "parent_child_age least_age", "years", "fixed", 1, 30),
    **_family("exemption", "buffer_maximum", "EUR/year", "fixed", 1, 20_000),
    **_family(
        "exemption", "regular_maximum parent_maximum medical_maximum lks_maximum", "EUR/month", "half-yearly", 1, 2_000
    ),
    **_family("wage", "holiday_share", "share", "fixed", 0, 0.2),
    **_family("wage", "minimum", "EUR/hour", "half-yearly", 5, 50),
    **_family("wage", "share_18 share_19 share_20", "share", "fixed", 0, 1),
    **_family("wage", "full_age", "years", "fixed", 18, 30),
    **_family("tax", f"rate_1 rate_2 rate_3 general_rate combination_rate {_LABOUR_SHARES}", "share", "yearly", 0, 1),
    **_family("tax", "bracket_1 bracket_2 general_start combination_start", "EUR/year", "yearly", 1_000, 200_000),
    **_family("tax", f"general_maximum combination_maximum {_LABOUR_AMOUNTS}", "EUR/year", "yearly", 0, 200_000),
    **_family("tax", "combination_child_age", "years", "fixed", 1, 18),
    **_family("care", "share_single share_couple taper", "share", "yearly", 0, 1),
    **_family("care", "premium threshold", "EUR/year", "yearly", 500, 100_000),
    **_family("child", "amount extra_12 extra_16 single_parent", "EUR/year", "yearly", 0, 20_000),
    **_family("child", "threshold_single threshold_couple_extra", "EUR/year", "yearly", 0, 100_000),
    **_family("child", "taper", "share", "yearly", 0, 1),
    **_family("rent", "quality_limit cap_small cap_large maximum", "EUR/month", "yearly", 50, 3_000),
    **_family("rent", "base_single base_multi", "EUR/month", "yearly", 50, 1_000),
    **_family("rent", "point_single point_multi", "EUR/year", "yearly", 5_000, 100_000),
    **_family("rent", "quadratic_single quadratic_multi", "factor", "yearly", 0, 1e-5),
    **_family("rent", "linear_single linear_multi", "factor", "yearly", 0, 0.1),
    **_family("rent", "share_middle share_top_single share_top_multi", "share", "yearly", 0, 1),
    **_family("rent", "taper_on_base maximum_excludes", "factor", "yearly", 0, 1),
    **_family("rent", "full_age", "years", "fixed", 18, 30),
    **_family("childcare", "maximum_daycare maximum_after_school maximum_childminder", "EUR/hour", "yearly", 1, 50),
    **_family("childcare", "hours", "hours/month", "fixed", 1, 744),
    **_family("childcare", "child_age", "years", "fixed", 1, 18),
    **_family("supplement", "single parent couple couple_children", "EUR/year", "yearly", 0, 5_000),
    **_family("supplement", "income_limit past_limit couple_norm", "factor", "fixed", 0, 3),
    **_family("supplement", "reference_months", "months", "fixed", 1, 120),
    **_family("supplement", "least_age", "years", "fixed", 18, 30),
    **_family("work_costs", "maximum", "EUR/year", "yearly", 0, 10_000),
    **_family("work_costs", "first_months trap_months", "months", "fixed", 0, 120),
    **_family("levies", "remission_1 remission_2 remission_3", "EUR/year", "yearly", 0, 2_000),
}  # fmt: skip


def last_change(rhythm: Rhythm, date: dt.date) -> dt.date:
    """The last day, on or before `date`, on which a parameter with this rhythm changes by law."""
    if rhythm == "fixed":
        return dt.date.min
    return dt.date(date.year, 7 if rhythm == "half-yearly" and date.month >= 7 else 1, 1)
