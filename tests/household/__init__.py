"""Tests of one household, under the law of the country and the own rules of Rotterdam."""

import datetime as dt

from core.household import income, law
from core.household.household import Household
from tests.places import ROTTERDAM


def law_on(date: dt.date) -> law.Law:
    """The law of a day."""
    return law.law_on(date, ROTTERDAM)


def compare(household: Household) -> income.Comparison:
    """The household before and after work under the law of its own day."""
    return income.compare(household, law_on(household.date))
