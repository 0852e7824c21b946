"""What an output is sensitive to: each assumption over its range, and each source of uncertainty in its variance."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core import MODEL_VERSION
from core.analysis.draws import layout_of
from core.analysis.output import TARGET_MONTH, Output, never, read
from core.analysis.simulate import simulate, simulated_months
from core.analysis.tornado import Tornado, tornado
from core.analysis.uncertainty import normals
from core.analysis.variance import LEVEL, Function, GroupShare, Prepare, Variance, take_apart
from core.baseline import Baseline, ByIdentity
from core.cache import Memory
from core.model.calendar import LAST_MONTH, month_label
from core.model.measures import package_effect
from core.model.parameters import Floats
from core.scenario import Scenario, to_document, with_until

DRAWS: Final = 512
"""Draws in a repetition. Together with `SCRAMBLES` the error of a share stays under 1 %-point for the caseload."""
FAR: Final = 60
"""Months ahead from which half the draws must do: a run then costs more than twice as much."""
SCRAMBLES: Final = 8
SEED: Final = 30000
MONEY: Final = frozenset({"national", "price", "macro", "share"})
"""Groups that move money only: no person and no job feels them."""
PEOPLE: Final = frozenset({"volume", "lks_jobs", TARGET_MONTH})
MOST_CELLS: Final = 24_000
"""Months × draws in one run of the model. Above it each array is fetched anew from the system, and a draw costs three times as
much."""
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Both views of one output of one scenario on a baseline."""

    output: Output
    tornado: Tornado
    variance: Variance
    baseline: Baseline

    @property
    def groups(self) -> tuple[GroupShare, ...]:
        """Sources of uncertainty by what they do alone, the largest first."""
        return tuple(sorted(self.variance.groups, key=lambda one: (-one.first, -one.total)))


_answers: Final[Memory[Sensitivity]] = Memory(512)


def remembered(baseline: Baseline, scenario: Scenario, wanted: Output) -> Sensitivity | None:
    """What was computed before for this scenario, in whichever session."""
    return _answers.get(*_key(baseline, scenario, wanted))


