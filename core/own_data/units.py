"""What a heading, a title or a row of units says about the numbers below it: percentages, thousands, persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, get_args

from core.problem import Problem

Unit = Literal[
    "percent", "thousands", "scaled", "money", "persons", "pension", "forecast", "aimed", "change", "average", "beginning",
    "added_up", "other_benefit", "flow", "summed", "seasonal", "part", "country", "fte",
]  # fmt: skip
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
OF_CASELOAD: Final[frozenset[Unit]] = frozenset(UNITS) - {"added_up", "fte"}
OF_FLOWS: Final[frozenset[Unit]] = frozenset(UNITS) - {"change", "average", "beginning", "flow", "fte"}
OF_JOBS: Final[frozenset[Unit]] = frozenset({"percent", "thousands", "scaled", "money", "forecast", "seasonal", "fte"})
"""What matters in a heading of benefits, of flows, and of LKS jobs."""

_THOUSAND: Final = r"1[.,\s]?000"
_TIMES: Final = r"(?:\bx|[×*]|\bmaal\b|\btimes\b)\s*"
_POWER: Final = r"(?:\b10\^3|\b1e\+?0?3|\b10\N{SUPERSCRIPT THREE})(?!\w)"
_NO_MONEY: Final = r"(?!\d|[\s)]*(?:euro|eur\b|€))"
_SCALE: Final = r"1[.,\s]?000(?:[.,\s]?000)?|\b(?:duizend|thousands?|mln|miljoen(?:en)?|millions?)\b"
_PATTERNS: Final[dict[Unit, re.Pattern[str]]] = {
    "percent": re.compile(
        rf"(?:\b(?:in|als|as)\s+)?(?:%|‰|procent(?:en)?\b|per\s?cent(?:age|ages)?\b|\bpct\b\.?|\bperc\b\.?|promille\b"
        rf"|\bper\s+(?:{_THOUSAND}|100?[.,\s]?000\b|100\b|honderd\b|duizend\b|hundred\b|thousand\b)|\bindex(?:en|cijfers?|es)?\b|=\s*100\b"
        rf"|\brates?\b|\bratio\b|\baandeel\b|\bquote\b|dichtheid\b)"
    ),
    "thousands": re.compile(
        rf"(?<!€)(?<!€ )(?:{_TIMES}{_THOUSAND}|\b(?:in\s+)?duizend(?:en|tallen)?\b|\b(?:in\s+)?thousands?\b|['’]000s?\b"
        rf"|\b1[.,\s]?000-?tal(?:len)?\b|\bdzd\b\.?|[(\[]\s*k\s*[)\]]|{_TIMES}1\s?k\b|{_POWER}"
        rf"|[(\[]\s*{_THOUSAND}\s*(?:uitkeringen|benefits)?\s*[)\]]"
        rf"|\b(?:eenheid|eenheden|schaal|units?|scale)(?:\W{{1,3}}|\s(?:van|of)\s){_THOUSAND}\b){_NO_MONEY}"
    ),
    "scaled": re.compile(
        rf"(?:{_TIMES}(?:10|100|10[.,\s]?000|100[.,\s]?000|1[.,\s]?000[.,\s]?000|1?0\^\d)\b"
        rf"|\b(?:gedeeld door|vermenigvuldigd? met|divided by|multipl(?:y|ied) by)\s+\d[\d.,\s]*"
        rf"|\b(?:eenheden|units)\s(?:van|of)\s10{{1,2}}\b|\b(?:in\s+)?(?:honderd|tien)tallen\b|\b(?:in\s+)?(?:hundreds|tens)\b|\b(?:in\s+)?(?:mln\b\.?|miljoen(?:en)?|millions?)\b){_NO_MONEY}"
    ),
    "money": re.compile(
        rf"€|\beuro'?s?\b|\beur\b|bedrag(?:en)?\b|\bamounts?\b|lasten\b|uitgaven\b|\bkosten\b|\bcosts?\b|\bexpenditure\b"
        rf"|\bbudget\b|\bbaten\b|€\s*(?:{_SCALE})"
    ),
    "persons": re.compile(
        r"\b(?:persoon|pers|persons?|people|mensen|inwoners|individu(?:en|als)|cli[eë]nten|clients?|klant(?:en|aantal(?:len)?)|claimants?"
        r"|recipients?|beneficiaries|koppen|heads|headcount|volwassenen|adults|kinderen|children|gezinsleden)\b"
        r"|personen\b|\bincl\w*\.?\s+(?:de\s+)?partners?\b|(?:gerechtigden?|ontvangers?|trekkers?)\b"
    ),
    "pension": re.compile(
        r"\b(?:vanaf|boven|from|above|over|na|after)\s+(?:de\s+|the\s+)?(?:aow|pensioen|pension|state pension)"
        r"|\baio\b|\b(?:65|66|67)\s?(?:\+|plus\b|jaar (?:en|of) ouder)"
    ),
    "forecast": re.compile(
        r"\braming(?:en)?\b|\bgeraamd\b|\bprognoses?\b|\bverwacht(?:e|ing|ingen)?\b|\bbegroot\b|\bbegroting\b|\bforecasts?\b"
        r"|\bschatting(?:en)?\b|\bgeschat(?:te)?\b|\bestimat(?:ed?|es|ions?)\b|\bsimulati\w+|\bdoorreken\w+|\bvariant(?:en)?\b"
        r"|\bproject(?:ed|ions?)\b|\bexpected\b|\bbudgeted\b|\bplan(?:ning)?\b|\bgepland\b|\bplanned\b|\bscenario'?s?\b"
    ),
    "aimed": re.compile(
        r"\bdoel(?:stelling(?:en)?|aantal(?:len)?|waarden?)?\b|\bstreef\w*|\btargets?\b|\btaakstelling(?:en)?\b|\bambities?\b"
        r"|\bnorm\b(?!\s*\w)"
    ),
    "change": re.compile(r"\bmutaties?\b|\bverschil(?:len)?\b|\bverandering(?:en)?\b|\b(?:toe|af)name\b|\bchanges?\b|\bsaldo\b"),
    "average": re.compile(r"\bgem\b\.?|gemiddelde?n?\b|\baverages?\b|\bmean\b"),
    "beginning": re.compile(
        r"\bbegin(?:stand)?\b|\bstart of\b|\bbeginning\b|\bopening\b|\b(?:per|op) (?:de )?1e?\b(?![.,\s]?\d)"
    ),
    "added_up": re.compile(
        r"\bcumulatie[fv]e?\b|\bcumul?\b\.?|\bcumulative\b|\bytd\b|\byear to date\b|\bopgeteld\b|\bt/?m\b(?!\s*\d)"
        r"|\b(?:12|twaalf|twelve|3|drie|three|4|vier|four) (?:maanden|months?)\b"
        r"|\bper (?:jaar|kwartaal|tertaal|year|quarter)\b"
        r"|\bin (?:het|a|the) (?:jaar|kwartaal|year|quarter)\b|\b(?:jaar|kwartaal)totaal\b"
    ),
    "other_benefit": re.compile(
        r"\b(?:ww|ioaw|ioaz|bbz|wajong|wia|wao|waz|anw|zw|tozo|aow|bijzondere bijstand|individuele (?:inkomens|studie)toeslag"
        r"|kinderbijslag|(?:huur|zorg)toeslag|kindgebonden budget|studiefinanciering|ziektewet|child benefit|housing benefit"
        r"|universal credit|jsa|aanvra(?:ag|gen)|applications?|fte'?s?|afwijzingen|meldingen)\b"
    ),
    "flow": re.compile(
        r"\b(?:in|uit)stroom\b|\bnieuwe?\b(?=\W*$|\s+(?:bijstands?-?\s?)?uitkering)|\btoegeken\w+|\btoekenning\w*"
        r"|\bbe[eë]indig\w+|\bgestopte?\b|\bin-?flow\b|\bout-?flow\b|\bnew\b(?=\W*$|\s+(?:benefits|claims|cases))"
        r"|\bstarts\b|\bleavers\b|\bjoiners\b|\bclosures\b|[(\[]\s*(?:gestarte?|begonnen|afgesloten|started|closed)\s*[)\]]"
        r"|\bended\b|\bentries\b|\bexits\b|\baanvra(?:ag|gen)\b|\bapplications?\b"
    ),
    "summed": re.compile(r"\bcumulatie[fv]e?\b|\bcumul?\b\.?|\bcumulative\b|\bytd\b|\byear to date\b|\bopgeteld\b"),
    "seasonal": re.compile(
        r"(?<!niet )seizoens?-?\s?gecorrigeerd\w*|(?<!niet )gecorrigeerd\w* voor (?:het )?seizoen\w*|(?<!not )\bseasonal\w*"
        r"|\bvoortschrijdend\w*|\bmoving averages?\b|\bsmoothed\b|\btrendcijfers?\b|\btrendmatige?\b"
    ),
    "part": re.compile(
        r"\b(?:jongeren|ouderen|man|vrouw)\b|^\W*(?:alleenstaande?n?|(?:echt)?paren|gehuwd(?:en?)?|samenwonend(?:en?)?)\W*$"
        r"|(?:\b(?:tot|t/m|onder|jonger dan|under)|<)\s*27\b|\b27[- ]?(?:min|plus)\b|\b27[+-]"
        r"|\b[2-6]\d\s*jaar\s*(?:tot|t/m|en ouder|of ouder)\b|\b[2-6]\d\s*(?:tot|t/m)\s*\d\d\s*jaar\b"
        r"|\b18\s?(?:-|\N{EN DASH}|tot)\s?2[67]\b|\b(?:mannen|vrouwen|men|women|males?|females?)\b|\bstatushouders?\b"
        r"|\b(?:huishoudens|gezinnen|households|families) (?:met|with) (?:kinderen|children)\b"
        r"|\bsteekproef\b|\bsample\b|\balleenstaande ouders?\b|\bsingle parents?\b|\bkostendelers?\b|\bdak- en thuislozen\b"
    ),
    "country": re.compile(
        r"\bin (?:heel )?nederland\b|^\W*(?:heel )?nederland\W*$|\bnederland\W*$|\blandelijke?\b|\bnl01\b|\bthe netherlands\b"
        r"|\bnational(?:ly)?\b|\bnationwide\b"
    ),
    "fte": re.compile(r"\bfte'?s?\b"),
}
_ASSISTANCE: Final = re.compile(r"bijstand|participatiewet|\bp-?wet\b|\bpw\b|\bwwb\b|social assistance|\bincl\b")
_UP_TO_PENSION: Final = re.compile(
    r"tot\s*(?:de\s*)?(?:aow|pensioen)|\bexcl(?:usief)?\b\.?\s*(?:de\s+)?aow|up to (?:the )?(?:state )?pension"
    r"|onder (?:de )?aow|below pension"
)
_SUBJECT: Final = re.compile(r"\b(?:personen|persons?|people|mensen)\s+(?:met|in|on|with|die|who|zonder)\b")
_TELLS_PERSONS: Final = re.compile(
    r"\b(?:aantal(?:len)?|getallen|cijfers|eenheid|eenheden|telt|tellen|geteld|numbers?|figures|counts?|counted|units?)\b"
    r"\W*(?:\w+\W+){0,3}?(?:personen|persons|people|mensen|\w*gerechtigden|\w*ontvangers|\w*trekkers|cli[eë]nten|clients"
    r"|klanten|claimants|recipients)\b|\b(?:personen|persons|people|mensen)\W+(?:\w+\W+){0,2}?(?:geteld|counted)\b"
)
_FIRST_DAY: Final = re.compile(
    r"\b(?:eerste|1e|1ste) (?:werk)?(?:dag )?van (?:de|elke|iedere) maand\b|\b(?:aan het )?begin van (?:de|elke|iedere) maand\b"
    r"|\bmaandbegin\b|\bbegin (?:van de )?(?:maand|periode)\b|\bfirst (?:working )?(?:day )?of (?:the|each|every) month\b"
    r"|\b(?:start|beginning) of (?:the|each|every) month\b"
)
_TELLS_FORECASTS: Final = re.compile(
    r"\b(?:cijfers|getallen|aantallen|maanden|figures|numbers|months)\b.*\b(?:raming(?:en)?|prognoses?|geraamd|voorspel\w+|forecasts?)\b"
)
_AVERAGED: Final = re.compile(
    r"\b(?:maand|dag|week|kwartaal|jaar)?gemiddelden\b|\bgemiddelde? aantal(?:len)?\b|\baverage number\b"
    r"|\b(?:monthly|daily|weekly|quarterly|annual) averages?\b"
)
_CHOSEN: Final = re.compile(
    r"\bfilters?\b|\bgefilterd\b|\bfiltered\b|\bselecti(?:e|on)\b|\bgeselecteerde?\b|\bselected\b|\balleen\b|\buitsluitend\b"
    r"|\bonly\b|\bbeperkt tot\b|\blimited to\b"
)
_LAST_DAY: Final = re.compile(r"\beind(?:e|stand)?\b|\bultimo\b|\blaatste\b|\bend\b|\bclosing\b|\blast\b")
_BENEFITS: Final = re.compile(r"uitkering(?:en)?\b|\bbenefits?\b|huishoudens?\b|\bhouseholds?\b")
_ALL_OF_THEM: Final = re.compile(
    r"\bincl|\btotaal\b|\ball(?:e|es)?\b|\bmannen\b.*\bvrouwen\b|\bvrouwen\b.*\bmannen\b|\bmen and women\b"
)
"""Words by which what names a part speaks of all of them."""
_STOCK: Final = re.compile(
    r"\bstand(?:en)?\b|bestand\b|\bvolume\b|\blopende?\b|\brunning\b|\bstock\b|\bcaseload\b|\beinde?\b|\bend of\b"
)
_ONE: Final = r"(?:(?:de|het|een|in|the|a)\s+)?[\w'’-]+"
_DENIED: Final = re.compile(
    r"\b(?:excl(?:usief|uding|usive of)?|zonder|geen|niet|in plaats van|without|instead of|not|no)\b\.?\s+"
    rf"{_ONE}(?:(?:,\s+{_ONE})*,?\s+(?:en|of|and|or|aan|van|met|voor|for|with)\s+{_ONE})*"
)
"""What a text says that is not in the numbers, as in `exclusief AIO en Bbz`."""
_COUNTED: Final = re.compile(r"realisatie|gerealiseerd|\bactuals?\b|\bgeteld")


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").split()).casefold()


def _said(text: str) -> str:
    """A text without what it says of what is not in the numbers."""
    return _DENIED.sub(" ", _plain(text))


def units_in(texts: Iterable[str]) -> frozenset[Unit]:
    """The units that any of these texts names. Thousands of euros are no thousands of benefits."""
    found: set[Unit] = set()
    for text in map(_plain, texts):
        here = {unit for unit, pattern in _PATTERNS.items() if pattern.search(_said(text))}
        if here & {"percent", "money"}:
            here -= {"thousands", "scaled"}
        if _UP_TO_PENSION.search(text) or _ASSISTANCE.search(text.replace("bijzondere bijstand", "")):
            here -= {"other_benefit"}
        if _COUNTED.search(text):
            here -= {"forecast"}
        if _ALL_OF_THEM.search(text):
            here -= {"part"}
        if _STOCK.search(text):
            here -= {"flow"}
        found |= here
    return frozenset(found)


def up_to_pension(texts: Iterable[str]) -> bool:
    """Whether any of these texts speaks of benefits up to state pension age, which are the ones that BUIG pays."""
    return any(_UP_TO_PENSION.search(_plain(text)) for text in texts)


def about_persons(text: str) -> bool:
    """Whether a text is about persons, and not only mentions them."""
    return _SUBJECT.search(_plain(text)) is not None


def tells_persons(text: str) -> bool:
    """Whether a title or a remark says that the numbers are persons."""
    return _TELLS_PERSONS.search(_said(text)) is not None and not of_benefits(text)


def tells_first_days(text: str) -> bool:
    """Whether a title or a remark says that was counted on the first day of each month."""
    return _FIRST_DAY.search(_plain(text)) is not None and not tells_last_days(text)


def tells_forecasts(text: str) -> bool:
    """Whether a title or a remark says that numbers are forecasts."""
    return _TELLS_FORECASTS.search(_said(text)) is not None and not _COUNTED.search(_plain(text))


def tells_a_choice(text: str) -> bool:
    """Whether a remark says which of all cases were taken: the filters of a report, or `alleen jongeren`."""
    return _CHOSEN.search(_plain(text)) is not None


def tells_pensioners(text: str) -> bool:
    """Whether a title or a remark says that benefits above state pension age are among the numbers."""
    return re.search(r"\bincl", _plain(text)) is not None and "pension" in units_in([text])


def tells_averages(text: str) -> bool:
    """Whether a title says that the numbers below it are averages."""
    return _AVERAGED.search(_said(text)) is not None and _STOCK.search(_plain(text)) is None


def tells_last_days(text: str) -> bool:
    """Whether a text speaks of the end of something, as of a month."""
    return _LAST_DAY.search(_plain(text)) is not None


def about_assistance(text: str) -> bool:
    """Whether a text says that it is about social assistance."""
    return _ASSISTANCE.search(_plain(text).replace("bijzondere bijstand", "")) is not None


def without_units(heading: str) -> str:
    """A heading without the words that only say how it counts: what is left says what it counts."""
    text = _plain(heading)
    for unit in ("percent", "thousands", "scaled", "persons"):
        text = _PATTERNS[unit].sub(" ", text)
    return text


def only_units(text: str) -> bool:
    """Whether a cell of a heading says nothing but how is counted, as in a row of units."""
    words = re.sub(r"\b(?:aantal|aantallen|number|numbers|counts?|absoluut|eenheid|unit)\b|[^\w]", "", without_units(text))
    return not words or _BENEFITS.fullmatch(words) is not None


def of_benefits(text: str) -> bool:
    """Whether a text names benefits or households, of which BUIG pays one each."""
    return _BENEFITS.search(_said(text)) is not None


def refusal(unit: Unit, file: str, column: str) -> Problem:
    """Why numbers in this unit cannot be used."""
    where = {"file": file, "column": column}
    problems: dict[Unit, Problem] = {
        "percent": Problem("own_data.percent", **where),
        "thousands": Problem("own_data.thousands", **where),
        "scaled": Problem("own_data.scaled", **where),
        "money": Problem("own_data.money", **where),
        "persons": Problem("own_data.persons", **where),
        "pension": Problem("own_data.pension", **where),
        "forecast": Problem("own_data.forecast", **where),
        "aimed": Problem("own_data.aimed", **where),
        "change": Problem("own_data.change", **where),
        "average": Problem("own_data.average", **where),
        "beginning": Problem("own_data.beginning", **where),
        "added_up": Problem("own_data.added_up", **where),
        "other_benefit": Problem("own_data.other_benefit", **where),
        "flow": Problem("own_data.flow", **where),
        "summed": Problem("own_data.summed", **where),
        "seasonal": Problem("own_data.seasonal", **where),
        "part": Problem("own_data.part", **where),
        "country": Problem("own_data.country", **where),
        "fte": Problem("own_data.fte", **where),
    }
    return problems[unit]
