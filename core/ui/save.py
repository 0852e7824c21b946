"""A button that saves a file which is made when somebody asks for it, and held until their browser had the time to come for it.

Streamlit lets go of such a file as soon as two answers to anybody have ended: on a server with visitors that is before most
browsers ask for it, and they are told that there is none.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager

HELD: Final = 60.0
"""Time in which a browser comes for a file [s]."""
MOST: Final = 256
"""Files that are held at once."""
_number: Final = itertools.count()
_lock: Final = threading.Lock()
_held: Final[deque[tuple[float, MediaFileManager, str]]] = deque()


def save_button(
    label: str, make: Callable[[], bytes], name: str, mime: str, key: str, *, quiet: bool = False, note: str | None = None
) -> None:
    """Draw it. `make` holds on to no more than it needs: it stays with the session."""
    st.download_button(
        label, partial(_made, make, name, mime), file_name=name, mime=mime, key=key, on_click="ignore",
        type="tertiary" if quiet else "secondary", help=note,
    )  # fmt: skip


def _made(make: Callable[[], bytes], name: str, mime: str) -> bytes:
    content = make()
    if runtime.exists():
        hold(runtime.get_instance().media_file_mgr, content, name, mime)
    return content


def hold(manager: MediaFileManager, content: bytes, name: str, mime: str) -> None:
    """Have a file stay for a while, in a place of its own beside those of the sessions."""
    place = f"saved-{next(_number) % MOST}"
    manager.add(content, mime, place, file_name=name, is_for_static_download=True)
    with _lock:
        _held.append((time.monotonic() + HELD, manager, place))
        first = len(_held) == 1
    if first:
        _later(HELD)


def _later(seconds: float) -> None:
    timer = threading.Timer(seconds, _let_go)
    timer.daemon = True
    timer.start()


def _let_go() -> None:
    """Let go of what was held long enough: nothing takes its place, and Streamlit tidies it away."""
    while True:
        with _lock:
            due, manager, place = _held[0]
            left = due - time.monotonic()
            if left <= 0:
                _held.popleft()
            more = bool(_held)
        if left > 0:
            _later(left)
            return
        manager.add(b"", "text/plain", place)
        if not more:
            return
