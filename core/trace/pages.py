"""What each page names: the keys of the numbers in its answer and of its key figures, by what they are called there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from core.analysis.bridges import city_gap
from core.analysis.chances import chances_of
from core.analysis.lks import DROPOUT
from core.analysis.outlook import Outlook
from core.analysis.scorecard import scorecard_of
from core.model.calendar import month_label, year_of
from core.trace.model import quoted

Named: TypeAlias = dict[str, str]


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
    return named | _result(outlook)


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
        "of ended": "reading:of_ended", "kept": "jobs_kept",
    }  # fmt: skip
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
    named = {"funds": "general_funds"} | _given(outlook)
    if not len(outlook.paths.run.years):
        return named
    year = outlook.paths.outcome.result_year
    named |= {"vangnet": f"vangnet_granted@{year}", "worth": f"worth_of_share@{year}", **_result(outlook)}
    if city_gap(outlook.paths.run, outlook.baseline) is not None:
        named["city gap"] = "city_gap"
    return named


def impulspakket(outlook: Outlook) -> Named:
    """What the package avoids, costs and pays back, and what each measure adds; nothing without a measure."""
    active = outlook.scenario.active_measures
    if not active:
        return {}
    told = ["won", "avoided", "cost", "saved", "net", "price", "payback", *(["too_many"] if _aims(outlook) else [])]
    named = {name: f"package:{name}" for name in told}
    return named | {measure.id: f"contribution:{quoted(measure)}" for measure in active}


def onzekerheid(outlook: Outlook) -> Named:
    """The chance of each target, when it is reached, and the reserve that is enough."""
    found = chances_of(outlook.paths.draws, outlook.baseline)
    named = {one.name: f"chance:{one.name}" for one in found.targets}
    if _aims(outlook):
        named |= {"never": "never_reached", "half": "reached_by:half"}
    if len(outlook.paths.run.years):
        named |= {"needed 90": "reserve_needed:90", "needed 95": "reserve_needed:95"}
    return named


def eerder(outlook: Outlook) -> Named:
    """How the 80% band held, on how much it rests, and the skill beside the last value."""
    if scorecard_of(outlook.baseline) is None:
        return {}
    parts = {"inside": "inside_count", "covered": "covered", "covered low": "covered_low", "covered high": "covered_high"}
    named = {said: f"{name}:80:all" for said, name in parts.items()}
    named |= {f"skill{end.replace('_', ' ')}": f"skill{end}:model:all" for end in ("", "_low", "_high")}
    return named | {"pairs": "pairs:all", "days": "score_days", "origins": "score_origins"}


def vergelijken(outlook: Outlook) -> Named:
    """What the scenario that is shown comes to, beside the others."""
    people, jobs = _months(outlook)
    return {"volume": f"volume@{people}", "lks": f"lks_jobs@{jobs}"} | _given(outlook) | _result(outlook)


def bronnen(outlook: Outlook) -> Named:
    """How many quantities of the baseline are reported, derived, assumed, or somebody's own."""
    statuses = {found.status for found in outlook.baseline.quantities.values()}
    return {status: f"counted:{status}" for status in sorted(statuses)}


PAGES: Final[Mapping[str, Callable[[Outlook], Named]]] = {
    "verkenner": verkenner,
    "volume": volume,
    "lks": lks,
    "buig": buig,
    "impulspakket": impulspakket,
    "onzekerheid": onzekerheid,
    "vergelijken": vergelijken,
    "eerder": eerder,
    "monitor": verkenner,
    "eigen_cijfers": verkenner,
    "bronnen": bronnen,
}
"""The pages about a scenario. Werk loont is about a household: its key figures name their traces themselves."""
