"""Sentences about what it takes: the answer for one lever or measure, and what a map of two levers says."""

from __future__ import annotations

from core.analysis.goal_seek import Answer
from core.analysis.lever_map import LEVELS, LeverMap, Past, Standing, likelier_step
from core.analysis.sweep import MEASURE, YEARLY, measure_of
from core.analysis.target import Target
from core.baseline import Baseline
from core.facts import Unit
from core.measures import entry_of
from core.model.calendar import LAST_MONTH, year_of
from core.model.parameters import Floats
from core.scenario import LEVER, Scenario
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate


def own_name(baseline: Baseline, scenario: Scenario, knob: str, language: Language) -> str:
    """What a lever or a measure is called."""
    if not knob.startswith(MEASURE):
        return levers.name(knob, language)
    measure = measure_of(baseline, scenario, knob)
    entry = entry_of(measure, baseline.city)
    return measure.name or (entry.name[language] if entry is not None else measure.id)


def knob_name(baseline: Baseline, scenario: Scenario, knob: str, language: Language) -> str:
    """A lever or a measure by name; of a measure it says that it is one."""
    own = own_name(baseline, scenario, knob, language)
    return translate(language, "needed.measure", name=own) if knob.startswith(MEASURE) else own


def amount(knob: str, unit: Unit, value: float, language: Language, *, per: bool = True) -> str:
    """A value of a lever or of a measure's size: `1,80% per maand`, or without `per` `1,80%`."""
    if knob in LEVER:
        return levers.amount(knob, value, language) if per else levers.bare(knob, value, language)
    fine = not unit.startswith("share") and value < 10.0 and value != round(value)
    return levers.by_unit(unit, value, 1 if fine else 0, language, per=per)


def exact(knob: str, unit: Unit, value: float, language: Language) -> str:
    """A value finer than a step: `2,1834%`."""
    if knob in LEVER:
        return levers.exact(knob, value, language)
    return levers.by_unit(unit, value, levers.FINER, language, per=False)


def past_name(point: Past, language: Language) -> str:
    """Whose year it was that a map shows: a city's by name, or the mean municipality's."""
    return translate(language, f"needed.map.{point.kind}", year=point.year, municipality=point.municipality)


def odds(chance: float, language: Language) -> str:
    """A round chance: `8 op 10`."""
    return translate(language, "needed.odds", n=round(10.0 * chance))


def outcome_amount(outcome: str, value: float, language: Language) -> str:
    """An outcome with what is counted."""
    if outcome in ("volume", "lks_jobs"):
        return translate(language, f"needed.count.{outcome}", amount=house.number(value, language))
    return house.million(value, language)


def when_of(target: Target, language: Language) -> str:
    """`eind 2025`, or `in 2025` for an outcome of a whole year."""
    if target.outcome in YEARLY:
        return translate(language, "needed.in_year", year=year_of(target.month))
    return house.period_end(target.month, language)


def target_phrase(target: Target, language: Language) -> str:
    """`hoogstens 30.000 uitkeringen eind 2025`."""
    value = outcome_amount(target.outcome, target.value, language)
    return translate(language, f"needed.target.{target.outcome}", value=value, when=when_of(target, language))


def answer_sentences(
    answer: Answer, target: Target, baseline: Baseline, scenario: Scenario, unit: Unit, language: Language
) -> list[str]:
    """What a lever must be, in honest words: the answer, and how far experience brings it."""

    def show(value: float) -> str:
        return amount(answer.lever, unit, value, language)

    kind, when = answer_kind(answer, target), when_of(target, language)
    sure = "" if answer.probability is None else translate(language, "needed.sure", odds=odds(answer.probability, language))
    which = "needed.thing_measure" if answer.lever.startswith(MEASURE) else "needed.thing_lever"
    thing = translate(language, which, name=own_name(baseline, scenario, answer.lever, language))
    first = translate(
        language, f"needed.answer.{kind}", target=target_phrase(target, language), sure=sure, thing=thing, when=when,
        name=house.inside(knob_name(baseline, scenario, answer.lever, language)),
        value=show(answer.rounded), current=show(answer.current),
        low=amount(answer.lever, unit, answer.low, language, per=False),
        high=amount(answer.lever, unit, answer.high, language, per=False),
        outcome=_reached(answer.rounded_outcome, target, answer, language),
    )  # fmt: skip
    said = [house.capital(first)]
    if kind in ("within", "beyond", "room"):
        fine, step = (exact(answer.lever, unit, value, language) for value in (answer.value, answer.rounded))
        if fine != step:
            which = "up" if answer.rounded > answer.value else "down"
            said.append(translate(language, f"lever.rounded_{which}", exact=fine))
    if kind in ("beyond", "never"):
        edge = translate(language, "needed.edge") if answer.nearest_value in (answer.low, answer.high) else ""
        reached = _reached(answer.nearest_outcome, target, answer, language)
        said.append(
            translate(language, "needed.nearest", value=show(answer.nearest_value), edge=edge, when=when, outcome=reached)
        )
    if kind in ("beyond", "never", "empty"):
        said.append(_date(answer.nearest_month, target, answer, language))
    # An amount ends with a full stop of its own.
    return [sentence.replace("..", ".") for sentence in said]


