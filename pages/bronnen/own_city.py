"""What a file of counts does not say about a municipality: five fields that show the answers that count."""

from __future__ import annotations

import contextlib
import dataclasses
import html
from typing import Any, Final

import streamlit as st

from core.numbers import LONGEST
from core.own_data.build import newest_baseline
from core.own_data.city import LONGEST_NAME, City, half_target, read_answer
from core.own_data.upload import OwnData, with_city
from core.problem import Problem
from core.text import format as house
from core.text.catalog import Language, explain, translate
from core.ui import state
from core.ui.follow import chosen, following, rewrite
from core.ui.typed import shown

ANSWERS: Final = tuple(City.__dataclass_fields__)


def city_fields(found: OwnData, language: Language) -> list[str]:
    """Draw the fields and return why a text was refused; an empty field shows what stands instead, where anything does."""
    refused = state.current().refused
    hints = _hints(found, language)
    said = []
    with st.container(horizontal=True, key="own-city", gap="small", vertical_alignment="bottom"):
        for key in ANSWERS:
            text = refused.get(_place(key))
            field = _field(key, found, _written(found.city, key, language) if text is None else text)
            if text is not None:
                said.append(_why(found, key, text, language))
            help_text = translate(language, "own_data.page.name_help", municipality=newest_baseline().municipality)
            # Read by our own rule: a field for numbers would follow the browser's language.
            st.text_input(
                translate(language, f"own_data.page.{key}"), key=field, placeholder=hints.get(key, ""), width=200,
                max_chars=LONGEST_NAME if key == "name" else LONGEST, help=help_text if key == "name" else None,
                on_change=_answer, args=(key,),
            )  # fmt: skip
    return said


def answers(city: City, language: Language) -> str:
    """The answers in one line: `doel: aantal uitkeringen 4.500, aandeel in de BUIG, % 1,2`; empty when nothing was answered."""
    given = [key for key in ANSWERS[1:] if getattr(city, key) is not None]
    return "; ".join(
        f"{house.inside(translate(language, f'own_data.page.{key}'))}: {_written(city, key, language)}" for key in given
    )  # fmt: skip


def _place(key: str) -> str:
    return f"own-{key}"


def _field(key: str, found: OwnData, text: str) -> str:
    """The key of the field that shows an answer; what was typed and is the answer stays in its field."""
    with contextlib.suppress(KeyError, Problem):
        if _read(key, chosen(_place(key)) or "") == getattr(found.city, key):
            rewrite(_place(key), text)
    return following(_place(key), text)


def _written(city: City, key: str, language: Language) -> str:
    """An answer as the field shows it: what counts, and nothing where nobody answered."""
    value = getattr(city, key)
    if value is None or isinstance(value, str):
        return value or ""
    return str(value) if key == "target_year" else shown(100.0 * value if key == "share" else value, language)


def _answered(found: OwnData, key: str, text: str) -> OwnData:
    """The same counts with one other answer. Raises Problem for one that cannot be.

    A target waits for its year, and a year for its target: what was typed in the other field goes with it.
    """
    other = {"target": "target_year", "target_year": "target"}.get(key, "")
    values = {key: _read(key, text)}
    with contextlib.suppress(KeyError, Problem):
        values[other] = _read(other, state.current().refused[_place(other)])
    city = dataclasses.replace(found.city, **values)
    if other and half_target(city):
        raise Problem("own_data.target_alone")
    return with_city(found, city)


def _read(key: str, text: str) -> Any:
    return text if key == "name" else read_answer(key, text, percent=True) if text.strip() else None


def _answer(key: str) -> None:
    """Take what was typed; what is refused stays in its field until it is mended or something else happens."""
    session, text = state.current(), str(chosen(_place(key)))
    if session.upload is None or session.upload.found is None:
        return
    others = {name: text for name, text in session.refused.items() if name in map(_place, ANSWERS) and name != _place(key)}
    try:
        session.upload = dataclasses.replace(session.upload, found=_answered(session.upload.found, key, text))
        session.refused = {name: text for name, text in others.items() if not key.startswith("target") or "target" not in name}
    except Problem:
        session.refused = others | {_place(key): text[:LONGEST_NAME]}


def _why(found: OwnData, key: str, text: str, language: Language) -> str:
    try:
        _answered(found, key, text)
    except Problem as problem:
        label = translate(language, f"own_data.page.{key}")
        return html.escape(explain(language, Problem(problem.key, **problem.params | {"name": label})))
    return ""  # another answer has made it possible


def _hints(found: OwnData, language: Language) -> dict[str, str]:
    """What stands where nothing is answered, as the empty field shows it: the name alone can change all of it."""
    baseline = with_city(found, City(name=found.city.name)).baseline
    target, share, reserve = baseline.find("target_volume"), baseline.latest("buig_share"), baseline.find("reserve")
    stands: dict[str, tuple[str, str]] = {"share": (share.status, house.number(100.0 * share.value, language, 2))}
    if target is not None:
        stands["target"] = (target.status, house.number(target.value, language))
        stands["target_year"] = (target.status, str(target.date.year))
    if reserve is not None:
        stands["reserve"] = (reserve.status, house.number(reserve.value, language, 1))
    return {
        key: translate(language, f"own_data.page.{'assumed' if status == 'assumption' else 'published'}", value=value)
        for key, (status, value) in stands.items()
    }
