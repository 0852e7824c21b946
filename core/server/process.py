"""The process that serves: its settings, and what it does once before and beside the first visitor."""

from __future__ import annotations

import errno
import gc
import logging
import os
import resource
from typing import Final

from threadpoolctl import threadpool_limits

from core import DATA
from core.analysis.known import budget_calendar, has_budgets
from core.analysis.outlook import outlook_of
from core.analysis.promises import hindsight_of
from core.baseline import baseline_ids, load_baseline
from core.baseline.law import vangnet_rules
from core.city import contradictions_for, sources_for
from core.facts import contradictions, national_sources, series, series_names
from core.figures.jobs.lks import LKS
from core.figures.money.budget import BUDGET
from core.figures.money.reserve import RESERVE
from core.figures.people.caseload import CASELOAD
from core.figures.specs import build_beside
from core.household.designs import designs
from core.household.law import law_on, periods
from core.household.minw import counts
from core.measures import catalogue
from core.problem import Problem, fault_line
from core.scenario import default_scenario
from core.server.families import warm_families
from core.server.memory import keep_memory
from core.store import SETTING, empty_bin, end_old, store
from core.text.catalog import LANGUAGES

NEW_OBJECTS: Final = 20_000
"""Objects made and not let go again, before Python's collector looks at them."""
FIRST_PAGE: Final = (CASELOAD, LKS, BUDGET, RESERVE)


def settle_process() -> None:
    """Settings of the process that a server of many small computations wants.

    One thread for linear algebra: matrices are small, and threads of several sessions would fight for the same cores.
    The collector looks at what is new when that is a whole answer's worth: some fifty looks in each took a twentieth of it.
    """
    threadpool_limits(1)
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    # Each session takes four descriptors, and the usual soft limit of 1,024 ends at 253 of them.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    keep_memory()


def load_facts() -> None:
    """Read all of `data` that a page can ask for. Raises Problem with the first thing that does not hold.

    What could not be served later must not be promised now: a server that starts is healthy.
    """
    if not baseline_ids():
        raise Problem("facts.unreadable", file=str(DATA / "baselines"), reason=os.strerror(errno.ENOENT))
    national_sources(), contradictions(), vangnet_rules()
    for name in series_names():
        series(name)
    baselines = [load_baseline(name) for name in baseline_ids()]
    for city in {baseline.city for baseline in baselines}:
        catalogue(city), contradictions_for(city), sources_for(city), designs(), counts(city)
        if has_budgets(city):
            budget_calendar(city)
        for day in periods():
            law_on(day, city)


def warm_up() -> None:
    """Do once, before the first visitor, what every session needs: facts, draws, specifications, a first run.

    Then freeze what is loaded, so that the garbage collector never walks through it again.
    """
    for name in baseline_ids():
        baseline = load_baseline(name)
        outlook = outlook_of(default_scenario(baseline), baseline)
        for language in LANGUAGES:
            for figure in FIRST_PAGE:
                figure.frames(outlook, language)
    for language in LANGUAGES:
        for dark in (False, True):
            for figure in FIRST_PAGE:
                figure.spec(language, dark)
    gc.collect()
    gc.freeze()


def build_the_rest() -> None:
    """Take over the other pages' specifications and score past forecasts while the first page is served; freeze again."""
    build_beside()
    warm_families()
    for baseline in map(load_baseline, baseline_ids()):
        hindsight_of(baseline)  # the scorecard: a second of work that no scenario changes
    gc.collect()
    gc.freeze()


def open_store() -> None:
    """Open the store of saved scenarios. Raises Problem when somebody named one that cannot be used.

    Where nobody did and there is no place for a file, the pages work without one, and say so to who saves.
    """
    try:
        store()
        empty_bin(store())
        end_old(store())
    except Problem as problem:
        if os.environ.get(SETTING):
            raise
        logging.getLogger("koers.error").warning(fault_line(problem))
