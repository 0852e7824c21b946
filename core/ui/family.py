"""Where the browser finds the family of a lever: an address that says all that the family hangs on."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import core
from core import DATA
from core.baseline import baseline_ids
from core.figures.preview import PREVIEWED
from core.scenario import Scenario, to_query
from core.text.catalog import Language

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


def address(page: str, lever: str, scenario: Scenario, language: Language) -> str | None:
    """Address of a family, from the app's own on; None for a page or a basis that has none.

    What somebody brought is asked about before anything is remembered: it is remembered nowhere outside its session.
    """
    if page not in PREVIEWED or scenario.baseline not in baseline_ids():
        return None
    return _address(page, lever, without(scenario, lever), language)


@functools.lru_cache(maxsize=256)
def _address(page: str, lever: str, scenario: Scenario, language: Language) -> str:
    query = {"edition": edition(), "page": page, "lever": lever, "lang": language, **to_query(scenario)}
    return f"{PATH}?{urlencode(query)}"
