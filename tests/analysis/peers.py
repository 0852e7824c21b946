"""What a library's exponential smoothing and ARIMA would have forecast from the same counts on the same days.

`python -m tests.analysis.peers` writes `peer_forecasts.toml` in the folder of the city; a test makes it again and
compares. The counts stand at uneven dates, which neither method takes: they are put on the ends of April, August and
December by straight lines between counts that were known.
"""

from __future__ import annotations

import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.analysis.backtest import PARTS, backtest
from core.analysis.peers import FILE, METHODS
from core.analysis.published import published, record_on
from core.model.calendar import month_of
from tests.places import ROTTERDAM

STEP = 4
PATH = ROTTERDAM.folder / FILE
HEAD = """# What two methods of a statistics library would have forecast from the same counts; see core/analysis/peers.py.
unit = "benefits"
status = "derived"
made_with = "statsmodels {version}"

[derivation]
nl = """
HEAD += '''"""Berekend met statsmodels {version} uit de standen die op de begindag bekend waren, met rechte lijnen \\
  daartussen op een raster van vier maanden. ets: exponential smoothing met gedempte trend. arima: ARIMA(1,1,0)."""
en = """Calculated with statsmodels {version} from the counts known on the day of origin, with straight lines \\
  between them on a grid of four months. ets: exponential smoothing with a damped trend. arima: ARIMA(1,1,0)."""
'''


def _on_grid(origin: Any) -> np.ndarray:
    counts = record_on(origin, published(ROTTERDAM)).counts
    months, values = zip(*counts, strict=True)
    return np.interp(np.arange(months[0] + (months[-1] - months[0]) % STEP, months[-1] + 1, STEP), months, values)


def _ets(values: np.ndarray, steps: int) -> np.ndarray:
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    fit = ETSModel(pd.Series(values), error="add", trend="add", damped_trend=True).fit(disp=False)
    made = fit.get_prediction(start=len(values), end=len(values) + steps - 1, simulate_repetitions=1, random_state=1)
    return _normal(np.asarray(made.predicted_mean), np.sqrt(np.asarray(made.forecast_variance)))


def _arima(values: np.ndarray, steps: int) -> np.ndarray:
    from statsmodels.tsa.arima.model import ARIMA

    made = ARIMA(values, order=(1, 1, 0)).fit().get_forecast(steps)
    return _normal(np.asarray(made.predicted_mean), np.asarray(made.se_mean))


def _normal(mean: np.ndarray, deviation: np.ndarray) -> np.ndarray:
    from scipy.special import ndtri

    return mean + ndtri(np.array(PARTS))[:, np.newaxis] * deviation


def forecasts() -> list[tuple[str, str, str, list[float]]]:
    """Method, origin, target and quantiles at PARTS."""
    found = []
    tested = backtest(ROTTERDAM)
    assert tested is not None
    for origin in tested.origins:
        values = _on_grid(origin.day)
        ahead = [(month_of(one.target) - month_of(origin.day)) // STEP for one in origin.comparisons]
        for method, make in zip(METHODS, (_ets, _arima), strict=True):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made = make(values, max(ahead))
            for one, step in zip(origin.comparisons, ahead, strict=True):
                found.append((method, str(origin.day), str(one.target), [round(float(q), 1) for q in made[:, step - 1]]))
    return found


def write(path: Path = PATH) -> None:
    """Write the file anew."""
    lines = [HEAD.format(version=version("statsmodels"))]
    for method, origin, target, quantiles in forecasts():
        lines.append(f'[[forecast]]\nmethod = "{method}"\norigin = {origin}\ntarget = {target}\nquantiles = {quantiles}\n')
    path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write()
