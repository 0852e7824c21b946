"""The model once more, in plain Python: floats, lists and loops, written from the description and not from the code.

It shares no line with `core.model`. Where the description leaves something open, a comment here says which reading
it takes. Money is EUR million unless a name says otherwise; a month is `(year, month of the year)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.model.described import Figures, Month, season

Lever = float | Sequence[float]


def hazard(yearly: float) -> float:
    """Monthly chance that adds up to a yearly one."""
    return 1 - (1 - yearly) ** (1 / 12)


def spread_over_tenure(jobs: float, h1: float, h2: float) -> list[float]:
    """Jobs over 13 classes as constant starts would have left them."""
    weights = [(1 - h1) ** months for months in range(12)] + [(1 - h1) ** 12 / h2]
    return [jobs * weight / sum(weights) for weight in weights]


def month_of_jobs(classes: list[float], h1: float, h2: float, starts: float) -> tuple[list[float], float, float]:
    """One month: the classes after it, and the exits in and after the first year."""
    first, later = h1 * sum(classes[:12]), h2 * classes[12]
    older = [classes[a] * (1 - h1) for a in range(12)]
    return [starts, *older[:11], older[11] + classes[12] * (1 - h2)], first, later


def default_starts(figures: Figures) -> float:
    """Starts that give the growth of 2022. The stock is linear in the starts, so two runs decide it."""
    if figures.origin is not None:
        return default_starts(figures.origin)
    h1, h2 = hazard(figures.first_year_dropout), hazard(figures.later_dropout)

    def after_a_year(starts: float) -> float:
        classes = spread_over_tenure(figures.jobs, h1, h2)
        for _ in range(12):
            classes = month_of_jobs(classes, h1, h2, starts)[0]
        return sum(classes)

    none, hundred = after_a_year(0.0), after_a_year(100.0)
    return 100 * (figures.jobs + figures.growth_of_jobs - none) / (hundred - none)


def default_levers(figures: Figures) -> dict[str, Lever]:
    """The ten levers as the table has them."""
    return {
        "inflow": figures.inflow, "outflow_rate": 0.018,
        "lks_first_year_dropout": figures.first_year_dropout, "lks_later_dropout": figures.later_dropout,
        "lks_starts": default_starts(figures), "lks_from_bijstand": 0.60, "lks_return": 0.35,
        "lks_cost": figures.lks_cost, "buig_share": 0.0816, "macro_growth": 0.03,
    }  # fmt: skip


def months_after(reference: Month, until: Month) -> list[Month]:
    """The simulated months, in order."""
    assert reference < until
    year, month = reference
    found = []
    while (year, month) != until:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        found.append((year, month))
    return found


def vangnet(deficit: float, earlier: float, budget: float) -> float:
    """Nothing up to 7.5% of the budget, half up to 12.5%, all above; and three years together must pass 7.5% too."""
    if deficit <= 0.075 * budget or deficit + earlier <= 0.075 * budget:
        return 0.0
    return tiers(deficit, budget, 0.075)


def tiers(deficit: float, budget: float, own_risk: float) -> float:
    """Half of what lies between the own risk and 12.5% of the budget, and all above."""
    if deficit <= own_risk * budget:
        return 0.0
    half = min(deficit, 0.125 * budget) - own_risk * budget
    return 0.5 * half + max(0.0, deficit - 0.125 * budget)


def extended_vangnet(deficit: float, budget: float, before: Sequence[Mapping[str, Any]]) -> float:
    """From 2025, for who lacked at least 5% in two of the three years before: the same with an own risk of 5%."""
    years = sum(-past["result"] >= 0.05 * past["buig"] for past in before[-3:])
    return tiers(deficit, budget, 0.05) if years >= 2 and deficit > 0.05 * budget else 0.0


def run(
    figures: Figures,
    levers: Mapping[str, Lever],
    until: Month,
    *,
    extended: bool = False,
    basispad: Sequence[Mapping[str, float]] = (),
) -> dict[str, list[dict[str, Any]]]:
    """Months and years under the names of the printed run. A lever is a number or one number per simulated month.

    Beside the ten levers: `price_factor` and `macro_factor` multiply the price and the national budget, and of what
    the years of the `basispad` spent more on benefits than this run, the part `macro_feedback` comes off a year later.
    """
    levers = {"price_factor": 1.0, "macro_factor": 1.0, "macro_feedback": 0.0} | dict(levers)
    steps = months_after(figures.reference, until)
    count = len(steps)
    lever = {name: [value] * count if isinstance(value, int | float) else list(value) for name, value in levers.items()}
    months, classes = _flows(figures, lever, steps)
    _money(figures, lever, steps, months)
    years = _years(figures, lever, steps, months, extended, basispad)
    _monthly_reserve(figures, steps, months, years)
    return {"months": months, "years": [row for row in years if (row["year"], 12) <= until], "tenure": classes}


def _flows(figures: Figures, lever: dict[str, list[float]], steps: list[Month]) -> tuple[list[dict[str, Any]], list[Any]]:
    """Caseload and jobs."""
    season_in = season("cbs_national_inflow", school_year=False)
    season_out = season("cbs_national_outflow", school_year=True)
    classes, jobs = classes_at_start(figures)
    volume = figures.volume
    rows: list[dict[str, Any]] = [{"month": _label(figures.reference), "volume": volume, "lks_jobs": jobs}]
    tenure = [classes]
    for i, (year, month) in enumerate(steps):
        starts = lever["lks_starts"][i]
        classes, first, later = month_of_jobs(
            classes, hazard(lever["lks_first_year_dropout"][i]), hazard(lever["lks_later_dropout"][i]), starts
        )
        inflow = lever["inflow"][i] * season_in[month - 1]
        outflow = lever["outflow_rate"][i] * season_out[month - 1] * volume
        returns = lever["lks_return"][i] * (first + later)
        # No more people can start out of bijstand than are left in it.
        left = volume + inflow + returns - outflow
        into_lks = min(lever["lks_from_bijstand"][i] * starts, left)
        volume = left - into_lks
        tenure.append(classes)
        rows.append({
            "month": _label((year, month)), "volume": volume, "lks_jobs": sum(classes), "inflow": inflow,
            "outflow": outflow, "lks_returns": returns, "into_lks": into_lks, "relapse": 0.0, "measures": 0.0,
            "measure_cost": 0.0, "lks_starts": starts, "lks_first_year_exits": first, "lks_later_exits": later,
        })  # fmt: skip
    return rows, tenure


def classes_at_start(figures: Figures) -> tuple[list[float], float]:
    """Jobs by class and together: spread as constant starts left them, or as at the end of the origin's path."""
    if figures.origin is None:
        h1, h2 = hazard(figures.first_year_dropout), hazard(figures.later_dropout)
        return spread_over_tenure(figures.jobs, h1, h2), figures.jobs
    classes = _path_of_origin(figures)["tenure"][-1]
    return classes, sum(classes)


