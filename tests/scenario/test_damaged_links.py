"""A link on its way: what damages it is found out, what is hung on it or wrapped around it is not taken for damage."""

from __future__ import annotations

import html
import random
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings

from core.baseline import DEFAULT, load_baseline
from core.measures import catalogue
from core.model.calendar import month_index
from core.scenario import Scenario, default_scenario, from_query, to_query, unescaped, with_measures, with_until, with_value
from core.scenario.links import check_of
from tests.scenario import assert_sentences, bits, scenarios

BASE = load_baseline("brief-2023-t2")
START = default_scenario(BASE)
DEFAULT_START = default_scenario(load_baseline(DEFAULT))
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEF0123456789.-_~%&=+;/"


def moved(**levers: float) -> Scenario:
    found = START
    for name, value in levers.items():
        found = with_value(found, BASE, name, value)
    return found


SCENARIOS = [
    moved(inflow=570.0, outflow_rate=0.0205),
    moved(buig_share=0.084, lks_first_year_dropout=0.35),
    with_until(moved(lks_cost=12_500.0, macro_growth=0.021), BASE, month_index("2028-12")),
    with_measures(moved(inflow=612.0), [entry.measure() for entry in catalogue(BASE.city)[:3]]),
]


def opened(text: str) -> Scenario:
    """What a page makes of the query of a link."""
    found, problems = from_query(parse_qs(text, keep_blank_values=True))
    assert_sentences(problems)
    if problems:
        assert [problem.key for problem in problems] in (["link.damaged"], ["link.version"])
    return found


def damages(text: str, chance: random.Random, count: int) -> list[str]:
    """The text with one fault each: cut, a character deleted, doubled, swapped or substituted, another case."""
    found = []
    while len(found) < count:
        at = chance.randrange(len(text))
        kind = chance.choice(("cut", "delete", "double", "swap", "substitute", "case", "insert"))
        broken = {
            "cut": text[:at],
            "delete": text[:at] + text[at + 1 :],
            "double": text[: at + 1] + text[at:],
            "swap": text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
            "substitute": text[:at] + chance.choice(LETTERS) + text[at + 1 :],
            "case": text[:at] + text[at].swapcase() + text[at + 1 :],
            "insert": text[:at] + chance.choice(LETTERS) + text[at:],
        }[kind]
        if broken != text:
            found.append(broken)
    return found


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_damaged_link_is_taken_for_another_scenario(scenario: Scenario) -> None:
    text = urlencode(to_query(scenario))
    for broken in damages(text, random.Random(12), 1500):
        found = opened(broken)
        assert bits(found) in (bits(scenario), bits(DEFAULT_START)), broken


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_link_that_is_cut_anywhere_says_so(scenario: Scenario) -> None:
    text = urlencode(to_query(scenario))
    for end in range(len("v="), len(text)):
        found, problems = from_query(parse_qs(text[:end], keep_blank_values=True))
        assert found == DEFAULT_START
        assert len(problems) == 1, text[:end]


TAILS = [
    "utm_source=nieuwsbrief", "utm_medium=email&utm_campaign=raad", "fbclid=IwAR0x", "gclid=abc", "msclkid=1",
    "mc_cid=9&mc_eid=8",
    "igshid=a", "_hsenc=p2&_hsmi=1", "mtm_campaign=x", "li_fat_id=q", "gad_source=1", "srsltid=Af", "ref=mail", "wat=dan+ook",
]  # fmt: skip


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_hung_on_a_link_is_ignored(scenario: Scenario, tail: str) -> None:
    for text in (f"{urlencode(to_query(scenario))}&{tail}", f"{tail}&{urlencode(to_query(scenario))}"):
        found, problems = from_query(parse_qs(text))
        assert problems == []
        assert bits(found) == bits(scenario)


@pytest.mark.parametrize("tail", TAILS[:-1])
def test_tails_are_ignored_on_links_of_the_first_version_too(tail: str) -> None:
    found, problems = from_query(parse_qs(f"v=1&basis=brief-2023-t2&tot=2026-12&inflow=570&{tail}"))
    assert problems == []
    assert found == moved(inflow=570.0)


def wrapped(text: str) -> str:
    return text[:40] + "\r\n  " + text[40:]


@pytest.mark.parametrize(
    "around",
    [
        html.escape,
        wrapped,
        lambda text: f"{text}.",
        lambda text: f"{text})",
        lambda text: f"{text}>,",
        lambda text: f"{text}?utm_source=mail",
        lambda text: f"{html.escape(text)}&amp;lang=en",
        lambda text: html.escape(f"lang=en&{text}"),
        lambda text: html.escape(html.escape(text)),
        lambda text: text.replace("&", "&%2338;"),
    ],
)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_a_text_does_to_a_link_is_undone_where_the_check_proves_it(scenario: Scenario, around) -> None:
    found, problems = from_query(parse_qs(around(urlencode(to_query(scenario))), keep_blank_values=True))
    assert problems == []
    assert bits(found) == bits(scenario)


@pytest.mark.parametrize("before", ["", "lang=en&"])
@pytest.mark.parametrize("sign", ["&#38;", "&#038;", "&#x26;", "&amp;#38;"])
def test_a_sign_that_was_escaped_with_a_hash_ends_no_link(sign: str, before: str) -> None:
    meant = moved(inflow=570.0)
    link = (before + urlencode(to_query(meant))).replace("&", sign)
    for text in (link, f"https://koers.example/buig?{link}", f"https://koers.example/?{sign[1:] if before else sign}{link}"):
        found, problems = from_query(parse_qs(unescaped(text).rpartition("?")[2].partition("#")[0], keep_blank_values=True))
        assert problems == []
        assert bits(found) == bits(meant)
    whole = "https://koers.example/huishouden#werk-loont?rent=850"
    assert unescaped(whole) == whole


def test_an_escaped_link_of_the_first_version_says_so_once() -> None:
    found, problems = from_query(parse_qs("v=1&amp;basis=brief-2023-t2&amp;tot=2026-12&amp;inflow=570"))
    assert [problem.key for problem in problems] == ["link.damaged"]
    assert found == DEFAULT_START


@pytest.mark.parametrize("query", ["v=1&basis=brief-2024-t1&tot=2026-12&inflow=90", "v=1&basis=&inflow=90"])
def test_a_basis_that_is_not_there_lends_its_levers_to_no_other(query: str) -> None:
    found, problems = from_query(parse_qs(query, keep_blank_values=True))
    assert [problem.key for problem in problems] == ["link.baseline"]
    assert found == DEFAULT_START


@given(scenario=scenarios())
@settings(max_examples=50)
def test_the_check_follows_from_every_pair_and_from_no_order(scenario: Scenario) -> None:
    query = to_query(scenario)
    assert query["c"] == check_of(query) == check_of(dict(reversed(list(query.items()))))
    for name in query.keys() - {"c"}:
        assert check_of({**query, name: query[name] + "0"}) != query["c"]


def test_the_check_is_the_one_of_links_that_are_out_in_the_world() -> None:
    # From SHA-256 of "basis=brief-2023-t2&inflow=570.0&tot=2026-12&v=2", five bits a letter, lowest first.
    assert to_query(moved(inflow=570.0))["c"] == "8kuuw"
