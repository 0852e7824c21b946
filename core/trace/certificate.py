"""A certificate to read: how one number came about, as HTML that opens a step at a time, down to who says so."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterable
from typing import Final

from core.facts import sources
from core.model.calendar import month_label
from core.problem import Problem
from core.text import format as house
from core.text.catalog import Language, translate
from core.trace import words
from core.trace.book import Book, parse_key
from core.trace.node import Trace, status_of, tally
from core.trace.tree import Branch, grow

MOST_DECIMALS: Final = 4
"""More than this no page writes."""
TELLING: Final = 3
"""Digits from which a number is like few others."""
AROUND: Final = 4
"""Years before and after those that a chart names."""
TOTALS: Final = ("volume", "lks_jobs", "reserve", "general_funds", "result", "buig", "lasten")
"""What is told of every month or year, on whatever page."""
ROUNDED: Final = (100.0, 1000.0)
"""Steps to which a sentence rounds a large number."""
NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
COUNTED: Final = ("per", "a month", "maatregelen", "measures")
"""Words behind a number of few digits by which it is known."""
LONGEST: Final = 200
"""Characters of a key that is looked up."""


# Which number is meant ---------------------------------------------------------------------------------------------


def decimals_of(token: str, language: Language) -> int:
    """How many decimals a number was written with."""
    return len(token.partition("," if language == "nl" else ".")[2])


def written_so(trace: Trace, token: str, near: str, language: Language) -> bool:
    """Whether a page that shows this value writes these digits; the sign stands in the words, and a chance can be odds."""
    if math.isinf(trace.value) or trace.unit == "month":
        return False
    share, percent = trace.unit.startswith("share"), f"{token}%" in near
    if share and 0.0 <= trace.value <= 1.0:
        rare = "" if "," in token or "." in token or trace.value * float(token) >= 1.0 else token
        hardly = (translate(language, f"common.{name}.hardly", n=rare) for name in ("odds", "chance") if rare)
        said = (house.odds(trace.value, language), house.chance(trace.value, language), *hardly)
        if any(phrase in near and token in NUMBER.findall(phrase) for phrase in said):
            return True
    decimals = decimals_of(token, language)
    if re.search(rf"\b{re.escape(token)} (?:per maand|a month|per month)\b", near) and "/month" not in trace.unit:
        return False
    if re.search(rf"\b{re.escape(token)} (?:maatregelen|measures)\b", near) and trace.unit != "number":
        return False
    if decimals > MOST_DECIMALS or (percent and not share) or (f"€ {token}" in near and not trace.unit.startswith("EUR")):
        return False
    return house.number(abs(trace.value * (100.0 if share else 1.0)), language, decimals) == token


def rounded_so(trace: Trace, token: str, language: Language) -> bool:
    """Whether these digits are the value in whole hundreds or thousands, as a sentence can say it."""
    if math.isinf(trace.value) or trace.unit in ("month", "share") or abs(trace.value) < ROUNDED[0]:
        return False
    return any(house.number(abs(round(trace.value / step) * step), language) == token for step in ROUNDED)


def meant(token: str, near: str, keys: Iterable[str], book: Book, language: Language, also: Iterable[str] = ()) -> list[str]:
    """Keys of the numbers that are written as `token`: of those that were named, of what any text can say, of other months.

    `near` is what stands around the number; where it names the period of some of them, those are meant. A number of one or
    two digits is like too many others to be looked for further away.
    """
    named = list(dict.fromkeys(keys))
    telling = len(re.sub(r"\D", "", token)) >= TELLING
    signs = (f"{token}%", f"€ {token}", *(f"{token} {word} " for word in COUNTED), *_odds(token, language))
    sure = telling or any(sign in f"{near} " for sign in signs)
    for candidates in (named, also if sure else (), _beside(named, near, language) if telling else ()):
        found = [key for key in candidates if _is(key, book, lambda trace: written_so(trace, token, near, language))]
        if found:
            when = [key for key in found if _period(key, language) in near]
            return _same(when or found, book)
    return [key for key in (*named, *also) if telling and _is(key, book, lambda trace: rounded_so(trace, token, language))]


def _odds(token: str, language: Language) -> Iterable[str]:
    """How a chance begins or ends in which this number stands."""
    said = house.odds(0.1, language)
    return (said.replace("10", token), f"{token}{said[said.index(' ') : said.rindex(' ') + 1]}")


def _same(keys: list[str], book: Book) -> list[str]:
    """One of the keys when all say the same number of the same thing: the scenario's own where it stands on the basispad."""
    own = [key for key in keys if not key.startswith(("base/", "default:"))]
    first = book[(own or keys)[0]]
    alike = {(round(book[key].value, 9), book[key].key.rpartition("/")[2]) for key in keys}
    return [first.key] if len(alike) == 1 else list(dict.fromkeys(book[key].key for key in own or keys))


def _is(key: str, book: Book, asked: Callable[[Trace], bool]) -> bool:
    try:
        return asked(book[key])
    except Problem:
        return False


def _period(key: str, language: Language) -> str:
    """The month or the year of a key in words; a space, which stands everywhere, where it has none."""
    found = parse_key(key.rpartition("/")[2])
    if found is None or found.year is None:
        return " "
    return str(found.year) if found.month is None else house.month(found.month, language)