def _path_of_origin(figures: Figures) -> dict[str, list[Any]]:
    assert figures.origin is not None
    return run(figures.origin, default_levers(figures.origin), figures.reference)


def lks_lasten_before(figures: Figures) -> float:
    """LKS-lasten of the reference year: its cost of a job times the mean of the jobs at both ends of the year."""
    december = {row["month"]: row["lks_jobs"] for row in _path_of_origin(figures)["months"] if row["month"].endswith("-12")}
    year = figures.reference[0]
    mean = (december[_label((year - 1, 12))] + december[_label((year, 12))]) / 2
    return figures.lks_cost * _price_levels(figures)[year] * mean / 1e6


def _price_levels(figures: Figures) -> dict[int, float]:
    index = {figures.priced.reference[0]: 1.0}
    for year, growth in sorted(figures.price_growth.items()):
        index[year] = index[year - 1] * (1 + growth)
    return index


def _label(month: Month) -> str:
    return f"{month[0]}-{month[1]:02d}"


def _money(figures: Figures, lever: dict[str, list[float]], steps: list[Month], rows: list[dict[str, Any]]) -> None:
    """Lasten of each month: a twelfth of the year's price at the mean of begin and end stock."""
    index = _price_levels(figures)
    price = 1e6 * _reference_bijstand(figures.priced) / _mean_volume(figures.priced)
    for i, (year, _) in enumerate(steps):
        before, row = rows[i], rows[i + 1]
        level = index[year] * lever["price_factor"][i]
        row["bijstand_lasten"] = price * level / 12 * (before["volume"] + row["volume"]) / 2 / 1e6
        row["lks_lasten"] = lever["lks_cost"][i] * level / 12 * (before["lks_jobs"] + row["lks_jobs"]) / 2 / 1e6


def _mean_volume(figures: Figures) -> float:
    return (figures.volume_end_of_last_year + figures.volume) / 2


def _reference_lks(figures: Figures) -> float:
    return figures.mean_jobs * figures.lks_cost / 1e6


def _reference_bijstand(figures: Figures) -> float:
    return figures.expected_lasten - _reference_lks(figures)


