"""What tables and sentences say of other numbers: how far two are apart, where a year begins and ends, and who pays what."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from core.analysis.draws import Layout, layout_from, layout_of
from core.analysis.flows import WAYS_IN, WAYS_OUT
from core.analysis.foreseen import Foreseen, foreseen, foreseen_from
from core.analysis.lks import GROUPS
from core.analysis.pace import pace
from core.analysis.uncertainty import Spreads
from core.model.tenure import FIRST_YEAR
from core.trace.book import Entry, Key, month_of_key, year_of_key
from core.trace.budget import PAID, rule_keys
from core.trace.chance import FIELDS, SPREAD_KEYS
from core.trace.estimate import foreseen_keys, known_with
from core.trace.model import ModelBook, key_at
from core.trace.node import SUM, Rule, Trace
from core.trace.pairs import count_key

GROUP_NAMES: Final = ("quarter", "half", "first_year", "longer")
CHANGE: Final = Rule("change", lambda after, before: after - before, "{after} − {before}")
MEAN_VOLUME: Final = Rule("mean_volume", lambda lasten, price: lasten * 1e6 / price, "{lasten} × 10⁶ ÷ {price}")
USED: Final = Rule("reserve_used", lambda result, vangnet, funds: -result - vangnet - funds, "−{result} − {vangnet} − {funds}")
SHORT: Final = Rule("reserve_short", lambda needed, reserve: needed - reserve, "{needed} − {reserve}")
DEFICIT: Final = Rule("deficit", lambda result: -result, "−{result}")
PART: Final = Rule("deficit_share", lambda deficit, budget: deficit / budget if budget > 1e-6 else 0.0, "{deficit} ÷ {budget}")
SIZES: Final[dict[str, Callable[[Foreseen, Layout], float]]] = {
    "walk": lambda found, _: found.pool.walk.scale,
    "start": lambda found, _: found.pool.walk.start,
    "revised": lambda _, layout: layout.revised,
}
"""Sizes of the draws that are estimated from the counts: of the walk, of the start, of national budgets that are not settled."""
PART_OF_JOBS: Final = Rule("tenure_share", lambda longer, jobs: longer / jobs, "{longer} ÷ {jobs}")
LOST: Final = Rule("survival_lost", lambda left: 1.0 - left, "1 − {left}")


def apart(book: ModelBook, key: Key) -> Trace:
    """How far two numbers are apart, the earlier one first: `apart:lasten@2026~lasten@2027`."""
    before, _, after = key.text.partition(":")[2].partition("~")
    return book.step(key.text, book[after].unit, CHANGE, None, after=after, before=before)


def apart_shown(book: ModelBook, key: Key) -> Trace:
    """The same of both as they are shown, so that a reader who subtracts finds it: `apart_shown:1:KEY~KEY`."""
    decimals, _, pair = key.text.partition(":")[2].partition(":")
    before, _, after = pair.partition("~")
    if decimals not in ("0", "1"):
        raise book.unknown(key.text)
    rule = Rule("apart_shown", lambda after, before: round(after, int(decimals)) - round(before, int(decimals)))
    return book.step(key.text, book[after].unit, rule, None, after=after, before=before)


def later(book: ModelBook, key: Key) -> Trace:
    """How many months the second of two months is after the first: `later:KEY~KEY`."""
    before, _, after = key.text.partition(":")[2].partition("~")
    if any(math.isinf(book[one].value) for one in (before, after)):
        raise book.unknown(key.text)
    return book.step(key.text, "months", CHANGE, None, after=after, before=before)


def ways_together(book: ModelBook, key: Key) -> Trace:
    """What a year adds to the caseload, or takes from it: `ways_in@2027`."""
    year = year_of_key(key)
    ways = WAYS_IN if key.name == "ways_in" else WAYS_OUT
    return book.step(key.text, "benefits", SUM, None, parts=tuple(f"{way}@{year}" for way in ways))


def net_monthly(book: ModelBook, key: Key) -> Trace:
    """How many benefits a month of a year adds on average."""
    year = year_of_key(key)
    months = sum(month // 12 == year for month in book.months)
    rule = Rule("net_monthly", lambda net: net / months)
    return book.step(key.text, "benefits", rule, None, net=f"net@{year}")


def tenure_share(book: ModelBook, key: Key) -> Trace:
    """Part of the jobs that runs a year or longer."""
    month = month_of_key(key)
    needs = {"longer": key_at("tenure_group:longer", month), "jobs": key_at("lks_jobs", month)}
    return book.step(key.text, "share", PART_OF_JOBS, None, **needs)


def vangnet_later(book: ModelBook, key: Key) -> Trace:
    """What the safety net still pays after the run over its last years."""
    years = list(book.run.years)[-PAID:]
    if not years:
        raise book.unknown(key.text)
    return book.step(key.text, "EUR million", SUM, None, parts=tuple(f"vangnet_granted@{year}" for year in years))


def year_ends(book: ModelBook, key: Key) -> Trace:
    """The stock where a year of the run begins or ends: `year_volume:start@2026`; the run can begin or end within the year."""
    year = year_of_key(key)
    if year not in book.years or key.part not in ("start", "end"):
        raise book.unknown(key.text)
    month = max(12 * year - 1, book.first) if key.part == "start" else min(12 * year + 11, book.months[-1])
    return book[key_at("volume" if key.name == "year_volume" else "lks_jobs", month)]


def tenure_group(book: ModelBook, key: Key) -> Trace:
    """Running jobs of some months: `tenure_group:quarter@2026-03`."""
    if key.part not in GROUP_NAMES:
        raise book.unknown(key.text)
    low, high = GROUPS[GROUP_NAMES.index(key.part)]
    parts = tuple(key_at(f"tenure:{months}", month_of_key(key)) for months in range(low, high))
    return book.step(key.text, "jobs", SUM, None, parts=parts)


def survival_lost(book: ModelBook, key: Key) -> Trace:
    """Part of started jobs that stops within a year."""
    return book.step(key.text, "share", LOST, None, left=f"survival:{FIRST_YEAR}")


def mean_volume(book: ModelBook, key: Key) -> Trace:
    """Mean number of benefits of a year, of which the price is paid."""
    year = year_of_key(key)
    return book.step(key.text, "benefits", MEAN_VOLUME, None, lasten=f"bijstand_lasten@{year}", price=f"price@{year}")


def reserve_used(book: ModelBook, key: Key) -> Trace:
    """What the reserve puts into a year; less than nothing when it grows."""
    year = year_of_key(key)
    needs = {"result": f"result@{year}", "vangnet": f"vangnet_received@{year}", "funds": f"general_funds@{year}"}
    return book.step(key.text, "EUR million", USED, None, **needs)


def reserve_short(book: ModelBook, key: Key) -> Trace:
    """How much more a certainty asks than there was."""
    return book.step(key.text, "EUR million", SHORT, None, needed=f"reserve_needed:{key.part}", reserve="quantity:reserve")


def deficit(book: ModelBook, key: Key) -> Trace:
    """What a year lacks."""
    return book.step(key.text, "EUR million", DEFICIT, None, result=f"result@{year_of_key(key)}")


def deficit_share(book: ModelBook, key: Key) -> Trace:
    """What a year lacks as a part of its budget."""
    year = year_of_key(key)
    return book.step(key.text, "share", PART, None, deficit=f"deficit@{year}", budget=f"buig@{year}")


def cumulative_deficit(book: ModelBook, key: Key) -> Trace:
    """What a year and the two before it lack together, as far as the run knows them."""
    year = year_of_key(key)
    parts = tuple(f"deficit@{one}" for one in range(max(year - PAID, book.run.years[0]), year + 1))
    return book.step(key.text, "EUR million", SUM, None, parts=parts)


def vangnet_rule(book: ModelBook, key: Key) -> Trace:
    """A tier of the safety net that holds in a year: `vangnet_rule:own_risk@2026`."""
    keys = rule_keys(book, "vangnet", "", year_of_key(key))
    if key.part not in keys:
        raise book.unknown(key.text)
    return book[keys[key.part]]


def size(book: ModelBook, key: Key) -> Trace:
    """How wide a source of chance is, as the counts say: `size:walk`."""
    read = SIZES.get(key.part)
    if read is None:
        raise book.unknown(key.text)
    baseline = book.baseline

    def compute(**values: Any) -> float:
        changed: dict[str, Any] = {name: values[spread] for spread, name in FIELDS.items()}
        found = foreseen_from(baseline, known_with(baseline, {role: values[role] for role in foreseen_keys(baseline)}))
        return read(found, layout_from(baseline, found, replace(Spreads.of(baseline), **changed)))

    rule = Rule(f"size_{key.part}", compute, assumed=True)
    return book.step(
        key.text, "share", rule, read(foreseen(baseline), layout_of(baseline)), **SPREAD_KEYS, **foreseen_keys(baseline)
    )


def fall(book: ModelBook, key: Key) -> Trace:
    """How much the caseload must fall a month, from the reference month to the target's."""
    found = pace(book.baseline)
    if found is None:
        raise book.unknown(key.text)
    rule = Rule("pace_asked", lambda stock, target: (stock - target) / found.months)
    return book.step(key.text, "benefits/month", rule, found.fall, stock="quantity:volume", target="quantity:target_volume")


