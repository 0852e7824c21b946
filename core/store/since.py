"""What became of a saved scenario since: its numbers of then beside those of now, and what changed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core import MODEL_VERSION
from core.scenario import FindBaseline, Scenario
from core.store.basis import Differs, differs
from core.store.content import SHOWN, results_of
from core.store.saved import Saved

Numbers = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Since:
    """Then and now.

    Attributes
    ----------
    then, now : Numbers
        Key numbers by the names that `Outcome` gives them, and the chance of the target.
    model : tuple[str, str] | None
        Version of the model then and now; None where it is the same.
    basis : Differs
        Quantities that the basis gives otherwise than then.
    """

    then: Numbers
    now: Numbers
    model: tuple[str, str] | None
    basis: Differs


def since(saved: Saved, scenario: Scenario, find: FindBaseline) -> Since:
    """What became of the scenario of a version. Raises Problem when its basis cannot be read."""
    baseline, then = find(scenario.baseline), saved.basis(scenario.baseline)
    model = saved.content.model_version
    return Since(
        then=saved.results[SHOWN],
        now=results_of(scenario, baseline),
        model=None if model == MODEL_VERSION else (model, MODEL_VERSION),
        basis=Differs() if then is None else differs(then, baseline),
    )
