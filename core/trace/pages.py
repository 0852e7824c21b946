"""What each page names: the keys of the numbers in its answer and of its key figures, by what they are called there."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from core.analysis.bridges import city_gap
from core.analysis.chances import chances_of
from core.analysis.frontier import free_question
from core.analysis.lks import DROPOUT
from core.analysis.monitor import monitors_of
from core.analysis.outlook import Outlook
from core.analysis.pace import chance_since, pace
from core.analysis.scorecard import scorecard_of
from core.analysis.since import since
from core.measures import catalogue
from core.model.calendar import month_label, month_of, year_of
from core.model.kinds import KIND
from core.scenario import LEVERS
from core.trace.levers import quantity_of
from core.trace.model import quoted
from core.trace.scorecard import months_of

Named: TypeAlias = dict[str, str]
LAW_OF_JOBS: Final = ("lks_cap", "lks_forfait", "lks_forfait_months", "lks_charge", "lks_full_time")
OF_CHANCES: Final = (
    "chance_quarter", "chance_half", "chance_three_quarters", "chance_step", "certainty_90", "certainty_95", "city_follows",
    "budget_follows", "futures", "good_enough",
)  # fmt: skip
"""What texts about chances name of what we agreed on."""


def _months(outlook: Outlook) -> tuple[str, str]:
    """The months of the two targets, or the last one of the run."""
    return month_label(outlook.paths.outcome.month), month_label(outlook.paths.outcome.lks_month)


def verkenner(outlook: Outlook) -> Named:
    """The answer and the five key figures of the Verkenner."""
    people, jobs = _months(outlook)
    named = {"volume": f"volume@{people}", "lks": f"lks_jobs@{jobs}", "funds": "general_funds"} | _given(outlook)
    if _aims(outlook):
        named |= {"gap": "volume_gap", "target": "quantity:target_volume"}
    if any(one.name == "volume" for one in chances_of(outlook.paths.draws, outlook.baseline).targets):
        named["chance"] = "chance:volume"
    if outlook.scenario.active_measures:
        named["package"] = "package:won"
    return named | _result(outlook) | _changes(outlook) | _asked(outlook)


def _asked(outlook: Outlook) -> Named:
    """How long there is until the target, where the caseload must fall to it."""
    return {} if pace(outlook.baseline) is None else {"ahead": "months_ahead"}


def _changes(outlook: Outlook) -> Named:
    """How far each key figure is from the basispad, as a reader finds it who subtracts what is shown."""
    people, jobs = _months(outlook)
    shown = [(0, f"volume@{people}"), (0, f"lks_jobs@{jobs}"), (1, "general_funds")]
    shown += [(1, key) for key in _result(outlook).values()]
    empties = None not in (outlook.paths.outcome.reserve_empty, outlook.paths.base_outcome.reserve_empty)
    return {f"change of {key}": f"apart_shown:{decimals}:base/{key}~{key}" for decimals, key in shown} | {
        f"change of {key}": f"later:base/{key}~{key}" for key in _given(outlook).values() if empties
    }


def _aims(outlook: Outlook, key: str = "target_volume") -> bool:
    """Whether somebody set a target: else nothing is read off it."""
    return outlook.baseline.find(key) is not None


def _given(outlook: Outlook) -> Named:
    """When the reserve is empty, where a reserve is known."""
    return {} if outlook.baseline.find("reserve") is None else {"reserve": "reserve_empty"}


def _result(outlook: Outlook) -> Named:
    return {"result": f"result@{outlook.paths.outcome.result_year}"} if len(outlook.paths.run.years) else {}


def volume(outlook: Outlook) -> Named:
    """Where the levers lead to, the change of the last year, what is needed, and the season."""
    last = year_of(outlook.paths.run.months[-1])
    named = {"steady": "steady_state", "net": f"net@{last}", "busiest": "season_top"}
    named |= {name: f"agreed:{name}" for name in ("map_pairs", "map_cases")}
    if _aims(outlook):
        named |= {
            "gap": "steady_state_gap", "target": "quantity:target_volume", "outflow needed": "needed_step:volume:outflow_rate",
            "inflow needed": "needed_step:volume:inflow",
        }  # fmt: skip
    return named


def lks(outlook: Outlook) -> Named:
    """Jobs in the target's month, what is needed, survival, both readings, and what measures keep."""
    _, jobs = _months(outlook)
    named = {
        "jobs": f"lks_jobs@{jobs}", "left after a year": "survival:12", "of started": "reading:of_started",
        "of ended": "reading:of_ended", "kept": "jobs_kept", "starts": "lever:lks_starts", "dropout": f"lever:{DROPOUT}",
    }  # fmt: skip
    for lever in ("lks_starts", DROPOUT):
        named |= {f"{end} {lever}": f"range_{end}:{quantity_of(outlook.baseline, lever)}" for end in ("low", "high")}
    named |= {name: f"agreed:{name}" for name in LAW_OF_JOBS}
    if any(KIND[entry.kind].flow == "hazard_factor" for entry in catalogue(outlook.baseline.city)):
        named["keeping"] = "listed:keeping"
    if _aims(outlook, "lks_target"):
        named |= {
            "gap": "lks_gap", "target": "quantity:lks_target", "starts needed": "needed_step:lks_jobs:lks_starts",
            "dropout needed": f"needed_step:lks_jobs:{DROPOUT}",
        }  # fmt: skip
    for year in outlook.paths.run.years[:-1]:
        named |= {f"cost {year}": f"lks_lasten@{year}", f"back {year}": f"lks_reimbursed@{year}"}
    return named


