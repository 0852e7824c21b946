"""The package that the city announced in one letter: on with one press, first of all where no measure is on yet."""

from __future__ import annotations

import html
from typing import Literal

import streamlit as st

from core.measures import example_package, first_month, is_over
from core.text import format as house
from core.ui.view import View
from pages.impulspakket import changes


def begin(view: View) -> None:
    """What will stand here, and the press that shows it; it takes the room of the key figures."""
    with st.container(key="package-begin", horizontal=True, vertical_alignment="center", gap="medium"):
        said = f'<p class="koers-sentence">{html.escape(view.say("impulspakket.begin.then"))}</p>'
        letter, entries = example_package(view.baseline.city)
        if letter is None:
            st.html(said)
            return
        again = any(is_over(entry.measure(), view.baseline) for entry in entries)
        first = view.say(
            f"impulspakket.begin.{'again' if again else 'example'}", n=len(entries), date=house.date(letter.date, view.language),
            month=house.month(first_month(view.baseline), view.language),
        )  # fmt: skip
        st.html(f'<p class="koers-begin">{html.escape(first)}</p>{said}')
        _press(view, "begin.press", "package-begin-example", "primary")


def example_button(view: View) -> None:
    """The same press among those for all measures."""
    if example_package(view.baseline.city)[0] is not None:
        _press(view, "action.example", "package-example", "secondary")


def _press(view: View, label: str, key: str, kind: Literal["primary", "secondary"]) -> None:
    ids = tuple(entry.id for entry in example_package(view.baseline.city)[1])
    st.button(view.say(f"impulspakket.{label}"), key=key, type=kind, on_click=changes.use_example, args=(ids,))
