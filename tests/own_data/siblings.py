"""Tables as cities, statistics offices and spreadsheets write them: the same 36 months in other words, units and periods.

Each has what must come of it: the months as they are with the notes that are told, or the one cause of a refusal.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.model.calendar import end_of_month, month_index, month_label
from tests.own_data.said import HEADINGS, TITLES

_STOCK = [5238, 5225, 5226, 5227, 5225, 5213, 5200, 5211, 5220, 5221, 5214, 5208]
COUNTS = [*_STOCK, *(value - 28 for value in _STOCK), *(value - 60 for value in _STOCK)]
LABELS = [month_label(month_index("2023-01") + i) for i in range(36)]
IN = [105, 101, 100, 93, 93, 88, 86, 102, 105, 103, 98, 100] * 3
FIRSTS = [dt.date(int(label[:4]), int(label[5:]), 1) for label in LABELS]
NL = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
SHORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
EN = [day.strftime("%B") for day in FIRSTS[:12]]
Rows = list[list[Any]]


@dataclass(frozen=True)
class Sibling:
    """A table, what must come of it, and a second sheet beside it in a workbook."""

    id: str
    rows: Rows
    refused: str = ""
    notes: tuple[str, ...] = ()
    first: str = "2023-01"
    beside: tuple[str, ...] = ()


def column(head: list[Any], *columns: list[Any]) -> Rows:
    return [head, *map(list, zip(*columns, strict=True))]


def months(head: str = "Uitkeringen", labels: list[Any] | None = None, over: str = "Maand") -> Rows:
    return column([over, head], labels or LABELS, COUNTS)


def flow(values: list[Any], head: str = "Instroom") -> Rows:
    return column(["Maand", "Uitkeringen", head], LABELS, COUNTS, values)


def _named(form: str, names: list[str] = NL) -> list[str]:
    return [form.format(name=names[day.month - 1], year=day.year, short=day.year % 100) for day in FIRSTS]


PERIODS: dict[str, tuple[list[Any], str]] = {
    "quarters in words": ([f"{2017 + i // 4} {i % 4 + 1}e kwartaal" for i in range(36)], "periods"),
    "quarters of CBS": ([f"{2017 + i // 4}KW0{i % 4 + 1}" for i in range(36)], "periods"),
    "quarters as Q": ([f"Q{i % 4 + 1} {2017 + i // 4}" for i in range(36)], "periods"),
    "tertalen": ([f"{i % 3 + 1}e tertaal {2014 + i // 3}" for i in range(36)], "periods"),
    "years": ([str(1990 + i) for i in range(36)], "periods"),
    "quarters cut short": ([f"{i % 4 + 1}e kw {2017 + i // 4}" for i in range(36)], "periods"),
    "half years": ([f"{2008 + i // 2}H{i % 2 + 1}" for i in range(36)], "periods"),
    "weeks": ([f"2023-W{i + 1:02d}" for i in range(36)], "periods"),
    "weeks in words": ([f"2023 week {i + 1}" for i in range(36)], "periods"),
    "weeks as numbers": ([f"2023{i + 1:02d}" for i in range(36)], "periods"),
    "periods of four weeks": ([f"P{i % 13 + 1} {2023 + i // 13}" for i in range(36)], "periods"),
    "weekly days": ([(dt.date(2023, 1, 2) + dt.timedelta(7 * i)).isoformat() for i in range(36)], "days_apart"),
    "quarterly days": ([dt.date(2017 + i // 4, 3 * (i % 4) + 3, 28).isoformat() for i in range(36)], "days_apart"),
    "names without a year": ([NL[i % 12] for i in range(36)], "month_alone"),
    "numbers without a year": ([str(i % 12 + 1) for i in range(36)], "month_alone"),
}

WRITTEN: dict[str, tuple[list[Any], str, tuple[str, ...], str]] = {
    "short with a point": (_named("{name}. {year}", SHORT), "Maand", (), "2023-01"),
    "short with an apostrophe": (_named("{name} '{short}", SHORT), "Maand", (), "2023-01"),
    "English": (_named("{name} {year}", EN), "Month", (), "2023-01"),
    "Sept": (_named("{name} {year}", [name[:4] if name == "September" else name[:3] for name in EN]), "Month", (), "2023-01"),
    "ultimo": (_named("ultimo {name} {year}"), "Peildatum", (), "2023-01"),
    "eind": (_named("eind {name} {year}"), "Maand", (), "2023-01"),
    "StatLine": (_named("{year} {name}"), "Perioden", (), "2023-01"),
    "Eurostat": ([label.replace("-", "-M") for label in LABELS], "TIME_PERIOD", (), "2023-01"),
    "first in words": (_named("1 {name} {year}"), "Maand", ("first_days",), "2023-01"),
    "per the first": (_named("per 1 {name} {year}"), "Maand", ("first_days_before",), "2022-12"),
    "days without marks": ([f"{int(label[:4])}{label[5:]}15" for label in LABELS], "Peildatum", ("mid_month",), "2023-01"),
    "days without marks, as numbers": (
        [int(f"{end_of_month(month_index(label)):%Y%m%d}") for label in LABELS], "Datum", (), "2023-01"),
    "middle of the month": ([day.replace(day=15).isoformat() for day in FIRSTS], "Peildatum", ("mid_month",), "2023-01"),
}  # fmt: skip
"""Months, their heading, what is told, and the first month."""


def siblings() -> list[Sibling]:
    found = [Sibling(f"heading {head}", months(head), key) for head, key in HEADINGS.items()]
    for title, key in TITLES.items():
        counted = "Uitkeringen" if key != "persons" or "Aantal" in title else "Bijstand"
        found.append(Sibling(f"title {title}", [[title], [], *months(counted)], key))
    found += [Sibling(name, months(labels=labels, over="Periode"), key) for name, (labels, key) in PERIODS.items()]
    found += [
        Sibling(name, months(labels=labels, over=over), notes=notes, first=first)
        for name, (labels, over, notes, first) in WRITTEN.items()
    ]
    return [*found, *_flows(), *_layouts(), *_writings(), *_tables(), *_counts()]


def _writings() -> list[Sibling]:
    """Thousands set apart in every way, and what programs write for a number that is not there yet."""
    marks = ("n.v.t.", "NaN", "NA", "null", "None", ":", "#N/B")
    thousands = {
        name: [f"{count // 1000}{mark}{count % 1000:03d}" for count in COUNTS]
        for name, mark in (("an apostrophe", "'"), ("a curly apostrophe", "\N{RIGHT SINGLE QUOTATION MARK}"))
    }
    return [
        *(Sibling(f"thousands with {name}", column(["Maand", "Bijstand"], LABELS, text)) for name, text in thousands.items()),
        *(
            Sibling(f"months without a count yet: {mark}", column(["Maand", "Uitkeringen"], LABELS, [*COUNTS[:30], *[mark] * 6]),
                    notes=("empty_months",))
            for mark in marks
        ),
    ]  # fmt: skip


def _tables() -> list[Sibling]:
    """Tables with a year to a column, and two tables under each other."""
    years = [[NL[month], *(COUNTS[12 * year + month] for year in range(3))] for month in range(12)]
    shares = [["Bijstand in % van de huishoudens"], *column(["Maand", "Bijstand"], LABELS, [52 - i % 3 for i in range(36)])]
    return [
        Sibling("years across", [["Maand", "2023", "2024", "2025"], *years], "years_across"),
        Sibling("years across as numbers", [["Maand", 2023, 2024, 2025], *years], "years_across"),
        Sibling("years across in words", [["", *(f"Uitkeringen {year}" for year in (2023, 2024, 2025))], *years], "years_across"),
        Sibling("flows in a table below", [*months(), [], ["Maand", "Instroom"], *map(list, zip(LABELS, IN, strict=True))],
                "second_table"),
        Sibling("another city in a table below", [["Delft"], *months(), [], ["Den Haag"], *months()], "second_table"),
        Sibling("shares by their title", shares, "percent"),
        *(Sibling(f"a title that says what else it is not: {title}", [[title], *months()]) for title in (
            "Bijstandsuitkeringen, mannen en vrouwen", "Nieuwe cijfers bijstandsuitkeringen",
            "Bijstandsuitkeringen, niet seizoengecorrigeerd", "Trend bijstandsuitkeringen",
            "Bijstandsuitkeringen exclusief AIO", "Bijstandsuitkeringen, geen prognose",
            "Bijstandsuitkeringen, absolute aantallen (geen index)", "Uitkeringen zonder Bbz, IOAW en IOAZ",
            "Bijstandsuitkeringen tot AOW-leeftijd, exclusief personen in een instelling",
            "Stand en maandgemiddelden van bijstandsuitkeringen", "Met onze doelgroepen: bijstandsuitkeringen",
            "Lopende uitkeringen na instroom en uitstroom", "Bijstandsuitkeringen incl. jongeren")),
        Sibling("a title over stock and flows", [
            ["Instroom en uitstroom bijstand"],
            *column(["Maand", "Uitkeringen", "Instroom", "Uitstroom"], LABELS, COUNTS, IN, [value + 2 for value in IN])],
            notes=("not_closing",)),
    ]  # fmt: skip


def _counts() -> list[Sibling]:
    """Numbers that cannot be counts of a month, whatever stands above them."""

    def ending(last: Any) -> Rows:
        return column(["Maand", "Uitkeringen"], LABELS, [*COUNTS[:-1], last])

    def so_far(length: int) -> list[int]:
        return [sum(COUNTS[i // length * length : i + 1]) for i in range(36)]

    return [
        Sibling("a number that broke off", ending(51), "leap"),
        Sibling("a number for none", ending(99999), "leap"),
        Sibling("a digit too few", ending(514), "leap"),
        Sibling("a digit too many", ending(51480), "leap"),
        Sibling("counts added up", column(["Maand", "Uitkeringen"], LABELS, so_far(36)), "counts_add_up"),
        Sibling("counts added up through the year", column(["Maand", "Uitkeringen"], LABELS, so_far(12)), "counts_add_up"),
        Sibling("new benefits added up", column(["Maand", "Uitkeringen"], LABELS, [sum(IN[: i + 1]) for i in range(36)]),
                "counts_add_up"),
        Sibling("a month that is not there", [row for row in months() if row[0] != "2024-05"], "month_missing"),
        Sibling("a month under another's name", [
            ["2024-06" if label == "2024-05" else label, count] for label, count in months()],
            "month_twice"),
        *(
            Sibling(f"counts at each of {length} months", column(["Maand", "Uitkeringen"], LABELS, [
                COUNTS[i // length * length] for i in range(36)]), "counts_of_more_months")
            for length in (3, 4, 12)
        ),
        Sibling("jobs in FTE", column(["Maand", "Uitkeringen", "LKS (fte)"], LABELS, COUNTS, [300] * 36), "fte"),
        Sibling("jobs of a kind", column(["Maand", "Uitkeringen", "LKS (beschut)"], LABELS, COUNTS, [300] * 36),
                "unsure"),
        Sibling("benefits without those of pensioners", months("Uitkeringen excl. AOW")),
    ]  # fmt: skip


def _flows() -> list[Sibling]:
    def so_far(length: int) -> list[int]:
        return [sum(IN[i // length * length : i + 1]) for i in range(36)]

    return [
        Sibling("cumulative by its heading", flow(so_far(36), "Instroom (cumulatief)"), "added_up"),
        Sibling("a year's flow by its heading", flow([1174 + i for i in range(36)], "Instroom (12 maanden)"), "added_up"),
        Sibling("added up all the time", flow(so_far(36)), "flows_add_up"),
        Sibling("added up through the year", flow(so_far(12)), "flows_add_up"),
        Sibling("added up through the tertaal", flow(so_far(4)), "flows_add_up"),
        Sibling("added up through the quarter", flow(so_far(3)), "flows_add_up"),
        Sibling("quarters each month", flow([sum(IN[max(0, i - 2) : i + 1]) for i in range(36)]), "flows_large"),
        Sibling("quarters once a quarter", flow([300 if i % 3 == 2 else None for i in range(36)]), "flows_span"),
        Sibling("before something was taken off", flow(IN, "Instroom (bruto)"), "unsure"),
        Sibling("a part of a flow", flow(IN, "Instroom (via verhuizing)"), "unsure"),
        Sibling("a flow less the other", flow(IN, "Netto instroom"), notes=("unused",)),
        Sibling("percentage points", flow(["1,9"] * 36, "Instroom (%-punt)"), "percent"),
        Sibling("a rate of the same name", column(
            ["Month", "Benefits", "Inflow", "Inflow rate"], LABELS, COUNTS, IN, ["1.9"] * 36), notes=("unused",)),
    ]  # fmt: skip


def _layouts() -> list[Sibling]:
    names = _named("{name} {year}")
    years, once = [day.year for day in FIRSTS], [day.year if day.month == 1 else None for day in FIRSTS]
    numbers = [day.month for day in FIRSTS]
    status = ["realisatie"] * 30 + ["raming"] * 6
    amounts = [f"\N{EURO SIGN} {count}" for count in COUNTS]
    return [
        Sibling("a title, no heading over the months", [
            ["Tabel 4.1.2  Bijstandsuitkeringen naar maand"], [], ["", "aantal uitkeringen"],
            *([name, count] for name, count in zip(names, COUNTS, strict=True))]),
        Sibling("months across under a city", [
            ["Onderwerp", "Gebied", *_named("{year} {name}", SHORT)], ["Aantal bijstandsuitkeringen", "Den Haag", *COUNTS]],
            "months_across"),
        Sibling("year once, above its months", column(["Jaar", "Maand", "Uitkeringen"], once, [*NL * 3], COUNTS)),
        Sibling("a year of thirteen periods", column(
            ["Jaar", "Periode", "Uitkeringen"], [2023 + i // 13 for i in range(36)], [i % 13 + 1 for i in range(36)], COUNTS),
            "periods"),
        Sibling("a financial year", column(
            ["Jaar", "Maand", "Uitkeringen"], [f"{year}/{year % 100 + 1}" for year in years], numbers, COUNTS), "month_alone"),
        Sibling("a year of the books", column(["Boekjaar", "Periode", "Uitkeringen"], years, numbers, COUNTS), "month_alone"),
        *(Sibling(f"year beside {head}", column(["Jaar", head, "Uitkeringen"], years, [*NL * 3], COUNTS)) for head in (
            "Maandnaam", "Naam van de maand", "Month_Name", "Maandomschrijving")),
        Sibling("year and month of a report", column(["Verslagjaar", "Verslagmaand", "Uitkeringen"], years, numbers, COUNTS)),
        Sibling("number and name of the month", column(
            ["Jaar", "Maandnr", "Maandnaam", "Uitkeringen"], years, numbers, [*NL * 3], COUNTS), notes=("unused",)),
        Sibling("number and name of another month", column(
            ["Jaar", "Maandnr", "Maandnaam", "Uitkeringen"], years, numbers, [*NL[1:], NL[0]] * 3, COUNTS), "heading_twice"),
        Sibling("a day beside year and month", column(
            ["Peildatum", "Jaar", "Maand", "Uitkeringen"],
            [end_of_month(month_index(label)).isoformat() for label in LABELS], years, [*NL * 3], COUNTS), notes=("unused",)),
        Sibling("a first day beside year and month", column(
            ["Peildatum", "Jaar", "Maand", "Uitkeringen"], [day.isoformat() for day in FIRSTS], years, [*NL * 3], COUNTS),
            "heading_twice"),
        Sibling("a name of the month alone", months(labels=[*NL * 3], over="Maandnaam"), "month_alone"),
        *(Sibling(f"groups of {head}: {one}, {other}", [
            [head, "Maand", "Bijstand"],
            *([name, label, count] for name in (one, other) for label, count in zip(LABELS, COUNTS, strict=True))], key)
          for head, one, other, key in (
            ("Scenario", "laag", "hoog", "forecast"), ("Scenario", "realisatie", "hoog", "groups"),
            ("Prognose", "laag", "midden", "forecast"), ("Doel", "2024", "2025", "aimed"), ("Team", "Noord", "Zuid", "part"),
            ("Leeftijdsklasse", "18-27", "27-45", "part"), ("Nationaliteit", "NL", "overig", "part"))),
        *(Sibling(f"a report's own heading: {over}, {head}", months(head, _named("{name} {year}"), over)) for over, head in (
            ("Rijlabels", "Som van Uitkeringen"), ("Row Labels", "Sum of Benefits"), ("Rijlabels", "Aantal van uitkeringen"),
            ("Maand van Peildatum", "SUM(Uitkeringen)"), ("Maand\N{SUPERSCRIPT ONE}", "Uitkeringen\N{SUPERSCRIPT TWO}"))),
        Sibling("years and months under each other", [
            ["Rijlabels", "Som van Uitkeringen"],
            *(row for year in range(3) for row in [
                [str(2023 + year), 62588], *([SHORT[i], COUNTS[12 * year + i]] for i in range(12))])], "month_alone"),
        *(Sibling(f"days of the week, {name}", months(labels=labels, over="Datum")) for name, labels in (
            ("Dutch", [f"zo {end_of_month(month_index(label)).day} {SHORT[int(label[5:]) - 1]} {label[:4]}" for label in LABELS]),
            ("English", [f"{end_of_month(month_index(label)):%A %d %B %Y}" for label in LABELS]))),
        *(Sibling(f"filters below: {said}", [*months(), [], [f"Toegepaste filters: {said}"]], key, () if key else ("left_out",))
          for said, key in (
            ("Leeftijd is 18 tot 27 jaar", "part"), ("Regeling is IOAW", "other_benefit"), ("Gemeente is Utrecht", ""),
            ("Regeling is Participatiewet", ""))),
        Sibling("a remark that only some were counted", [*months(), ["Alleen jongeren tot 27 jaar"]], "part"),
        Sibling("the whole country", column(
            ["Regio's", "Perioden", "Uitkeringen"], ["Nederland"] * 36, _named("{year} {name}"), COUNTS), "country"),
        *(Sibling(f"brackets that say no part: {head}", months(head)) for head in (
            "Uitkeringen (voorlopig)", "Uitkeringen (excl. Bbz en IOAW)", "Bijstand (algemene bijstand)",
            "Uitkeringen (laatste dag van de maand)", "Uitkeringen (tot de AOW-leeftijd)", "Uitkeringen (definitieve cijfers)")),
        Sibling("households", months("Huishoudens met bijstand")),
        Sibling("the way to a topic", column(
            ["Perioden", "Regio's", "Bijstandsuitkeringen/Totaal bijstandsuitkeringen (aantal)"],
            _named("{year} {name}"), ["Rotterdam"] * 36, COUNTS), notes=("unused",)),
        Sibling("two headings in one", months("Uitkeringen/instroom"), "unsure_heading"),
        Sibling("the sum of a report", months("Som van Aantal uitkeringen")),
        Sibling("a column in which every row says peildatum", column(
            ["spatial_code", "temporal_date", "temporal_type", "measure", "value"],
            ["0363"] * 36, [f"{day:%Y%m%d}" for day in FIRSTS], ["peildatum"] * 36, ["BIJSTAND"] * 36, COUNTS), "no_headings"),
        Sibling("months as MMYY", months(labels=[f"{day:%m%y}" for day in FIRSTS]), "date"),
        *(Sibling(f"a note on another sheet: {note}", months("Bijstand"), key, beside=(note,)) for note, key in (
            ("Geteld worden uitkeringsgerechtigden, geen huishoudens.", "persons"),
            ("Vanaf 2024 worden personen geteld in plaats van uitkeringen.", "persons"),
            ("Vanaf 2025 zijn de cijfers een raming.", "forecast"), ("Inclusief AIO.", "pension"))),
        *(Sibling(f"a note that says what else it is not: {note}", months("Bijstand"), beside=(note,)) for note in (
            "De cijfers zijn geen prognose.", "Exclusief AIO.", "Geteld zijn uitkeringen, geen personen.")),
        Sibling("a stock at the end beside one at the beginning", column(
            ["Maand", "Beginstand", "Eindstand"], LABELS, [count + 3 for count in COUNTS], COUNTS), notes=("unused",)),
        Sibling("months that are a forecast", column(["Maand", "Uitkeringen", "Status"], LABELS, COUNTS, status),
                notes=("forecasts", "unused")),
        Sibling("amounts in the cells", column(["Maand", "Uitkeringen"], LABELS, amounts), "money_cells"),
        Sibling("a unit in a column of its own", column(["Maand", "Eenheid", "Bijstand"], LABELS, ["personen"] * 36, COUNTS),
                "persons"),
        Sibling("thousands in a column of its own", column(["Maand", "Eenheid", "Bijstand"], LABELS, ["x 1 000"] * 36, COUNTS),
                "thousands"),
        Sibling("a claimant count", [
            ["claimant count by sex and age"], ["area name:", "Barnsley"], [], ["Date", "Claimants"],
            *([name, count] for name, count in zip(_named("{name} {year}", EN), COUNTS, strict=True))], "persons"),
        Sibling("a count and a rate under one heading", [
            ["Date", "Benefits", "Benefits"], ["", "count", "rate"],
            *([label, count, "3.2"] for label, count in zip(LABELS, COUNTS, strict=True))], notes=("unused",)),
        Sibling("notes that say thousands", months(), "thousands", beside=("Toelichting", "Aantallen x 1.000, afgerond")),
        Sibling("notes about persons", months("Bijstand"), "persons", beside=("Het gaat om personen met bijstand.",)),
        Sibling("a remark beside the headings", [
            ["Maand", "Uitkeringen", "", "Let op: aantallen x 1.000"], *months()[1:]], "thousands"),
        Sibling("a remark about persons beside the headings", [
            ["Maand", "Uitkeringen", "", "NB: personen met bijstand"], *months()[1:]], "persons"),
        Sibling("a remark under the headings", [
            ["Maand", "Uitkeringen", ""], ["", "", "aantallen x 1.000"], *months()[1:]], "thousands"),
        Sibling("a remark about persons below", [*months("Bijstand"), ["Personen met een bijstandsuitkering."]], "persons"),
        Sibling("a remark that the numbers are persons", [*months(), ["Aantallen zijn personen"]], "persons"),
        Sibling("notes that figures are persons", months(), "persons", beside=("All figures count people.",)),
        Sibling("a title over persons and benefits", [
            ["Aantallen personen, per maand"],
            *column(["Maand", "Personen", "Uitkeringen"], LABELS, [count + 900 for count in COUNTS], COUNTS)], notes=("unused",)),
        Sibling("a title of a first day", [["Peilmoment: eerste dag van de maand"], *months()], "beginning"),
        Sibling("a title of amounts", [["Uitkeringsbedragen"], *months("Bijstand")], "money"),
        Sibling("another kind of assistance", [["Bijzondere bijstand"], *months("Bijstand")], "other_benefit"),
        Sibling("a title of the beginning of a period", [["Toestand begin periode"], *months()], "beginning"),
        Sibling("a remark of a first day", [*months(), ["Stand op de eerste van de maand"]], "beginning"),
        Sibling("notes of a first day", months(), "beginning", beside=("Counted on the first day of each month.",)),
        Sibling("a title of a first day over such days", [
            ["Peilmoment: eerste dag van de maand"], *months(labels=[day.isoformat() for day in FIRSTS], over="Peildatum")],
            notes=("first_days_before",), first="2022-12"),
        Sibling("a title of a last day", [["Laatste dag van de maand, niet begin van de maand"], *months()]),
        *(Sibling(f"thousands as a number under the heading: {unit}", [["Maand", "Bijstand"], ["", unit], *months()[1:]],
                  "thousands") for unit in ("1 000", 1000)),
        *(Sibling(f"a first day under {head}", months(labels=[day.isoformat() for day in FIRSTS], over=head),
                  notes=("first_days_before",), first="2022-12") for head in ("Meetdatum", "Peilmoment", "Teldatum")),
        Sibling("year and month cut short", column(["jr", "mnd", "Uitkeringen"], years, [*SHORT * 3], COUNTS)),
        *(Sibling(f"a row below: {name}", [*months(), [name, 4500]], notes=("left_out",)) for name in (
            "Gem.", "Mutatie", "Verschil t.o.v. vorig jaar", "Doel", "Begroting 2026", "Maximum", "Prognose 2026")),
        Sibling("another place from some month on", column(
            ["Gemeente", "Maand", "Uitkeringen"], ["Delft"] * 20 + ["Leiden"] * 16, LABELS, COUNTS), "groups"),
        Sibling("benefits of a law", months("PW-uitkeringen")),
        Sibling("notes about something else", months(), beside=("Bron: eigen administratie.", "Lasten x 1.000 euro")),
    ]  # fmt: skip
