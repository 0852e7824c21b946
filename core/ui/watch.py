"""A part of the page with a fragment of its own hears from the browser when it should be drawn again."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from core.ui import state
from core.ui.observe import rerun
from core.ui.view import Setting, released

_HERE: Final = Path(__file__).parent


@functools.cache
def _component() -> Any:
    return st.components.v2.component(
        "koers_watch", html="<span hidden></span>\n", js=(_HERE / "watch.js").read_text(encoding="utf-8")
    )


def watch(place: str, waiting: str = "", within: str = "") -> None:
    """Run this fragment again when the address has changed, and when `waiting` is set, once `place` is in view.

    Parameters
    ----------
    place : str
        Key of the container that stands for what still has to be computed.
    waiting : str
        Names what still has to be computed; empty when all is drawn.
    within : str
        Key of the whole part, when that is more than `place`; as long as none of it is in view, nothing is asked.
    """
    # A number that is new at every draw, so that the browser hears of each; and the address that it is a drawing of, which
    # need not be the browser's any more.
    key = f"watching-{place}"

    def remember() -> None:
        # A run that another question stops before it comes here would have lost what it was asked.
        st.session_state[_wished(place)] = str((st.session_state.get(key) or {}).get("wish") or "")

    number = st.session_state[f"watched-{place}"] = int(st.session_state.get(f"watched-{place}", 0)) + 1
    with st.container(key=f"watch-{place}", height=1, width=1):
        _component()(
            key=key,
            data={
                "place": place, "within": within or place, "waiting": waiting, "number": number,
                "query": urlencode(state.current().address or {}),
            },
            on_wish_change=remember,
            height=1,
        )  # fmt: skip


def when_seen(page: str, place: str, draw: Callable[[Setting, bool], bool]) -> None:
    """Draw a part of a page for the scenario as it was last released, in a fragment of its own.

    A slider that moves runs none of it, and it hears from the browser when another scenario was released. What has to be
    computed waits until it is in view, so that the rest of the page need not wait for it.

    Parameters
    ----------
    page, place : str
        Name of the page in the metrics, and key of the part.
    draw : Callable[[Setting, bool], bool]
        Draws what is known, and what may be computed now when the flag is set; gives whether that was all.
    """
    st.session_state[f"{place}-whole"] = True
    _part(page, place, draw)


@st.fragment
def _part(page: str, place: str, draw: Callable[[Setting, bool], bool]) -> None:
    compute = not st.session_state.pop(f"{place}-whole", False)
    with rerun(page, place), st.container(key=place, gap="medium"):
        watch(place, waiting="" if draw(released(), compute) else place)


def wished(place: str) -> str:
    """What the browser asked for, and has not got: what still had to be computed and the address, or the address alone."""
    return str(st.session_state.get(_wished(place), ""))


def granted(place: str) -> None:
    """Forget what the browser asked for: it is there."""
    st.session_state.pop(_wished(place), None)


def _wished(place: str) -> str:
    return f"wished-{place}"
