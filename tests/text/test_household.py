"""What Werk loont says: more, less and the same; an exemption that ends; one and several; in both languages, by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from core.household.household import Household
from core.household.inputs import Inputs
from core.household.law import Notice
from core.household.results import Worked, Worst, compute
from core.text.catalog import LANGUAGES, Language
from core.text.household import (
    answer,
    beside_answer,
    buffer_key_figures,
    hours,
    in_short,
    kept_of_euro,
    key_figures,
    months,
    notice_texts,
    pressure_sentence,
    sentences,
    told,
)
from core.text.sentences import KeyFigure
from tests.household.made import replace, with_gain, worked
from tests.places import ROTTERDAM

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("gain", "dutch", "english"),
    [
        (
            1.0,
            f"Met <b>24 uur</b> werk heeft dit huishouden <b>€{NB}1.943</b> per maand: <b>€{NB}1 meer</b> dan zonder werk.",
            "With <b>24 hours</b> of work this household has <b>€1,943</b> a month: <b>€1 more</b> than without work.",
        ),
        (
            0.4,
            f"Met <b>24 uur</b> werk heeft dit huishouden evenveel als zonder werk: <b>€{NB}1.942</b> per maand.",
            "With <b>24 hours</b> of work this household has as much as without work: <b>€1,942</b> a month.",
        ),
        (
            -1.0,
            f"Met <b>24 uur</b> werk heeft dit huishouden <b>€{NB}1.941</b> per maand: <b>€{NB}1 minder</b> dan zonder "
            "werk. Vraag uw coach wat de gemeente kan doen.",
            "With <b>24 hours</b> of work this household has <b>€1,941</b> a month: <b>€1 less</b> than without work. "
            "Ask your coach what the city can do.",
        ),
    ],
)
def test_the_answer_says_more_less_or_the_same(gain: float, dutch: str, english: str) -> None:
    found = with_gain(worked().found, gain)
    assert answer(found, "nl") == dutch
    assert answer(found, "en") == english


@pytest.mark.parametrize(
    ("gain", "dutch", "english"),
    [
        (1.0, ("1.943", f"€{NB}1 meer dan zonder werk"), ("1,943", "€1 more than without work")),
        (0.4, ("1.942", "evenveel als zonder werk"), ("1,942", "as much as without work")),
        (-1.0, ("1.941", f"€{NB}1 minder dan zonder werk"), ("1,941", "€1 less than without work")),
    ],
)
def test_the_answer_in_short_says_what_there_is_and_the_difference(
    gain: float, dutch: tuple[str, ...], english: tuple[str, ...]
) -> None:
    found = with_gain(worked().found, gain)
    assert in_short(found, "nl") == f"<p><b>€{NB}{dutch[0]}</b> per maand</p><p>{dutch[1]}</p>"
    assert in_short(found, "en") == f"<p><b>€{english[0]}</b> a month</p><p>{english[1]}</p>"


def test_without_work_the_answer_asks_for_hours() -> None:
    found = with_gain(worked(hours=0.0).found, 0.0)
    assert answer(found, "nl") == (
        f"Zonder werk heeft dit huishouden <b>€{NB}1.942</b> per maand. "
        "<span class='koers-hint'>Kies een aantal uren en zie wat er verandert.</span>"
    )
    assert answer(found, "en") == (
        "Without work this household has <b>€1,942</b> a month. "
        "<span class='koers-hint'>Choose a number of hours and see what changes.</span>"
    )


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [(1, "1 uur", "1 hour"), (24, "24 uur", "24 hours"), (1.4, "1,4 uur", "1.4 hours"), (0, "0 uur", "0 hours")],
)
def test_one_hour_is_not_several(value: float, dutch: str, english: str) -> None:
    assert (hours(value, "nl"), hours(value, "en")) == (dutch, english)


def test_one_month_is_not_several() -> None:
    assert [months(count, "nl") for count in (0, 1, 2)] == ["0 maanden", "1 maand", "2 maanden"]
    assert [months(count, "en") for count in (0, 1, 2)] == ["0 months", "1 month", "2 months"]


def after(gain: float, later: float | None, national: bool = False) -> Worked:
    """Results of which the gain is `later` when the exemption is over."""
    base = compute(Inputs(), None) if national else worked()
    ended = None if later is None else with_gain(base.found, later)
    return dataclasses.replace(base, found=with_gain(base.found, gain), later=ended)


RENT = {
    "nl": "Huur en zorgpremie gaan er nog af; die zijn met en zonder werk gelijk. Vakantiegeld is over het jaar verdeeld.",
    "en": "Rent and health premium still come off this; they are the same with and without work. "
    "Holiday pay is spread over the year.",
}


@pytest.mark.parametrize(
    ("later", "dutch", "english"),
    [
        (189.0, f"is het nog €{NB}189 meer.", "it is still €189 more."),
        (-12.0, f"is het €{NB}12 minder.", "it is €12 less."),
        (0.3, "is er geen verschil meer.", "there is no difference left."),
    ],
)
def test_what_the_answer_becomes_when_the_exemption_ends(later: float, dutch: str, english: str) -> None:
    begin = {
        "nl": "Zodra de vrijlating en de vergoeding van werkkosten stoppen, ",
        "en": "Once the exemption and the repayment of work costs stop, ",
    }
    assert beside_answer(after(285.0, later), "nl") == f"{begin['nl']}{dutch} {RENT['nl']}"
    assert beside_answer(after(285.0, later), "en") == f"{begin['en']}{english} {RENT['en']}"
    # Where a city's own rules are not known, nothing is said of its repayment of work costs.
    assert beside_answer(after(285.0, later, national=True), "nl") == f"Zodra de vrijlating stopt, {dutch} {RENT['nl']}"
    assert beside_answer(after(285.0, later, national=True), "en") == f"Once the exemption stops, {english} {RENT['en']}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("later", [None, 285.4])
def test_an_end_that_changes_nothing_is_not_told(later: float | None, language: Language) -> None:
    assert beside_answer(after(285.0, later), language) == RENT[language]


def test_the_key_figures_of_the_example() -> None:
    # 24 hours of 14.71: 1402 of assistance becomes 79, and the exempt 285 is the gain; 285 of 1652 gross is 17 cents a euro.
    assert key_figures(worked(), "nl") == [
        KeyFigure("Zonder werk", f"€{NB}1.941", "per maand", "before/disposable"),
        KeyFigure("Met 24 uur werk", f"€{NB}2.226", f"€{NB}285 meer dan zonder werk", "after/disposable"),
        KeyFigure("Na de vrijlating", f"€{NB}2.130", f"€{NB}189 meer dan zonder werk", "later/disposable"),
        KeyFigure("Van elke euro loon houdt u", f"€{NB}0,17", f"van €{NB}1.652 bruto per maand", "kept"),
        KeyFigure("Laagste maand in 2 jaar", f"€{NB}2.041", "in januari 2027", "lowest"),
    ]
    assert key_figures(after(-3.0, None), "en")[1:3] == [
        KeyFigure("With 24 hours of work", "€1,939", "€3 less than without work", "after/disposable"),
        KeyFigure("After the exemption", "€1,939", "nothing changes after the exemption", "after/disposable"),
    ]
    assert key_figures(after(285.0, 0.0), "en")[2] == KeyFigure(
        "After the exemption", "€1,942", "the same as without work", "later/disposable"
    )


def test_the_key_figures_of_the_buffer() -> None:
    base = worked()
    loss = dataclasses.replace(base.buffered.losses[16], city_carries=101_300)
    found = replace(base, needed=12_345, guaranteed=160_700, highest=169_300, losses=(base.buffered.losses[0], loss))
    assert buffer_key_figures(found, "nl") == [
        KeyFigure("Buffer die nodig is", f"€{NB}123", f"voor €{NB}1.607 per maand", "buffer_needed"),
        KeyFigure("Hoogste vaste bedrag", f"€{NB}1.693", f"met een buffer van €{NB}1.000", "buffer_highest"),
        KeyFigure("Stad draagt hoogstens", f"€{NB}1.013", "als de baan stopt in maand 17", "carried_worst"),
        KeyFigure("Buffer is genoeg", "> 49 op 50", "de kans, uit 2.048 berekeningen", "buffer_enough"),
    ]
    free = tuple(dataclasses.replace(one, city_carries=0) for one in base.buffered.losses)
    assert buffer_key_figures(replace(base, losses=free), "en")[2] == KeyFigure(
        "City carries at most", "€0", "in whichever month the job ends", "carried_worst"
    )


@pytest.mark.parametrize(
    ("share", "dutch", "english"),
    [
        (
            0.75,
            f"Van elke extra euro tussen 4 en 6 uur houdt u €{NB}0,25 over. Dat komt vooral door: huurtoeslag die lager wordt.",
            "Of every extra euro between 4 and 6 hours you keep €0.25. That is mostly because of: a lower rent allowance.",
        ),
        (
            1.004,
            f"Van elke extra euro tussen 4 en 6 uur houdt u €{NB}0,00 over. Dat komt vooral door: huurtoeslag die lager wordt.",
            "Of every extra euro between 4 and 6 hours you keep €0.00. That is mostly because of: a lower rent allowance.",
        ),
        (
            1.54,
            f"Tussen 4 en 6 uur kost meer werken geld: van elke extra euro verliest u €{NB}0,54. "
            "Dat komt vooral door: huurtoeslag die lager wordt.",
            "Between 4 and 6 hours more work costs money: of every extra euro you lose €0.54. "
            "That is mostly because of: a lower rent allowance.",
        ),
    ],
)
def test_what_is_left_of_an_extra_euro(share: float, dutch: str, english: str) -> None:
    worst = Worst(4.0, 6.0, share, "rent_allowance")
    assert pressure_sentence(worst, "nl") == dutch
    assert pressure_sentence(worst, "en") == english


def test_nothing_is_never_a_cent_less_than_nothing() -> None:
    assert [kept_of_euro(share, "en") for share in (0.83, 1.004, 0.996, 1.006)] == ["€0.17", "€0.00", "€0.00", "€−0.01"]


def test_the_command_says_it_to_the_person_whom_it_is_about() -> None:
    found = worked()
    assert sentences(found.found, found.steps[19], "nl") == [
        f"Met 24 uur werk per week houdt u €{NB}285 per maand meer over dan zonder werk: €{NB}2.226 in plaats van €{NB}1.941.",
        f"Dat geldt zolang de vrijlating loopt en de gemeente uw werkkosten vergoedt. Daarna is het verschil €{NB}189 per maand.",
        f"Van elke extra euro tussen 19 en 20 uur houdt u €{NB}0,00 over. Dat komt vooral door: bijstand die lager wordt.",
    ]
    less = with_gain(worked(hours=1.0, exemption="none").found, -4.0)
    assert sentences(less, None, "en") == [
        "With 1 hour of work a week you keep €4 a month less than without work: €1,938 instead of €1,942. "
        "Ask your coach what the city can do."
    ]
    same = with_gain(worked(hours=1.0, exemption="none").found, 0.0)
    assert sentences(same, None, "nl") == [
        f"Met 1 uur werk per week houdt u evenveel over als zonder werk: €{NB}1.942 per maand."
    ]


def test_a_loss_after_the_exemption_has_its_sign() -> None:
    # A travel cost of 500 is far above what the city repays: once the exemption is over, work costs money.
    said = sentences(worked(hours=20.0, travel=500.0).found, None, "en")[1]
    assert said.endswith("After that the difference is −€500 a month.")
    national = compute(Inputs(Household(hours=20.0)), None)
    assert sentences(national.found, None, "en")[1] == (
        "That holds as long as the exemption runs. After that the difference is €0 a month."
    )


def test_notices_name_the_city_or_this_municipality() -> None:
    day = Household().date
    left_out = Notice("left_out", {"subject": "supplement", "date": day, "municipality": "Utrecht"})
    assert notice_texts([left_out], "nl") == [
        "Voor de individuele inkomenstoeslag van Utrecht is op 1 januari 2026 niets gepubliceerd gevonden. Wij laten dit weg."
    ]
    unknown = Notice("no_local_rules", {"subject": "local", "date": day, "municipality": None})
    assert notice_texts([unknown], "nl") == [
        "Van deze gemeente kennen wij de eigen regels niet. Wij rekenen alleen met de landelijke regels."
    ]
    low = Notice("below_minimum_wage", {"minimum": 14.71})
    assert notice_texts([low], "nl") == [f"Dit uurloon is lager dan het minimumloon van €{NB}14,71 per uur voor deze leeftijd."]


def test_of_one_day_all_subjects_share_a_sentence() -> None:
    def earlier(subject: str, month: int) -> Notice:
        return Notice("earlier_date", {"subject": subject, "date": dt.date(2026, month, 1), "municipality": "Rotterdam"})

    assert notice_texts([earlier("norm", 7), earlier("tax", 1), earlier("wage", 7)], "nl") == [
        "Voor de bijstandsnorm en het minimumloon is voor deze datum niets nieuwers gepubliceerd gevonden. "
        "Wij gebruiken de bedragen van 1 juli 2026.",
        "Voor de inkomstenbelasting is voor deze datum niets nieuwers gepubliceerd gevonden. "
        "Wij gebruiken de bedragen van 1 januari 2026.",
    ]


def _said(**household: Any) -> str:
    return " ".join(notice_texts(worked(**household).found.notices, "nl"))


@pytest.mark.parametrize(
    ("household", "words"),
    [
        ({"date": dt.date(2026, 7, 1)}, "Vanaf 1 januari 2027 geldt een andere vrijlating: 15% van het loon zonder maximum"),
        ({"age": 22, "date": dt.date(2026, 7, 1)}, "Onder 27 jaar is er tot en met 2026 geen vrijlating"),
        ({"age": 20}, "Onder 21 jaar is de bijstand laag"),
        ({"cost_sharers": 1}, "Medebewoners tellen ook mee voor de huurtoeslag"),
        ({"kind": "single_parent", "child_ages": (4,)}, "Deze uitkomst rekent zonder opvang"),
        ({"hours": 36}, f"kwijtschelding van de afvalstoffenheffing (in 2024 €{NB}257,88 per jaar)"),
        ({"kind": "couple", "hours": 40}, f"dat scheelt ten minste €{NB}26 per maand"),
    ],
)
def test_what_is_not_counted_or_about_to_change_is_said(household: dict[str, Any], words: str) -> None:
    assert words in _said(**household)


@pytest.mark.parametrize(
    ("household", "words"),
    [
        ({"date": dt.date(2027, 1, 1)}, "andere vrijlating"),
        ({"exemption": "none", "date": dt.date(2026, 7, 1)}, "andere vrijlating"),
        ({"date": dt.date(2024, 7, 1)}, "andere vrijlating"),
        ({"age": 22, "date": dt.date(2027, 1, 1)}, "Onder 27"),
        ({"hours": 10}, "kwijtschelding"),
        ({"kind": "single_parent", "child_ages": (4,), "childcare_hours": 0.0}, "zonder opvang"),
        ({"kind": "couple", "child_ages": (4,)}, "zonder opvang"),
    ],
)
def test_and_not_where_it_does_not_hold(household: dict[str, Any], words: str) -> None:
    assert words not in _said(**household)


def test_a_link_tells_its_fields_in_words() -> None:
    inputs = Inputs(dataclasses.replace(Household(), rent=1.0, wage=20.0), pay="variable")
    assert told(inputs, "nl") == "kale huur per maand, bruto uurloon en hoe het loon komt"
    assert told(inputs, "en") == "rent per month without service costs, gross hourly wage and how the wage comes"
    assert told(Inputs(), "en") == "nothing about yourself: this is the example"


def test_the_results_of_a_city_are_those_of_its_rules() -> None:
    assert compute(Inputs(), ROTTERDAM).found.gain == worked().found.gain


def test_a_youth_wage_that_was_only_announced_is_named() -> None:
    young = {"hours": 12, "age": 20, "date": dt.date(2027, 1, 1)}
    assert "jeugdloon dat voor 2027 is aangekondigd: 87,5% van het minimumloon" in _said(**young)
    for other in ({"date": dt.date(2026, 7, 1)}, {"age": 21}, {"wage": 16.0}, {"hours": 0}):
        assert "aangekondigd" not in _said(**(young | other))
