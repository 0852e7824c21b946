"""Sentences on how sure we are, written by the numbers."""

from __future__ import annotations

import html

from core.analysis.backtest import GOOD_COVERAGE, Backtest, Coverage, Row, backtest, closest, coverage, score
from core.analysis.chances import Chances
from core.analysis.outcome import Paths
from core.baseline import Baseline
from core.model.calendar import year_of
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.sentences import KeyFigure


def answer(paths: Paths, baseline: Baseline, chances: Chances, language: Language) -> str:
    """The chance of the target and when it is as likely as not; HTML."""
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
            percent=house.percent(target.chance, language, 0),
            caveat=_caveat(baseline, language),
        )
    until = house.period_end(chances.months[-1], language)
    if chances.half is None:
        second = translate(
            language, "onzekerheid.answer.never", until=until, chance=html.escape(house.chance(1.0 - chances.never, language))
        )
    else:
        second = translate(language, "onzekerheid.answer.half", month=house.month(chances.half, language))
    return f"{first} {second}"


def _caveat(baseline: Baseline, language: Language) -> str:
    """Where something simpler than our method did better, and whether its bands were off; HTML, for the first sentence."""
    found = backtest(baseline.city, baseline.counted_until)
    if found is None:
        return ""
    band = coverage(found.comparisons, 0.80)
    parts = [] if _good(band) else [translate(language, "onzekerheid.answer.off", part=house.percent(band.part, language, 0))]
    worse = _worse(found)
    if worse:
        parts.append(
            translate(language, "onzekerheid.answer.ruler", horizons=_ahead(worse, language), method=_best(worse[0], language))
        )
    return html.escape("".join(parts), quote=False)


def _worse(found: Backtest) -> list[Row]:
    """Distances at which a ruler or no change was closer than our method."""
    return [row for row in score(found.comparisons) if closest(row) != "model"]


def _ahead(rows: list[Row], language: Language) -> str:
    return house.joined([horizon_name(row, language) for row in rows], language)


def horizon_name(row: Row, language: Language) -> str:
    """`1 tot 6 maanden`."""
    return translate(language, "onzekerheid.score.horizon", first=row.first, last=row.last)


def _best(row: Row, language: Language) -> str:
    return translate(language, f"onzekerheid.method.{closest(row)}").lower()


def target_name(name: str, month: int, value: float | None, language: Language) -> str:
    """What a target is, with its date."""
    shown = "" if value is None else house.number(value, language)
    return translate(
        language, f"onzekerheid.target.{name}", value=shown, when=house.period_end(month, language), year=year_of(month)
    )


def key_figures(chances: Chances, language: Language) -> list[KeyFigure]:
    """The chance of each target within the horizon, as a percentage and as people say it."""
    return [
        KeyFigure(
            target_name(found.name, found.month, found.value, language),
            house.percent(found.chance, language, 0),
            house.chance(found.chance, language),
            f"chance:{found.name}",
        )
        for found in chances.targets
    ]


def no_score(baseline: Baseline, language: Language) -> str:
    """Why there is no scorecard, and what somebody's own figures are good for then."""
    said = [translate(language, "onzekerheid.score.unknown")]
    if baseline.history.own:
        said.append(translate(language, "onzekerheid.score.own"))
    return " ".join(said)


def score_answer(found: Backtest, language: Language) -> str:
    """Where we are no better than a ruler or than no change; before it the coverage when that is off; HTML."""
    worse = _worse(found)
    band = coverage(found.comparisons, 0.80)
    first = [] if _good(band) else [translate(language, "onzekerheid.score.off", **_covered(band, language))]
    if not worse:
        return html.escape(" ".join([*first, translate(language, "onzekerheid.score.better")]))
    first.append(
        translate(
            language,
            "onzekerheid.score.ruler",
            horizons=_ahead(worse, language),
            method=_best(worse[0], language),
            ours=house.number(worse[0].errors["model"], language),
            theirs=house.number(min(worse[0].errors.values()), language),
        )
    )
    return html.escape(" ".join(first))


def score_sentence(found: Backtest, language: Language) -> str:
    """How the bands held, and on how little it rests; HTML."""
    band = coverage(found.comparisons, 0.80)
    days = len({one.target for one in found.comparisons})
    within = [translate(language, "onzekerheid.score.within", **_covered(band, language))] if _good(band) else []
    few = translate(language, "onzekerheid.score.few", n=len(found.comparisons), days=days, origins=len(found.origins))
    return html.escape(" ".join([*within, few]))


def _good(band: Coverage) -> bool:
    return GOOD_COVERAGE[0] <= band.part <= GOOD_COVERAGE[1]


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
