"""Where an outcome reaches its target as a lever moves: `brentq` between two values, and what to do where it jumps."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq

from core.analysis.question import Question
from core.model.parameters import Floats


def crossings(question: Question, values: Floats, misses: Floats, here: float) -> list[float]:
    """Nearest place on either side of the present where the outcome reaches the target, or jumps over it."""
    current, side = question.knob.current, np.sign(here)
    start = int(np.searchsorted(values, current))
    over = np.flatnonzero(np.sign(misses) != side)
    ahead = {-1: over[over < start][::-1], 1: over[over > start]}

    def distance(step: int) -> float:
        first = ahead[step][:1]
        return abs(float(values[first[0] - step]) - current) if first.size else math.inf

    found: list[float] = []
    for step in sorted(ahead, key=distance):
        if found and distance(step) >= abs(found[0] - current):
            break
        bracket = _bracket(question, values, misses, side, start, step)
        if bracket is not None:
            found.append(_refine(question, *bracket, side))
    return found


def _bracket(
    question: Question, values: Floats, misses: Floats, side: float, start: int, step: int
) -> tuple[float, float] | None:
    """Two neighbours, the nearer one first, between which the target is reached; None when it is not on that side."""
    ahead = list(range(start + step, -1 if step < 0 else len(values), step))
    beyond = [i for i in ahead if np.sign(misses[i]) != side]
    if question.by is None or not ahead:
        return (float(values[beyond[0] - step]), float(values[beyond[0]])) if beyond else None
    # The scan saw a part of the draws: let all of them say on which side its two neighbours lie, and go on from there.
    i = beyond[0] if beyond else min(ahead, key=lambda i: side * misses[i])

    def over(i: int) -> bool:
        return bool(np.sign(question.miss(float(values[i]))) != side)

    if over(i):
        while i - step != start and over(i - step):
            i -= step
        return float(values[i - step]), float(values[i])
    while beyond and 0 <= i + step < len(values):
        i += step
        if over(i):
            return float(values[i - step]), float(values[i])
    return None


def _refine(question: Question, near: float, far: float, side: float) -> float:
    """The place between two values where the outcome reaches the target, on the side where the target holds."""
    width = question.knob.step * (1e-9 if question.by is None else 1e-7)

    def over(value: float) -> float:
        # On a plateau at the target the miss is zero; counted as the other side, its edge is a root like any other.
        found = question.smooth(value)
        return found if np.sign(found) == side else -side * max(abs(found), 1e-300)

    few = 8 if question.by is None else 100
    root, found = brentq(over, near, far, xtol=width, rtol=1e-15, maxiter=few, full_output=True, disp=False)
    if not found.converged:
        # It jumps in there: a few runs with many values come nearer than as many runs with one.
        for _ in range(3):
            near, far = _zoom(question, near, far, side)
        root = brentq(over, near, far, xtol=width, rtol=1e-15)
    root = float(root)
    if question.exactly(root):
        return root
    # The outcome jumps, or a hair is left: step over to where the target holds.
    return _until(question.exactly, root, near if question.target.sign * side > 0.0 else far, width)


def _zoom(question: Question, near: float, far: float, side: float) -> tuple[float, float]:
    """A far smaller bracket from one run."""
    values = np.linspace(near, far, 129)
    signs = np.sign(question.read(question.draws(values, None)) - question.target.value)
    over = np.flatnonzero(signs != side)
    if over.size == 0 or over[0] == 0:  # rounding at the ends of the bracket
        return near, far
    return float(values[over[0] - 1]), float(values[over[0]])


def _until(holds: Callable[[float], bool], start: float, end: float, width: float) -> float:
    """First of ever larger steps from `start` to `end` at which something holds."""
    step = math.copysign(width, end - start)
    while abs(step) < abs(end - start):
        if holds(start + step):
            return start + step
        step *= 2.0
    return end
