"""Scenarios of an older schema, brought to the words of now one schema at a time: what was saved is never refused for its age."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from core.problem import Problem, shown
from core.scenario.value import SCHEMA

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Final[Mapping[int, Step]] = {}
"""What makes of a document of a schema one of the next; each has a document of its own in the tests."""


def forward(document: dict[str, Any], steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA) -> dict[str, Any]:
    """A document in the schema of now. Raises Problem for a schema that is not known, as one that is newer."""
    version = document.get("schema")
    if type(version) is not int or not 1 <= version <= newest:
        raise Problem("file.schema", value=shown(version), known=newest)
    for step in range(version, newest):
        document = {**steps[step](document), "schema": step + 1}
    return document