def buig(outlook: Outlook) -> Named:
    """The result, who pays it, the safety net, the worth of a step of the share, and the gap to the city's budget."""
    named = {"funds": "general_funds", "step": "agreed:share_step", "years": "agreed:wider_years"} | _given(outlook)
    if not len(outlook.paths.run.years):
        return named
    year = outlook.paths.outcome.result_year
    named |= {f"vangnet {each}": f"vangnet_granted@{each}" for each in outlook.paths.run.years if each != year}
    named |= {"vangnet": f"vangnet_granted@{year}", "worth": f"worth_of_share@{year}", **_result(outlook), **_changes(outlook)}
    for rule in ("own_risk", "full_from", "half_rate"):
        named |= {f"{rule} {each}": f"vangnet_rule:{rule}@{each}" for each in outlook.paths.run.years}
    if city_gap(outlook.paths.run, outlook.baseline) is not None:
        named["city gap"] = "city_gap"
    return named


def impulspakket(outlook: Outlook) -> Named:
    """How much each measure does; and what the package avoids, costs and pays back, and what each measure adds to it."""
    active, listed = outlook.scenario.active_measures, [entry.measure() for entry in catalogue(outlook.baseline.city)]
    effects = {f"effect {one.id}": f"measure:{quoted(one)}:effect" for one in (*outlook.scenario.measures, *listed)}
    effects |= {"listed": "listed:all"} if listed else {}
    effects |= {"packages": "packages_all"} if free_question(outlook.baseline, outlook.scenario) is not None else {}
    if not active:
        return effects
    told = ["won", "avoided", "cost", "saved", "net", "price", "payback", *(["too_many"] if _aims(outlook) else [])]
    named = {name: f"package:{name}" for name in told}
    named |= {f"{what} {one.id}": f"bought_{what}:{quoted(one)}" for what in ("avoided", "cost", "price") for one in active}
    named |= {f"result {year}": f"package_year:result@{year}" for year in outlook.paths.run.years}
    return named | effects | {measure.id: f"contribution:{quoted(measure)}" for measure in active}


def onzekerheid(outlook: Outlook) -> Named:
    """The chance of each target, when it is reached, and the reserve that is enough."""
    found = chances_of(outlook.paths.draws, outlook.baseline)
    named = {one.name: f"chance:{one.name}" for one in found.targets}
    if _aims(outlook):
        named |= {"never": "never_reached", "half": "reached_by:half"}
    if len(outlook.paths.run.years):
        named |= {"needed 90": "reserve_needed:90", "needed 95": "reserve_needed:95"}
    milestone = outlook.baseline.find("milestone_volume")
    if milestone is not None and month_of(milestone.date) in outlook.paths.run.months:
        named["volume then"] = f"volume@{month_label(month_of(milestone.date))}"
    named |= {name: f"agreed:{name}" for name in OF_CHANCES} | _asked(outlook)
    if chance_since(outlook.baseline) is not None:
        named["since"] = "chance_since"
    return named | {f"size of {name}": f"size:{name}" for name in ("walk", "start", "revised")}


def eerder(outlook: Outlook) -> Named:
    """How the 80% band held, on how much it rests, and the skill beside the last value."""
    card = scorecard_of(outlook.baseline)
    if card is None:
        return {}
    parts = {"inside": "inside_count", "covered": "covered", "covered low": "covered_low", "covered high": "covered_high"}
    named = {said: f"{name}:80:all" for said, name in parts.items()}
    named |= {f"skill{end.replace('_', ' ')}": f"skill{end}:model:all" for end in ("", "_low", "_high")}
    scores = (f"mean_crps:{name}:{months_of(row)}" for row in card.rows for name in row.crps if name in card.methods)
    named |= {name: f"agreed:{name}" for name in ("city_follows", "national_after")}
    return named | {key: key for key in scores} | {"pairs": "pairs:all", "days": "score_days", "origins": "score_origins"}


