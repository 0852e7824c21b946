"""Which values of a grid the everyday tests take, and which only the exhaustive ones."""

from __future__ import annotations

from collections.abc import Container, Iterable

import pytest
from _pytest.mark import ParameterSet


def tiers(values: Iterable[tuple[object, ...]], often: Container[object]) -> list[ParameterSet]:
    """Values for `parametrize`. Those whose name, or whole, is not among `often` are left to the exhaustive tests."""
    return [pytest.param(*value, marks=[] if value in often else [pytest.mark.exhaustive]) for value in values]
