"""The measures as cards: on or off, edit, copy, add, delete."""

from __future__ import annotations

import dataclasses
import functools
import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from core.analysis.contribution import Contribution
from core.city import City
from core.facts import sources
from core.measures import COPY, LONGEST_NAME, MOST, CatalogueEntry, entry_of, first_month, is_over
from core.model.calendar import LAST_MONTH
from core.model.kinds import KIND, KINDS
from core.model.measures import Measure
from core.text import format as house
from core.text.catalog import translate
from core.text.measures import measure_name
from core.text.sentences_package import added, is_assumed, measure_facts
from core.ui.chart import hint, sentence
from core.ui.follow import following
from core.ui.labels import literal
from core.ui.tables import quoted, source_items
from core.ui.typed import Takes, number_field
from core.ui.view import View
from pages.impulspakket import changes
from pages.impulspakket.begins import start_notes
from pages.impulspakket.example import example_button


@dataclass(frozen=True, slots=True)
class Field:
    """A number on a card: what is typed, and the factor from the model's value to it."""

    name: str
    takes: Takes
    factor: float = 1.0


FIELDS: Final = (
    Field("ramp_months", Takes(0, 120)),
    Field("deadweight", Takes(0, 100, 1), 100.0),
    Field("relapse", Takes(0, 100, 1), 100.0),
    Field("cost_per_placement", Takes(0, 1_000_000)),
    Field("fixed_cost", Takes(0, 100_000_000)),
)


def cards(view: View, found: Mapping[str, Contribution]) -> None:
    """All measures to choose from: the catalogue with its copies, then the visitor's own."""
    package = view.scenario.measures
    sentence(view.say("impulspakket.cards.title", active=len(view.scenario.active_measures), n=len(changes.all_cards(package))))
    hint(view.say("impulspakket.cards.note"))
    with st.container(horizontal=True, gap="small", key="package-actions"):
        st.button(view.say("impulspakket.action.all_on"), key="package-all-on", on_click=changes.all_on)
        example_button(view)
        st.button(
            view.say("impulspakket.action.all_off"), key="package-all-off", on_click=changes.all_off,
            disabled=not view.scenario.active_measures,
        )  # fmt: skip
        st.button(
            view.say("impulspakket.action.add"), key="package-add", on_click=changes.add, args=(view.language,),
            disabled=len(package) >= MOST,
        )  # fmt: skip
    listed = changes.all_cards(package)
    groups = {
        # What somebody made stands first: its form opens under the button that made it.
        "own": [one for one in listed if entry_of(one, view.baseline.city) is None],
        **{group: [one for one in listed if _group(one, view.baseline.city) == group] for group in ("outflow", "lks")},
    }
    with st.container(key="measures"):
        for group, measures in groups.items():
            if measures:
                st.html(f'<h3 class="koers-hand">{html.escape(view.say(f"impulspakket.cards.{group}"))}</h3>')
                with st.container(key=f"cards-{group}"):
                    for measure in measures:
                        _card(view, measure, found.get(measure.id))


def _group(measure: Measure, city: City | None) -> str | None:
    """Where the card of an announced measure stands; None for what somebody made."""
    return None if entry_of(measure, city) is None else KIND[measure.kind].group


