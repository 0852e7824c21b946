"""How the BUIG, the result, the safety net and the reserve come about."""

from __future__ import annotations

from typing import Final

from core.model.calendar import in_force, january, month_of_year, year_of
from core.model.parameters import Floats
from core.trace.book import Entry, Key, month_of_key, same_year, year_of_key
from core.trace.given import convention
from core.trace.model import ModelBook, key_at
from core.trace.node import SUM, Needs, Rule, Trace

PAID: Final = 2
"""Years after which a safety net payment arrives; also how many years before are added up for it."""
SEEN: Final = 3
"""Years that the extended safety net looks back."""
CENT: Final = 1e-8


def _buig(share: float, macro: float, macro_lks: float, lks_part: float, feedback: float = 0.0) -> float:
    return share * (macro - macro_lks) + lks_part - feedback


def _residual(total: float, share: float, macro: float, macro_lks: float) -> float:
    return total - share * (macro - macro_lks)


def _tiers(deficit: float, budget: float, own_risk: float, full_from: float, half_rate: float) -> float:
    half = min(max(deficit - own_risk * budget, 0.0), (full_from - own_risk) * budget)
    return half_rate * half + max(deficit - full_from * budget, 0.0)


def _vangnet(
    result: float, earlier: tuple[float, ...], budget: float, own_risk: float, full_from: float, half_rate: float,
    earlier_budgets: tuple[float, ...] = (), wider_own_risk: float = 1.0, wider_full_from: float = 1.0,
    wider_half_rate: float = 0.0,
) -> float:  # fmt: skip
    """Nothing under the own risk; the years together must pass it too; with the extended variant what gives more."""
    deficit, before = -result, [-one for one in earlier]
    over = deficit - own_risk * budget >= CENT and deficit + sum(before[-PAID:]) - own_risk * budget >= CENT
    amount = _tiers(deficit, budget, own_risk, full_from, half_rate) if over else 0.0
    met = sum(one - wider_own_risk * total > -CENT for one, total in zip(before, earlier_budgets, strict=False))
    if earlier_budgets and met >= 2 and deficit - wider_own_risk * budget >= CENT:
        amount = max(amount, _tiers(deficit, budget, wider_own_risk, wider_full_from, wider_half_rate))
    return amount


INDEXED: Final = Rule("indexed_budget", lambda published, more: published * (1 + more), "{published} × (1 + {more})")
GROWN: Final = Rule("grown_budget", lambda before, growth: before * (1 + growth), "{before} × (1 + {growth})")
RESIDUAL: Final = Rule("lks_part_residual", _residual, "{total} − {share} × ({macro} − {macro_lks})")
REIMBURSED: Final = Rule(
    "lks_part",
    lambda spent, national, national_before: spent * national / national_before,
    "{spent} × {national} ÷ {national_before}",
)
SHARE_KEPT: Final = Rule("share_kept", lambda share: share, "{share}", assumed=True)
BUIG: Final = Rule("buig", _buig, "{share} × ({macro} − {macro_lks}) + {lks_part} − {feedback}")
TWELFTH: Final = Rule("twelfth", lambda year: year / 12, "{year} ÷ 12")
FEEDBACK: Final = Rule("feedback", lambda part, base, own: part * (base - own), "{part} × ({base} − {own})")
RESULT: Final = Rule("result", lambda buig, lasten: buig - lasten, "{buig} − {lasten}")
VANGNET: Final = Rule("vangnet", _vangnet)
RECEIVED: Final = Rule("vangnet_received", lambda granted: granted)
RESERVE: Final = Rule(
    "reserve", lambda before, result, vangnet=0.0: max(before + result + vangnet, 0.0), "max(0; {before} + {result} + {vangnet})"
)
FUNDS: Final = Rule(
    "general_funds",
    lambda before, result, vangnet=0.0: max(-(before + result + vangnet), 0.0),
    "max(0; −({before} + {result} + {vangnet}))",
)
AT_FIRST: Final = Rule(
    "position_at_first",
    lambda reserve, buig, months, bijstand, lks: reserve + buig * months / 12 - bijstand - lks,
    "{reserve} + {buig} × {months} ÷ 12 − {bijstand} − {lks}",
)
POSITION: Final = Rule(
    "position",
    lambda before, buig, lasten, vangnet=0.0: before + buig - lasten + vangnet,
    "{before} + {buig} − {lasten} + {vangnet}",
)
FLOOR: Final = Rule("floor", lambda position: max(position, 0.0), "max(0; {position})")
BELOW: Final = Rule("below", lambda position: max(-position, 0.0), "max(0; −{position})")


