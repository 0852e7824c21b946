"""Files of a page and pictures of a chart: offered where they are, named after what they are of, made when they are asked for."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from core.analysis.outlook import outlook_of
from core.export.files import KINDS, PLAIN
from core.figures.jobs.lks import LKS
from core.scenario import to_query
from core.text.catalog import LANGUAGES, Language, translate
from core.text.stamp import scenario_lines
from core.ui.files import file_stem
from core.ui.picture import picture
from tests.export.subjects import DAY, scenario, subject
from tests.opened import open_app, open_page

LINK = "https://example.org/?v=2"


def saved(app: AppTest) -> list[str]:
    """Labels of the buttons that save."""
    return [str(one.proto.label) for one in app.get("download_button")]


def test_the_monitor_and_scenarios_side_by_side_offer_every_kind_of_file() -> None:
    assert set(saved(open_page("monitor"))) >= {translate("nl", f"report.save.{kind}") for kind in PLAIN}
    one = subject("compared")
    link = to_query(one.scenario, {letter: side for letter, (side, _) in one.beside.items()})
    app = open_page("vergelijken", **link)
    assert not app.exception
    assert set(saved(app)) >= {translate("nl", f"report.save.{kind}") for kind in KINDS}


def test_a_file_is_named_after_the_page_and_the_scenario() -> None:
    assert file_stem(subject("monitor"), "nl") == "koers-monitor-2e-tertaal-2023"
    assert file_stem(subject("compared"), "nl").startswith("koers-instroom-571-uitstroom-2-05")
    assert file_stem(subject("compared"), "nl").endswith("naast-a-b")


def test_a_chart_can_be_saved_as_a_picture_beside_its_tables() -> None:
    app = open_app()
    app.session_state["table-lks"] = True
    app = app.run()
    assert not app.exception
    assert {"PNG", "SVG"} <= set(saved(app))


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_says_what_the_chart_says_and_what_it_belongs_to(language: Language) -> None:
    found, baseline = scenario()
    outlook = outlook_of(found, baseline)
    said = LKS.finding(outlook, language), LKS.sentence(outlook, language)
    stamp = scenario_lines(found, baseline, LINK, DAY, language)
    asked = (said, LKS.spec(language, False), LKS.frames(outlook, language), (stamp, list(LKS.sources(outlook))), language)
    svg = picture("svg", *asked).decode()
    words = "".join(svg.split())
    for text in (*said[0].split(), *said[1].split(), *(word for _, line in stamp for word in line.split() if "<" not in word)):
        assert text.replace("&", "&amp;").replace('"', "&quot;") in words
    with Image.open(io.BytesIO(picture("png", *asked))) as drawn:
        assert drawn.format == "PNG"
        assert drawn.width > 1200
