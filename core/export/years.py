"""The years of a run as columns that compute: budget, lasten, safety net and reserve, as `core.model` has them."""

from __future__ import annotations

from typing import Final

from core.export.columns import FIRST, Column, Columns, Made
from core.export.months import Run, numbers
from core.model.calendar import december, in_force
from core.model.parameters import ExtendedVangnet, VangnetRule
from core.model.vangnet import CENT, EARLIER_YEARS, PAID_AFTER, vangnet_rule

NAMES: Final = (
    "year", "volume", "lks_jobs", "buig", "lasten", "result", "granted_year", "received", "reserve", "general_funds", "bijstand",
    "lks", "share", "macro", "macro_lks", "lks_part", "feedback", "price", "price_index",
)  # fmt: skip


def year_columns(of: Run, months: Columns, base: Columns | None) -> list[Column]:
    """All columns of a path by year, in the order of `NAMES`; `base` are the basispad's years, None on its own sheet."""
    found = [*_given(of), *_stocks(of, months), *_budget(of, base), *_account(of)]
    by_name = {column.name: column for column in found}
    return [by_name[name] for name in NAMES]


def _year(of: Run, row: int) -> int:
    return of.run.years[row - FIRST]


def _given(of: Run) -> list[Column]:
    years, parameters = [float(year) for year in of.run.years], of.parameters
    price, index = ([in_force(by_year, year) for year in of.run.years] for by_year in (parameters.price, parameters.price_index))
    return [
        Column("year", numbers(years), years, "plain"),
        Column("price", numbers(price), price, "euro"),
        Column("price_index", numbers(index), index, "factor"),
    ]


def _stocks(of: Run, months: Columns) -> list[Column]:
    run, settled, last = of.run, of.parameters.settled, FIRST + len(of.run.months) - 1
    ends = [december(year) - run.months[0] for year in run.years]

    def level(name: str) -> Made:
        return lambda row: f"={months.at(name, FIRST + ends[row - FIRST])}"

    def total(name: str, before: float) -> Made:
        def made(row: int) -> str:
            parts = (months.part(part, FIRST, last) for part in ("year", name))
            more = f"+{before!r}" if row == FIRST and before else ""
            inside = ",".join(parts).replace(",", f",{Columns(NAMES).at('year', row)},", 1)
            return f"=SUMIF({inside}){more}"

        return made

    return [
        Column("volume", level("volume"), run.caseload.stock[ends, 0], "count"),
        Column("lks_jobs", level("lks_jobs"), run.jobs.stock[ends, 0], "count"),
        Column(
            "bijstand", total("bijstand", 0.0 if settled is None else settled.bijstand), run.year_bijstand_lasten[:, 0], "million"
        ),
        Column("lks", total("lks", 0.0 if settled is None else settled.lks), run.year_lks_lasten[:, 0], "million"),
    ]


def _budget(of: Run, base: Columns | None) -> list[Column]:
    at, parameters, p, budget = Columns(NAMES).at, of.parameters, of.prefix, of.run.budget
    settled = parameters.settled

    def grown(name: str, published: dict[int, float]) -> Made:
        def made(row: int) -> str | float:
            year = _year(of, row)
            return float(published[year]) if year in published else f"={at(name, row - 1)}*(1+{p}macro_growth)"

        return made

    def lks_part(row: int) -> str | float:
        year = _year(of, row)
        if year in parameters.lks_part:
            return float(parameters.lks_part[year])
        if row == FIRST:
            return f"={parameters.lks_lasten_before!r}*{at('macro_lks', row)}/{parameters.macro_lks[year - 1]!r}"
        return f"={at('lks', row - 1)}*{at('macro_lks', row)}/{at('macro_lks', row - 1)}"

    def feedback(row: int) -> str | float:
        if row == FIRST or base is None:
            return 0.0
        return f"={p}macro_feedback*({base.at('bijstand', row - 1)}-{at('bijstand', row - 1)})"

    def share(row: int) -> str | float:
        return settled.share if settled is not None and row == FIRST else f"={p}buig_share"

    def buig(row: int) -> str | float:
        if settled is not None and row == FIRST:
            return settled.buig
        return f"={at('share', row)}*({at('macro', row)}-{at('macro_lks', row)})+{at('lks_part', row)}-{at('feedback', row)}"

    return [
        Column("macro", grown("macro", parameters.macro), budget.macro[:, 0], "million"),
        Column("macro_lks", grown("macro_lks", parameters.macro_lks), budget.macro_lks[:, 0], "million"),
        Column("lks_part", lks_part, budget.lks_part[:, 0], "million"),
        Column("feedback", feedback, budget.feedback[:, 0], "million"),
        Column("share", share, budget.share[:, 0], "share"),
        Column("buig", buig, budget.total[:, 0], "million"),
    ]


