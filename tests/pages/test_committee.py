"""The committee's questions: the link of each opens its scenario, and the number there is the answer that is said."""

from __future__ import annotations

import html
from urllib.parse import parse_qs, parse_qsl

import pytest

from core.analysis.questions import Question, questions
from core.scenario import PROOF_PARAM, from_query
from core.text.catalog import LANGUAGES
from core.trace.pages import PAGES
from core.trace.scenario import book_of
from pages.over.committee import answered, committee, link, said
from tests.figures.subjects import CITY

QUESTIONS = questions(CITY)
SAID = {
    "target": ("Uitkeringen boven het doel: 2.647 uitkeringen.", 2647.5),
    "milestone": ("Verschil: Uitkeringen eind 2023 min Tussendoel voor dit jaar: 553 uitkeringen.", 32878.4 - 32325.0),
    "share": ("", 0.0045 * (6958.5 - 499.1)),
    "gap": ("BUIG onder wat de stad begrootte: € 27,30 mln.", 569.7 - 542.4),
    "jobs": ("LKS-banen onder het doel: 472 banen.", 472.5),
}
"""What the page says, and the same from the letter's own figures: a share of 8.61 instead of 8.16% of 6,958.5 less its LKS part,
569.7 less 542.4, and the oracle's paths."""


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one.id)
def test_the_link_of_a_question_opens_the_scenario_that_gives_its_answer(one: Question) -> None:
    query = dict(parse_qsl(link(one, "nl").partition("?")[2]))
    opened, problems = from_query({name: [value] for name, value in query.items()})
    assert problems == []
    assert opened == one.scenario
    assert book_of(opened, one.baseline)[one.answer].value == answered(one).value
    assert one.page in PAGES
    assert dict(parse_qsl(link(one, "en", proof=True).partition("?")[2]))[PROOF_PARAM] == one.answer


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one.id)
def test_a_link_whose_signs_were_escaped_says_that_it_is_damaged(one: Question) -> None:
    """A browser asks for what stands before the first hash sign."""
    asked, _, _ = link(one, "nl", proof=True).replace("&", "&#38;").partition("#")
    _, problems = from_query(parse_qs(asked.partition("?")[2]))
    assert [found.key for found in problems] == ["link.damaged"]


@pytest.mark.parametrize("name", SAID)
def test_the_answer_is_what_the_letter_comes_to(name: str) -> None:
    one = next(one for one in QUESTIONS if one.id == name)
    text, value = SAID[name]
    assert answered(one).value == pytest.approx(value, rel=2e-3)
    assert said(one, "nl").startswith(text)


def test_the_page_has_each_question_with_both_links_in_both_languages() -> None:
    for language in LANGUAGES:
        found = html.unescape(committee(CITY, language))
        assert all(one.ask[language] in found for one in QUESTIONS)
        assert found.count("<a href=") == 2 * len(QUESTIONS)
    assert committee(None, "nl") == ""
