"""What the browser gets of a family, unpacked as a page would: the numbers as shown, the texts to the letter."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core.analysis.family import family_of
from core.analysis.outlook import Outlook, outlook_of
from core.figures.preview import PREVIEWED, preview, shown
from core.scenario import LEVER, LEVERS
from core.text import sentences, sentences_buig
from core.text.catalog import Language
from core.text.glossary import explained
from core.text.sentences import KeyFigure
from tests.analysis.test_family import places, some_scenario
from tests.figures.test_moving import BANDS, FIGURES


class Unpacked:
    """A body as `core/ui/lever/thumb.js` reads it."""

    def __init__(self, body: bytes) -> None:
        raw = gzip.decompress(body)
        end = 4 + int.from_bytes(raw[:4], "little")
        self.header: dict[str, Any] = json.loads(raw[4:end])
        self.numbers = np.frombuffer(raw[end:], np.uint8)
        self.steps = len(self.header["values"])

    def column(self, chart: str, dataset: str, name: str) -> np.ndarray:
        """A column at every step `(steps, rows)`."""
        told = self.header["charts"][chart]["columns"][dataset][name]
        count = self.steps * told["rows"]
        planes = self.numbers[told["at"] : told["at"] + 4 * count].reshape(4, count).astype(np.int64)
        folded = sum(plane << 8 * i for i, plane in enumerate(planes))
        apart = np.where(folded % 2 == 1, -(folded // 2) - 1, folded // 2).reshape(self.steps, told["rows"])
        return apart.cumsum(axis=0).cumsum(axis=1) * told["unit"]

    def text(self, told: dict[str, Any], step: int) -> str:
        """A text at a step."""
        gaps = iter(told["numbers"].split(" "))
        for one in range(step + 1):
            first, *rest = told["templates"][told["which"][one] if told["which"] else 0].split("\0")
            found = first + "".join(next(gaps) + part for part in rest)
        return found


ANSWERS: dict[str, Callable[[Outlook, Language], str]] = {
    "verkenner": lambda seen, language: sentences.answer(seen.paths, seen.baseline, language),
    "buig": sentences_buig.answer,
}
KEYS: dict[str, Callable[[Outlook, Language], list[KeyFigure]]] = {
    "verkenner": lambda seen, language: sentences.key_figures(seen.paths, seen.baseline, language),
    "buig": sentences_buig.key_figures,
}
"""What the page itself says, see `pages/<page>/sheet.py`."""


@pytest.mark.parametrize("page", PREVIEWED)
@pytest.mark.parametrize("lever", [lever.id for lever in LEVERS])
def test_what_the_browser_shows_is_what_the_server_answers(page: str, lever: str) -> None:
    language: Language = "nl" if len(lever) % 2 else "en"
    baseline, scenario = some_scenario(20 + len(lever))
    family = family_of(baseline, scenario, LEVER[lever])
    found = Unpacked(preview(family, page, language))
    assert found.header["values"] == list(family.values)
    for step in places(family, 3):
        outlook = outlook_of(family.scenarios[step], baseline)
        texts = {name: found.text(told, step) for name, told in found.header["texts"].items()}
        assert texts["keys"] == sentences.cells(KEYS[page](outlook, language), language)
        assert texts["answer"] == explained(ANSWERS[page](outlook, language), language)
        assert texts["slim"] == sentences.in_short(outlook.paths, baseline, language)
        for figure in PREVIEWED[page].figures:
            assert texts[f"title {figure.key}"] == figure.finding(outlook, language)
        for key, chart in found.header["charts"].items():
            drawn = FIGURES[key].frames(outlook, language)
            decimals = 1 if key in ("budget", "reserve") else 0
            for dataset, columns in chart["columns"].items():
                for name in columns:
                    ours, theirs = found.column(key, dataset, name)[step], np.array(drawn[dataset].column(name).to_pylist())
                    if name in BANDS:
                        assert np.abs(ours - theirs).max() < 40.0
                    else:
                        np.testing.assert_allclose(np.round(ours, decimals), np.round(theirs, decimals), atol=1e-9)


@pytest.mark.parametrize("lever", [lever.id for lever in LEVERS])
def test_a_family_is_small(lever: str) -> None:
    baseline, scenario = some_scenario(2)
    assert len(preview(family_of(baseline, scenario, LEVER[lever]), "verkenner", "nl")) <= 60_000


def test_a_finer_number_is_written_as_before() -> None:
    values = np.array([[12.349, 12.351, -0.04999, 0.05001, 7.0]])
    finer = shown(values, 1, 0.02)
    np.testing.assert_allclose(finer, [[12.34, 12.36, -0.04, 0.06, 7.0]], atol=1e-12)
    assert shown(np.array([[32864.4]]), 0, 1.0).tolist() == [[32864.0]]
