"""The left panel: who, which work, which child care; and the link that somebody may ask for."""

from __future__ import annotations

import html
from typing import Any, Final, get_args

import streamlit as st

from core.household.household import Care, Exemption, Kind
from core.household.inputs import DATES, MOST_HOURS, RHYTHMS, Inputs, to_link
from core.household.law import law_on
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.household import told
from pages.huishouden.session import Session, session

PREFIX: Final = "hh-"
"""Begins the key of every widget of the page."""
FIRST_AGE: Final = "6"


def seed(name: str, value: object) -> str:
    """Key of a widget, filled with `value` when the widget is new on the page."""
    key = f"{PREFIX}{name}"
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def forget_widgets() -> None:
    """Let every widget start again from the inputs of the session."""
    for key in [key for key in st.session_state if str(key).startswith(PREFIX)]:
        del st.session_state[key]
    session().fault = None


def amount_text(value: float | None, language: Language) -> str:
    """An amount as a reader types it: without thousands, with the comma or the point of the language."""
    if value is None:
        return ""
    text = f"{value:.2f}".removesuffix(".00")
    return text.replace(".", ",") if language == "nl" else text


def household_inputs(place: Any, held: Session, language: Language) -> dict[str, object]:
    """Draw the inputs and return what is typed in them, by field."""
    inputs = held.inputs
    household = inputs.household

    def say(key: str) -> str:
        return translate(language, f"huishouden.panel.{key}")

    with place:
        _hand(say("household"), first=True)
        kind = st.segmented_control(
            _name("kind", language), get_args(Kind), format_func=lambda name: say(f"kind_{name}"),
            key=seed("kind", household.kind), required=True, on_change=_kind_changed, label_visibility="collapsed",
        )  # fmt: skip
        ages = ""
        if kind != "single":
            known = ", ".join(map(str, household.child_ages))
            first = known or (FIRST_AGE if kind == "single_parent" else "")
            ages = st.text_input(say("ages"), key=seed("ages", first), max_chars=40)
        left, right = st.columns(2, gap="small", vertical_alignment="bottom")
        rent = left.text_input(say("rent"), key=seed("rent", amount_text(household.rent, language)), max_chars=12)
        date = right.selectbox(
            say("date"), DATES, format_func=lambda day: house.date(day, language), key=seed("date", household.date)
        )
        _hand(say("work"))
        hours = st.slider(say("hours"), 0, MOST_HOURS, step=1, key=seed("hours", round(household.hours)))
        minimum = amount_text(law_on(date, None).value("wage.minimum"), language)
        left, right = st.columns(2, gap="small", vertical_alignment="bottom")
        wage = left.text_input(
            say("wage"), key=seed("wage", amount_text(household.wage, language)), max_chars=12, placeholder=minimum
        )
        months = right.text_input(say("months"), key=seed("months_since_start", str(household.months_since_start)), max_chars=12)
        pay = st.segmented_control(
            say("pay"), RHYTHMS, format_func=lambda name: say(f"pay_{name}"), key=seed("pay", inputs.pay), required=True
        )
        travel = st.text_input(say("travel"), key=seed("travel", amount_text(household.travel, language)), max_chars=12)
        typed: dict[str, object] = {
            "kind": kind, "child_ages": ages, "rent": rent, "date": date, "hours": hours, "wage": wage,
            "months_since_start": months, "pay": pay, "travel": travel,
        }  # fmt: skip
        if ages.strip():
            typed |= _care_inputs(inputs, kind, language)
        return typed | _more(inputs, language)


def _care_inputs(inputs: Inputs, kind: str | None, language: Language) -> dict[str, object]:
    household = inputs.household

    def say(key: str) -> str:
        return translate(language, f"huishouden.panel.{key}")

    _hand(say("care"))
    if kind == "couple":
        _note(say("partner"))
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    hours = left.text_input(say("care_hours"), key=seed("childcare_hours", str(round(household.childcare_hours))), max_chars=12)
    price = right.text_input(
        say("care_price"), key=seed("childcare_price", amount_text(household.childcare_price, language)), max_chars=12
    )
    sort = st.selectbox(
        say("care_kind"), get_args(Care), format_func=lambda name: house.capital(translate(language, f"household.care.{name}")),
        key=seed("childcare_kind", household.childcare_kind),
    )  # fmt: skip
    return {"childcare_hours": hours, "childcare_price": price, "childcare_kind": sort}


def _more(inputs: Inputs, language: Language) -> dict[str, object]:
    more = st.expander(translate(language, "huishouden.panel.more"), key="household-more", on_change="rerun", type="compact")
    if not more.open:
        return {"exemption": inputs.household.exemption, "lag": inputs.lag}
    with more:
        exemption = st.selectbox(
            translate(language, "huishouden.panel.exemption"), get_args(Exemption),
            format_func=lambda name: house.capital(translate(language, f"household.exemption.{name}")),
            key=seed("exemption", inputs.household.exemption),
        )  # fmt: skip
        lag = st.text_input(translate(language, "huishouden.panel.lag"), key=seed("lag", str(inputs.lag)), max_chars=12)
    return {"exemption": exemption, "lag": lag}


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
    held.inputs, held.link, held.bad_link = Inputs(), None, None
    forget_widgets()


def _kind_changed() -> None:
    """A single parent has a child: fill in an age to start from rather than a fault."""
    ages = f"{PREFIX}ages"
    if st.session_state[f"{PREFIX}kind"] == "single_parent" and not str(st.session_state.get(ages, FIRST_AGE)).strip():
        st.session_state[ages] = FIRST_AGE


def _name(field: str, language: Language) -> str:
    return house.capital(translate(language, f"household.field.{field}"))


def _hand(text: str, *, first: bool = False) -> None:
    st.html(f'<h2 class="koers-hand{" first" if first else ""}">{html.escape(text)}</h2>')


def _note(text: str) -> None:
    st.html(f'<p class="koers-note">{html.escape(text)}</p>')