def sensitivity(
    baseline: Baseline, scenario: Scenario, outputs: Sequence[Output], progress: Progress | None = None
) -> dict[Output, Sensitivity]:
    """Tornado and Sobol indices of outputs, remembered per scenario.

    Parameters
    ----------
    outputs : Sequence[Output]
        Those that lie about as far ahead come out of the same runs, so that more of them cost little. An output has the same
        numbers whatever stands beside it and however far the scenario itself looks ahead.
    progress : Progress | None
        Told the part that is done, some hundred times; what it raises stops the work.
    """
    found = {wanted: remembered(baseline, scenario, wanted) for wanted in outputs}
    for draws in (DRAWS, DRAWS // 2):
        missing = tuple(wanted for wanted, known in found.items() if known is None and draws_for(baseline, wanted) == draws)
        for one in _compute(baseline, scenario, missing, draws, progress) if missing else ():
            found[one.output] = _answers.keep(one, *_key(baseline, scenario, one.output))
    return {wanted: known for wanted, known in found.items() if known is not None}


def _key(baseline: Baseline, scenario: Scenario, wanted: Output) -> tuple[ByIdentity, Scenario, Output]:
    # How far the scenario looks ahead and what is switched off change no number.
    same = dataclasses.replace(scenario, until=wanted.month, measures=scenario.active_measures)
    return ByIdentity(baseline), same, wanted


def draws_for(baseline: Baseline, wanted: Output) -> int:
    """Draws in a repetition for an output."""
    return DRAWS if wanted.month - baseline.reference_month <= FAR else DRAWS // 2


def idle_groups(scenario: Scenario, outputs: Sequence[Output]) -> frozenset[str]:
    """Groups of uncertainty that cannot change these outputs."""
    people = MONEY if all(wanted.name in PEOPLE for wanted in outputs) else frozenset()
    return people | (frozenset() if scenario.active_measures else frozenset({"measures"}))


def _compute(
    baseline: Baseline, scenario: Scenario, outputs: tuple[Output, ...], draws: int, progress: Progress | None
) -> list[Sensitivity]:
    scenario = with_until(scenario, baseline, max(wanted.month for wanted in outputs))
    apart = take_apart(
        function_of_groups(baseline, scenario, outputs),
        group_dimensions(baseline),
        draws=draws,
        scrambles=SCRAMBLES,
        seed=SEED,
        prepare=laid_out(baseline),
        idle=idle_groups(scenario, outputs),
        progress=progress,
    )
    swings = tornado(baseline, scenario, outputs)
    return [Sensitivity(*parts, baseline) for parts in zip(outputs, swings, apart, strict=True)]


def group_dimensions(baseline: Baseline) -> dict[str, int]:
    """Dimensions of each group of uncertainty, for the longest horizon: a shorter one leaves the last ones unused."""
    months = LAST_MONTH - baseline.reference_month
    return {name: len(values) for name, values in normals(2, months).items()}


def laid_out(baseline: Baseline) -> Prepare:
    """What normals do, per group, over the longest horizon.

    Laid out in one way for every scenario and output, so that no last bit depends on what else is asked.
    """
    layout = layout_of(baseline)

    def prepare(points: Mapping[str, Floats]) -> Mapping[str, Floats]:
        return layout.disturbance(points, even=False).groups()

    return prepare


def function_of_groups(baseline: Baseline, scenario: Scenario, outputs: Sequence[Output]) -> Function:
    """The model as a function of what `laid_out` gives; `scenario` must reach every output."""
    months = scenario.until - baseline.reference_month
    size = max(1, MOST_CELLS // months)
    package = package_effect(scenario.active_measures, simulated_months(baseline, scenario))
    none = {group: np.zeros((count, 1)) for group, count in group_dimensions(baseline).items()}
    plain = layout_of(baseline).disturbance(none, even=False).first(months)

    def block(inputs: Mapping[str, Floats], draws: slice) -> Floats:
        parts = {group: values[: months + (group == "caseload"), draws] for group, values in inputs.items()}
        run = simulate(baseline, scenario, plain.with_groups(parts), package=package)
        return np.stack([read(run, wanted, baseline, parts["caseload"].shape[1]) for wanted in outputs])

    def function(inputs: Mapping[str, Floats]) -> Floats:
        draws = next(iter(inputs.values())).shape[1]
        return np.concatenate([block(inputs, slice(start, start + size)) for start in range(0, draws, size)], axis=1)

    return function


def sensitivity_document(scenario: Scenario, baseline: Baseline, found: Sensitivity) -> dict[str, Any]:
    """Both views as plain values, nothing rounded; a month in which the target is never kept is null."""

    def value(number: float) -> float | str | None:
        if found.output.name != TARGET_MONTH:
            return number
        return None if never(found.output, number) else month_label(round(number))

    variance = found.variance
    return {
        "model_version": MODEL_VERSION,
        "baseline": baseline.id,
        "scenario": to_document(scenario, baseline),
        "output": str(found.output),
        "value": value(found.tornado.value),
        "tornado": [
            {
                "id": bar.id, "low": bar.low, "high": bar.high, "current": bar.current,
                "at_low": value(bar.at_low), "at_high": value(bar.at_high), "swing": bar.swing,
            }
            for bar in found.tornado.bars
        ],
        "sobol": {
            "draws": variance.draws,
            "scrambles": variance.scrambles,
            "evaluations": variance.evaluations,
            "confidence": LEVEL,
            "mean": variance.mean,
            "standard_deviation": variance.deviation,
            "groups": [
                {
                    "group": one.group,
                    "first": one.first,
                    "first_interval": [one.first - one.first_error, one.first + one.first_error],
                    "total": one.total,
                    "total_interval": [one.total - one.total_error, one.total + one.total_error],
                }
                for one in variance.groups
            ],
            "together": variance.together,
            "together_interval": [variance.together - variance.together_error, variance.together + variance.together_error],
        },
    }  # fmt: skip
