"""A second city as a folder of data: its own counts, flows and baseline, and nothing else.

No number or day of it is one of the first city's, so that a page which shows one of those shows what it should not.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tomllib
from pathlib import Path
from typing import Any

from core import DATA
from core.baseline import SPECS

CITY, BASELINE = "vlissingen", "vlissingen-2023"
NAME = "Vlissingen"
LETTER = "vlissingen-2023-11"
COUNTS = {
    "2016-12-31": 443, "2017-12-31": 439, "2018-12-31": 426, "2019-12-31": 421, "2020-12-31": 433, "2021-06-30": 437,
    "2021-12-31": 429, "2022-06-30": 419, "2022-12-31": 413, "2023-06-30": 409,
}  # fmt: skip
"""Caseload by day [benefits]."""
QUANTITIES: dict[str, tuple[float, str]] = {
    "volume": (409, "2023-06-30"), "volume_year_start": (413, "2022-12-31"), "milestone_volume": (403, "2023-12-31"),
    "target_volume": (383, "2026-06-30"), "inflow": (7, "2023-06-30"), "outflow_rate": (0.0171, "2023-06-30"),
    "lks_jobs": (47, "2023-06-30"), "lks_growth": (6, "2022-12-31"), "lks_starts": (1.9, "2023-06-30"),
    "lks_mean_jobs": (46, "2023-06-30"), "lks_target": (83, "2027-12-31"), "lks_first_year_dropout": (0.43, "2023-06-30"),
    "lks_first_year_dropout_other_reading": (0.31, "2023-06-30"), "lks_later_dropout": (0.17, "2023-06-30"),
    "lks_from_bijstand": (0.57, "2023-06-30"), "lks_return": (0.37, "2023-06-30"), "lks_cost": (11300, "2023-06-30"),
    "expected_lasten": (7.1, "2023-11-14"), "budget_expected": (6.9, "2023-11-14"), "city_budget": (7.3, "2023-11-14"),
    "reserve": (0.6, "2023-11-14"), "spread_share": (0.0001, "2023-11-14"),
}  # fmt: skip
YEARLY: dict[tuple[str, int], float] = {
    ("buig_share", 2023): 0.00109, ("buig_share", 2024): 0.00107, ("buig_total", 2023): 7.0, ("buig_total", 2024): 7.2,
    ("macro_at_total", 2023): 6658.1, ("macro_at_total", 2024): 6958.5,
}  # fmt: skip
WHY = 'derivation = { nl = "Zelf gekozen voor Vlissingen.", en = "Chosen for Vlissingen." }\n'


def make(folder: Path) -> Path:
    """A copy of the data with the city and its baseline in it, as the project's first baseline."""
    shutil.copytree(DATA, folder)
    home = folder / "cities" / CITY
    (home / "series").mkdir(parents=True)
    (home / "city.toml").write_text(f'schema = 1\nid = "{CITY}"\nname = "{NAME}"\n', encoding="utf-8")
    (home / "sources.toml").write_text(
        f'[[source]]\nid = "{LETTER}"\ntitle = "Stand van de bijstand"\npublisher = "Gemeente {NAME}"\n'
        'date = 2023-11-14\nreference = "VL-23-118"\n',
        encoding="utf-8",
    )
    add_series(folder, CITY, "volume", COUNTS)
    (folder / "baselines" / f"{BASELINE}.toml").write_text(_baseline(), encoding="utf-8")
    return folder


def add_series(folder: Path, city: str, role: str, points: dict[str, float], unit: str = "benefits") -> None:
    """Write a series of a city anew."""
    text = '{ nl = "Telling", en = "Count" }'
    rows = "".join(
        f'  {{ date = {day}, value = {value}, status = "reported", source = "{LETTER}" }},\n' for day, value in points.items()
    )
    low, high = min(points.values()) / 2, 2 * max(points.values())
    (folder / "cities" / city / "series" / f"{role}.toml").write_text(
        f'id = "{city}_{role}"\ntitle = {text}\ndefinition = {text}\nunit = "{unit}"\nobservations = [\n{rows}]\n'
        f"[range]\nlow = {low}\nhigh = {high}\nbasis = {text}\n",
        encoding="utf-8",
    )


def _baseline() -> str:
    head = (
        f'schema = 1\nid = "{BASELINE}"\nextends = "national-2023-10"\ncity = "{CITY}"\nknown_on = 2023-11-14\n'
        'title = { nl = "Najaar 2023", en = "Autumn 2023" }\nreference_month = "2023-06"\nhorizon = "2027-06"\n'
    )
    given = [_quantity(key, value, day) for key, (value, day) in QUANTITIES.items()]
    given += [_quantity(key, value, "2023-11-14", year) for (key, year), value in YEARLY.items()]
    return head + "".join(given)


def _quantity(key: str, value: float, day: str, year: int | None = None) -> str:
    spec = SPECS[key]
    when = "" if year is None else f"year = {year}\n"
    high = 1.5 * value if spec.unit != "share" else min(1.5 * value, 1.0)
    return (
        f'\n[[quantity]]\nkey = "{key}"\nvalue = {value}\nunit = "{spec.unit}"\ndate = {day}\nstatus = "assumption"\n{when}{WHY}'
        f'range = {{ low = {0.5 * value}, high = {high}, basis = {{ nl = "ruim eromheen", en = "well around it" }} }}\n'
    )


def facts(*paths: Path) -> tuple[set[float], set[dt.date]]:
    """Every number of more than two digits and every day in these files."""
    numbers: set[float] = set()
    days: set[dt.date] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, dt.date):
            days.add(value)
        elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 100:
            numbers.add(float(value))

    for path in paths:
        walk(tomllib.loads(path.read_text(encoding="utf-8")))
    return numbers, days