def _years(
    figures: Figures,
    lever: dict[str, list[float]],
    steps: list[Month],
    rows: list[dict[str, Any]],
    extended: bool,
    basispad: Sequence[Mapping[str, float]],
) -> list[dict[str, Any]]:
    """Budget, result, safety net and reserve, the year that the horizon cuts included."""
    first, elapsed, settled = figures.first_year, figures.reference[1] / 12, figures.origin is None
    years: list[dict[str, Any]] = []
    macro, macro_lks = dict(figures.macro), dict(figures.macro_lks)
    for year in range(first, steps[-1][0] + 1):
        inside = [i for i, (y, _) in enumerate(steps) if y == year]

        def mean(name: str, inside: list[int] = inside) -> float:
            # A lever that moves within a year works on a yearly budget by its mean over the simulated months.
            return sum(lever[name][i] for i in inside) / len(inside)

        before = years[-1] if years else {}
        last = rows[inside[-1] + 1]
        row: dict[str, Any] = {"year": year, "volume": last["volume"], "lks_jobs": last["lks_jobs"]}
        row["bijstand_lasten"] = sum(rows[i + 1]["bijstand_lasten"] for i in inside)
        row["lks_lasten"] = sum(rows[i + 1]["lks_lasten"] for i in inside)
        if year == first and settled:
            row["bijstand_lasten"] += elapsed * _reference_bijstand(figures)
            row["lks_lasten"] += elapsed * _reference_lks(figures)
        row["lasten"] = row["bijstand_lasten"] + row["lks_lasten"]
        growth = mean("macro_growth")
        # Past the published years the LKS part grows as the whole does; a deviation is of its own year.
        for table, name in ((macro, "macro_budget"), (macro_lks, "macro_lks")):
            table.setdefault(year, table.get(year - 1, 0.0) * (1 + growth))
            row[name] = table[year] * mean("macro_factor")
        row["buig_share"] = figures.share[year] if year == first and settled else mean("buig_share")
        if year in figures.buig:
            bijstand = figures.announced_macro[year] - figures.macro_lks[year]
            row["lks_part"] = figures.buig[year] - figures.share[year] * bijstand
        elif before:
            row["lks_part"] = before["lks_lasten"] * row["macro_lks"] / before["macro_lks"]
        else:
            row["lks_part"] = lks_lasten_before(figures) * row["macro_lks"] / macro_lks[year - 1]
        row["buig"] = row["buig_share"] * (row["macro_budget"] - row["macro_lks"]) + row["lks_part"]
        if basispad and years:
            saved = basispad[len(years) - 1]["bijstand_lasten"] - before["bijstand_lasten"]
            row["buig"] -= mean("macro_feedback") * saved
        if year == first and settled:
            row["buig"] = figures.buig[year]  # settled: no deviation reaches it
        row["result"] = row["buig"] - row["lasten"]
        earlier = sum(-past["result"] for past in years[-2:])
        row["vangnet_granted"] = vangnet(-row["result"], earlier, row["buig"])
        if extended and year >= 2025:
            row["vangnet_granted"] = max(row["vangnet_granted"], extended_vangnet(-row["result"], row["buig"], years))
        row["vangnet_received"] = years[-2]["vangnet_granted"] if len(years) >= 2 else 0.0
        reserve = before["reserve"] if before else figures.reserve
        balance = reserve + row["result"] + row["vangnet_received"]
        row["reserve"], row["general_funds"] = max(balance, 0.0), max(-balance, 0.0)
        years.append(row)
    return years


def _monthly_reserve(figures: Figures, steps: list[Month], rows: list[dict[str, Any]], years: list[dict[str, Any]]) -> None:
    """BUIG in twelfths less the month's lasten; a safety net payment is there by the end of the first quarter."""
    by_year = {row["year"]: row for row in years}
    position = figures.reserve
    if figures.origin is None:
        position += figures.reference[1] / 12 * (by_year[figures.reference[0]]["buig"] - figures.expected_lasten)
    rows[0]["reserve"], rows[0]["general_funds_to_date"] = max(position, 0.0), max(-position, 0.0)
    for i, (year, month) in enumerate(steps):
        if month == 1 and year > figures.first_year:
            # What the year before lacked was paid by the general funds.
            position = by_year[year - 1]["reserve"]
        position += by_year[year]["buig"] / 12 - rows[i + 1]["bijstand_lasten"] - rows[i + 1]["lks_lasten"]
        if month == 3:
            position += by_year[year]["vangnet_received"]
        rows[i + 1]["reserve"], rows[i + 1]["general_funds_to_date"] = max(position, 0.0), max(-position, 0.0)
