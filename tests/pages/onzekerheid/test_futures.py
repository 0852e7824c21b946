"""When the scenario fails, on its page: rules and packages in words, in both languages, for the scenario that is shown."""

from __future__ import annotations

import sys

import pytest
import streamlit as st

from core.analysis.candidates import Wishes
from core.analysis.frontier import Frontier, Question, frontier, question
from core.baseline import load_baseline
from core.measures import catalogue
from core.problem import Problem
from core.scenario import default_scenario
from core.ui.axes import Axes
from core.ui.view import Setting
from pages.onzekerheid import futures
from tests.opened import open_page, said
from tests.places import ROTTERDAM

BASELINE = load_baseline("brief-2023-t2")
SCENARIO = default_scenario(BASELINE)
FEW = frozenset(entry.id for entry in catalogue(ROTTERDAM)[4:])


def small(asked: Question, draws: int, progress: object) -> Frontier:
    """The frontier of four measures: that of all of them is another test's."""
    return frontier(question(BASELINE, asked.scenario, asked.target, Wishes(never=FEW)), 2)


def test_rules_and_packages_are_told_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(futures, "frontier", small)
    found, rules, packages = futures._compute(Setting(SCENARIO, BASELINE, "nl", False, Axes()), st.empty())
    app = open_page("onzekerheid", basis=BASELINE.id)
    assert isinstance(rules, list)
    met = found.missed.mean() > 0.5
    for language in ("nl", "en"):
        assert futures.words.title(found, language) in said(app)
        assert rules
        assert all(futures.words.rule(one, not met, language) in said(app) for one in rules)
        assert futures.words.robust(packages, frozenset(), language) in said(app)
        assert all(futures.words.package_name(one, frozenset(), language) in said(app) for one in packages)
        if language == "nl":
            app.button(key="language-en").click().run()
    assert not app.exception
    monkeypatch.setitem(sys.modules, "sklearn.tree", None)
    _, missing, same = futures._compute(Setting(SCENARIO, BASELINE, "en", False, Axes()), st.empty())
    assert same == packages
    app.switch_page("pages/onzekerheid/page.py").run()
    assert isinstance(missing, Problem)
    assert "pip install" in said(app)
