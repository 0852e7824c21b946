"""What happens to a link on its way: from a person's hand, a mail program, a messenger, a word processor or a proxy."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator
from urllib.parse import quote

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~%&=+;/#?:, \u200b\u00ad\u2011"
Damage = Callable[[str, random.Random], str]


def _at(text: str, chance: random.Random) -> int:
    return chance.randrange(len(text))


def _cut(text: str, chance: random.Random) -> str:
    return text[: _at(text, chance)]


def _cut_front(text: str, chance: random.Random) -> str:
    return text[_at(text, chance) :]


def _delete(text: str, chance: random.Random) -> str:
    at, size = _at(text, chance), chance.choice((1, 1, 1, 2, 5, 12))
    return text[:at] + text[at + size :]


def _swap(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def _substitute(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + chance.choice(LETTERS) + text[at + 1 :]


def _digit(text: str, chance: random.Random) -> str:
    """Another digit, which makes another number and no nonsense."""
    digits = [at for at, letter in enumerate(text) if letter.isdigit()]
    at = chance.choice(digits) if digits else 0
    return text[:at] + str((int(text[at]) + chance.randrange(1, 10)) % 10 if digits else "") + text[at + 1 :]


def _insert(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + chance.choice(LETTERS) + text[at:]


def _case(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return chance.choice((text.upper(), text.lower(), text[:at] + text[at].swapcase() + text[at + 1 :]))


def _double_letter(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[: at + 1] + text[at:]


def _double(text: str, chance: random.Random) -> str:
    return text + chance.choice(("", "&", "?", " ")) + text


def _pairs(text: str, chance: random.Random) -> str:
    """A pair left out, given twice, or given again with another value."""
    parts = text.split("&")
    at = chance.randrange(len(parts))
    match chance.randrange(3):
        case 0:
            return "&".join(parts[:at] + parts[at + 1 :])
        case 1:
            return "&".join([*parts, parts[at]])
        case _:
            return "&".join([*parts, _digit(parts[at], chance)])


def _escaped(text: str, chance: random.Random) -> str:
    once = html.escape(text)
    return chance.choice((once, html.escape(once), once.replace("&amp;", "&#38;"), text.replace("&", "&amp", 1)))


def _encoded(text: str, chance: random.Random) -> str:
    """Percent-encoded once too often, whole or in its values."""
    return chance.choice(
        (quote(text), quote(text, safe="=&"), quote(quote(text, safe="=&"), safe="=&"), text.replace("-", "%2D"))
    )


def _plus(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return chance.choice((text[:at] + "+" + text[at:], text.replace("-", "+"), text[:at] + "%20" + text[at:]))


def _wrapped(text: str, chance: random.Random) -> str:
    """Broken over lines by a mail program: with spaces, with quotation marks of an answer, or as quoted-printable."""
    at = _at(text, chance)
    mark = chance.choice(("\n", "\r\n", "\r\n  ", " ", "\r\n> ", "=\r\n", "%0D%0A", "\t"))
    return chance.choice((text[:at] + mark + text[at:], text.replace("=", "=3D")))


def _typography(text: str, chance: random.Random) -> str:
    """What a word processor makes of it."""
    return chance.choice(
        (text.replace("-", "\u2013"), text.replace("-", "\u2011"), text.replace(".", ","), f"\u201c{text}\u201d")
    )


DAMAGES: tuple[Damage, ...] = (
    _cut, _cut_front, _delete, _swap, _substitute, _digit, _insert, _case, _double_letter, _double, _pairs, _escaped, _encoded,
    _plus, _wrapped, _typography,
)  # fmt: skip


def damaged(text: str, chance: random.Random, count: int) -> Iterator[str]:
    """That many links that are not as they were, each damaged once or, now and then, twice."""
    while count:
        broken = chance.choice(DAMAGES)(text, chance)
        if chance.random() < 0.1 and broken:
            broken = chance.choice(DAMAGES)(broken, chance)
        if broken != text:
            count -= 1
            yield broken


TAILS: tuple[str, ...] = (
    "&utm_source=nieuwsbrief", "&utm_medium=email&utm_campaign=raad%202026&utm_content=knop", "&fbclid=IwAR0x_-", "&gclid=abc",
    "&msclkid=1", "&mc_cid=9&mc_eid=8", "&igshid=a==", "&_hsenc=p2&_hsmi=1", "&mtm_campaign=x", "&li_fat_id=q", "&gad_source=1",
    "&srsltid=Af", "&ref=mail", "&si=Xy12", "&wat=dan+ook", "&trk=feed", ".", ")", ").", ">", ">,", "\"", "'", "!", " ", "\r\n",
    "?", "?utm_source=mail", "&", "&&", "&amp;utm_source=x", "&lang=en", "&lang=en)", "&embed=true", "\u201d", "\u2019.", "]",
    ";", "*", ")**", "_", "~", "|", "\\", "/", "\u2026", "\u00bb", "\u200b", "\ufeff", "&source=gmail&ust=1&usg=A",
)  # fmt: skip
"""What hangs on a whole link that was not its own."""
