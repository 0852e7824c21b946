"""The same stocks and flows, written down for another simulator, give the same numbers."""

from __future__ import annotations

import pytest

pytest.importorskip("pysd")

from tests.bench.pysd_model import largest_difference, load


def test_pysd_gives_the_same_caseload_and_jobs_at_ten_scenarios() -> None:
    assert largest_difference(load()) < 1e-6