def _account(of: Run) -> list[Column]:
    at, run, account = Columns(NAMES).at, of.run, of.run.account
    granted = account.vangnet_granted[:, 0]

    def balance(row: int) -> str:
        before = repr(float(of.parameters.reserve)) if row == FIRST else at("reserve", row - 1)
        return f"{before}+{at('result', row)}+{at('received', row)}"

    def received(row: int) -> str | float:
        return f"={at('granted_year', row - PAID_AFTER)}" if row - PAID_AFTER >= FIRST else 0.0

    return [
        Column("lasten", lambda row: f"={at('bijstand', row)}+{at('lks', row)}", run.lasten[:, 0], "million"),
        Column("result", lambda row: f"={at('buig', row)}-{at('lasten', row)}", run.result[:, 0], "million"),
        Column(
            "granted_year",
            lambda row: f"=MAX({_regular(of, row)},{_extended(of, row)})",
            granted,
            "million",
        ),
        Column("received", received, account.vangnet_received[:, 0], "million"),
        Column("reserve", lambda row: f"=MAX({balance(row)},0)", account.reserve[:, 0], "million"),
        Column("general_funds", lambda row: f"=MAX(-({balance(row)}),0)", account.general_funds[:, 0], "million"),
    ]


def _over(amount: str, part: float, budget: str) -> str:
    """Whether an amount is more than a part of a budget, to the cent."""
    return f"{amount}-{part!r}*{budget}>={CENT:.8f}"


def _tiers(deficit: str, budget: str, rule: VangnetRule) -> str:
    half = f"MAX(0,MIN({deficit}-{rule.own_risk!r}*{budget},{rule.full_from - rule.own_risk!r}*{budget}))"
    return f"{rule.half_rate!r}*{half}+MAX({deficit}-{rule.full_from!r}*{budget},0)"


def _regular(of: Run, row: int) -> str:
    at, rule = Columns(NAMES).at, vangnet_rule(of.parameters.vangnet, _year(of, row))
    deficit, budget = f"-{at('result', row)}", at("buig", row)
    together = "".join(f"-{at('result', before)}" for before in range(max(FIRST, row - EARLIER_YEARS), row + 1))
    access = f"AND({_over(deficit, rule.own_risk, budget)},{_over(together, rule.own_risk, budget)})"
    return f"IF({access},{_tiers(deficit, budget, rule)},0)"


def _extended(of: Run, row: int) -> str:
    variants: dict[int, ExtendedVangnet] = of.parameters.vangnet_extended
    if not variants or _year(of, row) < min(variants):
        return "0"
    at, variant = Columns(NAMES).at, in_force(variants, _year(of, row))
    rule, deficit, budget = variant.rule, f"-{at('result', row)}", at("buig", row)
    counted = "+".join(
        f"IF({rule.own_risk!r}*{at('buig', before)}+{at('result', before)}>={CENT:.8f},0,1)"
        for before in range(max(FIRST, row - variant.years_seen), row)
    )
    open_ = f"AND({of.prefix}vangnet_extended=1,{_over(deficit, rule.own_risk, budget)},{counted or '0'}>={variant.years_needed})"
    return f"IF({open_},{_tiers(deficit, budget, rule)},0)"
