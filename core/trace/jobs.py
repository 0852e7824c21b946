"""How LKS jobs come about: starts, ends by how long they run, and what a year of them costs and brings back."""

from __future__ import annotations

import math
from typing import Final

from core.analysis.lks import JobYear, job_years
from core.model.kinds import kinds_that_move
from core.model.tenure import CLASSES, FIRST_YEAR, monthly_hazard
from core.trace.book import Entry, Key, month_of_key, same_year, year_of_key
from core.trace.model import ModelBook, key_at, keys_at
from core.trace.node import SUM, Rule, Trace
from core.trace.people import of_kind, planned_keys

KEEPING: Final = kinds_that_move("hazard_factor")
MORE_STARTS: Final = kinds_that_move("lks_starts")


def hazard(yearly: float) -> float:
    """Chance to end in a month that makes a yearly one."""
    return float(1.0 - (1.0 - yearly) ** (1.0 / 12.0))


def spread_over_tenure(h1: float, h2: float) -> list[float]:
    """Part of the jobs in each of the thirteen classes, as constant starts would have left them."""
    weights = [(1.0 - h1) ** months for months in range(12)] + [(1.0 - h1) ** 12 / h2]
    return [weight / sum(weights) for weight in weights]


SAME: Final = Rule("same", lambda of: of)
JOBS: Final = Rule(
    "lks_jobs",
    lambda before, starts, first_year_exits, later_exits: before + starts - first_year_exits - later_exits,
    "{before} + {starts} − {first_year_exits} − {later_exits}",
)
STARTS: Final = Rule("lks_starts", lambda level, planned=(): level + sum(planned), "{level} + {planned}")
EXITS: Final = Rule("lks_exits", lambda first_year, later: first_year + later, "{first_year} + {later}")
ENDING: Final = Rule("ending", lambda hazard, jobs: hazard * jobs, "{hazard} × {jobs}")
HAZARD: Final = Rule("hazard", hazard, "1 − (1 − {yearly})^(1/12)")
LOWERED: Final = Rule(
    "lowered_hazard", lambda dropout, planned: hazard(dropout) * math.prod(1.0 - lowered for lowered in planned)
)
AGED: Final = Rule("aged", lambda before, hazard: before * (1.0 - hazard), "{before} × (1 − {hazard})")
GROWN: Final = Rule(
    "grown",
    lambda young, first, old, later: young * (1.0 - first) + old * (1.0 - later),
    "{young} × (1 − {first}) + {old} × (1 − {later})",
)
NET: Final = Rule("lks_net", lambda starts, exits: starts - exits, "{starts} − {exits}")
PER_JOB: Final = Rule("lks_cost_per_job", lambda cost, index=1.0: cost * index, "{cost} × {index}")
BACK: Final = Rule(
    "lks_reimbursed",
    lambda cost, next_national, national: cost * next_national / national,
    "{cost} × {next_national} ÷ {national}",
)
NOTHING: Final = Rule("lks_fixed", lambda total: 0.0)
"""A published total does not move with a job."""


def lks_jobs(book: ModelBook, key: Key) -> Trace:
    """Running jobs at the end of a month."""
    month = month_of_key(key)
    if month == book.first:
        own = book.settled or book.baseline.lks_tenure is not None
        return book["quantity:lks_jobs" if own else f"origin/{key.text}"]
    return book.step(
        key.text, "jobs", JOBS, book.run.jobs.stock[book.row(month) + 1, 0],
        before=key_at("lks_jobs", month - 1), starts=key_at("lks_starts", month),
        first_year_exits=key_at("lks_first_year_exits", month), later_exits=key_at("lks_later_exits", month),
    )  # fmt: skip


def _year(book: ModelBook, key: Key) -> list[int] | None:
    """Simulated months of the year that a key asks for; None when it asks for a month."""
    if key.month is not None:
        return None
    months = same_year(book.months, year_of_key(key))
    if not months:
        raise book.no_year(year_of_key(key))
    return months


def _over_year(book: ModelBook, key: Key, months: list[int]) -> Trace:
    return book.step(key.text, "jobs", SUM, None, parts=keys_at(key.name, months))


