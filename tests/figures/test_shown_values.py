"""Every value in a chart is one that `python -m core run --json` prints for the same link, or a sum, at full precision."""

from __future__ import annotations

import io
import itertools
from bisect import bisect_left
from typing import Any

import pyarrow as pa
from streamlit.testing.v1 import AppTest

from tests.figures.shown import DRAWERS, leaves
from tests.opened import charts

PLACES = frozenset(
    {"x", "x2", "x_low", "x_high", "y_low", "y_high", "zero", "top", "low", "high", "label", "from", "to", "start", "full", "end",
     "percent", "year", "dot"}
)  # fmt: skip
"""Columns that place a mark: axes, stacked edges, label heights and months as numbers."""


def test_every_value_in_a_chart_is_one_of_the_document(document: dict[str, Any], pages: dict[str, AppTest]) -> None:
    known = list(leaves(document))
    rows, years, reference = document["months"], document["years"], document["reference"]
    known += [after["volume"] - before["volume"] for before, after in itertools.pairwise(rows)]
    known += [row["lks_jobs"] - base["lks_jobs"] for row, base in zip(rows, reference["months"], strict=True)]
    for name in ("buig", "lasten"):
        known += [row[name] - base[name] for row, base in zip(years, reference["years"], strict=True)]
    known += [-year["result"] - year["vangnet_received"] - year["general_funds"] for year in years]
    known += [year["first_year_exits"] + year["later_exits"] for year in document["lks"]["years"]]
    known += [sum(year["measures"].values()) for year in document["bridges"]["stock"]]
    known += [bridge["end"] - bridge["start"] for name in ("buig", "lasten") for bridge in document["bridges"][name]]
    known += [100.0 * value for one in document["lks"]["readings"] for value in one["survival"]]
    known = sorted({abs(value) for value in known} | {0.0, 1.0})

    def stands(value: float) -> bool:
        at = bisect_left(known, abs(value))
        return any(abs(abs(value) - near) <= 1e-8 * max(1.0, near) for near in known[max(0, at - 1) : at + 1])

    checked = 0
    for page, app in ((page, pages[page]) for page in DRAWERS):
        for proto in charts(app):
            for dataset in proto.datasets:
                columns = pa.ipc.open_stream(io.BytesIO(dataset.data.data)).read_all().to_pydict()
                for name, values in columns.items():
                    if dataset.name in ("extent", "season", "ends", "end") or name in PLACES:
                        continue
                    for value in values:
                        if isinstance(value, float):
                            assert stands(value), (page, dataset.name, name, value)
                            checked += 1
    assert checked > 1500
