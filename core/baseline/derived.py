"""What follows from a baseline: seasonal factors, the formulas of the letters, and the model's fixed parameters."""

from __future__ import annotations

import functools

import numpy as np

from core.baseline.specs import LAST_MONTH
from core.baseline.value import Baseline, SeasonSource
from core.facts import series
from core.model.calendar import month_index, year_of
from core.model.caseload import seasonal_factors
from core.model.parameters import MONTHS, ExtendedVangnet, Parameters, VangnetRule
from core.model.tenure import monthly_hazard, starts_for_growth


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
    return _starts(
        baseline.value("lks_jobs"), baseline.value("lks_growth"),
        baseline.value("lks_first_year_dropout"), baseline.value("lks_later_dropout"),
    )  # fmt: skip


_starts = functools.lru_cache(maxsize=64)(starts_for_growth)


def price_of_reference_year(baseline: Baseline) -> float:
    """Cost of one benefit in the reference year [EUR/benefit/year]: what is left of the expected lasten after LKS."""
    lks = baseline.value("lks_mean_jobs") * baseline.value("lks_cost")
    return (baseline.value("expected_lasten") * 1e6 - lks) / _mean_volume(baseline)


def lks_part_of_total(baseline: Baseline, year: int) -> float:
    """LKS part that reproduces a published city total at its share, on the macro budget of that publication [EUR million]."""
    bijstand = baseline.value("macro_at_total", year) - baseline.value("macro_lks", year)
    return baseline.value("buig_total", year) - baseline.value("buig_share", year) * bijstand


def _mean_volume(baseline: Baseline) -> float:
    return (baseline.value("volume_year_start") + baseline.value("volume")) / 2


def model_parameters(baseline: Baseline) -> Parameters:
    """The model's fixed parameters, derived once from the baseline."""
    first = year_of(baseline.reference_month)
    elapsed = (baseline.reference_month % MONTHS + 1) / MONTHS
    index = {first: 1.0}
    growth = baseline.by_year("price_growth")
    for year in range(first + 1, year_of(month_index(LAST_MONTH)) + 1):
        index[year] = index[year - 1] * (1.0 + growth[max(known for known in growth if known <= year)])
    price = price_of_reference_year(baseline)
    hazards = monthly_hazard(np.array([baseline.value("lks_first_year_dropout"), baseline.value("lks_later_dropout")]))
    season_inflow, season_outflow = seasons(baseline.season)
    return Parameters(
        reference_month=baseline.reference_month,
        volume=baseline.value("volume"),
        lks_jobs=baseline.value("lks_jobs"),
        lks_hazards=(float(hazards[0]), float(hazards[1])),
        season_inflow=season_inflow,
        season_outflow=season_outflow,
        settled_bijstand=elapsed * price * _mean_volume(baseline) / 1e6,
        settled_lks=elapsed * baseline.value("lks_mean_jobs") * baseline.value("lks_cost") / 1e6,
        price={year: price * level for year, level in index.items()},
        price_index=index,
        settled_buig=baseline.value("buig_total", first),
        settled_share=baseline.value("buig_share", first),
        macro=baseline.by_year("macro_budget"),
        macro_lks=baseline.by_year("macro_lks"),
        lks_part={year: lks_part_of_total(baseline, year) for year in baseline.by_year("buig_total")},
        reserve=baseline.value("reserve"),
        vangnet={
            year: VangnetRule(own_risk, baseline.value("vangnet_full_from", year), baseline.value("vangnet_half_rate", year))
            for year, own_risk in baseline.by_year("vangnet_own_risk").items()
        },
        vangnet_extended={
            year: ExtendedVangnet(
                VangnetRule(
                    own_risk,
                    baseline.value("vangnet_extended_full_from", year),
                    baseline.value("vangnet_extended_half_rate", year),
                )
            )
            for year, own_risk in baseline.by_year("vangnet_extended_own_risk").items()
        },
    )
