"""What somebody answers about their own count, and the name that these answers make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

import msgspec

from core.model.calendar import month_index, month_label
from core.numbers import read_plain
from core.problem import Problem, shown
from core.scenario import COUNT_MARK

Moved = Literal["inflow", "outflow_rate", "none"]
"""Which lever is fitted to the growth since the baseline that the count starts from; with "none" both stay as they are."""
MOVED: Final[tuple[Moved, ...]] = get_args(Moved)
AMOUNTS: Final = ("lks_jobs", "inflow", "outflow", "buig", "lasten", "reserve")
"""Answers that are one number, in the order in which they stand in a name."""

MARK: Final = COUNT_MARK
"""Stands between the parts of a name: it needs no escape in a link, and no baseline of the project has it in its id."""
_DOT: Final = "."
_PART: Final = re.compile(r"([a-z_]+)\.(.+)", re.ASCII)
LONGEST: Final = 240
"""Characters of a name; one with every answer takes some 180."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One own count. What nobody answered is None, and no number takes its place.

    Attributes
    ----------
    month : int
        Month index; the count is that of its end.
    volume : float
        [benefits]
    moved : Moved
        Which lever the growth since is fitted with.
    lks_jobs : float | None
        LKS jobs at the end of that month [jobs].
    inflow, outflow : float | None
        Benefits that started and ended in the twelve months up to it, for whatever reason [benefits/year].
    buig, lasten : float | None
        Budget and cost of the whole year of the month [EUR million].
    reserve : float | None
        Before the result of that year [EUR million].
    target : tuple[float, int] | None
        The caseload wanted [benefits], and the month index that it is wanted for.
    """

    month: int
    volume: float
    moved: Moved = "inflow"
    lks_jobs: float | None = None
    inflow: float | None = None
    outflow: float | None = None
    buig: float | None = None
    lasten: float | None = None
    reserve: float | None = None
    target: tuple[float, int] | None = None


@dataclass(frozen=True, slots=True)
class CountName:
    """The two halves of a name: the baseline that the count starts from, and the answers."""

    parent: str
    answers: Answers


def is_count(baseline_id: str) -> bool:
    """Whether an id is the name of an own count."""
    return MARK in baseline_id


def parent_of(baseline_id: str) -> str:
    """Id of the baseline that a count starts from; an id that names no count is its own."""
    return baseline_id.partition(MARK)[0]


def name_of(parent: str, answers: Answers) -> str:
    """The id of the baseline that the answers make: equal answers have equal names."""
    parts = [parent, f"{month_label(answers.month)}{_DOT}{written(answers.volume)}"]
    if answers.moved != "inflow":
        parts.append(f"moved{_DOT}{answers.moved}")
    given = {key: getattr(answers, key) for key in AMOUNTS}
    parts += [f"{key}{_DOT}{written(value)}" for key, value in given.items() if value is not None]
    if answers.target is not None:
        value, month = answers.target
        parts.append(f"target{_DOT}{written(value)}{_DOT}{month_label(month)}")
    return MARK.join(parts)


def answers_of(baseline_id: str) -> CountName:
    """The answers that a name holds. Raises Problem for a text that no answers give."""
    damaged = Problem("count.name", value=shown(baseline_id, 60))
    if len(baseline_id) > LONGEST:
        raise damaged
    parent, first, *rest = baseline_id.split(MARK)
    try:
        label, _, text = first.partition(_DOT)
        found: dict[str, object] = {"month": month_index(label), "volume": _read(text)}
        for part in rest:
            match = _PART.fullmatch(part)
            if match is None:
                raise ValueError(part)
            found[match[1]] = _part(match[1], match[2])
        answers = msgspec.convert(found, Answers)
    except (ValueError, msgspec.ValidationError) as error:
        raise damaged from error
    if name_of(parent, answers) != baseline_id:
        # Of two spellings of the same count one is no name: an id has to be the same wherever it is written.
        raise damaged
    return CountName(parent, answers)


def _part(key: str, text: str) -> object:
    if key == "moved":
        return text
    if key == "target":
        value, _, month = text.rpartition(_DOT)
        return (_read(value), month_index(month))
    return _read(text)


def written(value: float) -> str:
    """A number without thousands, without an exponent, and with no more decimals than it has."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _read(text: str) -> float:
    value = read_plain(text)
    if value is None:
        raise ValueError(text)
    return value
