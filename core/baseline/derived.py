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
from core.model.parameters import MILLION, MONTHS, ExtendedVangnet, Floats, Parameters, SettledYear, VangnetRule
from core.model.tenure import Jobs, monthly_hazard, simulate_jobs, stationary_tenure


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
    return default_starts(baseline.origin) if baseline.origin is not None else _starts(ByIdentity(baseline))


@remembered(64)
def _starts(key: ByIdentity) -> float:
    return starts_for_growth(key.baseline)


def starts_for_growth(baseline: Baseline) -> float:
    """The same, not remembered. Raises ValueError for a growth that no number of starts gives."""
    keys = ("lks_jobs", "lks_growth", "lks_first_year_dropout", "lks_later_dropout")
    return reference.starts_for_growth(*(baseline.value(name) for name in keys))


def price_of_reference_year(baseline: Baseline) -> float:
    """Cost of one benefit in the price year [EUR/benefit/year]: what is left of the expected lasten after LKS."""
    if baseline.origin is not None:
        return price_of_reference_year(baseline.origin)
    return reference.price_of_year(
        baseline.value("expected_lasten"), baseline.value("lks_mean_jobs"), baseline.value("lks_cost"), _mean_volume(baseline)
    )


def lks_part_of_total(baseline: Baseline, year: int) -> float:
    """LKS part that reproduces a published city total at its share, on the macro budget of that publication [EUR million]."""
    return reference.lks_part(*(baseline.value(key, year) for key in ("buig_total", "buig_share", "macro_at_total", "macro_lks")))


def expected_macro(baseline: Baseline) -> dict[int, float]:
    """National budget by year [EUR million]: as published, and a provisional one with the indexation that is expected of it."""
    more = baseline.find("macro_indexation")
    factor = 1.0 if more is None else 1.0 + more.value
    return {
        year: value * factor if baseline.quantity("macro_budget", year).stage == "voorlopig" else value
        for year, value in baseline.by_year("macro_budget").items()
    }


def carried_jobs(baseline: Baseline, origin: Baseline) -> Jobs:
    """LKS jobs from the reference month of the origin to this baseline's, at the origin's own starts and dropout."""
    months = baseline.reference_month - origin.reference_month
    first, later = (np.full((months, 1), hazard) for hazard in _hazards(origin))
    starts = np.full((months, 1), default_starts(origin))
    return simulate_jobs(_tenure(origin), starts, first, later, keep_tenure=True)


def lks_lasten_before(baseline: Baseline, origin: Baseline) -> float:
    """Own LKS-lasten of the reference year that nobody published [EUR million]: its cost at the mean of both year ends."""
    stock = carried_jobs(baseline, origin).stock[:, 0]
    level = _price_index(baseline)[year_of(baseline.reference_month)]
    mean = reference.mean_stock(float(stock[-1 - MONTHS]), float(stock[-1]))
    return baseline.value("lks_cost") * level * mean / MILLION


def _hazards(baseline: Baseline) -> Floats:
    return monthly_hazard(np.array([baseline.value("lks_first_year_dropout"), baseline.value("lks_later_dropout")]))


def _tenure(baseline: Baseline) -> Floats:
    """LKS jobs at the reference month by tenure class [jobs]: as constant starts left them, or where another path leads."""
    if baseline.lks_tenure is not None:
        return np.array(baseline.lks_tenure)
    if baseline.origin is None:
        first, later = _hazards(baseline)
        return baseline.value("lks_jobs") * stationary_tenure(float(first), float(later))
    classes = carried_jobs(baseline, baseline.origin).by_tenure
    assert classes is not None
    return classes[-1, :, 0]


def _mean_volume(baseline: Baseline) -> float:
    return reference.mean_stock(baseline.value("volume_year_start"), baseline.value("volume"))


def _price_index(baseline: Baseline) -> dict[int, float]:
    return reference.price_index(baseline.price_year, year_of(LAST_MONTH), baseline.by_year("price_growth"))


def _settled_year(baseline: Baseline) -> SettledYear:
    month, year = baseline.reference_month, year_of(baseline.reference_month)
    return SettledYear(
        bijstand=reference.settled(month, _mean_volume(baseline), price_of_reference_year(baseline)),
        lks=reference.settled(month, baseline.value("lks_cost"), baseline.value("lks_mean_jobs")),
        buig=baseline.value("buig_total", year),
        share=baseline.value("buig_share", year),
    )


def model_parameters(baseline: Baseline) -> Parameters:
    """The model's fixed parameters, derived once from the baseline."""
    index, price, origin = _price_index(baseline), price_of_reference_year(baseline), baseline.origin
    tenure = _tenure(baseline)
    season_inflow, season_outflow = seasons(baseline.season)
    reserve = baseline.find("reserve")
    return Parameters(
        reference_month=baseline.reference_month,
        volume=baseline.value("volume"),
        # What is counted is the count itself, not the sum of thirteen rounded parts of it.
        lks_jobs=baseline.value("lks_jobs") if origin is None else float(tenure.sum()),
        lks_tenure=tuple(float(jobs) for jobs in tenure),
        season_inflow=season_inflow,
        season_outflow=season_outflow,
        settled=_settled_year(baseline) if origin is None else None,
        price={year: price * level for year, level in index.items()},
        price_index=index,
        macro=expected_macro(baseline),
        macro_lks=baseline.by_year("macro_lks"),
        lks_part={year: lks_part_of_total(baseline, year) for year in baseline.by_year("buig_total")},
        reserve=0.0 if reserve is None else reserve.value,
        vangnet=_rules(baseline, "vangnet"),
        vangnet_extended={year: ExtendedVangnet(rule) for year, rule in _rules(baseline, "vangnet_extended").items()},
        lks_lasten_before=0.0 if origin is None else lks_lasten_before(baseline, origin),
    )


def _rules(baseline: Baseline, kind: str) -> dict[int, VangnetRule]:
    """The safety net by budget year, regular or extended."""
    return {
        year: VangnetRule(own_risk, baseline.value(f"{kind}_full_from", year), baseline.value(f"{kind}_half_rate", year))
        for year, own_risk in baseline.by_year(f"{kind}_own_risk").items()
    }
