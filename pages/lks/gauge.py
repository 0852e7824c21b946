"""How far the LKS jobs are on the way to their target: one bar, with today, the scenario and the target on it."""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.target import target_of
from core.figures.theme import palette
from core.text import format as house
from core.ui.view import View


def gauge(view: View) -> None:
    """The bar and its legend; a screen reader gets the legend as its name."""
    language, colours = view.language, palette(view.dark)
    target = target_of(view.baseline, "lks_target", "lks_jobs")
    jobs, now = view.paths.outcome.lks_jobs, float(view.paths.run.jobs.stock[0, 0])
    full = max(target.value, jobs, now, 1.0)
    parts = [
        view.say("lks.gauge.now", month=house.month(view.paths.run.months[0], language), jobs=house.number(now, language)),
        view.say(
            "lks.gauge.scenario", when=house.period_end(view.paths.outcome.lks_month, language), jobs=house.number(jobs, language)
        ),
        view.say("lks.gauge.target", when=house.period_end(target.month, language), jobs=house.number(target.value, language)),
    ]
    marks = zip(("now", "fill", "goal"), (colours.history, colours.scenario, colours.target), parts, strict=True)
    legend = "".join(
        f'<span><i class="{kind}" style="background:{colour}"></i>{html.escape(said)}</span>' for kind, colour, said in marks
    )
    st.html(
        f'<div class="koers-gauge"><div class="track" role="img" aria-label="{html.escape("; ".join(parts))}">'
        f'<i class="fill" style="width:{100 * jobs / full:.2f}%;background:{colours.scenario}"></i>'
        f'<i class="now" style="left:{100 * now / full:.2f}%;background:{colours.history}"></i>'
        f'<i class="goal" style="left:{100 * target.value / full:.2f}%;background:{colours.target}"></i></div>'
        f'<p aria-hidden="true">{legend}</p></div>'
    )
