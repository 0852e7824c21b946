"""Sentences on how sure we are, written by the numbers."""

from __future__ import annotations

import html
from typing import Final

from core.analysis.backtest import Backtest
from core.analysis.chances import Chances, Target
from core.analysis.outcome import Paths
from core.analysis.pace import Stretch, chance_since, pace
from core.analysis.scorecard import Scorecard, scorecard_of
from core.analysis.scores import OURS, Coverage, Interval, Row, best, coverage
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.model.calendar import year_of
from core.model.parameters import MONTHS
from core.model.projection import Projection, month_reserve_runs_out
from core.model.reached import MONEY, at_least
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.sentences import KeyFigure

GOOD: Final = (0.70, 0.90)
"""Part of the outcomes that an 80% band may hold and still be called right."""
RARE: Final = 100
"""What was all but ruled out afterwards is called less than 1 in so many."""
LIKE: Final = 0.05
"""How far a pace may lie from another and still be called the same [share]."""


def answer(paths: Paths, baseline: Baseline, chances: Chances, language: Language) -> str:
    """The chance of the target; HTML."""
    target = next((found for found in chances.targets if found.name == "volume"), None)
    if chances.caseload is None or chances.never is None:
        return translate(language, "onzekerheid.answer.open")
    value = house.number(chances.caseload, language)
    if target is None:
        first = translate(language, "onzekerheid.answer.outside", target=value)
    else:
        first = translate(
            language,
            "onzekerheid.answer.chance",
            target=value,
            when=house.period_end(target.month, language),
            chance=html.escape(house.chance(target.chance, language)),
            caveat=_caveat(baseline, language),
        )
    return " ".join(part for part in (first, since(baseline, language)) if part)


def beside(baseline: Baseline, chances: Chances, language: Language) -> str:
    """What the target asks, and when it is as likely as not; HTML, empty without a target."""
    if chances.caseload is None or chances.never is None:
        return ""
    if chances.half is None:
        until, chance = house.period_end(chances.months[-1], language), house.chance(1.0 - chances.never, language)
        first = translate(language, "onzekerheid.answer.never", until=until, chance=html.escape(chance))
    else:
        first = translate(language, "onzekerheid.answer.half", month=house.month(chances.half, language))
    return " ".join(part for part in (would(baseline, language), first) if part)


def _caveat(baseline: Baseline, language: Language) -> str:
    """Where something simpler did better, and whether the bands were off; HTML, for the first sentence."""
    return _caveat_of(ByIdentity(baseline), language)


@remembered(32)
def _caveat_of(key: ByIdentity, language: Language) -> str:
    """No slider moves it."""
    card = scorecard_of(key.baseline)
    if card is None:
        return ""
    band = coverage(card.backtest.comparisons, 0.80)
    parts = [] if _good(band) else [translate(language, "onzekerheid.answer.off", part=house.percent(band.part, language, 0))]
    worse = _worse(card)
    if worse:
        parts.append(
            translate(language, "onzekerheid.answer.beaten", horizons=_ahead(worse, language), method=_best(worse[0], language))
        )
    return html.escape("".join(parts), quote=False)


def would(baseline: Baseline, language: Language) -> str:
    """What would have to be true: the fall that the target asks, beside the years that fell most like it; HTML.

    Empty when there is nothing to fall, or no time left.
    """
    return _would(ByIdentity(baseline), language)


@remembered(32)
def _would(key: ByIdentity, language: Language) -> str:
    """No slider moves it."""
    found = pace(key.baseline)
    if found is None:
        return ""
    said = translate(
        language, "onzekerheid.would.asks", target=house.number(found.target, language),
        when=house.period_end(found.month, language), fall=house.number(found.fall, language),
    )  # fmt: skip
    like = found.like
    if like is None:
        return html.escape(said + translate(language, "onzekerheid.would.unknown"), quote=False)
    near = abs(found.fall - like.fall) <= LIKE * like.fall
    kind = "like" if near else "faster" if found.unseen else "nearest"
    more = translate(
        language, f"onzekerheid.would.{kind}", years=_years(like, language), long=_long(found.months, language),
        pace=house.number(like.fall, language),
    )  # fmt: skip
    return html.escape(said + more, quote=False)


def _years(like: Stretch, language: Language) -> str:
    if like.first == like.last:
        return translate(language, "onzekerheid.would.one_year", year=like.first)
    return translate(language, "onzekerheid.would.years", first=like.first, last=like.last)


def _long(months: int, language: Language) -> str:
    years, rest = divmod(months, MONTHS)
    if rest:
        return translate(language, "onzekerheid.would.long_months", n=months)
    return translate(language, f"onzekerheid.would.long_year{'' if years == 1 else 's'}", n=years)


def since(baseline: Baseline, language: Language) -> str:
    """What became of the chance by the national figures that were published since; empty when none were; HTML."""
    return _since(ByIdentity(baseline), language)


@remembered(32)
def _since(key: ByIdentity, language: Language) -> str:
    """No slider moves it."""
    chance = chance_since(key.baseline)
    if chance is None:
        return ""
    said = translate(language, "common.chance.hardly", n=RARE) if chance < 1.0 / RARE else house.chance(chance, language)
    return translate(language, "onzekerheid.answer.since", chance=html.escape(said))


