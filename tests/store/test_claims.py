"""Who signed in is who their claims say, for as long as that counts; claims that say too little give nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.problem import Problem
from core.store import STRANGER, person
from core.store.claims import Rules, rules_of, who_of

NOW = dt.datetime(2026, 11, 27, 12, 0, tzinfo=dt.UTC)
AT = NOW.timestamp()
EVA: dict[str, Any] = {"iss": "https://login.example", "sub": "1", "iat": AT, "name": "Eva", "roles": ["x", "koers-editor"]}
RULES = Rules()


def test_a_claim_gives_a_role_and_of_several_the_highest() -> None:
    assert who_of(EVA, RULES, NOW) == person("https://login.example", "1", "Eva", "editor")
    assert who_of(EVA | {"roles": ["koers-viewer", "koers-publisher"]}, RULES, NOW).role == "publisher"
    assert who_of(EVA | {"roles": "koers-viewer"}, RULES, NOW).role == "viewer"


@pytest.mark.parametrize(
    "claims",
    [
        {"roles": []}, {"roles": None}, {"roles": ["editor"]}, {"roles": "koers-editor-not"}, {"roles": {"koers-editor": 1}},
        {"roles": 7}, {"roles": [["koers-editor"]]}, {"sub": ""}, {"sub": None}, {"iss": 3}, {"iat": None}, {"iat": "now"},
        {"iat": True}, {"iat": float("nan")}, {"iat": AT + 301}, {"iat": AT - 8 * 3600},
    ],
    ids=str,
)  # fmt: skip
def test_claims_that_say_too_little_or_are_too_old_give_nothing(claims: dict[str, Any]) -> None:
    assert who_of(EVA | claims, RULES, NOW) == STRANGER


def test_signing_in_counts_for_its_hours() -> None:
    for hours, role in ((7.99, "editor"), (8.01, "stranger")):
        assert who_of(EVA, RULES, NOW + dt.timedelta(hours=hours)).role == role
    assert who_of(EVA, Rules(hours=1.0), NOW + dt.timedelta(hours=2)).role == "stranger"


def test_two_people_are_two_and_one_is_one_whatever_their_names() -> None:
    one = who_of(EVA, RULES, NOW).owner
    assert who_of(EVA | {"name": "Other"}, RULES, NOW).owner == one
    assert len({one, *(who_of(EVA | other, RULES, NOW).owner for other in ({"sub": "2"}, {"iss": "https://other.example"}))}) == 3


def test_a_name_is_a_line_of_what_can_be_seen() -> None:
    assert who_of(EVA | {"name": "E\u202eva\n<b>"}, RULES, NOW).name == "Eva <b>"
    assert len(who_of(EVA | {"name": "x" * 500}, RULES, NOW).name) == 100


def test_a_site_has_rules_of_its_own_and_a_slip_in_them_is_refused() -> None:
    rules = rules_of({"claim": "groups", "editor": ["planners"], "hours": 2})
    assert who_of(EVA | {"groups": ["planners"]}, rules, NOW).role == "editor"
    assert who_of(EVA, rules, NOW) == STRANGER
    for slip in ({"editors": ["x"]}, {"editor": "planners"}, {"hours": 0}, {"hours": "8"}, {"claim": 1}):
        with pytest.raises(Problem, match=r"store\.rules"):
            rules_of(slip)
