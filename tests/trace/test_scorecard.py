"""How good earlier forecasts were: every number of the scorecard made as it says, down to counts that were published."""

from __future__ import annotations

import datetime as dt
import math
from itertools import pairwise

import pytest
from scipy.stats import norm

from core.__main__ import main
from core.analysis.outlook import outlook_of
from core.analysis.published import published
from core.analysis.scorecard import Scorecard
from core.baseline import load_baseline
from core.figures.certainty.city import CITY
from core.figures.certainty.outcomes import OUTCOMES
from core.figures.certainty.skill import SKILL
from core.problem import Problem
from core.scenario import default_scenario
from core.text.catalog import LANGUAGES, Language
from core.trace import book_of
from core.trace.model import ModelBook
from core.trace.node import Trace, in_order, tally
from core.trace.pages import PAGES
from core.trace.tree import grow, text_of
from core.trace.words import name_of
from tests.places import LETTERS
from tests.trace import assert_made_as_they_say

LETTER = load_baseline("brief-2023-t2")
BOOK = book_of(default_scenario(LETTER), LETTER)
COUNTS = {
    "2020-08-31": 36259, "2020-12-31": 36203, "2021-04-30": 36609, "2021-08-31": 35693, "2021-12-31": 34624, "2022-04-30": 34218,
    "2022-08-31": 33666, "2022-12-31": 32975,
}  # fmt: skip
"""Published counts, by hand."""


def card() -> Scorecard:
    found = BOOK.scorecard
    assert found is not None
    return found


def leaves(trace: Trace) -> dict[str, Trace]:
    return {one.key: one for one in in_order(trace) if one.given is not None}


@pytest.mark.exhaustive
def test_every_number_of_the_three_charts_is_made_as_it_says() -> None:
    keys = {key for figure in (SKILL, OUTCOMES, CITY) for key in figure.trace(card())}
    every = assert_made_as_they_say(*(BOOK[key] for key in keys))
    assert len(keys) > 350
    assert len(every) > 1000


def test_the_error_of_no_change_up_to_half_a_year_ahead_is_the_mean_of_seven_published_steps() -> None:
    """56, 406, 916, 1,069, 406, 552 and 691 benefits from one count to the next: 4,096 ÷ 7."""
    days = [*COUNTS]
    steps = [abs(COUNTS[after] - COUNTS[before]) for before, after in pairwise(days)]
    trace = BOOK["mean_error:last_value:1-6"]
    assert [abs(one.value) for one in trace.inputs] == steps == [56, 406, 916, 1069, 406, 552, 691]
    assert trace.value == pytest.approx(4096 / 7)
    assert {one.value for one in leaves(trace).values()} == set(COUNTS.values())


def test_the_mean_of_three_errors_by_hand() -> None:
    """Off by +100, −200 and +600: 300 on average; their sum would be 500."""
    rule = BOOK["mean_error:model:1-6"].rule
    assert rule is not None
    assert rule.compute(errors=(100.0, -200.0, 600.0)) == 300.0


def test_a_method_of_the_library_is_read_from_its_file() -> None:
    leaf = BOOK["peer:level:2017-12-31@2018-12-31"]
    assert leaf.value == 37667.0
    assert leaf.given is not None
    assert leaf.given.file == "data/cities/rotterdam/peer_forecasts.toml"
    assert BOOK["off:level:2017-12-31@2018-12-31"].value == pytest.approx(37667.0 - 35292)
    spread = BOOK["peer:level:spread:2017-12-31@2018-12-31"].value
    z = (35292 - 37667.0) / spread
    score = spread * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / math.sqrt(math.pi))
    assert BOOK["crps:level:2017-12-31@2018-12-31"].value == pytest.approx(score)


def test_a_forecast_stands_on_what_was_known_on_its_day_and_on_nothing_later() -> None:
    for one in card().backtest.comparisons:
        found = leaves(BOOK[f"forecast:50:{one.origin}@{one.target}"])
        days = [dt.date.fromisoformat(key.rpartition("@")[2]) for key in found if key.startswith("series:")]
        assert max(days) == one.origin
        if one.origin < dt.date(2019, 7, 15):
            assert not [key for key in found if "flow@" in key and "rotterdam" in key]
        assert f"series:rotterdam_volume@{one.origin}" in found
    city = LETTER.city
    assert city is not None
    known = {f"series:rotterdam_{item.place}" for item in published(city) if item.known <= dt.date(2022, 12, 31)}
    assert known <= set(leaves(BOOK["forecast:50:2022-12-31@2023-08-31"]))


def test_another_count_under_a_forecast_gives_another_forecast() -> None:
    """The step computes: a count a thousand lower on the day of origin lowers what is expected a year later."""
    trace = BOOK["forecast:50:2017-12-31@2018-12-31"]
    values = {
        role: tuple(trace.find(key).value for key in keys) if isinstance(keys, tuple) else trace.find(keys).value
        for role, keys in trace.needs.items()
    }
    counts = values["counts"]
    assert isinstance(counts, tuple)
    assert trace.rule is not None
    assert trace.rule.compute(**values) == trace.value
    lower = trace.rule.compute(**values | {"counts": (*counts[:-1], counts[-1] - 1000.0)})
    assert trace.value - 2000 < lower < trace.value - 500


