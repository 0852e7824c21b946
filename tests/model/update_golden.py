"""Write the golden files anew: `python -m tests.model.update_golden`. The only thing that may change them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core import MODEL_VERSION
from core.baseline import load_baseline, model_parameters
from core.document.run import run_document
from core.model.calendar import month_index
from core.model.measures import Measure
from core.model.projection import project
from core.scenario import default_scenario, drivers, with_until, with_value

FOLDER = Path(__file__).parent / "golden"
EVERY = 6
"""Months are kept every half year, so that a file stays small enough to read in a review."""

IMPULSE = (
    Measure("leerwerkcentra", "outflow_work", month_index("2023-11"), 5.3, 6, None, 0.3, 0.2, 14000.0, 20000.0),
    Measure("zoektermijn", "less_inflow", month_index("2024-01"), 40.0, 0, month_index("2024-12"), 0.0, 0.5),
    Measure("extra banen", "lks_starts", month_index("2024-03"), 15.0, 3),
    Measure("jobcoach", "lks_retention", month_index("2024-06"), 0.2, 12, None, 0.1),
)
SCENARIOS: dict[str, tuple[str, str, dict[str, float], tuple[Measure, ...]]] = {
    "brief-default": ("brief-2023-t2", "2026-12", {}, ()),
    "brief-impulse": ("brief-2023-t2", "2030-12", {"outflow_rate": 0.0215, "lks_starts": 80.0}, IMPULSE),
    "stand-default": ("stand-2025", "2030-12", {}, ()),
    "november-default": ("stand-2026", "2030-12", {}, ()),
    "november-levers": (
        "stand-2026", "2028-06", {"inflow": 500.0, "lks_starts": 90.0, "lks_cost": 12000.0, "buig_share": 0.083}, (),
    ),
    "stand-all-levers": (
        "stand-2025",
        "2029-06",
        {
            "inflow": 540.0, "outflow_rate": 0.0195, "lks_first_year_dropout": 0.3, "lks_later_dropout": 0.2,
            "lks_starts": 75.0, "lks_from_bijstand": 0.7, "lks_return": 0.25, "lks_cost": 13000.0,
            "buig_share": 0.0835, "macro_growth": 0.01,
        },
        (),
    ),
}  # fmt: skip


def snapshot(name: str) -> dict[str, Any]:
    """What the model says now for one scenario: every year, and every sixth month."""
    baseline_id, until, levers, package = SCENARIOS[name]
    baseline = load_baseline(baseline_id)
    scenario = with_until(default_scenario(baseline), baseline, month_index(until))
    for lever, value in levers.items():
        scenario = with_value(scenario, baseline, lever, value)
    run = project(model_parameters(baseline), drivers(scenario, baseline), scenario.until, package)
    document = run_document(scenario, baseline, run)
    return {
        "model_version": MODEL_VERSION,
        "reserve_empty": document["reserve_empty"],
        "months": document["months"][::EVERY],
        "years": document["years"],
    }


def write(name: str, folder: Path = FOLDER) -> None:
    """One row a line, so that a diff shows which month or year moved."""
    found = snapshot(name)
    rows = {part: ",\n  ".join(json.dumps(row) for row in found[part]) for part in ("months", "years")}
    head = "".join(f'"{key}": {json.dumps(found[key])},\n ' for key in ("model_version", "reserve_empty"))
    text = f'{{{head}"months": [\n  {rows["months"]}],\n "years": [\n  {rows["years"]}]}}\n'
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in SCENARIOS:
        write(name)
    print(f"Wrote {len(SCENARIOS)} files. Numbers that moved need a new MODEL_VERSION and a line in the change log.")


if __name__ == "__main__":
    main()
