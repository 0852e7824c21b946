"""What was tried elsewhere, and what the MinW funnel asks."""

from __future__ import annotations

import dataclasses
import functools
import html
from typing import Final

import streamlit as st

from core.city import City
from core.facts import sources
from core.figures.household.risk import funnel_frames, funnel_spec, share_frames, share_spec
from core.household.designs import Design, Result, designs
from core.household.minw import ExitShare, Funnel, Required, as_measure, counts, exit_share, funnel, required, required_share
from core.measures import catalogue, copy_id
from core.model.measures import Measure
from core.scenario import with_measures
from core.text import format as house
from core.text.catalog import translate
from core.ui import state
from core.ui.chart import chart, sentence, under
from core.ui.tables import details, source_list, table, table_html
from pages.huishouden.view import Words

MINW: Final = "minw"
"""Id of the measure in the catalogue."""


def draw_designs(words: Words) -> None:
    """Designs of other places as a table."""
    rows = [_design(words, design) for design in designs(words.city)]
    st.html(
        f'<h2 class="koers-title koers-part">{html.escape(words.say("designs.heading"))}</h2>'
        f'<p class="koers-sentence">{html.escape(words.say("designs.intro"))}</p>'
        + '<div class="koers-designs">'
        + table_html([words.say(f"designs.{name}") for name in ("name", "design", "outcome", "lesson")], rows)
        + "</div>"
    )


def _design(words: Words, design: Design) -> list[str]:
    language = words.language
    kind = words.say("designs.buffer" if design.smooths else "designs.premium")
    results = "".join(f"<li>{html.escape(_result(words, result))}</li>" for result in design.result)
    cited = "; ".join(html.escape(sources()[name].title) for name in design.sources)
    return [
        f"{html.escape(design.name[language])}<br><span class='koers-quiet'>{html.escape(f'{design.period}, {kind}')}</span>",
        html.escape(design.design[language]),
        f"<b>{html.escape(words.law(f'outcome.{design.outcome}'))}</b><ul class='koers-results'>{results}</ul>",
        f"{html.escape(design.lesson[language])}<br><span class='koers-quiet'>{cited}</span>",
    ]


def _result(words: Words, result: Result) -> str:
    if result.unit == "share":
        value = words.percent(result.value)
    else:
        value = words.euro(result.value) + (f" {words.law('per_month')}" if result.unit == "EUR/month" else "")
    return f"{result.measure[words.language]}: {value}"


def draw_minw(words: Words) -> None:
    """Funnel, interval, what the target asks, and the measure."""
    language, found = words.language, funnel(words.city)
    if found is None:
        return
    (least, share), middle = _shares(found), _asked_at(found)[1]
    st.html(f'<h2 class="koers-title koers-part">{html.escape(words.say("minw.heading"))}</h2>')
    ends = {"low": words.percent(share.low), "high": words.percent(share.high)}
    left, right = st.columns(2, gap="medium")
    with left:
        sentence(
            words.say(
                "minw.title", out=found.out, participants=found.participants, **ends
            ),
            3,
        )  # fmt: skip
        chart(funnel_spec(language, words.dark), funnel_frames(found, language), "household-funnel", words.say("minw.alt"))
        under(
            " ".join(
                [
                    words.law("minw.funnel", participants=found.participants, out=found.out, active=found.active),
                    words.law("minw.interval", share=words.percent(share.share), **ends),
                    words.law("minw.caveat"),
                ]
            )
        )
        details("table-household-funnel", language, lambda: _facts(words))
    with right:
        exits = words.number(round(middle.exits_at_pace))
        enough = middle.exits_at_pace >= found.target
        sentence(words.say("minw.share_title_enough" if enough else "minw.share_title", exits=exits, target=found.target), 3)
        chart(
            share_spec(language, words.dark), share_frames(share, least, language),
            "household-share", words.say("minw.share_alt"),
        )  # fmt: skip
        under(
            " ".join(
                [
                    words.law(
                        "minw.asked", target=found.target, months=found.months,
                        participants=house.number(middle.participants, language),
                        per_month=house.number(middle.per_month, language, 1),
                    ),
                    words.law("minw.pace", staff=words.number(found.staff, 1), exits=exits),
                    words.law("minw.impossible", share=words.percent(least)),
                ]
            )
        )  # fmt: skip
        details("table-household-share", language, lambda: _asked(words, found))
    _measure(words, found)


@functools.cache
def _shares(found: Funnel) -> tuple[float, ExitShare]:
    """The share that the target needs at the pace so far, and the share that was seen."""
    return required_share(found), exit_share(found.out, found.participants)


@functools.cache
def _asked_at(found: Funnel) -> tuple[Required, Required, Required]:
    """What the target asks at the low end, the middle and the high end of the interval."""
    share = _shares(found)[1]
    low, middle, high = (required(found, value) for value in (share.low, share.share, share.high))
    return low, middle, high


@functools.cache
def _pace(found: Funnel) -> float:
    """Exits at the pace so far [persons/month]."""
    return float(str(as_measure(found)["effect_per_month"]))


def _facts(words: Words) -> str:
    language = words.language
    rows = []
    for count in counts(words.city).values():
        status = html.escape(translate(language, f"common.{count.status}"))
        if count.status == "assumption":
            status = f'<span class="koers-assumption">{status}</span>'
        why = [html.escape(count.derivation[language])] if count.derivation is not None else []
        why += [html.escape(sources()[count.source].title)] if count.source is not None else []
        name = html.escape(words.say(f"count.{count.key}"))
        rows.append([name, words.number(count.value, 1), f"{status}. {' '.join(why)}"])
    return table_html(words.columns("what", "number", "why"), rows) + source_list(_sources(words), language)


def _sources(words: Words) -> list[str]:
    """Publications behind the numbers of the funnel."""
    return list(dict.fromkeys(count.source for count in counts(words.city).values() if count.source is not None))


def _asked(words: Words, found: Funnel) -> str:
    language = words.language
    rows = []
    for asked in _asked_at(found):
        rows.append(
            [
                words.percent(asked.share), house.number(asked.participants, language),
                house.number(asked.per_month, language, 1),
                house.number(asked.per_staff, language, 2), house.number(asked.exits_at_pace, language),
            ]
        )  # fmt: skip
    head = words.columns("share", "participants", "per_month", "per_staff", "exits")
    return table(words.say("minw.caption"), head, rows) + source_list(_sources(words), language)


# The measure -------------------------------------------------------------------------------------------------------


def measure_at_pace(name: str, taken: tuple[Measure, ...], city: City | None) -> Measure | None:
    """MinW at the pace so far, tied to its entry in the catalogue; what the pilot does not tell is taken from there."""
    found, entry = funnel(city), next((entry.measure() for entry in catalogue(city) if entry.id == MINW), None)
    if found is None or entry is None:
        return None
    return dataclasses.replace(entry, id=copy_id(entry, (one.id for one in taken)), effect=round(_pace(found), 2), name=name)


def _measure(words: Words, found: Funnel) -> None:
    chosen = state.current().committed.measures
    if any(measure.id.partition("~")[0] == MINW and measure.active for measure in chosen):
        under(words.say("minw.added"))
        return
    under(f"{words.law('minw.evidence')} {words.say('minw.add_note', effect=house.number(_pace(found), words.language, 1))}")
    st.button(words.say("minw.add"), key="household-add-minw", on_click=_send, args=(words.say("minw.name"),))


def _send(name: str) -> None:
    scenario = state.current().committed
    measure = measure_at_pace(name, scenario.measures, state.baseline().city)
    if measure is not None:
        state.commit(with_measures(scenario, (*scenario.measures, measure)))
