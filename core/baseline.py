"""A baseline: what was known on one day, as quantities with a certificate, and the model's parameters from it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from core import DATA
from core.facts import LocalText, Quantity, Unit, check_value, parse_toml, series, series_names, sources
from core.model.calendar import month_index, month_label, month_of, year_of
from core.model.caseload import seasonal_factors
from core.model.parameters import MONTHS, ExtendedVangnet, Parameters, VangnetRule
from core.model.tenure import monthly_hazard, starts_for_growth
from core.problem import Problem, shown

DEFAULT: Final = "brief-2023-t2"
SCHEMA: Final = 1
LAST_MONTH: Final = "2030-12"


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
    "spread_inflow": QuantitySpec("factor", 0, 1),
    "spread_inflow_shock": QuantitySpec("factor", 0, 1),
    "spread_outflow": QuantitySpec("factor", 0, 1),
    "spread_outflow_shock": QuantitySpec("factor", 0, 1),
    "shock_memory": QuantitySpec("share", 0, 0.999),
    "shock_open_now": QuantitySpec("share", 0, 1),
    "spread_first_year_dropout": QuantitySpec("share", 0, 0.5),
    "spread_lks_return": QuantitySpec("share", 0, 0.5),
    "spread_price": QuantitySpec("factor", 0, 0.5),
    "spread_macro": QuantitySpec("factor", 0, 0.5),
    "spread_share": QuantitySpec("share", 0, 0.5),
    "spread_measures": QuantitySpec("factor", 0, 2),
}


SPREADS: Final = (
    "spread_inflow", "spread_inflow_shock", "spread_outflow", "spread_outflow_shock", "shock_memory", "shock_open_now",
    "spread_first_year_dropout", "spread_lks_return", "spread_price", "spread_macro", "spread_share", "spread_measures",
)  # fmt: skip
"""Quantities that say how uncertain the others are."""


class SeasonSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the seasonal factors come from: two quarterly series and the years they are taken over."""

    inflow: str
    outflow: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Count:
    """A stock that was counted on a day; `source` is None for somebody's own figures."""

    date: dt.date
    value: float
    source: str | None


@dataclass(frozen=True, slots=True)
class History:
    """What stood before the reference month, for charts and tables.

    Attributes
    ----------
    volume, lks_jobs : tuple[Count, ...]
        Counts of benefits and of LKS jobs, by date.
    published : bool
        Whether these are the published figures of the city that the project is about; then its own forecasts, budgets
        and decisions belong beside them. Otherwise nothing of that city does.
    """

    volume: tuple[Count, ...] = ()
    lks_jobs: tuple[Count, ...] = ()
    published: bool = False


class HistorySource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the published series that are the history of a baseline."""

    volume: str
    lks_jobs: str


class _NationalFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: int
    id: str
    known_on: dt.date
    season: SeasonSource
    quantity: tuple[Quantity, ...] = ()


class _BaselineFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: int
    id: str
    title: LocalText
    municipality: str
    known_on: dt.date
    reference_month: str | None = None
    horizon: str | None = None
    extends: str | None = None
    season: SeasonSource | None = None
    history: HistorySource | None = None
    quantity: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """A validated baseline.

    Attributes
    ----------
    id, title, municipality : str | LocalText
        What it is called.
    known_on : date
        Day as of which the counts, budgets and shares stand. What describes later years or how the world works can
        rest on a later publication (rules of the safety net, the LKS target, dropout): `published_later` lists it.
    reference_month, horizon : int
        Month indices of the observed stocks and of the default last month.
    history : History
        Counts before the reference month; empty when none are known.
    """

    id: str
    title: LocalText
    municipality: str
    known_on: dt.date
    reference_month: int
    horizon: int
    season: SeasonSource
    quantities: dict[tuple[str, int | None], Quantity]
    history: History = History()

    def quantity(self, key: str, year: int | None = None) -> Quantity:
        """The quantity under `key`; for a yearly one the given year."""
        return self.quantities[key, year]

    def value(self, key: str, year: int | None = None) -> float:
        """Value of a quantity, in the unit of its specification."""
        return self.quantities[key, year].value

    def by_year(self, key: str) -> dict[int, float]:
        """A yearly quantity as a table."""
        return {year: found.value for (name, year), found in sorted_items(self.quantities) if name == key and year}

    @property
    def published_later(self) -> tuple[str, ...]:
        """Keys of the quantities that rest on a publication of after `known_on`, in alphabetical order."""
        return tuple(sorted({key for (key, _), found in self.quantities.items() if self._later(found)}))

    def _later(self, found: Quantity) -> bool:
        return found.source is not None and sources()[found.source].date > self.known_on

    def latest(self, key: str) -> Quantity:
        """The last year's quantity under a yearly `key`."""
        return self.quantities[key, max(self.by_year(key))]


