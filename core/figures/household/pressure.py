"""Werk loont: what does not reach the household of an extra euro of gross pay, at every extra hour."""

from __future__ import annotations

from typing import Any, Final, Literal

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.canvas import STRIP, canvas, data, named_colours, over
from core.figures.figure import Figure
from core.figures.household.axis import amount_axis, extent_of, hours_axis
from core.figures.household.parts import HEIGHT, column, step_keys, step_sources
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Range, Table, keyed
from core.figures.theme import EXTENT
from core.household.results import Worked
from core.text.catalog import Language
from core.text.household import NOTHING, kept_of_euro, law, plain, pressure_sentence, say

SIDES: Final[tuple[Literal["left"], Literal["right"]]] = ("left", "right")


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(
        language, dark, x=hours_axis(language), y=amount_axis(language, "huishouden.pressure.axis", number=".0%"), top=STRIP
    )
    steps, worst = data("steps"), data("worst")
    heavy = named_colours("role", ["step", "worst"], [on.colours.base, on.colours.warning])
    return on.finish(
        HEIGHT,
        steps.mark_bar(clip=True, stroke=on.colours.background, strokeWidth=1, aria=False).encode(
            x=on.x("below"),
            x2="above:Q",
            y=on.y("share"),
            y2="zero:Q",
            color=heavy,
            tooltip=[
                on.tip("between:N", "huishouden.column.between"),
                on.tip("share:Q", "huishouden.pressure.axis", ".0%"),
                on.tip("cause:N", "huishouden.column.cause"),
            ],
        ),
        data("all").mark_rule(color=on.colours.text, strokeWidth=1, aria=False).encode(y=on.y("value")),
        *(
            data("all")
            .transform_filter(f"datum.side === '{side}'")
            .mark_text(align=side, dx=4 if side == "left" else -4, dy=-8, aria=False)
            .encode(x=alt.value(0 if side == "left" else "width"), y=on.y("value"), text="text:N")
            for side in SIDES
        ),
        over(on, worst, on.colours.warning, field="below"),
    )


def _frames(worked: Worked, language: Language) -> dict[str, pa.Table]:
    """Datasets of the pressure."""
    steps, worst = worked.steps, worked.worst
    shares = np.array([step.share for step in steps])
    # A jump of the law can take many euros out of one; the bar is cut off there and the table holds the number.
    lowest = float(shares.min(initial=0.0))
    extent = extent_of(max(-1.0, lowest if lowest < -0.01 else 0.0), min(max(1.15, float(shares.max(initial=0.0)) + 0.1), 2.5))
    top = extent["y_high"][0]
    low, high = (worst.below, worst.above) if worst is not None else (0.0, 0.0)
    heavy = [worst is not None and low <= step.below < high for step in steps]
    tallest = max((min(step.share, top) for step, is_heavy in zip(steps, heavy, strict=True) if is_heavy), default=0.0)
    middle = float(np.clip((low + high) / 2, 6.0, 34.0))
    side = SIDES[0] if middle > 20.0 else SIDES[1]
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [40.0], **extent}),
        "steps": pa.table(
            {
                "below": pa.array([step.below for step in steps], pa.float64()),
                "above": pa.array([step.above for step in steps], pa.float64()),
                "share": pa.array(shares, pa.float64()),
                "zero": np.zeros(len(steps)),
                "role": pa.array(["worst" if is_heavy else "step" for is_heavy in heavy], pa.string()),
                "between": pa.array([f"{step.below:.0f}–{step.above:.0f}" for step in steps], pa.string()),
                "cause": pa.array([law(language, f"cause.{step.cause}") for step in steps], pa.string()),
            }
        ),
        "all": pa.table({"value": [1.0], "text": [say(language, "pressure.all")], "side": [side]}),
        "worst": pa.table(
            {
                "below": pa.array([middle] if steps else [], pa.float64()),
                "value": pa.array([max(tallest, 1.0)] if steps else [], pa.float64()),
                "text": pa.array([say(language, "pressure.worst")] if steps else [], pa.string()),
            }
        ),
    }


def _finding(worked: Worked, language: Language) -> str:
    """What is left of an extra euro where least is left."""
    worst = worked.worst
    if worst is None:
        return say(language, "pressure.title_none")
    kept = 1.0 - worst.share
    return say(
        language,
        f"pressure.{'title_loss' if kept < -NOTHING else 'title_nothing' if kept < NOTHING else 'title'}",
        kept=kept_of_euro(worst.share, language),
        below=plain(worst.below, language),
        above=plain(worst.above, language),
    )


def _sentence(worked: Worked, language: Language) -> str:
    """The heaviest steps with their cause, and what is left of the last hour that is worked."""
    if worked.worst is None:
        return say(language, "pressure.title_none") + "."
    said = pressure_sentence(worked.worst, language)
    hours = int(worked.found.household.hours)
    if hours == 0:
        return said
    here = kept_of_euro(worked.steps[hours - 1].share, language)
    return f"{said} {say(language, 'pressure.sentence_here', hours=hours, kept=here)}"


def _table(worked: Worked, language: Language) -> list[Table]:
    """What is left of a euro and what goes, at every step, and what takes most."""
    columns = [
        column(language, "hours"),
        Column(say(language, "column.kept"), decimals=2, euro=True),
        Column(say(language, "pressure.axis"), percent=True),
        Column(say(language, "column.cause"), words=True),
    ]
    rows: list[list[Cell]] = [
        [Range(step.below, step.above), 1.0 - step.share, step.share, law(language, f"cause.{step.cause}")]
        for step in worked.steps
    ]
    traces = keyed([f"{step.below:g}" for step in worked.steps], "step_kept:{}", "pressure:{}")
    return [Table(say(language, "pressure.caption"), columns, rows, say(language, "all_sources"), traces=traces)]


PRESSURE: Final = Figure(
    "household-pressure", "huishouden.pressure.alt", _spec, _frames, _finding, _sentence, _table, step_sources, step_keys
)
