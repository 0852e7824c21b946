"""What belongs to a lever, a kind of measure, a page and a language, and what of it is missing.

`CONTRIBUTING.md` lists the same steps. `tests/test_adding.py` asks for every lever, kind, page and language there is;
`python -m tests.adding` prints the lists.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast, get_args

import numpy as np

from core.baseline import SPECS, QuantitySpec, baseline_ids, load_baseline
from core.facts import LocalText
from core.model.effect import no_effect
from core.model.kinds import KIND, Kind, MeasureKind, moved
from core.model.parameters import Driver, Drivers
from core.problem import Problem
from core.scenario import OPTION, SETTING, Lever, drivers_from
from core.text import format as house
from core.text.catalog import LANGUAGES, Language, explain, messages
from tests.model import described, oracle
from tests.model.test_directions import EFFECTS
from tests.model.test_kinds import FACTS
from tests.model.test_measures import CHARGED, MOVED
from tests.text.test_levers import WRITTEN

ROOT: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do for something new: where, and what."""

    place: str
    do: str


LEVER_STEPS: Final = {
    "entry": Step("core/scenario/levers.py", "an entry in LEVERS: owner, unit, limits, slider, step, and what it drives"),
    "spec": Step("core/baseline/specs.py", "a QuantitySpec under its id, in the lever's unit"),
    "value": Step("data/", "a quantity under its id in every basis, with range, status and source"),
    "driver": Step("core/model/parameters.py", "a field of Drivers with its id as the name"),
    "passed": Step("core/scenario/value.py", "a line in drivers_from"),
    "traced": Step("core/trace/", "in the trace of what it works on first, lever:<id> among the inputs"),
    "formula": Step("core/model/projection.py", "the formula that uses drivers.<id>"),
    "words": Step("core/text/<language>/lever.toml", "[<id>] with name and help, in every language"),
    "quantity": Step("core/text/<language>/quantity.toml", "the quantity's name under its id, in every language"),
    "written": Step("tests/text/test_levers.py", "a row in WRITTEN: how a value of it is written"),
    "direction": Step("tests/model/test_directions.py", "a row in EFFECTS: which way it works and how far, worked by hand"),
    "oracle": Step("tests/model/oracle.py", "its default in default_levers, and what it does in the oracle's own loop"),
}
KIND_STEPS: Final = {
    "entry": Step("core/model/kinds.py", "its name in Kind and an entry in KIND: group, unit, highest, per_placement, flow"),
    "moves": Step("core/model/kinds.py", "what its flow does, in `moved`"),
    "words": Step("core/text/<language>/impulspakket.toml", "its name in [kind], and in [kind_short] a phrase with {amount}"),
    "facts": Step("tests/model/test_kinds.py", "a row in FACTS: its heading, unit and largest effect"),
    "moved": Step("tests/model/test_measures.py", "a row in MOVED: which flow it moves, worked by hand"),
    "charged": Step("tests/model/test_measures.py", "a row in CHARGED: what it costs, worked by hand"),
}
PAGE_STEPS: Final = {
    "package": Step("pages/<name>/__init__.py", "a docstring that says what the page is"),
    "page": Step("pages/<name>/page.py", "what Streamlit runs, a few lines; the body stands beside it in sheet.py"),
    "route": Step("app.py", "an st.Page with its path, title and url_path"),
    "words": Step("core/text/<language>/<name>.toml", "its words, with title, in every language"),
    "preview": Step("core/text/<language>/app.toml", "in [preview] what a chat shows of a link to it, in every language"),
    "browsed": Step("tests/browser/test_every_page.py", "a line in SHEETS"),
}
LANGUAGE_STEPS: Final = {
    "locale": Step("core/text/format.py", "its locale in LOCALE"),
    "words": Step("core/text/<language>/", "every file and every message that the other languages have"),
    "facts": Step("core/facts.py", "a field of LocalText, and so that text at every fact in data/"),
    "written": Step("tests/text/test_levers.py", "in every row of WRITTEN how it writes a lever"),
}
COUNT_STEPS: Final = {
    "line": Step("data/cities/<city>/series/volume.toml", "one line in observations: date, value, status, source"),
    "source": Step("data/cities/<city>/sources.toml", "the publication, unless it is there: title, publisher, date, address"),
    "promise": Step("data/cities/<city>/series/volume_forecasts.toml", "what the same publication foresaw, if anything"),
}
BASIS_STEPS: Final = {
    "file": Step(
        "data/baselines/<id>.toml",
        "id, title, city, known_on, reference_month, horizon; extends what it takes over, continues where another path leads",
    ),
    "values": Step("data/baselines/<id>.toml", "each quantity that it gives itself: value, unit, date, status, source, range"),
    "national": Step("data/national/<id>.toml", "the national figures known on that day, when they are new"),
    "default": Step("data/project.toml", "the basis that the page and the command line open with, when it is this one"),
}
CITY_STEPS: Final = {
    "folder": Step("data/cities/<id>/city.toml", "its name; the folder's name is its id"),
    "sources": Step("data/cities/<id>/sources.toml", "its publications"),
    "series": Step(
        "data/cities/<id>/series/",
        "what was counted and published, each with the id `<city>_<file>`: volume, and whatever else there is",
    ),
    "rest": Step("data/cities/<id>/", "calendar, contradictions, measures and local law where they are known; else nothing"),
    "basis": Step("data/baselines/<id>.toml", "a basis that names the city"),
}
RULE_STEPS: Final = {
    "entry": Step("data/law/", "one dated entry in the file of its subject: vangnet, norms, wage, tax, allowances"),
    "source": Step("data/sources/law.toml", "where it is published, unless it is there"),
    "case": Step("tests/household/", "a household or a year worked by hand under the new rule"),
}
DATA_STEPS: Final = {"count": COUNT_STEPS, "basis": BASIS_STEPS, "city": CITY_STEPS, "rule of law": RULE_STEPS}
"""What is data: strict reading refuses what is missing, with file, place and reason."""
STEPS: Final = {"lever": LEVER_STEPS, "kind": KIND_STEPS, "page": PAGE_STEPS, "language": LANGUAGE_STEPS}


