"""What it takes to reach a target with one slider, in a sentence, with a button that sets it."""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.goal_seek import solve
from core.analysis.target import Target
from core.problem import Problem
from core.text import format as house
from core.text import levers
from core.text.catalog import explain
from core.text.sentences_volume import needed_sentence
from core.ui import state
from core.ui.chart import sentence
from core.ui.view import View


def ask(view: View, target: Target, choices: tuple[str, ...]) -> None:
    """A line and a button per lever; one that cannot reach the target has no button."""
    language = view.language
    when = house.period_end(target.month, language)
    sentence(view.say("volume.needed.heading"))
    intro = view.say(
        "volume.needed.intro" if target.outcome == "volume" else "lks.needed_intro",
        target=house.number(target.value, language), when=when,
    )  # fmt: skip
    st.html(f'<p class="koers-sentence">{html.escape(intro)}</p>')
    for lever in choices:
        try:
            found = solve(view.scenario, view.baseline, lever, target)
        except Problem as problem:
            st.html(f'<p class="koers-sentence">{html.escape(explain(language, problem))}</p>')
            return
        name = levers.name(lever, language)
        said = needed_sentence(found, target.outcome, when, target.value, language)
        with st.container(key=f"need-{lever}", gap="xsmall"):
            st.html(f'<p class="koers-sentence"><b>{html.escape(name)}</b>. {html.escape(said)}</p>')
            if found.reachable and found.rounded != found.current:
                st.button(
                    view.say(
                        "volume.needed.set", lever=levers.inside(lever, language),
                        value=levers.amount(lever, found.rounded, language),
                    ),
                    key=f"set-{lever}",
                    on_click=state.set_lever,
                    args=(lever, found.rounded),
                )  # fmt: skip