def _known_year(book: ModelBook, key: Key) -> int:
    year = year_of_key(key)
    if year not in book.years:
        raise book.no_year(year)
    return year


def _yearly(book: ModelBook, key: Key, values: Floats) -> float | None:
    """The model's own value of a whole year; None in the year that the horizon cuts, where the rule gives it."""
    year = year_of_key(key)
    return float(values[book.run.years.index(year), 0]) if year in book.run.years else None


def national(book: ModelBook, key: Key) -> Trace:
    """The national budget of a year, or its LKS part: published, else grown."""
    year, macro = year_of_key(key), key.name == "macro_budget"
    published = book.parameters.macro if macro else book.parameters.macro_lks
    if year != book.years[0] - 1 or year not in published:
        year = _known_year(book, key)
    if year in published:
        return _published(book, key, published[year])
    value = _yearly(book, key, book.run.budget.macro if macro else book.run.budget.macro_lks)
    return book.step(key.text, "EUR million", GROWN, value, before=f"{key.name}@{year - 1}", growth="lever:macro_growth")


def _published(book: ModelBook, key: Key, value: float) -> Trace:
    """A published national amount: as it stands, or with the indexation that is expected of it."""
    quantity = f"quantity:{key.text}"
    if value == book[quantity].value:
        return book[quantity]
    return book.step(key.text, "EUR million", INDEXED, value, published=quantity, more="quantity:macro_indexation")


def buig_share(book: ModelBook, key: Key) -> Trace:
    """The city's share of a year: the published one of the settled year, then the lever, which is kept after the last one."""
    year = _known_year(book, key)
    if year == book.years[0] and book.settled:
        return book[f"quantity:buig_share@{year}"]
    share = book["lever:buig_share"]
    chosen = share.given is not None and share.given.status == "moved"
    if chosen or year <= max(book.baseline.by_year("buig_share")):
        return share
    return book.step(key.text, "share", SHARE_KEPT, share.value, share="lever:buig_share")


def lks_part(book: ModelBook, key: Key) -> Trace:
    """The LKS part of the city's budget: what a published total leaves, else last year's LKS-lasten at the state's pace."""
    year = _known_year(book, key)
    value = _yearly(book, key, book.run.budget.lks_part)
    if year in book.parameters.lks_part:
        names = {"total": "buig_total", "share": "buig_share", "macro": "macro_at_total", "macro_lks": "macro_lks"}
        needs = {role: f"quantity:{name}@{year}" for role, name in names.items()}
        return book.step(key.text, "EUR million", RESIDUAL, value, **needs)
    spent = f"lks_lasten@{year - 1}" if year > book.years[0] else "lks_lasten_before"
    return book.step(
        key.text, "EUR million", REIMBURSED, value, spent=spent,
        national=f"macro_lks@{year}", national_before=f"macro_lks@{year - 1}",
    )  # fmt: skip


def feedback(book: ModelBook, key: Key) -> Trace:
    """What comes off for an own saving of the year before, through the national budget."""
    year = _known_year(book, key)
    if year == book.years[0]:
        raise book.no_year(year)
    return book.step(
        key.text, "EUR million", FEEDBACK, _yearly(book, key, book.run.budget.feedback) if _feeds(book) else None,
        part="lever:macro_feedback", base=f"base/bijstand_lasten@{year - 1}", own=f"bijstand_lasten@{year - 1}",
    )  # fmt: skip


