"""How the lasten come about: price, price level, and the cost of a month and of a year."""

from __future__ import annotations

from typing import Final

from core.model.calendar import in_force, month_of_year, year_of
from core.trace.book import Entry, Key, month_of_key, same_year, year_of_key
from core.trace.given import baseline_given
from core.trace.model import ModelBook, key_at, keys_at
from core.trace.node import SUM, Rule, Trace


def _price_of_reference(lasten: float, lks_jobs: float, lks_cost: float, year_start: float, reference: float) -> float:
    return (lasten * 1e6 - lks_jobs * lks_cost) / ((year_start + reference) / 2)


def _settled_bijstand(months: float, price: float, year_start: float, reference: float) -> float:
    return months / 12 * price * (year_start + reference) / 2 / 1e6


REFERENCE_PRICE: Final = Rule(
    "price_of_reference", _price_of_reference, "({lasten} × 10⁶ − {lks_jobs} × {lks_cost}) ÷ (({year_start} + {reference}) ÷ 2)"
)
PRICE: Final = Rule("price", lambda reference, index: reference * index, "{reference} × {index}")
INDEX: Final = Rule("price_index", lambda growth, before=1.0: before * (1 + growth), "{before} × (1 + {growth})")
SETTLED_BIJSTAND: Final = Rule(
    "settled_bijstand", _settled_bijstand, "{months} ÷ 12 × {price} × ({year_start} + {reference}) ÷ 2 ÷ 10⁶"
)
SETTLED_LKS: Final = Rule(
    "settled_lks", lambda months, cost, jobs: months / 12 * cost * jobs / 1e6, "{months} ÷ 12 × {cost} × {jobs} ÷ 10⁶"
)
BIJSTAND: Final = Rule(
    "bijstand_lasten",
    lambda price, before, after: price / 12 * (before + after) / 2 / 1e6,
    "{price} ÷ 12 × ({before} + {after}) ÷ 2 ÷ 10⁶",
)
LKS: Final = Rule(
    "lks_lasten",
    lambda cost, before, after, index=1.0: cost * index / 12 * (before + after) / 2 / 1e6,
    "{cost} × {index} ÷ 12 × ({before} + {after}) ÷ 2 ÷ 10⁶",
)
LKS_YEAR: Final = Rule(
    "lks_lasten_before",
    lambda cost, index, before, after: cost * index * (before + after) / 2 / 1e6,
    "{cost} × {index} × ({before} + {after}) ÷ 2 ÷ 10⁶",
)
LASTEN: Final = Rule("lasten", lambda bijstand, lks: bijstand + lks, "{bijstand} + {lks}")
FIRST_YEAR: Final = Rule("year_with_settled", lambda settled, parts: settled + sum(parts), "{settled} + {parts}")


def price(book: ModelBook, key: Key) -> Trace:
    """Cost of one benefit in a year."""
    year, first = year_of_key(key), book.baseline.price_year
    if not first <= year <= book.years[-1]:
        raise book.no_year(year)
    value = book.parameters.price[year]
    if year > first:
        return book.step(key.text, "EUR/benefit/year", PRICE, value, reference=f"price@{first}", index=f"price_index@{year}")
    if not book.settled:
        return book[f"origin/{key.text}"]
    return book.step(
        key.text, "EUR/benefit/year", REFERENCE_PRICE, value,
        lasten="quantity:expected_lasten", lks_jobs="quantity:lks_mean_jobs", lks_cost="quantity:lks_cost",
        year_start="quantity:volume_year_start", reference="quantity:volume",
    )  # fmt: skip


def price_index(book: ModelBook, key: Key) -> Trace:
    """Price level of a year; the year whose prices the LKS cost is in is 1."""
    year, first = year_of_key(key), book.baseline.price_year
    if not first < year <= book.years[-1]:
        raise book.no_year(year)
    growth = in_force({known: known for known in book.baseline.by_year("price_growth")}, year)
    before = {"before": f"price_index@{year - 1}"} if year - 1 > first else {}
    value = book.parameters.price_index[year]
    return book.step(key.text, "factor", INDEX, value, **before, growth=f"quantity:price_growth@{growth}")


