"""Numbers as a browser shows them, each with what a press on it asks: what its certificate says of it."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from core.analysis.outlook import Outlook, outlook_of
from core.baseline import load_baseline
from core.problem import Problem
from core.scenario import from_query
from core.text import format as house
from core.text.catalog import Language
from core.trace import traces_of
from core.trace.book import Book
from core.trace.certificate import meant, rounded_so, written_so
from core.trace.node import Trace
from core.trace.pages import PAGES, also
from tests.figures.subjects import FIGURES, subject_of, subjects

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LONG = ("Mapped", "Choice", "Sensitivity", "Pilot", "Worked")
"""Subjects that are no scenario's, or take minutes to work out."""


@dataclasses.dataclass(frozen=True)
class Shown:
    """A number on a page: its page, how it is written, what stands around it, and what a press on it sends."""

    page: str
    token: str
    said: str
    asks: Mapping[str, str]


class Scene:
    """A scenario as its link opens it, and what its pages can be asked of."""

    def __init__(self, query: str, language: Language) -> None:
        self.scenario, problems = from_query(parse_qs(query))
        assert not problems
        self.language = language
        self.outlook: Outlook = outlook_of(self.scenario, load_baseline(self.scenario.baseline))
        self.book: Book = traces_of(self.outlook)

    @functools.cached_property
    def also(self) -> tuple[str, ...]:
        """What any text can say."""
        return also(self.outlook)

    @functools.cached_property
    def noted(self) -> dict[str, tuple[str, ...]]:
        """The keys of each chart of a scenario."""
        return {
            figure.key: tuple(key for each in subjects(self.outlook, subject_of(figure)) for key in figure.trace(each))
            for figure in FIGURES
            if getattr(subject_of(figure), "__name__", "") not in LONG
        }

    def keys(self, one: Shown) -> Sequence[str]:
        """The certificates that a press on a number opens: one, or those of which a reader chooses; nothing where it has none."""
        if "trace" in one.asks:
            return [one.asks["trace"]]
        named = (*self.noted.get(one.asks.get("place", ""), ()), *PAGES[one.page](self.outlook).values())
        return meant(one.asks["token"], one.asks["near"], named, self.book, self.language, self.also)

    def certified(self, one: Shown) -> Trace | None:
        """The certificate of a number; None where it has none."""
        for key in self.keys(one)[:1]:
            try:
                return self.book[key]
            except Problem:
                return None
        return None

    def says(self, trace: Trace, one: Shown) -> bool:
        """Whether a number is what its certificate makes again of its inputs."""
        again = dataclasses.replace(trace, value=trace.recompute())
        if trace.unit == "month":
            return (
                house.month(round(again.value), self.language) in one.token
                if again.value < float("inf")
                else not NUMBER.search(one.token)
            )
        near = one.asks.get("near", one.token)
        tokens = NUMBER.findall(one.token)
        return any(
            written_so(again, token, near, self.language)
            or rounded_so(again, token, self.language)
            or _as(again, token, self.language)
            for token in tokens
        )


def _as(trace: Trace, token: str, language: Language) -> bool:
    """Whether a value is what these digits say, to half of their last one."""
    thousands, point = (".", ",") if language == "nl" else (",", ".")
    said = float(token.replace(thousands, "").replace(point, "."))
    step = 10.0 ** -len(token.partition(point)[2])
    return any(abs(abs(trace.value) * scale - said) <= 0.5 * step + 1e-6 * said for scale in (1.0, 100.0))
