"""Whoever adds a lever, a kind of measure, a page or a language hears what is missing, and where it belongs."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any, cast

import pytest

from core.model.kinds import KIND, KINDS, Flow, MeasureKind
from core.scenario import SETTING, Lever
from core.text.catalog import LANGUAGES
from tests.adding import (
    DATA_STEPS,
    KIND_STEPS,
    LANGUAGE_STEPS,
    LEVER_STEPS,
    PAGE_STEPS,
    ROOT,
    STEPS,
    House,
    kind_gaps,
    language_gaps,
    lever_gaps,
    page_gaps,
)

HERE = House()
PAGES = sorted(path.name for path in (ROOT / "pages").iterdir() if path.is_dir() and path.name != "__pycache__")


def told(gaps: dict[str, str]) -> str:
    return "\n".join(gaps.values())


@pytest.mark.parametrize("lever", SETTING.values(), ids=lambda lever: lever.id)
def test_every_lever_has_all_that_belongs_to_it(lever: Lever) -> None:
    gaps = lever_gaps(lever, HERE)
    assert not gaps, told(gaps)


@pytest.mark.parametrize("kind", sorted({*KINDS, *KIND}))
def test_every_kind_of_measure_has_all_that_belongs_to_it(kind: str) -> None:
    gaps = kind_gaps(kind, HERE)
    assert not gaps, told(gaps)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_all_that_belongs_to_it(page: str) -> None:
    gaps = page_gaps(page, HERE)
    assert not gaps, told(gaps)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_that_belongs_to_it(language: str) -> None:
    gaps = language_gaps(language, HERE)
    assert not gaps, told(gaps)


# Planted: what is new and incomplete --------------------------------------------------------------------------------

PLANTED = Lever(
    id="invented", owner="choose", unit="share", drives="people",
    low=0.0, high=1.0, slider_low=0.0, slider_high=1.0, step=0.01,
)  # fmt: skip


def test_a_lever_that_is_nothing_but_an_entry_lacks_every_other_step() -> None:
    gaps = lever_gaps(PLANTED, dataclasses.replace(HERE, settings=SETTING | {"invented": PLANTED}))
    assert list(gaps) == [step for step in LEVER_STEPS if step != "entry"]
    assert gaps["spec"].startswith("invented: core/baseline/specs.py: a QuantitySpec under its id, in the lever's unit")
    assert "lever.invented.help in en" in gaps["words"]
    assert "brief-2023-t2 has none" in gaps["value"]


def test_a_lever_without_an_entry_lacks_that_too() -> None:
    assert list(lever_gaps(PLANTED, HERE)) == list(LEVER_STEPS)


def without(words: dict[str, dict[str, str]], language: str, *keys: str) -> Any:
    """The words with some of one language taken away."""
    return words | {language: {key: text for key, text in words[language].items() if key not in keys}}


WORDS: Any = HERE.words
SPECS = dict(HERE.specs)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"settings": {name: lever for name, lever in SETTING.items() if name != "lks_cost"}}, "entry"),
        ({"specs": {name: spec for name, spec in SPECS.items() if name != "lks_cost"}}, "spec"),
        ({"specs": SPECS | {"lks_cost": dataclasses.replace(SPECS["lks_cost"], unit="EUR")}}, "spec"),
        ({"bases": ("nowhere",)}, "value"),
        ({"drivers": ("inflow",)}, "driver"),
        ({"model": ROOT / "core" / "text"}, "formula"),
        ({"trace": ROOT / "core" / "text"}, "traced"),
        ({"words": without(WORDS, "en", "lever.lks_cost.help")}, "words"),
        ({"words": without(WORDS, "nl", "lever.lks_cost.name")}, "words"),
        ({"words": without(WORDS, "en", "quantity.lks_cost")}, "quantity"),
        ({"tables": {**HERE.tables, "written": {"inflow"}}}, "written"),
        ({"tables": {**HERE.tables, "direction": {"inflow"}}}, "direction"),
        ({"tables": {**HERE.tables, "oracle": {"inflow"}}}, "oracle"),
    ],
)
def test_a_lever_from_which_one_thing_is_taken_lacks_just_that(changed: dict[str, Any], missing: str) -> None:
    gaps = lever_gaps(SETTING["lks_cost"], dataclasses.replace(HERE, **changed))
    assert list(gaps) == [missing]
    assert gaps[missing].startswith(f"lks_cost: {LEVER_STEPS[missing].place}: {LEVER_STEPS[missing].do} (")


def test_a_lever_that_does_not_accept_what_a_basis_has_seen_is_named_with_the_basis() -> None:
    narrow = dataclasses.replace(SETTING["lks_cost"], high=11000.0)
    gaps = lever_gaps(narrow, dataclasses.replace(HERE, settings=SETTING | {"lks_cost": narrow}))
    assert list(gaps) == ["value"]
    assert "brief-2023-t2 has a range that the lever does not accept" in gaps["value"]


def test_a_kind_that_is_nothing_but_an_entry_lacks_every_other_step() -> None:
    idle = MeasureKind("outflow", "benefits/month", 5000.0, per_placement=True, flow=cast("Flow", "nowhere"))
    gaps = kind_gaps("miracle", dataclasses.replace(HERE, kinds={**KIND, "miracle": idle}))
    assert list(gaps) == list(KIND_STEPS)
    assert gaps["entry"].startswith("miracle: core/model/kinds.py: its name in Kind and an entry in KIND")
    assert gaps["words"].endswith("(lacking: impulspakket.kind.miracle in nl, impulspakket.kind.miracle in en)")


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"words": without(WORDS, "en", "impulspakket.kind.less_inflow")}, "words"),
        ({"words": WORDS | {"nl": WORDS["nl"] | {"impulspakket.kind_short.less_inflow": "minder"}}}, "words"),
        ({"tables": {**HERE.tables, "facts": ()}}, "facts"),
        ({"tables": {**HERE.tables, "moved": ()}}, "moved"),
        ({"tables": {**HERE.tables, "charged": ()}}, "charged"),
    ],
)
def test_a_kind_from_which_one_thing_is_taken_lacks_just_that(changed: dict[str, Any], missing: str) -> None:
    assert list(kind_gaps("less_inflow", dataclasses.replace(HERE, **changed))) == [missing]


def test_a_page_that_is_nothing_but_a_folder_lacks_every_step(tmp_path: Path) -> None:
    (tmp_path / "kaart").mkdir()
    gaps = page_gaps("kaart", dataclasses.replace(HERE, pages=tmp_path))
    assert list(gaps) == list(PAGE_STEPS)
    (tmp_path / "kaart" / "__init__.py").touch()
    (tmp_path / "kaart" / "page.py").touch()
    assert list(page_gaps("kaart", dataclasses.replace(HERE, pages=tmp_path))) == ["route", "words", "preview", "browsed"]


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"router": ROOT / "tests" / "__init__.py"}, "route"),
        ({"words": without(WORDS, "en", "volume.title")}, "words"),
        ({"tables": {**HERE.tables, "browsed": ()}}, "browsed"),
    ],
)
def test_a_page_from_which_one_thing_is_taken_lacks_just_that(changed: dict[str, Any], missing: str) -> None:
    assert list(page_gaps("volume", dataclasses.replace(HERE, **changed))) == [missing]


def test_a_language_of_which_nothing_is_there_lacks_every_step() -> None:
    gaps = language_gaps("fy", HERE)
    assert list(gaps) == list(LANGUAGE_STEPS)
    assert gaps["words"].startswith("fy: core/text/<language>/: every file and every message that the other languages have (")


def test_a_language_that_lacks_one_message_is_told_which() -> None:
    gaps = language_gaps("en", dataclasses.replace(HERE, words=without(WORDS, "en", "lever.inflow.help")))
    assert list(gaps) == ["words"]
    assert "1 of " in gaps["words"]
    assert "the first is lever.inflow.help" in gaps["words"]


# The lists that people read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("thing", STEPS | DATA_STEPS)
def test_contributing_lists_every_step(thing: str) -> None:
    written = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = " ".join(written.partition(f"### A {thing}\n")[2].partition("\n#")[0].split())
    for step in (STEPS | DATA_STEPS)[thing].values():
        assert f"`{step.place}`: {step.do}." in section, f"write it in CONTRIBUTING.md: {step.place}: {step.do}"


def test_what_contributing_names_is_there() -> None:
    written = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8") + (ROOT / "README.md").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"`((?:core|data|tests|pages|deploy)/[\w/.@-]*)`", written) if "<" not in name}
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
