"""Numbers, money, dates and chances as the house style writes them; the viewer's browser has no say.

Babel knows the locales; what is here is the style on top of it: true minus signs, `€ 550,8 mln.`, counts whole,
millions one decimal, shares two.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import Final

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from core.model.calendar import month_of_year, year_of
from core.text.catalog import Language, translate

_LOCALE: Final[dict[Language, str]] = {"nl": "nl_NL", "en": "en_GB"}
_MINUS: Final = "\N{MINUS SIGN}"
_NBSP: Final = "\N{NO-BREAK SPACE}"


def number(value: float, language: Language, decimals: int = 0) -> str:
    """`32.864`; negative with a true minus sign, and never a minus before a zero."""
    rounded = round(value, decimals)
    text = format_decimal(abs(rounded), format="#,##0." + "0" * decimals if decimals else "#,##0", locale=_LOCALE[language])
    return _MINUS + text if rounded < 0 else text


def million(value: float, language: Language) -> str:
    """EUR million as `€ 550,8 mln.`"""
    return translate(language, "common.million", amount=number(value, language, 1))


def euro(value: float, language: Language) -> str:
    """Whole euros as `€ 11.000`."""
    return translate(language, "common.euro", amount=number(value, language))


def percent(share: float, language: Language, decimals: int = 2) -> str:
    """A share as `8,61%`."""
    return f"{number(100.0 * share, language, decimals)}%"


def date(day: dt.date, language: Language) -> str:
    """`10 oktober 2023`."""
    return format_date(day, format="d MMMM y", locale=_LOCALE[language])


@functools.cache
def month(index: int, language: Language) -> str:
    """`augustus 2023`."""
    name = get_month_names("wide", locale=_LOCALE[language])[month_of_year(index) + 1]
    return f"{name} {year_of(index)}"


@functools.cache
def period_end(index: int, language: Language) -> str:
    """`eind 2025` for a December, else `eind augustus 2023`."""
    name = str(year_of(index)) if month_of_year(index) == 11 else month(index, language)
    return translate(language, "common.end_of", period=name)


_ODDS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 50, 100)


def chance(probability: float, language: Language) -> str:
    """A chance as people say it: `ongeveer 1 op 5`."""
    if probability < 0.005:
        return translate(language, "common.chance.hardly")
    if probability > 0.995:
        return translate(language, "common.chance.nearly_sure")
    if probability <= 0.45:
        odds = min(_ODDS, key=lambda n: abs(1.0 / n - probability))
        return translate(language, "common.chance.one_in", n=odds)
    if probability < 0.55:
        return translate(language, "common.chance.even")
    tenths = round(10 * probability)
    if tenths == 10:
        return translate(language, "common.chance.more_than_nine")
    return translate(language, "common.chance.in_ten", n=tenths)


def glue(text: str) -> str:
    """Keep a number and its unit on one line."""
    return text.replace(" ", _NBSP)
