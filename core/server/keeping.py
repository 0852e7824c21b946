"""What keeps the server fit between visitors: sessions that left are forgotten in time, and memory goes back."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
from typing import Final

from prometheus_client import Gauge
from streamlit.runtime import Runtime

EVERY: Final = 30.0
"""Time between two rounds [s]."""
OPEN: Final = Gauge("koers_sessions_open", "Sessions with a browser at the other end")


async def keep(every: float = EVERY) -> None:
    """Go round until the server stops."""
    known: frozenset[str] = frozenset()
    while True:
        await asyncio.sleep(every)
        known = tidy(known)


def tidy(known: frozenset[str]) -> frozenset[str]:
    """One round; gives the sessions that are there, to know at the next one who went since.

    Streamlit forgets a session two minutes after its browser left, but only when the next one comes. Its files and figures go
    with it when Python's collector finds it, which a server that froze what it loaded at the start does late.
    """
    if not Runtime.exists():
        return known
    manager = Runtime.instance()._session_mgr
    expire = getattr(getattr(getattr(manager, "_session_storage", None), "_cache", None), "expire", None)
    if expire is not None:
        expire()
    OPEN.set(manager.num_active_sessions())
    here = frozenset(found.session.id for found in manager.list_sessions())
    if known - here:
        gc.collect()
        with contextlib.suppress(OSError, AttributeError):  # another C library than glibc keeps its own counsel
            ctypes.CDLL(None).malloc_trim(0)
    return here
