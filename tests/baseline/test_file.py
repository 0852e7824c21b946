"""Facts have a birth certificate: what does not hold is refused with file, key and reason, and what ships holds."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from core import DATA, baseline
from core.baseline import baseline_ids, load_baseline, parse_baseline
from core.facts import Quantity, contradictions, parse_toml, series, sources
from core.household.law import law_on
from core.problem import Problem
from core.scenario import LEVERS, default_value, experience
from core.text.catalog import LANGUAGES
from tests.places import ROTTERDAM
from tests.refused import NAME, refusal

BRIEF = (DATA / "baselines" / "brief-2023-t2.toml").read_text(encoding="utf-8")
QUANTITY = "[[quantity]]"
Edit = Callable[[str], str]


def swap(old: str, new: str, inside: str = "") -> Edit:
    """Replace text once: in the whole file, or in the first quantity with this key."""

    def edit(text: str) -> str:
        parts = text.split(QUANTITY)
        found = [i for i, part in enumerate(parts) if f'key = "{inside}"' in part] if inside else range(len(parts))
        at = next(i for i in found if old in parts[i])
        parts[at] = parts[at].replace(old, new, 1)
        return QUANTITY.join(parts)

    return edit


def both(one: Edit, other: Edit) -> Edit:
    return lambda text: other(one(text))


def drop(*marks: str) -> Edit:
    """Leave out the quantity that holds these marks."""

    def edit(text: str) -> str:
        parts = text.split(QUANTITY)
        kept = [part for part in parts if not all(mark in part for mark in marks)]
        assert len(kept) == len(parts) - 1
        return QUANTITY.join(kept)

    return edit


def again(key: str) -> Edit:
    """Give a quantity twice."""
    return lambda text: text + QUANTITY + next(part for part in text.split(QUANTITY) if f'key = "{key}"' in part)


volume, rate, jobs = (partial(swap, inside=key) for key in ("volume", "outflow_rate", "lks_jobs"))
WIDE = "low = -1e9, high = 1e9"
REFUSED: dict[str, tuple[Edit, str, str]] = {
    "unknown key in the file": (swap("schema = 1", "schema = 1\ncolour = 1"), "facts.shape", "colour"),
    "unknown key in a quantity": (volume("value =", "vaule ="), "facts.shape", "vaule"),
    "field missing": (volume("date = 2023-08-31\n", ""), "facts.shape", "date"),
    "text for a number": (volume("32864", '"many"'), "facts.shape", "value"),
    "date that is none": (volume("2023-08-31", '"August"'), "facts.shape", "date"),
    "unit that does not exist": (volume('"benefits"', '"heads"'), "facts.shape", "unit"),
    "status that does not exist": (volume('"reported"', '"felt"'), "facts.shape", "status"),
    "one language only": (swap(', en = "Letter of 10 Oct 2023"', ""), "facts.shape", "title"),
    "more digits than a float holds": (volume("32864", "9" * 400), "facts.shape", "value"),
    "key that no model knows": (swap('"inflow"', '"inflww"', "inflow"), "baseline.unknown_key", "inflww"),
    "unit of something else": (volume('"benefits"', '"jobs"'), "baseline.unit", "volume"),
    "share as a percentage": (rate("0.018", "1.8"), "facts.outside_range", "outflow_rate"),
    "not a number": (volume("32864", "nan"), "facts.not_finite", "volume"),
    "infinite": (volume("32864", "inf"), "facts.not_finite", "volume"),
    "range upside down": (volume("low = 32000", "low = 40000"), "facts.range_order", "volume"),
    "range without a number": (volume("low = 32000", "low = nan"), "facts.range_order", "volume"),
    "outside its own range": (volume("32864", "31999"), "facts.outside_range", "volume"),
    "more than a share can be": (
        both(rate("low = 0.0165, high = 0.0215", WIDE), rate("0.018", "0.9")), "baseline.impossible", "outflow_rate"),
    "negative count": (
        both(jobs("low = 928, high = 2400", WIDE), jobs("1346", "-1")), "baseline.impossible", "lks_jobs"),
    "unknown source": (volume("letter-2023-10-10", "hearsay"), "facts.unknown_source", "hearsay"),
    "reported without a source": (volume('source = "letter-2023-10-10"\n', ""), "facts.no_source", "volume"),
    "assumed without a word": (volume('"reported"', '"assumption"'), "facts.no_derivation", "volume"),
    "given twice": (again("volume"), "facts.twice", "volume"),
    "year given twice": (again("buig_share"), "facts.twice", "buig_share 2023"),
    "year where none belongs": (volume("value =", "year = 2023\nvalue ="), "baseline.year_unwanted", "volume"),
    "no year where one belongs": (swap("year = 2023\n", "", "buig_share"), "baseline.year_needed", "buig_share"),
    "quantity missing": (drop('key = "volume"'), "baseline.missing", "volume"),
    "reference year missing": (drop('"buig_total"', "year = 2023"), "baseline.missing", "buig_total 2023"),
    "no share for a published total": (drop('"buig_share"', "year = 2024"), "baseline.missing", "buig_share 2024"),
    "nothing to extend": (swap('extends = "national-2023-10"\n', ""), "baseline.missing", "season"),
    "other schema": (swap("schema = 1", "schema = 2"), "baseline.schema", "2"),
    "month that does not exist": (swap('"2023-08"', '"2023-13"'), "baseline.month", "2023-13"),
    "month in words": (swap('"2026-12"', '"eind 2026"'), "baseline.month", "eind 2026"),
    "no reference month": (swap('reference_month = "2023-08"\n', ""), "baseline.month", "reference_month"),
    "horizon not after the count": (swap('"2026-12"', '"2023-08"'), "baseline.horizon", "2023-08"),
    "horizon past the model": (swap('"2026-12"', '"2031-01"'), "baseline.horizon", "2031-01"),
    "bad TOML": (swap("schema = 1", "schema = = 1"), "facts.syntax", "TOML"),
    "half a file": (lambda text: text[: len(text) // 2], "facts.unfinished", "TOML"),
}  # fmt: skip


def test_the_shipped_text_that_the_refusals_start_from_is_accepted() -> None:
    assert parse_baseline(BRIEF.encode(), NAME) == load_baseline("brief-2023-t2")


@pytest.mark.parametrize(("edit", "key", "where"), REFUSED.values(), ids=REFUSED)
def test_a_baseline_is_refused_with_file_key_and_reason(edit: Edit, key: str, where: str) -> None:
    problem = refusal(lambda: parse_baseline(edit(BRIEF).encode(), NAME), where=where)
    assert (problem.key, problem.params["file"]) == (key, NAME)


def test_a_year_that_is_skipped_is_refused() -> None:
    later = drop("year = 2025", "macro_budget")((DATA / "baselines" / "stand-2025.toml").read_text(encoding="utf-8")).encode()
    assert refusal(lambda: parse_baseline(later, NAME), where="macro_budget 2025").key == "baseline.missing"


def test_a_baseline_that_is_not_utf8_is_refused() -> None:
    assert refusal(lambda: parse_baseline(BRIEF.encode("utf-16"), NAME)).key == "facts.encoding"


def test_a_baseline_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(lambda: baseline.read_baseline(tmp_path / NAME)).key == "facts.unreadable"


def test_a_baseline_nobody_made_is_refused_with_the_ones_there_are() -> None:
    problem = refusal(lambda: load_baseline("brief-1999"), file="brief-1999", where="brief-2023-t2")
    assert problem.key == "baseline.unknown"
    orphan = swap('"national-2023-10"', '"elders"')(BRIEF).encode()
    assert refusal(lambda: parse_baseline(orphan, NAME), file="elders").key == "baseline.unknown"


def test_a_baseline_that_extends_another_takes_over_what_it_does_not_give() -> None:
    brief, later = load_baseline("brief-2023-t2"), load_baseline("stand-2025")
    own = {("macro_budget", year) for year in (2024, 2025, 2026)} | {("macro_lks", year) for year in (2025, 2026)}
    own.add(("spread_macro", None))
    assert {key for key in later.quantities if later.quantities[key] != brief.quantities.get(key)} == own
    assert (later.reference_month, later.horizon, later.season) == (brief.reference_month, brief.horizon, brief.season)


# The other registers -----------------------------------------------------------------------------------------------


def test_a_number_of_five_thousand_digits_is_refused() -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - a Problem is a ValueError too
        parse_toml(f"schema = {'9' * 5000}".encode(), NAME, Quantity)
    if not isinstance(caught.value, Problem):
        raise caught.value


def test_seasons_of_years_that_are_not_published_are_refused() -> None:
    years = "first_year = 1990, last_year = 1991"
    season = f'{{ inflow = "cbs_national_inflow", outflow = "cbs_national_outflow", {years} }}'
    edit = swap("schema = 1", f"schema = 1\nseason = {season}")
    with pytest.raises(Problem):
        baseline.model_parameters(parse_baseline(edit(BRIEF).encode(), NAME))


# What ships --------------------------------------------------------------------------------------------------------


FILES = {name: load_baseline(name).quantities for name in baseline.baseline_ids()} | {
    name: baseline.load_national(name)[0] for name in baseline.national_ids()
}
SHIPPED = {f"{name}-{key}-{year}": found for name, file in FILES.items() for (key, year), found in file.items()}


@pytest.mark.parametrize("quantity", SHIPPED.values(), ids=SHIPPED)
def test_every_shipped_quantity_has_its_certificate(quantity: Quantity) -> None:
    assert quantity.range.low < quantity.range.high
    assert all(quantity.range.basis[language].strip() for language in LANGUAGES)
    assert 2013 <= quantity.date.year <= 2030
    assert quantity.status in ("reported", "derived", "assumption")
    if quantity.status == "reported":
        assert quantity.source in sources()
    else:
        assert quantity.derivation is not None
        assert all(quantity.derivation[language].strip().endswith(".") for language in LANGUAGES)
    assert quantity.unit == baseline.SPECS[quantity.key].unit


@pytest.mark.parametrize("name", baseline.baseline_ids())
def test_every_lever_has_a_default_that_it_accepts_and_a_range_of_experience_around_it(name: str) -> None:
    found = load_baseline(name)
    for lever in LEVERS:
        value, known = default_value(found, lever.id), experience(found, lever.id)
        assert lever.slider_low <= value <= lever.slider_high
        assert lever.low <= lever.slider_low <= known.low <= value <= known.high <= lever.slider_high <= lever.high


@pytest.mark.parametrize("name", baseline.baseline_ids())
def test_the_default_starts_that_are_printed_are_the_ones_that_are_solved(name: str) -> None:
    found = load_baseline(name)
    assert found.value("lks_starts") == pytest.approx(baseline.default_starts(found), abs=0.005)


def test_the_spread_of_the_national_budget_is_the_size_of_its_published_revisions() -> None:
    stages: dict[tuple[int, str | None], float] = {}
    for point in series("national_macro_budget").observations:
        stages[point.date.year, point.stage] = point.value
    revisions = [stages[year, "definitief"] / stages[year, "voorlopig"] - 1 for year in range(2021, 2026)]
    assert [round(100 * revision, 1) for revision in revisions] == [-6.7, -6.6, 10.7, 5.5, 4.0]
    for name, known, digits in (("brief-2023-t2", 3, 3), ("stand-2025", 5, 2), ("stand-2026", 5, 2)):
        size = math.sqrt(statistics.fmean(revision**2 for revision in revisions[:known]))
        assert load_baseline(name).value("spread_macro") == round(size, digits)


def test_the_spread_of_the_share_is_its_one_published_step() -> None:
    shares = [point.value for point in ROTTERDAM.points("buig_share")]
    assert load_baseline("brief-2023-t2").value("spread_share") == pytest.approx(shares[0] - shares[1], abs=1e-12)


def test_what_was_not_read_of_the_safety_net_is_not_called_unpublished() -> None:
    """The decree of 3 September 2025 is published (Stb. 2025, 222); its article on the tiers was not read."""
    told = [
        found.derivation for (key, _), found in load_baseline("brief-2023-t2").quantities.items() if key.startswith("vangnet")
    ]
    texts = [text for derivation in told if derivation is not None for text in (derivation.nl, derivation.en)]
    assert [text for text in texts if "niet gepubliceerd" in text or "not published" in text] == []
    assert sum("Stb. 2025, 222" in text for text in texts) >= 4


def test_the_labour_credit_ends_where_its_own_numbers_say() -> None:
    law = law_on(dt.date(2026, 1, 1), None)
    end = law.value("tax.labour_3_end") + law.value("tax.labour_maximum") / law.value("tax.labour_taper")
    found = next(entry for entry in contradictions() if entry.id == "arbeidskorting-einde-2026")
    assert found.used == math.ceil(end)


def test_counts_budgets_and_shares_are_of_the_day_that_a_baseline_says() -> None:
    """What was published later describes later years or how the world works, and is listed as such."""
    of_the_day = {
        "volume", "volume_year_start", "buig_total", "buig_share", "macro_at_total", "macro_budget", "expected_lasten",
        "budget_expected", "reserve", "city_budget", "inflow", "outflow_rate", "lks_jobs", "lks_growth", "target_volume",
        "macro_lks", "macro_indexation", "macro_growth", "price_growth", "spread_macro", "spread_share", "spread_price",
    }  # fmt: skip
    for name in baseline_ids():
        baseline = load_baseline(name)
        assert not of_the_day & set(baseline.published_later)
        for (key, _), found in baseline.quantities.items():
            late = found.source is not None and sources()[found.source].date > baseline.known_on
            assert (key in baseline.published_later) or not late
    assert "lks_target" in load_baseline("brief-2023-t2").published_later
    assert all(key.startswith("vangnet") for key in load_baseline("stand-2025").published_later)
