"""A trace as a tree that a reader can follow: the whole way down, without saying the same forty times.

Left to itself a tree folds what repeats: a number of the month before is made as the one above it, of twelve months one
is opened, and what stands in the tree already is not told again. With a depth it folds nothing and stops at that depth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from core.facts import sources
from core.text.catalog import Language
from core.trace import words
from core.trace.book import parse_key
from core.trace.node import Trace, status_of, tally

MOST: Final = 400
"""Deepest tree that is drawn: the recursion over the longest horizon is less deep."""
WIDE: Final = 3
"""More numbers of one sort than this in one step are folded into one that is opened."""
Shown = Literal["open", "again", "alike", "chain", "deep"]


@dataclass(slots=True)
class Branch:
    """A trace in a tree.

    Attributes
    ----------
    shown : Shown
        "open" with its inputs, or a leaf; "again" when it stands higher in the tree; "alike" when it is made as `like`,
        a number of the same name; "chain" when `like` is made of it in turn, month by month, and its one input is where
        that begins; "deep" when it lies under the depth that was asked for.
    folded : tuple[Trace, ...]
        Numbers of the same sort beside this one that are not shown.
    """

    trace: Trace
    shown: Shown
    like: Trace | None = None
    folded: tuple[Trace, ...] = ()
    inputs: list[Branch] = field(default_factory=list)


def grow(trace: Trace, depth: int | None = None) -> Branch:
    """The tree of a trace; without a depth with all that repeats folded."""
    return _grow(trace, 0, depth, set(), {}, frozenset())


def _grow(trace: Trace, level: int, depth: int | None, seen: set[str], opened: dict[str, Trace], above: frozenset[str]) -> Branch:
    if _identity(trace) in seen:
        return Branch(trace, "again")
    seen.add(_identity(trace))
    if trace.given is not None:
        return Branch(trace, "open")
    sort = _sort(trace)
    if depth is None and sort in opened:
        if sort not in above:
            return Branch(trace, "alike", opened[sort])
        return Branch(trace, "chain", opened[sort], inputs=[Branch(leaf, "open") for leaf in _begin(trace, sort, seen)])
    if depth is not None and level >= depth:
        seen.discard(_identity(trace))
        return Branch(trace, "deep")
    opened[sort] = trace
    branch = Branch(trace, "open")
    wanted = _inputs(trace, depth)
    for i, (each, folded) in enumerate(wanted):
        alike = next((other for other, _ in wanted[i + 1 :] if _sort(other) == _sort(each)), None)
        if depth is None and alike is not None and each.given is None and _new(each, seen) and _sort(each) not in above:
            # Of a month's begin and end it is the end that is opened: it is made of the begin.
            found = Branch(each, "alike", alike)
        else:
            found = _grow(each, level + 1, depth, seen, opened, above | {sort})
        found.folded = folded
        branch.inputs.append(found)
    return branch


def _begin(trace: Trace, sort: str, seen: set[str]) -> list[Trace]:
    """What a chain of months begins with, when that was given and stands nowhere yet."""
    last, ahead = trace, [trace]
    while ahead:
        last = ahead[0]
        ahead = [each for each in last.inputs if _sort(each) == sort]
    found = [each for each in last.inputs[:1] if each.given is not None and _new(each, seen)]
    seen.update(_identity(each) for each in found)
    return found


def _identity(trace: Trace) -> str:
    """What must not be told twice: a number, or the fact behind it."""
    return trace.key if trace.given is None else trace.given.origin


def _new(trace: Trace, seen: set[str]) -> bool:
    return _identity(trace) not in seen


def _sort(trace: Trace) -> str:
    """What a number is and how it is made, its month left out; one of a year or of no time is a sort of its own."""
    run, _, own = trace.key.rpartition("/")
    key = parse_key(own)
    if key is None or key.month is None or trace.rule is None:
        return trace.key
    return f"{run}/{key.name}/{trace.rule.name}"


def _inputs(trace: Trace, depth: int | None) -> list[tuple[Trace, tuple[Trace, ...]]]:
    """The inputs to show, each with those of its sort that it stands for."""
    found: list[tuple[Trace, tuple[Trace, ...]]] = []
    for keys in trace.needs.values():
        each = [trace.find(key) for key in (keys if isinstance(keys, tuple) else (keys,))]
        if depth is None and len(each) > WIDE and len({_name(one) for one in each}) == 1:
            found.append((each[-1], tuple(each[:-1])))
        else:
            found.extend((one, ()) for one in each)
    return found


def _name(trace: Trace) -> str:
    """What a number is, without which of them; a value of the law or of a baseline has a name of its own."""
    run, _, own = trace.key.rpartition("/")
    key = parse_key(own)
    if key is None or key.name in ("law", "quantity"):
        return trace.key
    return f"{run}/{key.name}"


# As text -----------------------------------------------------------------------------------------------------------


def text_of(branch: Branch, language: Language) -> str:
    """The tree as lines of text."""
    lines: list[str] = []
    _write(branch, language, "", "", lines)
    return "\n".join(lines)


def _write(branch: Branch, language: Language, first: str, rest: str, lines: list[str]) -> None:
    trace = branch.trace
    if branch.folded:
        lines.append(f"{first}{_folded(branch, language)}")
        first = rest
    lines.append(f"{first}{words.name_of(trace, language)} = {words.amount(trace, language)} · {_said(branch, language)}")
    bar = rest + ("│  " if branch.inputs else "   ")
    if branch.shown == "open":
        lines.extend(bar + line for line in _under(trace, language))
    for i, each in enumerate(branch.inputs):
        last = i == len(branch.inputs) - 1
        _write(each, language, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), lines)


def _said(branch: Branch, language: Language) -> str:
    """Behind a number: its status, or where in the tree it is told."""
    if branch.shown != "open":
        like = "" if branch.like is None else words.name_of(branch.like, language)
        return words.say(language, f"tree.{branch.shown}", like=like)
    given = branch.trace.given
    if given is None:
        status = status_of(branch.trace)
        said = words.status_word("computed" if status == "derived" else status, language)
        return f"{said}: {words.counted(tally(branch.trace), language)}"
    return " · ".join(words.status_and_day(given, language))


def _under(trace: Trace, language: Language) -> list[str]:
    """Under a number: its formula in words, names and numbers; or how it was found, by whom, and where it stands."""
    given = trace.given
    if given is None:
        forms = (words.symbols(trace, language), words.numbers(trace, language))
        return [words.formula(trace, language), *(f"= {form}" for form in forms if form)]
    found = [words.told(given, language), *words.where(given, language)]
    if given.beside is not None:
        found.append(words.say(language, "tree.beside", value=words.amount(trace.find(given.beside), language)))
    return [line for line in found if line]


def _folded(branch: Branch, language: Language) -> str:
    """The numbers that are not shown, in one line."""
    one, last = branch.folded[0], branch.folded[-1]
    return words.say(
        language, "tree.folded", n=len(branch.folded), first=words.name_of(one, language), last=words.name_of(last, language),
        low=words.bare(one.value, one.unit, language), high=words.bare(last.value, last.unit, language),
    )  # fmt: skip


# As plain values ---------------------------------------------------------------------------------------------------


def document_of(branch: Branch, language: Language) -> dict[str, Any]:
    """The tree as nested plain values; an infinite value is null."""
    trace = branch.trace
    found: dict[str, Any] = {
        "key": trace.key, "name": words.name_of(trace, language),
        "value": trace.value if abs(trace.value) != float("inf") else None, "unit": trace.unit,
        "text": words.amount(trace, language), "shown": branch.shown,
    }  # fmt: skip
    if branch.folded:
        found["folded"] = [{"key": one.key, "value": one.value} for one in branch.folded]
    if trace.given is not None:
        return found | _leaf_document(trace, language)
    if branch.like is not None:
        found["like"] = branch.like.key
    if branch.shown != "open":
        return found | {"inputs": [document_of(each, language) for each in branch.inputs]}
    count = tally(trace)
    return found | {
        "status": status_of(trace),
        "counts": {"all": count.all, "assumption": count.assumption, "moved": count.moved},
        "formula": {
            "key": trace.rule.name if trace.rule is not None else None, "words": words.formula(trace, language),
            "symbols": words.symbols(trace, language), "numbers": words.numbers(trace, language),
        },
        "inputs": [document_of(each, language) for each in branch.inputs],
    }  # fmt: skip


def _leaf_document(trace: Trace, language: Language) -> dict[str, Any]:
    given = trace.given
    assert given is not None
    found = [_publication(one) for one in words.cited(given)]
    source, others = (found[0] if found else None), found[1:]
    return {
        "status": given.status, "kind": given.kind, "file": given.file, "entry": given.entry,
        "date": None if given.date is None else given.date.isoformat(),
        "source": source, **({"others": others} if others else {}),
        "derivation": words.told(given, language) or None,
        "baseline": None if given.beside is None else trace.find(given.beside).value,
    }  # fmt: skip


def _publication(name: str) -> dict[str, Any]:
    source = sources()[name]
    return {
        "id": source.id, "title": source.title, "publisher": source.publisher, "date": source.date.isoformat(),
        "where": source.reference or source.url, "second_hand": source.second_hand,
    }  # fmt: skip
