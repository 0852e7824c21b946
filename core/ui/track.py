"""What the track of a slider tells: where it just meets the target of the page, in words too."""

from __future__ import annotations

from core.analysis.marks import mark_of
from core.analysis.target import Target, target_of
from core.model.calendar import december, year_of
from core.scenario import Lever
from core.text import levers
from core.ui.view import View


def target_on(page: str, view: View) -> Target | None:
    """The target of a page: benefits, or jobs, or a last year without a deficit; None where nobody set one."""
    if page == "buig":
        return Target("result", 0.0, december(view.paths.outcome.result_year)) if view.paths.run.years else None
    return target_of(view.baseline, *(("lks_target", "lks_jobs") if page == "lks" else ("target_volume", "volume")))


def met(lever: Lever, target: Target | None, view: View) -> dict[str, float | str] | None:
    """Where a lever just meets a target, for its slider: the place, and two texts; None where it does nowhere."""
    found = None if target is None else mark_of(view.baseline, view.scenario, lever, target)
    if target is None or found is None:
        return None
    kind, language = "even" if target.outcome == "result" else "met", view.language
    return {
        "value": found.value,
        "short": view.say(f"lever.{kind}", value=levers.number(lever.id, found.step, language)),
        "said": view.say(f"lever.{kind}_said", value=levers.bare(lever.id, found.step, language), year=year_of(target.month)),
    }
