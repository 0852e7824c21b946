"""What the sentences of the pages claim: how many benefits on a day or in the long run, what the package does, which chance.

A claim is a number with its day, in a sentence of a page. A number that stands beside the path on purpose (the base path, a
target, a band, another value of a lever, something counted) says so in its own sentence; those words are the reasons here.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from core.text.catalog import Language

_LEFT_OUT: Final = re.compile(r"<(style|script|table|ul|select)\b.*?</\1>", re.DOTALL)
_INLINE: Final = re.compile(r"</?(?:b|i|em|strong|span|a|small|code|abbr|dfn)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]+>")
_ENDS: Final = re.compile(r"(?<=[.!?;])\s+(?=\S)|\n+")
MONTHS: Final = {
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
COUNT: Final = {"nl": r"(?<!€ )\b[2-4]\d\.\d{3}\b", "en": r"(?<!€)\b[2-4]\d,\d{3}\b"}
"""A caseload of this size, as it is written."""
_DAY: Final = {
    "nl": rf"(?:eind |in )?(?:(?:{MONTHS['nl']}) )?20\d\d",
    "en": rf"(?:(?:the )?end of |in )?(?:(?:{MONTHS['en']}) )?20\d\d",
}
PAIRS: Final = {
    "nl": (
        rf"({COUNT['nl']})(?: uitkeringen)?,? ({_DAY['nl']})",
        rf"({_DAY['nl']})[^.;:]*? (?:op|naar|is|zijn er|keuzes|doorgaat) ({COUNT['nl']})",
    ),
    "en": (
        rf"({COUNT['en']})(?:(?: social assistance)? benefits)?,? (?:at )?({_DAY['en']})",
        rf"({_DAY['en']})[^.;:]*? (?:at|to|goes to|is|are) ({COUNT['en']})",
    ),
}  # fmt: skip
"""A count and its day, in this order and in the other."""
REASONS: Final = {
    "nl": (
        "basispad", "tussen", "doel", "hoogstens", "of lager", "werden er", "werd", "gemiddelde aantal",
        "Voor 30.000", "Bij ", "zonder ", "na jaren", "noemt", "geteld", "telling", "Telling",
        "schatting", "in de helft", "gehaald", "gelijk blijft", "over de hele balk", "met de keuzes van nu",
    ),
    "en": (
        "base path", "between", "target", "at most", "or lower", "it became", "mean number", "For 30,000",
        "At ", "without ", "many years", "ends up", "still names", "counted", "count of", "Count",
        "estimate", "in half", "at or under", "reached", "missed", "stays equal", "over the whole bar", "with the choices of now",
    ),
}  # fmt: skip
"""Words by which a sentence says that its number is another thing than the path of the scenario."""
LONG_RUN: Final = {
    "nl": rf"na jaren uit op ongeveer ({COUNT['nl']})", "en": rf"ends up at about ({COUNT['en']})",
}  # fmt: skip
PACKAGE: Final = {
    "nl": rf"((?:{MONTHS['nl']}) 20\d\d)(?: scheelt het pakket|:) ([\d.]+) uitkeringen",
    "en": rf"((?:{MONTHS['en']}) 20\d\d)[:,]?(?: the package makes)? ([\d,]+) (?:fewer )?benefits",
}
CHANCE: Final = {"nl": re.compile(r"\bkans\b", re.IGNORECASE), "en": re.compile(r"\bchance\b", re.IGNORECASE)}
OF_JOBS: Final = ("stoppen", "uitval", "to end", "dropout")
"""The chance of a job to end is an input and is written as a percentage."""
SIZE: Final = {
    "nl": r"bijna nul|bijna zeker|"
    r"(?:ongeveer |minder dan |meer dan )?(?:(?<!\d)\d{1,2} op \d{1,3}(?!\.?\d)|half om half|\d+(?:,\d+)?\s?%)",
    "en": r"almost zero|almost certain|"
    r"(?:about |less than |more than )?(?:(?<!\d)\d{1,2} in \d{1,3}(?!,?\d)|even|\d+(?:\.\d+)?%)",
}
DECIMAL: Final = re.compile(r"\d[.,]\d+\s?%|(?<!\d)\d{1,2}[.,]\d+ (?:op|in) \d|(?<!\d)\d{1,2} (?:op|in) \d+[.,]\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the page it stands on."""

    page: str
    sentence: str


def sentences(page: str, shown: str) -> list[Said]:
    """The sentences of what a page shows as HTML; tables and lists of sources are left out."""
    text = (
        html.unescape(_TAG.sub("\n", _INLINE.sub("", _LEFT_OUT.sub("\n", shown)))).replace("\u00a0", " ").replace("\u202f", " ")
    )
    # A tile has its name on one line and its number on the next.
    text = re.sub(r"\n\s*([\d.,]+)\s*\n", r" is \1\n", text)
    return [Said(page, found.strip()) for found in _ENDS.split(text) if found.strip()]


def _day(text: str) -> str:
    """A day as it is grouped: of a month, or the end of the year where only that is named."""
    return re.sub(r"^(?:eind|in|the end of|end of) ", "", text.strip())


def path_claims(
    said: Iterable[Said], language: Language, targets: Collection[str] = ()
) -> tuple[dict[str, dict[str, list[Said]]], list[Said]]:
    """Counts of the scenario's path by day, each with where it is said; and sentences with a count and no day or reason."""
    claims: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    undated = []
    for one in said:
        for clause in re.split(r"; ", one.sentence):
            counts = set(re.findall(COUNT[language], clause)) - set(targets)
            if not counts or any(reason in clause for reason in REASONS[language]):
                continue
            first, second = (re.findall(pattern, clause) for pattern in PAIRS[language])
            pairs = {(_day(day), count) for count, day in first}
            pairs |= {(_day(day), count) for day, count in second if count not in {count for count, _ in first}}
            for day, count in sorted(pair for pair in pairs if pair[1] in counts):
                claims[day][count].append(one)
            if counts - {count for _, count in pairs}:
                undated.append(one)
    return claims, undated


def long_run(said: Iterable[Said], language: Language) -> dict[str, list[Said]]:
    """Where the count tends to, with where it is said."""
    return _grouped((match.group(1), one) for one in said for match in re.finditer(LONG_RUN[language], one.sentence))


def package_effects(said: Iterable[Said], language: Language) -> dict[str, set[str]]:
    """Fewer benefits by the package, by month."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in said:
        for month, fewer in re.findall(PACKAGE[language], one.sentence):
            found[month].add(fewer)
    return found


def chances(said: Iterable[Said], language: Language) -> list[Said]:
    """What sentences say of the chance of an outcome, from that word on."""
    return [
        Said(one.page, CHANCE[language].split(one.sentence, maxsplit=1)[1]) for one in said
        if CHANCE[language].search(one.sentence) and not any(word in one.sentence for word in OF_JOBS)
    ]  # fmt: skip


def chance_of_target(said: Iterable[Said], target: str, day: str, language: Language) -> dict[str, list[Said]]:
    """The chance of the target on its day, as each page says it."""
    succeed = {"nl": " op halen is", "en": " of success is"}[language]
    about = [
        one for one in chances(said, language) if succeed in one.sentence or (target in one.sentence and day in one.sentence)
    ]
    return _grouped((match.group(), one) for one in about if (match := re.search(SIZE[language], one.sentence)) is not None)


def _grouped(pairs: Iterable[tuple[str, Said]]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found
