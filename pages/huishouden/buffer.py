"""The buffer: swinging income on one side, a fixed amount from the escrow account on the other."""

from __future__ import annotations

import html
from typing import Any

import streamlit as st

from core.figures.household.balance import BALANCE
from core.figures.household.enough import ENOUGH
from core.figures.household.loss import LOSS
from core.figures.household.swing import SWING
from core.household.inputs import Inputs
from core.text.catalog import Language, translate
from core.text.household import buffer_key_figures
from core.ui.answer import key_figures
from core.ui.chart import draw, under
from pages.huishouden.panel import amount_text, seed
from pages.huishouden.session import Session
from pages.huishouden.view import Sheet


def buffer_texts(inputs: Inputs, language: Language) -> dict[str, object]:
    """What stands in the inputs of the buffer, drawn or not."""
    return {
        "guaranteed": amount_text(inputs.guaranteed, language), "buffer": amount_text(inputs.buffer, language),
        "lost": str(inputs.lost), "spread": str(round(inputs.spread)), "loss": str(round(100 * inputs.loss)),
    }  # fmt: skip


def buffer_inputs(place: Any, held: Session, language: Language) -> dict[str, object]:
    """Draw the inputs above the charts of the buffer and return what is typed in them."""
    texts = buffer_texts(held.inputs, language)
    labels = {"guaranteed": "guaranteed", "buffer": "amount", "lost": "lost", "spread": "spread", "loss": "loss"}

    def say(key: str) -> str:
        return translate(language, f"huishouden.buffer.{key}")

    with place:
        st.html(f'<h2 class="koers-title koers-part">{html.escape(say("heading"))}</h2>')
        under(say("intro"))
        with st.container(key="household-buffer"):
            cells = zip(st.columns(5, gap="small", vertical_alignment="bottom"), texts.items(), strict=True)
            return {name: cell.text_input(say(labels[name]), key=seed(name, text), max_chars=12) for cell, (name, text) in cells}


def draw_buffer(sheet: Sheet) -> None:
    """Key figures and four charts."""
    figures = buffer_key_figures(sheet.worked, sheet.language)
    key_figures(figures, len(figures))
    for row in ((SWING, BALANCE), (LOSS, ENOUGH)):
        for column, figure in zip(st.columns(2, gap="medium"), row, strict=True):
            with column:
                draw(figure, sheet.worked, sheet, level=3)
