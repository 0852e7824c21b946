"""Where a scenario fails: rules of a few words that a shallow tree finds among many futures (scenario discovery).

A tree of scikit-learn cuts the futures in boxes. Of every box on the way, not only its leaves, the one is taken that holds
most of the failures with at least `PRECISE` of its futures failing; then the next, among the futures that are left.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.model.parameters import Floats
from core.problem import Problem

Yes = np.ndarray[Any, np.dtype[np.bool_]]
DEPTH: Final = 3
"""Conditions that a rule has at most."""
PRECISE: Final = 0.9
"""Part of the futures of a rule that is to fail."""
LEAST: Final = 0.05
"""Part of the failures that a rule has to hold to be worth its sentence."""
EACH_WORTH: Final = 0.02
"""Part of the failures that another condition has to win."""
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """Between which values something lies; None is no limit on that side."""

    name: str
    low: float | None
    high: float | None

    def holds(self, values: Floats) -> Yes:
        """Whether it does, in each future."""
        above = np.full(values.shape, True) if self.low is None else values > self.low
        return above if self.high is None else above & (values <= self.high)


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions that hold together; how many of the failures they hold, and how many of their futures fail [share]."""

    conditions: tuple[Condition, ...]
    coverage: float
    precision: float

    def holds(self, values: Mapping[str, Floats]) -> Yes:
        """Whether they all do, in each future."""
        return np.asarray(np.all([one.holds(values[one.name]) for one in self.conditions], axis=0))


def rules_of(
    values: Mapping[str, Floats],
    fails: Yes,
    rounded: Callable[[str, float], float] = lambda name, value: value,
    between: Callable[[], None] = lambda: None,
) -> list[Rule]:
    """Rules for the futures in which something fails, the one that holds most failures first.

    Parameters
    ----------
    values : Mapping[str, Floats]
        What differs between the futures `(futures,)`.
    rounded : Callable[[str, float], float]
        A limit as it is written: the rule is judged by what it says.
    between : Callable[[], None]
        Called between two pieces of the work.

    Raises
    ------
    Problem
        Without scikit-learn.
    """
    try:
        trees: Any = importlib.import_module("sklearn.tree")
    except ImportError as error:
        raise Problem("discovery.no_library") from error
    names, left = tuple(values), np.full(fails.shape, True)
    found: list[Rule] = []
    while len(found) < MOST and fails[left].sum() >= max(LEAST * fails.sum(), 2) and not fails[left].all():
        between()
        grid = np.column_stack([values[name][left] for name in names])
        tree = trees.DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=max(5, len(fails) // 200), random_state=0)
        boxes = [
            tuple(
                Condition(one.name, *(None if end is None else rounded(one.name, end) for end in (one.low, one.high)))
                for one in box
            )
            for box in _boxes(tree.fit(grid, fails[left]).tree_, names)
        ]
        rules = [rule for box in boxes if (rule := _judged(box, values, fails)).coverage >= LEAST]
        best = max(rules, key=_worth, default=None)
        if best is None or best in found:
            break
        found.append(best)
        left &= ~best.holds(values)
    return found


def _judged(box: tuple[Condition, ...], values: Mapping[str, Floats], fails: Yes) -> Rule:
    inside = Rule(box, 0.0, 0.0).holds(values)
    both = int((inside & fails).sum())
    return Rule(box, both / max(int(fails.sum()), 1), both / max(int(inside.sum()), 1))


def _worth(rule: Rule) -> tuple[bool, float]:
    """A precise rule goes first, then the one that holds most; without a precise one, what holds and is right most."""
    if rule.precision >= PRECISE:
        return True, rule.coverage - EACH_WORTH * len(rule.conditions)
    return False, rule.coverage * rule.precision**3


def _boxes(tree: Any, names: tuple[str, ...]) -> Iterator[tuple[Condition, ...]]:
    """The conditions on the way to every node but the root."""
    todo: list[tuple[int, dict[str, Condition]]] = [(0, {})]
    while todo:
        node, way = todo.pop()
        if way:
            yield tuple(way.values())
        if tree.children_left[node] == tree.children_right[node]:
            continue
        name, cut = names[tree.feature[node]], float(tree.threshold[node])
        so_far = way.get(name, Condition(name, None, None))
        todo.append((int(tree.children_left[node]), way | {name: Condition(name, so_far.low, cut)}))
        todo.append((int(tree.children_right[node]), way | {name: Condition(name, cut, so_far.high)}))
