"""The buffer: swinging income on one side, a fixed amount from the escrow account on the other."""

from __future__ import annotations

import html
from typing import Any

import streamlit as st

from core.figures.household.months import (
    balance_frames,
    balance_spec,
    month_names,
    swing_frames,
    swing_spec,
)
from core.figures.household.risk import enough_frames, enough_spec, loss_frames, loss_spec
from core.household.months import MONTHS
from core.text.catalog import Language, translate
from core.ui.chart import chart, sentence, under
from core.ui.tables import details, source_list, table
from pages.huishouden.answer import key_list
from pages.huishouden.form import Session
from pages.huishouden.panel import amount_text, seed
from pages.huishouden.view import Sheet


def buffer_inputs(place: Any, held: Session, language: Language) -> dict[str, object]:
    """Draw the inputs above the charts of the buffer and return what is typed in them."""
    inputs = held.inputs

    def say(key: str) -> str:
        return translate(language, f"huishouden.buffer.{key}")

    with place:
        st.html(f'<h2 class="koers-title koers-part">{html.escape(say("heading"))}</h2>')
        under(say("intro"))
        with st.container(key="household-buffer"):
            cells = st.columns(5, gap="small", vertical_alignment="bottom")
            guaranteed = cells[0].text_input(
                say("guaranteed"), key=seed("guaranteed", amount_text(inputs.guaranteed, language)), max_chars=12
            )
            buffer = cells[1].text_input(say("amount"), key=seed("buffer", amount_text(inputs.buffer, language)), max_chars=12)
            lost = cells[2].number_input(say("lost"), 0, MONTHS, step=1, key=seed("lost", inputs.lost))
            spread = cells[3].number_input(say("spread"), 0, 20, step=1, key=seed("spread", round(inputs.spread)))
            loss = cells[4].number_input(say("loss"), 0, 50, step=1, key=seed("loss", round(100 * inputs.loss)))
    return {"guaranteed": guaranteed, "buffer": buffer, "lost": lost, "spread": spread, "loss": loss}


def draw_buffer(sheet: Sheet) -> None:
    """Key figures and four charts."""
    _keys(sheet)
    worked, language, dark = sheet.worked, sheet.language, sheet.dark
    start = worked.found.household.date
    left, right = st.columns(2, gap="medium")
    with left:
        sentence(_swing_title(sheet), 3)
        chart(
            swing_spec(language, dark), swing_frames(worked.cash, worked.account, worked.rules.norm, start, language),
            "household-swing", sheet.say("buffer.alt"),
        )  # fmt: skip
        under(_swing_sentence(sheet))
        details("table-household-swing", language, lambda: _account_table(sheet))
    with right:
        sentence(_balance_title(sheet), 3)
        chart(
            balance_spec(language, dark), balance_frames(worked.account, MONTHS, start, language),
            "household-balance", sheet.say("buffer.balance_alt"),
        )  # fmt: skip
        under(_balance_sentence(sheet))
        details("table-household-balance", language, lambda: _account_table(sheet))
    left, right = st.columns(2, gap="medium")
    with left:
        sentence(_loss_title(sheet), 3)
        chart(
            loss_spec(language, dark), loss_frames(worked.losses, worked.inputs.lost, language),
            "household-loss", sheet.say("buffer.loss_alt"),
        )  # fmt: skip
        under(_loss_sentence(sheet))
        details("table-household-loss", language, lambda: _loss_table(sheet))
    with right:
        suffices = _enough(sheet)
        sentence(sheet.say("buffer.risk_title", buffer=sheet.cents(worked.buffer), share=suffices), 3)
        chart(
            enough_spec(language, dark), enough_frames(worked.risk, worked.buffer, suffices, language),
            "household-risk", sheet.say("buffer.risk_alt"),
        )  # fmt: skip
        under(_risk_sentence(sheet))
        details("table-household-risk", language, lambda: _risk_table(sheet))


def _keys(sheet: Sheet) -> None:
    worked = sheet.worked
    worst = max(worked.losses, key=lambda loss: loss.city_carries)
    carried = (
        sheet.say("buffer.key_carried_note", month=worst.month + 1)
        if worst.city_carries > 0
        else sheet.say("buffer.key_nothing_note")
    )
    key_list(
        [
            (
                sheet.say("buffer.key_needed"),
                sheet.cents(worked.needed),
                sheet.say("buffer.key_needed_note", amount=sheet.cents(worked.guaranteed)),
            ),
            (
                sheet.say("buffer.key_highest"),
                sheet.cents(worked.highest),
                sheet.say("buffer.key_highest_note", amount=sheet.cents(worked.buffer)),
            ),
            (sheet.say("buffer.key_carried"), sheet.cents(worst.city_carries), carried),
            (
                sheet.say("buffer.key_risk"),
                _enough(sheet),
                sheet.say("buffer.key_risk_note", draws=sheet.number(len(worked.risk.buffer_needed))),
            ),
        ]
    )


def _enough(sheet: Sheet) -> str:
    """The share of the draws in which the buffer is enough; 100% only when it is all of them."""
    share = sheet.worked.risk.suffices
    return sheet.say("buffer.nearly") if 0.995 <= share < 1.0 else sheet.percent(share)