def _card(view: View, measure: Measure, found: Contribution | None) -> None:
    language = view.language
    key = following(f"on-{measure.id}", measure.active)
    with st.container(gap="xxsmall", key=f"card-{measure.id}"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.toggle(_name(view, measure), key=key, on_change=changes.switch, args=(measure.id,))
            if is_over(measure, view.baseline):
                label = view.say("impulspakket.action.again", month=house.month(first_month(view.baseline), language))
                st.button(label, key=f"again-{measure.id}", type="tertiary", on_click=changes.again, args=(measure.id,))
        st.html(f'<p class="koers-sentence koers-facts">{_facts(view, measure, found)}</p>')
        form = st.expander(
            view.say("impulspakket.action.edit"), key=f"form-{measure.id}", on_change="rerun", type="compact",
            expanded=st.session_state.get(changes.OPENED) == measure.id,
        )  # fmt: skip
        if form.open:
            with form:
                _form(view, measure)


def _name(view: View, measure: Measure) -> str:
    """The name on a switch. What somebody made may hold signs of Markdown; what the city announced holds none."""
    name = measure_name(measure, view.baseline.city, view.language)
    return name if entry_of(measure, view.baseline.city) is not None and not measure.name else literal(name)


def _facts(view: View, measure: Measure, found: Contribution | None) -> str:
    """What a measure is and adds, as HTML."""
    city, language = view.baseline.city, view.language
    *facts, evidence = (html.escape(fact) for fact in measure_facts(measure, city, language))
    marked = f'<span class="koers-assumption">{evidence}</span>' if is_assumed(measure, city) else f"<b>{evidence}</b>"
    parts = [*facts, *start_notes(view, measure), marked, *([] if found is None else [html.escape(added(found, language))])]
    # A dot that parts two facts stays at the end of a line, and no fact breaks in two.
    ended = [*(f"{part} ·" for part in parts[:-1]), parts[-1]]
    return " ".join(f'<span class="koers-whole">{part}</span>' for part in ended)


@functools.cache
def _month_choices(first: int, start: int, end: int) -> tuple[int, ...]:
    return tuple(sorted({*range(first, LAST_MONTH + 1), start, end}))


def _form(view: View, measure: Measure) -> None:
    language, entry = view.language, entry_of(measure, view.baseline.city)
    label = functools.partial(_label, view)
    if entry is not None:
        st.html(_origin(view, entry))
    own = entry is None or COPY in measure.id
    if own:
        _text(view, measure)
    first, second = st.columns(2, gap="small")
    _effect(first, view, measure)
    months = _month_choices(
        view.baseline.reference_month + 1, measure.start, measure.start if measure.end is None else measure.end
    )
    start = following(f"start-{measure.id}", measure.start, language)
    end = following(f"end-{measure.id}", -1 if measure.end is None else measure.end, language)

    # The session keeps what writes its choices: a language, and nothing of what is drawn.
    def written(month: int) -> str:
        return translate(language, "impulspakket.runs_on") if month == -1 else house.month(month, language)

    with second:
        st.selectbox(
            label("start"), months, format_func=written, key=start, on_change=changes.change,
            args=(measure.id, "start"),
        )  # fmt: skip
    with first:
        st.selectbox(
            label("end"), [-1, *(month for month in months if month >= measure.start)], format_func=written,
            key=end, on_change=changes.change_end, args=(measure.id,),
        )  # fmt: skip
    for i, field in enumerate(FIELDS):
        number_field(
            second if i % 2 == 0 else first, label(field.name), getattr(measure, field.name) * field.factor, field.takes,
            language, f"{field.name}-{measure.id}", changes.typed, (measure.id, field.name, field.factor),
        )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button(
            view.say("impulspakket.action.copy"), key=f"copy-{measure.id}", on_click=changes.copy, args=(measure.id,),
            disabled=len(view.scenario.measures) >= MOST,
        )  # fmt: skip
        if own:
            st.button(
                view.say("impulspakket.action.delete"), key=f"delete-{measure.id}", on_click=changes.delete, args=(measure.id,)
            )
        else:
            st.button(
                view.say("impulspakket.action.restore"), key=f"restore-{measure.id}", on_click=changes.restore,
                args=(measure.id,), disabled=dataclasses.replace(measure, active=False) == changes.as_announced(measure.id),
            )  # fmt: skip


def _label(view: View, name: str) -> str:
    return view.say(f"impulspakket.field.{name}")


def _text(view: View, measure: Measure) -> None:
    """Name and kind: only what somebody made can be called or work otherwise."""
    kinds = {kind: view.say(f"impulspakket.kind.{kind}") for kind in KINDS}
    name = following(f"name-{measure.id}", measure_name(measure, view.baseline.city, view.language))
    kind = following(f"kind-{measure.id}", measure.kind, view.language)
    st.text_input(
        _label(view, "name"),
        max_chars=LONGEST_NAME,
        key=name,
        on_change=changes.change,
        args=(measure.id, "name"),
    )
    st.selectbox(
        _label(view, "kind"), KINDS, format_func=kinds.__getitem__,
        key=kind, on_change=changes.change, args=(measure.id, "kind"),
    )  # fmt: skip


def _effect(place: Any, view: View, measure: Measure) -> None:
    kind = KIND[measure.kind]
    share = kind.unit == "share"
    factor = 100.0 if share else 1.0
    number_field(
        place, _label(view, "effect_share" if share else "effect"), measure.effect * factor,
        Takes(0, kind.highest * factor, 1 if share else 2), view.language, f"effect-{measure.id}", changes.typed,
        (measure.id, "effect", factor),
    )  # fmt: skip


def _origin(view: View, entry: CatalogueEntry) -> str:
    """Where the numbers come from: what it is, why these numbers, and the publication."""
    said = quoted(f"{entry.note[view.language]} {entry.derivation[view.language]}", f"measure:{entry.id}", view.language)
    return f'<p class="koers-sentence">{said}</p>' + source_items({entry.source: sources()[entry.source]}, view.language)
