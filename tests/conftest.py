"""For every test: one thread of linear algebra as on the server, a store of its own, and which tests share a process."""

import os

# Read once, when numpy is loaded: nothing that loads it may stand above these lines.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import tempfile
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.specs import share

BROWSER = Path(__file__).parent / "browser"
SAVED = tempfile.TemporaryDirectory(prefix="koers-saved-")
os.environ["KOERS_DATABASE"] = f"{SAVED.name}/saved.sqlite"


def pytest_configure() -> None:
    """Let the processes of a run share what they have built."""
    share()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the browser's tests start first: they wait most."""
    items.sort(key=lambda item: BROWSER not in item.path.parents)


class Together(LoadScopeScheduling):
    """Keep a file's tests in one process, and the browser's in one of their own: two browsers on two cores wait in vain.

    By what a test is called: the marks of `--dist=loadgroup` are silently lost between pytest 9.2 and pytest-xdist 3.8
    (pytest-xdist, issue 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "browser" if file.startswith("tests/browser/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    return Together(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a test needed another try: what is not told is not mended."""
    for report in terminalreporter.getreports("rerun"):
        terminalreporter.section(f"first try of {report.nodeid}", sep="_")
        terminalreporter.write_line(report.longreprtext)
