"""The route of families: what an address may ask, that it is checked like a link, and that it is kept."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario, to_query, with_value
from core.server import families
from core.ui.family import address, edition

BASELINE = load_baseline(DEFAULT)
SCENARIO = default_scenario(BASELINE)


def found_at(lever: str) -> str:
    """Address of a family of the basispad."""
    found = address("verkenner", lever, SCENARIO, "nl")
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


def test_all_values_of_a_lever_share_an_address_and_somebodys_own_figures_have_none() -> None:
    assert address("verkenner", "inflow", with_value(SCENARIO, BASELINE, "inflow", 700.0), "nl") == address(
        "verkenner", "inflow", SCENARIO, "nl"
    )
    assert address("verkenner", "inflow", with_value(SCENARIO, BASELINE, "outflow_rate", 0.02), "nl") != address(
        "verkenner", "inflow", SCENARIO, "nl"
    )
    assert address("bronnen", "inflow", SCENARIO, "nl") is None
