"""How wide each source of uncertainty was set in a baseline, as a table."""

from __future__ import annotations

from core.analysis.draws import layout_of
from core.analysis.foreseen import foreseen
from core.baseline import SPREADS, Baseline
from core.figures.table import Cell, Column, Table
from core.text.catalog import Language, translate


def spreads_table(baseline: Baseline, caption: str, language: Language) -> Table:
    """Every size with its value and whether it was found or assumed."""
    heads = [translate(language, f"onzekerheid.method.{name}") for name in ("size", "value", "status")]
    rows: list[list[Cell]] = [
        [translate(language, f"quantity.{key}"), found.value, translate(language, f"common.{found.status}")]
        for key in SPREADS
        if (key, None) in baseline.quantities
        for found in [baseline.quantity(key)]
    ]
    found, derived = foreseen(baseline), translate(language, "common.derived")
    sizes = {"walk": found.pool.walk.scale, "start": found.pool.walk.start, "revised": layout_of(baseline).revised}
    own: list[list[Cell]] = [
        [translate(language, f"onzekerheid.method.{name}"), size, derived] for name, size in sizes.items() if size > 0.0
    ]
    named = [key for key in SPREADS if (key, None) in baseline.quantities]
    traces = [*(("", f"size:{name}") for name, size in sizes.items() if size > 0.0), *(("", f"quantity:{key}") for key in named)]
    columns = [Column(heads[0]), Column(heads[1], 4, trimmed=True), Column(heads[2])]
    return Table(translate(language, caption), columns, own + rows, traces=traces)