def sorted_items(quantities: dict[tuple[str, int | None], Quantity]) -> list[tuple[tuple[str, int | None], Quantity]]:
    """Quantities by key and year."""
    return sorted(quantities.items(), key=lambda item: (item[0][0], item[0][1] or 0))


def baseline_ids() -> tuple[str, ...]:
    """Ids of the baselines that come with the project, the default first."""
    found = sorted(path.stem for path in (DATA / "baselines").glob("*.toml"))
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


@functools.cache
def load_baseline(name: str) -> Baseline:
    """A baseline of the project, by id. Raises Problem when there is none or it does not hold."""
    if name not in baseline_ids():
        raise Problem("baseline.unknown", value=shown(name), known=", ".join(baseline_ids()))
    path = DATA / "baselines" / f"{name}.toml"
    found = parse_baseline(path.read_bytes(), path.name)
    if found.id != name:
        raise Problem("facts.id_mismatch", file=path.name, value=found.id)
    return found


def national_ids() -> tuple[str, ...]:
    """Ids of the sets of national figures that a municipality's baseline can extend."""
    return tuple(sorted(path.stem for path in (DATA / "national").glob("*.toml")))


@functools.cache
def load_national(name: str) -> tuple[dict[tuple[str, int | None], Quantity], SeasonSource]:
    """National figures by id: quantities, and where the seasonal factors come from."""
    path = DATA / "national" / f"{name}.toml"
    file = parse_toml(path.read_bytes(), path.name, _NationalFile)
    _check_schema(file.schema, path.name)
    return _checked(file.quantity, path.name), file.season


def _check_schema(schema: int, file: str) -> None:
    if schema != SCHEMA:
        raise Problem("baseline.schema", file=file, value=schema, known=SCHEMA)


