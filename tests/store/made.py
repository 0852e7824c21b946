"""What tests save, and who they are."""

from __future__ import annotations

import functools

from core.baseline import load_baseline
from core.scenario import Scenario, default_scenario, with_value
from core.store import Content, Who, Words, browser, content_of, person, said
from tests.places import LETTER

ANNA, BERT = browser("the secret of Anna's browser"), browser("the secret of Bert's browser")
VIEWER, EDITOR, PUBLISHER = (
    person("https://login.example", f"number of {role}", f"Ms {role}", role) for role in ("viewer", "editor", "publisher")
)


def scenario(inflow: float = 570.0) -> Scenario:
    baseline = load_baseline(LETTER)
    return with_value(default_scenario(baseline), baseline, "inflow", inflow)


@functools.cache
def content(inflow: float = 570.0) -> Content:
    return content_of(scenario(inflow), {"A": scenario(600.5)}, load_baseline)


def words(name: str = "Minder instroom") -> Words:
    return said(name, "Wat wij doen.", "eerste")


def who(name: str) -> Who:
    return browser(name)
