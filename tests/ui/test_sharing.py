"""The share dialog: a workbook of what is on the screen."""

from __future__ import annotations

import io

import openpyxl

from core.baseline import load_baseline
from core.export.files import KINDS, OFFERED, STANDARD, Subject
from core.scenario import default_scenario
from core.text.catalog import translate
from core.ui.files import made_file
from tests.opened import open_app


def test_the_dialog_offers_every_kind_of_file() -> None:
    app = open_app()
    app.button(key="share").click().run()
    assert not app.exception
    names = [translate("nl", f"report.save.{'xlsx_counts' if kind == 'xlsx' else kind}") for kind in KINDS]
    assert [one.proto.label for one in app.get("download_button")][1:] == names


def test_the_workbook_carries_link_and_command() -> None:
    baseline = load_baseline("stand-2026")
    subject = Subject(default_scenario(baseline), baseline)
    content = made_file("xlsx", subject, "https://example.org/?v=2", "python -m core run", "en", ("somebody", "Excel"))
    said = {row[0].value: row[1].value for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()}
    assert (said["Link"], said["Command line"]) == ("https://example.org/?v=2", "python -m core run")


def test_what_stands_in_a_report_is_chosen_in_the_dialog() -> None:
    app = open_app()
    app.button(key="share").click().run()
    (offered,) = (one for one in app.get("button_group") if one.key == "share-pages")
    assert offered.value == list(STANDARD)
    assert [option.content for option in offered.proto.options] == [translate("nl", f"{page}.title") for page in OFFERED]
    app = open_app()
    app.session_state["share-pages"] = ["lks", "volume"]
    app.button(key="share").click().run()
    assert not app.exception
    assert {translate("nl", f"report.save.{kind}") for kind in ("pdf", "docx")} <= {
        one.proto.label for one in app.get("download_button")
    }
