"""The first 24 months: when money really arrives."""

from __future__ import annotations

from core.figures.household.months import month_name, months_frames, months_spec
from core.text import format as house
from core.ui.chart import chart, sentence, under
from core.ui.tables import details, source_list, table
from pages.huishouden.view import Sheet


def draw_months(sheet: Sheet) -> None:
    """One wide chart."""
    worked, language = sheet.worked, sheet.language
    sentence(_title(sheet))
    chart(
        months_spec(language, sheet.dark), months_frames(worked.months, worked.found.before.disposable, language),
        "household-months", sheet.say("months.alt"),
    )  # fmt: skip
    under(_sentence(sheet))
    details("table-household-months", language, lambda: _table(sheet))


def _title(sheet: Sheet) -> str:
    months = sheet.worked.months
    low, high = (end(months, key=lambda month: month.disposable) for end in (min, max))
    if round(low.disposable) == round(high.disposable):
        return sheet.say("months.title_even", low=sheet.euro(low.disposable))
    return sheet.say(
        "months.title", low=sheet.euro(low.disposable), high=sheet.euro(high.disposable),
        low_month=month_name(low.first_day, sheet.language), high_month=month_name(high.first_day, sheet.language),
    )  # fmt: skip


def _sentence(sheet: Sheet) -> str:
    worked = sheet.worked
    said = [sheet.say("months.start", date=house.date(worked.found.household.date, sheet.language))]
    if worked.found.household.hours > 0:
        said.append(sheet.law("sentence.first_month"))
    if worked.inputs.pay == "variable":
        said.append(sheet.say("months.variable"))
    said += [
        sheet.say("months.year", year=year.index, received=sheet.euro(year.received), without=sheet.euro(year.without_work))
        for year in worked.years
    ]
    settle = worked.months[-1].allowances_ahead
    if round(settle) != 0:
        key = "settle" if settle > 0 else "settle_more"
        said.append(sheet.say(f"months.{key}", lag=worked.inputs.lag, amount=sheet.euro(abs(settle))))
    ahead = max(month.assistance_ahead for month in worked.months)
    if round(ahead) > 0:
        said.append(sheet.say("months.ahead", amount=sheet.euro(ahead)))
    return " ".join(said)


def _table(sheet: Sheet) -> str:
    names = ("wage", "holiday", "assistance", "allowances", "local", "costs", "disposable", "steady")
    rows = []
    for month in sheet.worked.months:
        amounts = (
            month.wage, month.holiday_pay, month.assistance, month.allowances, month.local, month.costs,
            month.disposable, month.steady,
        )  # fmt: skip
        rows.append([month_name(month.first_day, sheet.language), *(sheet.euro(amount) for amount in amounts)])
    steps = sheet.worked.found.after.steps
    return table(sheet.say("months.caption"), sheet.columns("month", *names), rows) + source_list(
        dict.fromkeys(name for step in steps for name in step.sources), sheet.language
    )
