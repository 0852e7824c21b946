"""What the charts of Werk loont find and say, for more and less, enough and short, one and several, by hand in both languages."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from core.figures.household.areas import AREAS
from core.figures.household.balance import BALANCE
from core.figures.household.enough import ENOUGH
from core.figures.household.funnel import FUNNEL
from core.figures.household.loss import LOSS
from core.figures.household.months import MONTHS
from core.figures.household.pressure import PRESSURE
from core.figures.household.share import SHARE
from core.figures.household.swing import SWING
from core.figures.household.waterfall import WATERFALL
from core.household.curve import Jump, Pressure
from core.household.household import Household
from core.household.income import COMPONENTS
from core.household.inputs import Inputs
from core.household.pilot import pilot
from core.household.results import Worst, compute
from tests.household.made import replace, with_gain, worked
from tests.places import ROTTERDAM

NB = "\N{NO-BREAK SPACE}"


def test_the_waterfall_tells_what_comes_what_goes_and_what_is_left() -> None:
    # 24 hours: 1607 net, of which 285 does not count: 1402 of assistance becomes 79.
    assert WATERFALL.finding(worked(), "nl") == f"€{NB}1.607 loon erbij, €{NB}1.322 bijstand eraf: €{NB}285 meer over"
    assert WATERFALL.finding(worked(), "en") == "€1,607 wages added, €1,322 assistance off: €285 more left"
    assert WATERFALL.sentence(worked(), "nl") == (
        f"Het nettoloon is €{NB}1.607 per maand en de bijstand wordt €{NB}1.322 lager. Toeslagen en vergoedingen veranderen niet."
    )


@pytest.mark.parametrize(
    ("gain", "dutch", "english"),
    [
        (-1.0, f"€{NB}1 minder over", "€1 less left"),
        (0.0, "niets over", "nothing left"),
        (1.0, f"€{NB}1 meer over", "€1 more left"),
    ],
)
def test_the_waterfall_ends_above_at_or_below_where_it_began(gain: float, dutch: str, english: str) -> None:
    found = replace(worked(), found=with_gain(worked().found, gain))
    assert WATERFALL.finding(found, "nl").endswith(f": {dutch}")
    assert WATERFALL.finding(found, "en").endswith(f": {english}")


def test_without_work_the_waterfall_has_no_fall() -> None:
    assert WATERFALL.finding(worked(hours=0.0), "en") == "Without work: €1,941 a month"


def test_costs_and_allowances_that_change_are_told() -> None:
    # 500 of travel costs, of which the city repays 1500 a year: 125 a month in the first months.
    said = WATERFALL.sentence(worked(travel=500.0), "nl")
    assert f"Toeslagen en vergoedingen samen stijgen met €{NB}125." in said
    assert said.endswith(f"Opvang en reizen kosten €{NB}500.")
    assert "samen dalen met" in WATERFALL.sentence(worked(hours=40.0), "nl")


def steps(*shares: float) -> tuple[Pressure, ...]:
    return tuple(Pressure(float(i), i + 1.0, share, "assistance", {}) for i, share in enumerate(shares))


def test_a_flat_income_is_told_before_all_else() -> None:
    flat = replace(worked(), steps=steps(0.5, *[1.0] * 8, 0.3))
    assert AREAS.finding(flat, "nl") == "Van 1 tot 9 uur werk blijft het inkomen bijna gelijk"
    assert AREAS.finding(flat, "en") == "From 1 to 9 hours of work the income hardly changes"


def test_an_income_that_rises_is_told_at_both_ends() -> None:
    line = np.linspace(1000.0, 3000.0, 41)
    smooth = {key: line if key == "net_pay" else 0.0 * line for key in COMPONENTS}
    over = dataclasses.replace(worked().over, disposable=line, smooth=smooth, jumps=())
    rising = replace(worked(hours=1.0), steps=steps(*[0.5] * 40), over=over)
    assert AREAS.finding(rising, "nl") == f"Met 1 uur €{NB}1.050, met 40 uur €{NB}3.000"
    assert AREAS.finding(rising, "en") == "€1,050 at 1 hour, €3,000 at 40 hours"
    assert AREAS.sentence(rising, "en") == (
        "Without work there is €1,000, with 40 hours €3,000. At 40 of the 40 steps an extra hour also brings more money. "
        "There are no sudden jumps."
    )


def test_of_each_kind_of_jump_the_largest_is_told_with_its_letter() -> None:
    jumps = (Jump("childcare_row", 3, 4, -5.0), Jump("childcare_row", 9, 10, 12.4), Jump("supplement_limit", 20, 21, -17.0))
    said = AREAS.sentence(replace(worked(), over=dataclasses.replace(worked().over, jumps=jumps)), "nl")
    assert f"a: tussen 9 en 10 uur €{NB}12 erbij. De kinderopvangtoeslag gaat met stapjes" in said
    assert "Zo zijn er 2 sprongen; de grootste staat hier." in said
    assert f"b: tussen 20 en 21 uur €{NB}17 eraf. Boven de inkomensgrens (130% van de norm) stopt de" in said
    assert said.count("sprongen") == 1


@pytest.mark.parametrize(
    ("share", "dutch", "english"),
    [
        (0.83, f"Van 4 tot 6 uur: €{NB}0,17 over van een extra euro", "From 4 to 6 hours: €0.17 left of an extra euro"),
        (1.0, "Van 4 tot 6 uur: niets over van een extra euro", "From 4 to 6 hours: nothing left of an extra euro"),
        (1.01, "Van 4 tot 6 uur kost meer werken geld", "From 4 to 6 hours more work costs money"),
    ],
)
def test_of_an_extra_euro_something_nothing_or_less_is_left(share: float, dutch: str, english: str) -> None:
    found = replace(worked(), worst=Worst(4.0, 6.0, share, "rent_allowance"))
    assert PRESSURE.finding(found, "nl") == dutch
    assert PRESSURE.finding(found, "en") == english


def test_the_pressure_tells_of_the_last_hour_that_is_worked() -> None:
    found = replace(worked(hours=3.0), steps=steps(0.1, 0.2, 0.4), worst=Worst(2.0, 3.0, 0.4, "assistance"))
    assert PRESSURE.sentence(found, "nl").endswith(f"Van het 3e uur houdt u €{NB}0,60 per euro over.")
    assert "3e uur" not in PRESSURE.sentence(replace(found, found=worked(hours=0.0).found), "nl")
    none = replace(found, worst=None)
    assert PRESSURE.finding(none, "en") == "Without a wage there is no extra euro"
    assert PRESSURE.sentence(none, "en") == "Without a wage there is no extra euro."


def test_the_months_tell_the_lowest_and_the_highest() -> None:
    months = [dataclasses.replace(one, disposable=2000.0) for one in worked().months]
    assert MONTHS.finding(replace(worked(), months=tuple(months)), "en") == "Every month €2,000 comes in"
    months[0] = dataclasses.replace(months[0], disposable=3432.0)
    months[1] = dataclasses.replace(months[1], disposable=1999.0)
    found = replace(worked(), months=tuple(months))
    assert MONTHS.finding(found, "nl") == f"Van maand tot maand: van €{NB}1.999 in februari 2026 tot €{NB}3.432 in januari 2026"


@pytest.mark.parametrize(
    ("lag", "ahead", "dutch", "english"),
    [
        (1, 120.0, f"Toeslagen lopen 1 maand achter. Daarvan betaalt u later €{NB}120 terug.",
         "Allowances run 1 month late. Of them you pay back €120 later."),
        (2, -80.0, f"Toeslagen lopen 2 maanden achter. Daarvan krijgt u later nog €{NB}80.",
         "Allowances run 2 months late. Of them you still get €80 later."),
    ],
)  # fmt: skip
def test_allowances_that_run_late_are_paid_back_or_still_come(lag: int, ahead: float, dutch: str, english: str) -> None:
    base = worked()
    months = (*base.months[:-1], dataclasses.replace(base.months[-1], allowances_ahead=ahead))
    found = replace(base, months=months, inputs=dataclasses.replace(base.inputs, lag=lag))
    assert dutch in MONTHS.sentence(found, "nl")
    assert english in MONTHS.sentence(found, "en")
    settled = replace(base, months=(*base.months[:-1], dataclasses.replace(base.months[-1], allowances_ahead=0.4)))
    assert "achter. Daarvan" not in MONTHS.sentence(settled, "nl")


def test_the_swing_is_told_or_that_there_is_none_or_how_long_is_paid_on() -> None:
    base = worked()
    cash = dataclasses.replace(base.buffered.cash, swing=140_200, months_below_norm=1)
    found = replace(base, cash=cash)
    assert SWING.finding(found, "nl") == f"Zonder buffer schommelt het inkomen €{NB}1.402"
    assert "In 1 maand ligt het onder de norm zonder vakantietoeslag." in SWING.sentence(found, "nl")
    assert "In 1 month it is under the norm without holiday allowance." in SWING.sentence(found, "en")
    several = replace(base, cash=dataclasses.replace(cash, months_below_norm=3))
    assert "In 3 maanden ligt het onder de norm zonder vakantietoeslag." in SWING.sentence(several, "nl")
    even = replace(base, cash=dataclasses.replace(cash, swing=99), guaranteed=140_000)
    assert SWING.finding(even, "en") == "The income does not swing: €1,400 every month"
    lost = compute(Inputs(Household(), lost=24), ROTTERDAM)
    assert SWING.finding(lost, "nl") == "Na verlies van de baan betaalt de rekening nog 1 maand door"
    assert SWING.finding(compute(Inputs(Household(), lost=7), ROTTERDAM), "en") == (
        "After the job is lost the account pays on for 3 months"
    )


def test_the_account_holds_or_falls_short() -> None:
    base = worked()
    account = dataclasses.replace(base.buffered.account, balance=np.array([50_000, -1, 20_000]))
    short = replace(base, account=dataclasses.replace(account, balance=np.array([50_000, -12_300])))
    assert BALANCE.finding(short, "nl") == f"Met €{NB}1.000 buffer komt de rekening €{NB}123 tekort"
    assert BALANCE.finding(short, "en") == "With a buffer of €1,000 the account falls €123 short"
    held = replace(base, account=dataclasses.replace(account, balance=np.array([50_000, 0, 20_000])))
    assert BALANCE.finding(held, "nl") == f"De rekening komt niet onder nul; laagste stand €{NB}0"


def test_the_buffer_that_is_needed_is_told_or_that_none_is() -> None:
    base = replace(worked(), guaranteed=150_000)
    needed = BALANCE.sentence(replace(base, needed=12_345), "en")
    assert needed.startswith("For €1,500 a month a buffer of €123 is needed.")
    none = BALANCE.sentence(replace(base, needed=0), "en")
    assert none.startswith("For €1,500 a month no buffer is needed: in the first month wages come beside full assistance")


def test_a_lost_job_costs_the_city_something_or_nothing() -> None:
    base = worked()
    free = tuple(dataclasses.replace(loss, city_carries=99, claim=0) for loss in base.buffered.losses)
    assert LOSS.finding(replace(base, losses=free), "nl") == "Stopt de baan, dan kost dat de stad niets van de buffer"
    assert LOSS.sentence(replace(base, losses=free), "nl").endswith("Er staat dan geen te veel ontvangen bijstand meer open.")
    costly = (dataclasses.replace(free[0], city_carries=101_300, claim=140_000), *free[1:])
    assert LOSS.finding(replace(base, losses=costly), "nl") == f"Stopt de baan, dan draagt de stad hoogstens €{NB}1.013"
    said = LOSS.sentence(replace(base, losses=costly, inputs=dataclasses.replace(base.inputs, lost=1)), "en")
    assert "If your job ends in month 1, the city carries €1,013." in said
    assert said.endswith("After that at most €1,400 of assistance received too much is still open.")


def test_how_often_a_buffer_is_enough() -> None:
    base = worked()
    risk = dataclasses.replace(
        base.buffered.risk,
        suffices=0.65,
        quantiles=((0.5, 0), (0.95, 196_100)),
        job_lost=0.4,
        city_carries_mean=1_200,
        city_carries_95=10_400,
    )
    found = replace(base, risk=risk)
    assert ENOUGH.finding(found, "nl") == f"De kans dat €{NB}1.000 genoeg is, is ongeveer 65%"
    assert ENOUGH.finding(found, "en") == "The chance that €1,000 is enough is about 65%"
    said = ENOUGH.sentence(found, "nl")
    assert said.startswith(
        f"Met 95% van de berekeningen mee is €{NB}1.961 nodig. De kans dat de baan binnen 24 maanden stopt, is ongeveer 40%."
    )
    assert f"gemiddeld €{NB}12 kwijt, en in 1 van de 20 gevallen €{NB}104 of meer." in said
    nothing = replace(base, risk=dataclasses.replace(risk, city_carries_95=49))
    assert "In bijna alle berekeningen krijgt de stad de hele buffer terug." in ENOUGH.sentence(nothing, "nl")


def test_the_pilot_tells_what_was_seen_and_what_is_asked() -> None:
    # 8 of 27 with its exact interval; 100 of the 121.5 at the pace so far; 337.5 participants, 9.4 a month.
    found = pilot(ROTTERDAM)
    assert found is not None
    assert FUNNEL.finding(found, "nl") == "8 van de 27 stroomden uit; dat kan 14% tot 50% betekenen"
    assert FUNNEL.sentence(found, "en").startswith("Of the 27 participants 8 left for work completely. 14 are still being helped")
    assert SHARE.finding(found, "nl") == "In dit tempo komen er 36 mensen uit, niet 100"
    assert "Voor 100 mensen in 36 maanden zijn dan 338 deelnemers nodig: 9,4 per maand." in SHARE.sentence(found, "nl")
    assert "82% van de deelnemers" in SHARE.sentence(found, "nl")
    enough = dataclasses.replace(found, middle=dataclasses.replace(found.middle, exits_at_pace=100.0))
    assert SHARE.finding(enough, "en") == "At this pace the 100 are reached"
    short = dataclasses.replace(found, middle=dataclasses.replace(found.middle, exits_at_pace=99.0))
    assert SHARE.finding(short, "en") == "At this pace 99 people get out, not 100"
