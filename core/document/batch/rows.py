"""The table of scenarios: a row is a scenario, or a sentence that says why it is none.

Columns: `scenario` (its name), `baseline`, `until`, `link`, `package`, and any lever or option by its id; all may be left
out, and an empty cell is what the baseline has. `package` lists measures of the city with a space between them: `minw`,
`minw=12` (its effect), `minw@2027-03` (its first month; it keeps its length), or both.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import pyarrow as pa
import pyarrow.parquet as pq

from core.baseline import DEFAULT, Baseline, load_baseline, read_baseline
from core.cache import remembered
from core.measures import again, catalogue
from core.model.calendar import month_index
from core.model.measures import Measure
from core.problem import Problem, shown
from core.scenario import (
    LEVERS,
    OPTIONS,
    Scenario,
    default_scenario,
    from_query,
    parse_number,
    with_measures,
    with_until,
    with_value,
)

NAMED: Final = ("scenario", "baseline", "until", "link", "package")
SETTINGS: Final = tuple(one.id for one in (*LEVERS, *OPTIONS))
_WORD: Final = re.compile(r"([^=@\s]+)(?:=([^=@\s]+))?(?:@(\d{4}-\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Job:
    """One scenario of the table.

    Attributes
    ----------
    row : int
        Its line in the file; the head is line 1.
    name : str
        What the table calls it, else its line.
    """

    row: int
    name: str
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is no scenario, and why."""

    row: int
    problem: Problem


@remembered(256)
def baseline_of(name: str) -> Baseline:
    """A baseline by its id, or from a file whose name ends in `.toml`; each is read once in a process."""
    return read_baseline(Path(name)) if name.endswith(".toml") else load_baseline(name)


def read_rows(path: Path) -> tuple[list[Job], list[Refused]]:
    """All rows of a CSV or Parquet file. Raises Problem for a file or a head that cannot be."""
    rows = _parquet(path) if path.suffix.lower() == ".parquet" else _csv(path)
    jobs: list[Job] = []
    refused: list[Refused] = []
    seen: set[str] = set()
    for line, row in rows:
        try:
            job = _job(line, row)
            if job.name in seen:
                raise Problem("batch.twice", value=shown(job.name))
        except Problem as problem:
            refused.append(Refused(line, problem))
            continue
        seen.add(job.name)
        jobs.append(job)
    return jobs, refused


def _csv(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise Problem("facts.encoding", file=path.name) from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    head = _head(path, next(reader, []))
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        # A row of another length is told as a row: its cells may stand under the wrong names.
        values: dict[str, object] = dict(zip(head, cells, strict=False))
        yield reader.line_num, values if len(cells) == len(head) else {"": len(cells), "of": len(head)}


def _parquet(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise Problem("batch.parquet", file=path.name) from error
    _head(path, table.column_names)
    yield from enumerate(table.to_pylist(), start=2)


def _head(path: Path, names: Iterable[str]) -> list[str]:
    head = [name.strip() for name in names]
    if not any(head):
        raise Problem("batch.empty", file=path.name)
    for name in head:
        if name not in NAMED and name not in SETTINGS:
            raise Problem("batch.column", file=path.name, value=shown(name), known=", ".join((*NAMED, *SETTINGS)))
        if head.count(name) > 1:
            raise Problem("facts.twice", file=path.name, where=name)
    return head


def _job(line: int, row: Mapping[str, object]) -> Job:
    """The scenario of a row. Raises Problem."""
    if "" in row:
        raise Problem("batch.cells", value=row[""], high=row["of"])
    given = {name: value for name, value in row.items() if value is not None and str(value).strip()}
    if "link" in given:
        scenario = _linked(str(given["link"]))
        baseline = baseline_of(scenario.baseline)
    else:
        baseline = baseline_of(str(given.get("baseline", DEFAULT)).strip())
        scenario = default_scenario(baseline)
    if "until" in given:
        scenario = with_until(scenario, baseline, _month(str(given["until"])))
    for name in SETTINGS:
        if name in given:
            scenario = with_value(scenario, baseline, name, _number(name, given[name]))
    if "package" in given:
        scenario = with_measures(scenario, _package(baseline, str(given["package"])))
    # A scenario of a file of its own is found again by the name of that file.
    scenario = dataclasses.replace(scenario, baseline=str(given.get("baseline", scenario.baseline)).strip())
    return Job(line, str(given.get("scenario", line)).strip(), scenario)


def _linked(link: str) -> Scenario:
    query = link.partition("?")[2] if "?" in link.partition("=")[0] else link
    scenario, problems = from_query(parse_qs(query, keep_blank_values=True), baseline_of)
    if problems:
        raise problems[0]
    return scenario


def _month(text: str) -> int:
    try:
        return month_index(text.strip())
    except ValueError as error:
        raise Problem("scenario.month", value=shown(text)) from error


def _number(name: str, value: Any) -> float:
    return float(value) if isinstance(value, int | float) else parse_number(name, str(value).strip())


def _package(baseline: Baseline, text: str) -> tuple[Measure, ...]:
    known = {entry.id: entry.measure() for entry in catalogue(baseline.city)}
    found = []
    for word in text.split():
        match = _WORD.fullmatch(word)
        if match is None or match[1] not in known:
            raise Problem("solve.unknown_measure", value=shown(word), known=", ".join(known))
        one = known[match[1]]
        if match[2] is not None:
            one = dataclasses.replace(one, effect=parse_number(match[1], match[2]))
        found.append(one if match[3] is None else again(one, _month(match[3])))
    return tuple(found)
