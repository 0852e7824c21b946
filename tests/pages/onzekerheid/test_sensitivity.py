"""The part of a page that says what an answer depends on: its words are the numbers of the command line."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.__main__ import main
from core.analysis.output import Output, menu
from core.analysis.sensitivity import Sensitivity, remembered, sensitivity
from core.analysis.uncertainty import GROUPS
from core.baseline import Baseline, load_baseline
from core.measures import catalogue, encode_package
from core.scenario import Scenario, with_value
from core.text import format as house
from core.text.catalog import translate
from tests.opened import datasets, open_app
from tests.opened import said as page_text
from tests.places import LETTER, LETTERS, ROTTERDAM

BASELINE = load_baseline(LETTER)
LINK = {"v": "1", "basis": LETTER, "tot": "2026-12", "inflow": "550"}
CHOICE = "sensitivity-output"


def open_page(**query: str) -> AppTest:
    """The page with every answer known: without a browser nothing comes into view, and what is not known waits for that."""
    app = open_app(**query)
    scenario = app.session_state["koers"].committed
    sensitivity(BASELINE, scenario, menu(BASELINE, scenario.until))
    return app.switch_page("pages/onzekerheid/page.py").run()


def charts(app: AppTest) -> list[dict[str, dict[str, list[Any]]]]:
    """Datasets of the two charts of this section, whatever else the page shows."""
    return [parts for parts in datasets(app) if "shares" in parts or {"bars", "now"} <= parts.keys()]


def printed(output: str, *settings: str) -> dict[str, Any]:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(["sensitivity", *LETTERS, "--output", output, *settings]) == 0
    return dict(json.loads(said.getvalue()))


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("output", "language"),
    [("volume@2025-12", "nl"), ("reserve@2025-12", "en"), ("result@2026", "nl"), ("target_month", "en")],
)
def test_title_and_charts_are_what_the_command_prints(output: str, language: str) -> None:
    app = open_page(**LINK, lang=language)
    app.selectbox(key=CHOICE).select(output).run()
    assert not app.exception
    document = printed(output, "--set", "inflow=550")
    top = max(document["sobol"]["groups"], key=lambda one: one["first"])
    said = page_text(app)
    assert house.percent(top["first"], language, 0) in said
    assert translate(language, f"sensitivity.the.{top['group']}") in said
    shares, swings = charts(app)
    by_group = {one["group"]: one for one in document["sobol"]["groups"]}
    for name, first, low in zip(shares["shares"]["name"], shares["shares"]["first"], shares["shares"]["first_low"], strict=True):
        assert first == pytest.approx(max(0.0, by_group[name[4:]]["first"]))
        assert low == pytest.approx(max(0.0, by_group[name[4:]]["first_interval"][0]))
    shown = [name[4:] for name in swings["bars"]["name"]]
    assert shown == [bar["id"] for bar in document["tornado"] if bar["swing"] > 1e-6][:8]
    widths = [right - left for left, right in zip(swings["bars"]["left"], swings["bars"]["right"], strict=True)]
    assert widths == sorted(widths, reverse=True)


def test_the_tables_have_every_source_and_every_slider() -> None:
    app = open_page(**LINK)
    for key in ("table-shares", "table-tornado"):
        app.session_state[key] = True
    app.run()
    said = page_text(app)
    for group in GROUPS:
        assert translate("nl", f"sensitivity.group.{group}").lower() in said.lower()
    assert translate("nl", "lever.vangnet_extended.name") in said
    assert BASELINE.quantity("inflow").range.basis.nl in said
    assert translate("nl", "verkenner.table.sources") in said


def test_a_slider_that_is_held_leaves_the_answer_to_what_was_released(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(**LINK)
    session = app.session_state["koers"]
    released = session.committed
    asked = set()

    def ask(baseline: Baseline, scenario: Scenario, wanted: Output) -> Sensitivity | None:
        asked.add(scenario)
        return remembered(baseline, scenario, wanted)

    monkeypatch.setattr("pages.onzekerheid.sensitivity.remembered", ask)
    session.live = with_value(released, BASELINE, "outflow_rate", 0.0213)
    app.run()
    assert asked == {released}
    assert not app.exception


def test_a_choice_that_the_horizon_no_longer_has_falls_back_to_the_first() -> None:
    app = open_page(**LINK)
    app.selectbox(key=CHOICE).select("result@2026").run()
    session = app.session_state["koers"]
    session.committed = session.live = dataclasses.replace(session.live, until=12 * 2024 + 11)
    app.run()
    assert app.selectbox(key=CHOICE).value == "volume@2024-12"
    assert not app.exception


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("query", "language"),
    [
        ({"tot": "2023-10"}, "nl"),
        ({"tot": "2030-12", "outflow_rate": "0", "inflow": "0", "lks_starts": "0"}, "en"),
        (
            {
                "outflow_rate": "0.5",
                "vangnet_extended": "1.0",
                "pakket": encode_package([e.measure() for e in catalogue(ROTTERDAM)]),
            },
            "nl",
        ),
    ],
    ids=["short", "nothing", "package"],
)
def test_odd_scenarios_still_get_sentences(query: dict[str, str], language: str) -> None:
    app = open_page(**{"v": "1", "basis": LETTER, "tot": "2026-12"} | query, lang=language)
    assert not app.exception
    assert "mln.." not in page_text(app)
    app.selectbox(key=CHOICE).select("target_month").run()
    assert not app.exception
    assert "nan" not in page_text(app).lower().split()
