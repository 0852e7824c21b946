"""How the caseload comes about, month by month: ways in, ways out, season, measures."""

from __future__ import annotations

from statistics import median
from typing import Final

from core.facts import series
from core.measures import catalogue
from core.model.calendar import month_of_year
from core.model.kinds import KIND, kinds_that_move
from core.model.measures import RELAPSE_MONTHS, Measure, capacity
from core.trace.book import Entry, Key, month_of_key, same_year, year_of_key
from core.trace.given import MEASURE_UNITS, convention, measure_given, measure_name
from core.trace.model import ModelBook, find_measure, key_at, keys_at, quoted
from core.trace.node import SUM, Rule, Trace

LEAVING: Final = kinds_that_move("leaving")
NOT_ENTERING: Final = kinds_that_move("not_entering")


def _stock(
    before: float, inflow: float, lks_returns: float, outflow: float, into_lks: float,
    relapse: float = 0.0, measures: float = 0.0,
) -> float:  # fmt: skip
    return max(before + inflow + lks_returns + relapse - outflow - into_lks - measures, 0.0)


def _outflow(before: float, rate: float, season: float) -> float:
    return before * min(max(rate * season, 0.0), 1.0)


def _granted(
    before: float, inflow: float, lks_returns: float, outflow: float, share: float, starts: float,
    relapse: float = 0.0, planned: tuple[float, ...] = (),
) -> float:  # fmt: skip
    return min(1.0, (before + inflow + lks_returns + relapse - outflow) / (share * starts + sum(planned)))


STOCK: Final = Rule("volume", _stock, "{before} + {inflow} + {lks_returns} + {relapse} − {outflow} − {into_lks} − {measures}")
INFLOW: Final = Rule(
    "inflow", lambda level, season, prevented=0.0: level * season - prevented, "{level} × {season} − {prevented}"
)
OUTFLOW: Final = Rule("outflow", _outflow, "{before} × {rate} × {season}")
RETURNS: Final = Rule("lks_returns", lambda share, exits: share * exits, "{share} × {exits}")
INTO_LKS: Final = Rule("into_lks", lambda share, starts, granted=1.0: share * starts * granted, "{share} × {starts} × {granted}")
GRANTED: Final = Rule("granted", _granted)
MEASURES: Final = Rule("measures", lambda planned, granted=1.0: sum(planned) * granted, "({planned}) × {granted}")
PREVENTED: Final = Rule("prevented", lambda planned, level, season: min(sum(planned), level * season))
KEPT_PART: Final = Rule("kept_part", lambda prevented, planned: prevented / sum(planned), "{prevented} ÷ ({planned})")
PLANNED: Final = Rule(
    "measure_planned",
    lambda effect, capacity, deadweight: effect * capacity * (1.0 - deadweight),
    "{effect} × {capacity} × (1 − {deadweight})",
)
RELAPSE: Final = Rule(
    "measure_relapse", lambda share, planned, granted=1.0: share * planned * granted, "{share} × {planned} × {granted}"
)


# Stock and flows ---------------------------------------------------------------------------------------------------


def volume(book: ModelBook, key: Key) -> Trace:
    """The caseload at the end of a month."""
    month = month_of_key(key)
    if month == book.first:
        return book["quantity:volume"]
    t = book.row(month)
    parts = {name: key_at(name, month) for name in ("inflow", "lks_returns", "outflow", "into_lks")}
    if _relapsing(book, month):
        parts["relapse"] = key_at("relapse", month)
    if of_kind(book, *LEAVING):
        parts["measures"] = key_at("measures", month)
    return book.step(key.text, "benefits", STOCK, book.run.caseload.stock[t + 1, 0], before=key_at("volume", month - 1), **parts)


def _per_year(book: ModelBook, key: Key, unit: str) -> Trace | None:
    """The sum over a year's simulated months, when the key asks for a year."""
    if key.month is not None:
        return None
    months = same_year(book.months, year_of_key(key))
    if not months:
        raise book.no_year(year_of_key(key))
    return book.step(key.text, unit, SUM, None, parts=keys_at(key.name, months))


def inflow(book: ModelBook, key: Key) -> Trace:
    """Who comes in, measures taken off."""
    if (found := _per_year(book, key, "benefits")) is not None:
        return found
    month = month_of_key(key)
    more = {"prevented": key_at("prevented", month)} if of_kind(book, *NOT_ENTERING) else {}
    value = book.run.caseload.inflow[book.row(month), 0]
    return book.step(key.text, "benefits", INFLOW, value, level="lever:inflow", season=_season(book, "inflow", month), **more)


def outflow(book: ModelBook, key: Key) -> Trace:
    """Who goes out, LKS and measures left out."""
    if (found := _per_year(book, key, "benefits")) is not None:
        return found
    month = month_of_key(key)
    return book.step(
        key.text, "benefits", OUTFLOW, book.run.caseload.outflow[book.row(month), 0],
        before=key_at("volume", month - 1), rate="lever:outflow_rate", season=_season(book, "outflow", month),
    )  # fmt: skip


