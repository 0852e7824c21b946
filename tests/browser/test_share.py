"""Delen, and the way back and forth: a link that is copied, a file that is saved and opened, steps undone and done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import beyond, drag, eventually, value, violations


@pytest.mark.exhaustive
@pytest.mark.parametrize(("width", "height"), [(1366, 768), pytest.param(390, 844, marks=pytest.mark.exhaustive)])
def test_sharing_is_a_dialog_that_shows_all_at_once(
    server: Server, visitor: Visitor, tmp_path: Path, width: int, height: int
) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    visitor.open(f"{server.url}/?{SCENARIO}")
    page.get_by_role("button", name="Delen", exact=True).click()
    page.wait_for_selector(".st-key-save button")
    page.wait_for_selector(".koers-code")
    settle(page)
    link = page.get_by_label("Link naar dit scenario").input_value()
    assert "inflow=570" in link
    assert link.startswith(f"{server.url}/?")
    page.get_by_role("button", name="Kopieer de link").click()
    eventually(page, lambda: "gekopieerd" in page.get_by_role("dialog").get_by_role("status").first.inner_text(), True)
    dialog = page.get_by_role("dialog").bounding_box()
    assert dialog is not None
    assert dialog["y"] >= 0
    assert dialog["y"] + dialog["height"] <= height
    assert not page.get_by_text("python -m core run").is_visible(), "the command stands behind a fold"
    assert violations(page) == []
    assert beyond(page) == []
    with page.expect_download() as saved:
        page.locator(".st-key-save button").click()
    assert saved.value.suggested_filename == "koers-instroom-570-uitstroom-2-05.json"
    saved.value.save_as(path := tmp_path / "scenario.json")
    page.keyboard.press("Escape")
    page.locator(".st-key-reset-all button").click()
    eventually(page, lambda: value(page, "inflow"), "600")
    page.get_by_role("button", name="Delen", exact=True).click()
    page.locator(".st-key-load input[type=file]").set_input_files(path)
    eventually(page, lambda: value(page, "inflow"), "570")
    eventually(page, lambda: page.get_by_role("dialog").count(), 0)
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_steps_are_undone_done_again_and_told(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    drag(page, "inflow", 25)
    first = value(page, "inflow")
    undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Ongedaan maken", "Opnieuw"))
    assert redo.is_disabled()
    undo.click()
    eventually(page, lambda: (value(page, "inflow"), redo.is_disabled()), ("570", False))
    redo.click()
    eventually(page, lambda: (value(page, "inflow"), redo.is_disabled()), (first, True))
    page.locator(".st-key-changes summary").click()
    page.wait_for_selector(".koers-changes li")
    assert page.locator(".koers-changes li").all_inner_texts() == [
        f"Instroom van 570 naar {first}",
        "Begin: Brief 2e tertaal 2023",
    ]
    undo.click()
    eventually(page, lambda: value(page, "inflow"), "570")
    drag(page, "outflow_rate", 20)
    eventually(page, redo.is_disabled, True)
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_a_file_that_waits_says_how_far_it_is(server: Server, visitor: Visitor) -> None:
    """Four at once: the last of them hears of those before it, and the line is a note again once all are there."""
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    page.get_by_role("button", name="Delen", exact=True).click()
    page.locator(".st-key-share-kinds summary").click()
    page.wait_for_selector(".st-key-share-files-pdf button")
    settle(page)
    line, saved = page.locator(".st-key-share-files .koers-making"), set[str]()
    note = line.inner_text()
    page.on("download", lambda file: saved.add(file.suggested_filename.rpartition(".")[2]))
    page.evaluate(
        "() => { const line = document.querySelector('.st-key-share-files .koers-making'); window.heard = [];"
        "new MutationObserver(() => window.heard.push(line.textContent)).observe(line, { childList: true }); }"
    )
    for kind in ("pdf", "docx", "pptx", "xlsx"):
        page.locator(f".st-key-share-files-{kind} button").first.click()
    eventually(page, lambda: saved, {"pdf", "docx", "pptx", "xlsx"}, 60.0)
    eventually(page, line.inner_text, note)
    heard = " ".join(page.evaluate("window.heard"))
    assert "(stap 1 van 2)" in heard or "(stap 2 van 2)" in heard
    assert "bestand" in heard
    assert visitor.complaints == []
