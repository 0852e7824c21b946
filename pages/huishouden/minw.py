"""What was tried elsewhere, and what the MinW funnel asks."""

from __future__ import annotations

import html

import streamlit as st

from core.facts import sources
from core.figures.household.funnel import FUNNEL
from core.figures.household.share import SHARE
from core.household.designs import Design, Result, designs
from core.household.pilot import MEASURE, Pilot, measure_at_pace, pilot
from core.measures import COPY
from core.scenario import with_measures
from core.text import format as house
from core.text import sources as named
from core.text.glossary import explained
from core.ui import state
from core.ui.chart import draw, under
from core.ui.tables import table_html
from pages.huishouden.view import Words


def draw_designs(words: Words) -> None:
    """Designs of other places as a table."""
    rows = [_design(words, design) for design in designs()]
    st.html(
        f'<h2 class="koers-title koers-part">{html.escape(words.say("designs.heading"))}</h2>'
        f'<p class="koers-sentence">{html.escape(words.say("designs.intro"))}</p>'
        + '<div class="koers-designs">'
        + table_html([words.say(f"designs.{name}") for name in ("name", "design", "outcome", "lesson")], rows, words.language)
        + "</div>"
    )


def _design(words: Words, design: Design) -> list[str]:
    language = words.language
    kind = words.say("designs.buffer" if design.smooths else "designs.premium")
    results = "".join(f"<li>{html.escape(_result(words, result))}</li>" for result in design.result)
    cited = "; ".join(html.escape(named.title(sources()[name], language)) for name in design.sources)
    return [
        f"{html.escape(design.name[language])}<br><span class='koers-quiet'>{html.escape(f'{design.period}, {kind}')}</span>",
        html.escape(design.design[language]),
        f"<b>{html.escape(words.law(f'outcome.{design.outcome}'))}</b><ul class='koers-results'>{results}</ul>",
        f"{html.escape(design.lesson[language])}<br><span class='koers-quiet'>{cited}</span>",
    ]


def _result(words: Words, result: Result) -> str:
    if result.unit == "share":
        value = house.percent(result.value, words.language, 0)
    else:
        value = house.euro(result.value, words.language) + (f" {words.law('per_month')}" if result.unit == "EUR/month" else "")
    return f"{result.measure[words.language]}: {value}"


def draw_minw(words: Words) -> None:
    """Funnel, interval, what the target asks, and the measure."""
    found = pilot(words.city)
    if found is None:
        return
    heading = words.say("minw.heading", participants=found.funnel.participants, target=found.funnel.target)
    st.html(f'<h2 class="koers-title koers-part">{explained(html.escape(heading), words.language)}</h2>')
    for column, figure in zip(st.columns(2, gap="medium"), (FUNNEL, SHARE), strict=True):
        with column:
            draw(figure, found, words, level=3)
    _measure(words, found)


def _measure(words: Words, found: Pilot) -> None:
    chosen = state.current().committed.measures
    if any(measure.id.partition(COPY)[0] == MEASURE and measure.active for measure in chosen):
        under(words.say("minw.added"))
        return
    if found.entry is None:
        return
    evidence = words.law("minw.evidence", out=found.funnel.out, participants=found.funnel.participants)
    under(f"{evidence} {words.say('minw.add_note', effect=house.number(found.exits_per_month, words.language, 1))}")
    st.button(words.say("minw.add"), key="household-add-minw", on_click=_send, args=(words.say("minw.name"),))


def _send(name: str) -> None:
    scenario = state.current().committed
    found = pilot(state.baseline().city)
    measure = None if found is None else measure_at_pace(found, name, (one.id for one in scenario.measures))
    if measure is not None:
        state.commit(with_measures(scenario, (*scenario.measures, measure)))
