"""The safety net: the rule, and each year with its conditions and its payment. Tables without a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.analysis.outlook import Outlook
from core.analysis.safety_net import rule_status, vangnet_of
from core.baseline import Baseline, sorted_items
from core.figures.table import Cell, Column, Table, keyed
from core.model.vangnet import PAID_AFTER, VangnetYear
from core.text import format as house
from core.text.catalog import Language, translate

RULES: Final = ("vangnet_own_risk", "vangnet_full_from", "vangnet_half_rate", "vangnet_extended_own_risk")


def years_of(outlook: Outlook) -> list[VangnetYear]:
    """The safety net of each whole year of an outlook."""
    return vangnet_of(outlook.scenario, outlook.baseline, outlook.paths.run)


def finding(years: Sequence[VangnetYear], language: Language) -> str:
    """The first year that gives something, and when that is paid."""
    granted = [found for found in years if float(found.amount[0]) > 0.0]
    if not granted:
        return translate(language, "buig.vangnet.title_none")
    first = granted[0]
    amount = house.million(float(first.amount[0]), language)
    return translate(language, "buig.vangnet.title", year=first.year, amount=amount, paid=first.year + PAID_AFTER)


def sentence(years: Sequence[VangnetYear], language: Language) -> str:
    """The rule of the last year in words."""
    rule = years[-1].rule
    return translate(
        language, "buig.vangnet.sentence", own=house.percent(rule.own_risk, language, 1),
        full=house.percent(rule.full_from, language, 1), half=house.percent(rule.half_rate, language, 0),
    )  # fmt: skip


def note(language: Language) -> str:
    """What both conditions are, and what is assumed."""
    return translate(language, "buig.vangnet.note")


def table(years: Sequence[VangnetYear], baseline: Baseline, language: Language) -> Table:
    """Each year's deficit, the conditions that it meets, and what it gives [EUR million]."""
    heads = {
        "year": Column(""), "rule": Column(""), "deficit": Column("", 1), "share": Column("", 1, percent=True),
        "first": Column(""), "second": Column(""), "extended": Column(""), "granted": Column("", 1), "paid": Column(""),
    }  # fmt: skip
    columns = [
        Column(translate(language, f"buig.vangnet.{name}"), column.decimals, percent=column.percent)
        for name, column in heads.items()
    ]
    rows = [_row(found, baseline, language) for found in years]
    stems = ("", "deficit@{}", "deficit_share@{}", "", "cumulative_deficit@{}", "", "vangnet_granted@{}")
    return Table(translate(language, "buig.vangnet.caption"), columns, rows, traces=keyed([one.year for one in years], *stems))


def _row(found: VangnetYear, baseline: Baseline, language: Language) -> list[Cell]:
    first, second = (_met(bool(met[0]), language) for met in (found.over_own_risk, found.over_cumulative))
    return [
        str(found.year),
        _rule(found, baseline, language),
        float(found.deficit[0]),
        float(found.deficit_share[0]),
        first,
        f"{second} ({house.number(float(found.cumulative[0]), language, 1)})",
        _wider(found, language),
        float(found.amount[0]),
        str(found.year + PAID_AFTER),
    ]


def _met(yes: bool, language: Language) -> str:
    return translate(language, f"buig.vangnet.{'met' if yes else 'not_met'}")


def _wider(found: VangnetYear, language: Language) -> str:
    """Whether a year falls under the wider scheme, and how many of the years before it counted."""
    if not found.extended:
        return translate(language, "buig.vangnet.off")
    both = bool(found.extended_over_own_risk[0] and found.extended_years_met[0])
    years = translate(language, "buig.vangnet.of_three", n=int(found.extended_years[0]))
    return f"{_met(both, language)} ({years})"


def _rule(found: VangnetYear, baseline: Baseline, language: Language) -> str:
    """The own risk of a year, with the word "aanname" when the rule of that year was not read."""
    share = house.percent(found.rule.own_risk, language, 1)
    if rule_status(baseline, found.year) == "reported":
        return share
    return f"{share} ({translate(language, 'common.assumption')})"


def rules_table(years: Sequence[VangnetYear], baseline: Baseline, language: Language) -> Table:
    """The rule of each year in full, with what it rests on."""
    decimals = {"year": 0, "rule": 1, "full_from": 1, "half_rate": 0, "status": 0}
    columns = [
        Column(translate(language, f"buig.vangnet.{name}"), number, percent=True) for name, number in decimals.items()
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            str(found.year),
            found.rule.own_risk,
            found.rule.full_from,
            found.rule.half_rate,
            translate(language, f"common.{rule_status(baseline, found.year)}"),
        ]
        for found in years
    ]
    stems = ("vangnet_rule:own_risk@{}", "vangnet_rule:full_from@{}", "vangnet_rule:half_rate@{}")
    traces = keyed([one.year for one in years], *stems)
    return Table(translate(language, "buig.vangnet.caption_rules"), columns, rows, traces=traces)


def sources(years: Sequence[VangnetYear], baseline: Baseline) -> list[str]:
    """Publications behind the rules up to the last year."""
    cited = [
        found.source
        for (key, year), found in sorted_items(baseline.quantities)
        if key in RULES and found.source is not None and year is not None and year <= years[-1].year
    ]
    return list(dict.fromkeys(cited))
