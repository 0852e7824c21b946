"""Buttons that save what is shown as a file; it is made when it is asked for, beside the server where it is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.export.files import KINDS, OFFERED, PLAIN, STANDARD, Subject, content_of
from core.export.line import asked_for, gathering
from core.export.making import made
from core.export.stamp import lines_of, told_by
from core.own_data.count.answers import parent_of
from core.text import sentences_monitor
from core.text.catalog import Language, translate
from core.text.changes import scenario_name, slug
from core.ui import state
from core.ui.fold import folded
from core.ui.making import making_line, owner
from core.ui.save import save_button
from core.ui.turns import turn


def files_fold(key: str, subject: Subject, link: str, language: Language) -> None:
    """A fold with a button for each kind of file of a page; nothing is made of it before somebody opens it."""
    found = folded("files", language)
    if found.open:
        with found:
            file_buttons(key, subject, PLAIN if subject.monitor is not None else tuple(KINDS), link, language)


def chosen_pages(language: Language) -> tuple[str, ...]:
    """What stands in a report after the first page."""
    found = st.pills(
        translate(language, "report.save.pages"), OFFERED, selection_mode="multi", default=STANDARD, key="share-pages",
        format_func=lambda page: translate(language, f"{page}.title"),
    )  # fmt: skip
    return tuple(page for page in OFFERED if page in found)


def file_buttons(key: str, subject: Subject, kinds: Sequence[str], link: str, language: Language) -> None:
    """A button for each kind of file."""
    own = state.current().own.get(parent_of(subject.scenario.baseline))
    source, name = "" if own is None else own.arguments(), file_stem(subject, language)
    with st.container(horizontal=True, key=key, gap="small"):
        making_line(language, translate(language, "report.save.note"))
        for one in kinds:
            kind = KINDS[one]
            file = f"{name}{'-' + translate(language, 'report.save.annex_name') if kind.annex else ''}.{kind.ending}"
            counts = one == "xlsx" and subject.alone
            label = translate(language, f"report.save.{'xlsx_counts' if counts else one}")
            asked = (owner(), label)
            make = partial(made_file, one, subject, link, told_by(one, subject, file, source), language, asked)
            note = translate(language, "export.note") if counts else None
            save_button(label, make, file, kind.mime, f"{key}-{one}", note=note)


def file_stem(subject: Subject, language: Language) -> str:
    """The name of a file, without its ending: of what page and scenario it is."""
    if subject.monitor is not None:
        return slug(f"koers monitor {sentences_monitor.name(subject.monitor, language)}")
    name = scenario_name(subject.scenario, language)
    return slug(f"{name} {translate(language, 'report.save.beside')} {' '.join(subject.beside)}") if subject.beside else name


def made_file(name: str, subject: Subject, link: str, told: str, language: Language, asked: tuple[str, str]) -> bytes:
    """A kind of file; `told` is the command that makes it again, `asked` whose it is and what the button calls it.

    What it says is put together when no answer waits, and for one file at a time: that takes as long as a dozen answers, and
    two at once would leave those no turn.
    """
    lines = lines_of(subject, link, told, dt.date.today(), language)
    with asked_for(*asked) as file:
        with gathering(file), turn(behind=True):
            content = content_of(name, subject, lines, link, language)
        return content if isinstance(content, bytes) else made(content, KINDS[name].ending)
