"""Numbers as people write them: 32.864 and 1.234,5 in Dutch, 32,864 and 1,234.5 in English, 32864 in both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

Style = Literal["nl", "en"]
STYLES: Final[tuple[Style, ...]] = ("nl", "en")
LONGEST: Final = 24

_GROUPED: Final[dict[Style, tuple[str, str]]] = {"nl": (".", ","), "en": (",", ".")}
_PATTERN: Final[dict[Style, re.Pattern[str]]] = {
    style: re.compile(rf"[+-]?(?:\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|\d+)(?:{re.escape(point)}\d+)?", re.ASCII)
    for style, (group, point) in _GROUPED.items()
}
_SPACED: Final = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)


def _tidy(text: str) -> str:
    """Without spaces around and between groups of three, and with a plain minus sign."""
    text = text.strip().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    text = text.replace("\N{MINUS SIGN}", "-")
    return text.replace(" ", "") if len(text) <= LONGEST and _SPACED.fullmatch(text) else text


def read_number(text: str, style: Style) -> float | None:
    """The number in a text, or None when it is none in this style."""
    tidy = _tidy(text)
    if len(tidy) > LONGEST or not _PATTERN[style].fullmatch(tidy):
        return None
    group, point = _GROUPED[style]
    return float(tidy.replace(group, "").replace(point, "."))


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
