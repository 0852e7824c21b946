"""What stands beside the quantities: where each works, who moved it, what moved it in reality, and the formulas."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

import streamlit as st

from core.analysis.reading import equations, moved_in_reality
from core.city import City
from core.facts import sources
from core.scenario import SETTING
from core.text import format as house
from core.text import levers
from core.text import sources as named
from core.text.catalog import Language, translate
from core.trace.record import uses
from core.ui.tables import quoted, table_html, told


def matching(rows: list[list[str]], query: str) -> list[list[str]]:
    """The rows, of HTML, that have every word that was asked for somewhere in their text."""
    asked = query.lower().split()
    plain = [html.unescape(re.sub(r"<[^>]+>", " ", " ".join(row))).lower() for row in rows]
    return [row for row, text in zip(rows, plain, strict=True) if all(word in text for word in asked)]


def used(key: str, moved: Mapping[str, float], language: Language) -> str:
    """On which pages a quantity works, and what was chosen instead of it in this scenario; HTML."""
    pages = [translate(language, f"{page}.title") for page in uses().get(key, ())]
    lines = [translate(language, "bronnen.uses", pages=", ".join(pages))] if pages else []
    if key in moved and key in SETTING:
        lines.append(translate(language, "bronnen.moved", value=levers.amount(key, moved[key], language)))
    return "".join(f'<br><span class="koers-also">{html.escape(line)}</span>' for line in lines)


def reading(city: City | None, language: Language, query: str) -> tuple[int, str]:
    """What moved each lever in reality: how many rows were asked for, and the table of them."""
    rows = []
    for place, one in enumerate(moved_in_reality(city)):
        ends = (one.before, one.after)
        values = [levers.by_unit(one.unit, point.value, 0, language, per=False) for point in ends]
        shown = [
            f"{told(value, f'series:{one.series}@{point.date}')} ({house.date(point.date, language)})"
            for value, point in zip(values, ends, strict=True)
        ]
        said = f"{html.escape(one.title[language])}: {' – '.join(shown)}"
        cited = links(dict.fromkeys(point.source for point in ends), language)
        rows.append(
            [
                html.escape(levers.name(one.lever, language)),
                f"{quoted(one.event[language], f'event:{place}', language)}<br>{said}",
                cited,
            ]
        )
    kept = matching(rows, query)
    heads = [translate(language, f"bronnen.column.{name}") for name in ("lever", "event", "source")]
    return len(kept), table_html(heads, kept, language)


def formulas(language: Language, query: str, *, opened: bool) -> None:
    """The formulas of the model, drawn as such, each with its words; in a drawer that draws them when it is opened."""
    said = [(one, translate(language, f"trace.formula.{one.words}"), one.where[language]) for one in equations()]
    kept = [one for one in said if matching([list(one[1:])], query)]
    count = translate(language, "bronnen.found" if query.strip() else "bronnen.all", n=len(kept))
    label = f"{translate(language, 'bronnen.equations')} ({count})"
    drawer = st.expander(label, key=f"sources-equations-{opened}", expanded=opened, on_change="rerun", type="compact")
    if not drawer.open:
        return
    with drawer:
        for equation, words, where in kept:
            st.latex(equation.latex)
            st.html(f'<p class="koers-sentence">{html.escape(words)} {html.escape(where)}.</p>')


def links(names: Iterable[str], language: Language) -> str:
    """Publications by name, each a link to its place in the register."""
    return ", ".join(f'<a href="#{name}">{html.escape(named.title(sources()[name], language))}</a>' for name in names)
