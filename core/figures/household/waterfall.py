"""Werk loont: the waterfall from income without work to income with work, by component."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.facts import sources
from core.figures.canvas import canvas, data, named_colours, rimmed
from core.figures.figure import Figure
from core.figures.household.axis import below_axis
from core.figures.household.parts import column, euros, shown_steps, step_sources
from core.figures.specs import built_once
from core.figures.table import Assumption, Cell, Column, Table, keyed
from core.figures.theme import EXTENT
from core.household.income import shown_components
from core.household.results import Worked, change_of
from core.household.steps import Step
from core.text import format as house
from core.text import sources as named
from core.text.catalog import Language
from core.text.household import direction, law, say, step_status

ROW: Final = 27
"""Height of a row [pixels]: the chart is as high as the household has components."""
STEP: Final = 500.0


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    axis = below_axis(language, "huishouden.waterfall.axis", grid=True, domain=False, ticks=False, format=",.0f")
    on = canvas(language, dark, x=axis)
    rows = data("rows")
    names = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=on.colours.text, labelLimit=190, labelPadding=8,
    )  # fmt: skip
    # By place and not as they come: a household that gets other rows keeps them in order, with work last.
    placed = alt.EncodingSortField(field="place", op="min", order="ascending")
    y = alt.Y("label:N", sort=placed, axis=names)
    roles = ["before", "up", "down", "same", "after"]
    ends = [on.colours.base, on.colours.target, on.colours.warning, on.colours.history, on.colours.scenario]
    colour = named_colours("role", roles, ends)
    hover = [on.tip("label:N", "huishouden.column.part"), on.tip("text:N", "huishouden.waterfall.axis")]
    quiet = alt.condition("datum.role === 'same'", alt.value(on.colours.muted), alt.value(on.colours.text))
    # On a phone a number that has no room behind its bar stands before it, and in it where there is none either.
    low, high = (f"data('{EXTENT}')[0].x_{end}" for end in ("low", "high"))
    scale, needed = f"width / ({high} - {low})", "7 * length(datum.text) + 9"
    tight = f"{scale} * ({high} - datum.high) < {needed}"
    before = f"{tight} && {scale} * (datum.low - {low}) > {needed}"
    numbers = rows.transform_calculate(spot=f"{before} ? datum.low : datum.high")
    return on.finish_rows(
        ROW,
        "rows",
        rows.mark_rule(color=on.colours.muted, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(
            y=alt.Y("label:N", sort=placed, bandPosition=0.86), y2=alt.Y2("next:N", bandPosition=0.14), x=on.x("end")
        ),
        rows.mark_bar(height=ROW - 8, aria=False).encode(y=y, x=on.x("low"), x2="high:Q", color=colour, tooltip=hover),
        rows.mark_tick(thickness=2, size=ROW - 8, aria=False).encode(y=y, x=on.x("end"), color=colour, tooltip=hover),
        rimmed(
            numbers.encode(y=y, x=on.x("spot"), text="text:N"), on.colours, quiet,
            align=alt.ExprRef(f"{tight} ? 'right' : 'left'"), dx=alt.ExprRef(f"{tight} ? -5 : 7"),
        ),
    )  # fmt: skip


def _frames(worked: Worked, language: Language) -> dict[str, pa.Table]:
    """Datasets of the waterfall."""
    found = worked.found
    before, after = found.before.disposable, found.after.disposable
    change = found.difference()
    names, lows, highs = [say(language, "waterfall.before")], [0.0], [before]
    roles, levels, texts = ["before"], [before], [house.euro(before, language)]
    for key in shown_components(found.household, found.law):
        start, amount = levels[-1], change[key]
        names.append(law(language, f"component.{key}"))
        lows.append(min(start, start + amount))
        highs.append(max(start, start + amount))
        levels.append(start + amount)
        same = round(amount) == 0
        roles.append("same" if same else "up" if amount > 0 else "down")
        texts.append(say(language, "waterfall.same") if same else house.signed_euro(amount, language))
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [STEP * -(-1.22 * max(*highs, after) // STEP)]}),
        "rows": pa.table(
            {
                "label": [*names, say(language, "waterfall.after")],
                "place": list(range(len(names) + 1)),
                "next": [*names[1:], *2 * [say(language, "waterfall.after")]],
                "low": [*lows, 0.0],
                "high": [*highs, after],
                "role": [*roles, "after"],
                "end": [*levels, after],
                "text": [*texts, house.euro(after, language)],
            }
        ),
    }


def _finding(worked: Worked, language: Language) -> str:
    """What comes in, what goes, and what is left of it."""
    found = worked.found
    if not found.works:
        return say(language, "waterfall.title_none", before=house.euro(found.before.disposable, language))
    change = change_of(found)
    return say(
        language,
        f"waterfall.title_{direction(found.gain)}",
        pay=house.euro(change.pay, language),
        benefit=house.euro(change.assistance, language),
        gain=house.euro(abs(found.gain), language),
    )


def _sentence(worked: Worked, language: Language) -> str:
    """What work changes, by part."""
    change = change_of(worked.found)
    pay, benefit, rest = (house.euro(amount, language) for amount in (change.pay, change.assistance, abs(change.rest)))
    said = [
        say(language, "waterfall.sentence", pay=pay, benefit=benefit),
        say(language, f"waterfall.allowances_{direction(change.rest)}", amount=rest),
    ]
    if round(change.costs) > 0:
        said.append(say(language, "waterfall.costs", amount=house.euro(change.costs, language)))
    return " ".join(said)


def _table(worked: Worked, language: Language) -> list[Table]:
    """Income by component, and the computation with work step by step."""
    found = worked.found
    change = found.difference()
    columns = [column(language, "part"), *euros(language, "before", "after")]
    columns.append(Column(say(language, "column.difference"), signed=True, euro=True))
    rows: list[list[Cell]] = [
        [law(language, f"component.{key}"), found.before.amounts[key], found.after.amounts[key], change[key]]
        for key in shown_components(found.household, found.law)
    ]
    rows.append([law(language, "total"), found.before.disposable, found.after.disposable, found.gain])
    traces = keyed(shown_components(found.household, found.law), "before/{}", "after/{}", "change:{}")
    traces.append(["", "before/disposable", "after/disposable", "gain"])
    heads = [Column(say(language, f"column.{name}")) for name in ("step", "amount", "formula", "inputs", "status", "sources")]
    return [
        Table(say(language, "waterfall.caption"), columns, rows, traces=traces),
        Table(
            say(language, "waterfall.steps"),
            heads,
            [_step(step, language) for step in shown_steps(worked)],
            prose=True,
            traces=[["", f"after/{step.key}"] for step in shown_steps(worked)],
        ),
    ]


def _step(step: Step, language: Language) -> list[Cell]:
    per = law(language, "per_year" if step.unit == "EUR/year" else "per_month")
    inputs = [
        f"{law(language, f'input.{name}')}: {house.number(value, language, _decimals(value))}"
        for name, value in step.inputs.items()
    ]
    status = step_status(step, language)
    return [
        law(language, f"component.{step.key}"),
        f"{house.euro(step.amount, language)} {per}",
        law(language, f"formula.{step.formula}"),
        "\n".join(inputs),
        Assumption(status) if step.status == "assumption" else status,
        "; ".join(named.title(sources()[name], language) for name in step.sources),
    ]


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 3 if abs(value) < 2 else 2


def _trace(worked: Worked) -> list[str]:
    return ["gain", *(f"change:{key}" for key in shown_components(worked.found.household, worked.found.law))]


WATERFALL: Final = Figure(
    "household-waterfall", "huishouden.waterfall.alt", _spec, _frames, _finding, _sentence, _table, step_sources, _trace
)
