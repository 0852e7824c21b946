"""Where the browser finds the family of a lever: an address that says all that the family hangs on."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import weakref
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import core
from core import DATA
from core.analysis.family import few_steps
from core.baseline import Baseline, baseline_ids, load_baseline
from core.figures.preview import PREVIEWED
from core.scenario import LEVER, Scenario, to_query
from core.text.catalog import Language
from core.ui import state

PATH: Final = "koers/family.bin"


@functools.cache
def edition() -> str:
    """Names this code and these data: what was kept of another edition is never taken for one of this."""
    found = hashlib.sha256()
    for folder, kinds in ((Path(core.__file__).parent, ("*.py", "*.toml")), (DATA, ("*.toml",))):
        for path in sorted(path for kind in kinds for path in folder.rglob(kind)):
            found.update(str(path.relative_to(folder)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


def without(scenario: Scenario, lever: str) -> Scenario:
    """The scenario whatever value it has of a lever: all its values are in one family."""
    return dataclasses.replace(scenario, overrides=tuple(pair for pair in scenario.overrides if pair[0] != lever))


def address(page: str, lever: str, scenario: Scenario, baseline: Baseline, language: Language) -> str | None:
    """Address of a family, from the app's own on; None for a page or a lever that has none.

    What somebody brought is found through their session and no other: its address has the session's token. It is remembered
    nowhere else, so it is asked about before anything is remembered.
    """
    if page not in PREVIEWED or not few_steps(LEVER[lever], baseline):
        return None
    resting = without(scenario, lever)
    if scenario.baseline in baseline_ids():
        return _address(page, lever, resting, language)
    session = state.current()
    _SESSIONS[session.token] = session
    return _written(page, lever, resting, language, own=session.token)


_SESSIONS: Final[weakref.WeakValueDictionary[str, state.State]] = weakref.WeakValueDictionary()
"""Who may be asked for what they brought, by token, as long as they are there."""


def baseline_of(token: str, name: str) -> Baseline:
    """A baseline that the session of a token can draw; without one those of the project. Raises Problem when there is none."""
    session = _SESSIONS.get(token)
    return load_baseline(name) if session is None else state.find_in(session, name)


@functools.lru_cache(maxsize=256)
def _address(page: str, lever: str, scenario: Scenario, language: Language) -> str:
    return _written(page, lever, scenario, language)


def _written(page: str, lever: str, scenario: Scenario, language: Language, **more: str) -> str:
    query = {"edition": edition(), "page": page, "lever": lever, "lang": language, **more, **to_query(scenario)}
    return f"{PATH}?{urlencode(query)}"
