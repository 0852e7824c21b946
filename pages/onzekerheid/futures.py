"""When the scenario fails, and which package is good enough in most futures: for an advisor, behind a fold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.candidates import Wishes
from core.analysis.discovery import Rule, rules_of
from core.analysis.frontier import frontier, question
from core.analysis.futures import FUTURES, Futures, Regret, futures_of, regrets
from core.analysis.target import target_of
from core.baseline import ByIdentity
from core.cache import Memory
from core.figures.certainty import regret
from core.problem import Problem
from core.text import format as house
from core.text import sentences_futures as words
from core.text.catalog import explain
from core.trace.packages import regret_keys
from core.ui.certificate import note
from core.ui.chart import sentence, under
from core.ui.tables import draw_table
from core.ui.turns import let_others
from core.ui.view import Setting
from core.ui.watch import when_seen

PACKAGES: Final = 5
"""Of the best packages, so many are compared: from the cheapest to the dearest."""
DRAWS: Final = 512
_PLACE: Final = "futures"
_FOUND: Final[Memory[tuple[Futures, list[Rule] | Problem, list[Regret]]]] = Memory(32)


def futures_section() -> None:
    """Draw it for the scenario as it was last released, once it is in view; remembered for all sessions."""
    when_seen("onzekerheid", _PLACE, _draw)


def _draw(view: Setting, compute: bool) -> bool:
    """Draw what is known, or what may be computed now; whether that was all."""
    sentence(view.say("futures.heading"))
    with st.container(key="futures-status"):
        slot = st.empty()
    known = _FOUND.get(ByIdentity(view.baseline), view.scenario)
    try:
        if known is None and not compute:
            slot.progress(0.0, view.say("futures.computing", n=house.number(FUTURES, view.language)))
            return False
        found, rules, packages = known or _compute(view, slot)
    except Problem as problem:
        slot.empty()
        under(explain(view.language, problem))
        return True
    _show(view, found, rules, packages)
    return True


def _compute(view: Setting, slot: DeltaGenerator) -> tuple[Futures, list[Rule] | Problem, list[Regret]]:
    """Futures, rules and regrets: worked out in pieces, whoever waits goes in between."""
    baseline, target = view.baseline, target_of(view.baseline, "target_volume", "volume")
    if target is None:
        raise Problem("discovery.no_target")
    text = view.say("futures.computing", n=house.number(FUTURES, view.language))
    bar = slot.progress(0.0, text)

    def part(begin: float, end: float) -> Callable[[float], None]:
        def progress(done: float) -> None:
            bar.progress(min(begin + (end - begin) * done, 1.0), text)
            let_others()

        return progress

    asked = question(baseline, view.scenario, target, Wishes())
    scenario = dataclasses.replace(asked.scenario, measures=view.scenario.measures)
    found = futures_of(baseline, scenario, target, progress=part(0.0, 0.3))
    missed = bool(found.missed.mean() <= 0.5)
    rules: list[Rule] | Problem
    try:
        rules = rules_of(found.values, found.missed if missed else ~found.missed, words.rounded, let_others)
    except Problem as problem:  # without the library: what the packages come to can be told all the same
        rules = problem
    best = [one.measures for one in frontier(asked, DRAWS, part(0.3, 0.8)).spent]
    some = [best[int(i)] for i in np.unique(np.linspace(0, len(best) - 1, PACKAGES).round())]
    now = view.scenario.active_measures
    packages = regrets(baseline, scenario, list(dict.fromkeys([*some, *([now] if now else [])])), part(0.8, 1.0))
    slot.empty()
    return _FOUND.keep((found, rules, packages), ByIdentity(baseline), view.scenario)


def _show(view: Setting, found: Futures, rules: list[Rule] | Problem, packages: list[Regret]) -> None:
    keys = regret_keys(view.baseline, view.scenario, packages)
    note(_PLACE, [key for each in keys for key in each if key])
    with st.container(key=f"figure-{_PLACE}"):
        _say(view, found, rules, packages, keys)


def _say(
    view: Setting, found: Futures, rules: list[Rule] | Problem, packages: list[Regret], keys: list[list[str]]
) -> None:  # fmt: skip
    language, share = view.language, float(found.missed.mean())
    sentence(words.title(found, language), 3)
    if share in (0.0, 1.0):
        under(view.say("futures.always" if share else "futures.never"))
    elif isinstance(rules, Problem):
        under(explain(language, rules))
    elif not rules:
        under(view.say("futures.no_rule"))
    else:
        for one in rules:
            under(words.rule(one, share <= 0.5, language))
    under(words.reading(found, language))
    now = frozenset(one.id for one in view.scenario.active_measures)
    sentence(view.say("futures.packages"), 3)
    under(words.robust(packages, now, language))
    draw_table(regret.table(packages, now, language, keys), "regrets", language, view.stamp())
