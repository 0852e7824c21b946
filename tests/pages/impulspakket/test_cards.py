"""The cards: every change of the package is a step of the scenario, and stays in the link."""

from __future__ import annotations

import dataclasses

from core.analysis.simulate import simulate
from core.measures import catalogue
from core.model.calendar import month_index
from core.scenario import default_scenario, from_json, to_json, to_query
from core.text.catalog import translate
from tests.opened import open_page, query_of, texts
from tests.pages.packaged import CATALOGUE, link, package, scenario_of
from tests.places import ROTTERDAM


def test_on_off_copy_edit_add_delete_and_undo_are_steps_of_the_scenario() -> None:
    app = open_page("impulspakket")
    assert package(app) == ()
    app.toggle(key="on-kansrijk").set_value(True).run()
    assert package(app) == (CATALOGUE[0],)
    form = "form-kansrijk"
    app.session_state[form] = True
    app.run()
    app.text_input(key="deadweight-kansrijk").set_value("20").run()
    assert package(app)[0].deadweight == 0.2
    app.button(key="copy-kansrijk").click().run()
    assert [one.id for one in package(app)] == ["kansrijk", "kansrijk~2"]
    assert package(app)[1].deadweight == 0.2
    app.button(key="package-add").click().run()
    assert [one.id for one in package(app)][-1] == "eigen-1"
    app.text_input(key="name-eigen-1").set_value("Nieuw <b>plan</b>").run()
    assert package(app)[-1].name == "Nieuw <b>plan</b>"
    assert "<b>plan</b>" not in texts(app)
    app.selectbox(key="kind-eigen-1").set_value("lks_retention").run()
    assert package(app)[-1].effect == 1.0
    app.button(key="delete-eigen-1").click().run()
    assert [one.id for one in package(app)] == ["kansrijk", "kansrijk~2"]
    app.button(key="undo").click().run()
    assert package(app)[-1].id == "eigen-1"
    app.button(key="restore-kansrijk").click().run()
    assert package(app)[0] == CATALOGUE[0]
    app.toggle(key="on-kansrijk").set_value(False).run()
    assert all(one.id != "kansrijk" for one in package(app))
    app.button(key="package-all-on").click().run()
    assert sum(one.active for one in package(app)) == len(CATALOGUE) + 2
    app.button(key="package-all-off").click().run()
    assert not any(one.active for one in package(app))
    assert not app.exception


def test_sixteen_measures_survive_link_page_link_and_json() -> None:
    query = link(*CATALOGUE[:16])
    app = open_page("impulspakket", **query)
    assert package(app) == CATALOGUE[:16]
    app.toggle(key="on-rap").set_value(not CATALOGUE[10].active).run()
    app.button(key="undo").click().run()
    assert package(app) == CATALOGUE[:16]
    scenario, baseline = scenario_of(query)
    assert from_json(to_json(scenario, baseline)) == scenario
    assert to_query(scenario)["pakket"] == query["pakket"]
    assert "steekproef van volgordes" in texts(app)


def test_a_name_that_cannot_be_is_refused_in_words_and_nothing_is_lost() -> None:
    app = open_page("impulspakket", **link(dataclasses.replace(CATALOGUE[0], id="eigen-1", name="Plan")))
    app.session_state["form-eigen-1"] = True
    app.run()
    app.text_input(key="name-eigen-1").set_value("plan\u202e").run()
    assert "naam (name)" in texts(app)
    assert package(app)[0].name == "Plan"


def test_a_measure_that_is_over_begins_again_in_one_click_as_long_and_as_large_as_it_was() -> None:
    # Known on 27 November 2026: from December 2026, and the 27 months from October 2023 to December 2025 end in February 2029.
    app = open_page("impulspakket", basis="stand-2026")
    assert translate("nl", "impulspakket.past") in texts(app)
    app.button(key="again-kansrijk").click().run()
    announced = next(entry for entry in catalogue(ROTTERDAM) if entry.id == "kansrijk").measure()
    assert package(app) == (dataclasses.replace(announced, start=month_index("2026-12"), end=month_index("2029-02")),)
    assert translate("nl", "impulspakket.moved") in texts(app)
    assert "again-kansrijk" not in {button.key for button in app.button}
    app.button(key="undo").click().run()
    assert package(app) == ()
    # What runs on needs no new start, and says that it ran already.
    assert translate("nl", "impulspakket.running") in texts(app)
    assert not {"again-rap", "again-minw", "again-lks-contact"} & {button.key for button in app.button}


def test_the_package_of_the_letter_begins_again_where_the_basis_starts_after_it() -> None:
    app = open_page("impulspakket", basis="stand-2026")
    app.button(key="package-example").click().run()
    assert {one.start for one in package(app)} == {month_index("2026-12")}
    assert all(one.active for one in package(app))
    scenario, baseline = scenario_of({name: values[-1] for name, values in query_of(app).items()})
    months = (
        simulate(baseline, scenario).caseload.stock[:, 0] - simulate(baseline, default_scenario(baseline)).caseload.stock[:, 0]
    )
    first = month_index("2026-12") - baseline.reference_month
    assert all(abs(month) < 1e-9 for month in months[:first])
    assert months[first] < -1.0


def test_the_package_of_the_letter_is_one_click_and_an_own_measure_opens_first() -> None:
    app = open_page("impulspakket", basis="brief-2023-t2")
    app.button(key="package-add").click().run()
    assert app.toggle[0].key == "on-eigen-1"
    app.button(key="package-example").click().run()
    on = {toggle.key.rpartition("~")[2].removeprefix("on-") for toggle in app.toggle if toggle.value}
    assert on == {entry.id for entry in catalogue(ROTTERDAM) if entry.source == "letter-2023-10-10"}
    assert "eigen-1" not in on
    app.button(key="undo").click().run()
    assert [toggle.key.rpartition("~")[2] for toggle in app.toggle if toggle.value] == ["on-eigen-1"]


def test_without_a_measure_the_package_of_the_letter_stands_where_the_key_figures_will() -> None:
    app = open_page("impulspakket", basis="stand-2026")
    assert '<dl class="koers-keys"' not in texts(app)
    assert translate("nl", "impulspakket.begin.again", n=11, date="10 oktober 2023", month="december 2026") in texts(app)
    app.button(key="package-begin-example").click().run()
    assert {one.id for one in package(app) if one.active} == {
        entry.id for entry in catalogue(ROTTERDAM) if entry.source == "letter-2023-10-10"
    }
    assert '<dl class="koers-keys"' in texts(app)
    assert "package-begin-example" not in {button.key for button in app.button}
