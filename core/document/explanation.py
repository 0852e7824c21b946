"""Everything that explains a run, as plain values: what the pages behind the answer show, nothing rounded."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from core.analysis.bought import bought
from core.analysis.bridges import (
    budget_bridge,
    city_gap,
    flows_by_measure,
    lasten_bridge,
    stock_bridges,
    worth_of_share,
)
from core.analysis.contribution import Contribution, Part
from core.analysis.goal_seek import Answer, answer_document, solve
from core.analysis.known import Amount, Known, known_at, moments_to_stand_at
from core.analysis.lks import (
    DROPOUT,
    job_years,
    jobs_at_dropout,
    jobs_without_retention,
    readings,
    required,
    required_document,
    tenure,
    tenure_groups,
)
from core.analysis.outcome import central, outcome_of
from core.analysis.safety_net import rule_status, vangnet_of
from core.analysis.simulate import parameters_of
from core.analysis.target import Target, target_of
from core.baseline import Baseline
from core.city import Role
from core.facts import series
from core.measures import evidence_of
from core.model.calendar import end_of_month, month_label
from core.model.projection import Projection
from core.model.vangnet import PAID_AFTER, VangnetYear
from core.problem import Problem
from core.scenario import Scenario, with_value

HISTORY: Final[tuple[Role, ...]] = ("volume", "volume_forecasts", "lks_stock")
"""Series of the city that are told up to the day of the baseline."""
REQUIRED: Final = {"volume": ("target_volume", ("outflow_rate", "inflow")), "lks_jobs": ("lks_target", ("lks_starts", DROPOUT))}
"""What the pages answer under "what is needed": per outcome its target and the levers, each moved on its own."""


def explanation(scenario: Scenario, baseline: Baseline, run: Projection) -> dict[str, Any]:
    """Sections that stand beside the months and the years of a run document; money in EUR million."""
    outcome = outcome_of(run, scenario, baseline)
    steady, target = outcome.steady_state, baseline.find("target_volume")
    return {
        "outcome": {
            "volume_month": _label(outcome.month),
            "volume_gap": outcome.gap,
            "lks_month": _label(outcome.lks_month),
            "lks_gap": outcome.lks_gap,
            "target_month": _label(outcome.target_month),
            "general_funds": outcome.general_funds,
            "general_funds_until": outcome.general_funds_until,
            "vangnet_later": outcome.vangnet_later,
            "steady_state": steady if np.isfinite(steady) else None,
            "steady_state_gap": None if target is None or not np.isfinite(steady) else steady - target.value,
        },
        "season": {
            "inflow": list(parameters_of(baseline).season_inflow),
            "outflow": list(parameters_of(baseline).season_outflow),
        },
        "flows_by_measure": _flows(scenario, run),
        "bridges": _bridges(scenario, baseline, run),
        "required": _required(scenario, baseline),
        "vangnet": [
            vangnet_document(found) | {"status": rule_status(baseline, found.year)}
            for found in vangnet_of(scenario, baseline, run)
        ],
        "lks": _lks(scenario, baseline, run),
        "package": package_document(scenario, baseline),
        "known": known_document(known_at(baseline.known_on, baseline.city)),
        "calendar": [known_document(known_at(end_of_month(month), baseline.city)) for month in moments_to_stand_at(baseline)],
        "history": _history(baseline),
    }


def _history(baseline: Baseline) -> dict[str, list[dict[str, Any]]]:
    """The published series of the city and the national flows; without a city the baseline's own counts and no more.

    Targets for LKS jobs and the national flows are told whole: a target is part of the baseline from whichever letter
    it comes, and of the flows only the season is used.
    """
    city = baseline.city
    if city is None:
        return {
            name: [{"date": str(point.date), "value": point.value, "made": None} for point in points]
            for name, points in (("volume", baseline.history.volume), ("lks_jobs", baseline.history.lks_jobs))
        }
    told = {
        f"{city.id}_{role}": city.points(role, baseline.known_on if role == "volume_forecasts" else baseline.counted_until)
        for role in HISTORY
    }
    told[f"{city.id}_lks_targets"] = city.points("lks_targets")
    told |= {name: series(name).observations for name in (baseline.season.inflow, baseline.season.outflow)}
    return {
        name: [
            {"date": str(point.date), "value": point.value, "made": None if point.made is None else str(point.made)}
            for point in points
        ]
        for name, points in told.items()
        if points
    }


def vangnet_document(found: VangnetYear) -> dict[str, Any]:
    """One year's safety net as plain values, first draw; `paid_in` is the year whose first quarter brings it."""
    return {
        "year": found.year,
        "own_risk": found.rule.own_risk,
        "full_from": found.rule.full_from,
        "half_rate": found.rule.half_rate,
        "deficit": float(found.deficit[0]),
        "deficit_share": float(found.deficit_share[0]),
        "over_own_risk": bool(found.over_own_risk[0]),
        "cumulative": float(found.cumulative[0]),
        "over_cumulative": bool(found.over_cumulative[0]),
        "extended": found.extended,
        "extended_over_own_risk": bool(found.extended_over_own_risk[0]),
        "extended_years": int(found.extended_years[0]),
        "extended_years_met": bool(found.extended_years_met[0]),
        "granted": float(found.amount[0]),
        "paid_in": found.year + PAID_AFTER,
    }


def _label(month: int | None) -> str | None:
    return None if month is None else month_label(month)


