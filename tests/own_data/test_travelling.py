"""An own basis travels by what it holds: the same file under another name, and the link, give the same scenario."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from core.__main__ import main
from core.own_data.city import LIMITS, City, checked
from core.own_data.identity import asked_of, is_own, own_id, rows_id
from core.scenario.links import check_of
from core.text.catalog import LANGUAGES, Language, translate
from tests.opened import keyed, open_app, open_page, said
from tests.own_data.files import as_csv, months, table
from tests.own_data.test_groups import long
from tests.own_data.test_session import query, upload, use

RAW = as_csv(table())
TYPED = {"name": "Ergens", "target": "4.321", "target_year": "2028", "share": "1,25", "reserve": "0"}
CITY = City("Ergens", 4321.0, 2028, 0.0125, 0.0)


def answered(app: AppTest) -> AppTest:
    for key, text in TYPED.items():
        keyed(app.text_input, f"own-{key}").set_value(text).run()
    return app


def made(raw: bytes = RAW, name: str = "cijfers.csv") -> AppTest:
    return use(answered(upload(open_page("bronnen"), raw, name)))


def fields(app: AppTest) -> dict[str, str]:
    return {key: keyed(app.text_input, f"own-{key}").value for key in TYPED}


def moved(app: AppTest) -> dict[str, str]:
    """The link of the maker with a lever moved, as `Delen` would write it."""
    link = {"v": "2", "basis": query(app)["basis"], "tot": "2028-12", "inflow": "88.0"}
    return link | {"c": check_of(link)}


@pytest.mark.exhaustive
def test_a_colleague_who_saves_the_file_under_another_name_and_types_nothing_gets_the_same_scenario() -> None:
    link = moved(made())
    app = open_app(**link)
    app.switch_page("pages/bronnen/page.py").run()
    app = upload(app, RAW, "cijfers (1).csv")
    assert fields(app) == TYPED
    assert translate("nl", "own_data.page.asked") in said(app)
    app = use(app)
    assert not app.exception
    assert {key: query(app)[key] for key in ("basis", "tot", "inflow")} == {key: link[key] for key in ("basis", "tot", "inflow")}
    assert "Eigen opgave: Ergens" in said(app)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_colleague_with_other_figures_is_told_that_the_link_is_not_followed(language: Language) -> None:
    link = moved(made())
    app = open_app(**link, lang=language)
    app.switch_page("pages/bronnen/page.py").run()
    app = upload(app, as_csv(table(months(30))), "cijfers.csv")
    note = translate(language, "own_data.page.not_asked", file="cijfers.csv")
    assert note in said(app)
    assert set(fields(app).values()) == {""}
    app = use(app)
    assert "inflow" not in query(app)


def test_a_region_that_was_chosen_travels_too() -> None:
    raw = as_csv(long())
    app = upload(open_page("bronnen"), raw, "a.csv")
    app.selectbox(key="own-group").set_value("Amersfoort").run()
    app = use(app)
    colleague = open_app(**moved(app))
    colleague.switch_page("pages/bronnen/page.py").run()
    colleague = use(upload(colleague, raw, "b.csv"))
    assert query(colleague)["inflow"] == "88.0"
    assert query(colleague)["basis"] == query(app)["basis"]


def test_one_of_several_regions_is_chosen_on_the_page_and_can_be_changed() -> None:
    app = upload(open_page("bronnen"), as_csv(long()), "a.csv")
    assert [button for button in app.button if button.key == "own-use"] == []
    assert app.selectbox(key="own-group").options == ["Utrecht", "Amersfoort"]
    app.selectbox(key="own-group").set_value("Amersfoort").run()
    assert "Gelezen: alleen de rijen met 'Amersfoort' in kolom 'Regio'." in said(app)
    app.button(key="own-choose-again").click().run()
    app.selectbox(key="own-group").set_value("Utrecht").run()
    assert "Gelezen: alleen de rijen met 'Utrecht' in kolom 'Regio'." in said(app)
    assert not app.exception


def test_coming_back_shows_the_answers_in_use_and_makes_no_second_basis() -> None:
    app = made()
    own = query(app)["basis"]
    app.switch_page("pages/verkenner/page.py").run()
    app.switch_page("pages/bronnen/page.py").run()
    assert not app.exception
    assert fields(app) == TYPED
    assert translate("nl", "own_data.page.in_use", title="Eigen opgave: Ergens") in said(app)
    assert [button.key for button in app.button if button.key == "own-use"] == []
    assert query(app)["basis"] == own
    assert len([button for button in app.button if str(button.key).startswith("own-choose-eigen")]) == 1
    assert "doel: aantal uitkeringen: 4.321; doel voor eind: 2028; aandeel in de BUIG, %: 1,25; reserve, € mln.: 0" in said(app)


@pytest.mark.exhaustive
def test_the_fields_show_what_counts_in_the_readers_language_and_refused_text_does_not_stay() -> None:
    app = answered(upload(open_page("bronnen"), RAW, "a.csv"))
    keyed(app.text_input, "own-target").set_value("4,800").run()
    assert keyed(app.text_input, "own-target").value == "4.800"
    keyed(app.text_input, "own-target").set_value("4.800,5").run()
    assert keyed(app.text_input, "own-target").value == "4.800,5"
    app.button(key="language-en").click().run()
    assert fields(app) == TYPED | {"target": "4,800", "share": "1.25"}
    assert "4.800,5" not in said(app)


# The id -------------------------------------------------------------------------------------------------------------


def answers() -> st.SearchStrategy[City]:
    def value(key: str) -> st.SearchStrategy[float | None]:
        return st.none() | st.floats(*LIMITS[key], allow_nan=False)

    name = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40)
    year = st.none() | st.integers(int(LIMITS["target_year"][0]), int(LIMITS["target_year"][1]))
    return st.builds(City, name, value("target"), year, value("share"), value("reserve")).map(checked)


@given(answers(), st.lists(st.text(max_size=60), max_size=3))
def test_an_id_says_what_was_answered_and_is_the_same_again(city: City, picks: list[str]) -> None:
    name = own_id(months(), city, picks)
    asked = asked_of(name)
    assert is_own(name)
    assert asked is not None
    assert (asked.rows, asked.city, list(asked.picks)) == (rows_id(months()), city, picks)
    assert re.fullmatch(r"eigen-[0-9a-f]{10}(-[\w-]+)?", name)
    other = dataclasses.replace(city, reserve=7.0 if city.reserve != 7.0 else 8.0)
    assert own_id(months(), other, picks) != name


@given(st.text(max_size=80))
def test_an_id_of_somebody_elses_making_says_nothing_or_what_it_can(text: str) -> None:
    for name in (text, f"eigen-{text}", f"eigen-0123456789-{text}", f"eigen-0123456789-{'A' * 5000}"):
        asked = asked_of(name)
        assert asked is None or asked.city == checked(asked.city)


# The command line ---------------------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str, str]:
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as told:
        code = main(["run", *arguments, "--json"])
    return code, out.getvalue(), told.getvalue()


def test_the_command_on_the_page_and_a_link_with_the_file_give_the_same_numbers(tmp_path: Path) -> None:
    app = made()
    link = "&".join(f"{name}={value}" for name, value in moved(app).items())
    file, other = tmp_path / "cijfers (1).csv", tmp_path / "ander.csv"
    file.write_bytes(RAW)
    other.write_bytes(as_csv(table(months(30))))
    code, out, told = run("--data", str(file), "--link", link)
    assert (code, told) == (0, "")
    settings = shlex.split("--city name=Ergens --city target=4321 --city target_year=2028 --city share=0.0125 --city reserve=0")
    typed = run("--data", str(file), *settings, "--set", "inflow=88.0", "--until", "2028-12")
    assert json.loads(typed[1])["months"] == json.loads(out)["months"]
    for arguments, key in (
        (["--data", str(other), "--link", link], "other_rows"), (["--link", link], "needs_file"),
        (["--data", str(file), "--city", "name=Elders", "--link", link], "other_answers"),
    ):  # fmt: skip
        code, out, told = run(*arguments)
        assert (code, out, told.count("\n")) == (2, "", 1)
        params = {"file": Path(arguments[1]).name, "value": query(app)["basis"][:16]}
        assert told.strip() == translate("en", f"problem.own_data.{key}", **params)


def test_the_command_line_prints_the_notes_of_a_file_that_it_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(RAW + b"Bron: CBS;;;\r\n")
    code, out, told = run("--data", str(file))
    assert code == 0
    assert json.loads(out)["months"][0]["volume"] == months()[-1].caseload
    assert told == "Not read, as it is no month: row 38 ('Bron: CBS').\n"
