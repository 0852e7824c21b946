"""Sentences on how sure we are, written by the numbers."""

from __future__ import annotations

import html

from core.analysis.backtest import GOOD_COVERAGE, Backtest, Coverage, Row, backtest, coverage, score
from core.analysis.chances import Chances
from core.analysis.outcome import Paths
from core.analysis.uncertainty import quantiles
from core.baseline import Baseline
from core.model.calendar import year_of
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.sentences_volume import capital


def answer(paths: Paths, baseline: Baseline, chances: Chances, language: Language) -> str:
    """The chance of the target and when it is as likely as not; HTML."""
    target = next((found for found in chances.targets if found.name == "volume"), None)
    value = house.number(baseline.value("target_volume"), language)
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
    return [row for row in score(found.comparisons) if min(row.errors, key=row.errors.__getitem__) != "model"]


def _ahead(rows: list[Row], language: Language) -> str:
    names = [translate(language, "onzekerheid.score.horizon", first=row.first, last=row.last) for row in rows]
    return translate(language, "onzekerheid.score.and").join(names)


def _best(row: Row, language: Language) -> str:
    best = min(row.errors, key=row.errors.__getitem__)
    return translate(language, f"onzekerheid.method.{best}").lower()


def fan_title(paths: Paths, language: Language) -> str:
    """How wide the fan is in the end."""
    month = paths.draws.months[-1]
    low, high = quantiles(paths.draws.caseload.stock[-1:], (0.10, 0.90))[:, 0]
    return capital(
        translate(
            language,
            "onzekerheid.fan.title",
            when=house.period_end(month, language),
            low=house.number(round(float(low), -2), language),
            high=house.number(round(float(high), -2), language),
        )
    )


def fan_sentence(paths: Paths, language: Language) -> str:
    """The fan in words."""
    month = paths.outcome.month
    at = month - paths.draws.months[0]
    parts = quantiles(paths.draws.caseload.stock[at : at + 1], (0.025, 0.10, 0.25, 0.75, 0.90, 0.975))[:, 0]
    low95, low80, low50, high50, high80, high95 = (house.number(float(part), language) for part in parts)
    return capital(
        translate(
            language,
            "onzekerheid.fan.sentence",
            when=house.period_end(month, language),
            low50=low50, high50=high50, low80=low80, high80=high80, low95=low95, high95=high95,
        )
    )  # fmt: skip


def target_name(name: str, month: int, value: float | None, language: Language) -> str:
    """What a target is, with its date."""
    shown = "" if value is None else house.number(value, language)
    return translate(
        language, f"onzekerheid.target.{name}", value=shown, when=house.period_end(month, language), year=year_of(month)
    )


def chance_title(chances: Chances, language: Language) -> str:
    """The finding over the chances by month."""
    gone = float(chances.reserve_gone[-1])
    return translate(
        language,
        "onzekerheid.chance.title",
        chance=house.chance(gone, language),
        until=house.period_end(chances.months[-1], language),
    )


def chance_sentence(chances: Chances, language: Language) -> str:
    """The chances by month in words."""
    return translate(
        language,
        "onzekerheid.chance.sentence",
        until=house.period_end(chances.months[-1], language),
        volume=house.percent(float(chances.volume[-1]), language, 0),
        lks=house.percent(float(chances.lks[-1]), language, 0),
        reserve=house.percent(float(chances.reserve_gone[-1]), language, 0),
    )


def reached_title(chances: Chances, language: Language) -> str:
    """Whether and when the target is likely to be reached for the first time."""
    until = house.period_end(chances.months[-1], language)
    if chances.half is not None:
        return translate(language, "onzekerheid.reached.title_half", month=capital(house.month(chances.half, language)))
    return capital(
        translate(language, "onzekerheid.reached.title_never", until=until, percent=house.percent(chances.never, language, 0))
    )


def reached_sentence(chances: Chances, baseline: Baseline, language: Language) -> str:
    """The months in which it may be reached, in words."""
    until = house.period_end(chances.months[-1], language)
    parts = [
        translate(
            language,
            "onzekerheid.reached.sentence",
            target=house.number(baseline.value("target_volume"), language),
            until=until,
            never=house.percent(chances.never, language, 0),
        )
    ]
    for key, month in (("quarter", chances.quarter), ("half", chances.half), ("three_quarters", chances.three_quarters)):
        if month is not None:
            parts.append(translate(language, f"onzekerheid.reached.{key}", month=house.month(month, language)))
    return " ".join(parts)


def reserve_title(chances: Chances, language: Language) -> str:
    """What the reserve would have to be."""
    certainty, needed = chances.reserve_needed[0]
    return translate(
        language,
        "onzekerheid.needed.title",
        percent=house.percent(certainty, language, 0),
        amount=house.million(needed, language),
        reserve=house.million(chances.reserve, language),
    )


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


def score_title(found: Backtest, language: Language) -> str:
    """Where our method was closest of the three that need no library."""
    rows = score(found.comparisons)
    won = [row for row in rows if min(row.errors, key=row.errors.__getitem__) == "model"]
    return translate(language, "onzekerheid.score.title", n=len(won), count=len(rows))


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
