"""(g) Werk loont: processor time of one change of the household, from the inputs to all results."""

from __future__ import annotations

import time
from statistics import median

from core.city import load_city
from core.household.household import Household
from core.household.inputs import Inputs
from core.household.results import compute
from tests.bench.machine import save


def measure() -> None:
    """Run and save."""
    city = load_city("rotterdam")
    households = {
        "single": lambda hours: Household(hours=hours),
        "family": lambda hours: Household(
            kind="single_parent", child_ages=(6, 3), childcare_hours=80.0, childcare_price=10.5, travel=60.0, hours=hours
        ),
    }
    rows = []
    for name, household in households.items():
        spent = []
        for hours in range(4, 40):
            start = time.process_time()
            compute(Inputs(household(float(hours))), city)
            spent.append(1e3 * (time.process_time() - start))
        rows.append({"household": name, "ms": round(median(spent), 1)})
    save("household", {"rows": rows})
