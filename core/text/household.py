"""What Werk loont says about one household, on the page and on the command line: answer, key figures, notices, steps."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable

from core.household.curve import Pressure
from core.household.household import Household
from core.household.income import Comparison
from core.household.inputs import FIELDS, Inputs, told_by_link
from core.household.law import Notice
from core.household.results import Worked, Worst, after_exemption
from core.household.steps import Step
from core.model.calendar import month_of
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.sentences import KeyFigure

NOTHING: float = 0.005
"""Less than half a cent that is left of a euro is nothing."""


def say(language: Language, key: str, **params: object) -> str:
    """A message of the page."""
    return translate(language, f"huishouden.{key}", **params)


def law(language: Language, key: str, **params: object) -> str:
    """A message of the calculation."""
    return translate(language, f"household.{key}", **params)


def cents(amount: int, language: Language) -> str:
    """Cents as whole euros."""
    return house.euro(amount / 100.0, language)


def plain(value: float, language: Language, decimals: int = 0) -> str:
    """A number; a whole one without decimals."""
    return house.number(value, language, 0 if float(value).is_integer() else decimals)


def hours(value: float, language: Language) -> str:
    """`24 uur`, `20,5 uur`."""
    return law(language, f"hours{'_one' if value == 1 else ''}", n=plain(value, language, 1))


def work_of(household: Household, language: Language) -> str:
    """Hours of everybody who works: `24 uur`, with a partner `24 + 16 uur`."""
    if household.partner_hours <= 0.0:
        return hours(household.hours, language)
    own, partner = (plain(each, language, 1) for each in (household.hours, household.partner_hours))
    return law(language, "hours_two", n=own, partner=partner)


def months(count: int, language: Language) -> str:
    """`1 maand`, `3 maanden`."""
    return translate_count(language, "household.months", count, n=count)


def month_name(day: dt.date, language: Language) -> str:
    """`augustus 2026`."""
    return house.month(month_of(day), language)


def direction(amount: float) -> str:
    """Whether an amount in whole euros is more, less or the same."""
    return "same" if round(amount) == 0 else "more" if amount > 0 else "less"


# The answer --------------------------------------------------------------------------------------------------------


def answer(found: Comparison, language: Language) -> str:
    """The answer, as HTML with the numbers in bold."""
    return say(
        language,
        f"answer.{direction(found.gain) if found.works else 'none'}",
        hours=work_of(found.household, language),
        after=html.escape(house.euro(found.after.disposable, language)),
        amount=html.escape(house.euro(abs(found.gain), language)),
    )


def in_short(found: Comparison, language: Language) -> str:
    """What there is a month, and how much more or less that is than without work, in two lines; HTML."""
    after, amount = house.euro(found.after.disposable, language), house.euro(abs(found.gain), language)
    lines = [say(language, "slim.month", after=html.escape(after))]
    if found.works:
        lines.append(say(language, f"slim.{direction(found.gain)}", amount=html.escape(amount)))
    return "".join(f"<p>{line}</p>" for line in lines)


def beside_answer(worked: Worked, language: Language) -> str:
    """What the answer rests on: what it becomes after the exemption, and what still comes off it."""
    said = [say(language, "answer.rent")]
    later = worked.later
    if later is not None and round(later.gain) != round(worked.found.gain):
        amount = house.euro(abs(later.gain), language)
        rules = "" if later.law.local else "national_"
        said.insert(0, say(language, f"answer.later_{rules}{direction(later.gain)}", amount=amount))
    return " ".join(said)


def key_figures(worked: Worked, language: Language) -> list[KeyFigure]:
    """The five key figures under the answer."""
    found, later = worked.found, worked.later or worked.found

    def euro(amount: float) -> str:
        return house.euro(amount, language)

    def than_before(gain: float) -> str:
        key = direction(gain)
        return say(language, f"key.{'equal' if key == 'same' else key}", amount=euro(abs(gain)))

    worked_hours = work_of(found.household, language)
    month = month_name(worked.lowest.first_day, language)
    return [
        KeyFigure(
            say(language, "key.before"),
            euro(found.before.disposable),
            say(language, "key.before_note"),
            "before/disposable",
        ),
        KeyFigure(
            say(language, "key.after", hours=worked_hours),
            euro(found.after.disposable),
            than_before(found.gain),
            "after/disposable",
        ),
        KeyFigure(
            say(language, "key.later"),
            euro(later.after.disposable),
            say(language, "key.same") if worked.later is None else than_before(later.gain),
            "after/disposable" if worked.later is None else "later/disposable",
        ),
        KeyFigure(
            say(language, "key.kept"),
            house.euro(worked.kept, language, 2),
            say(language, "key.kept_note", gross=euro(worked.gross)),
            "kept",
        ),
        KeyFigure(
            say(language, "key.lowest"), euro(worked.lowest.disposable), say(language, "key.lowest_note", month=month), "lowest"
        ),
    ]  # fmt: skip


def buffer_key_figures(worked: Worked, language: Language) -> list[KeyFigure]:
    """The four key figures of the buffer."""
    worst = worked.worst_loss
    carried = (
        say(language, "buffer.key_carried_note", month=worst.month + 1)
        if worst.city_carries > 0
        else say(language, "buffer.key_nothing_note")
    )

    def figure(name: str, value: str, note: str, trace: str) -> KeyFigure:
        return KeyFigure(say(language, f"buffer.key_{name}"), value, note, trace)

    draws = house.number(len(worked.buffered.risk.buffer_needed), language)
    return [
        figure(
            "needed",
            cents(worked.buffered.needed, language),
            say(language, "buffer.key_needed_note", amount=cents(worked.buffered.guaranteed, language)),
            "buffer_needed",
        ),
        figure(
            "highest",
            cents(worked.buffered.highest, language),
            say(language, "buffer.key_highest_note", amount=cents(worked.buffer, language)),
            "buffer_highest",
        ),
        figure("carried", cents(worst.city_carries, language), carried, "carried_worst"),
        figure(
            "risk",
            house.odds(worked.buffered.risk.suffices, language),
            say(language, "buffer.key_risk_note", draws=draws),
            "buffer_enough",
        ),
    ]


# Sentences ---------------------------------------------------------------------------------------------------------


def sentences(found: Comparison, worst: Pressure | None, language: Language) -> list[str]:
    """What a client and a coach can read together; the command line prints them."""
    key = direction(found.gain)
    said = [
        law(
            language,
            f"sentence.{key}",
            hours=work_of(found.household, language),
            amount=house.euro(abs(found.gain), language),
            after=house.euro(found.after.disposable, language),
            before=house.euro(found.before.disposable, language),
        )
    ]
    later = after_exemption(found)
    if later is not None:
        sign = "\N{MINUS SIGN}" if round(later.gain) < 0 else ""
        key = f"sentence.exemption_ends{'' if later.law.local else '_national'}"
        said.append(law(language, key, amount=sign + house.euro(abs(later.gain), language)))
    if worst is not None:
        said.append(pressure_sentence(worst, language))
    return said


def pressure_sentence(worst: Pressure | Worst, language: Language) -> str:
    """What the heaviest step of the pressure leaves of an extra euro, and what takes it."""
    kept = 1.0 - worst.share
    return law(
        language,
        f"sentence.{'pressure_loss' if kept < -NOTHING else 'pressure'}",
        below=house.number(worst.below, language),
        above=house.number(worst.above, language),
        kept=kept_of_euro(worst.share, language),
        lost=house.euro(max(0.0, -kept), language, 2),
        cause=law(language, f"cause.{worst.cause}"),
    )


def kept_of_euro(share: float, language: Language) -> str:
    """What is left of a euro of which a share goes, in cents; nothing is never written as a cent less than nothing."""
    kept = 1.0 - share
    return house.euro(0.0 if abs(kept) < NOTHING else kept, language, 2)


def notice_texts(notices: Iterable[Notice], language: Language) -> list[str]:
    """Notices as sentences; subjects of which the same is said of the same day share one."""
    said: dict[tuple[str, object], list[Notice]] = {}
    for at, notice in enumerate(notices):
        said.setdefault((notice.key, notice.params["date"] if "subject" in notice.params else at), []).append(notice)
    return [_notice_text(alike, language) for alike in said.values()]


def _notice_text(alike: list[Notice], language: Language) -> str:
    params: dict[str, object] = dict(alike[0].params)
    if "subject" in params:
        params["municipality"] = params["municipality"] or law(language, "this_municipality")
        subjects = [law(language, f"subject.{one.params['subject']}", municipality=params["municipality"]) for one in alike]
        params["subject"] = house.joined(subjects, language)
    for name, value in params.items():
        if isinstance(value, dt.date):
            params[name] = house.date(value, language)
        elif isinstance(value, float):
            params[name] = _amount_of(name, value, language)
    return law(language, f"notice.{alike[0].key}", **params)


def _amount_of(name: str, value: float, language: Language) -> str:
    if name == "share":
        return house.percent(value, language, 0 if round(100.0 * value, 6).is_integer() else 1)
    return months(round(value), language) if name == "months" else house.euro(value, language, 0 if name == "monthly" else 2)


# Words -------------------------------------------------------------------------------------------------------------


def step_status(step: Step, language: Language) -> str:
    """What kind of number a step gives."""
    status = law(language, f"status.{step.status}")
    return f"{status}, {law(language, 'approximate')}" if step.approximate else status


def field_names(language: Language) -> dict[str, str]:
    """What the page calls each of its fields."""
    own = {
        "guaranteed": "buffer.guaranteed", "buffer": "buffer.amount", "lost": "buffer.lost", "spread": "buffer.spread",
        "loss": "buffer.loss", "lag": "panel.lag", "pay": "panel.pay_name", "attribution": "panel.attribution_name",
        "children": "panel.children",
    }  # fmt: skip
    return {name: law(language, f"field.{name}") for name in FIELDS} | {name: say(language, key) for name, key in own.items()}


def told(inputs: Inputs, language: Language) -> str:
    """What a link to these inputs gives away, in words."""
    names = field_names(language)
    fields = [names[name] for name in told_by_link(inputs)]
    return house.joined(fields, language) if fields else say(language, "panel.example")
