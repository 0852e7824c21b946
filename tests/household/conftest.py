"""Households for the property tests."""

import datetime as dt
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st

from core.household.household import Household, Kind

quick = settings(deadline=None, max_examples=60)
"""For properties over whole households: sixty of them say enough."""

DATES = (dt.date(2024, 1, 1), dt.date(2025, 7, 1), dt.date(2026, 1, 1))


@st.composite
def households(draw: st.DrawFn) -> Household:
    """Any household that the page lets a person fill in."""
    kind: Kind = draw(st.sampled_from(get_args(Kind)))
    least = 1 if kind == "single_parent" else 0
    date = draw(st.sampled_from(DATES))
    # The maximum for people with LKS was not published for January 2024.
    exemptions = ["regular", "none"] if date == DATES[0] else ["regular", "medical", "lks", "none"]
    ages = () if kind == "single" else draw(st.lists(st.integers(0, 17), min_size=least, max_size=4).map(tuple))
    return Household(
        kind=kind,
        child_ages=ages,
        rent=draw(st.floats(200, 850)),
        wage=draw(st.floats(12, 35)),
        hours=draw(st.floats(1, 40)),
        childcare_hours=draw(st.sampled_from([0.0, 60.0, 150.0])),
        childcare_price=draw(st.sampled_from([8.0, 12.0])),
        travel=draw(st.sampled_from([0.0, 90.0])),
        months_since_start=draw(st.integers(0, 40)),
        exemption=draw(st.sampled_from(exemptions)),
        date=date,
    )