def read_baseline(path: Path) -> Baseline:
    """A baseline from any file."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    return parse_baseline(raw, path.name)


def parse_baseline(raw: bytes, name: str) -> Baseline:
    """A baseline from the bytes of a file; `name` is what messages call it.

    A file that `extends` another baseline, or a set of national figures, takes over each quantity that it does
    not give itself.
    """
    file = parse_toml(raw, name, _BaselineFile)
    _check_schema(file.schema, name)
    parent: Baseline | None = None
    quantities: dict[tuple[str, int | None], Quantity] = {}
    season: SeasonSource | None = None
    if file.extends is not None and file.extends in national_ids():
        quantities, season = load_national(file.extends)
    elif file.extends is not None:
        parent = load_baseline(file.extends)
        quantities, season = parent.quantities, parent.season
    quantities = quantities | _checked(file.quantity, name)
    season = file.season or season
    if season is None:
        raise Problem("baseline.missing", file=name, where="season")
    named = [season.inflow, season.outflow] + ([] if file.history is None else [file.history.volume, file.history.lks_jobs])
    for wanted in named:
        # Names become paths: only those of the project may.
        if wanted not in series_names():
            raise Problem("baseline.series", file=name, value=shown(wanted))
    baseline = Baseline(
        id=file.id,
        title=file.title,
        municipality=file.municipality,
        known_on=file.known_on,
        reference_month=_month(file.reference_month, parent.reference_month if parent else None, name, "reference_month"),
        horizon=_month(file.horizon, parent.horizon if parent else None, name, "horizon"),
        season=season,
        quantities=quantities,
        history=_history(file, parent),
    )
    check_complete(baseline, name)
    return baseline


def _history(file: _BaselineFile, parent: Baseline | None) -> History:
    """The history that a file names, or else that of the baseline it extends when both are of the same city."""
    if file.history is None:
        return parent.history if parent is not None and parent.municipality == file.municipality else History()
    volume, lks_jobs = (
        tuple(Count(point.date, point.value, point.source) for point in series(name).observations)
        for name in (file.history.volume, file.history.lks_jobs)
    )
    return History(volume, lks_jobs, published=True)


def _month(label: str | None, inherited: int | None, file: str, where: str) -> int:
    if label is None and inherited is not None:
        return inherited
    try:
        return month_index(label or "")
    except ValueError as error:
        raise Problem("baseline.month", file=file, where=where, value=label or "") from error


def _checked(entries: Iterable[Quantity], file: str) -> dict[tuple[str, int | None], Quantity]:
    found: dict[tuple[str, int | None], Quantity] = {}
    for entry in entries:
        where = entry.key if entry.year is None else f"{entry.key} {entry.year}"
        spec = SPECS.get(entry.key)
        if spec is None:
            raise Problem("baseline.unknown_key", file=file, where=where)
        if entry.unit != spec.unit:
            raise Problem("baseline.unit", file=file, where=where, value=entry.unit, expected=spec.unit)
        if spec.yearly != (entry.year is not None):
            raise Problem("baseline.year_needed" if spec.yearly else "baseline.year_unwanted", file=file, where=where)
        if entry.year is not None and not 1990 <= entry.year <= 2100:
            raise Problem("baseline.impossible", file=file, where=where, value=entry.year, low=1990, high=2100)
        if (entry.key, entry.year) in found:
            raise Problem("facts.twice", file=file, where=where)
        check_value(file, where, entry.value, entry.status, entry.range, entry.source, entry.derivation)
        if not spec.low <= entry.value <= spec.high:
            raise Problem("baseline.impossible", file=file, where=where, value=entry.value, low=spec.low, high=spec.high)
        found[entry.key, entry.year] = entry
    return found


def check_complete(baseline: Baseline, file: str) -> None:
    """Refuse a baseline that the model cannot run on; `file` is what messages call it. Raises Problem."""
    first = year_of(baseline.reference_month)
    for key, spec in SPECS.items():
        years = baseline.by_year(key)
        if (spec.yearly and not years) or (not spec.yearly and (key, None) not in baseline.quantities):
            raise Problem("baseline.missing", file=file, where=key)
    for key in ("buig_share", "buig_total", "macro_at_total", "macro_budget", "macro_lks"):
        if first not in baseline.by_year(key):
            raise Problem("baseline.missing", file=file, where=f"{key} {first}")
    if first + 1 not in baseline.by_year("price_growth"):
        raise Problem("baseline.missing", file=file, where=f"price_growth {first + 1}")
    for key in ("macro_budget", "macro_lks", "price_growth"):
        years = baseline.by_year(key)
        gap = [year for year in range(min(years), max(years)) if year not in years]
        if gap:
            raise Problem("baseline.missing", file=file, where=f"{key} {gap[0]}")
    for kind in ("vangnet", "vangnet_extended"):
        for year in baseline.by_year(f"{kind}_own_risk"):
            for part in ("full_from", "half_rate"):
                if (f"{kind}_{part}", year) not in baseline.quantities:
                    raise Problem("baseline.missing", file=file, where=f"{kind}_{part} {year}")
    for year in baseline.by_year("buig_total"):
        for key in ("buig_share", "macro_at_total", "macro_lks"):
            if year not in baseline.by_year(key):
                raise Problem("baseline.missing", file=file, where=f"{key} {year}")
    if price_of_reference_year(baseline) <= 0.0:
        lasten = baseline.value("expected_lasten")
        least = baseline.value("lks_mean_jobs") * baseline.value("lks_cost") / 1e6
        raise Problem("baseline.impossible", file=file, where="expected_lasten", value=lasten, low=least, high="…")
    try:
        default_starts(baseline)
    except ValueError as error:
        growth, least = baseline.value("lks_growth"), -baseline.value("lks_jobs")
        raise Problem("baseline.impossible", file=file, where="lks_growth", value=growth, low=least, high="…") from error
    try:
        seasons(baseline.season)
    except KeyError as error:
        raise Problem("baseline.season", file=file, where=str(error)) from error
    for key in ("target_volume", "lks_target"):
        day = baseline.quantity(key).date
        if month_of(day) <= baseline.reference_month:
            raise Problem("baseline.target_past", file=file, where=key, value=day, month=month_label(baseline.reference_month))
    if not baseline.reference_month < baseline.horizon <= month_index(LAST_MONTH):
        raise Problem(
            "baseline.horizon", file=file, value=month_label(baseline.horizon),
            low=month_label(baseline.reference_month), high=LAST_MONTH,
        )  # fmt: skip


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