def lks_starts(book: ModelBook, key: Key) -> Trace:
    """Jobs that start."""
    if (months := _year(book, key)) is not None:
        return _over_year(book, key, months)
    month = month_of_key(key)
    more = {"planned": planned_keys(book, month, *MORE_STARTS)} if of_kind(book, *MORE_STARTS) else {}
    return book.step(key.text, "jobs", STARTS, book.run.lks_starts[book.row(month), 0], level="lever:lks_starts", **more)


def lks_exits(book: ModelBook, key: Key) -> Trace:
    """Jobs that end."""
    if (months := _year(book, key)) is not None:
        return _over_year(book, key, months)
    month = month_of_key(key)
    value = book.run.jobs.first_year_exits[book.row(month), 0] + book.run.jobs.later_exits[book.row(month), 0]
    first_year, later = key_at("lks_first_year_exits", month), key_at("lks_later_exits", month)
    return book.step(key.text, "jobs", EXITS, value, first_year=first_year, later=later)


def first_year_exits(book: ModelBook, key: Key) -> Trace:
    """Jobs that end within a year."""
    if (months := _year(book, key)) is not None:
        return _over_year(book, key, months)
    month = month_of_key(key)
    value = book.run.jobs.first_year_exits[book.row(month), 0]
    jobs = key_at("lks_jobs_first_year", month - 1)
    return book.step(key.text, "jobs", ENDING, value, hazard=_first_hazard(book, month), jobs=jobs)


def later_exits(book: ModelBook, key: Key) -> Trace:
    """Jobs that end after a year."""
    if (months := _year(book, key)) is not None:
        return _over_year(book, key, months)
    month = month_of_key(key)
    value = book.run.jobs.later_exits[book.row(month), 0]
    return book.step(key.text, "jobs", ENDING, value, hazard="lks_later_hazard", jobs=key_at(f"tenure:{FIRST_YEAR}", month - 1))


def _first_hazard(book: ModelBook, month: int) -> str:
    return key_at("lks_lowered_hazard", month) if of_kind(book, *KEEPING) else "lks_first_hazard"


def first_hazard(book: ModelBook, key: Key) -> Trace:
    """Chance to end in a month of the first year."""
    value = monthly_hazard(book.levers["lks_first_year_dropout"])
    return book.step(key.text, "share", HAZARD, float(value), yearly="lever:lks_first_year_dropout")


def later_hazard(book: ModelBook, key: Key) -> Trace:
    """Chance to end in a month after the first year."""
    value = monthly_hazard(book.levers["lks_later_dropout"])
    return book.step(key.text, "share", HAZARD, float(value), yearly="lever:lks_later_dropout")


def lowered_hazard(book: ModelBook, key: Key) -> Trace:
    """Chance to end in a month of the first year, where measures keep jobs."""
    month = month_of_key(key)
    book.row(month)
    planned = planned_keys(book, month, *KEEPING)
    return book.step(key.text, "share", LOWERED, None, dropout="lever:lks_first_year_dropout", planned=planned)


def tenure(book: ModelBook, key: Key) -> Trace:
    """Jobs that ran a number of whole months, twelve being a year or longer."""
    months_run, month = int(key.part) if key.part.isdigit() else CLASSES, month_of_key(key)
    if months_run >= CLASSES:
        raise book.unknown(key.text)
    if month == book.first:
        return _tenure_at_start(book, key, months_run)
    value = book.classes[book.row(month) + 1, months_run]
    if months_run == 0:
        return book.step(key.text, "jobs", SAME, value, of=key_at("lks_starts", month))
    before, first = key_at(f"tenure:{months_run - 1}", month - 1), _first_hazard(book, month)
    if months_run < FIRST_YEAR:
        return book.step(key.text, "jobs", AGED, value, before=before, hazard=first)
    old = key_at(f"tenure:{FIRST_YEAR}", month - 1)
    return book.step(key.text, "jobs", GROWN, value, young=before, first=first, old=old, later="lks_later_hazard")


def _tenure_at_start(book: ModelBook, key: Key, months_run: int) -> Trace:
    """The jobs of the reference month: where the origin leads, or spread as the baseline's own dropout would have left them."""
    if (classes := book.baseline.lks_tenure) is not None:
        share = classes[months_run] / max(sum(classes), 1e-9)
        carried = Rule("tenure_carried", lambda jobs: jobs * share)
        return book.step(key.text, "jobs", carried, book.parameters.lks_tenure[months_run], jobs="quantity:lks_jobs")
    if not book.settled:
        return book[f"origin/{key.text}"]

    def part(jobs: float, first: float, later: float) -> float:
        return jobs * spread_over_tenure(hazard(first), hazard(later))[months_run]

    value = book.parameters.lks_tenure[months_run]
    return book.step(
        key.text, "jobs", Rule("tenure_at_start", part), value, jobs="quantity:lks_jobs",
        first="quantity:lks_first_year_dropout", later="quantity:lks_later_dropout",
    )  # fmt: skip


