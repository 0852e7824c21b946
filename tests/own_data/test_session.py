"""A file in a session: refused without a trace, used as a baseline, kept across pages and languages, and removed."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from core.baseline import DEFAULT
from core.model.calendar import month_label
from core.text import format as house
from core.text.catalog import LANGUAGES, translate
from tests.opened import keyed, open_app, open_page
from tests.opened import said as page_text
from tests.own_data.files import as_csv, as_xlsx, months, table
from tests.own_data.malformed import cases
from tests.places import ROTTERDAM

PAGES = ("verkenner", "volume", "lks", "buig", "impulspakket", "bronnen")
GOOD = months(240, 12 * 2006 + 6, 5200)
LEVERS = {"v": "1", "basis": DEFAULT, "tot": "2027-12", "outflow_rate": "0.0193"}


def open_sources(**query: str) -> AppTest:
    return open_page("bronnen", **query)


def query(app: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[-1] for name, value in app.query_params.items()}


def upload(app: AppTest, raw: bytes, name: str) -> AppTest:
    return app.file_uploader(key="own-file").set_value((name, raw, "application/octet-stream")).run()


def use(app: AppTest) -> AppTest:
    return app.button(key="own-use").click().run()


def history(app: AppTest) -> list[float]:
    """Counts before the reference month in the first chart of the page."""
    part = next(one for one in app.get("vega_lite_chart")[0].proto.datasets if one.name == "history")
    return list(pa.ipc.open_stream(part.data.data).read_all().to_pydict()["value"])


@pytest.mark.exhaustive
def test_a_good_file_of_240_months_becomes_the_baseline_and_every_page_shows_it() -> None:
    app = upload(open_sources(), as_csv(table(GOOD)), "cijfers.csv")
    assert not app.exception
    assert "240 maanden, van juli 2006 tot en met juni 2026" in page_text(app)
    assert query(app).get("basis", DEFAULT) == DEFAULT  # reading is not yet using
    app = use(app)
    assert query(app)["basis"].startswith("eigen-")
    said = page_text(app)
    assert translate("nl", "own_data.page.in_use", title="Eigen opgave: cijfers.csv") in said
    assert translate("nl", "common.own") in said
    published = {point.value for point in ROTTERDAM.points("volume")}
    for page in PAGES:
        app.switch_page(f"pages/{page}/page.py").run()
        assert not app.exception, page
        said = re.sub(r"<style>.*?</style>", "", page_text(app), flags=re.S)
        assert not re.search(r"\{\w*\}|\bnan\b|\binf\b|None", said), page
        assert query(app)["basis"].startswith("eigen-"), page
    app.switch_page("pages/verkenner/page.py").run()
    shown = history(app)
    assert shown == [row.caseload for row in GOOD]
    assert not published & set(shown)
    assert house.number(GOOD[-1].caseload, "nl") in page_text(app)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("case", cases()[::88], ids=lambda case: case.id)
def test_a_bad_file_leaves_the_session_as_it_was(case: Any) -> None:
    app = open_sources(**LEVERS)
    before = query(app)
    app = upload(app, case.make(), case.name)
    assert not app.exception
    assert query(app) == before
    said = page_text(app)
    assert 'role="status"' in said
    assert "is niet gebruikt. Uw scenario is niet veranderd." in said
    assert not [button for button in app.button if button.key == "own-use"]
    app.switch_page("pages/verkenner/page.py").run()
    assert query(app) == before


def test_a_bad_file_after_a_good_one_leaves_that_one_in_use() -> None:
    app = use(upload(open_sources(), as_csv(table()), "a.csv"))
    before = query(app)
    app = upload(app, b"", "b.csv")
    assert query(app) == before
    assert "Eigen opgave: a.csv" in page_text(app)


def test_answers_about_the_municipality_take_the_place_of_assumptions() -> None:
    app = upload(open_sources(), as_xlsx(table()), "a.xlsx")
    assert "aanname" in app.text_input(key="own-share").proto.placeholder
    assert keyed(app.text_input, "own-target").proto.placeholder == app.text_input(key="own-reserve").proto.placeholder == ""
    keyed(app.text_input, "own-name").set_value("Ergens").run()
    keyed(app.text_input, "own-target").set_value("4.321").run()
    assert translate("nl", "problem.own_data.target_alone") in page_text(app)
    app.text_input(key="own-target_year").set_value("2028").run()
    assert translate("nl", "problem.own_data.target_alone") not in page_text(app)
    app.text_input(key="own-share").set_value("1,25").run()
    app = use(app)
    assert not app.exception
    said = page_text(app)
    assert "Eigen opgave: Ergens" in said
    assert "4.321" in said
    assert "1,25%" in re.sub(r"<[^>]+>", "", said)


def test_an_answer_that_is_no_number_of_its_field_is_told_with_an_example_and_not_used() -> None:
    app = upload(open_sources(), as_csv(table()), "a.csv")
    before = page_text(app)
    keyed(app.text_input, "own-target").set_value("4.800,5").run()
    app.text_input(key="own-reserve").set_value("veel").run()
    said = page_text(app)
    assert "Doel: aantal uitkeringen: '4.800,5' is niet gebruikt." in said
    assert "Reserve, \N{EURO SIGN} mln.: 'veel' is niet gebruikt." in said
    keyed(app.text_input, "own-target").set_value("").run()
    app.text_input(key="own-reserve").set_value("").run()
    assert page_text(app) == before


def test_another_file_clears_the_answers_about_the_municipality_of_the_one_before() -> None:
    app = upload(open_sources(), as_csv(table()), "a.csv")
    keyed(app.text_input, "own-name").set_value("Ergens").run()
    keyed(app.text_input, "own-target").set_value("4.321").run()
    app = upload(app, as_csv(table(months(30))), "b.csv")
    assert keyed(app.text_input, "own-name").value == ""
    assert keyed(app.text_input, "own-target").value == ""
    assert "Eigen opgave: b.csv" in page_text(use(app))


def test_language_undo_and_removal() -> None:
    app = use(upload(open_sources(**LEVERS), as_csv(table()), "a.csv"))
    own = query(app)["basis"]
    app.button(key="language-en").click().run()
    assert query(app)["basis"] == own
    assert "Own figures: a.csv" in page_text(app)
    app.switch_page("pages/verkenner/page.py").run()
    app.button(key="undo").click().run()
    assert query(app)["basis"] == DEFAULT
    assert query(app)["outflow_rate"] == "0.0193"
    assert (
        own in keyed(app.selectbox, "choose-baseline").options
        or "Own figures: a.csv" in keyed(app.selectbox, "choose-baseline").options
    )
    keyed(app.selectbox, "choose-baseline").set_value(own).run()
    assert query(app)["basis"] == own
    app.switch_page("pages/bronnen/page.py").run()
    app.button(key=f"own-remove-{own}").click().run()
    assert not app.exception
    assert query(app).get("basis", DEFAULT) == DEFAULT
    app.switch_page("pages/verkenner/page.py").run()
    while not app.button(key="undo").disabled:
        app.button(key="undo").click().run()
        assert query(app).get("basis", DEFAULT) == DEFAULT


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_an_own_baseline_asks_for_the_file_and_then_opens(language: str) -> None:
    raw, name = as_csv(table()), "a.csv"
    app = use(upload(open_sources(), raw, name))
    own = query(app)["basis"]
    link = {"v": "1", "basis": own, "tot": "2028-12", "inflow": "88.0", "lang": language}
    stranger = open_app(**link)
    assert not stranger.exception
    assert translate(language, "problem.own_data.gone", value=own) in page_text(stranger)  # type: ignore[arg-type]
    stranger.switch_page("pages/bronnen/page.py").run()
    assert translate(language, "problem.own_data.gone", value=own) in page_text(stranger)  # type: ignore[arg-type]
    stranger = use(upload(stranger, raw, name))
    assert {key: query(stranger)[key] for key in ("basis", "tot", "inflow")} == {
        key: link[key] for key in ("basis", "tot", "inflow")
    }


def test_what_one_session_brought_no_other_finds() -> None:
    app = use(upload(open_sources(), as_csv(table()), "a.csv"))
    own = query(app)["basis"]
    other = open_app()
    assert own not in other.selectbox(key="choose-baseline").options
    assert not any("Eigen opgave" in option for option in other.selectbox(key="choose-baseline").options)


def test_the_stock_that_does_not_close_is_told_and_used() -> None:
    cells = table()
    cells[9][2] += 40
    app = upload(open_sources(), as_csv(cells), "a.csv")
    month = month_label(months()[8].month)
    assert f"In {month} verandert het aantal met" in page_text(app)
    assert [button for button in app.button if button.key == "own-use"]
