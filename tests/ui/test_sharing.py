"""The share dialog: a workbook of what is on the screen."""

from __future__ import annotations

import io

import openpyxl

from core.baseline import load_baseline
from core.scenario import default_scenario
from core.text.catalog import translate
from core.ui.sharing import workbook_file
from tests.opened import open_app


def test_the_dialog_offers_a_workbook() -> None:
    app = open_app()
    app.button(key="share").click().run()
    assert not app.exception
    assert translate("nl", "export.save") in [one.proto.label for one in app.get("download_button")]


def test_the_workbook_carries_link_and_command() -> None:
    baseline = load_baseline("stand-2026")
    content = workbook_file(default_scenario(baseline), baseline, "https://example.org/?v=2", "python -m core run", "en")
    said = {row[0].value: row[1].value for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()}
    assert (said["Link"], said["Command line"]) == ("https://example.org/?v=2", "python -m core run")