def elapsed(book: ModelBook, key: Key) -> Trace:
    """Months of the reference year up to and including the reference month."""
    return book.leaf(key.text, month_of_year(book.first) + 1, "months", baseline_given(book.baseline, "reference_month"))


def settled(book: ModelBook, key: Key) -> Trace:
    """Cost of the months of the reference year that lie before the run."""
    settled_year = book.parameters.settled
    if settled_year is None:
        raise book.unknown(key.text)
    if key.name == "settled_bijstand":
        return book.step(
            key.text, "EUR million", SETTLED_BIJSTAND, settled_year.bijstand, months="elapsed",
            price=f"price@{book.years[0]}", year_start="quantity:volume_year_start", reference="quantity:volume",
        )  # fmt: skip
    return book.step(
        key.text, "EUR million", SETTLED_LKS, settled_year.lks,
        months="elapsed", cost="quantity:lks_cost", jobs="quantity:lks_mean_jobs",
    )  # fmt: skip


def bijstand_lasten(book: ModelBook, key: Key) -> Trace:
    """Cost of benefits of a month or a year."""
    if key.month is None:
        return _year(book, key, "settled_bijstand")
    month = month_of_key(key)
    value = book.run.bijstand_lasten[book.row(month), 0]
    before, after = key_at("volume", month - 1), key_at("volume", month)
    return book.step(key.text, "EUR million", BIJSTAND, value, price=f"price@{year_of(month)}", before=before, after=after)


def lks_lasten(book: ModelBook, key: Key) -> Trace:
    """Cost of LKS jobs of a month or a year."""
    if key.month is None:
        return _year(book, key, "settled_lks")
    month = month_of_key(key)
    index = {"index": f"price_index@{year_of(month)}"} if year_of(month) > book.baseline.price_year else {}
    return book.step(
        key.text, "EUR million", LKS, book.run.lks_lasten[book.row(month), 0], cost="lever:lks_cost", **index,
        before=key_at("lks_jobs", month - 1), after=key_at("lks_jobs", month),
    )  # fmt: skip


def lks_lasten_before(book: ModelBook, key: Key) -> Trace:
    """LKS-lasten of the year before the account, which the origin's path gives."""
    if book.settled:
        raise book.unknown(key.text)
    year = book.years[0] - 1
    return book.step(
        key.text, "EUR million", LKS_YEAR, book.parameters.lks_lasten_before, cost="quantity:lks_cost",
        index=f"price_index@{year}", before=f"origin/lks_jobs@{year - 1}-12", after=f"origin/lks_jobs@{year}-12",
    )  # fmt: skip


def _year(book: ModelBook, key: Key, before: str) -> Trace:
    year = year_of_key(key)
    values = book.run.year_bijstand_lasten if key.name == "bijstand_lasten" else book.run.year_lks_lasten
    value, parts = values[book.year_row(year), 0], keys_at(key.name, same_year(book.months, year))
    if year == book.years[0] and book.settled:
        return book.step(key.text, "EUR million", FIRST_YEAR, value, settled=before, parts=parts)
    return book.step(key.text, "EUR million", SUM, value, parts=parts)


def lasten(book: ModelBook, key: Key) -> Trace:
    """Benefits and LKS together."""
    when = key.text.rpartition("@")[2]
    if key.month is None:
        value = book.run.lasten[book.year_row(year_of_key(key)), 0]
    else:
        t = book.row(month_of_key(key))
        value = book.run.bijstand_lasten[t, 0] + book.run.lks_lasten[t, 0]
    return book.step(key.text, "EUR million", LASTEN, float(value), bijstand=f"bijstand_lasten@{when}", lks=f"lks_lasten@{when}")


ENTRIES: Final[dict[str, Entry]] = {
    "price": Entry(price, "year"),
    "price_index": Entry(price_index, "year"),
    "elapsed": Entry(elapsed, inner=True),
    "settled_bijstand": Entry(settled),
    "settled_lks": Entry(settled),
    "lks_lasten_before": Entry(lks_lasten_before),
    "bijstand_lasten": Entry(bijstand_lasten, "either"),
    "lks_lasten": Entry(lks_lasten, "either"),
    "lasten": Entry(lasten, "either"),
}
