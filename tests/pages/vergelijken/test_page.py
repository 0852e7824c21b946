"""Vergelijken: scenarios are pinned, compared, shown and taken away, and all of it stands in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from streamlit.testing.v1 import AppTest

from core.analysis.outcome import central
from core.baseline import DEFAULT, load_baseline
from core.scenario import LEVERS, Scenario, default_scenario, pins_from_query, to_query, with_value
from core.text import format as house
from tests.opened import open_page, query_of, said

NEWEST = load_baseline(DEFAULT)
PLAIN = default_scenario(NEWEST)
LOW = with_value(PLAIN, NEWEST, "inflow", 570.0)


def pinned(app: AppTest) -> dict[str, Scenario]:
    """What stands pinned, as the address says it."""
    found, problems = pins_from_query(query_of(app))
    assert problems == []
    return found


def sent(app: AppTest, key: str, value: float, phase: str) -> None:
    """A slider's message, as its script sends it."""
    session: Any = app.session_state["koers"]
    app.session_state[f"lever-{key}"] = {
        "move": {"seq": session.acknowledged.get(key, 0) + 1, "value": value, "phase": phase, "epoch": session.epoch}
    }


def test_ready_made_scenarios_are_pinned_in_the_order_of_the_letters_and_taken_away_again() -> None:
    app = open_page("vergelijken")
    assert "Zet er een tweede vast" in said(app)
    for name in ("letter", "headwind"):
        app.button(key=f"pin-{name}").click().run()
    found = pinned(app)
    assert list(found) == ["A", "B"]
    assert len(found["A"].active_measures) == 11
    assert found["B"].value("inflow") == 720.0
    for scenario in (PLAIN, *found.values()):
        _, outcome = central(NEWEST, scenario)
        assert house.number(outcome.volume, "nl") in said(app)
    app.button(key="remove-A").click().run()
    assert list(pinned(app)) == ["B"]
    app.button(key="pin-shown").click().run()
    assert pinned(app)["A"] == PLAIN, "the letter that came free is given out again"
    assert not app.exception


def test_six_are_the_most_and_the_seventh_is_not_offered() -> None:
    others = {letter: with_value(PLAIN, NEWEST, "inflow", 500.0 + i) for i, letter in enumerate("ABCDE")}
    app = open_page("vergelijken", **to_query(PLAIN, others))
    assert list(pinned(app)) == list("ABCDE")
    assert all(app.button(key=f"pin-{name}").disabled for name in ("shown", "base", "headwind"))
    app.text_input(key="compare-link").set_value(f"https://koers.example/?{urlencode(to_query(LOW))}").run()
    assert pinned(app) == others
    assert "Haal er eerst een weg" in said(app)


def test_a_pinned_scenario_is_shown_with_a_way_back() -> None:
    app = open_page("vergelijken", **to_query(PLAIN, {"A": LOW}))
    app.button(key="show-A").click().run()
    assert app.session_state["koers"].committed == LOW
    assert pinned(app) == {"A": LOW}
    assert list(app.session_state["koers"].undo) == [PLAIN]


def test_a_link_is_pinned_whole_or_refused_with_one_sentence() -> None:
    app = open_page("vergelijken")
    link = f"https://koers.example/volume?{urlencode(to_query(LOW))}"
    app.text_input(key="compare-link").set_value(link).run()
    assert pinned(app) == {"A": LOW}
    app.text_input(key="compare-link").set_value(link[:-3]).run()
    app.text_input(key="compare-link").set_value("geen link <b>").run()
    assert "In 'geen link <b>' staat geen scenario." in said(app)
    assert pinned(app) == {"A": LOW}
    assert not app.exception


def test_a_slider_of_a_pinned_scenario_moves_that_one_and_is_kept_on_release() -> None:
    app = open_page("vergelijken", **to_query(PLAIN, {"A": LOW}))
    address = query_of(app)
    sent(app, "inflow-A", 560.0, "drag")
    session: Any = app.session_state["koers"]
    assert session.pins == {"A": LOW}
    assert query_of(app) == address


def drawn(app: AppTest) -> set[str]:
    """The sliders on the page, by lever and letter."""
    return {str(one.proto.id).rpartition("-lever-")[2] for one in app.get("bidi_component") if "-lever-" in one.proto.id}


def test_the_grid_has_a_cell_for_each_scenario_of_what_differs_and_the_rest_behind_a_fold() -> None:
    app = open_page("vergelijken", **to_query(PLAIN, {"A": LOW, "B": with_value(PLAIN, NEWEST, "lks_cost", 12_000.0)}))
    assert drawn(app) == {f"{lever}{letter}" for lever in ("inflow", "lks_cost") for letter in ("", "-A", "-B")}
    app.session_state["matrix-more"] = True
    app.run()
    assert drawn(app) == {f"{lever.id}{letter}" for lever in LEVERS for letter in ("", "-A", "-B")}


def test_four_levers_stand_in_the_grid_of_scenarios_that_are_alike() -> None:
    app = open_page("vergelijken", **to_query(PLAIN, {"A": PLAIN}))
    assert "Op deze knoppen staan de scenario's gelijk." in said(app)
    assert drawn(app) == {f"{lever.id}{letter}" for lever in LEVERS if lever.visible for letter in ("", "-A")}


def test_each_pinned_scenario_is_told_apart_from_the_one_that_is_shown() -> None:
    app = open_page("vergelijken", **to_query(LOW, {"A": with_value(LOW, NEWEST, "buig_share", 0.085), "B": LOW}))
    assert "Anders dan nu: Aandeel in de BUIG van 8,16% naar 8,50%." in said(app)
    assert "Gelijk aan het scenario van nu." in said(app)


def test_zet_vast_stands_on_every_page_with_sliders_with_a_step_back() -> None:
    app = open_page("volume", **to_query(LOW))
    app.button(key="pin").click().run()
    assert pinned(app) == {"A": LOW}
    app.button(key="undo").click().run()
    assert pinned(app) == {}
    app.button(key="redo").click().run()
    assert pinned(app) == {"A": LOW}
    assert "Vergelijk A" in [link.proto.label for link in app.get("page_link")]
