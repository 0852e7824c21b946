"""The book of one scenario: its own run, the baseline behind it, and the books of the runs it is compared with."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Hashable, Mapping
from typing import Final
from urllib.parse import quote, unquote

from core.analysis.bridges import MeasureFlows, flows_by_measure
from core.analysis.contribution import Contributions, contributions
from core.analysis.draws import screen_disturbance
from core.analysis.frontier import free_question
from core.analysis.lks import tenure
from core.analysis.outcome import Outcome, Paths, central
from core.analysis.scorecard import Scorecard, scorecard_of
from core.analysis.simulate import parameters_of, simulate
from core.analysis.since import since
from core.baseline import Baseline
from core.model.calendar import month_index, month_label, year_of
from core.model.kinds import KIND
from core.model.measures import Measure
from core.model.parameters import Floats, Parameters
from core.model.projection import Projection
from core.problem import Problem
from core.scenario import Scenario, default_scenario, lever_values, option_values, reference_scenario, with_until, with_value
from core.trace.book import Book, Entry, Key
from core.trace.node import Trace

ROOT: Final = ("quantity:", "series:", "measure:", "default:")
"""Names of what is the same in every run: the book of a run beside it looks these up in the first one."""
OF_OTHERS: Final = ("apart:", "apart_shown:", "later:", "difference:")
"""What names other keys, each of a run of its own."""


class ModelBook(Book):
    """Traces of a scenario's run.

    A key with a name and a stroke before it belongs to another run: `base/volume@2025-12` on the basispad, `origin/…` of the
    baseline that this one continues, `without/…` without the package, `less:hazard_factor/…` without the measures that move
    a flow, `set:5/…` with some of its measures (bits, in the order of their ids), `choose:1a/…` with a package of
    all that can be made (bits), `with:inflow=480.5/…` with one lever
    elsewhere, `until:2026-12/…` over another horizon, `pin:A/…` of a scenario that stands beside it, `newer/…` of the newest
    baseline of the same city.
    """

    def __init__(
        self, entries: Mapping[str, Entry], scenario: Scenario, baseline: Baseline, paths: Paths | None = None,
        prefix: str = "", root: ModelBook | None = None,
    ) -> None:  # fmt: skip
        super().__init__(entries, prefix)
        self.scenario, self.baseline, self.paths = scenario, baseline, paths
        self.root = root or self
        self._beside: dict[str, ModelBook] = {}
        self.redrawn: dict[Hashable, Projection] = {}
        self.pinned: Mapping[str, tuple[Scenario, Baseline]] = {}

    def _make(self, text: str) -> Trace:
        if self.root is not self and text.startswith(ROOT):
            return self.root[text]
        name, stroke, rest = text.partition("/")
        if stroke and not text.startswith(OF_OTHERS):
            return self.beside(name)[rest]
        return super()._make(text)

    def beside(self, name: str) -> ModelBook:
        """The book of another run. Raises Problem for a name that is none."""
        held = self._beside.get(name)
        if held is None:
            held = self._beside[name] = self._open(name)
        return held

    def _open(self, name: str) -> ModelBook:
        origin = self.baseline.origin
        if name == "origin" and origin is not None:
            if self.root is not self:
                return self.root.beside(name)
            # A root of its own: its quantities are those of the other baseline.
            carried = with_until(default_scenario(origin), origin, self.first)
            return ModelBook(self.entries, carried, origin, prefix=f"{self.prefix}{name}/")
        found = since(self.baseline) if name == "newer" else None
        if found is not None:
            return ModelBook(self.entries, default_scenario(found.newer), found.newer, prefix=f"{self.prefix}{name}/")
        letter = name.removeprefix("pin:")
        if letter != name and letter in self.pinned:
            return ModelBook(self.entries, *self.pinned[letter], prefix=f"{self.prefix}{name}/")
        try:
            scenario = self._scenario_of(name)
        except ValueError as error:
            raise error if isinstance(error, Problem) else self.unknown(name) from error
        paths = None
        if name == "base" and self.paths is not None and not self.prefix:
            paths = dataclasses.replace(self.paths, run=self.paths.base, outcome=self.paths.base_outcome)
        return ModelBook(self.entries, scenario, self.baseline, paths, f"{self.prefix}{name}/", self.root)

    def _scenario_of(self, name: str) -> Scenario:
        """The scenario of another run. Raises ValueError for a name that is none."""
        kind, _, part = name.partition(":")
        scenario, every = self.scenario, self.scenario.measures
        match kind:
            case "base":
                return reference_scenario(scenario)
            case "without":
                return dataclasses.replace(scenario, measures=())
            case "less":
                return dataclasses.replace(scenario, measures=tuple(one for one in every if KIND[one.kind].flow != part))
            case "set":
                chosen = tuple(measure for i, measure in enumerate(self.measures) if int(part) >> i & 1)
                return dataclasses.replace(scenario, measures=chosen)
            case "with":
                lever, _, value = part.partition("=")
                return with_value(scenario, self.baseline, lever, float(value))
            case "choose":
                asked = free_question(self.baseline, scenario)
                if asked is None or int(part, 16) >> len(asked.candidates.free):
                    raise self.unknown(name)
                return dataclasses.replace(asked.scenario, measures=asked.candidates.package(int(part, 16)))
            case "until":
                return with_until(scenario, self.baseline, month_index(part))
        raise self.unknown(name)

    # What the topics read ------------------------------------------------------------------------------------------

    @functools.cached_property
    def run(self) -> Projection:
        """The scenario's own path."""
        return self.paths.run if self.paths is not None else central(self.baseline, self.scenario)[0]

    @functools.cached_property
    def outcome(self) -> Outcome:
        """What that path comes to."""
        return self.paths.outcome if self.paths is not None else central(self.baseline, self.scenario)[1]

    @functools.cached_property
    def draws(self) -> Projection:
        """The draws around it."""
        if self.paths is not None and not self.prefix:
            return self.paths.draws
        return simulate(self.baseline, self.scenario, screen_disturbance(self.baseline, self.scenario.until))

    @functools.cached_property
    def classes(self) -> Floats:
        """LKS jobs by tenure class `(months, 13)`."""
        return tenure(self.baseline, self.scenario)

    @functools.cached_property
    def levers(self) -> dict[str, float]:
        """Levers and options with the value they have."""
        return lever_values(self.scenario, self.baseline) | option_values(self.scenario, self.baseline)

    @functools.cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that are on, by id."""
        return tuple(sorted(self.scenario.active_measures, key=lambda measure: measure.id))

    @functools.cached_property
    def flows(self) -> dict[str, MeasureFlows]:
        """What each measure moves, by id."""
        return {found.id: found for found in flows_by_measure(self.run, self.measures)}

    @functools.cached_property
    def bought(self) -> Contributions:
        """What each measure of the package contributes."""
        return contributions(self.baseline, self.scenario)

    @functools.cached_property
    def scorecard(self) -> Scorecard | None:
        """How forecasts from the city's counts did; the same in every run."""
        return scorecard_of(self.baseline) if self.root is self else self.root.scorecard

    @property
    def parameters(self) -> Parameters:
        """The model's parameters of the baseline."""
        return parameters_of(self.baseline)

    @property
    def first(self) -> int:
        """The reference month."""
        return self.baseline.reference_month

    @property
    def months(self) -> range:
        """The simulated months."""
        return self.run.months[1:]

    @property
    def years(self) -> range:
        """Years of which there is a budget: the whole ones, and the one that the horizon cuts."""
        return range(self.baseline.first_year, year_of(self.months[-1]) + 1)

    @property
    def settled(self) -> bool:
        """Whether the first year is the reference year, with a published budget."""
        return self.baseline.origin is None

    def row(self, month: int) -> int:
        """Row of a simulated month in the flows. Raises Problem for a month that is not one."""
        if month not in self.months:
            raise self.outside(month)
        return month - self.months[0]

    def year_row(self, year: int) -> int:
        """Row of a whole year. Raises Problem for a year that is none."""
        if year not in self.run.years:
            raise self.no_year(year)
        return self.run.years.index(year)

    def outside(self, month: int) -> Problem:
        """What is said of a month that the run does not reach."""
        low, high = month_label(self.first), month_label(self.months[-1])
        return Problem("trace.month", value=month_label(month), low=low, high=high)

    def no_year(self, year: int) -> Problem:
        """What is said of a year that is not wholly in the run."""
        whole = self.run.years
        return Problem("trace.year", value=year, low=self.years[0], high=whole[-1] if len(whole) else "–")

    def measure(self, part: str) -> Measure:
        """The measure that a quoted id names. Raises Problem when it is not on."""
        found = next((one for one in self.measures if one.id == unquote(part)), None)
        if found is None:
            raise Problem("trace.measure", value=unquote(part), known=", ".join(one.id for one in self.measures) or "–")
        return found


def quoted(measure: Measure) -> str:
    """A measure's id as keys write it: no letter that stands for something in a key."""
    return quote(measure.id, safe="")


def key_at(name: str, month: int) -> str:
    """Key of a monthly number."""
    return f"{name}@{month_label(month)}"


def keys_at(name: str, months: list[int] | range) -> tuple[str, ...]:
    """Keys of a monthly number over some months."""
    return tuple(key_at(name, month) for month in months)


def find_measure(book: ModelBook, key: Key) -> Measure:
    """The measure that a key names by its part."""
    return book.measure(key.part)