def _flows(scenario: Scenario, run: Projection) -> dict[str, Any]:
    count = len(run.months) - 1
    return {
        "months": [month_label(month) for month in run.months[1:]],
        "prevented": np.broadcast_to(run.prevented, (count, run.prevented.shape[1]))[:, 0].tolist(),
        "buig": run.buig[:, 0].tolist(),
        "measures": [
            {name: value if isinstance(value, str) else value.tolist() for name, value in _fields(part).items()}
            for part in flows_by_measure(run, scenario.measures)
        ],
    }


def _fields(found: Any) -> dict[str, Any]:
    return {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}


def _bridges(scenario: Scenario, baseline: Baseline, run: Projection) -> dict[str, Any]:
    pairs = list(zip(run.years[:-1], run.years[1:], strict=True))
    gap = city_gap(run, baseline)
    return {
        "stock": [
            dataclasses.asdict(bridge)
            | {"first_month": month_label(bridge.first_month), "last_month": month_label(bridge.last_month)}
            for bridge in stock_bridges(run, scenario.measures)
        ],
        "buig": [dataclasses.asdict(budget_bridge(run, one, other)) for one, other in pairs],
        "lasten": [dataclasses.asdict(lasten_bridge(run, baseline, one, other)) for one, other in pairs],
        "worth_of_share": [{"year": year, "value": value} for year, value in worth_of_share(run).items()],
        "feedback": [{"year": year, "value": float(run.budget.feedback[i, 0])} for i, year in enumerate(run.years)],
        "city_gap": None if gap is None else dataclasses.asdict(gap),
    }


def _required(scenario: Scenario, baseline: Baseline) -> dict[str, Any]:
    """Per outcome and lever what it takes; None without a target, or with one that lies where the model does not reach."""
    found: dict[str, Any] = {}
    for outcome, (key, levers) in REQUIRED.items():
        target = target_of(baseline, key, outcome)
        if target is None:
            found[outcome] = None
            continue

        def ask(target: Target = target, levers: tuple[str, ...] = levers) -> dict[str, Any]:
            return {lever: needed_document(solve(scenario, baseline, lever, target)) for lever in levers}

        answers = _or_none(ask)
        found[outcome] = answers and {"month": month_label(target.month), "target": target.value, "levers": answers}
    return found


def needed_document(found: Answer) -> dict[str, Any]:
    """What a lever must be as plain values, with the experience that it is held against."""
    return answer_document(found) | {
        "limit": found.nearest_value,
        "at_limit": found.nearest_outcome,
        "experience": [found.low, found.high],
    }


def _lks(scenario: Scenario, baseline: Baseline, run: Projection) -> dict[str, Any]:
    classes, target = tenure(baseline, scenario), target_of(baseline, "lks_target", "lks_jobs")

    def implied(dropout: float) -> dict[str, Any]:
        """What one reading leads to: jobs in the target's month, and the starts that the target then takes."""
        moved = with_value(scenario, baseline, DROPOUT, dropout)
        return {
            "jobs": jobs_at_dropout(baseline, scenario, dropout),
            "starts_needed": None
            if target is None
            else _or_none(lambda: answer_document(solve(moved, baseline, "lks_starts", target))),
        }

    return {
        "years": [dataclasses.asdict(year) for year in job_years(run, baseline, scenario)],
        "readings": [
            _fields(found) | {"survival": found.survival.tolist()} | implied(found.first_year_dropout)
            for found in readings(baseline, scenario)
        ],
        "required": _or_none(lambda: required_document(required(baseline, scenario))),
        "jobs_without_retention": jobs_without_retention(baseline, scenario),
        "tenure": classes.tolist(),
        "tenure_groups": tenure_groups(classes).tolist(),
    }


def _or_none(find: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
    """What is asked, or None where the target lies in a month that the model does not reach."""
    try:
        return find()
    except Problem:
        return None


def package_document(scenario: Scenario, baseline: Baseline) -> dict[str, Any] | None:
    """The package and what each measure contributes; None without a measure that is on."""
    _, outcome = central(baseline, scenario)
    buys = bought(baseline, scenario, outcome)
    if buys is None:
        return None
    found = buys.parts
    return {
        "exact": found.exact,
        "assumed": found.assumed,
        "month": month_label(buys.month),
        "won": buys.won,
        "too_many": buys.gap,
        "months": [month_label(month) for month in found.months],
        "years": list(found.years),
        "total": _contribution(buys.package),
        "measures": [
            {"id": part.measure.id, "evidence": evidence_of(part.measure, baseline.city), **_contribution(part)}
            for part in found.measures
        ],
    }


def _contribution(found: Contribution) -> dict[str, Any]:
    return {
        "benefit_years_avoided": found.part.benefit_years_avoided,
        "gross_cost": found.gross_cost,
        "saved": found.saved,
        "net": found.net,
        "euro_per_benefit_year": found.euro_per_benefit_year,
        "payback_month": _label(found.payback_month),
        "assumption": found.assumption,
        "cost": found.cost.tolist(),
        "parts": _part(found.part),
        "standard_errors": _part(found.error),
    }


def _part(part: Part) -> dict[str, list[float]]:
    return {name: values.tolist() for name, values in _fields(part).items()}


def known_document(known: Known) -> dict[str, Any]:
    """What was known on a day, as plain values."""

    def table(amounts: dict[int, Amount]) -> list[dict[str, Any]]:
        return [
            {"year": year, "value": amount.value, "stage": amount.stage, "made": str(amount.made)}
            for year, amount in amounts.items()
        ]

    return {
        "day": str(known.day),
        "macro": table(known.macro),
        "budget": table(known.budget),
        "share": table(known.share),
        "assumed": table(known.assumed),
        "balance": table(known.balance),
        "gap": [{"year": year, "value": value} for year, value in known.gap.items()],
    }
