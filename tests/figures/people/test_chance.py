"""The chances by month in words: those of the last month."""

from __future__ import annotations

import numpy as np
import pytest

from core.figures.people.chance import CHANCE
from core.text.catalog import LANGUAGES, Language, translate
from tests.text.said import MONTHS, chances, end_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_chances_are_those_of_the_last_month(language: Language) -> None:
    seven, fifth, other = (
        translate(language, f"common.chance.{key}", n=n) for key, n in (("percent", 70), ("one_in", 5), ("percent", 45))
    )
    until = end_of("2026", language)
    assert CHANCE.finding(chances(), language) == translate(language, "onzekerheid.chance.title", chance=seven, until=until)
    assert CHANCE.sentence(chances(), language) == translate(
        language, "onzekerheid.chance.sentence", until=until, volume=fifth, lks=other, reserve=seven
    )


def ends(volume: float, lks: float, gone: float) -> dict[str, float]:
    """Where each label stands when the lines end at these chances."""
    steps = len(MONTHS)
    made = chances(volume=np.full(steps, volume), lks=np.full(steps, lks), reserve_gone=np.full(steps, gone))
    drawn = CHANCE.frames(made, "nl")["ends"].to_pydict()
    return dict(zip(drawn["what"], drawn["label"], strict=True))


def test_labels_stand_at_their_line_or_a_line_of_text_above_the_one_below() -> None:
    assert ends(0.2, 0.45, 0.7) == pytest.approx({"volume": 0.2, "lks": 0.45, "reserve": 0.7})
    assert ends(0.0, 0.0, 0.03) == pytest.approx({"volume": 0.0, "lks": 0.1, "reserve": 0.2})
    # At the top they are pushed down together: the highest stands at 1.02.
    assert ends(1.0, 1.0, 1.0) == pytest.approx({"volume": 0.82, "lks": 0.92, "reserve": 1.02})


def test_the_table_has_the_three_chances_of_each_month() -> None:
    [table] = CHANCE.table(chances(), "en")
    assert len(table.rows) == len(MONTHS)
    assert list(table.rows[-1]) == ["December 2026", "1 in 5", "45%", "70%"]
