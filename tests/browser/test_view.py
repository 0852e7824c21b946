"""What a visitor is told first: numbers in their own language, what a link got wrong, and what the server promises."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario, to_query, with_value
from tests.browser.conftest import Server, Visitor, settle
from tests.browser.helpers import value


def test_numbers_are_dutch_in_an_american_browser(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?v=1&basis=brief-2023-t2&tot=2026-12")
    answer = page.locator("h1.koers-answer").inner_text()
    assert "32.647" in answer
    assert "2.647 te veel" in answer
    assert page.locator(".st-key-lever-buig_share input.typed").input_value() == "8,16"
    axis = page.locator(".st-key-chart-caseload svg.marks").text_content() or ""
    assert "36.000" in axis
    assert "36,000" not in axis


def test_a_link_with_faults_says_what_was_ignored(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?v=1&inflow=heel%20veel&foo=%3Cb%3E1&outflow_rate=0.0205&buig_share=9")
    said = page.locator(".koers-problems li").all_inner_texts()
    assert len(said) == 3
    assert any("heel veel" in line for line in said)
    assert any("buig_share" in line and "0 tot en met 1" in line for line in said)
    assert page.locator(".st-key-lever-outflow_rate input.typed").input_value() == "2,05"
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_a_link_whose_signs_became_hashes_opens_as_it_was_meant(server: Server, visitor: Visitor) -> None:
    query = to_query(with_value(default_scenario(load_baseline(DEFAULT)), load_baseline(DEFAULT), "inflow", 570.0))
    link = urlencode({"lang": "en"} | query).replace("&", "&#38;")
    visitor.page.goto(f"{server.url}/buig?{link}")
    visitor.page.wait_for_url(lambda address: "&c=" in address, wait_until="commit")
    settle(visitor.page)
    assert value(visitor.page, "inflow") == "570"
    assert visitor.page.locator(".koers-problems").count() == 0
    assert visitor.page.evaluate("document.documentElement.lang") == "en"


def test_security_headers_and_language_come_with_the_first_byte(server: Server, visitor: Visitor) -> None:
    response = visitor.page.request.get(f"{server.url}/bronnen?lang=en")
    assert '<html lang="en">' in response.text()
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in response.headers
    again = visitor.page.request.get(
        f"{server.url}/bronnen?lang=en",
        headers={"if-modified-since": response.headers.get("last-modified", "Sun, 22 Nov 2037 00:00:00 GMT"),
                 "if-none-match": response.headers.get("etag", "*")},
    )  # fmt: skip
    assert (again.status, again.text()) == (200, response.text())
    assert again.headers["content-security-policy"] == policy
    metrics = visitor.page.request.get(f"{server.url}/metrics").text()
    assert "koers_rerun_seconds" in metrics