def lks_returns(book: ModelBook, key: Key) -> Trace:
    """Who comes back of an LKS job that ended."""
    if (found := _per_year(book, key, "benefits")) is not None:
        return found
    month = month_of_key(key)
    value = book.run.caseload.lks_returns[book.row(month), 0]
    return book.step(key.text, "benefits", RETURNS, value, share="lever:lks_return", exits=key_at("lks_exits", month))


def into_lks(book: ModelBook, key: Key) -> Trace:
    """Who goes out into an LKS job."""
    if (found := _per_year(book, key, "benefits")) is not None:
        return found
    month = month_of_key(key)
    value = book.run.caseload.into_lks[book.row(month), 0]
    return book.step(
        key.text, "benefits", INTO_LKS, value,
        share="lever:lks_from_bijstand", starts=key_at("lks_starts", month), **_short(book, month),
    )  # fmt: skip


def _short(book: ModelBook, month: int) -> dict[str, str]:
    """The part that could be granted, in a month in which more are asked for than there are."""
    return {"granted": key_at("granted", month)} if book.run.caseload.stock[book.row(month) + 1, 0] <= 0.0 else {}


def granted(book: ModelBook, key: Key) -> Trace:
    """Part of those who would leave into LKS jobs and through measures that there were people for."""
    month = month_of_key(key)
    needs: dict[str, str | tuple[str, ...]] = {"before": key_at("volume", month - 1)}
    needs |= {name: key_at(name, month) for name in ("inflow", "lks_returns", "outflow")}
    needs |= {"share": "lever:lks_from_bijstand", "starts": key_at("lks_starts", month)}
    if _relapsing(book, month):
        needs["relapse"] = key_at("relapse", month)
    if of_kind(book, *LEAVING):
        needs["planned"] = planned_keys(book, month, *LEAVING)
    return book.step(key.text, "share", GRANTED, None, **needs)


def _season(book: ModelBook, flow: str, month: int) -> str:
    return f"season_{flow}:{month_of_year(month) + 1}"


