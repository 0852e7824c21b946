"""What follows from a baseline: seasonal factors, the amounts behind the letters, and the model's fixed parameters."""

from __future__ import annotations

import functools

import numpy as np

from core.baseline.value import Baseline, ByIdentity, SeasonSource
from core.cache import remembered
from core.facts import series
from core.model import reference
from core.model.calendar import LAST_MONTH, year_of
from core.model.caseload import seasonal_factors
from core.model.parameters import ExtendedVangnet, Parameters, VangnetRule
from core.model.tenure import monthly_hazard


@functools.cache
def seasons(season: SeasonSource) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Seasonal factors of inflow and outflow, twelve each, January first."""
    factors = []
    for name, school_year in ((season.inflow, False), (season.outflow, True)):
        by_quarter = {(point.date.year, (point.date.month - 1) // 3): point.value for point in series(name).observations}
        quarters = np.array([[by_quarter[year, q] for q in range(4)] for year in range(season.first_year, season.last_year + 1)])
        factors.append(seasonal_factors(quarters, school_year=school_year))
    return factors[0], factors[1]


def default_starts(baseline: Baseline) -> float:
    """LKS starts that reproduce last year's growth at the baseline's dropouts [jobs/month]. Derived, not published."""
    return _starts(ByIdentity(baseline))


@remembered(64)
def _starts(key: ByIdentity) -> float:
    return starts_for_growth(key.baseline)


def starts_for_growth(baseline: Baseline) -> float:
    """The same, not remembered. Raises ValueError for a growth that no number of starts gives."""
    keys = ("lks_jobs", "lks_growth", "lks_first_year_dropout", "lks_later_dropout")
    return reference.starts_for_growth(*(baseline.value(name) for name in keys))


def price_of_reference_year(baseline: Baseline) -> float:
    """Cost of one benefit in the reference year [EUR/benefit/year]: what is left of the expected lasten after LKS."""
    return reference.price_of_year(
        baseline.value("expected_lasten"), baseline.value("lks_mean_jobs"), baseline.value("lks_cost"), _mean_volume(baseline)
    )


def lks_part_of_total(baseline: Baseline, year: int) -> float:
    """LKS part that reproduces a published city total at its share, on the macro budget of that publication [EUR million]."""
    return reference.lks_part(*(baseline.value(key, year) for key in ("buig_total", "buig_share", "macro_at_total", "macro_lks")))


def _mean_volume(baseline: Baseline) -> float:
    return reference.mean_stock(baseline.value("volume_year_start"), baseline.value("volume"))


def model_parameters(baseline: Baseline) -> Parameters:
    """The model's fixed parameters, derived once from the baseline."""
    month, first = baseline.reference_month, year_of(baseline.reference_month)
    index = reference.price_index(first, year_of(LAST_MONTH), baseline.by_year("price_growth"))
    price = price_of_reference_year(baseline)
    hazards = monthly_hazard(np.array([baseline.value("lks_first_year_dropout"), baseline.value("lks_later_dropout")]))
    season_inflow, season_outflow = seasons(baseline.season)
    reserve = baseline.find("reserve")
    return Parameters(
        reference_month=month,
        volume=baseline.value("volume"),
        lks_jobs=baseline.value("lks_jobs"),
        lks_hazards=(float(hazards[0]), float(hazards[1])),
        season_inflow=season_inflow,
        season_outflow=season_outflow,
        settled_bijstand=reference.settled(month, _mean_volume(baseline), price),
        settled_lks=reference.settled(month, baseline.value("lks_cost"), baseline.value("lks_mean_jobs")),
        price={year: price * level for year, level in index.items()},
        price_index=index,
        settled_buig=baseline.value("buig_total", first),
        settled_share=baseline.value("buig_share", first),
        macro=baseline.by_year("macro_budget"),
        macro_lks=baseline.by_year("macro_lks"),
        lks_part={year: lks_part_of_total(baseline, year) for year in baseline.by_year("buig_total")},
        reserve=0.0 if reserve is None else reserve.value,
        vangnet=_rules(baseline, "vangnet"),
        vangnet_extended={year: ExtendedVangnet(rule) for year, rule in _rules(baseline, "vangnet_extended").items()},
    )


def _rules(baseline: Baseline, kind: str) -> dict[int, VangnetRule]:
    """The safety net by budget year, regular or extended."""
    return {
        year: VangnetRule(own_risk, baseline.value(f"{kind}_full_from", year), baseline.value(f"{kind}_half_rate", year))
        for year, own_risk in baseline.by_year(f"{kind}_own_risk").items()
    }
