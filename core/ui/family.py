"""Where the browser finds the family of a lever: an address that says all that the family hangs on."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import streamlit as st

import core
from core import DATA
from core.analysis.compare import SHOWN
from core.baseline import Baseline, baseline_ids, load_baseline
from core.figures.sheets import has_family
from core.scenario import LEVER, Scenario, to_query
from core.text.catalog import Language
from core.ui import state

PATH: Final = "koers/family.bin"
LOOKED_AT: Final = {"volume": "bridge-year"}
"""By page, under which key the session holds what of it somebody chose to look at."""


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


def address(
    page: str, lever: str, scenario: Scenario, baseline: Baseline, language: Language,
    letter: str = SHOWN, pins: Mapping[str, Scenario] | None = None,
) -> str | None:  # fmt: skip
    """Address of a family, from the app's own on; None for a page or a lever that has none.

    What somebody brought is found through their session and no other: its address has the session's token. It is remembered
    nowhere else, so it is asked about before anything is remembered.

    Parameters
    ----------
    baseline : Baseline
        Of the scenario that the slider moves.
    letter : str
        Of the scenario that it moves.
    pins : Mapping[str, Scenario] | None
        The scenarios that stand beside the one that is shown, on a page that compares them.
    """
    if not has_family(page, scenario, LEVER[lever], baseline):
        return None
    beside = dict(pins or {})
    resting = scenario if letter else without(scenario, lever)
    if letter:
        beside[letter] = without(beside[letter], lever)
    chosen = st.session_state.get(LOOKED_AT[page]) if page in LOOKED_AT else None
    about = ("" if chosen is None else str(chosen)) or letter
    if {one.baseline for one in (scenario, *beside.values())} <= set(baseline_ids()):
        return _address(page, lever, resting, language, about, tuple(sorted(beside.items())))
    session = state.current()
    _SESSIONS[session.token] = session
    return _written(page, lever, resting, language, about, beside, own=session.token)


_SESSIONS: Final[weakref.WeakValueDictionary[str, state.State]] = weakref.WeakValueDictionary()
"""Who may be asked for what they brought, by token, as long as they are there."""


def baseline_of(token: str, name: str) -> Baseline:
    """A baseline that the session of a token can draw; without one those of the project. Raises Problem when there is none."""
    session = _SESSIONS.get(token)
    return load_baseline(name) if session is None else state.find_in(session, name)


@functools.lru_cache(maxsize=256)
def _address(
    page: str, lever: str, scenario: Scenario, language: Language, about: str, pins: tuple[tuple[str, Scenario], ...]
) -> str:
    return _written(page, lever, scenario, language, about, dict(pins))


def _written(
    page: str, lever: str, scenario: Scenario, language: Language, about: str, pins: Mapping[str, Scenario], **more: str
) -> str:
    query = {"edition": edition(), "page": page, "lever": lever, "lang": language, **more, **to_query(scenario, pins)}
    return f"{PATH}?{urlencode(query | ({'about': about} if about else {}))}"
