"""The answer, the key figures, and the waterfall from income without work to income with work."""

from __future__ import annotations

import html

import streamlit as st

from core.facts import sources
from core.figures.household.income import row_count, shown_components, signed_euro, waterfall_frames, waterfall_spec
from core.figures.household.months import month_name
from core.household.command import notice_text
from core.household.steps import Step
from core.text import format as house
from core.ui.chart import chart, sentence, under
from core.ui.tables import details, source_list, table, table_html
from pages.huishouden.view import Sheet

LONG = 12


def answer(sheet: Sheet) -> None:
    """Answer first; then what it rests on."""
    st.html(f'<h1 class="koers-answer" aria-live="polite">{_answer(sheet)}</h1>')
    under(" ".join([*_later(sheet), sheet.say("answer.rent")]))
    st.html(f'<p class="koers-note">{html.escape(sheet.law("disclaimer"))} {html.escape(sheet.law("calculators"))}</p>')
    _keys(sheet)
    sentence(_title(sheet))
    spec = waterfall_spec(sheet.language, sheet.dark, row_count(sheet.worked.found.household))
    frames = waterfall_frames(sheet.worked.found, sheet.language)
    chart(spec, frames, "household-waterfall", sheet.say("waterfall.alt"))
    under(_sentence(sheet))
    notices = "".join(f"<li>{html.escape(notice_text(notice, sheet.language))}</li>" for notice in sheet.worked.found.notices)
    if notices:
        st.html(f'<ul class="koers-note">{notices}</ul>')
    details("table-household-waterfall", sheet.language, lambda: _tables(sheet))


def _direction(amount: float) -> str:
    return "same" if round(amount) == 0 else "more" if amount > 0 else "less"


def _answer(sheet: Sheet) -> str:
    found = sheet.worked.found
    key = "none" if found.household.hours == 0 else _direction(found.gain)
    return sheet.say(
        f"answer.{key}", hours=sheet.number(found.household.hours, 1), after=html.escape(sheet.euro(found.after.disposable)),
        amount=html.escape(sheet.euro(abs(found.gain))),
    )  # fmt: skip


def _later(sheet: Sheet) -> list[str]:
    later = sheet.worked.later
    if later is None or round(later.gain) == round(sheet.worked.found.gain):
        return []
    return [sheet.say(f"answer.later_{_direction(later.gain)}", amount=sheet.euro(abs(later.gain)))]


def _than_before(sheet: Sheet, gain: float) -> str:
    key = {"same": "equal"}.get(_direction(gain), _direction(gain))
    return sheet.say(f"key.{key}", amount=sheet.euro(abs(gain)))


def _keys(sheet: Sheet) -> None:
    worked = sheet.worked
    found, later = worked.found, worked.later or worked.found
    lowest = min(worked.months, key=lambda month: month.disposable)
    kept = found.gain / worked.gross if worked.gross > 0 else 0.0
    cells = [
        (sheet.say("key.before"), sheet.euro(found.before.disposable), sheet.say("key.before_note")),
        (
            sheet.say("key.after", hours=sheet.number(found.household.hours, 1)),
            sheet.euro(found.after.disposable),
            _than_before(sheet, found.gain),
        ),
        (
            sheet.say("key.later"),
            sheet.euro(later.after.disposable),
            _than_before(sheet, later.gain) if worked.later is not None else sheet.say("key.same"),
        ),
        (sheet.say("key.kept"), sheet.exact(kept), sheet.say("key.kept_note", gross=sheet.euro(worked.gross))),
        (
            sheet.say("key.lowest"),
            sheet.euro(lowest.disposable),
            sheet.say("key.lowest_note", month=month_name(lowest.first_day, sheet.language)),
        ),
    ]
    key_list(cells)


