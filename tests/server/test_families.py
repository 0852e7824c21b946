"""The route of families: what an address may ask, that it is checked like a link, and that it is kept."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
from urllib.parse import parse_qs, urlencode

import msgspec
import pytest
from starlette.requests import Request
from starlette.responses import Response

from core.analysis.family import family_of, few_steps
from core.baseline import DEFAULT, load_baseline
from core.figures.preview import preview
from core.household.household import Household
from core.household.inputs import Inputs
from core.household.results import compute
from core.household.sliders import SLIDERS
from core.model.calendar import month_index
from core.own_data.count.answers import Answers, name_of
from core.scenario import LEVER, default_scenario, to_query, with_value
from core.server import families
from core.text import household as words
from core.text.glossary import explained
from core.ui import family as family_address
from core.ui import state
from core.ui.family import address, edition
from core.ui.household import Questions
from tests.figures.test_preview import Unpacked

BASELINE = load_baseline(DEFAULT)
SCENARIO = default_scenario(BASELINE)


def found_at(lever: str) -> str:
    """Address of a family of the basispad."""
    found = address("verkenner", lever, SCENARIO, BASELINE, "nl")
    assert found is not None
    return found


ADDRESS = found_at("buig_share")


def got(path: str, query: str = "") -> Response:
    """The answer to a GET of an address."""
    path, _, told = path.partition("?")
    scope = {"type": "http", "method": "GET", "path": f"/{path}", "query_string": (told or query).encode(), "headers": []}
    answer = families.script if path == families.SCRIPT else families.family
    return asyncio.run(answer(Request(scope)))


def test_a_family_comes_packed_and_is_kept_for_ever() -> None:
    answer = got(ADDRESS)
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    before = families.COMPUTED._value.get()
    assert got(ADDRESS).body == answer.body
    assert families.COMPUTED._value.get() == before


def test_the_script_has_an_address_of_its_own_content() -> None:
    answer = got(families.SCRIPT)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "koersThumb" in bytes(answer.body).decode()


def asked(**changed: str | None) -> str:
    query = {"edition": edition(), "page": "verkenner", "lever": "buig_share", "lang": "nl", **to_query(SCENARIO)} | changed
    return urlencode({name: value for name, value in query.items() if value is not None})


@pytest.mark.parametrize(
    "query",
    [
        "", "edition=x", asked(edition="another"), asked(edition=None), asked(page="bronnen"), asked(lever="vangnet"),
        asked(lang="de"),
        asked(basis="eigen-0123456789"), asked(tot="2999-12"), asked(c="aaaaa"), asked(v="3"), asked(inflow="1e99"),
        asked() + "&x=" + 5000 * "y",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused_before_anything_is_computed(query: str) -> None:
    before = families.COMPUTED._value.get()
    assert got(families.PATH, query).status_code == 404
    assert families.COMPUTED._value.get() == before


def test_a_value_of_the_lever_itself_is_refused_as_it_changes_nothing() -> None:
    query = to_query(with_value(SCENARIO, BASELINE, "buig_share", 0.08))
    assert got(families.PATH, asked(**query)).status_code == 404


def test_more_than_may_wait_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "AT_ONCE", 0)
    answer = got(found_at("lks_cost"))
    assert (answer.status_code, answer.headers["cache-control"]) == (204, "no-store")


def test_all_values_of_a_lever_share_an_address() -> None:
    assert address("verkenner", "inflow", with_value(SCENARIO, BASELINE, "inflow", 700.0), BASELINE, "nl") == address(
        "verkenner", "inflow", SCENARIO, BASELINE, "nl"
    )
    assert address("verkenner", "inflow", with_value(SCENARIO, BASELINE, "outflow_rate", 0.02), BASELINE, "nl") != address(
        "verkenner", "inflow", SCENARIO, BASELINE, "nl"
    )
    assert address("bronnen", "inflow", SCENARIO, BASELINE, "nl") is None


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> state.State:
    """A session that looks at its own count."""
    session = state.State(SCENARIO, SCENARIO)
    monkeypatch.setattr(state, "current", lambda: session)
    name = name_of(DEFAULT, Answers(month_index("2026-10"), 33120.0))
    session.committed = session.live = default_scenario(state.find_baseline(name))
    return session


def test_somebodys_own_figures_come_through_their_session_and_are_kept_nowhere(visitor: state.State) -> None:
    baseline = state.find_baseline(visitor.live.baseline)
    found = address("verkenner", "inflow", visitor.live, baseline, "nl")
    assert found is not None
    assert visitor.token in found
    kept = len(families._kept)
    answer = got(found)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert len(families._kept) == kept
    expected = preview(family_of(baseline, visitor.live, LEVER["inflow"]), "verkenner", "nl")
    assert answer.body == expected


def test_somebodys_own_figures_are_refused_without_their_token_and_when_they_are_gone(visitor: state.State) -> None:
    found = address("verkenner", "inflow", visitor.live, state.find_baseline(visitor.live.baseline), "nl")
    assert found is not None
    for other in (found.replace(visitor.token, "another"), found.replace(f"own={visitor.token}&", "")):
        assert got(other).status_code == 404
    family_address._SESSIONS.clear()
    assert got(found).status_code == 404


def test_a_lever_with_very_many_steps_has_no_family() -> None:
    assert few_steps(LEVER["inflow"], BASELINE)
    inflow = msgspec.structs.replace(BASELINE.quantity("inflow"), value=3000.0)
    large = dataclasses.replace(BASELINE, quantities={**BASELINE.quantities, ("inflow", None): inflow})
    assert not few_steps(LEVER["inflow"], large)
    assert address("verkenner", "inflow", SCENARIO, large, "nl") is None


def test_the_family_of_a_scenario_that_stands_pinned_says_all_that_stands_beside_it() -> None:
    pinned = with_value(SCENARIO, BASELINE, "inflow", 600.0)
    moved = {"A": pinned, "B": with_value(pinned, BASELINE, "outflow_rate", 0.02)}
    found = address("vergelijken", "inflow", SCENARIO, BASELINE, "nl", "A", moved)
    assert found is not None
    asked = families.read(found.partition("?")[2])
    assert asked is not None
    assert (asked.scenario, asked.about) == (SCENARIO, "A")
    assert [(letter, scenario) for letter, scenario, _ in asked.beside] == [("", SCENARIO), ("B", moved["B"])]
    other = moved | {"A": with_value(SCENARIO, BASELINE, "inflow", 700.0)}
    assert address("vergelijken", "inflow", SCENARIO, BASELINE, "nl", "A", other) == found
    assert got(found).status_code == 200
    body = Unpacked(families.made(asked))
    assert " A " in (said := body.text(body.header["texts"]["beside"], 0)), "the chance of each"
    assert " B " in said
    assert families.read(found.partition("?")[2].replace("about=A", "about=C")) is None


def test_a_household_is_asked_for_by_the_number_of_its_session_and_kept_nowhere() -> None:
    inputs = Inputs(Household(rent=617.31))
    questions = Questions()
    where = questions.address(SLIDERS["hours"], inputs, None, "nl")
    told = {name: one for name, (one,) in parse_qs(where.partition("?")[2]).items() if name not in ("edition", "own")}
    assert told == {"page": "huishouden", "lever": "hours", "lang": "nl", "about": "1"}
    answer = got(where)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    unpacked = Unpacked(bytes(answer.body))
    worked = compute(dataclasses.replace(inputs, household=Household(rent=617.31, hours=30.0)), None)
    step = unpacked.header["values"].index(30.0)
    assert unpacked.text(unpacked.header["texts"]["answer"], step) == explained(words.answer(worked.found, "nl"), "nl")
    assert unpacked.text(unpacked.header["texts"]["slim"], step) == explained(words.in_short(worked.found, "nl"), "nl")
    for other in (where.replace("hours", "rent"), where.replace("lang=nl", "lang=en"), f"{where}9", where + "&x=1"):
        assert got(other).status_code == 404
    del questions
    gc.collect()
    assert got(where).status_code == 404
