"""Bridges: how the BUIG or the lasten of one year become those of the next, and what a step of the share is worth."""

from __future__ import annotations

from typing import Final

from core.analysis.bridges import SHARE_STEP, budget_bridge, city_gap, lasten_bridge, worth_of_share
from core.trace.book import Entry, Key, year_of_key
from core.trace.model import ModelBook
from core.trace.node import Rule, Trace

MACRO: Final = Rule(
    "macro_effect",
    lambda share, now, now_lks, then, then_lks: share * ((now - now_lks) - (then - then_lks)),
    "{share} × (({now} − {now_lks}) − ({then} − {then_lks}))",
)
SHARE: Final = Rule(
    "share_effect",
    lambda now, then, macro, macro_lks: (now - then) * (macro - macro_lks),
    "({now} − {then}) × ({macro} − {macro_lks})",
)
CHANGE: Final = Rule("change", lambda after, before: after - before, "{after} − {before}")
OTHER: Final = Rule("other_effect", lambda now, then, effects: now - then - sum(effects), "{now} − {then} − ({effects})")
VOLUME: Final = Rule(
    "volume_effect",
    lambda now, then, price_now, price_then: (now / price_now - then / price_then) * price_then,
    "({now} ÷ {price_now} − {then} ÷ {price_then}) × {price_then}",
)
PRICE: Final = Rule("price_effect", lambda now, then, volume: now - then - volume, "{now} − {then} − {volume}")
WORTH: Final = Rule(
    "worth_of_share", lambda macro, macro_lks: SHARE_STEP * (macro - macro_lks), "1/1000 × ({macro} − {macro_lks})"
)
CITY_GAP: Final = Rule("city_gap", lambda assumed, buig: assumed - buig, "{assumed} − {buig}")
EFFECTS: Final = ("macro_effect", "share_effect", "lks_effect", "feedback_effect")


def _pair(book: ModelBook, key: Key) -> tuple[int, int]:
    year = year_of_key(key)
    book.year_row(year)
    book.year_row(year - 1)
    return year - 1, year


def of_budget(book: ModelBook, key: Key) -> Trace:
    """One effect on the BUIG from the year before."""
    then, now = _pair(book, key)
    found = budget_bridge(book.run, then, now)
    values = {name: getattr(found, name) for name in (*EFFECTS, "other_effect")}
    if key.part not in values:
        raise book.unknown(key.text)
    value = values[key.part]
    match key.part:
        case "macro_effect":
            years = {"now": f"macro_budget@{now}", "now_lks": f"macro_lks@{now}", "then": f"macro_budget@{then}"}
            return book.step(
                key.text, "EUR million", MACRO, value, share=f"buig_share@{then}", **years, then_lks=f"macro_lks@{then}"
            )
        case "share_effect":
            shares = {"now": f"buig_share@{now}", "then": f"buig_share@{then}"}
            return book.step(
                key.text, "EUR million", SHARE, value, **shares, macro=f"macro_budget@{now}", macro_lks=f"macro_lks@{now}"
            )
        case "lks_effect":
            return book.step(key.text, "EUR million", CHANGE, value, after=f"lks_part@{now}", before=f"lks_part@{then}")
        case "feedback_effect":
            return _feedback(book, key, value)
    effects = tuple(f"buig_bridge:{name}@{now}" for name in EFFECTS)
    return book.step(key.text, "EUR million", OTHER, value, now=f"buig@{now}", then=f"buig@{then}", effects=effects)


def _feedback(book: ModelBook, key: Key, value: float) -> Trace:
    then, now = _pair(book, key)
    rule = Rule("feedback_effect", lambda after, before=0.0: before - after)
    before = {"before": f"feedback@{then}"} if then > book.years[0] else {}
    return book.step(key.text, "EUR million", rule, value, after=f"feedback@{now}", **before)


def of_lasten(book: ModelBook, key: Key) -> Trace:
    """One effect on the lasten from the year before."""
    then, now = _pair(book, key)
    found = lasten_bridge(book.run, book.baseline, then, now)
    years = {"now": f"bijstand_lasten@{now}", "then": f"bijstand_lasten@{then}"}
    match key.part:
        case "volume_effect":
            prices = {"price_now": f"price@{now}", "price_then": f"price@{then}"}
            return book.step(key.text, "EUR million", VOLUME, found.volume_effect, **years, **prices)
        case "price_effect":
            volume = f"lasten_bridge:volume_effect@{now}"
            return book.step(key.text, "EUR million", PRICE, found.price_effect, **years, volume=volume)
        case "lks_effect":
            after, before = f"lks_lasten@{now}", f"lks_lasten@{then}"
            return book.step(key.text, "EUR million", CHANGE, found.lks_effect, after=after, before=before)
    raise book.unknown(key.text)


def worth(book: ModelBook, key: Key) -> Trace:
    """What a tenth of a percentage point of the share is worth in a year."""
    year = year_of_key(key)
    book.year_row(year)
    value = worth_of_share(book.run)[year]
    return book.step(key.text, "EUR million", WORTH, value, macro=f"macro_budget@{year}", macro_lks=f"macro_lks@{year}")


def to_city(book: ModelBook, key: Key) -> Trace:
    """How far the BUIG stays under what the city's own budget assumed."""
    found = city_gap(book.run, book.baseline)
    if found is None:
        raise book.unknown(key.text)
    return book.step(key.text, "EUR million", CITY_GAP, found.gap, assumed="quantity:city_budget", buig=f"buig@{found.year}")


ENTRIES: Final[dict[str, Entry]] = {
    "buig_bridge": Entry(of_budget, "year", parts="EFFECT"),
    "lasten_bridge": Entry(of_lasten, "year", parts="EFFECT"),
    "worth_of_share": Entry(worth, "year"),
    "city_gap": Entry(to_city),
}
