"""For every test: one thread of linear algebra, as on the server, and the tests that wait most at the front."""

import os

# Read once, when numpy is loaded: nothing that loads it may stand above these lines.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the browser's tests start first: they wait most, and each process that has some keeps a browser of its own."""
    items.sort(key=lambda item: BROWSER not in item.path.parents)
