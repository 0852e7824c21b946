"""What each measure adds: the largest named first, none that adds anything, and errors where orders were sampled."""

from __future__ import annotations

import pytest

from core.figures.package.parts import PARTS
from core.figures.table import Sampled, written
from tests.figures.package.made import adds, bought, part

LARGE = adds(part(-240.0), "Groot", cost=2.3, payback="2024-09")
SMALL = adds(part(-24.0), "Klein", cost=0.0)
WORSE = adds(part(24.0), "Averechts")
WHOLE = adds(part(-240.0))


@pytest.mark.parametrize(
    ("measures", "nl", "en"),
    [
        ((SMALL, LARGE, WORSE), "Groot levert het meest op: 230 uitkeringsjaren", "Groot brings most: 230 benefit-years"),
        ((adds(part(-12 / 11.5), "Een"),), "Een levert het meest op: 1 uitkeringsjaar", "Een brings most: 1 benefit-year"),
        ((WORSE,), "Geen maatregel voorkomt uitkeringsjaren in deze periode", "No measure avoids benefit-years in this period"),
        ((adds(part(0.0)),), "Geen maatregel voorkomt uitkeringsjaren in deze periode",
         "No measure avoids benefit-years in this period"),
    ],
    ids=["several", "one", "worse", "nothing"],
)  # fmt: skip
def test_the_title_names_the_measure_that_adds_most(measures: tuple, nl: str, en: str) -> None:
    found = bought(WHOLE, *measures)
    assert (PARTS.finding(found, "nl"), PARTS.finding(found, "en")) == (nl, en)


def test_bars_stand_by_what_they_add_and_a_sampled_one_says_how_sure_it_is() -> None:
    """240 fewer in twelve months, the last of which counts for half, is 230 benefit-years."""
    unsure = adds(part(-24.0), "Onzeker", error=2.0)
    found = bought(WHOLE, WORSE, unsure, LARGE, exact=False)
    bars = PARTS.frames(found, "nl")["parts"].to_pydict()
    assert bars["label"] == ["Groot: 230 (aanname)", "Onzeker: 23 (aanname)", "Averechts: −23 (aanname)"]
    assert (bars["low"][1], bars["high"][1]) == (pytest.approx(21.0), pytest.approx(25.0))
    assert PARTS.sentence(found, "nl").endswith("De fout is hooguit 2,000 uitkeringsjaar per maatregel.")
    assert "hooguit" not in PARTS.sentence(bought(WHOLE, LARGE), "nl")
    [table] = PARTS.table(found, "nl")
    assert isinstance(table.rows[1][1], Sampled)
    assert written(table, "nl")[1][1] == "23,0 ± 2,0"


def test_the_table_gives_price_and_payback_or_says_that_there_is_none() -> None:
    rows = written(PARTS.table(bought(WHOLE, LARGE, WORSE), "nl")[0], "nl")
    text = [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows]
    # 2.3 million over 230 benefit-years is 10,000 euros each.
    assert text[0] == ["Groot", "230,0", "2,30", "€ 10.000", "september 2024", "0,00", "aanname"]
    assert text[1] == ["Averechts", "−23,0", "1,20", "–", "niet", "0,00", "aanname"]
    assert text[2][0] == "Heel het pakket"
