"""Formats of a workbook's cells: what they write around a number, which says in what it counts as a heading would."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

_BUILT_IN: Final = {**dict.fromkeys((9, 10), "%"), **dict.fromkeys((5, 6, 7, 8, 42, 44), "\N{EURO SIGN}")}
"""Formats that a workbook need not write down: percentages and amounts in the reader's own currency."""
_ADDED: Final = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|([%\N{PER MILLE SIGN}\N{EURO SIGN}$\N{POUND SIGN}]|1[.,]?000)')
"""Text in quotes, a character behind a backslash, a currency with its country, and signs that stand by themselves."""
_CONDITION: Final = re.compile(r"\[[<>=]{1,2}[\d.]+\]")
"""For which numbers a part of a format is: it writes nothing."""
_SCALED: Final = re.compile(r"[0#?],+(?![0#?])")
"""Shows fewer digits than the cell holds: the number itself is whole, whatever word stands behind it."""
_CURRENCY: Final = re.compile(r"[$\N{POUND SIGN}]|\b(?:USD|GBP)\b")
LONGEST: Final = 40


def formats_of(styles: bytes) -> list[str]:
    """What each style of a workbook adds to a number, by its place; empty where it adds nothing.

    Parameters
    ----------
    styles : bytes
        The workbook's part with its styles.
    """
    own: dict[str, str] = {}
    found: list[str] = []
    for element in ElementTree.fromstring(styles):
        name = element.tag.rpartition("}")[2]
        if name == "numFmts":
            own = {each.get("numFmtId", ""): added(each.get("formatCode", "")) for each in element}
        elif name == "cellXfs":
            ids = [each.get("numFmtId", "") for each in element]
            found = [own.get(name, _BUILT_IN.get(int(name), "") if name.isascii() and name.isdigit() else "") for name in ids]
    return found


def added(code: str) -> str:
    """What a format writes around a positive number: `0.0%` a percent sign, `0" x 1.000"` what it says."""
    positive = _CONDITION.sub("", re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code[: 10 * LONGEST])[0])
    text = _CURRENCY.sub("\N{EURO SIGN}", "".join("".join(parts) for parts in _ADDED.findall(positive)))
    if _SCALED.search(positive):
        text = "\N{EURO SIGN}" if "\N{EURO SIGN}" in text else ""
    return " ".join(text.split())[:LONGEST]
