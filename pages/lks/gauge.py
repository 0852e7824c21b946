"""How far the LKS jobs are on the way to their target: one bar, with today, the scenario and the target on it."""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.lks import Progress
from core.figures.theme import palette
from core.text.sentences_lks import progress_parts
from core.ui.view import View


def gauge(found: Progress, view: View) -> None:
    """The bar and its legend; a screen reader gets the legend as its name."""
    colours, parts = palette(view.dark), progress_parts(found, view.language)
    marks = zip(("now", "fill", "goal"), (colours.history, colours.scenario, colours.target), parts, strict=True)
    legend = "".join(
        f'<span><i class="{kind}" style="background:{colour}"></i>{html.escape(said)}</span>' for kind, colour, said in marks
    )
    st.html(
        f'<div class="koers-gauge"><div class="track" role="img" aria-label="{html.escape("; ".join(parts))}">'
        f'<i class="fill" style="width:{found.part(found.jobs):.2%};background:{colours.scenario}"></i>'
        f'<i class="now" style="left:{found.part(found.now):.2%};background:{colours.history}"></i>'
        f'<i class="goal" style="left:{found.part(found.target):.2%};background:{colours.target}"></i></div>'
        f'<p aria-hidden="true">{legend}</p></div>'
    )
