"""One count more is one line in a series: it changes nothing of a baseline whose day had passed before it."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import Any

import numpy as np
import pytest

from core import DATA
from core.baseline import baseline_ids, load_baseline
from core.text.catalog import LANGUAGES
from tests.cities import asked
from tests.places import ROTTERDAM

pytestmark = pytest.mark.exhaustive

DAY, VALUE = "2023-12-31", 32871
BEFORE_CORONA = dt.date(2020, 2, 29)
POINT = f'    {{ date = {DAY}, value = {VALUE}, status = "reported", source = "letter-2023-10-10" }},\n'
"""A count after the last one; no text, number or day of it stands anywhere else."""


BACKTEST = ("backtest",)
RUNS = {
    name: (
        ("run", "--draws", "256", "--baseline", name, "--json"),
        ("map", "--levers", "inflow,outflow_rate", "--target", "volume=30000@2025-12", "--baseline", name, "--json"),
    )
    for name in baseline_ids()
    if load_baseline(name).counted_until < dt.date.fromisoformat(DAY)
}
WALKS = {name: ("walk", name, language) for name, language in zip(RUNS, LANGUAGES, strict=False)}
QUESTIONS = (BACKTEST, *(words for both in RUNS.values() for words in both), *WALKS.values())
Answers = dict[tuple[str, ...], Any]


@pytest.fixture(scope="module")
def before() -> Answers:
    return dict(zip(QUESTIONS, asked(DATA, *QUESTIONS), strict=True))


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder = tmp_path_factory.mktemp("count") / "data"
    shutil.copytree(DATA, folder)
    path = folder / "cities" / "rotterdam" / "series" / "volume.toml"
    head, bracket, tail = path.read_text(encoding="utf-8").partition("]\n")
    path.write_text(head + POINT + bracket + tail, encoding="utf-8")
    return dict(zip(QUESTIONS, asked(folder, *QUESTIONS), strict=True))


def test_the_backtest_scores_the_count_from_every_day_before_it_and_leaves_out_what_nobody_forecast(
    before: Answers, after: Answers
) -> None:
    was, now = before[BACKTEST], after[BACKTEST]
    # The count of February 2020 was published later than the one after it: nobody could start from it.
    origins = [point.date for point in ROTTERDAM.points("volume") if point.date.year >= 2017 and point.date != BEFORE_CORONA]
    scored = [one for origin in now["origins"] for one in origin["forecasts"] if one["target"] == DAY]
    assert [one["actual"] for one in scored] == [VALUE] * len(origins)
    pairs = [sum(row["count"] for row in found["horizons"]) for found in (was, now)]
    assert pairs[1] == pairs[0] + len(origins)
    # The forecasts of the days before it stand as they stood, but for what their quantiles are solved to.
    for old, new in zip(was["origins"], now["origins"], strict=False):
        kept = [one["quantiles"] for one in new["forecasts"] if one["target"] != DAY]
        assert np.array(kept) == pytest.approx(np.array([one["quantiles"] for one in old["forecasts"]]), abs=0.05)
    # What outside programs made of the published counts is not known of this one: no score mixes the two.
    for old, new in zip(was["horizons"], now["horizons"], strict=True):
        assert bool({"level", "trend"} & set(new["crps"])) == (old["count"] == new["count"])
    promised = next(one for one in now["city"] if one["for"] == DAY)
    assert promised["actual"] == VALUE


@pytest.mark.parametrize("name", RUNS)
def test_a_baseline_whose_counts_end_before_it_stays_as_it_was_to_the_last_bit(
    before: Answers, after: Answers, name: str
) -> None:
    for words in RUNS[name]:
        assert after[words] == before[words]


@pytest.mark.parametrize("name", WALKS)
def test_every_page_opens_and_shows_what_it_showed(before: Answers, after: Answers, name: str) -> None:
    was = before[WALKS[name]]
    for page, shown in after[WALKS[name]].items():
        assert VALUE not in shown, page
        if page != "bronnen":  # there the series tells how many points it has
            assert shown == was[page], page
