"""Tables beside charts: plain HTML, so that a screen reader and a printer can use them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Final

import streamlit as st

from core.facts import Source, sources
from core.figures.table import Assumption, Table, Told, written
from core.figures.table_file import Stamp, file_name, table_csv
from core.text import format as house
from core.text import sources as named
from core.text.catalog import Language, translate
from core.text.glossary import explained
from core.trace.quote import numbers_in, quote_key
from core.ui.save import save_button
from core.ui.share import stem

NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
"""A number as a page writes it."""


def _heading(head: Sequence[str], language: Language, words: Collection[int] = ()) -> str:
    """The row of headings, each word that is not everyday language with its meaning."""
    kinds = [' class="words"' if i in words else "" for i in range(len(head))]
    named = [explained(html.escape(cell), language) for cell in head]
    return "".join(f'<th scope="col"{kind}>{cell}</th>' for cell, kind in zip(named, kinds, strict=True))


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], language: Language, *, words: Collection[int] = (),
    traces: Sequence[Sequence[Told]] = (),
) -> str:  # fmt: skip
    """An HTML table; cells are text and are escaped. The first column names the row; columns of `words` stand left.

    A number of `traces` can be asked how it came about.
    """
    kinds = [' class="words"' if i in words else "" for i in range(len(head))]
    body = "".join(
        f'<tr><th scope="row">{html.escape(row[0])}</th>'
        + "".join(_cell(cell, kind, key) for cell, kind, key in zip(row[1:], kinds[1:], _ends(keys), strict=False))
        + "</tr>"
        for row, keys in zip(rows, chain(traces, repeat(())), strict=False)
    )
    return (
        f'<div class="koers-scroll" tabindex="0" role="region" aria-label="{html.escape(caption)}">'
        f'<table class="koers-table"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{_heading(head, language, words)}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _ends(keys: Sequence[Told]) -> Iterable[Told]:
    """Keys of the columns after the first, and none where nobody gave any."""
    return chain(keys[1:], repeat(""))


def _cell(cell: str, kind: str, key: Told) -> str:
    """A cell; one number says in the cell itself which it is, and each of several for itself."""
    if not isinstance(key, str):
        return f"<td{kind}>{told(cell, key)}</td>"
    asked = f' data-trace="{html.escape(key)}"' if key and NUMBER.search(cell) else ""
    return f"<td{kind}{asked}>{html.escape(cell)}</td>"


def told(cell: str, key: Told) -> str:
    """A cell as HTML; each number that has a trace can be asked for it."""
    keys = iter((key,) if isinstance(key, str) else key)

    def mark(found: re.Match[str]) -> str:
        asked = next(keys, "")
        return f'<span data-trace="{html.escape(asked)}">{found[0]}</span>' if asked else found[0]

    return NUMBER.sub(mark, html.escape(cell)) if key else html.escape(cell)


def quoted(text: str, place: str, language: Language) -> str:
    """A text of `data/` as HTML; each number that it names can be asked who says so. `place` is its kind and name."""
    parts, begin = [], 0
    for found in numbers_in(text, language):
        key = quote_key(place, found[0], text[found.end() :], language)
        parts += [html.escape(text[begin : found.start()]), f'<span data-trace="{html.escape(key)}">{found[0]}</span>']
        begin = found.end()
    return "".join([*parts, html.escape(text[begin:])])


def written_table(found: Table, language: Language) -> str:
    """A table of values as HTML, with its note before it."""
    note = "" if found.note is None else f'<p class="koers-sentence">{html.escape(found.note)}</p>'
    if found.prose:
        rows = [
            [_prose(cell, key) for cell, key in zip(row, chain(keys, repeat("")), strict=False)]
            for row, keys in zip(written(found, language), chain(found.traces, repeat(())), strict=False)
        ]
        return note + table_html([column.heading for column in found.columns], rows, language, found.caption)
    words = [i for i, column in enumerate(found.columns) if column.words]
    head = [column.heading for column in found.columns]
    return note + table(found.caption, head, written(found, language), language, words=words, traces=found.traces)


def _prose(cell: str, key: Told = "") -> str:
    """A cell of text as HTML: its lines below each other, and an assumption marked."""
    text = told(cell, key) if key else "<br>".join(html.escape(line) for line in cell.split("\n"))
    return f'<span class="koers-assumption">{text}</span>' if isinstance(cell, Assumption) else text


def table_html(head: Sequence[str], rows: Iterable[Sequence[str]], language: Language, caption: str | None = None) -> str:
    """An HTML table of cells that are HTML already, with text that wraps; the first column names the row."""
    named = "" if caption is None else f"<caption>{html.escape(caption)}</caption>"
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>" for row in rows
    )
    heading = _heading(head, language)
    return f'<table class="koers-table koers-prose">{named}<thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>'


def source_items(found: Mapping[str, Source], language: Language) -> str:
    """Publications as an HTML list, each with an anchor of its own, a link and what must be known of it where there is one."""
    items = []
    for name, source in found.items():
        title = html.escape(named.title(source, language))
        if source.url is not None:
            title = f'<a href="{html.escape(source.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
        reference = f", {html.escape(source.reference)}" if source.reference is not None else ""
        day = house.date(source.date, language)
        note = "" if source.note is None else f". {html.escape(source.note[language])}"
        items.append(f'<li id="{name}">{title}, {html.escape(source.publisher)}, {day}{reference}{note}</li>')
    return f'<ul class="koers-sources">{"".join(items)}</ul>'


def source_list(ids: Iterable[str], language: Language) -> str:
    """The publications behind a chart."""
    cited = {name: sources()[name] for name in ids}
    heading = html.escape(translate(language, "verkenner.table.sources"))
    return f'<p class="koers-sentence">{heading}</p>{source_items(cited, language)}'


def command_line(command: str, language: Language) -> str:
    """The command that gives the same numbers, as HTML."""
    said = html.escape(translate(language, "needed.command"))
    return f'<p class="koers-sentence">{said} <code>{html.escape(command)}</code></p>'


def draw_table(found: Table, key: str, language: Language, stamp: Stamp) -> None:
    """A table of values, and under it the same as a file for a spreadsheet.

    The file is only made when it is asked for: a file that is ready is fetched by the browser after each answer.
    """
    st.html(written_table(found, language))
    table_file(found, key, language, stamp)


def table_file(found: Table, key: str, language: Language, stamp: Stamp) -> None:
    """A button that saves a table for a spreadsheet."""
    name = file_name(found, stem(language))
    label = translate(language, "file.download")
    save_button(label, lambda: table_csv(found, stamp, language), name, "text/csv", f"csv-{key}", quiet=True)


def drawer(key: str, language: Language, draw: Callable[[], object], label: str | None = None) -> None:
    """A closed drawer under a chart; what is in it is only made when somebody opens it."""
    found = st.expander(label or translate(language, "verkenner.table.show"), key=key, on_change="rerun", type="compact")
    if found.open:
        with found:
            draw()


def details(key: str, language: Language, write: Callable[[], str], label: str | None = None) -> None:
    """A closed drawer of text, written as HTML."""
    drawer(key, language, lambda: st.html(write()), label)
