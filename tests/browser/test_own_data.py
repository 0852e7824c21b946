"""Own data in a real browser: a file that is refused and one that is used; accessible, quiet, no wider than the screen."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Server, Visitor, settle
from tests.browser.helpers import AXE_ALL, eventually, violations
from tests.own_data.files import as_csv, months, table

GOOD = as_csv(table(months(240, 12 * 2006 + 6, 5200)))
BAD = b"maand;uitkeringen\n2023-01;-4\n2023-02;vijf\n"


@pytest.mark.exhaustive
@pytest.mark.parametrize(("width", "theme"), [(1366, "light"), (390, "dark")])
def test_a_refused_and_a_used_file_are_accessible_and_fit(server: Server, visitor: Visitor, width: int, theme: str) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    visitor.open(f"{server.url}/bronnen")
    chooser = page.locator(".st-key-own-data input[type=file]")
    chooser.wait_for(state="attached")
    for content, name, answer in ((BAD, "fout.csv", ".koers-open"), (GOOD, "goed.csv", ".koers-read")):
        chooser.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
        page.wait_for_selector(answer)
        settle(page)
        assert violations(page, AXE_ALL) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if content is BAD:
            page.locator(".st-key-own-data [data-testid=stFileUploader] button[aria-label*=emove]").click()
            page.wait_for_selector(answer, state="detached")
    page.get_by_role("button", name="Reken met deze cijfers").click()
    page.wait_for_selector("text=U rekent nu met deze cijfers")
    if width > 1000:  # on a phone the pages stand behind a button
        page.locator("a", has_text="Overzicht").first.click()
        page.wait_for_selector(".st-key-chart-caseload")
    eventually(page, lambda: "basis=eigen-" in page.url, True)
    assert visitor.complaints == []
