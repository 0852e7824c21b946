"""Numbers as they are written: by people in Dutch and in English, and by programs.

The one place that says what counts as a number in a text, for typed amounts, counts in a file, links and settings.
What a slider reads while somebody types is `core/ui/lever/lever.js`.
"""

from __future__ import annotations

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
_SPACED: Final = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)
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
    return -value if found[1] == "-" else value


def read_amount(text: str) -> float | None:
    """An amount that somebody typed in either style, or None: `€ 1.250,50`, `1,250.50` and `1250.50` are the same.

    What can be read in both ways stands between thousands, as in `1.250`.
    """
    bare = re.sub(r"[€\s]", "", text).rstrip(".,")
    bare = f"0{bare}" if bare[:1] in (".", ",") else bare
    readings = [value for style in STYLES if (value := read_number(bare, style)) is not None]
    return max(readings, key=abs, default=None)


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


def _tidy(text: str) -> str:
    """Without spaces around and between groups of three, and with a plain minus sign."""
    text = text.strip().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    text = text.replace("\N{MINUS SIGN}", "-")
    return text.replace(" ", "") if len(text) <= LONGEST and _SPACED.fullmatch(text) else text