def jobs_first_year(book: ModelBook, key: Key) -> Trace:
    """Running jobs of less than a year."""
    month = month_of_key(key)
    if month != book.first:
        book.row(month)
    value = book.classes[month - book.first, :FIRST_YEAR].sum()
    parts = tuple(key_at(f"tenure:{months_run}", month) for months_run in range(FIRST_YEAR))
    return book.step(key.text, "jobs", SUM, float(value), parts=parts)


# Years -------------------------------------------------------------------------------------------------------------


def _job_year(book: ModelBook, key: Key) -> JobYear:
    year = year_of_key(key)
    found = next((one for one in job_years(book.run, book.baseline, book.scenario) if one.year == year), None)
    if found is None:
        raise book.no_year(year)
    return found


def lks_net(book: ModelBook, key: Key) -> Trace:
    """Starts less ends of a year."""
    year = year_of_key(key)
    return book.step(key.text, "jobs", NET, _job_year(book, key).net, starts=f"lks_starts@{year}", exits=f"lks_exits@{year}")


def cost_per_job(book: ModelBook, key: Key) -> Trace:
    """Subsidy for one job over a year."""
    year, value = year_of_key(key), _job_year(book, key).cost_per_job
    if value is None:
        raise book.no_year(year)
    index = {"index": f"price_index@{year}"} if year > book.baseline.price_year else {}
    return book.step(key.text, "EUR/job/year", PER_JOB, value, cost="lever:lks_cost", **index)


def reimbursed(book: ModelBook, key: Key) -> Trace:
    """What of a year's subsidy comes back: the LKS part of next year's BUIG, the same number as there."""
    return book[f"lks_part@{year_of_key(key) + 1}"]


def reimbursed_per_job(book: ModelBook, key: Key) -> Trace:
    """What one job more brings back in next year's BUIG; nothing where that is published already."""
    year, found = year_of_key(key), _job_year(book, key)
    value = found.reimbursed_per_job
    if value is None:
        raise book.no_year(year + 1)
    if found.fixed:
        return book.step(key.text, "EUR/job/year", NOTHING, value, total=f"quantity:buig_total@{year + 1}")
    return book.step(
        key.text, "EUR/job/year", BACK, value,
        cost=f"lks_cost_per_job@{year}", next_national=f"macro_lks@{year + 1}", national=f"macro_lks@{year}",
    )  # fmt: skip


def survival(book: ModelBook, key: Key) -> Trace:
    """Part of started jobs that still runs after some months."""
    if not key.part.isdigit():
        raise book.unknown(key.text)
    months = int(key.part)

    def left(first: float, later: float) -> float:
        return (1.0 - first) ** min(months, 12) * (1.0 - later) ** max(months - 12, 0)

    return book.step(key.text, "share", Rule("survival", left), None, first="lks_first_hazard", later="lks_later_hazard")


ENTRIES: Final[dict[str, Entry]] = {
    "lks_jobs": Entry(lks_jobs, "month"),
    "lks_starts": Entry(lks_starts, "either"),
    "lks_exits": Entry(lks_exits, "either"),
    "lks_first_year_exits": Entry(first_year_exits, "either"),
    "lks_later_exits": Entry(later_exits, "either"),
    "lks_first_hazard": Entry(first_hazard),
    "lks_later_hazard": Entry(later_hazard),
    "lks_lowered_hazard": Entry(lowered_hazard, "month", inner=True),
    "lks_jobs_first_year": Entry(jobs_first_year, "month"),
    "tenure": Entry(tenure, "month", parts="0-12"),
    "lks_net": Entry(lks_net, "year"),
    "lks_cost_per_job": Entry(cost_per_job, "year"),
    "lks_reimbursed": Entry(reimbursed, "year"),
    "lks_reimbursed_per_job": Entry(reimbursed_per_job, "year"),
    "survival": Entry(survival, parts="MONTHS"),
}
