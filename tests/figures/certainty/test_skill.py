"""How much better than no change: at how many distances ours was best, what runs over the edge, and the audit's panel."""

from __future__ import annotations

import pytest

from core.analysis.scorecard import scorecard_of
from core.figures.certainty.skill import SKILL
from core.text.catalog import LANGUAGES, Language, translate
from tests.analysis.made import BASELINE
from tests.text.test_sentences_chance import scored


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_counts_the_distances_at_which_ours_was_best(language: Language) -> None:
    some = scored((3, 10.0, 30.0), (10, 50.0, 20.0), (14, 50.0, 60.0))
    assert SKILL.finding(some, language) == translate(language, "onzekerheid.score.title", n=2, count=3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_library_is_named_where_it_forecast_the_same_days(language: Language) -> None:
    library = translate(language, "onzekerheid.score.library")
    assert library not in SKILL.sentence(scored((3, 10.0, 30.0)), language)
    whole = scorecard_of(BASELINE)
    assert whole is not None
    assert library in SKILL.sentence(whole, language)
    assert whole.derivation is not None
    assert SKILL.table(whole, language)[0].note == whole.derivation[language]


def test_every_bar_and_every_row_is_a_skill_by_hand() -> None:
    """1 − 10 ÷ 40, and 1 − 50 ÷ 40; the strip is the audit's 1 to 5% of a hundred and eighteen series."""
    card = scored((3, 10.0, 40.0), (10, 50.0, 40.0))
    drawn = SKILL.frames(card, "en")
    assert drawn["skills"].to_pydict()["skill"] == [0.75, -0.25]
    assert drawn["skills"].to_pydict()["crps"] == [10.0, 50.0]
    panel = drawn["panel"].to_pydict()
    assert (panel["low"], panel["high"]) == (pytest.approx([0.01]), pytest.approx([0.05]))
    assert panel["text"] == ["118 public series"]
    assert (drawn["extent"].to_pydict()["x_low"], drawn["extent"].to_pydict()["x_high"]) == ([-0.25], [0.75])
    assert "118 public series (social assistance, unemployment and M3; 9,450 comparisons)" in SKILL.sentence(card, "en")
    [table] = SKILL.table(card, "en")
    assert list(table.rows[0][1:6]) == [10, 10.0, 0.0, 40.0, 0.0]


def test_what_did_far_worse_runs_over_the_edge_and_is_said_to() -> None:
    over = translate("en", "onzekerheid.score.over_edge")
    assert over not in SKILL.sentence(scored((3, 10.0, 40.0)), "en")
    far = scored((3, 90.0, 40.0))
    assert over in SKILL.sentence(far, "en")
    assert SKILL.frames(far, "en")["extent"].to_pydict()["x_low"] == [-0.75]
