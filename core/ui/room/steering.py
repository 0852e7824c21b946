"""The second screen of whoever presents: what the first one tells it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from core.problem import Problem
from core.scenario import LEVERS, default_value, lever_values
from core.store import store
from core.store.meetings import Meeting, show
from core.text import levers
from core.ui.room.address import steer_address
from core.ui.share import home
from core.ui.view import View


def tell(meeting: Meeting, answer: str, charts: Sequence[str], chart: int, view: View) -> None:
    """Tell second screens what stands on the first one; while the store is away they keep what they have.

    Parameters
    ----------
    answer : str
        The sentence.
    """
    seen = {"answer": answer, "levers": _levers(view), "charts": list(charts), "chart": chart}
    try:
        show(store(), meeting, seen)
    except Problem:
        return


def plain(text: str) -> str:
    """What HTML says."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def way(meeting: Meeting, page: str, view: View) -> str:
    """The whole address of a second screen; the key in it never reaches a server's log."""
    return home().removesuffix(f"{page}/") + steer_address(meeting.code, meeting.key, view.language)


def _levers(view: View) -> list[dict[str, Any]]:
    values, found = lever_values(view.scenario, view.baseline), []
    for lever in (one for one in LEVERS if one.visible):
        low, high = lever.span(default_value(view.baseline, lever.id))
        value = values[lever.id]
        found.append({
            "id": lever.id, "name": levers.name(lever.id, view.language), "unit": levers.unit(lever.id, view.language),
            "low": min(low, value), "high": max(high, value), "step": lever.step, "value": value,
            "decimals": lever.decimals, "scale": lever.factor, "lang": view.language,
        })  # fmt: skip
    return found
