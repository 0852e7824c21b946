"""What a package buys, and what each measure of it adds: every number against the same run without it."""

from __future__ import annotations

import math
from functools import partial
from typing import Final

from core.analysis.contribution import EXACT_UP_TO, Contribution
from core.model.kinds import KIND
from core.trace.book import Entry, Key, month_of_key, year_of_key
from core.trace.given import convention
from core.trace.model import ModelBook, find_measure, key_at, keys_at, quoted
from core.trace.node import SUM, Rule, Trace
from core.trace.outcome import NEVER

WITHOUT: Final = "without/"
EVERY: Final = "all"
"""What stands for all measures together where a key names one."""


def _avoided(own: tuple[float, ...], without: tuple[float, ...]) -> float:
    """A month counts the mean of its begin and end stock, and both begin with the same."""
    gaps = [other - mine for mine, other in zip(own, without, strict=True)]
    return (sum(gaps) - gaps[-1] / 2) / 12


def _cost(per_placement: float, effect: float, fixed: float, levels: tuple[float, ...]) -> float:
    return sum(per_placement * effect * level + (fixed if level > 0.0 else 0.0) for level in levels) / 1e6


def _saved(
    buig: tuple[float, ...], lasten: tuple[float, ...], buig_without: tuple[float, ...], lasten_without: tuple[float, ...]
) -> float:
    return (sum(buig) - sum(buig_without)) - (sum(lasten) - sum(lasten_without))


AVOIDED: Final = Rule("avoided", _avoided)
PRICE: Final = Rule(
    "euro_per_benefit_year",
    lambda cost, avoided: cost * 1e6 / avoided if avoided > 1e-9 else math.inf,
    "{cost} × 10⁶ ÷ {avoided}",
)
SAVED: Final = Rule("package_saved", _saved)
NET: Final = Rule("package_net", lambda saved, cost: saved - cost, "{saved} − {cost}")
WON: Final = Rule("package_won", lambda own, without: without - own, "{without} − {own}")
TOO_MANY: Final = Rule("package_too_many", lambda without, target: without - target, "{without} − {target}")
RESULT: Final = Rule("package_difference", lambda own, without: own - without, "{own} − {without}")
COST: Final = Rule("measure_cost", _cost)
MONTH_COST: Final = Rule(
    "measure_cost_month", lambda per_placement, effect, fixed, level: _cost(per_placement, effect, fixed, (level,))
)


def _whole(book: ModelBook, key: Key) -> Contribution:
    found = book.bought.package
    if found is None:
        raise book.unknown(key.text)
    return found


def package(book: ModelBook, key: Key) -> Trace:
    """One number of the whole package."""
    found = _whole(book, key)
    match key.part:
        case "avoided":
            own, without = keys_at("volume", book.months), keys_at(f"{WITHOUT}volume", book.months)
            value = found.part.benefit_years_avoided
            return book.step(key.text, "benefit-years", AVOIDED, value, own=own, without=without)
        case "cost":
            parts = tuple(f"measure_cost:{quoted(measure)}" for measure in book.measures)
            return book.step(key.text, "EUR million", SUM, found.gross_cost, parts=parts)
        case "price":
            value = math.inf if found.euro_per_benefit_year is None else found.euro_per_benefit_year
            return book.step(key.text, "EUR/benefit-year", PRICE, value, cost="package:cost", avoided="package:avoided")
        case "payback":
            value = NEVER if found.payback_month is None else found.payback_month
            return _payback(book, key, value)
        case "saved":
            return book.step(key.text, "EUR million", SAVED, found.saved, **_money_keys(book))
        case "net":
            return book.step(key.text, "EUR million", NET, found.net, saved="package:saved", cost="package:cost")
        case "won":
            volume = key_at("volume", book.outcome.month)
            return book.step(key.text, "benefits", WON, None, own=volume, without=WITHOUT + volume)
        case "too_many" if book.outcome.gap is not None:
            volume = WITHOUT + key_at("volume", book.outcome.month)
            return book.step(key.text, "benefits", TOO_MANY, None, without=volume, target="quantity:target_volume")
    raise book.unknown(key.text)


def _money_keys(book: ModelBook) -> dict[str, tuple[str, ...]]:
    """Keys of the monthly budget and lasten, with the package and without."""
    months = book.months
    return {
        "buig": keys_at("buig", months), "lasten": keys_at("lasten", months),
        "buig_without": keys_at(f"{WITHOUT}buig", months), "lasten_without": keys_at(f"{WITHOUT}lasten", months),
    }  # fmt: skip


