"""What is said of a saved scenario: when and by whom, and what its numbers were beside what they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from core.text import format as house
from core.text.catalog import Language, messages, translate

HERE: Final = ZoneInfo("Europe/Amsterdam")
MOST_NAMED: Final = 3
"""Quantities of a basis that a sentence names; the rest are counted."""
Numbers = Mapping[str, float | None]


def moment(at: dt.datetime, language: Language) -> str:
    """`27 november 2026, 14:05`, by the clock of the city."""
    here = at.astimezone(HERE)
    return f"{house.date(here.date(), language)}, {here:%H:%M}"


def version_line(number: int, saved: dt.datetime, author: str, restored: int | None, language: Language) -> str:
    """Which version, when, by whom, and which older one it brought back. Plain text."""
    by = translate(language, "bewaard.by", name=author) if author else ""
    back = translate(language, "bewaard.restored", n=restored) if restored else ""
    parts = [translate(language, "bewaard.version", n=number), moment(saved, language), by, back]
    return " · ".join(part for part in parts if part)


def then_and_now(then: Numbers, now: Numbers, language: Language) -> list[tuple[str, str, str]]:
    """What reads otherwise now: what it is, as it was, and as it is."""
    rows = []
    for name, (label, write) in _shown(then, language).items():
        was, is_now = (_written(numbers.get(name), write) for numbers in (then, now))
        if was != is_now:
            rows.append((label, was, is_now))
    return rows


def why(
    model: tuple[str, str] | None, law: Sequence[str], figures: Sequence[str], language: Language
) -> str:  # fmt: skip
    """What changed the numbers, in a sentence. Plain text."""
    causes = []
    if model is not None:
        causes.append(translate(language, "bewaard.why.model", before=model[0], after=model[1]))
    if law:
        causes.append(translate(language, "bewaard.why.law", what=_quantities(law, language)))
    if figures:
        causes.append(translate(language, "bewaard.why.basis", what=_quantities(figures, language)))
    return house.capital(house.joined(causes or [translate(language, "bewaard.why.unknown")], language)) + "."


def _quantities(keys: Sequence[str], language: Language) -> str:
    known = messages(language)
    named = [house.inside(known[f"quantity.{key}"]) for key in keys if f"quantity.{key}" in known]
    more = len(keys) - len(named[:MOST_NAMED])
    rest = [translate(language, "bewaard.why.more", n=more)] if more else []
    return house.joined([*named[:MOST_NAMED], *rest], language)


def _shown(then: Numbers, language: Language) -> dict[str, tuple[str, Callable[[float], str]]]:
    """The numbers that are laid side by side: what each is called, and how it is written."""

    def label(key: str, **params: object) -> str:
        return translate(language, f"bewaard.number.{key}", **params)

    def end(name: str) -> str:
        return house.period_end(int(then.get(name) or 0), language)

    year, until = int(then.get("result_year") or 0), int(then.get("general_funds_until") or 0)
    return {
        "volume": (label("volume", when=end("month")), lambda value: house.number(value, language)),
        "chance": (label("chance"), lambda value: house.odds(value, language)),
        "lks_jobs": (label("jobs", when=end("lks_month")), lambda value: house.number(value, language)),
        "result": (label("result", year=year), lambda value: house.million(value, language)),
        "reserve_empty": (label("reserve"), lambda value: house.month(int(value), language)),
        "general_funds": (label("funds", year=until), lambda value: house.million(value, language)),
    }


def _written(value: float | None, write: Callable[[float], str]) -> str:
    return "–" if value is None else write(value)