def vergelijken(outlook: Outlook) -> Named:
    """What the scenario that is shown comes to, beside the others."""
    people, jobs = _months(outlook)
    return {"volume": f"volume@{people}", "lks": f"lks_jobs@{jobs}"} | _given(outlook) | _result(outlook)


def bronnen(outlook: Outlook) -> Named:
    """How many quantities of the baseline are reported, derived, assumed, or somebody's own."""
    statuses = {found.status for found in outlook.baseline.quantities.values()}
    named = {status: f"counted:{status}" for status in sorted(statuses)}
    return named | ({"later": "published_later"} if outlook.baseline.published_later else {})


def monitor(outlook: Outlook) -> Named:
    """The last two points of each indicator and its targets, in every monitor that the basis knows."""
    named = verkenner(outlook)
    for one in monitors_of(outlook.baseline):
        for found in one.reported:
            points = [f"series:{found.series}@{point.date}" for point in found.points]
            goals = [f"series:{found.goals}@{point.date}" for point in found.ahead]
            pairs = [*itertools.pairwise(points[-2:]), *((goal, points[-1]) for goal in goals if points)]
            named |= {key: key for key in (*points[-2:], *goals, *(f"apart:{before}~{after}" for before, after in pairs))}
        named |= {beside.id: f"annex:{one.id}:{beside.id}" for beside in one.annex if beside.value is not None}
        named |= {name: f"monitor_{name}:{one.id}" for name in ("known", "all")}
    return named


def also(outlook: Outlook) -> tuple[str, ...]:
    """What any text can say beside what a page or a chart names: targets, both paths, levers, what was seen of them."""
    people, jobs = _months(outlook)
    first, baseline = month_label(outlook.baseline.reference_month), outlook.baseline
    keys = [f"{run}{key}" for run in ("", "base/") for key in (f"volume@{people}", f"lks_jobs@{jobs}")]
    keys += [
        f"volume@{first}",
        f"lks_jobs@{first}",
        f"band:10@{first}",
        f"band:90@{first}",
        f"band:10@{people}",
        f"band:90@{people}",
    ]
    aims: dict[str, tuple[str, ...]] = {
        "target_volume": ("volume_gap", "never_reached", "chance:volume", "chance:milestone", "steady_state_gap"),
        "lks_target": ("lks_gap", "chance:lks"),
        "milestone_volume": (),
        "reserve": ("chance:reserve", "reserve_short:90"),
    }
    for name, more in aims.items():
        if _aims(outlook, name):
            keys += [f"quantity:{name}", *more]
    keys += ["pace"] if pace(baseline) is not None else []
    keys += ["listed:active"] if outlook.scenario.active_measures else []
    found = since(baseline)
    if found is not None:
        keys += [f"{run}{name}@{found.year}" for run in ("newer/", "base/") for name in ("result", "volume")]
    keys += ["steady_state", "general_funds", "vangnet_later", "reserve_needed:90", "reserve_needed:95", "chance:result"]
    keys += [
        f"{name}@{year}" for year in outlook.paths.run.years for name in ("result", "buig", "lasten", "price", "worth_of_share")
    ]
    for lever in LEVERS:
        seen = quantity_of(baseline, lever.id)
        keys += [f"lever:{lever.id}", f"default:{lever.id}", f"range_low:{seen}", f"range_high:{seen}"]
    return tuple(
        keys + _reach(outlook, people, jobs) + [f"quantity:{name}" for name, year in baseline.quantities if year is None]
    )


def _reach(outlook: Outlook, people: str, jobs: str) -> list[str]:
    """Each lever that a target takes, and where the ends of what was seen of it lead."""
    keys = []
    for outcome, name, month in (("volume", "target_volume", people), ("lks_jobs", "lks_target", jobs)):
        for lever in LEVERS if _aims(outlook, name) else ():
            keys += [f"needed_step:{outcome}:{lever.id}", f"needed:{outcome}:{lever.id}"]
            seen = outlook.baseline.find(lever.id)
            ends = () if seen is None else (seen.range.low, seen.range.high)
            keys += [f"with:{lever.id}={end!r}/{outcome}@{month}" for end in ends]
    return keys


PAGES: Final[Mapping[str, Callable[[Outlook], Named]]] = {
    "verkenner": verkenner,
    "volume": volume,
    "lks": lks,
    "buig": buig,
    "impulspakket": impulspakket,
    "onzekerheid": onzekerheid,
    "vergelijken": vergelijken,
    "eerder": eerder,
    "monitor": monitor,
    "eigen_cijfers": verkenner,
    "bronnen": bronnen,
}
"""The pages about a scenario. Werk loont is about a household: its key figures name their traces themselves."""
