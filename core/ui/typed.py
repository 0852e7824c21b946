"""A field for a number: what is typed is read by the one rule of the app, and what it shows is what is counted.

A number field of the browser would follow the browser's language and round what it shows.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

import streamlit as st

from core.numbers import LONGEST, read_typed
from core.text import format as house
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.follow import brought, chosen, following, rewrite

MOST_DECIMALS: Final = 4
"""Decimals that a value is shown with when it was not typed, but came from a link or a computation."""


@dataclass(frozen=True, slots=True)
class Takes:
    """What a field takes: the limits, and the decimals at most; 0 is whole numbers."""

    low: float
    high: float
    decimals: int = 0


def number_field(
    place: Any, label: str, value: float, takes: Takes, language: Language, key: str, on_value: Callable[..., None],
    args: tuple[object, ...] = (), width: int | Literal["stretch"] = "stretch",
) -> None:  # fmt: skip
    """Draw a field with the value that counts, and under it why a text was refused.

    Parameters
    ----------
    place : Any
        Container or column that the field stands in.
    value : float
        In the unit of the field.
    on_value : Callable
        Is given what was typed, and `args`. Streamlit keeps it, so it must not hold on to a whole view.
    """
    refused = state.current().refused.get(key)
    field = _field(key, takes, value, shown(value, language) if refused is None else refused)
    with place:
        st.text_input(label, key=field, max_chars=LONGEST, on_change=_take, args=(key, takes, on_value, args), width=width)
        if refused is not None:
            st.html(f'<p class="koers-note" role="status">{html.escape(_why(takes, value, refused, language))}</p>')


def kept(name: str, key: str, first: float, takes: Takes) -> float:
    """The value of a field that only the session keeps, under `name`: `first`, or what a tab brings along in field `key`."""
    if name not in st.session_state and (held := brought(key)) is not None:
        value = read_typed(held.string_value, takes.decimals, takes.low, takes.high)
        if value is not None:
            st.session_state[name] = value
    return float(st.session_state.get(name, first))


def shown(value: float, language: Language) -> str:
    """A value with the decimals that it has, and no more: `30.000`, `2,5`, `33,3333`."""
    decimals = next((n for n in range(MOST_DECIMALS) if abs(value - round(value, n)) < 1e-9), MOST_DECIMALS)
    return house.number(value, language, decimals)


def _field(key: str, takes: Takes, value: float, text: str) -> str:
    """The key of the field that shows a text. One in which the same number is written otherwise stays the same field."""
    if read_typed(chosen(key) or "", takes.decimals, takes.low, takes.high) == value:
        rewrite(key, text)
    return following(key, text)


def _take(key: str, takes: Takes, on_value: Callable[..., None], args: tuple[object, ...]) -> None:
    session, text = state.current(), str(chosen(key))
    session.refused = {}
    value = read_typed(text, takes.decimals, takes.low, takes.high)
    if value is None:
        session.refused = {key: text[:LONGEST]}
        return
    on_value(value, *args)


def _why(takes: Takes, value: float, refused: str, language: Language) -> str:
    limits = {"low": shown(takes.low, language), "high": shown(takes.high, language), "n": takes.decimals}
    name = "typed.invalid" if takes.decimals else "typed.invalid_whole"
    return translate(language, name, text=refused, value=shown(value, language), **limits)
