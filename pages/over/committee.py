"""The committee's questions: each with its answer, the scenario that gives it, and how that number came about."""

from __future__ import annotations

import dataclasses
import functools
import html
import math
from urllib.parse import urlencode

from core.analysis.questions import Question, questions
from core.city import City
from core.facts import sources
from core.scenario import PROOF_PARAM, to_query
from core.text import sources as named
from core.text.catalog import Language, translate
from core.trace.node import Trace
from core.trace.scenario import book_of
from core.trace.words import amount, name_of

COUNTED = ("benefits", "jobs")
"""Units that a page writes whole."""


def committee(city: City | None, language: Language) -> str:
    """The questions as a fold; nothing for a city without any. HTML."""
    found = questions(city)
    if not found:
        return ""
    title = html.escape(translate(language, "over.part.questions"))
    intro = html.escape(translate(language, "over.text.questions"))
    items = "".join(f"<li>{_item(one, language)}</li>" for one in found)
    return (
        f'<details id="questions"><summary><h2 class="koers-title">{title}</h2> '
        f'<span class="koers-also">{len(found)}</span></summary>'
        f'<p class="koers-sentence">{intro}</p><ul class="koers-sources">{items}</ul></details>'
    )


@functools.cache
def answered(one: Question) -> Trace:
    """The number that answers a question."""
    return book_of(one.scenario, one.baseline)[one.answer]


def link(one: Question, language: Language, *, proof: bool = False) -> str:
    """Where the scenario of a question is shown, from this page; with `proof` how its answer came about."""
    query = (
        to_query(one.scenario) | ({PROOF_PARAM: one.answer} if proof else {}) | ({"lang": language} if language != "nl" else {})
    )
    path = "./" if one.page == "verkenner" else one.page
    return f"{path}?{urlencode(query)}"


def said(one: Question, language: Language) -> str:
    """The answer in words, as a page writes it: counts whole."""
    trace = answered(one)
    if trace.unit in COUNTED and math.isfinite(trace.value):
        trace = dataclasses.replace(trace, value=float(round(trace.value)))
    return f"{name_of(trace, language)}: {amount(trace, language)}."


def _item(one: Question, language: Language) -> str:
    show, proof = (html.escape(translate(language, f"over.questions.{name}")) for name in ("show", "proof"))
    cited = html.escape(named.title(sources()[one.source], language))
    return (
        f"<b>{html.escape(one.ask[language])}</b><br>{html.escape(said(one, language))} "
        f'<span class="koers-hint"><a href="{html.escape(link(one, language))}" target="_self">{show}</a> · '
        f'<a href="{html.escape(link(one, language, proof=True))}" target="_self">{proof}</a> · </span>{cited}'
    )
