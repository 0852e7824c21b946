"""The sliders of the panel: hours, wage and rent, drawn under the thumb like those of a scenario."""

from __future__ import annotations

import functools
import json
from typing import Any, Final

import streamlit as st

from core.city import City
from core.household.sliders import SLIDERS, Slider
from core.numbers import LONGEST
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.household import field_names
from core.text.household_fault import fault_text
from core.ui.follow import brought
from core.ui.lever import common_texts, draw_slider
from pages.huishouden.panel import amount_text
from pages.huishouden.session import Session, session

MOST: Final = 1e6
"""No slider stands at so much."""


def typed_by_sliders(held: Session, language: Language) -> dict[str, str]:
    """What the sliders stand at, as it is typed; to a new session a tab brings along where it had them."""
    if held.new:
        for name in SLIDERS:
            if name not in held.moved and (move := _brought(name)) is not None:
                _take(held, name, move)
    return {name: held.moved.get(name, amount_text(getattr(held.inputs.household, name), language)) for name in SLIDERS}


def draw(name: str, held: Session, city: City | None, language: Language, *, alone: bool) -> None:
    """Draw a slider; `alone` when no chart stands on the page that its thumb cannot draw."""
    slider, household = SLIDERS[name], held.inputs.household
    value, base, low = slider.value(household), slider.base(household), slider.low(household)
    family = held.questions.address(slider, held.inputs, city, language) if alone and held.fault is None else None
    refused = held.moved.get(name) if held.fault is not None and held.fault.params.get("name") == name else None
    data = {
        "id": _key(name), "ack": held.acknowledged.get(_key(name), 0), "epoch": held.id, "value": value, "base": base,
        "low": min(low, value), "high": max(slider.high, value), "step": slider.step, "digits": slider.digits, "scale": 1,
        "decimals": max(slider.decimals, _decimals(value)), "known": None, "assumption": False, "lang": language,
        "refused": refused, "texts": _texts(slider, base, low, held, language), "family": family, "met": None, "cell": None,
    }  # fmt: skip
    draw_slider(_key(name), data, functools.partial(_moved, name))


def _brought(name: str) -> dict[str, Any] | None:
    """The last move of a slider, as a tab brings it along."""
    state = brought(f"lever-{_key(name)}")
    try:
        told = None if state is None else json.loads(state.json_value)
    except ValueError:
        return None
    move = told.get("move") if isinstance(told, dict) else None
    return move if isinstance(move, dict) else None


def answered(held: Session) -> str:
    """Which move of each slider this drawing answers, for an attribute of the page."""
    return json.dumps({"epoch": held.id, **held.acknowledged})


def _key(name: str) -> str:
    return f"hh-{name}"


def _decimals(value: float) -> int:
    return next((n for n in range(2) if value == round(value, n)), 2)


def _texts(slider: Slider, base: float, low: float, held: Session, language: Language) -> dict[str, str]:
    def say(key: str, **params: object) -> str:
        return translate(language, f"huishouden.slider.{key}", **params)

    name = say(slider.id)
    ends = (house.number(end, language, _decimals(end)) for end in (low, slider.high))
    limits = translate(language, "lever.range", **dict(zip(("low", "high"), ends, strict=True)))
    fault = "" if held.fault is None else fault_text(held.fault, language, field_names(language))
    return {
        "name": name, "unit": say(f"{slider.id}_unit"), "help": say(f"{slider.id}_help"), "known": limits, "source": "",
        "limits": limits, "beyond": "", "base": say("minimum" if slider.id == "wage" else "example", value="{value}"),
        "invalid": fault, **common_texts(name, language),
    }  # fmt: skip


def _moved(name: str) -> None:
    """Take over what a slider sent. What the browser allows is no boundary: it is read like what is typed."""
    held = session()
    move = st.session_state[f"lever-{_key(name)}"].get("move")
    if isinstance(move, dict) and move.get("epoch") in (held.id, None) and isinstance(move.get("seq"), int):
        held.acknowledged[_key(name)] = move["seq"]
        held.dragging = move.get("phase") != "commit"
        _take(held, name, move)


def _take(held: Session, name: str, move: dict[str, Any]) -> None:
    text, value = move.get("text"), move.get("value")
    if isinstance(text, str):
        held.moved[name] = text[:LONGEST]
    elif isinstance(value, int | float) and abs(value) < MOST:
        base = SLIDERS[name].base(held.inputs.household)
        held.moved[name] = "" if name == "wage" and value == base else amount_text(float(value), "nl")[:LONGEST]