def _swing_title(sheet: Sheet) -> str:
    worked = sheet.worked
    amount = sheet.cents(worked.guaranteed)
    if worked.inputs.lost:
        return sheet.say("buffer.title_lost", months=len(worked.account.paid) - worked.inputs.lost + 1)
    if worked.cash.swing < 100:
        return sheet.say("buffer.title_even", amount=amount)
    return sheet.say("buffer.title", swing=sheet.cents(worked.cash.swing))


def _swing_sentence(sheet: Sheet) -> str:
    worked = sheet.worked
    said = [sheet.law("buffer.swing", swing=sheet.cents(worked.cash.swing), months=worked.cash.months_below_norm)]
    if worked.inputs.pay == "variable":
        said.append(sheet.say("buffer.example"))
    return " ".join([*said, sheet.law("buffer.no_evidence")])


def _balance_title(sheet: Sheet) -> str:
    worked = sheet.worked
    lowest = worked.account.lowest
    if lowest < 0:
        return sheet.say("buffer.balance_title_short", buffer=sheet.cents(worked.buffer), short=sheet.cents(-lowest))
    return sheet.say("buffer.balance_title_ok", lowest=sheet.cents(lowest))


def _balance_sentence(sheet: Sheet) -> str:
    worked = sheet.worked
    if worked.needed == 0 and worked.found.household.hours > 0:
        said = [sheet.say("buffer.balance_sentence_zero", amount=sheet.cents(worked.guaranteed))]
    else:
        said = [sheet.law("buffer.needed", amount=sheet.cents(worked.guaranteed), buffer=sheet.cents(worked.needed))]
    ahead = int(worked.cash.ahead.max())
    if ahead >= 100:
        said.append(sheet.law("buffer.ahead", amount=sheet.cents(ahead)))
    return " ".join(said)


def _loss_title(sheet: Sheet) -> str:
    most = max(loss.city_carries for loss in sheet.worked.losses)
    return sheet.say("buffer.loss_title", amount=sheet.cents(most)) if most >= 100 else sheet.say("buffer.loss_title_none")


def _loss_sentence(sheet: Sheet) -> str:
    worked = sheet.worked
    said = [sheet.say("buffer.loss_sentence")]
    if worked.inputs.lost:
        carried = worked.losses[worked.inputs.lost - 1].city_carries
        said.append(sheet.law("buffer.job_loss", month=worked.inputs.lost, carried=sheet.cents(carried)))
    else:
        said.append(sheet.say("buffer.loss_debt"))
    claim = max(loss.claim for loss in worked.losses)
    said.append(sheet.say("buffer.loss_claim", amount=sheet.cents(claim)) if claim else sheet.say("buffer.loss_no_claim"))
    return " ".join(said)


def _risk_sentence(sheet: Sheet) -> str:
    risk = sheet.worked.risk
    level, amount = risk.quantiles[-1]
    return " ".join(
        [
            sheet.say(
                "buffer.risk_sentence", level=sheet.percent(level), amount=sheet.cents(amount), lost=sheet.percent(risk.job_lost)
            ),
            sheet.say("buffer.risk_city", mean=sheet.cents(risk.city_carries_mean), high=sheet.cents(risk.city_carries_95))
            if risk.city_carries_95 >= 50
            else sheet.say("buffer.risk_nothing"),
            sheet.law("buffer.assumption"),
        ]
    )


def _account_table(sheet: Sheet) -> str:
    worked = sheet.worked
    account = worked.account
    names = month_names(worked.found.household.date, MONTHS, sheet.language)
    rows = []
    for i in range(len(worked.cash.income)):
        inside = i < len(account.paid)
        rows.append(
            [
                names[i], sheet.cents(int(worked.cash.wage[i])), sheet.cents(int(worked.cash.assistance[i])),
                sheet.cents(int(worked.cash.income[i])), sheet.cents(int(account.paid[i])) if inside else "–",
                sheet.cents(int(account.balance[i])) if inside else "–",
            ]
        )  # fmt: skip
    head = sheet.columns("month", "wage", "assistance", "income", "paid", "balance")
    return table(sheet.say("buffer.caption"), head, rows) + _sources(sheet)


def _loss_table(sheet: Sheet) -> str:
    rows = [
        [
            str(loss.month + 1), sheet.cents(loss.city_carries), sheet.cents(loss.lowest), sheet.cents(loss.claim),
            sheet.cents(loss.for_client), sheet.cents(loss.client_debt),
        ]
        for loss in sheet.worked.losses
    ]  # fmt: skip
    head = sheet.columns("month", "carried", "balance", "claim", "client", "debt")
    return table(sheet.say("buffer.loss_caption"), head, rows) + _sources(sheet)


def _risk_table(sheet: Sheet) -> str:
    rows = [[sheet.percent(level), sheet.cents(amount)] for level, amount in sheet.worked.risk.quantiles]
    return table(sheet.say("buffer.risk_caption"), sheet.columns("level", "buffer"), rows) + _sources(sheet)


def _sources(sheet: Sheet) -> str:
    cited = (name for step in sheet.worked.found.after.steps if step.key in ("assistance", "net_pay", "income_tax", "exemption")
             for name in step.sources)  # fmt: skip
    return source_list(dict.fromkeys(cited), sheet.language)
