"""One number with its birth certificate: the rule that made it, what went in, and who says so when nothing did.

A trace names its inputs by key and looks them up when they are asked for, so that forty months of thirteen tenure
classes cost nothing until somebody opens them, and two steps that use the same number share it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from core import facts
from core.facts import LocalText

Status: TypeAlias = facts.Status | Literal["moved"]
"""What kind of number it is; `moved` is what somebody chose in this scenario instead of the baseline's value."""
Kind: TypeAlias = Literal["quantity", "observation", "lever", "measure", "law", "household", "convention", "quote"]
Needs: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""Keys of the inputs by their role in the formula; a tuple where a role has many, such as the months of a year."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a step comes out of its inputs.

    Attributes
    ----------
    name : str
        Message key of the formula in words, below `words`.
    compute : Callable[..., float]
        The same as a function of the inputs by role; written apart from the model, so that it is a second opinion.
    form : str
        The same as a template with the roles in braces, for names and for numbers; empty where words say it better.
    words : str
        Where the message stands.
    assumed, approximate : bool
        Whether the rule is our reading of one, and whether it is simpler than the law.
    """

    name: str
    compute: Callable[..., float]
    form: str = ""
    words: str = "trace.formula"
    assumed: bool = False
    approximate: bool = False


def _total(parts: tuple[float, ...]) -> float:
    return sum(parts)


SUM: Final = Rule("sum", _total, "{parts}")


@dataclass(frozen=True, slots=True)
class Given:
    """Where a number comes from that no step made.

    Attributes
    ----------
    kind, status : Kind, Status
    origin : str
        What makes two of them the same fact when they are counted: a quantity of the baseline that stands under a
        lever as well is one.
    file, entry : str | None, str | None
        File below the project, and the entry in it; None for what somebody typed.
    date : date | None
        Day the number is of.
    source : str | None
        Id of the publication.
    derivation : LocalText | None
        How the file says that the number was found or chosen.
    beside : str | None
        Key of the baseline's own value, where this one was put in its place.
    name : LocalText | None
        What it is called, where no message says so: a measure that somebody named.
    others : tuple[str, ...]
        Ids of further publications, where the same text is about several.
    """

    kind: Kind
    status: Status
    origin: str
    file: str | None = None
    entry: str | None = None
    date: dt.date | None = None
    source: str | None = None
    derivation: LocalText | None = None
    beside: str | None = None
    name: LocalText | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A number, its unit, and how it came about: by a rule from inputs, or given.

    Attributes
    ----------
    key : str
        What it is and when, as the command line takes it: `result@2025`, `volume@2025-12`.
    value : float
        In `unit`; infinite for a month that never comes. A month is an index, as everywhere in the model.
    unit : str
        A unit of `core.facts`, or `month`, `draws`, `figures`.
    rule : Rule | None
    needs : Needs
    given : Given | None
        Exactly one of `rule` and `given` is there.
    find : Callable[[str], Trace]
        Looks an input up by its key.
    """

    key: str
    value: float
    unit: str
    find: Callable[[str], Trace] = field(repr=False)
    rule: Rule | None = None
    needs: Needs = field(default_factory=dict)
    given: Given | None = None

    @property
    def inputs(self) -> tuple[Trace, ...]:
        """The numbers that went in, in the order of the formula."""
        return tuple(self.find(key) for key in _flat(self.needs))

    def recompute(self) -> float:
        """The value that the rule gives for the inputs' values; the value itself where it was given."""
        if self.rule is None:
            return self.value
        return self.rule.compute(**values_of(self.needs, self.find))


def values_of(needs: Needs, find: Callable[[str], Trace]) -> dict[str, float | tuple[float, ...]]:
    """Values of the inputs by role, as a rule takes them."""
    return {
        role: tuple(find(key).value for key in keys) if isinstance(keys, tuple) else find(keys).value
        for role, keys in needs.items()
    }


def _flat(needs: Needs) -> Iterable[str]:
    for keys in needs.values():
        yield from keys if isinstance(keys, tuple) else (keys,)


def in_order(*traces: Trace) -> list[Trace]:
    """The traces and everything under them, each once, inputs before what they make.

    By hand and not by recursion: a path of 88 months is deeper than Python's stack likes.
    """
    found: dict[str, Trace] = {}
    open_: list[tuple[Trace, bool]] = [(trace, False) for trace in reversed(traces)]
    while open_:
        one, made = open_.pop()
        if one.key in found:
            continue
        if made:
            found[one.key] = one
            continue
        open_.append((one, True))
        open_.extend((each, False) for each in reversed(one.inputs) if each.key not in found)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Tally:
    """How many different given numbers stand under a trace, and of which kind."""

    reported: int = 0
    derived: int = 0
    assumption: int = 0
    own: int = 0
    moved: int = 0

    @property
    def all(self) -> int:
        """Given numbers together."""
        return self.reported + self.derived + self.assumption + self.own + self.moved

    @property
    def status(self) -> Status:
        """Status of what is computed from them: an assumption as soon as one of them is."""
        return "assumption" if self.assumption else "moved" if self.moved else "derived"


def tally(trace: Trace) -> Tally:
    """Count what was given under a trace, each fact once; a rule that is our reading is an assumption like any other."""
    facts: dict[str, Status] = {}
    for one in in_order(trace):
        if one.given is not None:
            facts[one.given.origin] = one.given.status
        elif one.rule is not None and one.rule.assumed:
            facts[f"rule:{one.rule.name}"] = "assumption"
    every = list(facts.values())
    return Tally(
        reported=every.count("reported"),
        derived=every.count("derived"),
        assumption=every.count("assumption"),
        own=every.count("own"),
        moved=every.count("moved"),
    )


def status_of(trace: Trace) -> Status:
    """Status of the number: what its certificate says, or what stands under it."""
    return trace.given.status if trace.given is not None else tally(trace).status
