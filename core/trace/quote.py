"""Numbers that an explanation in `data/` names: what its text says, in which file, and which publication it is about.

Where the same number stands in the data itself, of a publication that the text cites or of a year that it names beside it,
that is the number that is meant.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from core import DATA
from core.analysis.reading import moved_in_reality
from core.baseline import Baseline, sorted_items
from core.city import City, all_series, contradictions_for
from core.facts import LocalText, Series, Status, contradictions, series, series_names, sources
from core.measures import catalogue
from core.text import format as house
from core.text.catalog import LANGUAGES, Language, translate
from core.trace.book import Entry, Key
from core.trace.given import below, quantity_given
from core.trace.model import ModelBook
from core.trace.node import Given, Trace

NUMBER: Final = re.compile(r"(?<![\w.,@-])\d+(?:[.,]\d+)*(?![\w-])")
YEAR: Final = re.compile(r"(?:19|20)\d{2}")
TELLING: Final = 3
"""Digits from which a number is not like many others."""
AROUND: Final = 25
"""Letters beside a number in which a year that it is of can stand."""


@dataclass(frozen=True, slots=True)
class Quoting:
    """A text of `data/` that names numbers.

    Attributes
    ----------
    texts : tuple[LocalText, ...]
    given : Given
        Where it stands and what it cites; its status is that of a number which nobody else says.
    reported : tuple[float, ...]
        Values that a publication says in so many words.
    """

    texts: tuple[LocalText, ...]
    given: Given
    reported: tuple[float, ...] = ()


def numbers_in(text: str, language: Language) -> Iterator[re.Match[str]]:
    """Numbers in a text that are counted or worked out: no year, no day of a month, no name of a band, a law or a version."""
    names = [found.span() for found in re.finditer(translate(language, "proof.bands"), text)]
    months = "|".join((*house.calendar_months(language), *house.calendar_months(language, short=True)))
    for found in NUMBER.finditer(text):
        day = re.match(rf"\s*(?:{months})\b", text[found.end() :], re.IGNORECASE)
        if not day and not YEAR.fullmatch(found[0]) and not any(begin <= found.start() < end for begin, end in names):
            yield found


def plain(token: str, after: str, language: Language) -> str:
    """A number as a key writes it: with a point before its decimals, and a sign where it is a percentage."""
    thousands, point = (".", ",") if language == "nl" else (",", ".")
    return token.replace(thousands, "").replace(point, ".") + ("%" if after.startswith("%") else "")


def quote_key(place: str, token: str, after: str, language: Language) -> str:
    """Key of a number in the text of a place, such as `quote:contradiction:ID:18.6` or `quote:quantity:NAME:12@2025`."""
    where, at, year = place.partition("@")
    return f"quote:{where}:{plain(token, after, language)}{at}{year}"


def quote(book: ModelBook, key: Key) -> Trace:
    """A number in a text of `data/`."""
    kind, _, rest = key.part.partition(":")
    name, _, said = rest.rpartition(":")
    if kind == "values":
        return _value(book, key, name, said)
    found = _text(book.baseline, kind, name, key.year)
    if found is None or not re.fullmatch(r"\d+(?:\.\d+)*%?", said):
        raise book.unknown(key.text)
    near = _near(found.texts, said)
    if near is None:
        raise book.unknown(key.text)
    percent = said.endswith("%")
    value = float(said.rstrip("%")) / (100.0 if percent else 1.0)
    meant = _entry(book.baseline, value, said, found.given, near)
    # Of a series with a point in each stage of a year the key names one.
    if meant is not None and meant != f"quantity:{name}" and math.isclose(book[meant].value, value):
        return book[meant]
    given = replace(found.given, status="reported") if value in found.reported else found.given
    return book.leaf(key.text, value, "share/quote" if percent else "quote", given)


def _value(book: ModelBook, key: Key, name: str, place: str) -> Trace:
    """One of the values that publications give for the same thing: `quote:values:ID:0`."""
    entry = next((one for one in contradictions_for(book.baseline.city) if one.id == name), None)
    found = _of_contradiction(book.baseline.city, name)
    if entry is None or found is None or entry.unit is None or not place.isdigit() or int(place) >= len(entry.values):
        raise book.unknown(key.text)
    given = replace(found.given, status="reported")
    return book.leaf(key.text, entry.values[int(place)], entry.unit, given)


def _near(texts: Iterable[LocalText], said: str) -> str | None:
    """What stands around a number in one of the languages; None where no text names it."""
    for text in texts:
        for language in LANGUAGES:
            for found in numbers_in(text[language], language):
                if plain(found[0], text[language][found.end() :], language) == said:
                    return text[language][max(0, found.start() - AROUND) : found.end() + AROUND]
    return None


# Texts -------------------------------------------------------------------------------------------------------------


def _text(baseline: Baseline, kind: str, name: str, year: int | None) -> Quoting | None:
    city = baseline.city
    match kind:
        case "quantity" | "range":
            return _of_quantity(baseline, kind, name, year)
        case "contradiction":
            return _of_contradiction(city, name)
        case "series":
            return _of_series(city, name)
        case "event":
            return _of_event(city, name)
        case "measure":
            return _of_measure(city, name)
    return None


def _of_quantity(baseline: Baseline, kind: str, name: str, year: int | None) -> Quoting | None:
    found = baseline.quantities.get((name, year))
    if found is None:
        return None
    text = found.derivation if kind == "quantity" else found.range.basis
    given = quantity_given(found)
    of = f"{kind}:{name}{'' if year is None else f'@{year}'}"
    about = LocalText(*(translate(language, f"quantity.{name}") + ("" if year is None else f" {year}") for language in LANGUAGES))
    status: Status = "own" if found.status == "own" else "derived"
    return (
        None
        if text is None
        else Quoting((text,), replace(given, kind="quote", status=status, origin=of, derivation=text, name=about))
    )


def _of_contradiction(city: City | None, name: str) -> Quoting | None:
    found = next((one for one in contradictions_for(city) if one.id == name), None)
    if found is None:
        return None
    national = found in contradictions()
    file = DATA / "contradictions.toml" if national or city is None else city.folder / "contradictions.toml"
    given = _given(f"contradiction:{name}", file, name, found.sources, found.reason, found.subject)
    return Quoting((found.reason, found.subject, *([] if found.said is None else [found.said])), given, found.values)


def _of_series(city: City | None, name: str) -> Quoting | None:
    file, found = _series(city).get(name, (None, None))
    if file is None or found is None:
        return None
    cited = tuple(dict.fromkeys(point.source for point in found.observations))
    return Quoting(
        (found.definition, found.title), _given(f"series:{name}", file, "definition", cited, found.definition, found.title)
    )


def _of_event(city: City | None, name: str) -> Quoting | None:
    found = moved_in_reality(city)
    place = int(name) if name.isdigit() else len(found)
    if city is None or place >= len(found):
        return None
    one = found[place]
    cited = tuple(dict.fromkeys(point.source for point in (one.before, one.after)))
    file = city.folder / "reading.toml"
    return Quoting((one.event,), _given(f"event:{name}", file, f"{one.lever} {one.series}", cited, one.event, one.title))


def _of_measure(city: City | None, name: str) -> Quoting | None:
    found = next((one for one in catalogue(city) if one.id == name), None)
    if found is None or city is None:
        return None
    texts = (found.derivation, found.note)
    file = city.folder / "measures.toml"
    return Quoting(
        texts, _given(f"measure_text:{name}", file, f"{name} derivation", (found.source,), found.derivation, found.name)
    )


def _given(origin: str, file: Path, entry: str, cited: tuple[str, ...], text: LocalText, about: LocalText) -> Given:
    first, *rest = cited or (None,)
    return Given(
        kind="quote", status="derived", origin=f"quote:{origin}", file=below(file), entry=entry, source=first,
        date=None if first is None else sources()[first].date, derivation=text, name=about,
        others=tuple(one for one in rest if one is not None),
    )  # fmt: skip


# The same number in the data ---------------------------------------------------------------------------------------


@functools.cache
def _series(city: City | None) -> dict[str, tuple[Path, Series]]:
    national = {name: (DATA / "series" / f"{name}.toml", series(name)) for name in series_names()}
    own = {} if city is None else all_series(city)
    return national | {one.id: (city.folder / "series" / f"{file}.toml", one) for file, one in own.items() if city is not None}


def _entry(baseline: Baseline, value: float, said: str, given: Given, near: str) -> str | None:
    """Key of the entry that has this number, when it is of a publication that is cited or of a year beside the number."""
    if len(re.sub(r"\D", "", said)) < TELLING:
        return None
    cited = {one for one in (given.source, *given.others) if one is not None}

    def fits(number: float, day: dt.date, source: str | None, share: bool) -> bool:
        same = abs(number - value) < 1e-9 * max(abs(value), 1.0) and share == said.endswith("%")
        return same and (source in cited or str(day.year) in near)

    points = {
        f"series:{name}@{point.date}"
        for name, (_, one) in _series(baseline.city).items() for point in one.observations
        if fits(point.value, point.date, point.source, one.unit.startswith("share"))
    }  # fmt: skip
    if len(points) == 1:
        return points.pop()
    quantities = {
        f"quantity:{name}" + ("" if year is None else f"@{year}")
        for (name, year), one in sorted_items(baseline.quantities)
        if fits(one.value, one.date, one.source, one.unit.startswith("share"))
    }
    return quantities.pop() if not points and len(quantities) == 1 else None


ENTRIES: Final[dict[str, Entry]] = {"quote": Entry(quote, "any", parts="KIND:NAME:NUMBER")}
"""KIND is quantity, range, contradiction, values, series, event or measure."""
