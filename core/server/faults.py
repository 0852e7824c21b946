"""Errors as one line each for whoever keeps the server: when, what kind, on which page, at which place; never a value."""

from __future__ import annotations

import html
import logging
from pathlib import Path
from typing import Any, Final

import streamlit as st
from prometheus_client import Counter
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.problem import fault_line, library_line
from core.text.catalog import translate
from core.ui import state

ERRORS: Final = Counter("koers_errors_total", "Exceptions that reached a page", ["page"])
log: Final = logging.getLogger("koers.error")


def answer(error: Exception) -> bool:
    """Count an error, write its line, and tell the visitor in their language; true when that is done.

    The text of an error can hold what a visitor typed: it is left out, unless a developer asked for details.
    """
    page = _page()
    ERRORS.labels(page).inc()
    log.error(fault_line(error, page))
    if detailed():
        return False
    said = translate(state.current().language, "app.error")
    st.html(f'<p class="koers-sentence" role="alert">{html.escape(said)}</p>')
    return True


def detailed() -> bool:
    """Whether errors are shown whole: on a developer's own machine."""
    return str(st.get_option("client.showErrorDetails")) not in ("none", "False")


def quiet_libraries() -> None:
    """Keep what Streamlit and others log beside our lines to a line each, without values: unless a developer wants it whole."""
    logging.getLogger("streamlit.error_util").addFilter(lambda _: detailed())
    if not detailed():
        logging.setLogRecordFactory(_without_values)


def _without_values(*given: Any, **named: Any) -> logging.LogRecord:
    """A record of somebody else as a line of JSON: its sentence is kept, and what it fills in and its traceback are not.

    These hold ids of sessions, with which a session can be taken over, and pieces of what a browser sent.
    """
    record = logging.LogRecord(*given, **named)
    if record.levelno >= logging.INFO and not record.name.startswith("koers"):
        said = record.msg.partition("\n")[0] if isinstance(record.msg, str) else ""
        error = record.exc_info[1] if record.exc_info else None
        record.msg = library_line(f"{record.name}:{record.lineno}", said, error)
        record.args, record.exc_info, record.stack_info = (), None, None
    return record


def _page() -> str:
    """Folder of the page that ran."""
    context = get_script_run_ctx()
    if context is None:
        return ""
    pages = context.pages_manager.get_pages().items()
    return next((Path(page["script_path"]).parent.name for name, page in pages if name == context.page_script_hash), "")
