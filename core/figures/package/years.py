"""What the years feel of the package: a table without a chart."""

from __future__ import annotations

from typing import Final

from core.analysis.bought import Bought
from core.figures.table import Column, Table, keyed
from core.text import format as house
from core.text.catalog import Language, translate


def finding(bought: Bought, language: Language) -> str:
    """How much better or worse the result of the last year is."""
    last = float(bought.package.part.year_result[-1])
    side, amount = house.side_of_million(last, "better", "worse", "same"), house.million(abs(last), language)
    return translate(language, f"impulspakket.years.title_{side}", amount=amount, year=bought.parts.years[-1])


def sentence(language: Language) -> str:
    """What is not in the table."""
    return translate(language, "impulspakket.years.sentence")


TRACED: Final = {"funds": "general_funds"}


def table(bought: Bought, language: Language) -> Table:
    """What changes by year."""
    part = bought.package.part
    columns = {
        "lasten": part.year_lasten, "buig": part.year_buig, "result": part.year_result, "reserve": part.year_reserve,
        "funds": part.year_general_funds,
    }  # fmt: skip
    return Table(
        translate(language, "impulspakket.years.caption"),
        [Column(translate(language, f"verkenner.table.{name}"), 2) for name in ("year", *columns)],
        [[str(year), *(float(values[i]) for values in columns.values())] for i, year in enumerate(bought.parts.years)],
        traces=keyed(bought.parts.years, *(f"package_year:{TRACED.get(name, name)}@{{}}" for name in columns)),
    )
