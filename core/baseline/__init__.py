"""A baseline: what was known on one day, as quantities with a certificate, and the model's parameters from it."""

from core.baseline.check import check_complete
from core.baseline.derived import default_starts, lks_part_of_total, model_parameters, price_of_reference_year, seasons
from core.baseline.file import (
    DEFAULT,
    SCHEMA,
    UNNAMED,
    baseline_ids,
    history_of,
    load_baseline,
    load_national,
    national_ids,
    parse_baseline,
    read_baseline,
)
from core.baseline.specs import OPTIONAL, SPECS, SPREADS, QuantitySpec
from core.baseline.value import Baseline, ByIdentity, Count, History, SeasonSource, sorted_items

__all__ = [
    "DEFAULT",
    "OPTIONAL",
    "SCHEMA",
    "SPECS",
    "SPREADS",
    "UNNAMED",
    "Baseline",
    "ByIdentity",
    "Count",
    "History",
    "QuantitySpec",
    "SeasonSource",
    "baseline_ids",
    "check_complete",
    "default_starts",
    "history_of",
    "lks_part_of_total",
    "load_baseline",
    "load_national",
    "model_parameters",
    "national_ids",
    "parse_baseline",
    "price_of_reference_year",
    "read_baseline",
    "seasons",
    "sorted_items",
]  # fmt: skip
