"""What the browser gets of a family, unpacked as a page would: the numbers as shown, the texts to the letter."""

from __future__ import annotations

import gzip
import html
import itertools
import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core.analysis.along import along, chances_along
from core.analysis.bought import bought_by
from core.analysis.chances import Chances, chances_of
from core.analysis.compare import SHOWN, comparison_of
from core.analysis.family import family_of
from core.analysis.flows import stock_years
from core.analysis.goal_seek import solve
from core.analysis.lks import DROPOUT, jobs_by_tenure, survival_of
from core.analysis.outlook import Outlook, outlook_of
from core.analysis.target import target_of
from core.figures.people.compared import COMPARED
from core.figures.preview import preview, shown
from core.figures.sheets import PREVIEWED, About
from core.scenario import LEVER, LEVERS
from core.text import sentences, sentences_buig, sentences_compare, sentences_lks, sentences_package, sentences_volume
from core.text.catalog import Language
from core.text.glossary import explained
from core.text.sentences import KeyFigure
from tests.analysis.test_family import places, some_scenario
from tests.figures.test_moving import BANDS as INNER
from tests.tiers import tiers

BANDS = (*INNER, "low95", "high95")


class Unpacked:
    """A body as `core/ui/lever/unpack.js` reads it."""

    def __init__(self, body: bytes) -> None:
        raw = gzip.decompress(body)
        end = 4 + int.from_bytes(raw[:4], "little")
        self.header: dict[str, Any] = json.loads(raw[4:end])
        self.numbers = np.frombuffer(raw[end:], np.uint8)
        self.steps = len(self.header["values"])

    def column(self, chart: str, dataset: str, name: str) -> np.ndarray:
        """The rows of a column that move, at every step `(steps, rows)`."""
        told = self.header["charts"][chart]["columns"][dataset][name]
        count = self.steps * told["rows"]
        planes = self.numbers[told["at"] : told["at"] + 4 * count].reshape(4, count).astype(np.int64)
        folded = sum(plane << 8 * i for i, plane in enumerate(planes))
        apart = np.where(folded % 2 == 1, -(folded // 2) - 1, folded // 2).reshape(self.steps, told["rows"])
        return apart.cumsum(axis=0).cumsum(axis=1) * told["unit"]

    def moving(self, chart: str, dataset: str, name: str) -> slice:
        """Which rows those are."""
        told = self.header["charts"][chart]["columns"][dataset][name]
        return slice(told["from"], told["from"] + told["rows"])

    def text(self, told: dict[str, Any], step: int) -> str:
        """A text at a step."""
        gaps = iter(told["numbers"].split(" "))
        for one in range(step + 1):
            first, *rest = told["templates"][told["which"][one] if told["which"] else 0].split("\0")
            found = first + "".join(next(gaps) + part for part in rest)
        return found


def _of(seen: Outlook) -> Chances:
    return chances_of(seen.paths.draws, seen.baseline)


def _lks(seen: Outlook, language: Language) -> str:
    target = target_of(seen.baseline, "lks_target", "lks_jobs")
    assert target is not None
    starts, dropout = (solve(seen.scenario, seen.baseline, lever, target) for lever in ("lks_starts", DROPOUT))
    return sentences_lks.answer(seen.paths, seen.baseline, starts, dropout, language)


ANSWERS: dict[str, Callable[[Outlook, Language], str]] = {
    "verkenner": lambda seen, language: sentences.answer(seen.paths, seen.baseline, language),
    "buig": sentences_buig.answer,
    "lks": _lks,
    "impulspakket": lambda seen, language: sentences_package.answer(bought_by(seen), language),
    "vergelijken": lambda seen, language: sentences_compare.answer(comparison_of(seen), language),
    "volume": lambda seen, language: sentences_volume.answer(seen.paths, seen.baseline, stock_years(seen).last, language),
}
KEYS: dict[str, Callable[[Outlook, Language], list[KeyFigure]]] = {
    "verkenner": lambda seen, language: sentences.key_figures(seen.paths, seen.baseline, language),
    "buig": sentences_buig.key_figures,
    "impulspakket": lambda seen, language: (
        [] if (found := bought_by(seen)) is None else sentences_package.key_figures(found, language)
    ),
}
SUBJECTS: dict[str, Callable[[Outlook], Any]] = {
    "flows": stock_years,
    "bridge": stock_years,
    "chance": _of,
    "reached": _of,
    "tenure": jobs_by_tenure,
    "survival": survival_of,
    "compared": comparison_of,
    "effect": bought_by,
    "parts": bought_by,
}
"""What the page itself says and draws, see `pages/<page>/sheet.py`; `Hoe zeker?` says chances, which have a test of their own."""
WITHIN = {"chance": 0.015, **dict.fromkeys(BANDS, 40.0)}
"""Columns that are counted in draws or read off them at a few knots."""
OFTEN = {(list(PREVIEWED)[(i + far) % len(PREVIEWED)], lever) for i, lever in enumerate(LEVER) for far in (0, 3)}
"""Each lever on two pages, and each page with two levers at least."""


@pytest.mark.one_in(5)
@pytest.mark.parametrize(("page", "lever"), tiers(itertools.product(PREVIEWED, LEVER), often=OFTEN))
def test_what_the_browser_shows_is_what_the_server_answers(page: str, lever: str) -> None:
    language: Language = "nl" if len(lever) % 2 else "en"
    baseline, scenario = some_scenario(20 + len(lever))
    family = family_of(baseline, scenario, LEVER[lever], money=PREVIEWED[page].money)
    found = Unpacked(preview(family, page, language))
    assert found.header["values"] == list(family.values)
    for step in places(family, 3):
        outlook = outlook_of(family.scenarios[step], baseline)
        texts = {name: found.text(told, step) for name, told in found.header["texts"].items()}
        assert texts["slim"] == sentences.in_short(outlook.paths, baseline, language)
        if page in KEYS:
            assert texts.get("keys", "") == sentences.cells(KEYS[page](outlook, language), language)
        if page in ANSWERS:
            assert texts["answer"] == explained(ANSWERS[page](outlook, language), language)
        for chart in PREVIEWED[page].charts:
            figure = chart.figure
            subject = SUBJECTS.get(figure.key, lambda seen: seen)(outlook)
            if subject is None:
                continue  # no measure is on
            if figure.key not in ("fan", "chance", "reached"):
                title = explained(html.escape(figure.finding(subject, language)), language)
                assert texts[f"title {figure.key}"] == title
            drawn = figure.frames(subject, language)
            decimals = {"budget": 1, "reserve": 1, "chance": 3, "reached": 3}.get(figure.key, chart.decimals)
            told = found.header["charts"].get(figure.key, {"columns": {}})
            if "extent" in told:
                ends = json.loads(found.text(told["extent"], step))
                # What hangs on the bands may round to the next step of an axis.
                near = 1000.0 if figure.key in ("caseload", "fan") else 1e-6
                assert ends == pytest.approx(drawn["extent"].to_pylist()[0], abs=near), figure.key
            for dataset, columns in told["columns"].items():
                for name in columns:
                    ours, moving = found.column(figure.key, dataset, name)[step], found.moving(figure.key, dataset, name)
                    theirs = np.array(drawn[dataset].column(name).to_pylist())[moving]
                    if name in WITHIN:
                        assert np.abs(ours - theirs).max() <= WITHIN[name], (figure.key, name)
                    else:
                        np.testing.assert_allclose(np.round(ours, decimals), np.round(theirs, decimals), atol=1e-9)


@pytest.mark.one_in(6)
@pytest.mark.parametrize("lever", [lever.id for lever in LEVERS])
def test_chances_along_a_lever_lie_within_a_point_and_a_half_of_those_of_its_values(lever: str) -> None:
    baseline, scenario = some_scenario(30 + len(lever))
    family = family_of(baseline, scenario, LEVER[lever], money=True)
    each = chances_along(family, along(family))
    for step in places(family, 4):
        ours, theirs = each[step], _of(outlook_of(family.scenarios[step], baseline))
        assert [one.name for one in ours.targets] == [one.name for one in theirs.targets]
        assert [one.chance for one in ours.targets] == pytest.approx([one.chance for one in theirs.targets], abs=0.015)
        for name in ("volume", "lks", "reserve_gone", "first_reached"):
            one, other = getattr(ours, name), getattr(theirs, name)
            assert (one is None) == (other is None)
            if one is not None:
                np.testing.assert_allclose(one, other, atol=0.015)


ODDS = r"(&[lg]t; )?\d+( op \d+|%)"


@pytest.mark.parametrize("letter", [SHOWN, "B"])
def test_a_scenario_moves_beside_those_that_stand_pinned(letter: str) -> None:
    baseline, scenario = some_scenario(7)
    others = {side: outlook_of(*reversed(some_scenario(seed))) for side, seed in (("A", 8), ("B", 9), (SHOWN, 10))}
    others.pop(letter)
    family = family_of(baseline, scenario, LEVER["inflow"])
    found = Unpacked(preview(family, "vergelijken", "nl", About(letter=letter, others=others)))
    for step in places(family, 2):
        sides = others | {letter: outlook_of(family.scenarios[step], baseline)}
        comparison = comparison_of(sides[SHOWN], {side: sides[side] for side in ("A", "B")})
        drawn = COMPARED.frames(comparison, "nl")
        assert found.text(found.header["texts"]["answer"], step) == explained(sentences_compare.answer(comparison, "nl"), "nl")
        wanted = explained(html.escape(sentences_compare.chances(comparison, "nl")), "nl")
        odds = found.text(found.header["texts"]["beside"], step)  # of fewer draws: a chance may read otherwise on an edge
        assert re.sub(ODDS, "#", odds) == re.sub(ODDS, "#", wanted)
        assert found.text(found.header["texts"]["title compared"], step) == explained(COMPARED.finding(comparison, "nl"), "nl")
        # A line that stays is not sent, so that it is left as it is drawn.
        columns = found.header["charts"]["compared"]["columns"]
        dataset, name = ("paths", "shown") if letter == SHOWN else ("pins", "value")
        assert [one for one in columns if columns[one]] == [dataset]
        expected = np.round(drawn[dataset].column(name).to_numpy())[found.moving("compared", dataset, name)]
        assert len(expected) == len(sides[letter].paths.run.months) - 1
        np.testing.assert_array_equal(np.round(found.column("compared", dataset, name)[step]), expected)
        rows = json.loads(found.text(found.header["charts"]["compared"]["rows"]["ends"], step))
        assert [row["text"] for row in rows] == drawn["ends"].column("text").to_pylist()


@pytest.mark.parametrize("lever", tiers(((lever.id,) for lever in LEVERS), often={("outflow_rate",)}))
def test_a_family_is_small(lever: str) -> None:
    baseline, scenario = some_scenario(2)
    for page in PREVIEWED:
        assert len(preview(family_of(baseline, scenario, LEVER[lever], money=PREVIEWED[page].money), page, "nl")) <= 60_000, page


def test_a_finer_number_is_written_as_before() -> None:
    values = np.array([[12.349, 12.351, -0.04999, 0.05001, 7.0]])
    finer = shown(values, 1, 0.02)
    np.testing.assert_allclose(finer, [[12.34, 12.36, -0.04, 0.06, 7.0]], atol=1e-12)
    assert shown(np.array([[32864.4]]), 0, 1.0).tolist() == [[32864.0]]
