"""Packages that the limits allow, and what every refusal must be: a sentence in both languages."""

from __future__ import annotations

from hypothesis import strategies as st

from core.measures import catalogue
from core.model.kinds import KINDS
from core.model.measures import Measure
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain
from tests.places import ROTTERDAM

SIXTEEN = tuple(entry.measure() for entry in catalogue(ROTTERDAM))[:16]
TEXT = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=40)


@st.composite
def measures(draw: st.DrawFn, name: str) -> Measure:
    """Any measure that the limits allow."""
    kind = draw(st.sampled_from(KINDS))
    start = draw(st.integers(12 * 2000, 12 * 2040))
    share = st.floats(0, 1)
    return Measure(
        name, kind, start, draw(share if kind == "lks_retention" else st.floats(0, 5000)), draw(st.integers(0, 120)),
        draw(st.none() | st.integers(start, 12 * 2041)), draw(share), draw(share), draw(st.floats(0, 1e6)),
        draw(st.floats(0, 1e8)), draw(st.booleans()), draw(TEXT),
    )  # fmt: skip


PACKAGES = st.lists(TEXT.filter(bool), unique=True, max_size=16).flatmap(
    lambda names: st.tuples(*(measures(name) for name in names))
)


def assert_sentence(problem: Problem) -> None:
    """Both languages can say what is wrong."""
    for language in LANGUAGES:
        sentence = explain(language, problem)
        assert sentence.endswith(".")
        assert sentence.isprintable()
