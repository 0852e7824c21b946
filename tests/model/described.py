"""What the independent oracle starts from: the description's table of each baseline, and the seasons of published quarters.

Typed from the description and the publications; money is EUR million unless a name says otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

Month = tuple[int, int]
"""`(year, month of the year)`."""
SERIES = Path(__file__).resolve().parents[2] / "data" / "series"


@dataclass(frozen=True)
class Figures:
    """The description's table of one baseline."""

    reference: Month
    volume: float
    volume_end_of_last_year: float
    jobs: float
    growth_of_jobs: float
    mean_jobs: float
    first_year_dropout: float
    later_dropout: float
    lks_cost: float
    expected_lasten: float
    reserve: float
    buig: Mapping[int, float]
    share: Mapping[int, float]
    announced_macro: Mapping[int, float]
    """The national budget of the same announcement as `buig`; a later national budget does not change it."""
    macro: Mapping[int, float]
    macro_lks: Mapping[int, float]
    price_growth: Mapping[int, float]
    inflow: float = 600.0
    origin: Figures | None = None
    """Whose own path leads to the jobs, the price and last year's LKS-lasten; nothing of the reference year is published then."""

    @property
    def priced(self) -> Figures:
        """The figures whose reference year the price and the cost of a job are of."""
        return self if self.origin is None else self.origin.priced

    @property
    def first_year(self) -> int:
        """First year with a budget."""
        return self.reference[0] + (1 if self.origin else 0)


BRIEF = Figures(
    reference=(2023, 8),
    volume=32864,
    volume_end_of_last_year=32975,
    jobs=1346,
    growth_of_jobs=251,
    mean_jobs=1300,
    first_year_dropout=0.50,
    later_dropout=0.15,
    lks_cost=11000,
    expected_lasten=565.7,
    reserve=43.8,
    buig={2023: 550.8, 2024: 542.4},
    share={2023: 0.0861, 2024: 0.0816},
    announced_macro={2023: 6656.8, 2024: 6958.5},
    macro={2023: 6656.8, 2024: 6958.5},
    macro_lks={2023: 405, 2024: 500},
    price_growth={2024: 0.06, 2025: 0.045, 2026: 0.03, 2027: 0.025, 2028: 0.025, 2029: 0.025, 2030: 0.025},
)
STAND_2025 = replace(
    BRIEF,
    macro={2023: 6656.8, 2024: 7340.2, 2025: 7779.8, 2026: 7946.0},
    macro_lks={2023: 405, 2024: 500, 2025: 575, 2026: 619},
)
STAND_2026 = replace(
    STAND_2025,
    reference=(2025, 12),
    volume=33570,
    inflow=643.0,
    reserve=25.0,
    buig={},
    share={},
    announced_macro={},
    macro={2025: 7779.8, 2026: 7946.0 * 1.04},
    macro_lks={2025: 575, 2026: 619},
    price_growth={2024: 0.070, 2025: 0.065, 2026: 0.044, 2027: 0.025, 2028: 0.025, 2029: 0.025, 2030: 0.025},
    origin=BRIEF,
)
"""Its counts and amounts of 2023 are those of BRIEF and are not looked at."""
FIGURES = {"brief-2023-t2": BRIEF, "stand-2025": STAND_2025, "stand-2026": STAND_2026}


def quarters_of(series: str) -> dict[tuple[int, int], float]:
    """A published quarterly series by year and quarter."""
    points = tomllib.loads((SERIES / f"{series}.toml").read_text(encoding="utf-8"))["observations"]
    return {(point["date"].year, (point["date"].month + 2) // 3): float(point["value"]) for point in points}


def season(series: str, *, school_year: bool) -> list[float]:
    """Twelve factors: median over 2019–2022 of quarter over that year's mean quarter, scaled to mean 1."""
    flow = quarters_of(series)
    quarter = []
    for q in (1, 2, 3, 4):
        ratios = []
        for year in (2019, 2020, 2021, 2022):
            mean = sum(flow[year, k] for k in (1, 2, 3, 4)) / 4
            ratios.append(flow[year, q] / mean)
        quarter.append(median(ratios))
    months = [quarter[(m - 1) // 3] for m in range(1, 13)]
    if school_year:
        # The third quarter keeps its total: with July at 1, August and September carry the rest of three factors.
        months[6] = 1.0
        months[7] = months[8] = (3 * quarter[2] - 1) / 2
    mean = sum(months) / 12
    return [factor / mean for factor in months]
