"""What an output depends on, made up: groups with shares, and bars with ends."""

from __future__ import annotations

from core.analysis.output import TARGET_MONTH, Output, output
from core.analysis.sensitivity import Sensitivity
from core.analysis.tornado import Bar, Tornado
from core.analysis.variance import GroupShare, Variance
from core.model.calendar import month_index
from core.text.catalog import Language, translate
from tests.analysis.made import BASELINE

VOLUME, RESULT = output("volume", month_index("2025-12")), output("result", month_index("2025-12"))
WHEN = output(TARGET_MONTH)
BARS = (
    Bar("inflow", 500.0, 1720.0, 600.0, 30409.0, 35291.0),
    Bar("outflow_rate", 0.016, 0.02, 0.018, 34086.0, 31313.0),
    Bar("buig_share", 0.08, 0.09, 0.0816, 32647.2, 32647.4),
)


def say(language: Language, key: str, **params: object) -> str:
    return translate(language, f"sensitivity.{key}", **params)


def share(group: str, first: float, total: float | None = None, error: float = 0.004) -> GroupShare:
    return GroupShare(group, first, error, first if total is None else total, error)


def found(
    *groups: GroupShare, wanted: Output = VOLUME, together: float = 0.0, together_error: float = 0.002,
    bars: tuple[Bar, ...] = BARS, value: float = 32647.0, deviation: float = 1000.0,
) -> Sensitivity:  # fmt: skip
    variance = Variance(value, deviation, groups, together, together_error, 512, 8)
    return Sensitivity(wanted, Tornado(wanted, value, bars), variance, BASELINE)


def the(language: Language, group: str) -> str:
    return say(language, f"the.{group}")


def about_volume(language: Language) -> str:
    return say(language, "about.volume", when=translate(language, "common.end_of", period="2025"))
