"""Specifications are the same whether this process builds them or the one beside it."""

import inspect
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from altair.vegalite.v6.schema.core import load_schema
from jsonschema import Draft7Validator

from core.figures import specs
from core.figures.figure import Figure
from core.figures.jobs.lks import LKS
from core.figures.money.reserve import RESERVE
from core.figures.package.parts import PARTS
from core.figures.package.runs import RUNS
from core.figures.people.caseload import CASELOAD
from core.figures.people.compared import COMPARED
from core.figures.people.fan import FAN
from core.figures.rows import ROW
from core.ui.vega import sized
from tests.specs import written

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.exhaustive
def test_what_another_process_built_is_what_this_one_would_build(monkeypatch):
    monkeypatch.setattr(specs, "_BUILT", {})
    key = f"{CASELOAD.spec.__module__}.{CASELOAD.spec.__qualname__} nl light"
    assert json.loads(written().read_text(encoding="utf-8"))[key] == CASELOAD.spec("nl", False)


def test_every_specification_is_one_that_vega_lite_takes():
    vega_lite = Draft7Validator(load_schema())
    everything = json.loads(written().read_text(encoding="utf-8"))
    built = {
        name: spec for name, spec in everything.items() if name.endswith(" nl light")
    }  # the rest has other words and colours
    assert [name for name, spec in built.items() if not vega_lite.is_valid(spec)] == []
    assert not vega_lite.is_valid(built[next(iter(built))] | {"layer": [{"mark": "rectangle"}]})


def test_a_taken_over_specification_is_not_built_again_also_of_a_page_that_is_opened_later():
    def never_spec(language, dark):
        raise AssertionError("built again")

    name = f"{never_spec.__module__}.{never_spec.__qualname__}"
    key = f"{name} nl dark"
    try:
        specs.take_over({key: {"mark": "line"}})
        remembered = specs.built_once(never_spec)
        assert remembered("nl", True) == {"mark": "line"}
    finally:
        specs._BUILDERS.pop(name)
        specs._BUILT.pop(key)


def test_a_process_beside_that_fails_leaves_the_building_to_the_pages(monkeypatch):
    monkeypatch.setattr(specs, "_BUILT", {})
    monkeypatch.setattr(specs.sys, "executable", "/no/such/python")
    specs.build_beside()
    assert CASELOAD.spec("en", True)["layer"]


def test_the_process_beside_ends_with_the_server_that_asked(tmp_path):
    # The shell stands for a server that is killed as soon as the process beside it runs.
    asked = f"{sys.executable} -m core.figures $$ > {tmp_path}/specs 2> /dev/null & echo $!"
    child = int(subprocess.run(["sh", "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True, timeout=20).stdout)
    end = time.monotonic() + 20
    while Path(f"/proc/{child}").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert (tmp_path / "specs").read_text() == ""


@pytest.mark.one_in(3)
@pytest.mark.parametrize("figure", [CASELOAD, LKS, RESERVE, FAN, COMPARED], ids=lambda figure: figure.key)
def test_a_chart_whose_axes_are_said_once_is_the_same_chart(figure: Figure[Any]) -> None:
    built = inspect.unwrap(figure.spec)("nl", True)
    sent = figure.spec("nl", True)
    assert len(json.dumps(sent)) < 0.75 * len(json.dumps(built))
    assert vl_convert.vegalite_to_vega(sent) == vl_convert.vegalite_to_vega(built)


FIT = {"autosize": {"type": "fit", "contains": "padding"}}
"""What Streamlit adds to a specification that does not say it."""


def test_vega_has_nothing_to_say_of_any_specification(capfd: pytest.CaptureFixture[str]) -> None:
    for name, spec in json.loads(written().read_text(encoding="utf-8")).items():
        if name.endswith(" nl light"):
            vl_convert.vegalite_to_vega({**FIT, **spec, "width": 600}, show_warnings=True)
    assert capfd.readouterr().err == ""
    vl_convert.vegalite_to_vega({**FIT, **PARTS.spec("nl", False), "height": {"step": 40}}, show_warnings=True)
    assert "discrete height" in capfd.readouterr().err


@pytest.mark.parametrize("rows", [1, 7])
def test_a_chart_of_rows_is_as_high_as_its_rows(rows: int) -> None:
    spec = RUNS.spec("nl", False)
    one = {"start": 2024.0, "full": 2024.5, "end": 2025.0}
    runs = [one | {"name": f"{at:03d}", "label": str(at)} for at in range(rows)]
    ends = [{"x_low": 2024.0, "x_high": 2026.0, "y_low": 0.0, "y_high": 1.0}]

    def lines(height: int | None) -> int:
        """Height of the part of the drawing that has the rows."""
        drawing = vl_convert.vegalite_to_svg(
            {**sized(spec, height, None), "width": 600, "datasets": {"runs": runs, "extent": ends}}
        )
        found = re.search(r'class="background"[^>]* d="M[\d.]+,[\d.]+h[\d.]+v([\d.]+)', drawing)
        assert found is not None
        return int(found[1])

    assert lines(None) == rows * ROW
    assert lines(150) == 150
