"""Numbers as they are written: by people in Dutch and in English, and by programs.

The one place that says what counts as a number in a text: typed in a slider or a field, in a file, a link or a setting.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final, Literal

from babel.numbers import NumberFormatError, parse_decimal

Style = Literal["nl", "en"]
STYLES: Final[tuple[Style, ...]] = ("nl", "en")
LONGEST: Final = 24
LONGEST_PLAIN: Final = 40
"""Digits of a number at full precision with its sign and exponent, and room to spare."""

_LOCALE: Final[dict[Style, str]] = {"nl": "nl_NL", "en": "en_GB"}
_WRITTEN: Final = re.compile(r"([+-]?)(\d(?:[\d.,]*\d)?)", re.ASCII)
_SPACED: Final = re.compile(r"[+-]?\d{1,3}([ '])\d{3}(?:\1\d{3})*(?:[.,]\d+)?", re.ASCII)
_SPACES: Final = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}", " "))
_SIGNED: Final = re.compile(r"([+\N{MINUS SIGN}-]?)\s*€\s*([^€%]*)|([^€%]*?)\s*[€%]?", re.DOTALL)
"""What is typed with at most one sign of euros or percentages, before or after the number."""
_ROUND_PRICE: Final = re.compile(r"(.*\d)([.,])(?:-{1,2}|\N{EN DASH})", re.DOTALL)
"""How an amount without cents is ended: `€ 1.250,-`."""
_DECIMAL: Final[dict[Style, str]] = {"nl": ",", "en": "."}
_PLAIN: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def read_number(text: str, style: Style) -> float | None:
    """The number in a text, or None when it is none in this style: 32.864 and 1.234,5 in Dutch, 32,864 and 1,234.5 in English.

    Separators between thousands may be left out; where they stand, they stand between groups of three.
    """
    tidy = _tidy(text)
    found = _WRITTEN.fullmatch(tidy) if len(tidy) <= LONGEST else None
    if found is None:
        return None
    try:
        value = float(parse_decimal(found[2], locale=_LOCALE[style], strict=True))
    except NumberFormatError:
        return None
    return -value if found[1] == "-" and value else value


def read_typed(text: str, decimals: int, low: float = -math.inf, high: float = math.inf) -> float | None:
    """The number that a person typed, in Dutch or in English, or None when it is none that the field takes.

    A group of exactly three digits after a mark stands between thousands, unless the field takes three decimals and both
    readings lie within its limits: then nobody can tell which is meant. Signs of euros and percentages may stand by it.

    Parameters
    ----------
    decimals : int
        What the field takes at most; 0 is whole numbers.
    """
    bare = _bare(text.strip())
    read = {value: _written_decimals(bare, style) for style in STYLES if (value := read_number(bare, style)) is not None}
    if len(read) > 1:
        read = {value: written for value, written in read.items() if written <= decimals}
    fit = [value for value in read if value == round(value, decimals) and low <= value <= high]
    return fit[0] if len(fit) == 1 else None


def read_plain(text: str) -> float | None:
    """A number as links and the command line write it, or None: ASCII digits and a decimal point."""
    return float(text) if len(text) <= LONGEST_PLAIN and _PLAIN.fullmatch(text) else None


def styles_of(texts: Sequence[str], *, whole: bool) -> frozenset[Style]:
    """The styles in which the texts of one column can be read: both when the numbers come out the same.

    An empty set means that they can be read in two ways with another outcome: nobody can tell which is meant.

    Parameters
    ----------
    whole : bool
        The column holds counts, so a reading with decimals is nonsense.
    """
    values = {style: [read_number(text, style) for text in texts] for style in STYLES}

    def score(style: Style) -> tuple[int, int]:
        known = [value for value in values[style] if value is not None]
        return sum(not whole or value.is_integer() for value in known), len(known)

    dutch, english = score("nl"), score("en")
    if dutch != english:
        return frozenset({"nl"} if dutch > english else {"en"})
    return frozenset(STYLES) if values["nl"] == values["en"] else frozenset()


def _bare(text: str) -> str:
    """The number alone: without its sign of euros or percentages and the end of a round price, with a nought before the mark."""
    found = _SIGNED.fullmatch(text)
    if found is None:
        return ""
    bare = (found[3] if found[3] is not None else found[1] + found[2]).strip()
    # The mark before the dash stands for that of decimals: a number that parts its thousands by it is none.
    if (price := _ROUND_PRICE.fullmatch(bare)) is not None and price[2] not in price[1]:
        bare = price[1]
    return f"0{bare}" if bare[:1] in (".", ",") else bare


def _written_decimals(text: str, style: Style) -> int:
    return len(text.partition(_DECIMAL[style])[2])


def _tidy(text: str) -> str:
    """Without spaces around, without spaces or apostrophes between groups of three, and with a plain minus sign."""
    text = text.translate(_SPACES).strip().replace("\N{MINUS SIGN}", "-").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return text.replace(" ", "").replace("'", "") if len(text) <= LONGEST and _SPACED.fullmatch(text) else text
