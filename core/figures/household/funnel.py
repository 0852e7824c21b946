"""Werk loont: the participants of the MinW pilot by where they stand."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.facts import sources
from core.figures.canvas import canvas, data, named_colours
from core.figures.figure import Figure
from core.figures.household.axis import below_axis
from core.figures.household.parts import LOW, column, pilot_keys, pilot_sources
from core.figures.specs import built_once
from core.figures.table import Assumption, Cell, Table
from core.figures.theme import EXTENT
from core.household.minw import Count
from core.household.pilot import Pilot
from core.text import format as house
from core.text import sources as named
from core.text.catalog import Language, translate
from core.text.household import law, plain, say


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Participants by where they stand; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=below_axis(language, "huishouden.minw.axis", grid=True, domain=False, ticks=False))
    rows = data("rows")
    names = alt.Axis(title=None, ticks=False, domain=False, labelColor=on.colours.text, labelPadding=8)
    y = alt.Y("label:N", sort=None, axis=names)
    ends = [on.colours.history, on.colours.scenario, on.colours.base, on.colours.history]
    colour = named_colours("role", ["participants", "out", "active", "other"], ends)
    return on.finish(
        LOW,
        rows.mark_bar(height=20, aria=False).encode(x=on.x("value"), y=y, color=colour),
        rows.mark_text(align="left", dx=6, fontWeight=600, aria=False).encode(x=on.x("value"), y=y, text="text:N"),
    )


def _frames(pilot: Pilot, language: Language) -> dict[str, pa.Table]:
    """Datasets of the funnel."""
    found = pilot.funnel
    values = {"participants": found.participants, "out": found.out, "active": found.active, "other": found.other}
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [30.0]}),
        "rows": pa.table(
            {
                "label": [say(language, f"minw.{name}") for name in values],
                "role": list(values),
                "value": [float(value) for value in values.values()],
                "text": [str(value) for value in values.values()],
            }
        ),
    }


def _ends(pilot: Pilot, language: Language) -> dict[str, str]:
    return {"low": house.percent(pilot.share.low, language, 0), "high": house.percent(pilot.share.high, language, 0)}


def _finding(pilot: Pilot, language: Language) -> str:
    """How many left, and what that can mean."""
    found = pilot.funnel
    return say(language, "minw.title", out=found.out, participants=found.participants, **_ends(pilot, language))


def _sentence(pilot: Pilot, language: Language) -> str:
    """Where the participants stand, and how sure the share is."""
    found, share = pilot.funnel, house.percent(pilot.share.share, language, 0)
    return " ".join(
        [
            law(language, "minw.funnel", participants=found.participants, out=found.out, active=found.active),
            law(language, "minw.interval", share=share, **_ends(pilot, language)),
            law(language, "minw.caveat"),
        ]
    )


def _table(pilot: Pilot, language: Language) -> list[Table]:
    """Every number of the funnel, with what it rests on."""
    columns = [column(language, name) for name in ("what", "number", "status", "why")]
    rows = [_row(count, language) for count in pilot.counts]
    traces = [["", count.key] for count in pilot.counts]
    return [Table(say(language, "minw.facts"), columns, rows, prose=True, traces=traces)]


def _row(count: Count, language: Language) -> list[Cell]:
    status = translate(language, f"common.{count.status}")
    why = [count.derivation[language]] if count.derivation is not None else []
    why += [named.title(sources()[count.source], language)] if count.source is not None else []
    return [
        say(language, f"count.{count.key}"),
        plain(count.value, language, 1),
        Assumption(status) if count.status == "assumption" else status,
        " ".join(why),
    ]


FUNNEL: Final = Figure(
    "household-funnel", "huishouden.minw.alt", _spec, _frames, _finding, _sentence, _table, pilot_sources, pilot_keys
)
