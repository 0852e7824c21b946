"""How far forecasts were off: at how many distances ours was closest, with and without the library's beside it."""

from __future__ import annotations

import pytest

from core.analysis.backtest import score
from core.analysis.scorecard import OURS, Scorecard, scorecard_of
from core.figures.certainty.errors import ERRORS, ERRORS_ALONE
from core.text.catalog import LANGUAGES, Language, translate
from tests.analysis.made import BASELINE
from tests.text.test_sentences_chance import scored


def card(*rows: tuple[int, float, float, float]) -> Scorecard:
    """A scorecard without a library: months ahead, and how far ours, no change and a ruler were off."""
    found = scored(*rows)
    return Scorecard(found, tuple((row, row.errors) for row in score(found.comparisons)), OURS, None, (), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_counts_the_distances_at_which_ours_was_closest(language: Language) -> None:
    some = card((3, 10.0, 30.0, 40.0), (10, 50.0, 20.0, 60.0), (14, 50.0, 60.0, 5.0))
    assert ERRORS_ALONE.finding(some, language) == translate(language, "onzekerheid.score.title", n=1, count=3)
    every = card((3, 10.0, 30.0, 40.0))
    assert ERRORS_ALONE.finding(every, language) == translate(language, "onzekerheid.score.title", n=1, count=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_library_is_named_where_it_forecast_the_same_days(language: Language) -> None:
    library = translate(language, "onzekerheid.score.library")
    assert library not in ERRORS_ALONE.sentence(card((3, 10.0, 30.0, 40.0)), language)
    whole = scorecard_of(BASELINE)
    assert whole is not None
    assert ERRORS.sentence(whole, language).endswith(library)
    assert whole.derivation is not None
    assert ERRORS.table(whole, language)[0].note == whole.derivation[language]


def test_every_bar_and_every_row_is_an_error_by_hand() -> None:
    drawn = ERRORS_ALONE.frames(card((3, 10.0, 30.0, 40.0), (10, 50.0, 20.0, 60.0)), "en")
    assert drawn["errors"].to_pydict()["error"] == [10.0, 30.0, 40.0, 50.0, 20.0, 60.0]
    assert drawn["extent"].to_pydict()["x_high"] == [1000.0]
    [table] = ERRORS_ALONE.table(card((3, 10.0, 30.0, 40.0)), "en")
    assert list(table.rows[0][1:5]) == [10, 10.0, 30.0, 40.0]
