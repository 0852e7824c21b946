"""Own data on the page of sources: the format, templates, a file to choose, what was read, and its use."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import html
from pathlib import Path
from typing import Any, Final

import streamlit as st

from core.analysis.foreseen import foreseen_from, known_to
from core.baseline import Baseline
from core.own_data.columns import COLUMNS, NEEDED
from core.own_data.files import UPLOADS
from core.own_data.identity import asked_of
from core.own_data.limits import FEWEST_MONTHS, MEGABYTE, MOST_BYTES, MOST_MONTHS
from core.own_data.monthly import Monthly
from core.own_data.table import Choice
from core.own_data.template import template_csv, template_xlsx
from core.own_data.upload import OwnData, Upload, tried
from core.text import format as house
from core.text.catalog import Language, explain, translate
from core.ui import own, state
from core.ui.labels import literal
from core.ui.tables import details, table, table_html
from core.ui.turns import turn
from core.ui.uploads import chosen_file
from pages.bronnen.own_city import answers, city_fields

_HERE: Final = Path(__file__).parent
_AGAIN: Final = "own-again"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def section(language: Language) -> None:
    """Draw the section."""
    session = state.current()
    with st.container(key="own-data", gap="small"):
        _link_problems(language)
        _text(f'<h2 class="koers-title">{_say(language, "title")}</h2>')
        _text(_paragraph(_say(language, "intro")) + _paragraph(_say(language, "private")))
        st.page_link("pages/eigen_cijfers/page.py", label=translate(language, "own_data.page.to_count"))
        _format(language)
        st.file_uploader(
            translate(language, "own_data.page.upload"),
            type=list(UPLOADS), key="own-file", on_change=_read, max_upload_size=MOST_BYTES // MEGABYTE, width=640,
        )  # fmt: skip
        if session.upload is not None:
            _outcome(session.upload, language)
        _held(language)
        with st.container(key="own-mend", height=1, width=1):
            _mend()(key="own-mender", height=1, data=_kept(session), on_again_change=_again)


@functools.cache
def _mend() -> Any:
    return st.components.v2.component(
        "koers_own_data", html="<span hidden></span>\n", js=(_HERE / "own_data.js").read_text(encoding="utf-8")
    )


def _kept(session: state.State) -> dict[str, Any]:
    """What tells the browser whether this session has the file that was chosen in its tab, and what was answered about it."""
    upload = session.upload
    known = upload.found.baseline.id if upload is not None and upload.found is not None else ""
    return {"session": session.token[:8], "read": upload is not None, "known": known, "asks": _AGAIN in st.session_state}


def _again() -> None:
    """The tab has a file that this session never read: it may give it, and what was answered about it counts again."""
    st.session_state[_AGAIN] = str(st.session_state["own-mender"].get("again", ""))


def _say(language: Language, key: str, **params: object) -> str:
    """A text of this section as HTML."""
    return html.escape(translate(language, f"own_data.page.{key}", **params))


def _text(content: str) -> None:
    st.html(content)


def _paragraph(content: str) -> str:
    return f'<p class="koers-sentence">{content}</p>'


def _link_problems(language: Language) -> None:
    """What of a link could not be used; the pages with sliders say it themselves."""
    problems = state.current().problems
    if problems:
        _text(_problem_list(translate(language, "verkenner.panel.ignored"), problems, 0, language))


def _problem_list(title: str, problems: Any, more: int, language: Language) -> str:
    lines = [html.escape(explain(language, problem)) for problem in problems]
    return _list(title, lines + ([_say(language, "more", n=house.number(more, language))] if more else []))


def _list(title: str, lines: list[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return (
        f'<div role="status"><p class="koers-hand first">{html.escape(title)}</p>'
        f'<ul class="koers-problems koers-open">{items}</ul></div>'
    )


# Format and templates ----------------------------------------------------------------------------------------------


@functools.cache
def _templates(language: Language) -> tuple[bytes, bytes]:
    return template_csv(language), template_xlsx(language)


def _format(language: Language) -> None:
    details("own-format", language, lambda: _format_table(language), label=translate(language, "own_data.page.format"))
    as_csv, as_xlsx = _templates(language)
    name = translate(language, "own_data.page.template_file")
    with st.container(horizontal=True, key="own-templates", gap="small"):
        for ending, content, mime in (("csv", as_csv, "text/csv"), ("xlsx", as_xlsx, _XLSX)):
            st.download_button(
                translate(language, f"own_data.page.template_{ending}"), content, file_name=f"{name}.{ending}", mime=mime,
                key=f"own-template-{ending}", on_click="ignore",
            )  # fmt: skip


def _format_table(language: Language) -> str:
    other: Language = "en" if language == "nl" else "nl"
    rows = [
        [
            html.escape(translate(language, f"own_data.column.{column}")),
            html.escape(translate(other, f"own_data.column.{column}")),
            _say(language, "yes" if column in NEEDED else "no"),
            html.escape(translate(language, f"own_data.meaning.{column}")),
        ]
        for column in COLUMNS
    ]
    head = [translate(language, f"own_data.page.{name}") for name in ("heading", "heading_other", "needed", "meaning")]
    note = _say(
        language, "format_note", size=MOST_BYTES // MEGABYTE, low=FEWEST_MONTHS, high=MOST_MONTHS,
    )  # fmt: skip
    return (
        table_html(head, rows, language)
        + f'<p class="koers-sentence" data-example>{html.escape(note)}</p>'
        + _paragraph(_say(language, "format_baseline"))
    )


# What was read -----------------------------------------------------------------------------------------------------


def _read() -> None:
    """Read the file that was chosen. What the browser let through is checked again; the scenario stays as it is."""
    chosen = chosen_file("own-file")
    session = state.current()
    session.refused = {}
    session.upload = None if chosen is None else _tried(chosen.getvalue(), chosen.name)


def _tried(raw: bytes, name: str, picks: tuple[str, ...] = ()) -> Upload:
    lost, again = state.current().lost, asked_of(st.session_state.pop(_AGAIN, ""))
    found = tried(raw, name, dt.date.today(), turn, picks, asked_of(lost[0]) if again is None and lost is not None else again)
    return found if again is None else dataclasses.replace(found, asked=None)  # no link asked for it


def _choose() -> None:
    """Read the file again for the region, group or sheet that was chosen in it."""
    session, value = state.current(), st.session_state["own-group"]
    if session.upload is not None and value is not None:
        session.upload = _tried(session.upload.raw, session.upload.name, (*session.upload.picks, value))


def _choose_again() -> None:
    session = state.current()
    if session.upload is not None:
        session.upload = _tried(session.upload.raw, session.upload.name)


def _outcome(upload: Upload, language: Language) -> None:
    if upload.choice is not None:
        _ask(upload, upload.choice, language)
        return
    if upload.found is None:
        _text(_problem_list(
            translate(language, "own_data.page.refused", file=upload.file), upload.problems, upload.more, language
        ))  # fmt: skip
        return
    found = upload.found
    if found.monthly is None:
        _baseline_read(found.baseline, upload.file, language)
    else:
        _months_read(found, found.monthly, language)
        if upload.raw:
            st.button(translate(language, "own_data.page.choose_again"), key="own-choose-again", on_click=_choose_again)
        _form(upload, found, language)
    baseline = found.baseline
    if state.current().committed.baseline == baseline.id:
        _text(f'<p class="koers-sentence" role="status">{_say(language, "in_use", title=baseline.title[language])}</p>')
        return
    st.button(translate(language, "own_data.page.use"), key="own-use", type="primary", on_click=own.use_own, args=(found,))


def _ask(upload: Upload, choice: Choice, language: Language) -> None:
    """Let the reader choose a region, group or sheet, or say that words mean no part; nobody guesses which is meant."""
    unsure = choice.key == "own_data.unsure"
    said = "unsure" if unsure else "several"
    _text(_problem_list(translate(language, f"own_data.page.{said}", file=upload.file), [choice], 0, language))
    what = {"own_data.beside": "series", "own_data.unsure": "word"}.get(choice.key, "sheet")
    column = literal(choice.column) if choice.column and not unsure else translate(language, f"own_data.page.{what}")
    st.selectbox(
        translate(language, "own_data.page.which", column=column),
        choice.values, index=None, key="own-group", on_change=_choose, width=400,
        placeholder=translate(language, "own_data.page.which_hint"),
    )  # fmt: skip


def _form(upload: Upload, found: OwnData, language: Language) -> None:
    """Ask what the file does not say."""
    note = _say(language, "form_note")
    if upload.asked is not None:
        note = _say(language, "asked" if upload.asked else "not_asked", file=upload.file)
    _text(f'<h3 class="koers-hand">{_say(language, "form")}</h3>' + _paragraph(note))
    if refused := city_fields(found, language):
        _text(_list(translate(language, "own_data.page.notes"), refused))


def _baseline_read(baseline: Baseline, file: str, language: Language) -> None:
    said = _say(
        language, "read_baseline", file=file, title=baseline.title[language],
        month=house.month(baseline.reference_month, language),
        n=sum(quantity.status == "own" for quantity in baseline.quantities.values()),
    )  # fmt: skip
    _text(f'<p class="koers-sentence" role="status">{said}</p>')


def _months_read(found: OwnData, monthly: Monthly, language: Language) -> None:
    """Months, columns and estimates in sentences, then what a reader should know, then the rows."""
    baseline = found.baseline
    columns = ", ".join(translate(language, f"own_data.column.{column}") for column in monthly.columns)
    said = [
        _say(
            language, "read", file=monthly.file, n=len(monthly.rows), first=house.month(monthly.rows[0].month, language),
            last=house.month(monthly.rows[-1].month, language),
        ),
        _say(language, "read_sheet", sheet=monthly.sheet) if monthly.sheet else "",
        _say(language, "columns", columns=columns),
    ]  # fmt: skip
    # Worked out anew and not remembered: figures that were read and are not used yet are kept nowhere.
    shock = foreseen_from(baseline, known_to(baseline)).pool.walk.scale
    estimated = _say(
        language, "estimated",
        inflow=house.number(baseline.value("inflow"), language),
        outflow=house.percent(baseline.value("outflow_rate"), language),
        shock=house.percent(shock, language, 1),
    )  # fmt: skip
    if any(row.inflow is None or row.outflow is None for row in monthly.rows[-12:]):
        estimated += " " + _say(language, "no_flows")
    body = _paragraph(" ".join(part for part in said if part)) + _paragraph(estimated)
    _text(f'<div role="status" class="koers-read">{body}</div>')
    if found.notes:
        _text(_problem_list(translate(language, "own_data.page.notes"), found.notes, 0, language))
    label = translate(language, "own_data.page.counts", n=len(monthly.rows))
    details("own-rows", language, lambda: _rows_table(monthly, language), label=label)


def _rows_table(monthly: Monthly, language: Language) -> str:
    def show(value: float | None) -> str:
        return "–" if value is None else house.number(value, language, 0 if value == round(value) else 1)

    head = [translate(language, f"own_data.column.{column}") for column in monthly.columns]
    rows = [
        [house.month(row.month, language), *(show(getattr(row, column)) for column in monthly.columns[1:])]
        for row in monthly.rows
    ]
    return table(translate(language, "own_data.page.history_caption"), head, rows, language)


# Own baselines of this session -------------------------------------------------------------------------------------


def _held(language: Language) -> None:
    """The own baselines that this session holds, each to use or to remove."""
    session = state.current()
    if not session.own:
        return
    _text(f'<h3 class="koers-hand">{_say(language, "held")}</h3>')
    for name, found in session.own.items():
        title = found.baseline.title[language]
        month = house.month(found.baseline.reference_month, language)
        with st.container(horizontal=True, key=f"own-held-{name}", gap="small", vertical_alignment="center"):
            given = answers(found.city, language)
            st.html(_paragraph(html.escape(f"{title}, {month}{f' ({given})' if given else ''}")), width="content")
            st.button(
                translate(language, "own_data.page.choose_short"), key=f"own-choose-{name}", on_click=own.use_own,
                args=(found,), disabled=session.committed.baseline == name, type="tertiary",
                help=translate(language, "own_data.page.choose", title=literal(title)),
            )  # fmt: skip
            st.button(
                translate(language, "own_data.page.remove_short"), key=f"own-remove-{name}", on_click=own.remove_own,
                args=(name,), type="tertiary", help=translate(language, "own_data.page.remove", title=literal(title)),
            )  # fmt: skip