def test_a_band_holds_as_many_as_its_pairs_say_and_its_interval_holds_its_part() -> None:
    for level in (50, 80, 95):
        inside = [BOOK[f"inside:{level}:{one.origin}@{one.target}"].value for one in card().backtest.comparisons]
        assert set(inside) <= {0.0, 1.0}
        part = BOOK[f"covered:{level}:all"].value
        assert part == sum(inside) / 55
        low, high = (BOOK[f"covered_{end}:{level}:all"].recompute() for end in ("low", "high"))
        assert low <= part <= high
        assert (low == high) == (part == 1.0)
    assert BOOK["inside_count:80:all"].value == 45


def test_a_skill_is_one_less_a_score_divided_by_that_of_no_change() -> None:
    scores = [BOOK[f"mean_crps:{name}:7-12"].value for name in ("model", "last_value")]
    assert BOOK["skill:model:7-12"].value == pytest.approx(1 - scores[0] / scores[1])
    assert BOOK["skill_low:model:7-12"].value < BOOK["skill:model:7-12"].value < BOOK["skill_high:model:7-12"].value
    pairs = [one for one in card().backtest.comparisons if 7 <= one.months <= 12]
    assert scores[0] == pytest.approx(sum(BOOK[f"crps:model:{one.origin}@{one.target}"].value for one in pairs) / len(pairs))


def test_the_city_was_closer_where_its_error_was_smaller() -> None:
    """For the end of 2022 the city said 33,375 and 32,975 came: 400 off; our forecast was 2,464 off."""
    assert BOOK["promise:5"].value == 32975 - 33375
    assert BOOK["hindsight_miss:5"].value == pytest.approx(32975 - 35439.19, abs=0.01)
    closer = BOOK["closer"]
    rows = [(BOOK[f"hindsight_miss:{n}"].value, BOOK[f"promise:{n}"].value) for n in range(1, 6)]
    assert closer.value == sum(abs(ours) < abs(city) for ours, city in rows) == 3
    assert BOOK["promises_known"].value == 5


def test_what_rests_on_the_forecast_is_an_assumption_and_what_rests_on_counts_is_not() -> None:
    assert tally(BOOK["mean_error:model:1-6"]).assumption > 0
    for key in ("mean_error:last_value:1-6", "pairs:all", "score_days"):
        assert tally(BOOK[key]).assumption == 0, key


def test_the_page_names_what_its_answer_on_the_scorecard_says() -> None:
    named = PAGES["eerder"](outlook_of(default_scenario(LETTER), LETTER))
    said = {"inside": 45, "covered": 0.82, "pairs": 55, "days": 10, "origins": 10, "skill": 0.01, "skill low": -0.05}
    assert {name: round(BOOK[named[name]].value, 2) for name in said} == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_scorecard_can_be_read(language: Language) -> None:
    keys = {key for figure in (SKILL, OUTCOMES, CITY) for key in figure.trace(card())}
    kinds = {one.rule.name if one.rule else one.key.partition(":")[0]: one for one in in_order(*(BOOK[key] for key in keys))}
    assert len(kinds) > 15
    for one in kinds.values():
        text = text_of(grow(one, 1), language)
        assert "{" not in text
        assert "_" not in name_of(one, language)


def test_the_command_line_explains_the_scorecard(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", *LETTERS, "--explain", "mean_error:last_value:1-6"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Mean error: ")
    assert "585.1" in out.splitlines()[0]
    assert "data/cities/rotterdam/series/volume.toml: 20" in out


UNKNOWN = (
    "mean_error:model:1-7", "mean_crps:guess:all", "skill:last_value:1-6", "mean_error:guess:1-6", "covered:81:all",
    "mean_width:80:1-6",
    "off:model:2017-12-31@2018-12-30", "off:model@2018-12-31", "forecast:51:2017-12-31@2018-12-31", "pairs:80:all",
    "setting:shock@2017-12-31", "hindsight:8", "hindsight_miss:7", "promise:0",
    "peer:model:2017-12-31@2018-12-31", "peer:level:middle:2017-12-31@2018-12-31", "width:x:2017-12-31@2018-12-31",
    "nowcast:x:2017-12-31@2018-12-31", "crps:guess:2017-12-31@2018-12-31",
)  # fmt: skip


@pytest.mark.parametrize("key", UNKNOWN)
def test_what_the_scorecard_does_not_know_is_refused(key: str) -> None:
    with pytest.raises(Problem) as raised:
        BOOK[key]
    assert raised.value.key == "trace.unknown"


def test_a_place_without_a_scorecard_knows_none_of_it() -> None:
    class Nowhere(ModelBook):
        scorecard = None

    book = Nowhere(BOOK.entries, BOOK.scenario, LETTER)
    for key in (
        "won",
        "pairs:all",
        "closer",
        "off:model:2017-12-31@2018-12-31",
        "crps:model:2017-12-31@2018-12-31",
        "score_days",
    ):
        with pytest.raises(Problem):
            book[key]