def counted_on(book: ModelBook, key: Key) -> Trace:
    """The published count of a day."""
    return book[count_key(book, dt.date.fromisoformat(key.text.rpartition("@")[2]))]


ENTRIES: Final[dict[str, Entry]] = {
    "apart": Entry(apart, "free", parts="KEY~KEY"),
    "apart_shown": Entry(apart_shown, "free", parts="DECIMALS:KEY~KEY"),
    "later": Entry(later, "free", parts="KEY~KEY"),
    "year_volume": Entry(year_ends, "year", parts="start|end"),
    "year_jobs": Entry(year_ends, "year", parts="start|end"),
    "tenure_group": Entry(tenure_group, "month", parts="quarter|half|first_year|longer"),
    "ways_in": Entry(ways_together, "year"),
    "ways_out": Entry(ways_together, "year"),
    "net_monthly": Entry(net_monthly, "year"),
    "tenure_share": Entry(tenure_share, "month"),
    "vangnet_later": Entry(vangnet_later),
    "survival_lost": Entry(survival_lost),
    "mean_volume": Entry(mean_volume, "year"),
    "reserve_used": Entry(reserve_used, "year"),
    "reserve_short": Entry(reserve_short, parts="90|95"),
    "deficit": Entry(deficit, "year"),
    "deficit_share": Entry(deficit_share, "year"),
    "cumulative_deficit": Entry(cumulative_deficit, "year"),
    "vangnet_rule": Entry(vangnet_rule, "year", parts="own_risk|full_from|half_rate"),
    "size": Entry(size, parts="walk|start|revised"),
    "pace": Entry(fall),
    "counted_on": Entry(counted_on, "day"),
}
