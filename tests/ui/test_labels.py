"""What somebody else called their figures stands in labels and tips as they wrote it."""

from __future__ import annotations

import dataclasses

import pytest

from core.measures import catalogue, encode_package
from core.ui.labels import literal
from tests.opened import open_page
from tests.own_data.files import as_csv, months, table
from tests.places import ROTTERDAM

NAME = "**vet** $x^2$ [k](http://y)"


def test_every_sign_of_markdown_is_escaped() -> None:
    assert literal("**vet** [x](http://y) :red[z] $a$ é-1") == (r"\*\*vet\*\* \[x\]\(http\:\/\/y\) \:red\[z\] \$a\$ é\-1")


@pytest.mark.exhaustive
def test_a_name_from_a_visitor_is_no_markdown_in_any_label_or_tip() -> None:
    own = catalogue(ROTTERDAM)[0].measure()
    package = encode_package([dataclasses.replace(own, id="eigen-1", name=NAME)])
    app = open_page("bronnen", v="1", basis="brief-2023-t2", tot="2026-12", pakket=package)
    app.file_uploader(key="own-file").set_value(("cijfers.csv", as_csv(table(months(48, 12 * 2021, 5200))), "text/csv")).run()
    app.text_input(key="own-name").set_value(NAME).run()
    app.button(key="own-use").click().run()
    seen = []
    for page in ("bronnen", "impulspakket", "volume", "verkenner"):
        app.switch_page(f"pages/{page}/page.py").run()
        assert not app.exception
        for kind in ("button", "toggle", "selectbox", "text_input", "number_input", "expander", "download_button"):
            for element in app.get(kind):
                seen += [text for text in (element.proto.label, getattr(element.proto, "help", "")) if "vet" in text]
    assert seen
    assert [text for text in seen if NAME in text] == []
