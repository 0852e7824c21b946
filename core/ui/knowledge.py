"""The line on top of every page: which city, by which basis, what was known on which day, and whether measures are on.

Where more was published after that day, one sentence says what it changes, and a button leads there; from the newest basis a
button leads to what the letter saw.
"""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.since import since
from core.baseline import UNNAMED, Baseline, load_baseline
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.ui import state
from core.ui.tour import tour_button


def knowledge(page: str, language: Language) -> None:
    """Draw the line for the basis of the scenario, on a page."""
    baseline = state.baseline()
    with st.container(key="knowledge", horizontal=True, gap="small", vertical_alignment="center"):
        said = _sentence(baseline, language)
        note = f'<p class="koers-since">{html.escape(said)}</p>' if said else ""
        st.html(f'<div class="koers-known">{_line(baseline, language)}</div>')
        _package(language)
        if note:
            st.html(f'<div class="koers-known">{note}</div>')
        if baseline.quantity("volume").band is not None:
            # Whoever has a count needs no estimate: it is the first thing on offer.
            st.page_link("pages/eigen_cijfers/page.py", label=translate(language, "knowledge.count"))
        other = _other(baseline)
        if other is not None:
            st.button(
                translate(language, "knowledge.letter") if other.id == UNNAMED else other.title[language],
                key="other-basis", on_click=state.choose_baseline, args=(other.id,), type="tertiary",
            )  # fmt: skip
        tour_button(page, language)


def _package(language: Language) -> None:
    """How many measures are on, as the way to them."""
    on = len(state.current().committed.active_measures)
    if on:
        said = translate_count(language, "knowledge.package", on, n=on)
        st.page_link("pages/impulspakket/page.py", label=said)


def _line(baseline: Baseline, language: Language) -> str:
    title, day = html.escape(baseline.title[language]), house.short_date(baseline.known_on, language)
    # On a phone the day alone, so that it fits on one line.
    before, after = (f"<i>{html.escape(part)}</i>" for part in translate(language, "knowledge.known", day="\n").split("\n"))
    parts = {"place": html.escape(baseline.municipality), "title": title, "day": f"{before}{day}{after}"}
    spans = "".join(f'<span class="{name}">{text}</span>' for name, text in parts.items())
    return f'<p class="koers-basis"><b>{translate(language, "app.title")}</b>{spans}</p>'


def _sentence(baseline: Baseline, language: Language) -> str:
    """What became known since; of the newest basis, what of it is an estimate; else nothing."""
    found = since(baseline)
    if found is not None:
        short = max(found.newer_result, found.result) < 0.0
        results = (abs(one) if short else one for one in (found.newer_result, found.result))
        result, result_here = (house.million(one, language) for one in results)
        return translate(
            language, "knowledge.since_short" if short else "knowledge.since", year=found.year, result=result,
            result_here=result_here, volume=house.number(found.newer_volume, language), here=house.number(found.volume, language),
        )  # fmt: skip
    if baseline.quantity("volume").band is None or not baseline.history.volume:
        return ""
    counted = house.date(baseline.history.volume[-1].date, language)
    month = house.capital(house.month(baseline.reference_month, language))
    return translate(language, "knowledge.estimated", counted=counted, month=month)


def _other(baseline: Baseline) -> Baseline | None:
    """The basis that the button leads to: the newest, or from there the letter's; None where the city has no other."""
    found = since(baseline)
    if found is not None:
        return found.newer
    letter = load_baseline(UNNAMED)
    return letter if baseline.city is not None and letter.city == baseline.city and letter.id != baseline.id else None
