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
    while True:
        await asyncio.sleep(every)
        tidy()


def tidy() -> None:
    """One round. Streamlit forgets a session two minutes after its browser left, but only when the next one comes."""
    if not Runtime.exists():
        return
    manager = Runtime.instance()._session_mgr
    expire = getattr(getattr(getattr(manager, "_session_storage", None), "_cache", None), "expire", None)
    if expire is not None:
        expire()
    open_now = manager.num_active_sessions()
    OPEN.set(open_now)
    if open_now == 0:
        gc.collect()
        with contextlib.suppress(OSError, AttributeError):  # another C library than glibc keeps its own counsel
            ctypes.CDLL(None).malloc_trim(0)
