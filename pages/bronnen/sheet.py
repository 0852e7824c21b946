"""Bronnen: every quantity of the baseline with its certificate, contradictions, series and the source register."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from core import MODEL_VERSION
from core.baseline import Baseline, sorted_items
from core.city import City, all_series, contradictions_for, sources_for
from core.facts import Contradiction, Quantity, Series, Unit, series, series_names, sources
from core.figures.table import Cell, Column, Range, Table
from core.text import format as house
from core.text import sources as named
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.share import plain_stamp
from core.ui.tables import quoted, source_items, table_file, table_html, told
from pages.bronnen import own_data
from pages.bronnen.beside import formulas, links, matching, reading, used

PARTS: Final = ("quantities", "reading", "equations", "contradictions", "series", "sources")
"""Parts of the page, in their order; each can be looked through by itself."""
MOST_DECIMALS: Final = 6
"""Of a number in a file; zeros at its end are left out."""


def draw() -> None:
    """Draw the page for the baseline of the scenario."""
    language = state.current().language
    baseline = state.baseline()

    def say(key: str, **params: object) -> str:
        return translate(language, f"bronnen.{key}", **params)

    kinds = Counter(found.status for found in baseline.quantities.values())
    answer = say(
        "answer_own" if kinds["own"] else "answer",
        reported=kinds["reported"], derived=kinds["derived"], assumed=kinds["assumption"], own=kinds["own"],
    )  # fmt: skip
    known = say(
        "known",
        date=house.date(baseline.known_on, language),
        month=house.month(baseline.reference_month, language),
    )
    later = [translate(language, f"quantity.{key}") for key in baseline.published_later]
    if later:
        known += " " + say("later", n=len(later), names="; ".join(later))
    st.html(
        f'<div class="koers-page"><h1 class="koers-answer">{answer}</h1>'
        f'<p class="koers-sentence">{html.escape(say("intro"))}</p></div>'
    )
    own_data.section(language)
    query = st.text_input(say("search"), key="sources-search", max_chars=80, placeholder=say("search_example"))
    kind = st.segmented_control(
        say("filter"), PARTS, format_func=lambda part: say(part, title=baseline.title[language]), key="sources-part"
    )
    found = {
        "quantities": (known, _quantities(baseline, language, query)),
        "reading": (say("reading_note"), reading(baseline.city, language, query)),
        "contradictions": (say("contradictions_note"), _contradictions(baseline.city, language, query)),
        "series": ("", _series(baseline.city, language, query)),
        "sources": (say("sources_note"), _register(baseline.city, language, query)),
    }
    files: dict[str, tuple[str, Callable[[], Table]]] = {
        "quantities": ("quantities", lambda: quantity_table(baseline, language)),
        "contradictions": ("contradictions", lambda: contradiction_table(baseline.city, language)),
        "series": ("points", lambda: point_table(baseline.city, language)),
    }
    for part, (note, (rows, shown)) in found.items():
        if part == "contradictions" and kind in (None, "equations"):
            formulas(language, query, opened=kind is not None or bool(query.strip()))
        if kind not in (None, part):
            continue
        title, count = say(part, title=baseline.title[language]), say("found" if query.strip() else "all", n=rows)
        opened = " open" if kind is not None or query.strip() else ""
        said = f'<p class="koers-sentence">{html.escape(note)}</p>' if note else ""
        st.html(
            f'<div class="koers-page"><details{opened}><summary><h2 class="koers-title">{html.escape(title)}</h2> '
            f'<span class="koers-also">{html.escape(count)}</span></summary>'
            f"{said}{shown}</details></div>"
        )
        if part in files:
            key, made = files[part]
            table_file(made(), key, language, plain_stamp(language))
    st.html(f'<div class="koers-page"><p class="koers-sentence">{html.escape(say("version", version=MODEL_VERSION))}</p></div>')


def _register(city: City | None, language: Language, query: str) -> tuple[int, str]:
    """How many publications were asked for, and the list of them."""
    known = sources_for(city)
    kept = matching([[name, source_items({name: source}, language)] for name, source in known.items()], query)
    return len(kept), source_items({name: known[name] for name, _ in kept}, language)


def value_in_unit(value: float, unit: Unit, language: Language) -> str:
    """A value as a reader expects it in its unit: shares as percentages, money with a decimal, counts whole."""
    if unit.startswith("share"):
        return house.percent(value, language)
    if unit == "EUR million":
        return house.million(value, language)
    decimals = 0 if value == round(value) else 2
    return house.number(value, language, decimals)


def unit_name(unit: Unit, language: Language) -> str:
    """The unit in words."""
    return translate(language, f"common.unit.{unit.replace('/', '-').replace(' ', '-')}")


def _quantities(baseline: Baseline, language: Language, query: str) -> tuple[int, str]:
    levers = dict(state.current().committed.overrides)
    rows = [_quantity(key, year, found, levers, language) for (key, year), found in sorted_items(baseline.quantities)]
    return _table(language, ["name", "value", "date", "status", "range", "why"], matching(rows, query))


def _quantity(key: str, year: int | None, found: Quantity, moved: Mapping[str, float], language: Language) -> list[str]:
    name = translate(language, f"quantity.{key}") + ("" if year is None else f" {year}")
    place = key if year is None else f"{key}@{year}"
    why = [] if found.derivation is None else [quoted(found.derivation[language], f"quantity:{place}", language)]
    if found.source is not None:
        why.append(links([found.source], language))
    status = html.escape(translate(language, f"common.{found.status}"))
    if found.status == "assumption":
        status = f'<span class="koers-assumption">{status}</span>'
    low, high = (value_in_unit(end, found.unit, language) for end in (found.range.low, found.range.high))
    unit = "" if found.unit == "EUR million" else f" {unit_name(found.unit, language)}"
    shown = value_in_unit(found.value, found.unit, language) + ("" if found.unit == "share" else unit)
    seen = quoted(found.range.basis[language], f"range:{place}", language)
    return [
        f"{html.escape(name)}{used(key, moved, language)}",
        told(shown, f"quantity:{place}"),
        house.date(found.date, language),
        status,
        f"{told(f'{low} – {high}', (f'range_low:{place}', f'range_high:{place}'))}<br>{seen}",
        "<br>".join(why),
    ]


def quantity_table(baseline: Baseline, language: Language) -> Table:
    """Every quantity with its number and the ends of its range as numbers, for a spreadsheet."""
    number = {"decimals": MOST_DECIMALS, "trimmed": True}
    columns = [
        _column("name", language), _column("value", language, **number), _column("unit", language), _column("date", language),
        _column("status", language), _column("range", language, **number), _column("reason", language), _column("why", language),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            translate(language, f"quantity.{key}") + ("" if year is None else f" {year}"),
            found.value,
            unit_name(found.unit, language),
            found.date,
            translate(language, f"common.{found.status}"),
            Range(found.range.low, found.range.high),
            "" if found.derivation is None else found.derivation[language],
            "" if found.source is None else named.title(sources()[found.source], language),
        ]
        for (key, year), found in sorted_items(baseline.quantities)
    ]
    return Table(translate(language, "bronnen.quantities", title=baseline.title[language]), columns, rows)


def point_table(city: City | None, language: Language) -> Table:
    """Every number of every series on a row of its own, for a spreadsheet."""
    number = {"decimals": MOST_DECIMALS, "trimmed": True}
    columns = [
        _column("name", language), _column("date", language), _column("value", language, **number), _column("unit", language),
        _column("status", language), _column("why", language),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            found.title[language],
            point.date,
            point.value,
            unit_name(found.unit, language),
            translate(language, f"common.{point.status}"),
            named.title(sources()[point.source], language),
        ]
        for found in _all_series(city)
        for point in found.observations
    ]
    return Table(translate(language, "bronnen.series"), columns, rows)


def contradiction_table(city: City | None, language: Language) -> Table:
    """Each value that a source gives on a row of its own, with the one that is used; one row where they differ in words."""
    number = {"decimals": MOST_DECIMALS, "trimmed": True}
    columns = [
        _column("subject", language), _column("value", language, **number), _column("unit", language), _column("used", language),
        _column("said", language), _column("reason", language), _column("why", language),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for entry in contradictions_for(city):
        said = "" if entry.said is None else entry.said[language]
        unit = "" if entry.unit is None else unit_name(entry.unit, language)
        cited = ", ".join(named.title(sources()[name], language) for name in entry.sources)
        for value in entry.values or (None,):
            used = translate(language, "bronnen.is_used") if value is not None and value == entry.used else ""
            rows.append([entry.subject[language], value, unit, used, said, entry.reason[language], cited])
    return Table(translate(language, "bronnen.contradictions"), columns, rows)


def _column(name: str, language: Language, **how: Any) -> Column:
    return Column(translate(language, f"bronnen.column.{name}"), words=not how, **how)


def _all_series(city: City | None) -> list[Series]:
    own: list[Series] = [] if city is None else list(all_series(city).values())
    return [*own, *map(series, series_names())]


def _contradictions(city: City | None, language: Language, query: str) -> tuple[int, str]:
    rows = []
    for entry in contradictions_for(city):
        rows.append(
            [
                quoted(entry.subject[language], f"contradiction:{entry.id}", language),
                "<br>".join(_each(entry, language)),
                f"{quoted(entry.reason[language], f'contradiction:{entry.id}', language)}<br>{links(entry.sources, language)}",
            ]
        )
    return _table(language, ["subject", "values", "reason"], matching(rows, query))


def _each(entry: Contradiction, language: Language) -> list[str]:
    """What each source says, and which of it is used where they differ in a number; HTML."""
    place = f"contradiction:{entry.id}"
    if entry.unit is None or entry.used is None:
        return [] if entry.said is None else [quoted(entry.said[language], place, language)]
    said = [value_in_unit(value, entry.unit, language) for value in entry.values]
    keys = [f"quote:values:{entry.id}:{n}" for n in range(len(said))]
    used = entry.values.index(entry.used)
    return [told(" / ".join(said), tuple(keys)), told(translate(language, "bronnen.used", value=said[used]), keys[used])]


def _series(city: City | None, language: Language, query: str) -> tuple[int, str]:
    rows = []
    for found in _all_series(city):
        days = sorted(point.date for point in found.observations)
        cited = dict.fromkeys(point.source for point in found.observations)
        rows.append(
            [
                html.escape(found.title[language]),
                html.escape(unit_name(found.unit, language)),
                told(str(len(days)), f"points:{found.id}"),
                f"{house.date(days[0], language)} – {house.date(days[-1], language)}",
                quoted(found.definition[language], f"series:{found.id}", language),
                links(cited, language),
            ]
        )
    return _table(language, ["name", "unit", "points", "period", "definition", "why"], matching(rows, query))


def _table(language: Language, columns: list[str], rows: list[list[str]]) -> tuple[int, str]:
    """How many rows there are, and the table of them."""
    return len(rows), table_html([translate(language, f"bronnen.column.{column}") for column in columns], rows, language)
