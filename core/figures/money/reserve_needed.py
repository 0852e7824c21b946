"""How large the reserve should have been: a table without a chart."""

from __future__ import annotations

from core.analysis.chances import Chances
from core.analysis.draws import ON_BUDGET, layout_of
from core.analysis.nowcast import FOLLOWS
from core.baseline import Baseline
from core.figures.table import Column, Table, keyed
from core.text import format as house
from core.text.catalog import Language, translate


def finding(chances: Chances, language: Language) -> str:
    """What the lower of the certainties asks, beside what there was."""
    certainty, needed = chances.reserve_needed[0]
    percent, amount = house.percent(certainty, language, 0), house.million(needed, language)
    if chances.reserve is None:
        return translate(language, "onzekerheid.needed.title_open", percent=percent, amount=amount)
    there = house.million(chances.reserve, language)
    return translate(language, "onzekerheid.needed.title", percent=percent, amount=amount, reserve=there)


def sentence(chances: Chances, language: Language) -> str:
    """What such a reserve is for."""
    return translate(language, "onzekerheid.needed.sentence", first=chances.reserve_from, year=chances.reserve_until)


def reasons(baseline: Baseline, language: Language) -> str:
    """What the chance of an empty reserve rests on."""
    reserve = baseline.find("reserve")
    if reserve is None:
        return ""
    return translate(
        language, "onzekerheid.needed.reasons", follows=house.percent(ON_BUDGET, language, 0),
        city=house.percent(FOLLOWS, language, 0), open=house.percent(layout_of(baseline).revised, language, 1),
        reserve=house.million(reserve.value, language), status=translate(language, f"common.{reserve.status}"),
    )  # fmt: skip


def table(chances: Chances, language: Language) -> Table:
    """What each certainty asks, and how much more that is than there was [EUR million]."""
    heads = [translate(language, f"onzekerheid.needed.{name}") for name in ("certainty", "needed", "short")]
    return Table(
        translate(language, "onzekerheid.needed.caption", year=chances.reserve_until, first=chances.reserve_from),
        [Column(heads[0], percent=True), Column(heads[1], 1), Column(heads[2], 1)],
        [
            [certainty, needed, "–" if chances.reserve is None else needed - chances.reserve]
            for certainty, needed in chances.reserve_needed
        ],
        traces=keyed(
            [f"{certainty:.0%}".rstrip("%") for certainty, _ in chances.reserve_needed],
            "reserve_needed:{}",
            "" if chances.reserve is None else "reserve_short:{}",
        ),
    )