def _payback(book: ModelBook, key: Key, value: float) -> Trace:
    """First month from which what was saved stays at or above what was spent."""
    months = book.months

    def first(
        buig: tuple[float, ...], lasten: tuple[float, ...], buig_without: tuple[float, ...],
        lasten_without: tuple[float, ...], cost: tuple[float, ...],
    ) -> float:  # fmt: skip
        saved, spent, short = 0.0, 0.0, -1
        for t, row in enumerate(zip(buig, lasten, buig_without, lasten_without, cost, strict=True)):
            saved += (row[0] - row[2]) - (row[1] - row[3])
            spent += row[4]
            if saved < spent or spent == 0.0:
                short = t
        if spent == 0.0 or saved <= 0.0 or saved < spent:
            return NEVER
        return months[0] + short + 1

    return book.step(key.text, "month", Rule("payback", first), value, **_money_keys(book), cost=keys_at("package_cost", months))


def package_cost(book: ModelBook, key: Key) -> Trace:
    """What the measures cost in a month."""
    month = month_of_key(key)
    book.row(month)
    parts = tuple(key_at(f"measure_cost_month:{quoted(measure)}", month) for measure in book.measures)
    return book.step(key.text, "EUR million", SUM, None, parts=parts)


def _priced(book: ModelBook, key: Key) -> dict[str, str]:
    """Keys of what a measure's cost is made of; keeping jobs places nobody."""
    measure = find_measure(book, key)
    effect = f"measure:{key.part}:effect" if KIND[measure.kind].per_placement else "no_placements"
    return {
        "per_placement": f"measure:{key.part}:cost_per_placement", "effect": effect,
        "fixed": f"measure:{key.part}:fixed_cost",
    }  # fmt: skip


def measure_cost(book: ModelBook, key: Key) -> Trace:
    """What one measure costs over the run."""
    measure = find_measure(book, key)
    found = {one.measure.id: one for one in book.bought.measures}[measure.id]
    levels = keys_at(f"measure_capacity:{key.part}", book.months)
    return book.step(key.text, "EUR million", COST, found.gross_cost, **_priced(book, key), levels=levels)


def measure_cost_month(book: ModelBook, key: Key) -> Trace:
    """What one measure costs in a month."""
    month = month_of_key(key)
    value = book.flows[find_measure(book, key).id].cost[book.row(month)]
    level = key_at(f"measure_capacity:{key.part}", month)
    return book.step(key.text, "EUR million", MONTH_COST, float(value), **_priced(book, key), level=level)


def no_placements(book: ModelBook, key: Key) -> Trace:
    """Keeping jobs places nobody."""
    return book.leaf(key.text, 0.0, "jobs/month", convention("no_placements", "derived"))


def year_difference(book: ModelBook, key: Key) -> Trace:
    """How much of a yearly amount is the package's."""
    year = year_of_key(key)
    _whole(book, key)
    if key.part not in ("buig", "lasten", "result", "reserve", "general_funds"):
        raise book.unknown(key.text)
    own = f"{key.part}@{year}"
    return book.step(key.text, "EUR million", RESULT, None, own=own, without=WITHOUT + own)


# Parts of it -------------------------------------------------------------------------------------------------------


def contribution(book: ModelBook, key: Key) -> Trace:
    """Benefit-years that one measure avoids within the package: the mean of what it adds over all orders."""
    measure = find_measure(book, key)
    found = book.bought
    value = {one.measure.id: one for one in found.measures}[measure.id].part.benefit_years_avoided
    place, count = book.measures.index(measure), len(book.measures)
    if not found.exact:
        return _sampled(book, key, value)
    sets = tuple(f"set_avoided:{bits}" for bits in range(2**count))
    return book.step(key.text, "benefit-years", Rule("shapley", partial(_shapley, place, count)), value, sets=sets)


def _shapley(place: int, count: int, sets: tuple[float, ...]) -> float:
    """What the measure adds to each set without it, weighted by how many orders begin with that set."""
    total = 0.0
    for bits, avoided in enumerate(sets):
        if not bits >> place & 1:
            size = bits.bit_count()
            weight = math.factorial(size) * math.factorial(count - size - 1) / math.factorial(count)
            total += weight * (sets[bits | 1 << place] - avoided)
    return total


