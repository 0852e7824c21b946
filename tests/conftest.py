"""For every test: one thread of linear algebra as on the server, a store of its own, and which tests share a process."""

import os

# Read once, when numpy is loaded: nothing that loads it may stand above these lines.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import gc
import sys
import tempfile
from collections import Counter
from typing import Final

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.specs import build_beside, share

# A run starts some forty processes: what one has compiled the others read, whatever the settings of who runs it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

SAVED: Final = tempfile.TemporaryDirectory(prefix="koers-saved-")
"""Where the tests of this process save: never in the store of whoever runs them."""
os.environ["KOERS_DATABASE"] = f"{SAVED.name}/saved.sqlite"
BROWSER: Final = "tests/browser/"
FIRST: Final = (
    "browser/test_every_page", "browser/test_room_away", "browser/test_numbers", "browser/test_saved", "browser/test_room",
    "browser/test_slider", "browser/test_thumb", "browser/test_return", "browser/test_back",
    "trace/test_pages", "pages/test_one_story", "export/test_files", "own_data/test_siblings", "analysis/test_backtest",
    "cities/test_added_count", "cities/test_second_city",
)  # fmt: skip
"""Files that take longest: what begins last is short, so that both processes end together."""


def pytest_configure() -> None:
    """Let the processes of a run share what they have built, and look for circles less often than a small program would.

    Thousands of tests are objects that stay: going through all of them again and again takes a sixth of their collection.
    """
    gc.set_threshold(100_000, 50, 50)
    share()


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest start first. Before the tiers are told apart, leave to the exhaustive tests what `one_in` does not take."""
    seen: Counter[str] = Counter()
    for item in items:
        if (one_in := item.get_closest_marker("one_in")) is not None:
            function = item.nodeid.partition("[")[0]
            if seen[function] % one_in.args[0]:
                item.add_marker(pytest.mark.exhaustive)
            seen[function] += 1
    place = {f"tests/{name}.py": number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(_file(item.nodeid), len(place)))


class Together(LoadScopeScheduling):
    """Keep a file's tests in one process, and the browser's with one process for as long as the other has anything else to do.

    Two browsers on two cores slow each other down; one beside tests that compute fills the time in which it waits.
    By what a test is called: the marks of `--dist=loadgroup` are silently lost between pytest 9.2 and pytest-xdist 3.8
    (pytest-xdist, issue 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        return _file(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        browsing = {one: any(file.startswith(BROWSER) for file in files) for one, files in self.assigned_work.items()}
        mine = browsing[node] or not any(browsing.values())
        own = [file for file in self.workqueue if file.startswith(BROWSER) == mine]
        # What is left of the other's: from its end.
        self.workqueue.move_to_end(own[0] if own else next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    build_beside()
    return Together(config, log)
