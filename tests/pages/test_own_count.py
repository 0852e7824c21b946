"""Eigen cijfers as a session sees it: a count redraws everything, a wrong one loses nothing, and a link brings it to others."""

from __future__ import annotations

import shlex

import pytest
from streamlit.testing.v1 import AppTest

from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario, to_query
from core.text import format as house
from core.text.catalog import LANGUAGES, translate
from tests.command import printed
from tests.opened import open_page, query_of, said, texts
from tests.own_data.test_count import find

PAGES = ("verkenner", "volume", "lks", "buig", "impulspakket", "onzekerheid", "bronnen")


def fill(app: AppTest, **typed: str) -> AppTest:
    for key, text in typed.items():
        app.text_input(key=f"count-{key}").set_value(text)
    app.button(key="own-count-submit").click().run()
    assert not app.exception
    return app


def test_month_and_number_are_enough_and_the_answer_is_redrawn_at_once() -> None:
    app = fill(open_page("eigen_cijfers"), month="okt 2026", volume="33.120")
    name = f"{DEFAULT}~2026-10.33120"
    assert query_of(app)["basis"] == [name]
    document = printed("run", "--baseline", DEFAULT, "--count", "2026-10=33120")
    assert document["baseline"] == name
    last = document["months"][-1]
    assert query_of(app)["tot"] == [last["month"]]
    outcome = {row["month"]: row["volume"] for row in document["months"]}
    number = house.number(outcome[document["outcome"]["volume_month"]], "nl")
    assert number in said(app)
    for lever in ("inflow", "outflow_rate"):
        value = document["scenario"]["levers"][lever]
        assert house.number(value, "nl") if lever == "inflow" else house.percent(value, "nl") in said(app)
    app.switch_page("pages/verkenner/page.py").run()
    assert number in said(app)


def test_every_page_draws_a_count_and_says_what_nobody_gave() -> None:
    app = fill(open_page("eigen_cijfers", basis="brief-2023-t2"), month="2026-10", volume="33120")
    for page in PAGES:
        app.switch_page(f"pages/{page}/page.py").run()
        assert not app.exception, page
        assert query_of(app)["basis"] == ["brief-2023-t2~2026-10.33120"], page
        # The target of the letter has passed, and nobody said what the reserve is.
        assert page == "bronnen" or "leeg: reserve en doel." in said(app), page
    app.switch_page("pages/verkenner/page.py").run()
    assert translate("nl", "verkenner.reserve.title_open") in said(app)
    assert "kans op halen" not in said(app)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_entry_keeps_the_fields_and_the_basis_in_use(language: str) -> None:
    app = fill(open_page("eigen_cijfers", lang=language), month="okt 2026", volume="33.120", reserve="12,5")
    before, answer = query_of(app), said(app)
    app = fill(app, volume="3312", buig="veel")
    assert query_of(app) == before
    assert [app.text_input(key=f"count-{key}").value for key in ("month", "volume", "buig", "reserve")] == [
        "okt 2026", "3312", "veel", "12,5",
    ]  # fmt: skip
    assert texts(app).count('<p class="koers-note koers-refused"') == 2
    # What was typed outlives another page, and is used once it is mended.
    app.switch_page("pages/bronnen/page.py").run()
    app.switch_page("pages/eigen_cijfers/page.py").run()
    assert app.text_input(key="count-volume").value == "3312"
    app = fill(app, volume="33.120", buig="")
    assert query_of(app) == before
    assert said(app).partition("</style>")[2] == answer.partition("</style>")[2]


def test_the_reader_chooses_which_flow_takes_the_growth() -> None:
    app = fill(open_page("eigen_cijfers"), month="okt 2026", volume="33.120")
    app.segmented_control(key="count-moved").set_value("outflow_rate").run()
    assert query_of(app)["basis"] == [f"{DEFAULT}~2026-10.33120~moved.outflow_rate"]
    # The choice stays when the number is typed anew, and the new count takes the place of the old.
    app = fill(app, volume="33.200")
    assert query_of(app)["basis"] == [f"{DEFAULT}~2026-10.33200~moved.outflow_rate"]
    app.button(key="own-count-back").click().run()
    assert query_of(app).get("basis", [DEFAULT]) == [DEFAULT]
    assert app.text_input(key="count-volume").value == "33.200"


def test_a_colleague_opens_the_same_scenario_without_a_file_and_sees_the_answers_in_the_form() -> None:
    app = fill(
        open_page("eigen_cijfers"), month="okt 2026", volume="33.120", reserve="12,5", target="30.000", target_month="dec 2028"
    )  # fmt: skip
    link = {name: values[-1] for name, values in query_of(app).items()}
    other = open_page("eigen_cijfers", **link)
    assert query_of(other) == query_of(app)
    assert other.text_input(key="count-target").value == "30000"
    assert "kans" in said(other)
    damaged = open_page("verkenner", **link | {"basis": link["basis"].replace("33120", "33102")})
    assert not damaged.exception
    assert translate("nl", "problem.link.damaged") in said(damaged)


def test_moved_sliders_stay_where_they_are_under_a_new_count() -> None:
    app = fill(open_page("eigen_cijfers", v="1", basis=DEFAULT, lks_starts="70"), month="okt 2026", volume="33120")
    assert query_of(app)["lks_starts"] == ["70.0"]


def test_the_command_that_is_shared_gives_the_same_basis() -> None:
    app = fill(open_page("eigen_cijfers", v="1", basis=DEFAULT, lks_starts="70"), month="okt 2026", volume="33120", reserve="5")
    app.switch_page("pages/verkenner/page.py").run()
    app.button(key="share").click().run()
    command = next(code.value for code in app.code if code.value.startswith("python"))
    document = printed(*shlex.split(command)[3:-1])
    assert document["baseline"] == query_of(app)["basis"][0]
    assert document["scenario"]["levers"]["lks_starts"] == 70.0
    assert load_baseline(DEFAULT).id in command


def test_a_basis_that_starts_with_an_estimate_offers_to_fill_in_a_count_on_every_page() -> None:
    offer = translate("nl", "knowledge.count")
    for basis, offered in (("stand-2026", True), ("brief-2023-t2", False), ("stand-2026~2026-10.33120", False)):
        query = to_query(default_scenario(find(basis)))
        assert [link.label for link in open_page("volume", **query).get("page_link") if link.label == offer] == [offer] * offered