def _sampled(book: ModelBook, key: Key, value: float) -> Trace:
    """Above ten measures orders are drawn; drawn again they are the same, and the parts add up to the whole."""
    names = [quoted(measure) for measure in book.measures]
    me = names.index(key.part)

    def again(whole: float, others: tuple[float, ...]) -> float:
        return whole - sum(others)

    others = tuple(f"contribution_drawn:{name}" for i, name in enumerate(names) if i != me)
    return book.step(key.text, "benefit-years", Rule("shapley_drawn", again), value, whole="package:avoided", others=others)


def contribution_drawn(book: ModelBook, key: Key) -> Trace:
    """The same of another measure, where orders were drawn."""
    measure = find_measure(book, key)

    def draw(whole: float) -> float:
        found = book.bought.measures
        return next(one.part.benefit_years_avoided for one in found if one.measure.id == measure.id)

    return book.step(key.text, "benefit-years", Rule("contribution_drawn", draw), None, whole="package:avoided")


def set_avoided(book: ModelBook, key: Key) -> Trace:
    """Benefit-years that some of the measures avoid together."""
    if not key.part.isdigit() or int(key.part) >= 2 ** min(len(book.measures), EXACT_UP_TO):
        raise book.unknown(key.text)
    own, without = keys_at(f"set:{key.part}/volume", book.months), keys_at("set:0/volume", book.months)
    return book.step(key.text, "benefit-years", AVOIDED, None, own=own, without=without)


# What a table of it says ------------------------------------------------------------------------------------------


def bought(book: ModelBook, key: Key) -> Trace:
    """A number of one measure, or of `all` of them: `bought_cost:ID`."""
    name, whole = key.name.removeprefix("bought_"), key.part == EVERY
    _whole(book, key)
    match name:
        case "avoided":
            return book["package:avoided" if whole else f"contribution:{key.part}"]
        case "cost":
            return book["package:cost" if whole else f"measure_cost:{key.part}"]
        case "price":
            cost, avoided = f"bought_cost:{key.part}", f"bought_avoided:{key.part}"
            return book.step(key.text, "EUR/benefit-year", PRICE, None, cost=cost, avoided=avoided)
    years = book.run.years
    if whole:
        return book.step(key.text, "EUR million", SUM, None, parts=tuple(f"package_year:result@{year}" for year in years))
    measure, count = find_measure(book, key), len(book.measures)
    if not book.bought.exact:
        raise book.unknown(key.text)
    sets = tuple(f"set_result:{bits}" for bits in range(2**count))
    rule = Rule("shapley_result", partial(_shapley, book.measures.index(measure), count))
    return book.step(key.text, "EUR million", rule, None, sets=sets)


def set_result(book: ModelBook, key: Key) -> Trace:
    """Results of all whole years together with some of the measures."""
    if not key.part.isdigit() or int(key.part) >= 2 ** min(len(book.measures), EXACT_UP_TO):
        raise book.unknown(key.text)
    return book.step(key.text, "EUR million", SUM, None, parts=tuple(f"set:{key.part}/result@{year}" for year in book.run.years))


def package_change(book: ModelBook, key: Key) -> Trace:
    """How many benefits fewer, or LKS jobs more, a month has with the package."""
    own = key_at("volume" if key.name == "package_fewer" else "lks_jobs", month_of_key(key))
    if key.name == "package_fewer":
        return book.step(key.text, "benefits", WON, None, own=own, without=WITHOUT + own)
    return book.step(key.text, "jobs", RESULT, None, own=own, without=WITHOUT + own)


ENTRIES: Final[dict[str, Entry]] = {
    "package": Entry(package, parts="won|too_many|avoided|cost|saved|net|price|payback"),
    "package_year": Entry(year_difference, "year", parts="NAME"),
    "package_cost": Entry(package_cost, "month"),
    "measure_cost": Entry(measure_cost, parts="ID"),
    "measure_cost_month": Entry(measure_cost_month, "month", parts="ID", inner=True),
    "no_placements": Entry(no_placements, inner=True),
    "contribution": Entry(contribution, parts="ID"),
    "contribution_drawn": Entry(contribution_drawn, parts="ID", inner=True),
    **{f"bought_{name}": Entry(bought, parts="ID|all") for name in ("avoided", "cost", "price", "result")},
    "set_result": Entry(set_result, parts="SET", inner=True),
    "package_fewer": Entry(package_change, "month"),
    "package_jobs": Entry(package_change, "month"),
    "set_avoided": Entry(set_avoided, parts="SET", inner=True),
}