def answer_kind(answer: Answer, target: Target) -> str:
    """Which of the sentences tells it."""
    if answer.met:
        if answer.reachable and answer.rounded == answer.current:
            return "exact"
        return "room" if answer.reachable else "always"
    if answer.reachable:
        return "within" if answer.within_experience else "beyond"
    if answer.outcome != answer.current_outcome:
        return "never"
    return "empty" if target.outcome == "reserve" and answer.outcome == 0.0 else "useless"


def _reached(value: float, target: Target, answer: Answer, language: Language) -> str:
    """An outcome; with a chance it is a ceiling or a floor."""
    shown = outcome_amount(target.outcome, value, language)
    if answer.probability is None:
        return shown
    return translate(language, f"needed.{'at_least' if target.sign > 0.0 else 'at_most'}", amount=shown)


def _date(month: int | None, target: Target, answer: Answer, language: Language) -> str:
    sure = "" if answer.probability is None else translate(language, "needed.sure_then")
    if month is None:
        until = house.period_end(LAST_MONTH, language)
        return translate(language, "needed.date.none", until=until, sure=sure)
    if target.outcome in YEARLY:
        date = translate(language, "needed.in_year", year=year_of(month))
        return translate(language, "needed.date.year", date=date, sure=sure)
    key = "later" if month > target.month else "earlier"
    return translate(language, f"needed.date.{key}", date=house.period_end(month, language), sure=sure)


# The map -----------------------------------------------------------------------------------------------------------


def map_title(found: LeverMap, here: Standing, language: Language) -> str:
    """How likely the target is where the scenario stands."""
    return translate(
        language, "needed.map.title", chance=house.chance(here.chance, language),
        target=target_phrase(found.target, language), **_spot(found, here, language),
    )  # fmt: skip


def map_sentence(found: LeverMap, here: Standing, language: Language) -> str:
    """What one lever must be for a chance of 8 in 10 while the other stays: read off the line."""
    level = LEVELS[-1]
    places = crossing(found.contours[level], here.y)
    spot = _spot(found, here, language)
    wished = translate(language, "needed.map.line", odds=odds(level, language))
    if places:
        nearest = min(places, key=lambda place: abs(place - here.x))
        value = levers.amount(found.x, likelier_step(found, nearest, here.y), language)
        return translate(language, "needed.map.crossing", line=wished, value=value, **spot)
    key = "everywhere" if here.chance >= level else "nowhere"
    return translate(language, f"needed.map.{key}", line=wished, **spot)


def _spot(found: LeverMap, here: Standing, language: Language) -> dict[str, str]:
    return {
        "x_name": levers.inside(found.x, language),
        "y_name": levers.inside(found.y, language),
        "x_value": levers.amount(found.x, here.x, language),
        "y_value": levers.amount(found.y, here.y, language),
    }


def crossing(pieces: Floats, height: float) -> list[float]:
    """Where a line of pieces `x1, y1, x2, y2` crosses a height, as values of x."""
    found = []
    for x1, y1, x2, y2 in pieces.tolist():
        if min(y1, y2) <= height <= max(y1, y2) and y1 != y2:
            found.append(x1 + (x2 - x1) * (height - y1) / (y2 - y1))
    return found
