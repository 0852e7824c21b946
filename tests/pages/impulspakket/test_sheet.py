"""Impulspakket: every figure stands in the run document, and what rests on nothing but assumptions says so."""

from __future__ import annotations

import pytest

from core.measures import encode_package
from core.model.measures import Measure
from tests.opened import datasets, open_page, texts
from tests.pages.packaged import CATALOGUE, PACKAGE, document, link, numbers, scenario_of


def test_every_figure_stands_in_the_run_document() -> None:
    query = link(*PACKAGE)
    printed = document(*scenario_of(query))
    known = set(numbers(printed))
    effect, parts, runs = datasets(open_page("impulspakket", **query))
    whole = printed["package"]["total"]
    assert [-value for value in effect["path"]["avoided"]] == whole["parts"]["volume"]
    assert effect["path"]["jobs"] == whole["parts"]["lks_jobs"]
    assert sorted(parts["parts"]["avoided"]) == sorted(one["benefit_years_avoided"] for one in printed["package"]["measures"])
    assert set(parts["parts"]["avoided"]) <= known
    assert sum(parts["parts"]["avoided"]) == pytest.approx(whole["benefit_years_avoided"], rel=1e-9)
    assert len(runs["runs"]["label"]) == len(PACKAGE)


def test_a_package_that_is_mostly_assumption_warns() -> None:
    def said(*measures: Measure) -> str:
        return texts(open_page("impulspakket", pakket=encode_package(measures)))

    assert "bij 2 van de 2 maatregelen is het effect een aanname" in said(*CATALOGUE[:2])
    assert "bij 2 van de 3 maatregelen is het effect een aanname" in said(*CATALOGUE[:2], CATALOGUE[8])
    assert "effect een aanname" not in said(CATALOGUE[0], CATALOGUE[8])
