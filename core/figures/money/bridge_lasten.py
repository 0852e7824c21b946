"""From the lasten of one year to those of the next: more or fewer benefits, their price, and LKS."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from core.analysis.bridges import LastenBridge, Pair, lasten_bridge
from core.figures.figure import Figure
from core.figures.money.bridge import Bridge, bridge_frames, bridge_spec, bridge_table
from core.figures.table import Table
from core.text import format as house
from core.text.catalog import Language, translate


def _found(pair: Pair) -> LastenBridge:
    return lasten_bridge(pair.outlook.paths.run, pair.outlook.baseline, pair.start, pair.end)


def _bridge(pair: Pair, language: Language) -> Bridge:
    found = _found(pair)
    effects = {"volume": found.volume_effect, "price": found.price_effect, "lks_lasten": found.lks_effect}
    return Bridge(
        found.start, [(translate(language, f"buig.bridge.{name}"), value) for name, value in effects.items()], found.end
    )


def _frames(pair: Pair, language: Language) -> dict[str, pa.Table]:
    """Datasets of the bridge."""
    return bridge_frames(_bridge(pair, language), language)


def _finding(pair: Pair, language: Language) -> str:
    """How much the lasten go up or down."""
    found = _found(pair)
    change = found.end - found.start
    side, amount = house.side_of_million(change, "up", "down", "same"), house.million(abs(change), language)
    return translate(language, f"buig.bridge.lasten_title_{side}", amount=amount, year=pair.end)


def _sentence(pair: Pair, language: Language) -> str:
    """Both years' lasten, benefits and price."""
    found = _found(pair)
    return translate(
        language, "buig.bridge.lasten_sentence", year_from=pair.start, year_to=pair.end,
        start=house.million(found.start, language), end=house.million(found.end, language),
        volume_from=house.number(found.volume_from, language), volume_to=house.number(found.volume_to, language),
        price_from=house.euro(found.price_from, language), price_to=house.euro(found.price_to, language),
    )  # fmt: skip


def _table(pair: Pair, language: Language) -> list[Table]:
    """The steps as a table."""
    return [bridge_table(_bridge(pair, language), "buig.bridge.lasten_caption", language, _bars(pair))]


def _sources(pair: Pair) -> list[str]:
    return pair.outlook.sources("expected_lasten", "volume", "lks_cost")


def _bars(pair: Pair) -> list[str]:
    """Of both years and the steps between them, in their order."""
    effects = ("volume_effect", "price_effect", "lks_effect")
    return [f"lasten@{pair.start}", *(f"lasten_bridge:{name}@{pair.end}" for name in effects), f"lasten@{pair.end}"]


def _trace(pair: Pair) -> list[str]:
    years = (pair.start, pair.end)
    changed = f"apart:lasten@{pair.start}~lasten@{pair.end}"
    return [*_bars(pair), changed, *(f"mean_volume@{year}" for year in years), *(f"price@{year}" for year in years)]


LASTEN_BRIDGE: Final = Figure(
    "bridge-lasten", "buig.bridge.lasten_alt", bridge_spec, _frames, _finding, _sentence, _table, _sources, _trace
)
