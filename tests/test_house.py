"""The house: what stands where, and that the import contracts catch who breaks in."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.floors import PICTURE, picture
from tests.parsed import nodes

ROOT = Path(__file__).resolve().parents[1]
SCREENS = {"core.ui", "core.server"}
"""The modules of core that may know Streamlit; the pages may too."""
LONGEST_FILE, LONGEST_FUNCTION = 350, 60
"""Lines of a file, and of a function with its decorators."""


def modules() -> set[str]:
    """The modules and packages that stand directly in `core`."""
    return {f"core.{path.stem}" for path in (ROOT / "core").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}


def imported(path: Path) -> Iterator[str]:
    """First names of what a file imports."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_nothing_but_the_package_stands_directly_in_pages() -> None:
    # Streamlit runs every other file there as a page of its own, without the router.
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_the_model_imports_numpy_and_scipy_only() -> None:
    allowed = {"core", "numpy", "scipy", *sys.stdlib_module_names}
    for path in (ROOT / "core" / "model").rglob("*.py"):
        assert set(imported(path)) <= allowed, path.name


def test_every_module_but_the_screens_is_forbidden_streamlit() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    forbidden = {
        name
        for contract in contracts
        if contract.get("forbidden_modules") == ["streamlit"]
        for name in contract["source_modules"]
    }
    assert forbidden == modules() - SCREENS - {"core.__init__"}


def code() -> list[Path]:
    """Every file of the product."""
    return [ROOT / "app.py", *(path for floor in ("core", "pages") for path in sorted((ROOT / floor).rglob("*.py")))]


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, its decorators among them."""
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return (function.end_lineno or first) - first + 1


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    browsers = {path for room in ("core", "pages") for kind in ("js", "css", "html") for path in (ROOT / room).rglob(f"*.{kind}")}
    assert len(browsers) > 30
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in {*code(), *browsers}}
    assert len(lengths) > 200
    assert {path: count for path, count in lengths.items() if count > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}: {node.name}": lines_of(node)
        for path in code()
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) > 1000
    assert {name: count for name, count in lengths.items() if count > LONGEST_FUNCTION} == {}


def test_a_function_is_counted_with_its_decorators() -> None:
    (function,) = ast.parse("@one\n@two(\n    3\n)\ndef work() -> None:\n    pass\n").body
    assert isinstance(function, ast.FunctionDef)
    assert lines_of(function) == 6


PLANTED = {
    "upward, from the ground": ("core/model/calendar.py", "import core.analysis.simulate"),
    "upward, beside a page": ("core/figures/lines.py", "import core.ui.state"),
    "in a circle, inside one room": ("core/analysis/simulate.py", "import core.analysis.outcome"),
    "a page into a page": ("pages/lks/sheet.py", "import pages.volume.sheet"),
    "core into a page": ("core/ui/stage.py", "import pages.lks.sheet"),
    "Streamlit in a figure": ("core/figures/lines.py", "import streamlit"),
    "a data frame in the model": ("core/model/budget.py", "import pandas"),
    "a module without a floor": ("core/newcomer.py", "import core.problem"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code alone, to break things in."""
    folder = tmp_path_factory.mktemp("house")
    for name in ("core", "pages"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def contracts_hold(folder: Path) -> bool:
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def test_the_contracts_hold(copy: Path) -> None:
    assert contracts_hold(copy)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("fault", PLANTED)
def test_the_contracts_catch_an_import(fault: str, copy: Path) -> None:
    place, line = PLANTED[fault]
    path = copy / place
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        assert not contracts_hold(copy)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")


def test_the_picture_of_the_floors_is_the_one_that_the_contracts_draw() -> None:
    # A module that is new has no words yet: give it some in tests/floors.py, then `python -m tests.floors`.
    assert PICTURE.read_text(encoding="utf-8") == picture()


def test_no_browser_test_waits_longer_than_a_blink() -> None:
    """What a test waits for, it asks for again and again: a fixed wait is too long here and too short on a busy machine."""
    for path in (ROOT / "tests" / "browser").glob("*.py"):
        waits = [int(found) for found in re.findall(r"wait_for_timeout\((\d+)", path.read_text(encoding="utf-8"))]
        assert all(wait <= 200 for wait in waits), path.name
