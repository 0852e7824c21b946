"""The live slider: a component of our own that sends while it is dragged and commits on release."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.facts import sources
from core.figures.pinned import PINNED, colours_of
from core.figures.theme import palette
from core.scenario import Lever, experience
from core.text import format as house
from core.text import levers
from core.text import sources as named
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.moves import SHOWN, on_move, slider_key

_HERE: Final = Path(__file__).parent


@functools.cache
def _component() -> Any:
    return st.components.v2.component(
        "koers_lever",
        html=(_HERE / "lever.html").read_text(encoding="utf-8"),
        js="export default (component) => window.koersLever(component);\n",
    )


THUMB: Final = ("unpack", "domains", "rows", "thumb")
"""What draws under the thumb."""
SCRIPTS: Final = (*THUMB, "face", "lever")
"""What the browser runs, as one: each of these may name what those before it give."""


def together(names: tuple[str, ...]) -> str:
    """Give these scripts as one whose names nobody else sees."""
    parts = "\n".join((_HERE / f"{name}.js").read_text(encoding="utf-8") for name in names)
    return f"(() => {{\n{parts}}})();\n"


def script() -> str:
    """What the browser gets once for all sliders: what draws under the thumb, the slider itself, and its style."""
    style = (_HERE / "lever.css").read_text(encoding="utf-8")
    return together(SCRIPTS).replace("STYLE", json.dumps(style), 1)


def answered() -> str:
    """Which move of each slider this drawing answers, for an attribute of the page: sliders read it as soon as it is there.

    Their own data reach them only after the page is painted, and by then the next answer could have been under way.
    """
    session = state.current()
    return json.dumps({"epoch": session.epoch, **session.acknowledged})


def slider(
    lever: Lever,
    baseline: Baseline,
    value: float,
    base: float,
    language: Language,
    family: str | None = None,
    met: Mapping[str, float | str] | None = None,
    *,
    letter: str = SHOWN,
    label: str = "",
) -> None:
    """Draw one lever.

    Parameters
    ----------
    value, base : float
        Where it stands, and its basispad [lever's unit].
    family : str | None
        Address of what its thumb can draw by itself.
    met : Mapping[str, float | str] | None
        Where it just meets the target of the page, as `core.ui.track` says it.
    letter : str
        Of the pinned scenario that it moves.
    label : str
        What it is called where its lever is named above it: whose it is.
    """
    key = slider_key(lever.id, letter)
    data = {**_data(lever, baseline, value, base, language, key, label), "family": family, "met": met}
    draw_slider(key, data | {"cell": _cell(letter, label)}, functools.partial(on_move, lever.id, letter))


def draw_slider(key: str, data: Mapping[str, Any], moved: Callable[[], None]) -> None:
    """Draw a slider with all that its script takes; `moved` runs when it sends a value."""
    _component()(key=f"lever-{key}", data=dict(data), on_move_change=moved)


def _cell(letter: str, label: str) -> dict[str, Any] | None:
    """How a slider in a grid of scenarios tells whose it is: by the colour of its line, and its dashes."""
    if not label:
        return None
    light, dark = (colours_of(palette(theme)).get(letter, palette(theme).scenario) for theme in (False, True))
    dashed = letter in PINNED and bool(PINNED[letter][1])
    return {"first": letter == SHOWN, "colour": f"light-dark({light}, {dark})", "dashed": dashed}


def _data(
    lever: Lever, baseline: Baseline, value: float, base: float, language: Language, key: str, label: str
) -> dict[str, Any]:
    known, session = experience(baseline, lever.id), state.current()
    low, high = lever.span(base)
    return {
        "id": key,
        "ack": session.acknowledged.get(key, 0),
        "epoch": session.epoch,
        "value": value,
        "base": base,
        "low": min(low, value),
        "high": max(high, value),
        "step": lever.step,
        "digits": lever.digits,
        "scale": lever.factor,
        "decimals": lever.decimals,
        "known": (known.low, known.high),
        "assumption": lever.assumption,
        "lang": language,
        "refused": session.refused.get(key),
        "texts": _texts(lever, ByIdentity(baseline), language, label) | _short(lever, baseline, language, session.room),
    }


def _short(lever: Lever, baseline: Baseline, language: Language, room: bool) -> dict[str, str]:
    """What a dial of a room says where a slider has a sentence; nothing at a desk."""
    if not room:
        return {}
    known = experience(baseline, lever.id)

    def say(key: str, **ends: float) -> str:
        shown = {name: levers.number(lever.id, value, language) for name, value in ends.items()}
        return translate(language, f"lever.short.{key}", **shown)

    return {
        "beyond": say("beyond", low=known.low, high=known.high), "invalid": say("invalid", low=lever.low, high=lever.high),
        "connection": say("connection"),
    }  # fmt: skip


@remembered(1000)
def _texts(lever: Lever, key: ByIdentity, language: Language, label: str) -> dict[str, str]:
    baseline = key.baseline

    def say(key: str, **params: object) -> str:
        return translate(language, f"lever.{key}", **params)

    def show(value: float) -> str:
        return levers.number(lever.id, value, language)

    full = levers.name(lever.id, language)
    name = say("of", whose=label, name=full) if label else full
    known = experience(baseline, lever.id)
    quantity = lever.quantity(baseline)
    why = quantity.derivation[language] + " " if quantity.derivation is not None else ""
    if quantity.source is None:
        source = say("no_source") if quantity.status == "assumption" else ""
    else:
        found = sources()[quantity.source]
        source = say(
            "source", title=named.title(found, language), publisher=found.publisher, date=house.date(found.date, language)
        )
    ends = lever.span(lever.default(baseline))
    limits = {"low": show(known.low), "high": show(known.high)}
    return {
        "name": label or full,
        "unit": levers.unit(lever.id, language),
        "help": say(f"{lever.id}.help", year=baseline.price_year, next_year=baseline.first_year + (baseline.origin is None)),
        "known": say("experience", basis=known.basis[language], **limits),
        "source": f"{say('status', status=translate(language, f'common.{quantity.status}'))} {why}{source}".strip(),
        "limits": say("range", low=show(ends[0]), high=show(ends[1])),
        "beyond": say("beyond", **limits),
        "base": say("base", value="{value}"),
        "invalid": say(
            "invalid" if lever.decimals else "invalid_whole",
            low=show(lever.low),
            high=show(lever.high),
            n=lever.decimals,
            example=show(quantity.value),
        ),
        **common_texts(name, language),
    }


def common_texts(name: str, language: Language) -> dict[str, str]:
    """What every slider says of itself, by the name of what it moves."""

    def say(key: str) -> str:
        return translate(language, f"lever.{key}", name=name)

    return {key: say(key) for key in ("connection", "reset_short", "minus", "plus", "reset", "info", "typed")}
