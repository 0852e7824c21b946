"""What a library's unobserved components would have forecast from the same counts on the same days.

`python -m tests.analysis.peers` writes `peer_forecasts.toml` in the folder of the city; a test makes it again and
compares. Months without a count are missing to it, as they are to us; a count whose own day is unknown is left out.
"""

from __future__ import annotations

import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from core.analysis.backtest import backtest
from core.analysis.peers import FILE, METHODS
from core.analysis.published import published, record_on
from core.model.calendar import month_of
from tests.places import ROTTERDAM

LEVELS = {"level": "random walk", "trend": "local linear trend"}
"""What the library calls each method."""
PATH = ROTTERDAM.folder / FILE
HEAD = """# What two methods of a statistics library would have forecast from the same counts; see core/analysis/peers.py.
unit = "benefits"
status = "derived"
made_with = "statsmodels {version}"

[derivation]
nl = """
HEAD += '''"""Berekend met statsmodels {version} uit de standen die op de begindag bekend waren, per maand; een maand \\
  zonder stand ontbreekt. level: een toevalswandeling. trend: een lokale lineaire trend."""
en = """Calculated with statsmodels {version} from the counts known on the day of origin, on months of which one without a \\
  count is missing. level: a random walk. trend: a local linear trend."""
'''


def _fitted(origin: Any, level: str, steps: int) -> Any:
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    counts = record_on(origin, published(ROTTERDAM)).firm
    values = np.full(counts[-1][0] - counts[0][0] + 1, np.nan)
    for month, count in counts:
        values[month - counts[0][0]] = count
    return UnobservedComponents(values, level).fit(disp=False).get_forecast(steps)


def forecasts() -> list[tuple[str, str, str, float, float]]:
    """Method, origin, target, middle and standard deviation [benefits]."""
    found = []
    tested = backtest(ROTTERDAM)
    assert tested is not None
    for origin in tested.origins:
        ahead = [month_of(one.target) - month_of(origin.day) for one in origin.comparisons]
        for method in METHODS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made = _fitted(origin.day, LEVELS[method], max(ahead))
            for one, step in zip(origin.comparisons, ahead, strict=True):
                middle, spread = made.predicted_mean[step - 1], made.se_mean[step - 1]
                found.append((method, str(origin.day), str(one.target), round(float(middle), 1), round(float(spread), 1)))
    return found


def write(path: Path = PATH) -> None:
    """Write the file anew."""
    lines = [HEAD.format(version=version("statsmodels"))]
    for method, origin, target, centre, deviation in forecasts():
        lines.append(
            f'[[forecast]]\nmethod = "{method}"\norigin = {origin}\ntarget = {target}\ncentre = {centre}\n'
            f"deviation = {deviation}\n"
        )
    path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write()
