"""What is saved of a scenario: its author's words, the scenario with its pins, its bases whole, and its results."""

from __future__ import annotations

import dataclasses
import json
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from core import MODEL_VERSION
from core.analysis.outlook import outlook_of
from core.baseline import Baseline
from core.own_data.count.answers import is_count, parent_of
from core.own_data.identity import is_own
from core.problem import Problem
from core.scenario import PINS, SCHEMA, FindBaseline, Scenario, forward, from_document, to_document
from core.store.basis import hash_of, written

LONGEST_NAME: Final = 100
LONGEST_NOTE: Final = 300
LONGEST_DESCRIPTION: Final = 3_000
"""Characters that a text may have."""
LARGEST_BASIS: Final = 2_000_000
"""Characters of a basis that is written down; the project's own have some 70,000."""
SHOWN: Final = ""
"""Under which the scenario that was shown stands beside the letters of the pins."""
_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
"""Kinds of characters that nobody sees: a name with them could read as another, turn the line, or be refused by a database."""
Results = dict[str, dict[str, float | None]]


@dataclass(frozen=True, slots=True)
class Words:
    """What an author says of a version: plain text, escaped by whoever shows it."""

    name: str
    description: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A scenario and its pins as they are kept.

    Attributes
    ----------
    document : dict
        `shown` and `pins`, each as a scenario's file has it.
    bases : Mapping[str, str]
        Every basis that they use, by its id, written down whole.
    results : Results
        Key numbers of the scenario that was shown and of each pin, as they were then.
    model_version, schema_version : str, int
        By which the numbers and the document were made.
    """

    document: dict[str, Any]
    bases: Mapping[str, str]
    results: Results
    model_version: str = MODEL_VERSION
    schema_version: int = SCHEMA

    @property
    def hashes(self) -> dict[str, str]:
        """Hash of each basis, by its id."""
        return {name: hash_of(text) for name, text in self.bases.items()}


def said(name: str, description: str = "", note: str = "") -> Words:
    """What somebody typed, without what cannot be seen. Raises Problem for a text that is too long, or no name."""
    words = Words(line(name), paragraphs(description), line(note))
    if len(words.name) > LONGEST_NAME:
        raise Problem("store.long_name", high=LONGEST_NAME, n=len(words.name))
    if len(words.description) > LONGEST_DESCRIPTION:
        raise Problem("store.long_description", high=LONGEST_DESCRIPTION, n=len(words.description))
    if len(words.note) > LONGEST_NOTE:
        raise Problem("store.long_note", high=LONGEST_NOTE, n=len(words.note))
    if not words.name:
        raise Problem("store.nameless")
    return words


def content_of(scenario: Scenario, pins: Mapping[str, Scenario], find: FindBaseline) -> Content:
    """What is kept of a scenario and its pins. Raises Problem for a basis that is too large."""
    found = {SHOWN: scenario, **pins}
    names = dict.fromkeys(name for one in found.values() for name in _needed(one.baseline))
    bases = {name: written(find(name)) for name in names}
    if any(len(text) > LARGEST_BASIS for text in bases.values()):
        raise Problem("store.large_basis")
    results = {letter: results_of(one, find(one.baseline)) for letter, one in found.items()}
    documents = {letter: to_document(one, find(one.baseline)) for letter, one in found.items()}
    return Content({"shown": documents.pop(SHOWN), "pins": documents}, bases, results)


def results_of(scenario: Scenario, baseline: Baseline) -> dict[str, float | None]:
    """Key numbers of a scenario, by the names that `Outcome` gives them, and the chance of its target."""
    paths = outlook_of(scenario, baseline).paths
    found: dict[str, float | None] = {**dataclasses.asdict(paths.outcome), "chance": paths.chance}
    return {name: value if value is not None and math.isfinite(value) else None for name, value in found.items()}


def scenarios_of(content: Content, find: FindBaseline) -> tuple[Scenario, dict[str, Scenario]]:
    """The scenario that was shown and the pins. Raises Problem when they cannot be on the bases that are found."""
    pins = content.document["pins"]
    return from_document(content.document["shown"], find), {
        letter: from_document(pins[letter], find) for letter in PINS if letter in pins
    }


def to_text(plain: object) -> str:
    """Plain values as a column holds them."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def document_of(text: str) -> dict[str, Any]:
    """The scenarios of a column, in the words of the schema of now."""
    plain = json.loads(text)
    return {
        "shown": forward(plain["shown"]),
        "pins": {letter: forward(document) for letter, document in plain["pins"].items()},
    }


def _needed(baseline_id: str) -> tuple[str, ...]:
    """Ids of what a basis stands on: an own count is made anew from its id, so its parent is needed where nobody else has it."""
    parent = parent_of(baseline_id)
    return (baseline_id, parent) if is_count(baseline_id) and is_own(parent) else (baseline_id,)


def line(text: str) -> str:
    """What somebody typed as one line of what can be seen."""
    return " ".join(_seen(text).split())


def paragraphs(text: str) -> str:
    """What somebody typed, its lines kept."""
    lines = [" ".join(_seen(one).split()) for one in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip()


def _seen(text: str) -> str:
    """A text without characters that nobody sees; a tab is a space."""
    plain = unicodedata.normalize("NFC", text).replace("\t", " ").replace("\n", " ")
    return "".join(c for c in plain if unicodedata.category(c) not in _HIDDEN)
