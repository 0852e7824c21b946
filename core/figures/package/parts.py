"""What each measure adds to the package: a bar per measure, the largest first."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.bought import Bought
from core.analysis.contribution import EXACT_UP_TO, Contribution
from core.figures.canvas import canvas, data, extent
from core.figures.figure import Figure
from core.figures.package.cited import sources_of
from core.figures.rows import NAMES, ROW, lying_axis, written_rows
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Sampled, Table, keyed
from core.figures.theme import EXTENT
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.measures import evidence_name, measure_name
from core.trace import quoted


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`. What rests on an assumption is pale with a dashed edge."""
    on = canvas(language, dark, x=lying_axis(language, "impulspakket.parts.axis"))
    parts, colour = data("parts"), on.colours.scenario
    tooltip = [
        on.tip("label:N", None),
        on.tip("avoided:Q", "impulspakket.parts.axis", ",.1f"),
        on.tip("evidence:N", "impulspakket.evidence.title"),
    ]
    bars = parts.mark_bar(size=11, yOffset=9, color=colour, stroke=colour, strokeWidth=1, aria=False).encode(
        y=NAMES, x=on.x("zero"), x2="avoided:Q", tooltip=tooltip,
        fillOpacity=alt.condition("datum.assumed", alt.value(0.22), alt.value(1.0)),
        strokeDash=alt.condition("datum.assumed", alt.value([4, 3]), alt.value([1, 0])),
    )  # fmt: skip
    errors = parts.mark_rule(yOffset=9, color=on.colours.text, strokeWidth=2, aria=False).encode(
        y=NAMES, x=on.x("low"), x2="high:Q"
    )
    return on.finish_rows(ROW, "parts", bars, errors, written_rows(parts, on.colours))


def _frames(bought: Bought, language: Language) -> dict[str, pa.Table]:
    """Datasets of the contribution chart."""
    city = bought.baseline.city
    order = sorted(bought.parts.measures, key=lambda one: -one.part.benefit_years_avoided)
    names = [measure_name(one.measure, city, language) for one in order]
    evidence = [evidence_name(one.measure, city, language) for one in order]
    avoided = [one.part.benefit_years_avoided for one in order]
    error = [abs(one.error.benefit_years_avoided) for one in order]
    labels = [f"{names[i]}: {house.number(value, language)} ({evidence[i]})" for i, value in enumerate(avoided)]
    return {
        EXTENT: extent(x=(min(0.0, *avoided), max(1.0, *(1.02 * value for value in avoided)))),
        "parts": pa.table(
            {
                "name": [f"{place:03d} {name}" for place, name in enumerate(names)],
                "label": labels,
                "evidence": evidence,
                "zero": [0.0] * len(order),
                "avoided": avoided,
                "low": [value - wide for value, wide in zip(avoided, error, strict=True)],
                "high": [value + wide for value, wide in zip(avoided, error, strict=True)],
                "assumed": [one.assumption for one in order],
            }
        ),
    }


def _finding(bought: Bought, language: Language) -> str:
    """Which measure adds the most."""
    best = bought.parts.most
    most = best.part.benefit_years_avoided
    if round(most) < 1:
        return translate(language, "impulspakket.parts.title_none")
    name, amount = measure_name(best.measure, bought.baseline.city, language), house.number(most, language)
    return translate_count(language, "impulspakket.parts.title", most, name=name, amount=amount)


def _sentence(bought: Bought, language: Language) -> str:
    """How the parts were found, and how accurate they are when orders were sampled."""
    said = translate(language, "impulspakket.parts.sentence")
    if bought.parts.exact:
        return said
    error = house.number(bought.parts.widest_error, language, 3)
    return f"{said} " + translate(language, "impulspakket.parts.sampled", most=EXACT_UP_TO, error=error)


def _row(name: str, evidence: str, one: Contribution, exact: bool, language: Language) -> list[Cell]:
    avoided, error = one.part.benefit_years_avoided, abs(one.error.benefit_years_avoided)
    euro, payback = one.euro_per_benefit_year, one.payback_month
    return [
        name,
        avoided if exact else Sampled(avoided, error),
        one.gross_cost,
        "–" if euro is None else euro,
        translate(language, "impulspakket.key.never") if payback is None else house.month(payback, language),
        float(one.part.year_result.sum()),
        evidence,
    ]


def _table(bought: Bought, language: Language) -> list[Table]:
    """What each measure and the whole package avoid, cost and pay back."""
    decimals = {"measure": 0, "avoided": 1, "cost": 2, "price": 0, "payback": 0, "result": 2, "evidence": 0}
    columns = [
        Column(translate(language, f"impulspakket.column.{name}"), number, euro=name == "price")
        for name, number in decimals.items()
    ]
    exact, city = bought.parts.exact, bought.baseline.city
    rows = [
        _row(measure_name(one.measure, city, language), evidence_name(one.measure, city, language), one, exact, language)
        for one in bought.parts.measures
    ]
    rows.append(_row(translate(language, "impulspakket.column.package"), "", bought.package, exact, language))
    stems = ("bought_avoided:{}", "bought_cost:{}", "bought_price:{}", "", "bought_result:{}")
    traces = keyed([*(quoted(one.measure) for one in bought.parts.measures), "all"], *stems)
    return [Table(translate(language, "impulspakket.parts.caption"), columns, rows, traces=traces)]


def _trace(bought: Bought) -> list[str]:
    return [f"contribution:{quoted(one.measure)}" for one in bought.parts.measures]


PARTS: Final = Figure("parts", "impulspakket.parts.alt", _spec, _frames, _finding, _sentence, _table, sources_of, _trace)
