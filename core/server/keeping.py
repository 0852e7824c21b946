"""What keeps the server fit between visitors: sessions that left are forgotten in time, and memory goes back."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from typing import Final

from prometheus_client import Gauge
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession

from core.server.memory import give_back

EVERY: Final = 30.0
"""Time between two rounds [s]."""
OPEN: Final = Gauge("koers_sessions_open", "Sessions with a browser at the other end")


Sessions = dict[str, weakref.ref[AppSession]]
"""Those that are there, by their id: nothing here keeps one."""


async def keep(every: float = EVERY) -> None:
    """Go round until the server stops."""
    known: Sessions = {}
    while True:
        await asyncio.sleep(every)
        known = tidy(known)


def tidy(known: Sessions) -> Sessions:
    """One round; gives the sessions that are there, to know at the next one who went since.

    Streamlit forgets a session two minutes after its browser left, but only when the next one comes, and the last that it wrote
    to it holds until it writes to another. What a session has is therefore dropped here, its files and figures with it; the rest
    goes when Python's collector finds it, which a server that froze what it loaded does late. When nobody is there any more all
    is looked through, and frozen again: sessions may have been there the last time.
    """
    if not Runtime.exists():
        return known
    manager = Runtime.instance()._session_mgr
    expire = getattr(getattr(getattr(manager, "_session_storage", None), "_cache", None), "expire", None)
    if expire is not None:
        expire()
    OPEN.set(manager.num_active_sessions())
    here = {found.session.id: weakref.ref(found.session) for found in manager.list_sessions()}
    gone = known.keys() - here.keys()
    for name in gone:
        _drop(known[name]())
    if gone:
        if not here:
            gc.unfreeze()
        gc.collect()
        if not here:
            gc.freeze()
        threading.Thread(target=give_back, daemon=True).start()  # it waits for others, and the loop must not
    return here


def _drop(session: AppSession | None) -> None:
    """Take from a session all that it has, whoever still holds it."""
    if session is not None:
        session.shutdown()
        session.session_state.clear()
