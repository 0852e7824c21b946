"""The law behind every baseline is dated: a rule for a further year is one entry in one file."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from core import DATA
from core.baseline import baseline_ids, load_baseline
from core.baseline.law import PARTS, vangnet_rules
from core.facts import is_settled
from tests.cities import asked
from tests.places import LETTERS

ENTRY = """
[[rule]]
year = 2027
own_risk = 0.1
full_from = 0.125
half_rate = 0.5
source = "toetsingscommissie-vangnet-2025"
derivation = { nl = "Zo gepubliceerd.", en = "As published." }
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rule") / "data"
    shutil.copytree(DATA, folder)
    with (folder / "law" / "vangnet.toml").open("a", encoding="utf-8") as file:
        file.write(ENTRY)
    return folder


@pytest.mark.exhaustive
def test_a_rule_for_a_further_year_is_one_entry_and_changes_no_year_before_it(data: Path) -> None:
    arguments = ("run", *LETTERS, "--set", "inflow=640", "--until", "2029-12", "--json")
    before, after = (asked(folder, arguments)[0] for folder in (DATA, data))
    assert [year["own_risk"] for year in after["vangnet"] if year["year"] >= 2027] == [0.1, 0.1, 0.1]
    assert [year["status"] for year in after["vangnet"] if year["year"] >= 2027] == ["reported", "assumption", "assumption"]
    for one, other in zip(before["vangnet"], after["vangnet"], strict=True):
        assert one["year"] >= 2027 or one == other
    old, new = ({year["year"]: year["granted"] for year in found["vangnet"]} for found in (before, after))
    assert 0.0 < new[2027] < old[2027], "a higher own risk pays less"


@pytest.mark.parametrize("name", baseline_ids())
def test_every_baseline_has_the_rules_of_the_law_with_their_certificate(name: str) -> None:
    baseline = load_baseline(name)
    assert {place: baseline.quantities[place] for place in vangnet_rules()} == vangnet_rules()


def test_each_rule_of_the_file_gives_its_three_parts_and_says_which_of_them_are_assumed() -> None:
    file = tomllib.loads((DATA / "law" / "vangnet.toml").read_text(encoding="utf-8"))
    for rule in file["rule"]:
        kind = "vangnet_extended" if rule.get("extended") else "vangnet"
        for part in PARTS:
            found = vangnet_rules()[f"{kind}_{part}", rule["year"]]
            assert found.value == rule[part]
            assert found.status == ("assumption" if part in rule.get("assumed", []) else "reported")
    assert len(vangnet_rules()) == len(PARTS) * len(file["rule"])


def test_only_the_last_stage_of_a_budget_is_settled() -> None:
    stages = [row["id"] for row in tomllib.loads((DATA / "stages.toml").read_text(encoding="utf-8"))["stage"]]
    assert [is_settled(stage) for stage in stages] == [False, False, True]
    assert not is_settled(None)
    assert (load_baseline("brief-2023-t2").macro_settled_until, load_baseline("stand-2025").macro_settled_until) == (2023, 2025)
