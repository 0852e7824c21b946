"""What Streamlit tells at the beginning of every run and is the same in all of them, looked up once.

It goes through all settings six times in an answer for the theme, which cannot change while a server runs.
"""

from __future__ import annotations

import functools
from typing import Any, Final

from streamlit.runtime import app_session

THEME: Final = "_populate_theme_msg"
"""Where Streamlit writes a section of the theme into a message."""


def theme_once() -> None:
    """Let it look up each section once from now on."""
    write = getattr(app_session, THEME, None)
    if write is None or hasattr(write, "__wrapped__"):
        return

    written: dict[str, Any] = {}

    @functools.wraps(write)
    def again(message: Any, section: str = "theme") -> None:
        if section not in written:
            found = type(message)()
            write(found, section)
            written[section] = found
        if written[section].ByteSize():  # else a section that says nothing would be there all the same
            message.MergeFrom(written[section])

    setattr(app_session, THEME, again)