def _worse(card: Scorecard) -> list[Row]:
    """Distances at which something that knew no more had a better score than our forecast."""
    return [row for row in card.rows if best(row) != OURS]


def _ahead(rows: list[Row], language: Language) -> str:
    return house.joined([horizon_name(row, language) for row in rows], language)


def horizon_name(row: Row, language: Language) -> str:
    """`1 tot 6 maanden`."""
    return translate(language, "onzekerheid.score.horizon", first=row.first, last=row.last)


def _best(row: Row, language: Language) -> str:
    return translate(language, f"onzekerheid.method.{best(row)}").lower()


def target_name(name: str, month: int, value: float | None, language: Language) -> str:
    """What a target is, with its date."""
    shown = "" if value is None else house.number(value, language)
    return translate(
        language, f"onzekerheid.target.{name}", value=shown, when=house.period_end(month, language), year=year_of(month)
    )


def key_figures(paths: Paths, chances: Chances, language: Language) -> list[KeyFigure]:
    """The chance of each target within the horizon, as people say it, and what the path itself comes to."""
    return [
        KeyFigure(
            target_name(target.name, target.month, target.value, language),
            house.odds(target.chance, language),
            _on_the_line(paths.run, target, language),
            f"chance:{target.name}",
        )
        for target in chances.targets
    ]


def _on_the_line(run: Projection, target: Target, language: Language) -> str:
    """What the scenario's own path comes to where a chance is asked."""
    at = target.month - run.months[0]
    if target.name == "reserve":
        empty = month_reserve_runs_out(run.months, run.general_funds[:, 0])
        if empty is None or empty > target.month:
            return translate(language, "onzekerheid.line.reserve_never")
        return translate(language, "onzekerheid.line.reserve", month=house.month(empty, language))
    if target.name == "result":
        result = float(run.result[year_of(target.month) - run.years.start, 0])
        side = "surplus" if at_least(result, 0.0, MONEY) else "deficit"
        return translate(language, f"onzekerheid.line.{side}", amount=house.million(abs(result), language))
    stock = run.jobs.stock if target.name == "lks" else run.caseload.stock
    return translate(language, "onzekerheid.line.count", value=house.number(float(stock[at, 0]), language))


def no_score(baseline: Baseline, language: Language) -> str:
    """Why there is no scorecard, and what somebody's own figures are good for then."""
    said = [translate(language, "onzekerheid.score.unknown")]
    if baseline.history.own:
        said.append(translate(language, "onzekerheid.score.own"))
    return " ".join(said)


def score_answer(card: Scorecard, language: Language) -> str:
    """How good it is all together, and where something simpler was better; before it the coverage when that is off; HTML."""
    worse, band = _worse(card), coverage(card.backtest.comparisons, 0.80)
    said = [] if _good(band) else [translate(language, "onzekerheid.score.off", **_covered(band, language))]
    found = card.whole.skill[OURS]
    said.append(
        translate(
            language, f"onzekerheid.score.whole{'' if found.value >= 0.0 else '_worse'}",
            skill=house.percent(abs(found.value), language, 0), low=_signed(found.low, language),
            high=_signed(found.high, language),
        )
    )  # fmt: skip
    if not worse:
        return html.escape(" ".join([*said, translate(language, "onzekerheid.score.better")]))
    row = worse[0]
    said.append(
        translate(
            language,
            "onzekerheid.score.beaten",
            horizons=_ahead(worse, language),
            method=_best(row, language),
            ours=house.number(row.crps[OURS], language),
            theirs=house.number(row.crps[best(row)], language),
        )
    )
    return html.escape(" ".join(said))


def score_sentence(found: Backtest, language: Language) -> str:
    """How the bands held, and on how little it rests; HTML."""
    band = coverage(found.comparisons, 0.80)
    days = len({one.target for one in found.comparisons})
    within = [translate(language, "onzekerheid.score.within", **_covered(band, language))] if _good(band) else []
    few = translate(language, "onzekerheid.score.few", n=len(found.comparisons), days=days, origins=len(found.origins))
    return html.escape(" ".join([*within, few]))


def interval(found: Interval, language: Language) -> str:
    """`+4% (−3% tot +11%)`."""
    ends = {name: _signed(getattr(found, name), language) for name in ("value", "low", "high")}
    return translate(language, "onzekerheid.score.interval", **ends)


def _signed(share: float, language: Language) -> str:
    return f"{house.signed(100.0 * share, language)}%"


def _good(band: Coverage) -> bool:
    return GOOD[0] <= band.part <= GOOD[1]


def _covered(band: Coverage, language: Language) -> dict[str, str]:
    return {
        "inside": house.number(band.inside, language),
        "count": house.number(band.count, language),
        "part": house.percent(band.part, language, 0),
        "low": house.percent(band.low, language, 0),
        "high": house.percent(band.high, language, 0),
    }


def covered(band: Coverage, language: Language) -> str:
    """`35 van 45 (78%; 64 – 87%)`."""
    return translate(language, "onzekerheid.score.covered", **_covered(band, language))
