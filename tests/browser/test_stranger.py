"""Ten questions of a stranger: for each the element that answers it, on the first screen or one press away, at two sizes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle, until


@dataclass(frozen=True)
class Asked:
    """A question: where its answer stands, what it must say, and what is pressed to see it; nothing when it is there."""

    question: str
    where: str
    says: str
    press: Callable[[Page], None] | None = None


def menu(name: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        button = page.get_by_role("button", name="Menu", exact=True)
        if button.is_visible():
            button.click()
            page.locator("[data-testid=stPageLink-NavLink]", has_text=name).click()
        else:
            page.locator("[data-testid=stTopNavLink]", has_text=name).click()
        until(page, f"document.title.startsWith('{name}')")

    return press


ASKED = (
    Asked("which city", ".koers-answer", "Rotterdam"),
    Asked("what is counted", ".koers-answer", "bijstandsuitkeringen"),
    Asked("as of when", ".koers-basis .day", r"10 okt\w* 2023"),
    Asked("do we make it", ".koers-answer", "te veel|onder het doel"),
    Asked("what can we do", ".koers-answer", "maatregel", menu("Maatregelen")),
    Asked("what does it cost", ".koers-keys", r"Tekort op de BUIG.*€"),
    Asked("is the reserve there", ".koers-keys", "Reserve leeg"),
    Asked("how sure", ".koers-answer", "kans"),
    Asked("who says so", ".koers-basis .title", "Brief"),
    Asked("how do I go back", "[data-testid=stSidebar], .st-key-menu, [data-testid=stTopNav]", "Overzicht|Menu"),
)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), pytest.param(390, 844, marks=pytest.mark.exhaustive)])
def test_each_question_of_a_stranger_has_its_answer_on_the_first_screen_or_one_press_away(
    server: Server, visitor: Visitor, width: int, height: int
) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    for asked in sorted(ASKED, key=lambda one: one.press is not None):
        if asked.question == ASKED[0].question:
            visitor.open(f"{server.url}/?{SCENARIO}")
        if asked.press is not None:
            asked.press(page)
            settle(page)
        found = page.locator(asked.where).locator("visible=true").first
        box = found.bounding_box()
        assert box is not None, asked.question
        assert 0 <= box["y"] <= height - min(box["height"], 40), asked.question
        assert re.search(asked.says, found.inner_text(), re.DOTALL), (asked.question, found.inner_text())
    assert visitor.complaints == []
