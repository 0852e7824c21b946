"""The left panel: who, which work, which child care; and the link that somebody may ask for."""

from __future__ import annotations

import datetime as dt
import html
from typing import Any, Final, get_args

import streamlit as st

from core.household.household import Care, Exemption, Household, Kind, minimum_wage
from core.household.inputs import RHYTHMS, Inputs, opening, to_link
from core.household.law import law_on, periods
from core.household.months import ATTRIBUTIONS
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.household import told
from core.ui.follow import brought
from pages.huishouden.session import Session, session

PREFIX: Final = "hh-"
"""Begins the key of every widget of the page."""
FIRST_AGE: Final = "6"
HEADING: Final = "heading"
"""Where the first heading is to stand, among the places of sliders."""
SLIM: Final = "slim"
"""And the answer in short, which a phone keeps in view."""


def seed(name: str, value: object) -> str:
    """Key of a widget, filled with `value` when the widget is new on the page and the browser does not bring its own."""
    key = f"{PREFIX}{name}"
    if key not in st.session_state and not (session().new and brought(key)):
        st.session_state[key] = value
    return key


def forget_widgets() -> None:
    """Let every widget start again from the inputs of the session."""
    for key in [key for key in st.session_state if str(key).startswith(PREFIX)]:
        del st.session_state[key]
    held = session()
    held.fault = None
    held.moved.clear()


def amount_text(value: float | None, language: Language) -> str:
    """An amount as a reader types it: without thousands, with the comma or the point of the language."""
    if value is None:
        return ""
    text = f"{value:.2f}".removesuffix(".00")
    return text.replace(".", ",") if language == "nl" else text


def household_inputs(place: Any, held: Session, language: Language) -> tuple[dict[str, object], dict[str, Any]]:
    """Draw the inputs; return what is typed in them by field, and by field where each slider is to stand.

    Sliders are drawn when the answer is known: they say where it stands. So does the heading over them.
    """
    inputs = held.inputs
    household = inputs.household

    def say(key: str) -> str:
        return translate(language, f"huishouden.panel.{key}")

    slots: dict[str, Any] = {}
    with place:
        slots[SLIM], slots[HEADING] = st.empty(), st.empty()
        kind = st.segmented_control(
            _name("kind", language), get_args(Kind), format_func=lambda name: say(f"kind_{name}"),
            key=seed("kind", household.kind), required=True, on_change=_kind_changed, label_visibility="collapsed",
        )  # fmt: skip
        ages = ""
        if kind != "single":
            known = ", ".join(map(str, household.child_ages))
            first = known or (FIRST_AGE if kind == "single_parent" else "")
            ages = st.text_input(say("ages"), key=seed("ages", first), max_chars=40)
        date = st.selectbox(
            say("date"), periods(), format_func=lambda day: house.date(day, language), key=seed("date", household.date)
        )
        slots["rent"] = st.empty()
        typed: dict[str, object] = {"kind": kind, "child_ages": ages, "date": date}
        typed |= _work(inputs, kind, date, ages, language, slots)
        return typed | _more(inputs, kind, language), slots


def _work(
    inputs: Inputs, kind: str | None, date: dt.date, ages: str, language: Language, slots: dict[str, Any]
) -> dict[str, object]:
    """Hours, wage and pay of who works, and child care."""
    household = inputs.household

    def say(key: str) -> str:
        return translate(language, f"huishouden.panel.{key}")

    _hand(say("work"))
    slots["hours"], slots["wage"] = st.empty(), st.empty()
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    months = left.text_input(say("months"), key=seed("months_since_start", str(household.months_since_start)), max_chars=12)
    travel = right.text_input(say("travel"), key=seed("travel", amount_text(household.travel, language)), max_chars=12)
    typed: dict[str, object] = {"months_since_start": months, "travel": travel}
    if kind == "couple":
        typed |= _partner_work(household, date, language)
    typed["pay"] = pay = st.segmented_control(
        say("pay"), RHYTHMS, format_func=lambda name: say(f"pay_{name}"), key=seed("pay", inputs.pay), required=True
    )
    if pay == "four_weekly":
        typed["attribution"] = st.segmented_control(
            say("attribution"), ATTRIBUTIONS, format_func=lambda name: say(f"attribution_{name}"),
            key=seed("attribution", inputs.attribution), required=True,
        )  # fmt: skip
    if ages.strip():
        alone = kind == "couple" and str(typed["partner_hours"]).strip() in ("", "0")
        typed |= _care_inputs(inputs, language, alone=alone)
    return typed


def _partner_work(household: Household, date: dt.date, language: Language) -> dict[str, object]:
    def say(key: str) -> str:
        return translate(language, f"huishouden.panel.{key}")

    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    hours = left.text_input(
        say("partner_hours"), key=seed("partner_hours", amount_text(household.partner_hours, language)), max_chars=12
    )
    wage = right.text_input(
        say("partner_wage"), key=seed("partner_wage", amount_text(household.partner_wage, language)), max_chars=12,
        placeholder=_minimum(household.partner_age, date, language),
    )  # fmt: skip
    return {"partner_hours": hours, "partner_wage": wage}


