"""For every test: one thread of linear algebra, as on the server, and which tests stay together in a process."""

import os

# Read once, when numpy is loaded: nothing that loads it may stand above these lines.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests in one process, and the browser's in one of their own, which starts first: they wait most."""
    items.sort(key=lambda item: BROWSER not in item.path.parents)
    for item in items:
        item.add_marker(pytest.mark.xdist_group("browser" if BROWSER in item.path.parents else str(item.path)))
