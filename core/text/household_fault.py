"""A fault in a household in words: the name that a form uses, and for the command line the name to type as well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from core.problem import Problem, shown
from core.text import format as house
from core.text.catalog import Language, messages, translate

LONGEST: Final = 60
CHOICES: Final = {"kind": "kind", "exemption": "exemption", "childcare_kind": "care"}
"""Where the words for the choices of a field stand."""


def fault_text(problem: Problem, language: Language, names: Mapping[str, str] | None = None) -> str:
    """One sentence about a fault.

    Parameters
    ----------
    names : Mapping[str, str] | None
        Words for the fields, as the page uses them; without them the fields stand as the command line types them,
        each behind its words.
    """
    params = dict(problem.params)
    name = str(params.get("name", ""))
    if problem.key == "household.missing_parameter":
        params["name"] = translate(
            language,
            f"household.subject.{name.partition('.')[0].removesuffix('_table')}",
            municipality=translate(language, "household.this_municipality"),
        )
        params["date"] = house.date(dt.date.fromisoformat(str(params["date"])), language)
    elif names is not None:
        params["name"] = names.get(name, name)
    elif "name" in params:
        params["name"] = _both(language, "field", name)
        if "choices" in params:
            part = CHOICES.get(name, name)
            params["choices"] = ", ".join(_both(language, part, choice) for choice in str(params["choices"]).split(", "))
        if "known" in params:
            params["known"] = ", ".join(_both(language, "field", known) for known in str(params["known"]).split(", "))
    for key in ("value", "name"):
        if key in params:
            found = params[key]
            params[key] = shown(f"{found:.12g}" if isinstance(found, float) else found, LONGEST)
    if names is None and isinstance(problem.params.get("value"), str):
        params["value"] = f"'{params['value']}'"
    text = translate(language, f"problem.{problem.key}", **params)
    return text[:1].upper() + text[1:]


def _both(language: Language, part: str, name: str) -> str:
    """`uren werk per week (hours)`; the name alone, in quotes, when there are no words for it."""
    words = messages(language).get(f"household.{part}.{name}")
    return f"'{shown(name)}'" if words is None else f"{words} ({name})"
