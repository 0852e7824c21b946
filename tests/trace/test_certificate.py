"""A number on a page and its certificate: the same number, made again, with inputs that somebody gave."""

from __future__ import annotations

import random
import re

import pytest

from core.analysis.since import since
from core.problem import Problem
from core.text import format as house
from core.text.catalog import LANGUAGES, Language
from core.trace.certificate import button, certificate, choices, meant
from core.trace.pages import PAGES, also
from tests.figures.subjects import FIGURES, subject_of, subjects
from tests.trace import assert_made_as_they_say
from tests.trace.scenarios import scenarios, told
from tests.trace.test_pages import rows_of

NUMBER = re.compile(r"(?<![\w.,@-])\d+(?:[.,]\d+)*(?![\w-])")
YEAR = re.compile(r"\d{4}")
MOST = 200
OTHERS = ("Mapped", "Choice", "Sensitivity", "Pilot", "Worked")
"""Subjects that are no scenario's, or take minutes to work out."""


def shown(name: str, language: Language) -> list[tuple[str, str, tuple[str, ...]]]:
    """Numbers in the texts of the pages as they are written, with what stands around each and the keys of where it stands."""
    outlook, _ = told(name)
    found = [
        (figure.value, figure.label, (figure.trace,)) for rows in rows_of(outlook, language) for figure in rows if figure.trace
    ]
    for figure in FIGURES:
        if getattr(subject_of(figure), "__name__", "") in OTHERS:
            continue
        for each in subjects(outlook, subject_of(figure))[:1]:
            keys = tuple(figure.trace(each))
            found += [(text, text, keys) for text in (figure.sentence(each, language), figure.finding(each, language))]
    return [(token, near, keys) for text, near, keys in found for token in NUMBER.findall(text) if counted(token, text, language)]


def counted(token: str, text: str, language: Language) -> bool:
    """Whether a number is counted or worked out: no year, no day, no name of a band, and none of two digits beside a word."""
    after = text.partition(token)[2].lstrip()
    day = after.startswith(tuple(house.calendar_months(language)))
    return not re.fullmatch(r"\d{4}", token) and not day and len(re.sub(r"\D", "", token)) > 2


def as_written(value: float, unit: str, token: str, language: Language) -> bool:
    """Whether a value is what these digits say, to half of their last one."""
    thousands, point = (".", ",") if language == "nl" else (",", ".")
    said = float(token.replace(thousands, "").replace(point, "."))
    decimals = len(token.partition(point)[2])
    whole = 2 * len(str(round(said))) > len(str(round(said)).rstrip("0")) + len(str(round(said))) and said >= 1000 and value % 100
    step = 100.0 if whole else 10.0**-decimals
    scale = 100.0 if unit.startswith("share") else 1.0
    return abs(abs(value) * scale - said) <= 0.5 * step + 1e-6 * said


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_hundred_numbers_in_texts_are_what_their_certificates_make_of_them(language: Language) -> None:
    """Whatever a press on a number opens says that number, comes to it again, and ends in what somebody gave."""
    draw = random.Random(f"certificates-{language}")
    every = sorted({(name, *one) for name in draw.sample(sorted(scenarios()), 3) for one in shown(name, language)})
    draw.shuffle(every)
    certified, without = [], []
    for name, token, near, keys in every[:MOST]:
        outlook, book = told(name)
        found = meant(token, near, keys, book, language, also(outlook))
        for trace in [book[key] for key in found[:1]]:
            # As a page rounds it: the value that is made again from its inputs is the one that is shown.
            assert as_written(trace.recompute(), trace.unit, token, language), f"{token} is no {trace.key}"
            certified.append(trace)
        if not found:
            without.append((token, near))
    assert len(without) <= len(certified) / 50, without
    assert_made_as_they_say(*certified)


def test_a_number_in_a_table_is_that_of_its_row() -> None:
    outlook, book = told("default")
    (key,) = [key for key in PAGES["verkenner"](outlook).values() if key.startswith("volume@")]
    other = f"volume@{int(key[7:11]) - 1}-06"
    token = f"{round(book[other].value):,}".replace(",", ".")
    assert other in meant(token, f"juni {other[7:11]} Scenario", [key], book, "nl")
    assert meant("987.654", "", [key], book, "nl") == []


def test_what_became_known_since_and_how_far_a_key_figure_moved_have_one_too() -> None:
    outlook, book = told("levers moved")
    found = since(outlook.baseline)
    assert found is not None
    token, named = house.number(abs(found.newer_result), "nl", 1), PAGES["verkenner"](outlook)
    (key,) = meant(token, f"in {found.year} € {token} mln. in plaats van", (), book, "nl", also(outlook))
    assert key == f"newer/result@{found.year}"
    moved = named[f"change of {named['volume']}"]
    before, after = (round(run.volume) for run in (outlook.paths.base_outcome, outlook.paths.outcome))
    assert book[moved].value == after - before != 0
    months = book["later:base/reserve_empty~reserve_empty"]
    assert months.value == (outlook.paths.outcome.reserve_empty or 0) - (outlook.paths.base_outcome.reserve_empty or 0) != 0
    assert_made_as_they_say(book[key], book[moved], months)


def test_a_certificate_opens_down_to_the_file_and_the_publication_and_counts_its_assumptions() -> None:
    outlook, book = told("default")
    said = certificate(book[PAGES["verkenner"](outlook)["result"]], "nl")
    assert said.count("<details>") > 20
    assert said.count("<details>") == said.count("</details>")
    assert re.search(r"\d+ van de \d+ gegevens zijn aannames", said)
    assert "data/" in said
    assert 'href="https://' in said


def test_what_a_link_asks_for_is_text_to_us() -> None:
    _, book = told("default")
    assert "<img" not in button('x"><img src=x>', "<img>")
    assert choices(["<img>", "volume@9999-12"], book, "nl").count("<li>") == 0
    with pytest.raises(Problem):
        book['result:"><script>@2025']
