"""Under a room's chart: what changed in words, and the controls, each of which is a button and a key."""

from __future__ import annotations

import functools
import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

from core.scenario import reference_scenario
from core.text import format as house
from core.text.sentences_room import changed, does
from core.ui import state
from core.ui.code import code
from core.ui.room.acts import BASE, act, kept, meeting, on_keys, partner
from core.ui.room.again import go_on, stood
from core.ui.room.asking import drawn
from core.ui.room.steering import way
from core.ui.share import link_of
from core.ui.view import View

_HERE: Final = Path(__file__).parent
_FOOT: Final = "room-foot"
_ACTS: Final = (
    "replay", "stop", "previous", "next", "beside", "against", "story", "prepared", "story_end", "blank", "undo",
    "code", "keys", "close", "leave", "letters_on", "letters_off",
)  # fmt: skip
_GUESS: Final = ("ask", "uncover", "go_on", "end", "hands", "no_phones")
_SAID: Final = ("before", "after", "black", "lever", "move", "step", "away")


@functools.cache
def _component() -> Any:
    page, style = ((_HERE / f"foot.{kind}").read_text(encoding="utf-8") for kind in ("html", "css"))
    parts = ("line", "replay", "guess", "follow", "foot")
    script = "\n".join((_HERE / f"{name}.js").read_text(encoding="utf-8") for name in parts)
    return st.components.v2.component("koers_room", html=page, css=style, js=script)


def told(view: View) -> str:
    """Draw what the last change did, or what makes the scenario differ from the one that it is held against; gives it as text."""
    place, what = _changed(view)
    st.html(f'<p class="koers-told"><b>{html.escape(place)}</b> <span>{html.escape(what)}</span></p>')
    return f"{place}: {what}"


def _changed(view: View) -> tuple[str, str]:
    """What it is told against, and what it is."""
    here, session = meeting(), state.current()
    before = partner()
    step = here.story[here.step] if here.story else None
    if step is not None and step.title:
        return view.say("room.story.step", step=here.step + 1, of=len(here.story)), f"{step.title} {_does(view)}"
    if before is None:
        what = view.say("room.story.begin") if here.story else view.say("room.against.first")
    else:
        what = changed(before, session.committed, state.find_baseline, view.language)
    place = view.say("room.story.step", step=here.step + 1, of=len(here.story)) if here.story else _against(view)
    return place, what


def _does(view: View) -> str:
    """What the scenario comes to beside its basispad."""
    scenario = state.current().committed
    return house.capital(f"{does(reference_scenario(scenario), scenario, state.find_baseline, view.language)}.")


def _steer(page: str, view: View) -> Mapping[str, str] | None:
    """Where a second screen comes in, once a meeting is going on."""
    held = meeting().held
    if held is None:
        return None
    where = way(held, page, view)
    return {"code": held.code, "key": held.key, "where": where, "picture": code(where, view.language)}


def _against(view: View) -> str:
    against = meeting().against
    if against == BASE:
        return view.say("room.against.base")
    return view.say("room.against.pin", letter=against) if against in state.current().pins else view.say("room.against.last")


def _press(page: str, charts: int) -> None:
    """Do what the tab asks for, each press once."""
    asked = (st.session_state.get(_FOOT) or {}).get("act")
    if not isinstance(asked, dict) or not isinstance(asked.get("name"), str):
        return
    here, number, turn = meeting(), asked.get("number"), asked.get("turn")
    if not isinstance(turn, int) or turn == here.turn:
        return
    here.turn = turn
    if asked["name"] == "resume":
        go_on(asked.get("stood"))
    else:
        act(asked["name"], number if isinstance(number, int) else 0, page, charts)


def _texts(view: View) -> dict[str, str]:
    """What the controls say."""
    texts = {name: view.say(f"room.act.{name}") for name in _ACTS} | {name: view.say(f"room.said.{name}") for name in _SAID}
    texts |= {name: view.say(f"room.guess.{name}") for name in _GUESS}
    texts |= {f"key_{name}": view.say(f"room.key.{name}") for name in ("space", "arrows", "pages")}
    return texts | {
        "foot": view.say("room.foot"), "steer": view.say("room.steer.open"), "two": view.say("room.steer.two"),
        "count": view.say("room.guess.count", n="{n}"),
        "half": view.say("room.guess.half", n="{n}", low="{low}", high="{high}"),
    }  # fmt: skip


def foot(page: str, view: View, charts: Sequence[str], replay: Mapping[str, Any] | None, spoken: str) -> None:
    """Draw the controls.

    Parameters
    ----------
    charts : Sequence[str]
        What each chart of the page finds.
    replay : Mapping[str, Any] | None
        The state before a change, when it is to be played.
    spoken : str
        The sentence and what changed, for a screen reader; empty while a slider is held.
    """
    here, session, language = meeting(), state.current(), view.language
    baseline = view.baseline
    _component()(
        key=_FOOT,
        data={
            "texts": _texts(view),
            "spoken": spoken,
            "line": view.say(
                "room.basis", city=baseline.municipality, title=baseline.title[language],
                day=house.short_date(baseline.known_on, language),
            ),
            "charts": [
                {"name": name, "said": view.say("room.said.chart", n=number, of=len(charts))}
                for number, name in enumerate(charts, start=1)
            ],
            "chart": here.chart.get(page, 0) % max(len(charts), 1),
            "scenarios": [
                name or view.say("room.act.scenario", letter=letter) for letter, name in on_keys()
            ],
            "changed": partner() is not None,
            "undo": bool(session.undo),
            "story": bool(here.story),
            "steps": bool(here.prepared) or len(kept()) > 1,
            "prepared": bool(here.prepared),
            "code": code(link_of(session.committed, language), language),
            "replay": replay,
            "guess": None if here.guessing is None else drawn(here.guessing, page, language),
            "meeting": here.held is not None,
            "steer": _steer(page, view),
            "lang": language,
            "stood": None if session.dragging else stood(),
            "fresh": here.fresh,
            "turn": here.turn,
        },
        on_act_change=functools.partial(_press, page, len(charts)),
    )  # fmt: skip
