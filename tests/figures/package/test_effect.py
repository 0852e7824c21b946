"""What a package avoids, in words: fewer, more or as many benefits; one and several."""

from __future__ import annotations

import pytest

from core.figures.package.effect import EFFECT
from tests.figures.package.made import MONTHS, adds, bought, part
from tests.text.said import plain


@pytest.mark.parametrize(
    ("last", "nl", "en", "label"),
    [
        (-1200.0, "In december 2024 scheelt het pakket 1.200 uitkeringen",
         "In December 2024 the package makes 1,200 benefits fewer", "1.200 minder"),
        (-1.0, "In december 2024 scheelt het pakket 1 uitkering",
         "In December 2024 the package makes 1 benefit fewer", "1 minder"),
        (0.0, "In december 2024 maakt het pakket geen verschil in uitkeringen",
         "In December 2024 the package makes no difference in benefits", "0 minder"),
        (1.0, "In december 2024 is er 1 uitkering meer door het pakket",
         "In December 2024 there is 1 benefit more because of the package", "1 meer"),
        (30.0, "In december 2024 zijn er 30 uitkeringen meer door het pakket",
         "In December 2024 there are 30 benefits more because of the package", "30 meer"),
    ],
)  # fmt: skip
def test_the_title_and_the_label_say_fewer_more_or_the_same(last: float, nl: str, en: str, label: str) -> None:
    found = bought(adds(part(-500.0, last)))
    assert (EFFECT.finding(found, "nl"), EFFECT.finding(found, "en")) == (nl, en)
    assert EFFECT.frames(found, "nl")["ends"].to_pydict()["name"] == [label]


def test_the_sentence_names_the_first_month_with_the_largest_difference() -> None:
    found = bought(adds(part(-10.0, -30.0, -30.0, -20.0, jobs=4.0)))
    assert plain(EFFECT.sentence(found, "nl")) == (
        "Het verschil is het grootst in februari 2024: 30 uitkeringen minder dan zonder het pakket. "
        "In december 2024 is het verschil in LKS-banen 4."
    )
    one = bought(adds(part(-1.0, 0.0)))
    assert EFFECT.sentence(one, "en").startswith("The difference is largest in January 2024: 1 benefit fewer than without")


def test_a_package_that_makes_no_benefit_fewer_says_so() -> None:
    found = bought(adds(part(5.0, jobs=-2.0)))
    assert EFFECT.sentence(found, "nl") == (
        "In geen enkele maand zijn er door het pakket minder uitkeringen. In december 2024 is het verschil in LKS-banen −2."
    )
    assert EFFECT.sentence(found, "en").startswith("In no month does the package make benefits fewer.")


def test_the_table_turns_the_change_round_and_keeps_every_month() -> None:
    [table] = EFFECT.table(bought(adds(part(-10.0, -30.0, jobs=4.0), cost=1.2)), "en")
    assert len(table.rows) == len(MONTHS)
    assert list(table.rows[1]) == ["February 2024", 30.0, 4.0, pytest.approx(0.1)]
