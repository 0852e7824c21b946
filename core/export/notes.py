"""How the numbers of a report came about, as its notes: formula, inputs with their kind, and who says so."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final

from core.export.value import Report
from core.problem import Problem
from core.text.catalog import Language, translate
from core.trace import words
from core.trace.node import Trace, status_of, tally

MOST: Final = 3
"""Numbers of one figure that have a note."""
MOST_INPUTS: Final = 6
"""Inputs that a note names; of more it says how many."""


def with_notes(report: Report, find: Callable[[str], Trace], language: Language) -> Report:
    """The report with a note for each number that its figures name; what cannot be told of this scenario is left out."""
    told: set[str] = set()
    chapters = []
    for chapter in report.chapters:
        parts = []
        for part in chapter.parts:
            notes = []
            for key in [one for one in dict.fromkeys(part.asked) if one not in told][-MOST:]:
                try:
                    notes.append(note(find(key), language))
                except Problem:
                    continue
                told.add(key)
            parts.append(dataclasses.replace(part, notes=notes))
        chapters.append(dataclasses.replace(chapter, parts=parts))
    return dataclasses.replace(report, chapters=chapters)


def note(trace: Trace, language: Language) -> str:
    """One number: what it is, its formula in words and in numbers, what of it is assumption, and its inputs."""
    head = f"{words.name_of(trace, language)} = {words.amount(trace, language)}"
    if trace.given is not None:
        return f"{head} ({_given(trace, language)})."
    formula = words.numbers(trace, language)
    said = [
        head + (f" = {formula}" if formula else "") + ".",
        words.formula(trace, language),
        words.counted(tally(trace), language),
    ]
    named = [
        f"{words.name_of(one, language)} = {words.amount(one, language)} ({_kind(one, language)})"
        for one in trace.inputs[:MOST_INPUTS]
    ]
    more = len(trace.inputs) - MOST_INPUTS
    named += [translate(language, "report.more", n=more)] if more > 0 else []
    return " ".join(text if text.endswith(".") else f"{text}." for text in [*said, "; ".join(named)] if text)


def _kind(trace: Trace, language: Language) -> str:
    if trace.given is not None:
        return _given(trace, language)
    status = status_of(trace)
    return words.status_word("computed" if status == "derived" else status, language)


def _given(trace: Trace, language: Language) -> str:
    """Of what kind a number is that was given, its day, and the publication."""
    given = trace.given
    assert given is not None
    source = [] if given.source is None else [words.publication(given.source, language)]
    return " · ".join([*words.status_and_day(given, language), *source])
