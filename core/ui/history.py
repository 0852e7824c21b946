"""Counts before the reference month as a table, and who says so: published ones, or somebody's own."""

from __future__ import annotations

import html

from core.baseline import Baseline
from core.text import format as house
from core.text.catalog import Language, translate
from core.ui.tables import table


def history_part(baseline: Baseline, language: Language) -> str:
    """The counts of a baseline as an HTML table; empty when none are known."""
    counts = baseline.history.volume
    if not counts:
        return ""
    caption = "own_data.page.history_caption" if baseline.history.own else "verkenner.table.caption_history"
    head = [translate(language, f"verkenner.table.{name}") for name in ("month", "history")]
    rows = [[house.date(point.date, language), house.number(point.value, language)] for point in counts]
    note = translate(language, "own_data.page.source") if baseline.history.own else ""
    return table(translate(language, caption), head, rows) + (
        f'<p class="koers-sentence">{html.escape(note)}</p>' if note else ""
    )


def history_sources(baseline: Baseline) -> list[str]:
    """Publications behind the counts of a baseline."""
    return [point.source for point in baseline.history.volume if point.source is not None]
