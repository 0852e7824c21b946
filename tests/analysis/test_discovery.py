"""Where a scenario fails: a planted rule is found, and what a rule says of itself is so."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from core.analysis.discovery import Rule, rules_of
from core.problem import Problem
from core.text.sentences_futures import rounded, rule


def planted(seed: int = 1) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Futures that fail exactly when inflow is over 640 and the share under 8.2%; the price of LKS does nothing."""
    rng = np.random.default_rng(seed)
    values = {
        "inflow": rng.uniform(500, 800, 4000),
        "buig_share": rng.uniform(0.075, 0.09, 4000),
        "lks_cost": rng.uniform(8e3, 15e3, 4000),
    }
    return values, (values["inflow"] > 640) & (values["buig_share"] < 0.082)


def test_a_planted_rule_is_found_with_its_limits() -> None:
    values, fails = planted()
    (found, *rest) = rules_of(values, fails, rounded)
    assert (found.precision, found.coverage) >= (0.9, 0.9)
    ends = {one.name: (one.low, one.high) for one in found.conditions}
    assert ends == {"inflow": (pytest.approx(640, abs=4), None), "buig_share": (None, pytest.approx(0.082, abs=2e-4))}
    assert rest == []


def test_what_a_rule_says_of_itself_is_counted() -> None:
    values, fails = planted()
    for one in rules_of(values, fails & (values["lks_cost"] < 12e3), rounded):
        inside = np.ones(4000, dtype=bool)
        for part in one.conditions:
            inside &= (values[part.name] > (part.low or -np.inf)) & (values[part.name] <= (part.high or np.inf))
        real = fails & (values["lks_cost"] < 12e3)
        assert one.precision == (inside & real).sum() / inside.sum() >= 0.9
        assert one.coverage == (inside & real).sum() / real.sum()


def test_two_ways_to_fail_give_two_rules_in_plain_words() -> None:
    values, _ = planted()
    found = rules_of(values, (values["inflow"] > 700) | (values["lks_cost"] > 14e3), rounded)
    told = [rule(one, True, "nl") for one in found]
    assert len(found) == 2
    assert "met instroom boven 700 per maand wordt het doel niet gehaald" in told[0]
    assert "In bijna alle toekomsten" in told[0]
    assert rule(found[0], True, "en").startswith("In almost all futures with inflow above 700 a month the target is missed.")


def test_chance_alone_gives_no_precise_rule() -> None:
    values, _ = planted()
    fails = np.random.default_rng(7).random(4000) < 0.3
    assert all(one.precision < 0.9 for one in rules_of(values, fails, rounded))
    assert rules_of(values, np.zeros(4000, dtype=bool)) == []


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.tree", None)
    with pytest.raises(Problem) as told:
        rules_of(*planted())
    assert told.value.key == "discovery.no_library"


def test_rules_are_sorted_by_what_they_hold() -> None:
    values, fails = planted()
    found: list[Rule] = rules_of(values, fails | (values["lks_cost"] > 14.5e3), rounded)
    assert [one.coverage for one in found] == sorted((one.coverage for one in found), reverse=True)
