"""Werk loont: what the city carries when the job ends, for every month in which it can."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from core.figures.canvas import canvas, data, named_colours
from core.figures.figure import Figure
from core.figures.household.axis import amount_axis, below_axis, extent_of
from core.figures.household.parts import SMALL, account_sources, column, euros
from core.figures.specs import built_once
from core.figures.table import Cell, Table, keyed
from core.figures.theme import EXTENT
from core.household.results import Worked
from core.text import format as house
from core.text.catalog import Language
from core.text.household import cents, law, say


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """What the city carries for each month of job loss; takes the datasets of `_frames`."""
    across = below_axis(language, "huishouden.buffer.loss_month", values=[1, 6, 12, 18, 24])
    on = canvas(language, dark, x=across, y=amount_axis(language, "huishouden.buffer.loss_axis"))
    bars = data("bars")
    roles = named_colours("role", ["other", "chosen"], [on.colours.warning, on.colours.scenario])
    return on.finish(
        SMALL,
        bars.mark_bar(clip=True, aria=False).encode(
            x=on.x("from"),
            x2="to:Q",
            y=on.y("carried"),
            y2="zero:Q",
            color=roles,
            tooltip=[
                on.tip("x:Q", "huishouden.buffer.loss_month"),
                on.tip("carried:Q", "huishouden.column.carried", ",.0f"),
                on.tip("claim:Q", "huishouden.column.claim", ",.0f"),
            ],
        ),
        bars.mark_rule(color=on.colours.muted, strokeWidth=1, aria=False).encode(y=on.y("zero")),
        data("highest")
        .mark_text(dy=-9, fontWeight=600, color=on.colours.text, aria=False)
        .encode(x=on.x(), y=on.y("value"), text="text:N"),
    )


def _frames(worked: Worked, language: Language) -> dict[str, pa.Table]:
    """Datasets of the lost job."""
    losses = worked.buffered.losses
    carried = np.array([loss.city_carries for loss in losses]) / 100.0
    months = np.arange(1, len(losses) + 1, dtype=np.float64)
    worst = int(np.argmax(carried))
    extent = extent_of(0.0, max(1.12 * float(carried.max()), 500.0))
    return {
        EXTENT: pa.table({"x_low": [0.5], "x_high": [len(losses) + 0.5], **extent}),
        "bars": pa.table(
            {
                "x": months,
                "from": months - 0.4,
                "to": months + 0.4,
                "zero": np.zeros(len(losses)),
                "carried": carried,
                "claim": [loss.claim / 100.0 for loss in losses],
                "role": ["chosen" if loss is worked.chosen_loss else "other" for loss in losses],
            }
        ),
        "highest": pa.table(
            {
                "x": [float(np.clip(months[worst], 2.5, len(losses) - 1.5))],
                "value": [float(carried[worst])],
                "text": [house.euro(float(carried[worst]), language)],
            }
        ),
    }


def _finding(worked: Worked, language: Language) -> str:
    """The most that the city carries."""
    most = worked.worst_loss.city_carries
    return (
        say(language, "buffer.loss_title", amount=cents(most, language))
        if most >= 100
        else say(language, "buffer.loss_title_none")
    )


def _sentence(worked: Worked, language: Language) -> str:
    """What the account does after a lost job, who carries what, and what is still open."""
    said = [say(language, "buffer.loss_sentence")]
    chosen = worked.chosen_loss
    if chosen is None:
        said.append(say(language, "buffer.loss_debt"))
    else:
        carried = cents(chosen.city_carries, language)
        said.append(law(language, "buffer.job_loss", month=chosen.month + 1, carried=carried))
    claim = max(loss.claim for loss in worked.buffered.losses)
    said.append(
        say(language, "buffer.loss_claim", amount=cents(claim, language)) if claim else say(language, "buffer.loss_no_claim")
    )
    return " ".join(said)


def _table(worked: Worked, language: Language) -> list[Table]:
    """What each month of job loss leaves to city and client [EUR]."""
    columns = [column(language, "month"), *euros(language, "carried", "balance", "claim", "client", "debt")]
    rows: list[list[Cell]] = [
        [
            str(loss.month + 1), loss.city_carries / 100.0, loss.lowest / 100.0, loss.claim / 100.0, loss.for_client / 100.0,
            loss.client_debt / 100.0,
        ]
        for loss in worked.buffered.losses
    ]  # fmt: skip
    stems = ("carried:{}", "lost_lowest:{}", "lost_claim:{}", "lost_client:{}", "lost_debt:{}")
    traces = keyed(range(1, len(rows) + 1), *stems)
    return [Table(say(language, "buffer.loss_caption"), columns, rows, say(language, "all_sources"), traces=traces)]


def _trace(worked: Worked) -> list[str]:
    lost = worked.inputs.lost
    claim = max(worked.buffered.losses, key=lambda loss: loss.claim)
    return ["carried_worst", *([f"carried:{lost}"] if lost else []), f"lost_claim:{claim.month + 1}"]


LOSS: Final = Figure(
    "household-loss", "huishouden.buffer.loss_alt", _spec, _frames, _finding, _sentence, _table, account_sources, _trace
)
