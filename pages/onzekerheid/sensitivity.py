"""What an output depends on most: a tornado and where the uncertainty comes from, in a fragment of their own."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.output import Output, menu
from core.analysis.sensitivity import Sensitivity, draws_for, remembered, sensitivity
from core.figures.certainty.shares import SHARES
from core.figures.certainty.tornado import TORNADO
from core.text import sentences_sensitivity as words
from core.ui.chart import draw, sentence
from core.ui.follow import begin
from core.ui.turns import let_others
from core.ui.view import Setting
from core.ui.watch import when_seen

_CHOICE: Final = "sensitivity-output"
_PLACE: Final = "sensitivity"


def sensitivity_section() -> None:
    """Draw both views of the output that is chosen; they come in pieces with a bar of progress, once for all sessions."""
    when_seen("onzekerheid", _PLACE, _draw)


def _draw(view: Setting, compute: bool) -> bool:
    """Draw what is known, or what may be computed now; whether that was all."""
    options = {str(wanted): wanted for wanted in menu(view.baseline, view.scenario.until)}
    names = {name: words.output_name(found, view.baseline, view.language) for name, found in options.items()}
    wanted = options[begin(_CHOICE, names, next(iter(names)))]
    sentence(view.say("sensitivity.heading"))
    left, right = st.columns(2, gap="large", vertical_alignment="bottom")
    left.selectbox(view.say("sensitivity.choose"), list(names), format_func=lambda name: names.get(name, name), key=_CHOICE)
    # Its room is kept, so that nothing moves when a bar of progress comes and goes.
    with right, st.container(key="sensitivity-status"):
        slot = st.empty()
    if not compute and remembered(view.baseline, view.scenario, wanted) is None:
        slot.progress(0.0, view.say("sensitivity.computing"))
        return False
    found = _found(view, slot, wanted, tuple(options.values()))
    left, right = st.columns(2, gap="large")
    with left:
        draw(SHARES, found, view)
    with right:
        draw(TORNADO[wanted.name], found, view)
    return True


def _found(view: Setting, slot: DeltaGenerator, wanted: Output, options: tuple[Output, ...]) -> Sensitivity:
    """The answer: remembered or computed."""
    found = remembered(view.baseline, view.scenario, wanted)
    if found is None:
        text = view.say("sensitivity.computing")
        bar, told = slot.progress(0.0, text), 0

        def progress(part: float) -> None:
            nonlocal told
            if int(20 * part) > told:
                told = int(20 * part)
                bar.progress(part, text)
            let_others()

        # What lies no further ahead comes along for little, so that another choice answers at once.
        near = [other for other in options if other.month <= wanted.month and other != wanted]
        along = [wanted, *(other for other in near if draws_for(view.baseline, other) == draws_for(view.baseline, wanted))]
        found = sensitivity(view.baseline, view.scenario, along, progress)[wanted]
        slot.empty()
    return found
