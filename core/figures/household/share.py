"""Werk loont: the share of the pilot's participants that left for work, beside the share that the target asks."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.figures.canvas import LINE, canvas, data, over
from core.figures.figure import Figure
from core.figures.household.axis import below_axis
from core.figures.household.parts import LOW, pilot_keys, pilot_sources
from core.figures.specs import built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT
from core.household.pilot import Pilot
from core.text import format as house
from core.text.catalog import Language
from core.text.household import law, plain, say


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """The exit share with its interval beside the share that is needed; takes the datasets of `_frames`."""
    axis = below_axis(language, "huishouden.minw.share_axis", grid=True, ticks=False, format=".0%")
    on = canvas(language, dark, x=axis)
    seen, needed = map(data, ("seen", "needed"))
    middle = alt.value(LOW * 0.42)

    def text(of: alt.Chart, field: str, text: str, **style: Any) -> alt.Chart:
        layer: alt.Chart = of.mark_text(aria=False, **style).encode(x=on.x(field), y=middle, text=f"{text}:N")
        return layer

    return on.finish(
        LOW,
        seen.mark_rule(strokeWidth=12, opacity=0.28, color=on.colours.scenario, aria=False).encode(
            x=on.x("low"), x2="high:Q", y=middle
        ),
        seen.mark_point(filled=True, size=120, opacity=1, color=on.colours.scenario, aria=False).encode(
            x=on.x("share"), y=middle
        ),
        text(seen, "share", "text", dy=-20, fontWeight=600, color=on.colours.scenario),
        text(seen, "low", "low_text", dy=20),
        text(seen, "high", "high_text", dy=20),
        needed.mark_rule(color=on.colours.target, strokeWidth=2, aria=False).encode(
            x=on.x("share"), y=alt.value(LINE), y2=alt.value("height")
        ),
        over(on, needed, on.colours.target, field="share"),
    )  # fmt: skip


def _frames(pilot: Pilot, language: Language) -> dict[str, pa.Table]:
    """Datasets of the exit share."""
    share = pilot.share
    low, seen, high, needed = (house.percent(value, language, 0) for value in (share.low, share.share, share.high, pilot.needed))
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [1.0]}),
        "seen": pa.table(
            {
                "low": [share.low],
                "share": [share.share],
                "high": [share.high],
                "text": [f"{say(language, 'minw.seen')}: {seen}"],
                "low_text": [low],
                "high_text": [high],
            }
        ),
        "needed": pa.table({"share": [min(pilot.needed, 1.0)], "text": [say(language, "minw.needed", share=needed)]}),
    }


def _finding(pilot: Pilot, language: Language) -> str:
    """Whether the target is reached at the pace so far."""
    exits = house.number(pilot.middle.exits_at_pace, language)
    return say(language, f"minw.share_title{'_enough' if pilot.enough else ''}", exits=exits, target=pilot.funnel.target)


def _sentence(pilot: Pilot, language: Language) -> str:
    """What the target asks, and what the pace so far brings."""
    found, middle = pilot.funnel, pilot.middle
    return " ".join(
        [
            law(
                language,
                "minw.asked",
                target=found.target,
                months=found.months,
                participants=house.number(middle.participants, language),
                per_month=house.number(middle.per_month, language, 1),
            ),
            law(
                language,
                "minw.pace",
                staff=plain(found.staff, language, 1),
                exits=house.number(middle.exits_at_pace, language),
            ),
            law(language, "minw.impossible", share=house.percent(pilot.needed, language, 0)),
        ]
    )


def _table(pilot: Pilot, language: Language) -> list[Table]:
    """What the target asks at three shares."""
    decimals = {"share": 0, "participants": 0, "per_month": 1, "per_staff": 2, "exits": 0}
    columns = [
        Column(say(language, f"column.{name}"), decimals=count, percent=name == "share") for name, count in decimals.items()
    ]
    rows = [
        [asked.share, asked.participants, asked.per_month, asked.per_staff, asked.exits_at_pace]
        for asked in (pilot.low, pilot.middle, pilot.high)
    ]
    traces = [
        [f"{name}{end}" for name in ("exit_share", "participants_asked", "participants_per_month", "per_staff", "exits_at_pace")]
        for end in ("_low", "", "_high")
    ]
    return [Table(say(language, "minw.caption", target=pilot.funnel.target), columns, rows, traces=traces)]


SHARE: Final = Figure(
    "household-share", "huishouden.minw.share_alt", _spec, _frames, _finding, _sentence, _table, pilot_sources, pilot_keys
)
