"""The months of a run as columns that compute: jobs by tenure, caseload, lasten and reserve, as `core.model` has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.export.columns import FIRST, Column, Columns, Made
from core.model.calendar import end_of_month, month_of_year, year_of
from core.model.effect import PackageEffect
from core.model.measures import RELAPSE_MONTHS
from core.model.parameters import MILLION, MONTHS, Floats, Parameters
from core.model.projection import Projection
from core.model.tenure import CLASSES, FIRST_YEAR, monthly_hazard

EPOCH: Final = np.datetime64("1899-12-30")
"""Day 0 of a spreadsheet."""
TENURE: Final = tuple(f"tenure:{k}" for k in range(CLASSES))
NAMES: Final = (
    "month", "year", "number", "lks_jobs", "volume", "reserve", "general_funds", "inflow", "prevented", "lks_returns", "relapse",
    "outflow", "asked", "granted", "starts", "first_hazard", "later_hazard", *TENURE, "exits", "bijstand", "lks", "buig",
    "position",
)  # fmt: skip
PACKAGE: Final = ("leaving", "not_entering", "leaving_relapse", "not_entering_relapse", "lks_starts", "hazard_factor")
"""What a package plans per month, by field of `PackageEffect`."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a sheet of months and one of years are written from.

    Attributes
    ----------
    run : Projection
        One path over whole years, by tenure.
    effect : PackageEffect
        Of its package.
    levers : dict[str, float]
        Value of each lever and option.
    prefix : str
        Before the name of a lever's cell.
    """

    parameters: Parameters
    run: Projection
    effect: PackageEffect
    levers: dict[str, float]
    prefix: str


def numbers(values: Sequence[float] | Floats) -> Made:
    """What was given, row by row."""
    return lambda row: float(values[row - FIRST])


def after_first(made: Made, first: str | float | None = None) -> Made:
    """The same for every row but the reference month, which was observed."""
    return lambda row: first if row == FIRST else made(row)


def padded(values: Floats) -> Floats:
    """A flow of the simulated months with a place for the reference month."""
    flat = np.asarray(values, dtype=np.float64)
    return np.concatenate([[0.0], flat[:, 0] if flat.ndim > 1 else flat])


def package_columns(of: Run) -> list[Column]:
    """What the package plans, month by month, as the model works it out."""
    each = {name: padded(getattr(of.effect, name)) for name in PACKAGE}
    return [dates_of(of), *(Column(name, after_first(numbers(values)), values, "flow") for name, values in each.items())]


def dates_of(of: Run) -> Column:
    """The months, by their last day."""
    days = [float((np.datetime64(end_of_month(month)) - EPOCH).astype(int)) for month in of.run.months]
    return Column("month", numbers(days), days, "date")


def month_columns(of: Run, years: Columns, planned: Columns | None) -> list[Column]:
    """All columns of a path by month, in the order of `NAMES`."""
    found = [*_time(of), *_jobs(of, planned), *_people(of, planned), *_money(of, years)]
    by_name = {column.name: column for column in found}
    return [by_name[name] for name in NAMES]


def _time(of: Run) -> list[Column]:
    months = of.run.months
    years, places = [float(year_of(month)) for month in months], [month_of_year(month) + 1.0 for month in months]
    return [dates_of(of), Column("year", numbers(years), years, "plain"), Column("number", numbers(places), places, "plain")]


def _jobs(of: Run, planned: Columns | None) -> list[Column]:
    here, jobs, p, rows = Columns(NAMES), of.run.jobs, of.prefix, len(of.run.months)
    at = here.at
    assert jobs.by_tenure is not None
    first = monthly_hazard(np.full(rows, of.levers["lks_first_year_dropout"])) * np.concatenate([[1.0], of.effect.hazard_factor])
    later = monthly_hazard(np.full(rows, of.levers["lks_later_dropout"]))
    dropout = "1-(1-{p}{lever})^(1/12)"

    def plan(name: str, row: int) -> str:
        return "" if planned is None else planned.at(name, row)

    def first_hazard(row: int) -> str:
        factor = "" if planned is None else f"*{plan('hazard_factor', row)}"
        return f"=({dropout.format(p=p, lever='lks_first_year_dropout')}){factor}"

    def moved(k: int) -> Made:
        def made(row: int) -> str:
            if k == 0:
                return f"={at('starts', row)}"
            stay = f"{at(TENURE[k - 1], row - 1)}*(1-{at('first_hazard', row)})"
            if k < FIRST_YEAR:
                return f"={stay}"
            return f"={at(TENURE[k], row - 1)}*(1-{at('later_hazard', row)})+{stay}"

        return after_first(made, float(of.parameters.lks_tenure[k]))

    def exits(row: int) -> str:
        young = f"{at(TENURE[0], row - 1)}:{at(TENURE[FIRST_YEAR - 1], row - 1)}"
        return f"=SUM({young})*{at('first_hazard', row)}+{at(TENURE[FIRST_YEAR], row - 1)}*{at('later_hazard', row)}"

    def together(row: int) -> str:
        return f"=SUM({at(TENURE[0], row)}:{at(TENURE[-1], row)})"

    plus = "" if planned is None else "+"
    return [
        Column(
            "starts", after_first(lambda row: f"={p}lks_starts{plus}{plan('lks_starts', row)}"), padded(of.run.lks_starts),
            "flow",
        ),
        Column("first_hazard", after_first(first_hazard), first, "share"),
        Column("later_hazard", after_first(lambda row: f"={dropout.format(p=p, lever='lks_later_dropout')}"), later, "share"),
        *(Column(TENURE[k], moved(k), jobs.by_tenure[:, k, 0], "count") for k in range(CLASSES)),
        Column("exits", after_first(exits), padded(jobs.exits), "flow"),
        Column(
            "lks_jobs", after_first(together, float(of.parameters.lks_jobs)),
            jobs.stock[:, 0], "count",
        ),
    ]  # fmt: skip


def _people(of: Run, planned: Columns | None) -> list[Column]:
    at, people, p = Columns(NAMES).at, of.run.caseload, of.prefix
    season_in, season_out = of.parameters.season_inflow, of.parameters.season_outflow
    months = of.run.months

    def plan(name: str, row: int) -> str:
        return "0" if planned is None else planned.at(name, row)

    def season(factors: Sequence[float], row: int) -> str:
        return repr(float(factors[month_of_year(months[row - FIRST])]))

    def inflow(row: int) -> str:
        return f"={p}inflow*{season(season_in, row)}-{at('prevented', row)}"

    def prevented(row: int) -> str:
        return f"=MIN({plan('not_entering', row)},{p}inflow*{season(season_in, row)})"

    def rate(row: int) -> str:
        return f"MIN(MAX({p}outflow_rate*{season(season_out, row)},0),1)"

    def relapse(row: int) -> str:
        back = row - RELAPSE_MONTHS
        if back <= FIRST:
            return "=0"
        before = plan("not_entering", back)
        kept = f"{plan('not_entering_relapse', row)}*IF({before}>0,{at('prevented', back)}/{before},1)"
        return f"={kept}+{plan('leaving_relapse', row)}*{at('granted', back)}"

    def ends(row: int) -> str:
        return f"{at('volume', row - 1)}*(1-{rate(row)})+{at('inflow', row)}+{at('lks_returns', row)}+{at('relapse', row)}"

    def granted(row: int) -> str:
        asked = at("asked", row)
        return f"=IF(AND({asked}>0,{ends(row)}-{asked}<=0),MIN({asked},{ends(row)})/{asked},1)"

    wanted = of.levers["lks_from_bijstand"] * padded(of.run.lks_starts) + padded(of.effect.leaving)
    got = padded(people.into_lks + people.measures)
    return [
        Column("inflow", after_first(inflow), padded(people.inflow), "flow"),
        Column("prevented", after_first(prevented), padded(of.run.prevented), "flow"),
        Column("lks_returns", after_first(lambda row: f"={p}lks_return*{at('exits', row)}"), padded(people.lks_returns), "flow"),
        Column("relapse", after_first(relapse), padded(people.relapse), "flow"),
        Column("outflow", after_first(lambda row: f"={at('volume', row - 1)}*{rate(row)}"), padded(people.outflow), "flow"),
        Column(
            "asked", after_first(lambda row: f"={p}lks_from_bijstand*{at('starts', row)}+{plan('leaving', row)}"), wanted, "flow"
        ),
        Column("granted", after_first(granted), np.divide(got, wanted, out=np.ones_like(got), where=wanted > 0.0), "share"),
        Column(
            "volume", after_first(lambda row: f"=MAX({ends(row)}-{at('asked', row)},0)", float(of.parameters.volume)),
            people.stock[:, 0], "count",
        ),
    ]  # fmt: skip


def _money(of: Run, years: Columns) -> list[Column]:
    at, run, p = Columns(NAMES).at, of.run, of.prefix
    months, first_year = run.months, run.years[0]

    def of_year(name: str, row: int, back: int = 0) -> str:
        return years.at(name, FIRST + year_of(months[row - FIRST]) - first_year - back)

    def mean(name: str, row: int) -> str:
        return f"({at(name, row - 1)}+{at(name, row)})/2"

    def bijstand(row: int) -> str:
        return f"={mean('volume', row)}*{of_year('price', row)}/{MONTHS}/{MILLION:.0f}"

    def lks(row: int) -> str:
        return f"={mean('lks_jobs', row)}*{p}lks_cost*{of_year('price_index', row)}/{MONTHS}/{MILLION:.0f}"

    def position(row: int) -> str:
        index = months[row - FIRST]
        new_year = month_of_year(index) == 0 and year_of(index) > first_year
        opening = of_year("reserve", row, 1) if new_year else at("position", row - 1)
        received = f"+{of_year('received', row)}" if month_of_year(index) == 2 else ""
        return f"={opening}+{at('buig', row)}-{at('bijstand', row)}-{at('lks', row)}{received}"

    held = run.reserve[:, 0] - run.general_funds[:, 0]
    return [
        Column("bijstand", after_first(bijstand), padded(run.bijstand_lasten), "million"),
        Column("lks", after_first(lks), padded(run.lks_lasten), "million"),
        Column("buig", after_first(lambda row: f"={of_year('buig', row)}/{MONTHS}"), padded(run.buig), "million"),
        Column("position", after_first(position, float(held[0])), held, "million"),
        Column("reserve", lambda row: f"=MAX({at('position', row)},0)", run.reserve[:, 0], "million"),
        Column("general_funds", lambda row: f"=MAX(-{at('position', row)},0)", run.general_funds[:, 0], "million"),
    ]