def _beside(keys: Iterable[str], near: str, language: Language) -> list[str]:
    """The same in other months and years, on the basispad, and the difference between the two.

    Of the periods that `near` names, with the totals of a page beside what was named; else of those around the key's own.
    """
    named = [key for key in map(parse_key, keys) if key is not None and key.year is not None and key.day is None]
    stems = dict.fromkeys(key.text.partition("@")[0] for key in named)
    around = [key.year or 0 for key in named]
    years = range(min(around) - AROUND, max(around) + AROUND) if around else range(0)
    months = {house.month(12 * year + month, language): 12 * year + month for year in years for month in range(12)}
    ends = [month_label(month) for said, month in months.items() if said in near]
    ends = ends or [str(year) for year in years if str(year) in near] or [str(year) for year in years]
    if not near:
        ends += map(month_label, months.values())
    return [
        key for end in ends for stem in (*stems, *TOTALS)
        for key in (f"{stem}@{end}", f"base/{stem}@{end}", f"difference:{stem}@{end}")
    ]  # fmt: skip


# As HTML -----------------------------------------------------------------------------------------------------------


def certificate(trace: Trace, language: Language) -> str:
    """The number, its formula and everything under it. HTML; each step is a fold, which a browser opens by itself."""
    found = words.counted(tally(trace), language)
    head = (
        f'<p class="koers-proof-head"><b>{_text(words.name_of(trace, language))} = {_text(words.amount(trace, language))}</b></p>'
        f'<p class="koers-sentence">{_status(trace, language)} · {_text(found)}</p>'
    )
    branch = grow(trace)
    return f'<div class="koers-proof">{head}{_under(branch, language)}</div>'


def choices(keys: Iterable[str], book: Book, language: Language) -> str:
    """Numbers that can be asked for, each as a button. HTML; what cannot be told of this scenario is left out."""
    items = []
    for key in dict.fromkeys(keys):
        try:
            trace = book[key]
        except Problem:
            continue
        said = f"{words.name_of(trace, language)} = {words.amount(trace, language)}"
        items.append(f"<li>{button(key, said)}</li>")
    return f'<ul class="koers-proof koers-proof-list">{"".join(items)}</ul>'


def button(key: str, said: str) -> str:
    """A number that can be asked how it came about. HTML."""
    return f'<button type="button" class="koers-asked" data-trace="{html.escape(key)}">{_text(said)}</button>'


def _text(text: str) -> str:
    return html.escape(text)


def _status(trace: Trace, language: Language) -> str:
    status = status_of(trace)
    said = words.status_word("computed" if trace.given is None and status == "derived" else status, language)
    return f'<span class="koers-assumption">{_text(said)}</span>' if status == "assumption" else _text(said)


def _under(branch: Branch, language: Language) -> str:
    """What stands under a number: its formula and its inputs, or who gave it."""
    trace = branch.trace
    if trace.given is not None:
        return _given(trace, language)
    forms = [form for form in (words.symbols(trace, language), words.numbers(trace, language)) if form]
    said = f'<p class="koers-sentence">{_text(words.formula(trace, language))}</p>'
    if forms:
        said += f'<p class="koers-formula">{"<br>".join(f"= {_text(form)}" for form in forms)}</p>'
    return said + "".join(_input(each, language) for each in branch.inputs)


def _input(branch: Branch, language: Language) -> str:
    """An input as a fold; one that is told elsewhere in the tree as a button that asks for it."""
    trace = branch.trace
    line = f"{_text(words.name_of(trace, language))} = <b>{_text(words.amount(trace, language))}</b>"
    more = "" if not branch.folded else f'<p class="koers-sentence">{_folded(branch, language)}</p>'
    if branch.shown != "open":
        like = "" if branch.like is None else words.name_of(branch.like, language)
        where = _text(words.say(language, f"tree.{branch.shown}", like=like))
        asked = button(trace.key, f"{words.name_of(trace, language)} = {words.amount(trace, language)}")
        begin = "".join(_input(each, language) for each in branch.inputs)
        return f'{more}<div class="koers-proof-again">{asked} · {where}</div>{begin}'
    return f"{more}<details><summary>{line} · {_status(trace, language)}</summary>{_under(branch, language)}</details>"


def _folded(branch: Branch, language: Language) -> str:
    """The numbers of the same sort that are not opened, in one line."""
    one, last = branch.folded[0], branch.folded[-1]
    return _text(
        words.say(
            language, "tree.folded", n=len(branch.folded), first=words.name_of(one, language), last=words.name_of(last, language),
            low=words.bare(one.value, one.unit, language), high=words.bare(last.value, last.unit, language),
        )
    )  # fmt: skip


def _given(trace: Trace, language: Language) -> str:
    """Who gave a number: of what kind, how it was found, in which publication and where in the files."""
    given = trace.given
    assert given is not None
    lines = [_text(" · ".join(words.status_and_day(given, language)))]
    told = words.told(given, language)
    if told:
        lines.append(_text(told))
    for source in words.cited(given):
        lines.append(_linked(words.say(language, "from", source=words.publication(source, language)), source))
    if given.file is not None:
        lines.append(_text(words.say(language, "file", file=given.file, entry=given.entry or "")))
    if given.beside is not None:
        lines.append(_text(words.say(language, "tree.beside", value=words.amount(trace.find(given.beside), language))))
    return "".join(f'<p class="koers-sentence">{line}</p>' for line in lines)


def _linked(said: str, source: str) -> str:
    """A publication, with the way to it where it has an address."""
    url = sources()[source].url
    if url is None or re.match(r"https?://", url) is None:
        return _text(said)
    return f'<a href="{html.escape(url)}" target="_blank" rel="noopener noreferrer">{_text(said)}</a>'