def _minimum(age: int, date: dt.date, language: Language) -> str:
    """The minimum wage that an empty field means."""
    return amount_text(minimum_wage(age, law_on(date, None)), language)


def _care_inputs(inputs: Inputs, language: Language, *, alone: bool) -> dict[str, object]:
    """Child care: asked for, so that nobody's answer leaves it out unseen. `alone` is a couple of which one is at home."""
    household = inputs.household

    def say(key: str) -> str:
        return translate(language, f"huishouden.panel.{key}")

    _hand(say("care"))
    if alone:
        _note(say("partner"))
    elif household.hours > 0 and household.childcare_hours is None:
        _note(say("care_ask"))
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    hours = left.text_input(
        say("care_hours"), key=seed("childcare_hours", amount_text(household.childcare_hours, language)), max_chars=12
    )
    price = right.text_input(
        say("care_price"), key=seed("childcare_price", amount_text(household.childcare_price, language)), max_chars=12
    )
    sort = st.selectbox(
        say("care_kind"), get_args(Care), format_func=lambda name: house.capital(translate(language, f"household.care.{name}")),
        key=seed("childcare_kind", household.childcare_kind),
    )  # fmt: skip
    return {"childcare_hours": hours, "childcare_price": price, "childcare_kind": sort}


def _more(inputs: Inputs, kind: str | None, language: Language) -> dict[str, object]:
    """What most people can leave as it is: age, others in the home, the exemption, and how late allowances follow."""
    household = inputs.household
    ages = ("age", "partner_age") if kind == "couple" else ("age",)
    names = (*ages, "cost_sharers", "exemption")
    more = st.expander(translate(language, "huishouden.panel.more"), key="household-more", on_change="rerun", type="compact")
    if not more.open:
        return {name: getattr(household, name) for name in names} | {"lag": inputs.lag}

    def field(place: Any, name: str, label: str, value: int) -> str:
        typed: str = place.text_input(translate(language, f"huishouden.panel.{label}"), key=seed(name, str(value)), max_chars=12)
        return typed

    with more:
        cells = st.columns(2, gap="small", vertical_alignment="bottom")
        typed: dict[str, object] = {
            name: field(cell, name, name, getattr(household, name)) for cell, name in zip(cells, ages, strict=False)
        }
        place = cells[1] if len(ages) == 1 else st
        typed["cost_sharers"] = field(place, "cost_sharers", "sharers", household.cost_sharers)
        typed["exemption"] = st.selectbox(
            translate(language, "huishouden.panel.exemption"), get_args(Exemption),
            format_func=lambda name: house.capital(translate(language, f"household.exemption.{name}")),
            key=seed("exemption", household.exemption),
        )  # fmt: skip
        typed["lag"] = field(st, "lag", "lag", inputs.lag)
    return typed


def actions(held: Session, language: Language) -> None:
    """Start again, and make a link; a link is only shown while it belongs to what is on the screen."""
    with st.container(horizontal=True, key="actions", gap="small"):
        st.button(translate(language, "huishouden.panel.link"), key="household-make-link", on_click=_make_link)
        st.button(translate(language, "huishouden.panel.reset"), key="household-reset", on_click=_reset)
    if held.link is not None and held.link == to_link(held.inputs):
        _note(translate(language, "household.link_contains", fields=told(held.inputs, language)))
        _note(translate(language, "huishouden.panel.link_where"))
        address = (st.context.url or "").split("?")[0].split("#")[0]
        query = "" if language == "nl" else f"?lang={language}"
        st.code(f"{address}{query}#{held.link}", language=None, wrap_lines=True)
    else:
        _note(translate(language, "household.privacy"))


def _make_link() -> None:
    session().link = to_link(session().inputs)


def _reset() -> None:
    held = session()
    held.inputs, held.link, held.bad_link = opening(dt.date.today()), None, None
    forget_widgets()


def _kind_changed() -> None:
    """A single parent has a child: fill in an age to start from rather than a fault."""
    ages = f"{PREFIX}ages"
    if st.session_state[f"{PREFIX}kind"] == "single_parent" and not str(st.session_state.get(ages, FIRST_AGE)).strip():
        st.session_state[ages] = FIRST_AGE


def _name(field: str, language: Language) -> str:
    return house.capital(translate(language, f"household.field.{field}"))


def first_heading(place: Any, attributes: str, language: Language) -> None:
    """The heading over all inputs, with attributes that sliders read."""
    said = html.escape(translate(language, "huishouden.panel.household"))
    place.html(f'<h2 class="koers-hand first" {attributes}>{said}</h2>')


def _hand(text: str) -> None:
    st.html(f'<h2 class="koers-hand">{html.escape(text)}</h2>')


def _note(text: str) -> None:
    st.html(f'<p class="koers-note">{html.escape(text)}</p>')
