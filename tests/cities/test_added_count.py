"""One count more is one line in a series: it changes nothing of a baseline whose day had passed before it."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from core import DATA
from core.baseline import baseline_ids
from core.text.catalog import LANGUAGES
from tests.cities import core
from tests.places import ROTTERDAM

DAY, VALUE = "2023-12-31", 32871
POINT = f'    {{ date = {DAY}, value = {VALUE}, status = "reported", source = "letter-2023-10-10" }},\n'
"""A count after the last one; no text, number or day of it stands anywhere else."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("count") / "data"
    shutil.copytree(DATA, folder)
    path = folder / "cities" / "rotterdam" / "series" / "volume.toml"
    before, bracket, after = path.read_text(encoding="utf-8").partition("]\n")
    path.write_text(before + POINT + bracket + after, encoding="utf-8")
    return folder


def test_the_backtest_scores_the_count_from_every_day_before_it_and_leaves_out_what_nobody_forecast(data: Path) -> None:
    before, after = core(DATA, "backtest"), core(data, "backtest")
    origins = [point.date for point in ROTTERDAM.points("volume") if point.date.year >= 2017]
    new = [one for origin in after["origins"] for one in origin["forecasts"] if one["target"] == DAY]
    assert [one["actual"] for one in new] == [VALUE] * len(origins)
    pairs = [sum(row["count"] for row in found["horizons"]) for found in (before, after)]
    assert pairs[1] == pairs[0] + len(origins)
    # The forecasts of the days before it stand as they stood, but for what their quantiles are solved to.
    for old, now in zip(before["origins"], after["origins"], strict=False):
        kept = [one["quantiles"] for one in now["forecasts"] if one["target"] != DAY]
        assert np.array(kept) == pytest.approx(np.array([one["quantiles"] for one in old["forecasts"]]), abs=0.05)
    for old, now in zip(before["horizons"], after["horizons"], strict=True):
        library = {"ets", "arima"} & set(now["mean_absolute_error"])
        assert bool(library) == (old["count"] == now["count"])
    promised = next(one for one in after["city"] if one["for"] == DAY)
    assert promised["actual"] == VALUE


@pytest.mark.parametrize("name", baseline_ids())
def test_a_baseline_whose_counts_end_before_it_stays_as_it_was_to_the_last_bit(data: Path, name: str) -> None:
    for command in (["run", "--draws", "256"], ["map", "--levers", "inflow,outflow_rate", "--target", "volume=30000@2025-12"]):
        assert core(data, *command, "--baseline", name, "--json") == core(DATA, *command, "--baseline", name, "--json")


@pytest.mark.parametrize(("name", "language"), list(zip(baseline_ids(), LANGUAGES, strict=False)))
def test_every_page_opens_and_shows_what_it_showed(data: Path, name: str, language: str) -> None:
    pages = [core(folder, name, language, module="tests.cities.walk") for folder in (data, DATA)]
    for page, shown in pages[0].items():
        assert VALUE not in shown, page
        if page != "bronnen":  # there the series tells how many points it has
            assert shown == pages[1][page], page