@dataclass(frozen=True)
class House:
    """Where is looked; a test takes things away here."""

    specs: Mapping[str, QuantitySpec] = field(default_factory=lambda: SPECS)
    settings: Mapping[str, Lever] = field(default_factory=lambda: SETTING)
    options: Collection[str] = tuple(OPTION)
    bases: Collection[str] = field(default_factory=baseline_ids)
    drivers: Collection[str] = field(default_factory=lambda: [found.name for found in dataclasses.fields(Drivers)])
    model: Path = ROOT / "core" / "model"
    trace: Path = ROOT / "core" / "trace"
    words: Mapping[Language, Mapping[str, str]] = field(
        default_factory=lambda: {language: messages(language) for language in LANGUAGES}
    )
    kinds: Mapping[str, MeasureKind] = field(default_factory=lambda: dict(KIND))
    pages: Path = ROOT / "pages"
    router: Path = ROOT / "app.py"
    tables: Mapping[str, Collection[str]] = field(
        default_factory=lambda: {
            "written": set(WRITTEN),
            "direction": {lever for lever, _, _ in EFFECTS},
            "oracle": set(oracle.default_levers(described.BRIEF)),
            "facts": {kind for kind, *_ in FACTS},
            "moved": {kind for kind, *_ in MOVED},
            "charged": {kind for kind, *_ in CHARGED},
            "browsed": quoted(ROOT / "tests" / "browser" / "test_every_page.py"),
        }
    )


def quoted(path: Path) -> set[str]:
    """Every text that stands in a file of Python."""
    found = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def lever_gaps(lever: Lever, at: House) -> dict[str, str]:
    """What a lever lacks: by step, a sentence that says what to do."""
    name, spec = lever.id, at.specs.get(lever.id)
    found = {
        "entry": "" if at.settings.get(name) == lever else "it is in neither LEVERS nor OPTIONS",
        "spec": "" if spec is not None and spec.unit == lever.unit else f"the lever is in {lever.unit}",
        "value": "; ".join(why for basis in at.bases if (why := _value_fault(lever, basis))),
        "driver": "" if name in at.drivers else "there is none",
        "passed": "" if _is_passed(name) else f"two values of {name} give the same drivers",
        "traced": "" if lever.switch or _says(f"lever:{name}", at.trace) else f"nothing in core/trace says lever:{name}",
        "formula": "" if _says(f"drivers.{name}", at.model) else f"nothing in core/model says drivers.{name}",
        "words": _lacking(at, f"lever.{name}.name", f"lever.{name}.help"),
        "quantity": _lacking(at, f"quantity.{name}"),
        "written": "" if lever.switch else _unlisted(at, "written", name),
        # Options are off by default, and so not among the levers of these two.
        "direction": "" if name in at.options else _unlisted(at, "direction", name),
        "oracle": "" if name in at.options else _unlisted(at, "oracle", name),
    }
    return _sentences(name, found, LEVER_STEPS)


