"""From the BUIG of one year to that of the next: the national budget, the city's share, and the LKS part."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from core.analysis.bridges import BudgetBridge, Pair, budget_bridge, city_gap
from core.figures.figure import Figure
from core.figures.money.bridge import SHOWN, Bridge, bridge_frames, bridge_spec, bridge_table
from core.figures.table import Table
from core.text import format as house
from core.text.catalog import Language, translate

ALWAYS: Final = frozenset({"macro", "share", "lks_part"})
"""Steps that are drawn even when they are nothing: they are what the state decides on."""


def _effects(found: BudgetBridge) -> dict[str, float]:
    """What each step comes to [EUR million]."""
    return {
        "macro": found.macro_effect, "share": found.share_effect, "lks_part": found.lks_effect,
        "feedback": found.feedback_effect, "other": found.other_effect,
    }  # fmt: skip


def _bridge(pair: Pair, language: Language) -> Bridge:
    found = budget_bridge(pair.outlook.paths.run, pair.start, pair.end)
    shown = [(name, value) for name, value in _effects(found).items() if name in ALWAYS or abs(value) >= SHOWN]
    return Bridge(found.start, [(translate(language, f"buig.bridge.{name}"), value) for name, value in shown], found.end)


def _frames(pair: Pair, language: Language) -> dict[str, pa.Table]:
    """Datasets of the bridge."""
    return bridge_frames(_bridge(pair, language), language)


def _finding(pair: Pair, language: Language) -> str:
    """How much the BUIG goes up or down."""
    bridge = _bridge(pair, language)
    change = bridge.end - bridge.start
    side, amount = house.side_of_million(change, "up", "down", "same"), house.million(abs(change), language)
    return translate(language, f"buig.bridge.budget_title_{side}", amount=amount, year=pair.end)


def _sentence(pair: Pair, language: Language) -> str:
    """The three steps, and what the city itself counted on for that year."""
    run, baseline = pair.outlook.paths.run, pair.outlook.baseline
    found = budget_bridge(run, pair.start, pair.end)
    said = translate(
        language, "buig.bridge.budget_sentence", year_from=pair.start, year_to=pair.end,
        start=house.million(found.start, language), end=house.million(found.end, language),
        macro=house.signed(found.macro_effect, language, 1), share=house.signed(found.share_effect, language, 1),
        lks=house.signed(found.lks_effect, language, 1),
    )  # fmt: skip
    gap = city_gap(run, baseline)
    if gap is None or gap.year != pair.end:
        return said
    side, amount = house.side_of_million(gap.gap, "under", "over", "same"), house.million(abs(gap.gap), language)
    counted = house.million(gap.assumed, language)
    return f"{said} " + translate(language, f"buig.bridge.gap_{side}", assumed=counted, gap=amount, year=gap.year)


def _table(pair: Pair, language: Language) -> list[Table]:
    """The steps as a table."""
    found = _effects(budget_bridge(pair.outlook.paths.run, pair.start, pair.end))
    steps = dict(zip(found, _trace(pair)[1:], strict=False))
    shown = [key for name, key in steps.items() if name in ALWAYS or abs(found[name]) >= SHOWN]
    traces = [f"buig@{pair.start}", *shown, f"buig@{pair.end}"]
    return [bridge_table(_bridge(pair, language), "buig.bridge.budget_caption", language, traces)]


def _sources(pair: Pair) -> list[str]:
    return pair.outlook.sources("buig_share", "buig_total", "macro_budget", "macro_lks", "city_budget")


def _trace(pair: Pair) -> list[str]:
    effects = ("macro_effect", "share_effect", "lks_effect", "feedback_effect", "other_effect")
    steps = [f"buig@{pair.start}", *(f"buig_bridge:{name}@{pair.end}" for name in effects), f"buig@{pair.end}"]
    gap = city_gap(pair.outlook.paths.run, pair.outlook.baseline)
    beside = [] if gap is None else ["city_gap", "quantity:city_budget"]
    return [*steps, f"apart:buig@{pair.start}~buig@{pair.end}", *beside]


BUDGET_BRIDGE: Final = Figure(
    "bridge-budget", "buig.bridge.budget_alt", bridge_spec, _frames, _finding, _sentence, _table, _sources, _trace
)
