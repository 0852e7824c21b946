"""Headings: what a column is called, in Dutch and in English, and where it stands."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, get_args

from core.own_data.grid import Cell
from core.own_data.units import without_units

Column = Literal["month", "caseload", "inflow", "outflow", "lks_jobs", "lks_starts", "lks_ended"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)
NEEDED: Final[tuple[Column, ...]] = ("month", "caseload")
STOCKS: Final[frozenset[Column]] = frozenset({"caseload", "lks_jobs"})
"""Counts on a day: always whole. Flows may be averages."""

DAYS: Final = (
    "peildatum", "peilmoment", "meetdatum", "meetmoment", "teldatum", "telmoment", "standdatum", "reference date",
    "counting date", "stand op", "stand per",
)  # fmt: skip
"""Headings of a month that name the day of counting: on the first of a month that is the end of the month before."""
NAMES: Final[dict[Column, tuple[str, ...]]] = {
    "month": (
        "maand", "month", "datum", "date", "peilmaand", "periode", "perioden", "period", "periods", "jaarmaand",
        "year month", "time period", "verslagmaand", "kalendermaand", "maandnummer", "maandnr", "mnd", "mnd nr", "month number",
        "maandnaam", "naam maand", "naam van de maand", "maand kort", "maandcode", "maandomschrijving", "omschrijving maand",
        "month name", "name of month", "boekperiode",
        "eind van de maand", "einde maand", "month end", "end of month", "reference month", *DAYS,
    ),
    "caseload": (
        "uitkeringen", "aantal uitkeringen", "bijstandsuitkeringen", "aantal bijstandsuitkeringen", "lopende uitkeringen",
        "uitkeringen eind maand", "uitkeringen einde maand", "stand uitkeringen", "stand", "stand eind maand",
        "stand einde maand", "totaal bijstandsuitkeringen", "bijstandsuitkeringen tot de aow leeftijd", "tot de aow leeftijd",
        "uitkeringen excl aow", "uitkeringen exclusief aow", "bijstandsuitkeringen excl aow",
        "bijstandsuitkeringen exclusief aow",
        "pw uitkeringen", "aantal pw uitkeringen", "p wet uitkeringen", "wwb uitkeringen",
        "volume", "bijstandsvolume", "bijstand", "bestand", "benefits", "number of benefits",
        "eindstand", "eindstand uitkeringen", "stand ultimo", "huishoudens met bijstand", "bijstandshuishoudens",
        "huishoudens in de bijstand", "huishoudens met een bijstandsuitkering", "households on social assistance",
        "benefits at month end", "caseload", "caseload at month end", "stock", "running benefits",
    ),
    "inflow": (
        "instroom", "instroom bijstand", "instroom uitkeringen", "nieuwe uitkeringen", "begonnen uitkeringen", "toekenningen",
        "inflow", "new benefits", "benefits started", "entries",
    ),
    "outflow": (
        "uitstroom", "uitstroom bijstand", "uitstroom uitkeringen", "beeindigde uitkeringen", "gestopte uitkeringen",
        "beeindigingen", "outflow", "ended benefits", "benefits ended", "exits",
    ),
    "lks_jobs": (
        "lks banen", "lks", "banen met lks", "banen met loonkostensubsidie", "loonkostensubsidie", "lks stand", "stand lks",
        "stand lks banen", "lks jobs", "subsidised jobs", "subsidized jobs", "lks jobs at month end", "lks stock",
    ),
    "lks_starts": (
        "lks gestart", "lks starts", "lks begonnen", "begonnen lks banen", "gestarte lks banen", "nieuwe lks banen",
        "lks instroom", "instroom lks", "lks started", "lks jobs started", "new lks jobs", "lks inflow",
    ),
    "lks_ended": (
        "lks geeindigd", "lks gestopt", "lks beeindigd", "gestopte lks banen", "geeindigde lks banen", "beeindigde lks banen",
        "lks uitstroom", "uitstroom lks", "lks ended", "lks jobs ended", "ended lks jobs", "lks outflow",
    ),
}  # fmt: skip
YEARS: Final = ("jaar", "jr", "year", "yr", "kalenderjaar", "calendar year", "jaartal", "verslagjaar")
"""Headings of a column that gives the year beside the month."""
LONGEST: Final = 80
_SUFFIX: Final = re.compile(r"_\d+\s*$|\s+\d\)\s*$|[*†\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}]+\s*$")
"""A number behind a heading: of a topic in CBS open data, or of a footnote."""
_BRACKETS: Final = re.compile(r"[(\[][^)\]]*[)\]]")
_ADDED: Final = re.compile(r"\s*(?:(?:som|aantal|maand) van|(?:sum|count|month) of)\s+", re.IGNORECASE)
_SUM: Final = re.compile(r"\s*(?:sum|som)\((.+)\)\s*", re.IGNORECASE)
"""Begin of a heading that a report made of a column, and one that it wrote around it."""
ROWS: Final = frozenset({"rijlabels", "rowlabels"})
"""What a pivot table writes over the names of its rows."""


def normal(heading: str) -> str:
    """A heading without case, accents, spaces, underscores, units and what stands in brackets."""
    added = _SUM.fullmatch(heading[:LONGEST])
    text = _BRACKETS.sub("", _SUFFIX.sub("", _ADDED.sub("", added[1] if added else heading[:LONGEST], count=1)))
    bare = unicodedata.normalize("NFKD", without_units(text)).casefold()
    return "".join(character for character in bare if character.isalnum())


_KNOWN: Final[dict[str, Column]] = {normal(name): column for column, names in NAMES.items() for name in names}


_DAYS: Final = frozenset(map(normal, DAYS))
_YEARS: Final = frozenset(map(normal, YEARS))


def names_a_day(heading: str) -> bool:
    """Whether a heading of a month names the day of counting."""
    return normal(heading) in _DAYS


def names_a_year(cell: Cell) -> bool:
    """Whether a heading stands over years."""
    return isinstance(cell, str) and normal(cell) in _YEARS


def recognised(cell: Cell) -> Column | None:
    """The column that a heading names, or None. One that gives the way to it names it at each step: `Bijstand/Uitkeringen`."""
    if not isinstance(cell, str):
        return None
    cell = cell if _SUM.fullmatch(cell) else _BRACKETS.sub("", cell)
    found = {_KNOWN.get(name) for part in re.split(r"[/|]", cell) if (name := normal(part))}
    return found.pop() if len(found) == 1 else None
