"""A number on a page and its certificate: the same number, made again, with inputs that somebody gave."""

from __future__ import annotations

import random
import re

import pytest

from core.figures.table import written
from core.problem import Problem
from core.text.catalog import LANGUAGES, Language
from core.trace.certificate import button, certificate, choices, meant
from core.trace.pages import PAGES
from tests.figures.subjects import FIGURES, subject_of, subjects
from tests.trace import assert_made_as_they_say
from tests.trace.scenarios import scenarios, told
from tests.trace.test_pages import rows_of

NUMBER = re.compile(r"(?<![\w.,@-])\d+(?:[.,]\d+)*(?![\w-])")
YEAR = re.compile(r"\d{4}")
MOST = 200
OUTLOOKS = ("Outlook", "Flows", "StockYears", "JobsByTenure", "Survival", "Chances", "Comparison")


def shown(name: str, language: Language) -> list[tuple[str, str, tuple[str, ...]]]:
    """Numbers of the pages as they are written, with what stands around each and the keys of where it stands."""
    outlook, _ = told(name)
    found = [
        (figure.value, figure.label, (figure.trace,)) for rows in rows_of(outlook, language) for figure in rows if figure.trace
    ]
    for figure in FIGURES:
        if getattr(subject_of(figure), "__name__", "") not in OUTLOOKS:
            continue
        for each in subjects(outlook, subject_of(figure))[:1]:
            keys = tuple(figure.trace(each))
            found += [(figure.sentence(each, language),) * 2 + (keys,), (figure.finding(each, language),) * 2 + (keys,)]
            for table in figure.table(each, language):
                heads = [column.heading for column in table.columns]
                if not table.prose:
                    cells = (zip(row[1:], heads[1:], [row[0]] * len(row), strict=False) for row in written(table, language))
                    found += [(str(cell), f"{first} {head} ", keys) for row in cells for cell, head, first in row]
    return [
        (token, near, keys) for text, near, keys in found for token in NUMBER.findall(text) if not re.fullmatch(r"\d{4}", token)
    ]


def as_written(value: float, unit: str, token: str, language: Language) -> bool:
    """Whether a value is what these digits say, to half of their last one."""
    thousands, point = (".", ",") if language == "nl" else (",", ".")
    said = float(token.replace(thousands, "").replace(point, "."))
    decimals = len(token.partition(point)[2])
    scale = 100.0 if unit.startswith("share") else 1.0
    return abs(abs(value) * scale - said) <= 0.5 * 10.0**-decimals + 1e-6 * said


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_hundred_numbers_of_the_pages_are_what_their_certificates_make_of_them(language: Language) -> None:
    """Whatever a press on a number opens says that number, comes to it again, and ends in what somebody gave."""
    draw = random.Random(f"certificates-{language}")
    every = [(name, *one) for name in draw.sample(sorted(scenarios()), 2) for one in shown(name, language)]
    draw.shuffle(every)
    asked, certified = 0, []
    for name, token, near, keys in every:
        asked += 1
        _, book = told(name)
        for trace in [book[key] for key in meant(token, near, keys, book, language)[:1]]:
            # As a page rounds it: the value that is made again from its inputs is the one that is shown.
            assert as_written(trace.recompute(), trace.unit, token, language), f"{token} is no {trace.key}"
            certified.append(trace)
        if len(certified) == MOST:
            break
    assert len(certified) == MOST
    assert asked < 3 * MOST, "days, percentages of a band and what is worked out in a sentence have none; most have"
    assert_made_as_they_say(*certified)


def test_a_number_in_a_table_is_that_of_its_row() -> None:
    outlook, book = told("default")
    (key,) = [key for key in PAGES["verkenner"](outlook).values() if key.startswith("volume@")]
    other = f"volume@{int(key[7:11]) - 1}-06"
    token = f"{round(book[other].value):,}".replace(",", ".")
    assert other in meant(token, f"juni {other[7:11]} Scenario", [key], book, "nl")
    assert meant("987.654", "", [key], book, "nl") == []


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
