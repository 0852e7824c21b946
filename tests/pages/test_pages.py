"""Each page as the server runs it: no exception, the scenario of the link, faults in words, charts built once."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.scenario import LEVER
from core.text.catalog import LANGUAGES, translate
from tests.opened import PAGES, charts, open_app, open_page, texts
from tests.places import LETTER


@pytest.mark.one_in(3)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_opens_with_its_answer_first(page: str, language: str) -> None:
    app = open_page(page, lang=language)
    assert not app.exception
    assert '<h1 class="koers-answer' in texts(app)


def test_the_app_opens_on_what_is_known_now_and_a_link_opens_the_letter() -> None:
    assert (
        "Eind 2027 heeft Rotterdam als alles zo doorgaat <b>33.970</b> bijstandsuitkeringen. Dat zijn er <b>3.970</b> te veel"
        in texts(open_app())
    )
    letter = texts(open_app(v="1", basis="brief-2023-t2"))
    assert "<b>32.647</b> bijstandsuitkeringen. Dat zijn er <b>2.647</b> te veel" in letter


def test_a_link_opens_exactly_its_scenario() -> None:
    app = open_app(v="1", basis="brief-2023-t2", tot="2027-12", outflow_rate="0.0225", inflow="560")
    said = texts(app)
    assert "onder het doel van 30.000" in said
    assert "Uit algemene middelen t/m 2027" in said


def test_switching_the_page_keeps_the_scenario() -> None:
    app = open_app(v="1", basis="stand-2025", tot="2026-12", outflow_rate="0.0225")
    before = texts(app)
    app.switch_page("pages/bronnen/page.py").run()
    assert "Tellingen van 2023, rijksbudgetten van 2025" in texts(app)
    app.switch_page("pages/verkenner/page.py").run()
    assert texts(app) == before


@pytest.mark.one_in(2)
@pytest.mark.parametrize("page", ["verkenner", "volume", "lks", "buig", "impulspakket", "onzekerheid"])
def test_a_moved_assumption_moves_the_basispad_and_every_page_says_so(page: str) -> None:
    note = translate("nl", "common.base_moved")
    for moved, query in ((False, {"outflow_rate": "0.02"}), (True, {"lks_cost": "12000"}), (True, {"vangnet_extended": "1"})):
        app = open_page(page, **query)
        assert texts(app).count(note) == moved


def test_specifications_are_built_once_and_only_data_changes() -> None:
    first, second = charts(open_app(basis=LETTER)), charts(open_app(outflow_rate="0.02", lks_first_year_dropout="0.3"))
    assert len(first) == 4
    for one, other in zip(first, second, strict=True):
        assert one.spec == other.spec
        assert "datasets" not in json.loads(one.spec)
    assert any(
        [bytes(a.data.data) for a in one.datasets] != [bytes(a.data.data) for a in other.datasets]
        for one, other in zip(first, second, strict=True)
    )


def test_a_chart_that_a_lever_does_not_touch_keeps_its_data() -> None:
    lks = 1
    first, second = charts(open_app(basis=LETTER)), charts(open_app(outflow_rate="0.02"))
    assert [bytes(a.data.data) for a in first[lks].datasets] == [bytes(a.data.data) for a in second[lks].datasets]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.one_of(st.sampled_from([*LEVER, "v", "basis", "tot", "lang", "pakket"]), st.text(min_size=1, max_size=12)),
        st.one_of(
            st.text(max_size=60),
            st.floats().map(str),
            st.sampled_from(["nan", "-inf", "1e999", "{0}", "%s", "<script>"]),
        ),
        max_size=6,
    )
)
def test_a_hostile_link_never_breaks_the_page(query: dict[str, str]) -> None:
    app = open_app(**query)
    assert not app.exception
    assert '<h1 class="koers-answer' in texts(app)
    assert "<script>" not in texts(app)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("page", PAGES)
def test_a_horizon_without_a_whole_year_still_answers(page: str) -> None:
    app = open_page(page, v="1", basis="brief-2023-t2", tot="2023-10")
    assert not app.exception
    assert '<h1 class="koers-answer' in texts(app)
