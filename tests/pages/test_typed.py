"""Fields for numbers on the pages: one rule in both languages, what is shown is counted, and refused text outlives nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.text.catalog import LANGUAGES
from tests.opened import ROOT, keyed, open_page, said
from tests.pages.packaged import CATALOGUE, link, package

LINK = link(CATALOGUE[0])
NAME = CATALOGUE[0].id


def opened(page: str, **query: str) -> AppTest:
    app = open_page(page, **(LINK | query))
    if page == "impulspakket":
        app.session_state[f"form-{NAME}"] = True
        app.run()
    return app


def measure(field: str) -> Callable[[AppTest], Any]:
    return lambda app: getattr(package(app)[0], field)


def kept(key: str) -> Callable[[AppTest], Any]:
    return lambda app: next((app.session_state[name] for name in (key,) if name in app.session_state), None)


REFUSED = object()
CASES = [
    ("impulspakket", f"cost_per_placement-{NAME}", measure("cost_per_placement"), [
        ("1.250", 1250, "1.250"), ("1,250", 1250, "1.250"), ("\N{EURO SIGN} 4.000,-", 4000, "4.000"), ("3000,5", REFUSED, ""),
        ("2000000", REFUSED, ""), ("12,50", REFUSED, ""),
    ]),
    ("impulspakket", f"ramp_months-{NAME}", measure("ramp_months"), [
        ("12", 12, "12"), ("2,5", REFUSED, ""), ("1.200", REFUSED, ""), ("121", REFUSED, ""),
    ]),
    ("impulspakket", f"deadweight-{NAME}", measure("deadweight"), [
        ("33,3", 0.333, "33,3"), ("12.5 %", 0.125, "12,5"), ("0,125", REFUSED, ""), ("1,250", REFUSED, ""),
    ]),
    ("impulspakket", f"effect-{NAME}", measure("effect"), [
        ("1.200", 1200, "1.200"), ("12,25", 12.25, "12,25"), ("12.25", 12.25, "12,25"), ("-3", REFUSED, ""),
    ]),
    ("lks", "formula-hours", kept("formula-hours-kept"), [
        ("27,5", 27.5, "27,5"), ("27.5", 27.5, "27,5"), ("27,55", REFUSED, ""),
    ]),
    ("lks", "formula-value", kept("formula-value-kept"), [("55", 55, "55"), ("55,5", REFUSED, ""), ("101", REFUSED, "")]),
    ("volume", "needed-value-volume", kept("needed-kept-volume"), [
        ("29.500", 29_500, "29.500"), ("29,500", 29_500, "29.500"), ("29.500,5", REFUSED, ""), ("veel", REFUSED, ""),
    ]),
]  # fmt: skip


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("page", "key", "counted", "typed", "language"),
    [
        pytest.param(*case, language, id=f"{case[1]}-{language}", marks=[] if often else [pytest.mark.exhaustive])
        for i, case in enumerate(CASES)
        for language, often in ((LANGUAGES[i % 2], True), (LANGUAGES[1 - i % 2], False))
    ],
)
def test_what_is_shown_is_what_is_counted(
    page: str, key: str, counted: Callable[[AppTest], Any], typed: list[tuple[str, Any, str]], language: str
) -> None:
    app = opened(page, lang=language)
    for text, value, shown in typed:
        before = counted(app)
        keyed(app.text_input, key).set_value(text).run()
        assert not app.exception
        if value is REFUSED:
            assert counted(app) == before
            assert keyed(app.text_input, key).value == text
            assert f"'{text}'" in said(app)
        else:
            assert counted(app) == value
            swapped = shown if language == "nl" else shown.translate(str.maketrans(".,", ",."))
            assert keyed(app.text_input, key).value == swapped


def undone(app: AppTest) -> AppTest:
    return app.button(key="undo").click().run()


def english(app: AppTest) -> AppTest:
    return app.button(key="language-en").click().run()


def another(app: AppTest) -> AppTest:
    return keyed(app.text_input, f"relapse-{NAME}").set_value("5").run()


def back(app: AppTest) -> AppTest:
    """What the browser's button does: the address of before."""
    for name, value in link(*CATALOGUE[:2]).items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.one_in(3)
@pytest.mark.parametrize("move", [undone, english, another, back])
@pytest.mark.parametrize("text", ["veel", pytest.param("999999999", marks=pytest.mark.exhaustive)])
def test_refused_text_outlives_nothing(move: Callable[[AppTest], AppTest], text: str) -> None:
    app = opened("impulspakket")
    key = f"cost_per_placement-{NAME}"
    first = keyed(app.text_input, key).value
    keyed(app.text_input, f"deadweight-{NAME}").set_value("20").run()
    keyed(app.text_input, key).set_value(text).run()
    assert keyed(app.text_input, key).value == text
    app = move(app)
    app.session_state[f"form-{NAME}"] = True
    app.run()
    assert keyed(app.text_input, key).value == (first.replace(".", ",") if move is english else first)
    assert f"'{text}'" not in said(app)


def test_a_value_of_a_link_is_shown_with_the_decimals_that_it_has() -> None:
    app = open_page("impulspakket", **link(dataclasses.replace(CATALOGUE[0], deadweight=0.3333, cost_per_placement=1234.5)))
    app.session_state[f"form-{NAME}"] = True
    app.run()
    assert keyed(app.text_input, f"deadweight-{NAME}").value == "33,33"
    assert keyed(app.text_input, f"cost_per_placement-{NAME}").value == "1.234,5"


def test_no_field_reads_numbers_by_the_language_of_the_browser() -> None:
    sources = [path for folder in ("pages", "core/ui") for path in (ROOT / folder).rglob("*.py")]
    assert sources
    assert [path.name for path in sources if "number_input(" in path.read_text(encoding="utf-8")] == []