def _feeds(book: ModelBook) -> bool:
    return book.levers["macro_feedback"] != 0.0


def buig(book: ModelBook, key: Key) -> Trace:
    """What the state pays: of a year, or a twelfth of it."""
    if key.month is not None:
        value = book.run.buig[book.row(key.month), 0]
        return book.step(key.text, "EUR million", TWELFTH, value, year=f"buig@{year_of(key.month)}")
    year = _known_year(book, key)
    if year == book.years[0] and book.settled:
        return book[f"quantity:buig_total@{year}"]
    # Of the year that the horizon cuts the run keeps the twelfths alone.
    value = _yearly(book, key, book.run.budget.total)
    if value is None:
        value = 12.0 * float(book.run.buig[same_year(book.months, year)[0] - book.months[0], 0])
    needs = {role: f"{name}@{year}" for role, name in (("macro", "macro_budget"), ("macro_lks",) * 2, ("lks_part",) * 2)}
    if _feeds(book):
        needs["feedback"] = f"feedback@{year}"
    return book.step(key.text, "EUR million", BUIG, value, share=f"buig_share@{year}", **needs)


def result(book: ModelBook, key: Key) -> Trace:
    """BUIG less lasten; a deficit is negative."""
    year = year_of_key(key)
    value = book.run.result[book.year_row(year), 0]
    return book.step(key.text, "EUR million", RESULT, value, buig=f"buig@{year}", lasten=f"lasten@{year}")


# The safety net ----------------------------------------------------------------------------------------------------


def vangnet_granted(book: ModelBook, key: Key) -> Trace:
    """What the safety net grants over a year."""
    year = year_of_key(key)
    value = book.run.account.vangnet_granted[book.year_row(year), 0]
    wider = book.levers["vangnet_extended"] == 1.0 and year >= min(book.parameters.vangnet_extended, default=year + 1)
    before = [one for one in range(year - (SEEN if wider else PAID), year) if one >= book.years[0]]
    needs: dict[str, str | tuple[str, ...]] = {"result": f"result@{year}", "budget": f"buig@{year}"}
    needs["earlier"] = tuple(f"result@{one}" for one in before) + (() if len(before) >= PAID else ("deficits_before",))
    needs |= rule_keys(book, "vangnet", "", year)
    if wider:
        needs["earlier_budgets"] = tuple(f"buig@{one}" for one in before)
        needs |= rule_keys(book, "vangnet_extended", "wider_", year)
    return book.step(key.text, "EUR million", VANGNET, value, **needs)


def rule_keys(book: ModelBook, kind: str, role: str, year: int) -> dict[str, str]:
    """Keys of the tiers that hold in a year: its own, the last earlier ones, or the first."""
    known = {one: one for one in book.baseline.by_year(f"{kind}_own_risk")}
    rule = in_force(known, year) if min(known) <= year else min(known)
    return {f"{role}{part}": f"quantity:{kind}_{part}@{rule}" for part in ("own_risk", "full_from", "half_rate")}


def deficits_before(book: ModelBook, key: Key) -> Trace:
    """Deficits of years of which nothing is known."""
    return book.leaf(key.text, 0.0, "EUR million", convention("deficits_before"))


def vangnet_received(book: ModelBook, key: Key) -> Trace:
    """What arrives in a year: granted over the year two before."""
    year = _known_year(book, key)
    if year - PAID < book.years[0]:
        return book["deficits_before"]
    value = _yearly(book, key, book.run.account.vangnet_received)
    return book.step(key.text, "EUR million", RECEIVED, value, granted=f"vangnet_granted@{year - PAID}")


# The reserve -------------------------------------------------------------------------------------------------------


def _opening(book: ModelBook) -> str:
    """Key of the reserve before the first result: the baseline's, or the nothing that is reckoned with when none is known."""
    return "no_reserve" if book.baseline.find("reserve") is None else "quantity:reserve"


