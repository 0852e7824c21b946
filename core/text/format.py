"""Numbers, money, dates and chances as the house style writes them; the viewer's browser has no say.

Babel knows the locales; what is here is the style on top of it: true minus signs, `€ 550,8 mln.`, counts whole,
millions one decimal, shares two.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Sequence
from typing import Final

from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from core.model.calendar import month_of_year, year_of
from core.text.catalog import Language, translate

LOCALE: Final[dict[Language, str]] = {"nl": "nl_NL", "en": "en_GB"}
"""What Babel calls each language: how it writes numbers, days and months."""
EXACT: Final = 1e12
"""Below this a number has all the digits that are written of it."""
_MINUS: Final = "\N{MINUS SIGN}"


def number(value: float, language: Language, decimals: int = 0) -> str:
    """`32.864`; negative with a true minus sign, and never a minus before a zero."""
    rounded = round(value, decimals)
    text = _written(abs(rounded), language, decimals)
    return _MINUS + text if rounded < 0 else text


def _written(rounded: float, language: Language, decimals: int) -> str:
    """A number as Babel writes it. For a whole lever thousands are written at once, so only its signs come from Babel."""
    if abs(rounded) < EXACT:
        return f"{rounded:,.{decimals}f}".translate(_signs(language))
    return format_decimal(rounded, format="#,##0." + "0" * decimals if decimals else "#,##0", locale=LOCALE[language])


@functools.cache
def _signs(language: Language) -> dict[int, str]:
    """What stands between thousands and before decimals in place of a comma and a point."""
    return str.maketrans({",": get_group_symbol(LOCALE[language]), ".": get_decimal_symbol(LOCALE[language])})


def signed(value: float, language: Language, decimals: int = 0) -> str:
    """`+7.200`, `−413`, `0`: a difference."""
    return ("+" if round(value, decimals) > 0.0 else "") + number(value, language, decimals)


def side_of(value: float, above: str, below: str, at: str) -> str:
    """One of three names: for a value that rounds above, below, or to zero."""
    return above if round(value) > 0 else below if round(value) < 0 else at


def side_of_million(value: float, above: str, below: str, at: str) -> str:
    """The same for an amount that is shown with one decimal [EUR million]."""
    return side_of(10.0 * value, above, below, at)


def capital(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """A name within a sentence: without its capital, unless it begins with an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def joined(names: Sequence[str], language: Language) -> str:
    """`a, b en c`."""
    return format_list(names, locale=LOCALE[language])


def sign(value: float, decimals: int = 0) -> str:
    """`+`, a true minus, or nothing where the value rounds to zero."""
    rounded = round(value, decimals)
    return "+" if rounded > 0 else _MINUS if rounded < 0 else ""


def million(value: float, language: Language) -> str:
    """EUR million as `€ 550,8 mln.`"""
    return translate(language, "common.million", amount=number(value, language, 1))


def euro(value: float, language: Language, decimals: int = 0) -> str:
    """Euros as `€ 11.000`, small amounts with cents as `€ 0,17`."""
    return translate(language, "common.euro", amount=number(value, language, decimals))


def signed_euro(value: float, language: Language) -> str:
    """A difference in whole euros: `+ € 1.607`, `− € 15`, `€ 0`."""
    return f"{sign(value)} {euro(abs(value), language)}".lstrip(" ")


def percent(share: float, language: Language, decimals: int = 2) -> str:
    """A share as `8,61%`."""
    return f"{number(100.0 * share, language, decimals)}%"


def date(day: dt.date, language: Language) -> str:
    """`10 oktober 2023`."""
    return format_date(day, format="d MMMM y", locale=LOCALE[language])


def short_date(day: dt.date, language: Language) -> str:
    """`10 okt 2023`."""
    return f"{day.day} {calendar_months(language, short=True)[day.month - 1]} {day.year}"


@functools.cache
def calendar_months(language: Language, *, short: bool = False) -> tuple[str, ...]:
    """The twelve months by name, January first: `augustus`, or `aug`."""
    names = get_month_names("abbreviated" if short else "wide", locale=LOCALE[language])
    return tuple(names[number].rstrip(".") for number in range(1, 13))


@functools.cache
def month(index: int, language: Language) -> str:
    """`augustus 2023`."""
    return f"{calendar_months(language)[month_of_year(index)]} {year_of(index)}"


@functools.cache
def period_end(index: int, language: Language) -> str:
    """`eind 2025` for a December, else `eind augustus 2023`."""
    name = str(year_of(index)) if month_of_year(index) == 11 else month(index, language)
    return translate(language, "common.end_of", period=name)


def short_end(index: int, language: Language) -> str:
    """`eind 2025` for a December, else `aug 2023`: for where there is little room."""
    if month_of_year(index) == 11:
        return translate(language, "common.end_short", year=year_of(index))
    return f"{calendar_months(language, short=True)[month_of_year(index)]} {year_of(index)}"


_ONE_IN: Final = (5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50)
RARE: Final = 50
"""A chance below 1 in so many is only called smaller than that."""


def chance(probability: float, language: Language) -> str:
    """A chance as people say it: `ongeveer 1 op 12`, `ongeveer 45%`, `minder dan 1 op 50`; never with a decimal."""
    key, values = _spoken(probability)
    return translate(language, f"common.chance.{key}", **values)


def odds(probability: float, language: Language) -> str:
    """The same in a table or a chart: `1 op 12`, `45%`, `< 1 op 50`."""
    key, values = _spoken(probability)
    return translate(language, f"common.odds.{key}", **values)


def _spoken(probability: float) -> tuple[str, dict[str, int]]:
    """Which phrase, and its numbers: the one of `1 op n` whose odds are nearest near none and all, steps of 5% between."""
    away = min(probability, 1.0 - probability)
    sure = probability > 0.5
    if away < 1.0 / RARE:
        return ("nearly" if sure else "hardly"), {"n": RARE, "m": RARE - 1}
    step = round(20.0 * probability)
    if min(step, 20 - step) >= 5:
        return "percent", {"n": 5 * step}
    n = min(_ONE_IN, key=lambda n: abs(math.log(n - 1) + math.log(away / (1.0 - away))))
    return ("all_but_one" if sure else "one_in"), {"n": n, "m": n - 1}
