"""What a press on a card does to the package. Every change is a commit, so undo and the address follow."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any, Final

import streamlit as st

from core.city import City
from core.measures import COPY, MOST, begin_again, catalogue, copy_id
from core.model.kinds import KIND
from core.model.measures import Measure
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.follow import chosen

OPENED: Final = "package-opened"
"""Session key of the measure that was made last: its form stands open."""
OWN: Final = "eigen"


def all_cards(package: tuple[Measure, ...]) -> list[Measure]:
    """The cards: every catalogue entry as it is in the package or else switched off, then what is not in the catalogue."""
    held = {measure.id: measure for measure in package}
    shown: list[Measure] = []
    for entry in catalogue(state.baseline().city):
        shown.append(held.pop(entry.id, as_announced(entry.id)))
        copies = [name for name in held if name.partition(COPY)[0] == entry.id]
        shown.extend(held.pop(name) for name in copies)
    return [*shown, *held.values()]


def _defaults() -> dict[str, Measure]:
    """The measures that the city announced, by id and switched off."""
    return _switched_off(state.baseline().city)


@functools.cache
def _switched_off(city: City | None) -> dict[str, Measure]:
    return {entry.id: dataclasses.replace(entry.measure(), active=False) for entry in catalogue(city)}


def as_announced(name: str) -> Measure:
    """A measure of the catalogue, switched off."""
    return _defaults()[name]


def put(measure: Measure) -> None:
    """Put a measure in the package in the place of the one with its id; one that is as it came and off is left out."""
    package = list(state.current().committed.measures)
    places = [i for i, one in enumerate(package) if one.id == measure.id]
    idle = _defaults().get(measure.id) == measure
    if places and idle:
        del package[places[0]]
    elif places:
        package[places[0]] = measure
    elif not idle:
        package.append(measure)
    state.set_measures(package)


def find(name: str) -> Measure:
    held = {measure.id: measure for measure in state.current().committed.measures}
    return held[name] if name in held else as_announced(name)


def switch(name: str) -> None:
    put(dataclasses.replace(find(name), active=bool(chosen(f"on-{name}"))))


def all_on() -> None:
    state.set_measures(dataclasses.replace(one, active=True) for one in all_cards(state.current().committed.measures))


def use_example(ids: tuple[str, ...]) -> None:
    """Switch exactly these measures on, as the city announced them; one that ended before the basis starts begins again."""
    use_package(tuple(begin_again(dataclasses.replace(as_announced(name), active=True), state.baseline()) for name in ids))


def use_package(measures: tuple[Measure, ...]) -> None:
    """Switch exactly these measures on; what somebody made or edited stays, switched off."""
    ids = {one.id for one in measures}
    rest = [dataclasses.replace(one, active=False) for one in state.current().committed.measures if one.id not in ids]
    state.set_measures([*measures, *(one for one in rest if _defaults().get(one.id) != one)])


def again(name: str) -> None:
    put(begin_again(find(name), state.baseline()))


def all_off() -> None:
    package = [dataclasses.replace(one, active=False) for one in state.current().committed.measures]
    state.set_measures(one for one in package if _defaults().get(one.id) != one)


def copy(name: str) -> None:
    package = state.current().committed.measures
    copied = find(name)
    new = dataclasses.replace(copied, id=copy_id(copied, [*(one.id for one in package), *_defaults()]), active=True)
    st.session_state[OPENED] = new.id
    state.set_measures([*package, new])


def add(language: Language) -> None:
    package = state.current().committed.measures
    taken = {one.id for one in package}
    number = next(n for n in range(1, MOST + 2) if f"{OWN}-{n}" not in taken)
    start = state.baseline().reference_month + 2
    new = Measure(
        f"{OWN}-{number}", "outflow_work", start, 5.0, 6, None, 0.3, 0.3, 3000.0, 0.0,
        name=translate(language, "impulspakket.own_name", n=number),
    )  # fmt: skip
    st.session_state[OPENED] = new.id
    state.set_measures([*package, new])


def delete(name: str) -> None:
    state.set_measures(one for one in state.current().committed.measures if one.id != name)


def typed(value: float, name: str, field: str, factor: float) -> None:
    """Take a number from its field into a measure."""
    found = float(f"{value / factor:.12g}")
    new: dict[str, Any] = {field: int(found) if field == "ramp_months" else found}
    put(dataclasses.replace(find(name), **new))


def change(name: str, field: str) -> None:
    """Take a choice or a name into a measure."""
    new: dict[str, Any] = {field: chosen(f"{field}-{name}")}
    changed = dataclasses.replace(find(name), **new)
    if field == "kind":
        changed = dataclasses.replace(changed, effect=min(changed.effect, KIND[changed.kind].highest))
    if changed.end is not None and changed.end < changed.start:
        changed = dataclasses.replace(changed, end=changed.start)
    put(changed)


def change_end(name: str) -> None:
    typed = chosen(f"end-{name}")
    put(dataclasses.replace(find(name), end=None if typed == -1 else typed))


def restore(name: str) -> None:
    put(dataclasses.replace(as_announced(name), active=find(name).active))