def kind_gaps(name: str, at: House) -> dict[str, str]:
    """What a kind of measure lacks."""
    kind = at.kinds.get(name)
    found = {
        "entry": "" if kind is not None and name in get_args(Kind) else "it stands in only one of the two, or in neither",
        "moves": "" if kind is not None and _moves(kind) else "a measure of this kind changes nothing",
        "words": _lacking(at, f"impulspakket.kind.{name}") or _without_amount(at, f"impulspakket.kind_short.{name}"),
        **{table: _unlisted(at, table, name) for table in ("facts", "moved", "charged")},
    }
    return _sentences(name, found, KIND_STEPS)


def page_gaps(name: str, at: House) -> dict[str, str]:
    """What a page lacks."""
    route = {f"pages/{name}/page.py", name.replace("_", "-")}
    found = {
        "package": "" if (at.pages / name / "__init__.py").is_file() else "it is not there",
        "page": "" if (at.pages / name / "page.py").is_file() else "it is not there",
        "route": "" if route <= quoted(at.router) else "the router does not name it",
        "words": _lacking(at, f"{name}.title"),
        "preview": _lacking(at, f"app.preview.{name}"),
        "browsed": _unlisted(at, "browsed", name),
    }
    return _sentences(name, found, PAGE_STEPS)


def language_gaps(language: str, at: House) -> dict[str, str]:
    """What a language lacks."""
    most = set().union(*at.words.values())
    absent = sorted(most - set(at.words.get(cast("Language", language), {})))
    found = {
        "locale": "" if language in house.LOCALE else "numbers, months and charts cannot be written",
        "words": f"{len(absent)} of {len(most)} are not there, the first is {absent[0]}" if absent else "",
        "facts": "" if language in LocalText.__struct_fields__ else "there is none",
        "written": "" if all(language in row for _, row in WRITTEN.values()) else "a row does not",
    }
    return _sentences(language, found, LANGUAGE_STEPS)


def _sentences(name: str, found: Mapping[str, str], steps: Mapping[str, Step]) -> dict[str, str]:
    return {step: f"{name}: {steps[step].place}: {steps[step].do} ({fault})" for step, fault in found.items() if fault}


def _lacking(at: House, *keys: str) -> str:
    absent = [f"{key} in {language}" for language, known in at.words.items() for key in keys if key not in known]
    return f"lacking: {', '.join(absent)}" if absent else ""


def _without_amount(at: House, key: str) -> str:
    bare = [language for language, known in at.words.items() if "{amount}" not in known.get(key, "")]
    return f"{key} has no {{amount}} in {', '.join(bare)}" if bare else ""


def _unlisted(at: House, table: str, name: str) -> str:
    return "" if name in at.tables[table] else "there is none"


def _value_fault(lever: Lever, basis: str) -> str:
    """What is wrong with a lever's quantity in a basis, if anything."""
    try:
        found = [quantity for (key, _), quantity in load_baseline(basis).quantities.items() if key == lever.id]
    except Problem as problem:
        return explain("en", problem)
    if not found:
        return f"{basis} has none"
    outside = [one for one in found if not lever.low <= one.range.low <= one.value <= one.range.high <= lever.high]
    return f"{basis} has a range that the lever does not accept" if outside else ""


def _is_passed(name: str) -> bool:
    """Whether what the lever is set to reaches the drivers at all."""
    zero: dict[str, Driver] = dict.fromkeys(SETTING, 0.0)
    return drivers_from(zero | {name: 0.0}) != drivers_from(zero | {name: 1.0})


def _says(name: str, folder: Path) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", path.read_text(encoding="utf-8")) for path in folder.glob("*.py"))


def _moves(kind: MeasureKind) -> bool:
    still, half = no_effect(1), np.full(1, 0.5)
    # A flow that `moved` does not know gives nothing at all.
    return moved(still, kind.flow, half, half) not in (None, still)


if __name__ == "__main__":
    for title, steps in (STEPS | DATA_STEPS).items():
        print(f"### A {title}\n")
        print("\n".join(f"{i}. `{step.place}`: {step.do}." for i, step in enumerate(steps.values(), 1)) + "\n")