def season(book: ModelBook, key: Key) -> Trace:
    """The factor of one month of the year, from the quarters of some years."""
    flow = key.name.removeprefix("season_")
    if not key.part.isdigit() or not 1 <= int(key.part) <= 12:
        raise book.unknown(key.text)
    place, source = int(key.part) - 1, book.baseline.season
    name = source.inflow if flow == "inflow" else source.outflow
    points = sorted(point.date for point in series(name).observations if source.first_year <= point.date.year <= source.last_year)

    def factor(quarters: tuple[float, ...]) -> float:
        years = [quarters[i : i + 4] for i in range(0, len(quarters), 4)]
        quarter = [median(year[q] / (sum(year) / 4) for year in years) for q in range(4)]
        months = [quarter[m // 3] for m in range(12)]
        if flow == "outflow":
            # July is an ordinary month; August and September carry the rest of the third quarter.
            months[6], months[7:9] = 1.0, [(3 * quarter[2] - 1) / 2] * 2
        return months[place] / (sum(months) / 12)

    factors = book.parameters.season_inflow if flow == "inflow" else book.parameters.season_outflow
    quarters = tuple(f"series:{name}@{day}" for day in points)
    return book.step(key.text, "factor", Rule(key.name, factor), factors[place], quarters=quarters)


# Measures ----------------------------------------------------------------------------------------------------------


def of_kind(book: ModelBook, *kinds: str) -> tuple[Measure, ...]:
    """The measures that are on and do one of these things."""
    return tuple(measure for measure in book.measures if measure.kind in kinds)


def planned_keys(book: ModelBook, month: int, *kinds: str) -> tuple[str, ...]:
    """Keys of what the measures of some kinds plan in a month."""
    return tuple(key_at(f"measure_planned:{quoted(measure)}", month) for measure in of_kind(book, *kinds))


def _none(book: ModelBook, key: Key) -> Trace:
    """Nobody, as no measure does this."""
    return book.leaf(key.text, 0.0, "benefits", convention("no_measures", "derived"))


def measures(book: ModelBook, key: Key) -> Trace:
    """Who goes out through measures."""
    if not of_kind(book, *LEAVING):
        return _none(book, key)
    if (found := _per_year(book, key, "benefits")) is not None:
        return found
    month = month_of_key(key)
    value = book.run.caseload.measures[book.row(month), 0]
    return book.step(key.text, "benefits", MEASURES, value, planned=planned_keys(book, month, *LEAVING), **_short(book, month))


def prevented(book: ModelBook, key: Key) -> Trace:
    """Whom measures keep from coming in: no more than would come."""
    if not of_kind(book, *NOT_ENTERING):
        return _none(book, key)
    if (found := _per_year(book, key, "benefits")) is not None:
        return found
    month = month_of_key(key)
    return book.step(
        key.text, "benefits", PREVENTED, book.run.prevented[book.row(month), 0],
        planned=planned_keys(book, month, *NOT_ENTERING), level="lever:inflow", season=_season(book, "inflow", month),
    )  # fmt: skip


def kept_part(book: ModelBook, key: Key) -> Trace:
    """Part of whom measures would keep out that would have come at all."""
    month = month_of_key(key)
    planned = planned_keys(book, month, *NOT_ENTERING)
    return book.step(key.text, "share", KEPT_PART, None, prevented=key_at("prevented", month), planned=planned)


def _relapsing(book: ModelBook, month: int) -> tuple[Measure, ...]:
    """Measures of which somebody can come back in a month."""
    if month - RELAPSE_MONTHS < book.months[0]:
        return ()
    return tuple(measure for measure in of_kind(book, *LEAVING, *NOT_ENTERING) if measure.relapse > 0.0)


def relapse(book: ModelBook, key: Key) -> Trace:
    """Who comes back of whom measures kept out."""
    if (found := _per_year(book, key, "benefits")) is not None:
        return found
    month = month_of_key(key)
    if not _relapsing(book, month):
        return _none(book, key)
    values = book.run.caseload.relapse
    parts = tuple(key_at(f"measure_relapse:{quoted(measure)}", month) for measure in _relapsing(book, month))
    return book.step(key.text, "benefits", SUM, values[min(book.row(month), len(values) - 1), 0], parts=parts)


def measure_relapse(book: ModelBook, key: Key) -> Trace:
    """Who comes back of one measure, a year after."""
    measure, earlier = find_measure(book, key), month_of_key(key) - RELAPSE_MONTHS
    t, name = book.row(earlier), quoted(measure)
    more = _short(book, earlier) if measure.kind in LEAVING else {}
    if measure.kind in NOT_ENTERING and book[key_at("prevented", earlier)].value < sum(
        book[planned].value for planned in planned_keys(book, earlier, *NOT_ENTERING)
    ):
        more = {"granted": key_at("kept_part", earlier)}
    value = book.flows[measure.id].relapse[t + RELAPSE_MONTHS]
    return book.step(
        key.text, "benefits", RELAPSE, value,
        share=f"measure:{name}:relapse", planned=key_at(f"measure_planned:{name}", earlier), **more,
    )  # fmt: skip


def measure_planned(book: ModelBook, key: Key) -> Trace:
    """What one measure does in a month, less what would have happened anyway."""
    measure, name = find_measure(book, key), key.part
    book.row(month_of_key(key))
    unit = KIND[measure.kind].unit.partition("/")[0]
    return book.step(
        key.text, unit, PLANNED, None, effect=f"measure:{name}:effect",
        capacity=key_at(f"measure_capacity:{name}", month_of_key(key)), deadweight=f"measure:{name}:deadweight",
    )  # fmt: skip


def measure_capacity(book: ModelBook, key: Key) -> Trace:
    """Part of full capacity of one measure in a month."""
    measure, month, name = find_measure(book, key), month_of_key(key), key.part

    def level(start: float, ramp: float, end: float = float("inf")) -> float:
        return 0.0 if not start <= month <= end else min((month - start + 1) / max(ramp, 1.0), 1.0)

    needs = {"start": f"measure:{name}:start", "ramp": f"measure:{name}:ramp_months"}
    if measure.end is not None:
        needs["end"] = f"measure:{name}:end"
    value = capacity(measure, range(month, month + 1))[0]
    return book.step(key.text, "share", Rule("measure_capacity", level), value, **needs)


def measure_number(book: ModelBook, key: Key) -> Trace:
    """One number of a measure, as the catalogue or somebody gave it."""
    name, field = measure_name(key.part)
    listed = (entry.measure() for entry in catalogue(book.baseline.city))
    measure = next((one for one in (*book.scenario.measures, *listed) if one.id == name), None)
    value = None if measure is None else getattr(measure, field, None)
    if measure is None or isinstance(value, bool | str) or value is None:
        raise book.unknown(key.text)
    return book.leaf(key.text, float(value), _measure_unit(measure, field), measure_given(measure, field, book.baseline.city))


def _measure_unit(measure: Measure, field: str) -> str:
    return KIND[measure.kind].unit if field == "effect" else MEASURE_UNITS[field]


ENTRIES: Final[dict[str, Entry]] = {
    "volume": Entry(volume, "month"),
    "inflow": Entry(inflow, "either"),
    "outflow": Entry(outflow, "either"),
    "lks_returns": Entry(lks_returns, "either"),
    "into_lks": Entry(into_lks, "either"),
    "measures": Entry(measures, "either"),
    "prevented": Entry(prevented, "either"),
    "relapse": Entry(relapse, "either"),
    "granted": Entry(granted, "month", inner=True),
    "kept_part": Entry(kept_part, "month", inner=True),
    "season_inflow": Entry(season, parts="1-12"),
    "season_outflow": Entry(season, parts="1-12"),
    "measure": Entry(measure_number, parts="ID:FIELD"),
    "measure_planned": Entry(measure_planned, "month", parts="ID"),
    "measure_capacity": Entry(measure_capacity, "month", parts="ID"),
    "measure_relapse": Entry(measure_relapse, "month", parts="ID"),
}
