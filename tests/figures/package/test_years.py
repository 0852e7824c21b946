"""What the years feel of a package: better, worse or nothing."""

from __future__ import annotations

import pytest

from core.figures.package import years
from tests.figures.package.made import adds, bought, part
from tests.text.said import plain


@pytest.mark.parametrize(
    ("result", "nl", "en"),
    [
        (2.14, "Het resultaat op de BUIG is in 2024 € 2,1 mln. beter door het pakket",
         "The BUIG result of 2024 is €2.1 m better because of the package"),
        (-2.14, "Het resultaat op de BUIG is in 2024 € 2,1 mln. slechter door het pakket",
         "The BUIG result of 2024 is €2.1 m worse because of the package"),
        (0.0, "Het resultaat op de BUIG is in 2024 even groot als zonder het pakket",
         "The BUIG result of 2024 is the same as without the package"),
        (-0.03, "Het resultaat op de BUIG is in 2024 even groot als zonder het pakket",
         "The BUIG result of 2024 is the same as without the package"),
    ],
)  # fmt: skip
def test_the_last_year_is_better_worse_or_the_same(result: float, nl: str, en: str) -> None:
    found = bought(adds(part(-10.0, result=result)))
    assert (plain(years.finding(found, "nl")), plain(years.finding(found, "en"))) == (nl, en)
    assert list(years.table(found, "nl").rows[0]) == ["2024", 0.0, 0.0, result, 0.0, 0.0]
