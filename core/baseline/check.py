"""What a baseline must hold for the model to run on it."""

from __future__ import annotations

from collections.abc import Iterable

from core.baseline.derived import price_of_reference_year, seasons, starts_for_growth
from core.baseline.specs import OPTIONAL, SETTLED, SPECS
from core.baseline.value import Baseline
from core.facts import Quantity, check_value
from core.model.calendar import LAST_MONTH, month_label, month_of, month_of_year
from core.model.parameters import MILLION, MONTHS
from core.problem import Problem

Quantities = dict[tuple[str, int | None], Quantity]
"""Quantities by key and year; the year is None for one that is not yearly."""


def checked(entries: Iterable[Quantity], file: str) -> Quantities:
    """The quantities by key and year, each with a certificate that holds. Raises Problem."""
    found: Quantities = {}
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
        if entry.band is not None and not entry.band.low <= entry.value <= entry.band.high:
            raise Problem(
                "facts.outside_range", file=file, where=where, value=entry.value, low=entry.band.low, high=entry.band.high
            )
        if not spec.low <= entry.value <= spec.high:
            raise Problem("baseline.impossible", file=file, where=where, value=entry.value, low=spec.low, high=spec.high)
        found[entry.key, entry.year] = entry
    return found


def check_complete(baseline: Baseline, file: str) -> None:
    """Refuse a baseline that the model cannot run on; `file` is what messages call it. Raises Problem."""
    _check_origin(baseline, file)
    _check_given(baseline, file)
    _check_years(baseline, file)
    _check_derived(baseline, file)
    _check_months(baseline, file)


def _check_origin(baseline: Baseline, file: str) -> None:
    """A baseline that continues another one starts at the end of a year, at least a year after it."""
    origin, month = baseline.origin, baseline.reference_month
    if origin is not None and (month_of_year(month) != MONTHS - 1 or month < origin.reference_month + MONTHS):
        raise Problem(
            "baseline.continues", file=file, value=month_label(month), month=month_label(origin.reference_month), title=origin.id
        )


def _check_given(baseline: Baseline, file: str) -> None:
    """Every key once but for what may be left out, a yearly one in the reference year too."""
    for key, spec in SPECS.items():
        years = baseline.by_year(key)
        given = bool(years) if spec.yearly else baseline.find(key) is not None
        if key in SETTLED and baseline.origin is not None:
            if given:
                raise Problem("baseline.settled", file=file, where=key)
        elif not given and key not in OPTIONAL:
            raise Problem("baseline.missing", file=file, where=key)
    for key, year in _years_needed(baseline):
        if year not in baseline.by_year(key):
            raise Problem("baseline.missing", file=file, where=f"{key} {year}")


def _years_needed(baseline: Baseline) -> list[tuple[str, int]]:
    """Years that the model asks of yearly quantities."""
    first, keys = baseline.first_year, ["buig_share", "macro_budget", "macro_lks"]
    if baseline.origin is None:
        return [*((key, first) for key in (*keys, "buig_total", "macro_at_total")), ("price_growth", first + 1)]
    return [*((key, first) for key in keys), ("macro_lks", first - 1), ("price_growth", baseline.price_year + 1)]


def _check_years(baseline: Baseline, file: str) -> None:
    """No gap between years, and what belongs together in the same year."""
    for key in ("macro_budget", "macro_lks", "price_growth"):
        years = baseline.by_year(key)
        gap = [year for year in range(min(years), max(years)) if year not in years]
        if gap:
            raise Problem("baseline.missing", file=file, where=f"{key} {gap[0]}")
    together = {f"{kind}_own_risk": (f"{kind}_full_from", f"{kind}_half_rate") for kind in ("vangnet", "vangnet_extended")}
    for key, others in (together | {"buig_total": ("buig_share", "macro_at_total", "macro_lks")}).items():
        for year in baseline.by_year(key):
            for other in others:
                if (other, year) not in baseline.quantities:
                    raise Problem("baseline.missing", file=file, where=f"{other} {year}")


def _check_derived(baseline: Baseline, file: str) -> None:
    """A price above zero, starts that give the growth, and a season."""
    if baseline.origin is None and price_of_reference_year(baseline) <= 0.0:
        lasten = baseline.value("expected_lasten")
        least = baseline.value("lks_mean_jobs") * baseline.value("lks_cost") / MILLION
        raise Problem("baseline.impossible", file=file, where="expected_lasten", value=lasten, low=least, high="…")
    try:
        starts_for_growth(baseline)  # not remembered: most of what is checked is never used
    except ValueError as error:
        growth, least = baseline.value("lks_growth"), -baseline.value("lks_jobs")
        raise Problem("baseline.impossible", file=file, where="lks_growth", value=growth, low=least, high="…") from error
    try:
        seasons(baseline.season)
    except KeyError as error:
        raise Problem("baseline.season", file=file, where=str(error)) from error


def _check_months(baseline: Baseline, file: str) -> None:
    """Targets and horizon after the reference month."""
    for key in ("target_volume", "lks_target"):
        found = baseline.find(key)
        if found is not None and month_of(found.date) <= baseline.reference_month:
            raise Problem(
                "baseline.target_past", file=file, where=key, value=found.date, month=month_label(baseline.reference_month)
            )
    if not baseline.reference_month < baseline.horizon <= LAST_MONTH:
        raise Problem(
            "baseline.horizon", file=file, value=month_label(baseline.horizon),
            low=month_label(baseline.reference_month), high=month_label(LAST_MONTH),
        )  # fmt: skip
