"""The best package for an amount on its page: what it says is what the command says, one press sets it, wishes are kept."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from core.__main__ import main
from core.analysis.candidates import Wishes
from core.analysis.frontier import frontier, question
from core.baseline import load_baseline
from core.measures import catalogue
from core.scenario import default_scenario
from core.text import format as house
from core.text.catalog import translate
from pages.impulspakket.best import DRAWS, targets_of
from tests.opened import open_page, said
from tests.pages.packaged import package
from tests.places import ROTTERDAM

BASELINE = load_baseline("brief-2023-t2")
FEW = [entry.id for entry in catalogue(ROTTERDAM)][:6]
OTHERS = frozenset(entry.id for entry in catalogue(ROTTERDAM)) - set(FEW)


@pytest.fixture
def app() -> AppTest:
    """The page, with six measures to choose from: all of them take a second or two more."""
    scenario = default_scenario(BASELINE)
    frontier(question(BASELINE, scenario, targets_of(BASELINE, scenario)["volume"], Wishes(never=OTHERS)), DRAWS)
    page = open_page("impulspakket", basis="brief-2023-t2")
    return page.multiselect(key="best-never").set_value(sorted(OTHERS)).run()


def test_the_best_package_is_the_one_that_the_command_gives_and_one_press_sets_it(
    app: AppTest, capsys: pytest.CaptureFixture[str]
) -> None:
    app.text_input(key="best-amount").set_value("1,5").run()
    wanted = [word for name in sorted(OTHERS) for word in ("--never", name)]
    assert (
        main(
            [
                "best",
                "--baseline",
                BASELINE.id,
                "--budget",
                "1.5",
                "--target",
                "volume=30000@2025-12",
                "--draws",
                str(DRAWS),
                *wanted,
            ]
        )
        == 0
    )
    best = json.loads(capsys.readouterr().out)["best"]
    gain = translate("nl", "best.gain", n=house.number(best["gain"], "nl"))
    assert translate("nl", "best.title_volume", amount=house.million(1.5, "nl"), when="eind 2025", gain=gain) in said(app)
    assert translate("nl", "best.chance", chance=house.chance(best["chance"], "nl")) in said(app)
    app.button(key="best-use").click().run()
    assert sorted(one.id for one in package(app) if one.active) == best["measures"]
    assert translate("nl", "best.missed_nothing") in said(app)
    assert app.button(key="best-use").disabled
    app.button(key="undo").click().run()
    assert package(app) == ()


def test_a_package_that_could_do_more_for_its_money_is_told_so_in_both_languages(app: AppTest) -> None:
    app.toggle(key="on-wijken").set_value(True).run()
    for language in ("nl", "en"):
        marks = translate(language, "best.missed_gain").partition("{more}")
        assert all(part in said(app) for part in marks[::2])
        if language == "nl":
            app.button(key="language-en").click().run()
    assert not app.exception


def test_wishes_that_cannot_be_met_are_answered_in_one_sentence(app: AppTest) -> None:
    app.multiselect(key="best-always").set_value(["minw"]).run()
    assert translate("nl", "problem.best.both", value="minw") in said(app)
    assert not app.exception