def key_list(cells: list[tuple[str, str, str]]) -> None:
    """Key figures: label, value, and what it means."""
    body = "".join(
        f'<div><dt>{html.escape(label)}</dt><dd class="value{" long" if len(value) > LONG else ""}">{html.escape(value)}</dd>'
        f'<dd class="change">{html.escape(note)}</dd></div>'
        for label, value, note in cells
    )
    st.html(f'<dl class="koers-keys" style="--koers-columns: {len(cells)}">{body}</dl>')


def _parts(sheet: Sheet) -> tuple[float, float, float, float]:
    """Net pay, assistance that goes, change of allowances and repayments, and costs [EUR/month]."""
    change = sheet.worked.found.difference()
    costs = change["childcare_cost"] + change["travel_cost"]
    rest = sum(change.values()) - change["net_pay"] - change["assistance"] - costs
    return change["net_pay"], -change["assistance"], rest, -costs


def _title(sheet: Sheet) -> str:
    found = sheet.worked.found
    if found.household.hours == 0:
        return sheet.say("waterfall.title_none", before=sheet.euro(found.before.disposable))
    pay, benefit, _, _ = _parts(sheet)
    return sheet.say(
        f"waterfall.title_{_direction(found.gain)}", pay=sheet.euro(pay), benefit=sheet.euro(benefit),
        gain=sheet.euro(abs(found.gain)),
    )  # fmt: skip


def _sentence(sheet: Sheet) -> str:
    pay, benefit, rest, costs = _parts(sheet)
    said = [
        sheet.say("waterfall.sentence", pay=sheet.euro(pay), benefit=sheet.euro(benefit)),
        sheet.say(f"waterfall.allowances_{_direction(rest)}", amount=sheet.euro(abs(rest))),
    ]
    if round(costs) > 0:
        said.append(sheet.say("waterfall.costs", amount=sheet.euro(costs)))
    return " ".join(said)


def _tables(sheet: Sheet) -> str:
    found = sheet.worked.found
    change = found.difference()
    rows = [
        [
            sheet.law(f"component.{key}"), sheet.euro(found.before.amounts[key]), sheet.euro(found.after.amounts[key]),
            signed_euro(change[key], sheet.language),
        ]
        for key in shown_components(found.household)
    ]  # fmt: skip
    total = [
        sheet.law("total"), sheet.euro(found.before.disposable), sheet.euro(found.after.disposable),
        signed_euro(found.gain, sheet.language),
    ]  # fmt: skip
    cited = dict.fromkeys(name for step in found.after.steps for name in step.sources)
    return (
        table(sheet.say("waterfall.caption"), sheet.columns("part", "before", "after", "difference"), [*rows, total])
        + f'<h3 class="koers-title">{html.escape(sheet.say("waterfall.steps"))}</h3>'
        + table_html(
            sheet.columns("step", "amount", "formula", "inputs", "sources"), [_step(sheet, step) for step in found.after.steps]
        )
        + source_list(cited, sheet.language)
    )


def _step(sheet: Sheet, step: Step) -> list[str]:
    per = sheet.law("per_year" if step.unit == "EUR/year" else "per_month")
    inputs = "<br>".join(
        f"{html.escape(sheet.law(f'input.{name}'))}: {html.escape(house.number(value, sheet.language, _decimals(value)))}"
        for name, value in step.inputs.items()
    )
    status = html.escape(sheet.law(f"status.{step.status}"))
    if step.status == "assumption":
        status = f'<span class="koers-assumption">{status}</span>'
    if step.approximate:
        status += f", {html.escape(sheet.law('approximate'))}"
    titles = "; ".join(html.escape(sources()[name].title) for name in step.sources)
    return [
        html.escape(sheet.law(f"component.{step.key}")),
        html.escape(f"{sheet.euro(step.amount)} {per}"),
        html.escape(sheet.law(f"formula.{step.formula}")),
        inputs,
        f"{status}{'. ' if titles else ''}{titles}",
    ]


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 3 if abs(value) < 2 else 2
