"""What files are made of in the tests: a scenario with a measure, that one beside others, and a monitor; and their words."""

from __future__ import annotations

import datetime as dt
import functools
import io
from typing import Any, Literal, TypeAlias

import docx
import openpyxl
import pptx
import pypdf

from core.analysis.monitor import monitor_of
from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.export.files import KINDS, OFFERED, Subject, content_of
from core.export.making import made
from core.export.stamp import lines_of, query_of, told_by
from core.export.value import Drawn, Report
from core.model.calendar import month_index
from core.model.measures import Measure
from core.scenario import Scenario, default_scenario, reference_scenario, with_measures, with_value
from core.text import format as house
from core.text.catalog import Language

Topic: TypeAlias = Literal["scenario", "pages", "compared", "monitor"]
"""A scenario, one with all pages that can be chosen, one beside others, and the monitor."""
NAME = '=HYPERLINK("http://x") #strong[*a*] <b>'
DAY = dt.date(2026, 11, 28)


def scenario() -> tuple[Scenario, Baseline]:
    baseline = load_baseline("stand-2026")
    moved = with_value(with_value(default_scenario(baseline), baseline, "outflow_rate", 0.0205), baseline, "inflow", 571.0)
    start = baseline.reference_month + 4
    return with_measures(moved, [Measure("a", "outflow_work", start, 60.0, 6, start + 30, name=NAME)]), baseline


def beside() -> dict[str, tuple[Scenario, Baseline]]:
    shown, baseline = scenario()
    bad = with_value(reference_scenario(shown), baseline, "inflow", 702.0)
    return {"A": (reference_scenario(shown), baseline), "B": (bad, baseline)}


@functools.cache
def subject(topic: Topic) -> Subject:
    found = scenario()
    if topic == "compared":
        return Subject(*found, beside())
    if topic == "pages":
        return Subject(*found, pages=OFFERED)
    return Subject(*found, monitor=monitor_of(found[1])) if topic == "monitor" else Subject(*found)


@functools.cache
def link(topic: Topic) -> str:
    return f"https://example.org/?{query_of(subject(topic))}"


@functools.cache
def report(topic: Topic, name: str, language: Language) -> Any:
    found = subject(topic)
    lines = lines_of(found, link(topic), told_by(name, found, f"a.{KINDS[name].ending}"), DAY, language)
    return content_of(name, found, lines, link(topic), language)


@functools.cache
def content(topic: Topic, name: str, language: Language) -> bytes:
    found = report(topic, name, language)
    return made(found, KINDS[name].ending) if isinstance(found, Report) else bytes(found)


def squeezed(text: str) -> str:
    """Without white space: where a line breaks is the file's affair."""
    return "".join(text.split())


def expected(topic: Topic, name: str, language: Language) -> list[str]:
    """What the model and `data/` come to, in the house style; slides say a monitor's newest numbers and nearest targets."""
    if topic == "monitor":
        monitor = subject(topic).monitor
        assert monitor is not None
        some = slice(-1, None) if name == "pptx" else slice(None)
        points = [point.value for one in monitor.reported for point in (*one.points[some], *one.ahead[:1]) if one.charted]
        assert {32864.0, 32325.0} <= set(points)
        return [house.number(value, language) for value in points]
    sides = [scenario(), *(beside().values() if topic == "compared" else ())]
    return [text for side in sides for text in _outcome(*side, language, jobs="2027-12" if topic == "compared" else "2026-12")]


def _outcome(found: Scenario, baseline: Baseline, language: Language, jobs: str) -> list[str]:
    """Caseload, jobs and deficit."""
    run = simulate(baseline, found)
    end, then = (run.months.index(month_index(month)) for month in ("2027-12", jobs))
    deficit = -run.budget.total[run.years.index(2027), 0] + run.lasten[run.years.index(2027), 0]
    return [
        house.number(run.caseload.stock[end, 0], language), house.number(run.jobs.stock[then, 0], language),
        house.number(abs(deficit), language, 1),
    ]  # fmt: skip


def texts(topic: Topic, name: str, language: Language) -> str:
    """All words of a file, as another program reads them."""
    file = io.BytesIO(content(topic, name, language))
    if KINDS[name].ending == "pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    if KINDS[name].ending == "docx":
        return " ".join(one.text or "" for one in docx.Document(file).element.body.iter() if one.tag.endswith("}t"))
    if KINDS[name].ending == "xlsx":
        return " ".join(str(cell.value) for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row)
    slides = pptx.Presentation(file).slides
    shown = [one.text or "" for slide in slides for one in slide._element.iter() if one.tag.endswith("}t")]
    return " ".join([*shown, *(slide.notes_slide.notes_text_frame.text for slide in slides)])


def chart(language: Language) -> Drawn:
    """The first chart of the scenario, by itself."""
    found: Report = report("scenario", "pdf", language)
    part = found.parts[0]
    assert part.spec is not None
    return Drawn(part.finding, part.sentence, part.spec, found.stamp, link("scenario"))