def no_reserve(book: ModelBook, key: Key) -> Trace:
    """Nobody said what the reserve is: what is short falls to reserve and general funds together."""
    return book.leaf(key.text, 0.0, "EUR million", convention("no_reserve"))


def _account(book: ModelBook, year: int) -> Needs:
    before = f"reserve@{year - 1}" if year > book.years[0] else _opening(book)
    arrives = {"vangnet": f"vangnet_received@{year}"} if year - PAID >= book.years[0] else {}
    return {"before": before, "result": f"result@{year}"} | arrives


def reserve(book: ModelBook, key: Key) -> Trace:
    """What is left of the reserve at the end of a year or a month."""
    if key.month is not None:
        value = book.run.reserve[_from_first(book, key.month), 0]
        return book.step(key.text, "EUR million", FLOOR, value, position=key_at("position", key.month))
    year = year_of_key(key)
    value = book.run.account.reserve[book.year_row(year), 0]
    return book.step(key.text, "EUR million", RESERVE, value, **_account(book, year))


def general_funds(book: ModelBook, key: Key) -> Trace:
    """What a year takes from the general funds; of a month, what its year took so far; without one, what all years take."""
    if key.year is None:
        return book["general_funds_total"]
    if key.month is not None:
        value = book.run.general_funds[_from_first(book, key.month), 0]
        return book.step(key.text, "EUR million", BELOW, value, position=key_at("position", key.month))
    year = year_of_key(key)
    value = book.run.account.general_funds[book.year_row(year), 0]
    return book.step(key.text, "EUR million", FUNDS, value, **_account(book, year))


def funds_total(book: ModelBook, key: Key) -> Trace:
    """What all whole years of the run take from the general funds."""
    if not len(book.run.years):
        return book.leaf(key.text, 0.0, "EUR million", convention("no_whole_year"))
    parts = tuple(f"general_funds@{year}" for year in book.run.years)
    return book.step(key.text, "EUR million", SUM, book.outcome.general_funds, parts=parts)


def _from_first(book: ModelBook, month: int) -> int:
    return 0 if month == book.first else book.row(month) + 1


def position(book: ModelBook, key: Key) -> Trace:
    """Where the reserve would stand at the end of a month if it could be less than nothing."""
    month = month_of_key(key)
    t = _from_first(book, month)
    value = float(book.run.reserve[t, 0] - book.run.general_funds[t, 0])
    if month == book.first and not book.settled:
        return book["quantity:reserve"]
    if month == book.first:
        return book.step(
            key.text, "EUR million", AT_FIRST, value, reserve=_opening(book),
            buig=f"quantity:buig_total@{book.years[0]}", months="elapsed", bijstand="settled_bijstand", lks="settled_lks",
        )  # fmt: skip
    year = year_of(month)
    needs = {"before": key_at("position", month - 1), "buig": key_at("buig", month), "lasten": key_at("lasten", month)}
    if month == january(year) and year > book.years[0]:
        # What the year before lacked the general funds have paid.
        needs["before"] = f"reserve@{year - 1}"
    if month_of_year(month) == 2 and year - PAID >= book.years[0]:
        needs["vangnet"] = f"vangnet_received@{year}"
    return book.step(key.text, "EUR million", POSITION, value, **needs)


ENTRIES: Final[dict[str, Entry]] = {
    "macro_budget": Entry(national, "year"),
    "macro_lks": Entry(national, "year"),
    "buig_share": Entry(buig_share, "year"),
    "lks_part": Entry(lks_part, "year"),
    "feedback": Entry(feedback, "year"),
    "buig": Entry(buig, "either"),
    "result": Entry(result, "year"),
    "vangnet_granted": Entry(vangnet_granted, "year"),
    "vangnet_received": Entry(vangnet_received, "year"),
    "deficits_before": Entry(deficits_before, inner=True),
    "no_reserve": Entry(no_reserve),
    "reserve": Entry(reserve, "either"),
    "general_funds": Entry(general_funds, "maybe"),
    "general_funds_total": Entry(funds_total, inner=True),
    "position": Entry(position, "month", inner=True),
}
