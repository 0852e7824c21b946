"""Sentences about what an output depends on: which source its uncertainty comes from, and which slider moves it most."""

from __future__ import annotations

from core.analysis.output import TARGET_MONTH, Output, never
from core.analysis.sensitivity import Sensitivity
from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar
from core.analysis.variance import GroupShare
from core.baseline import Baseline
from core.model.calendar import year_of
from core.scenario import SETTING
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate

NEARLY_ALL = 0.995
LITTLE = 0.05
"""Part of the variance below which interactions go unsaid [share]."""
COUNTS = frozenset({"volume", "lks_jobs"})


def _say(language: Language, key: str, **params: object) -> str:
    return translate(language, f"sensitivity.{key}", **params)


def output_name(wanted: Output, baseline: Baseline, language: Language, part: str = "output") -> str:
    """What is looked at: as a title, or with `part="about"` as it stands in a sentence."""
    return _say(
        language, f"{part}.{wanted.name}", when=house.period_end(wanted.month, language), year=year_of(wanted.month),
        target=house.number(baseline.value("target_volume"), language),
    )  # fmt: skip


def output_value(wanted: Output, value: float, language: Language) -> str:
    """An output with its unit."""
    if wanted.name in COUNTS:
        return house.number(value, language)
    if wanted.name != TARGET_MONTH:
        return house.million(value, language)
    if never(wanted, value):
        return _say(language, "never", year=year_of(wanted.month) + 1)
    return house.month(round(value), language)


def swing(wanted: Output, bar: Bar, language: Language) -> str:
    """How far a bar reaches, with its unit; a difference of two shown numbers."""
    if wanted.name == TARGET_MONTH:
        months = round(bar.swing)
        return _say(language, "tornado.month" if months == 1 else "tornado.months", n=months)
    return output_value(wanted, bar.swing, language)


# Sources of uncertainty --------------------------------------------------------------------------------------------


def _share(value: float, language: Language) -> str:
    return house.percent(value, language, 0) if round(100.0 * value) >= 1 else _say(language, "sobol.little")


def ordered(found: Sensitivity) -> list[GroupShare]:
    """Groups by what they do alone, the largest first."""
    return sorted(found.variance.groups, key=lambda one: (-one.first, -one.total))


def sobol_title(found: Sensitivity, baseline: Baseline, language: Language) -> str:
    """Which source most of the uncertainty comes from."""
    about = output_name(found.output, baseline, language, "about")
    if found.variance.certain:
        return _say(language, "sobol.title_none", about=about)
    top = ordered(found)[0]
    key = "title_all" if top.first >= NEARLY_ALL else "title"
    return _say(
        language, f"sobol.{key}", about=about, share=_share(top.first, language), group=_say(language, f"the.{top.group}")
    )


def sobol_sentence(found: Sensitivity, language: Language) -> str:
    """The other sources, what they do together, and how accurate it is."""
    if found.variance.certain:
        return _say(language, "sobol.none", value=output_value(found.output, found.tornado.value, language))
    second, variance = ordered(found)[1], found.variance
    parts = []
    if second.first >= 0.01:
        parts.append(
            _say(language, "sobol.second", group=_say(language, f"the.{second.group}"), share=_share(second.first, language))
        )
    elif variance.together <= LITTLE:
        parts.append(_say(language, "sobol.second_none", share=house.percent(0.01, language, 0)))
    if variance.together > max(LITTLE, variance.together_error):
        parts.append(_together(found, language))
    elif second.first >= 0.01:
        parts.append(_say(language, "sobol.additive"))
    error = 100.0 * max(max(one.first_error, one.total_error) for one in variance.groups)
    if error <= 1.0:
        parts.append(_say(language, "sobol.error_small"))
    else:
        parts.append(_say(language, "sobol.error", error=house.number(error, language)))
    if found.output.name == TARGET_MONTH:
        parts.append(_say(language, "sobol.capped"))
    return " ".join([*parts, _say(language, "sobol.meaning")])


def _together(found: Sensitivity, language: Language) -> str:
    most = sorted(found.variance.groups, key=lambda one: one.first - one.total)[:2]
    groups = _say(language, "and").join(_say(language, f"the.{one.group}") for one in most)
    return _say(language, "sobol.together", share=_share(found.variance.together, language), groups=groups)


def share_row(one: GroupShare, language: Language) -> str:
    """A source with its share, and with what it does together with others where that is more."""
    key = "row_total" if one.total - one.first > 0.02 else "row"
    return _say(
        language, f"sobol.{key}", group=house.capital(_say(language, f"group.{one.group}")),
        share=_share(one.first, language), total=_share(one.total, language),
    )  # fmt: skip


# Sliders and assumptions -------------------------------------------------------------------------------------------


def bar_name(bar: Bar, language: Language) -> str:
    """Name of a lever or assumption."""
    return levers.name(bar.id, language) if bar.id in SETTING else _say(language, f"bar.{bar.id}")


def hand(bar: Bar) -> str:
    """Whether we `choose` it, it may `befall` us, or it is an `assumption`."""
    if bar.id not in SETTING:
        return {PACKAGE: "choose", REVISION: "befall", PRICE: "assumption"}[bar.id]
    return "assumption" if SETTING[bar.id].assumption else SETTING[bar.id].owner


def bar_hand(bar: Bar, language: Language) -> str:
    """The same in words."""
    return _say(language, f"hand.{hand(bar)}")


def bar_value(bar: Bar, value: float, language: Language, *, unit: bool = True) -> str:
    """A value of a lever or assumption; its time unit only where there is room."""
    if bar.id == PACKAGE:
        return _say(language, "bar.planned" if value else "bar.nothing")
    if bar.id == PRICE:
        return levers.by_unit("share/year", value, 1, language, per=unit)
    if bar.id == REVISION:
        return ("+" if value > 0 else "") + levers.by_unit("share", value, 1, language)
    return levers.amount(bar.id, value, language) if unit else levers.bare(bar.id, value, language)


def tornado_title(found: Sensitivity, baseline: Baseline, language: Language) -> str:
    """Which slider the output depends on most."""
    about, top = output_name(found.output, baseline, language, "about"), found.tornado.bars[0]
    if not moves(found, top, language):
        return _say(language, "tornado.title_none", about=about)
    return _say(language, "tornado.title", about=house.capital(about), lever=house.inside(bar_name(top, language)))


def moves(found: Sensitivity, bar: Bar, language: Language) -> bool:
    """Whether a bar's two ends differ in what a reader sees."""
    return output_value(found.output, bar.at_low, language) != output_value(found.output, bar.at_high, language)


def tornado_sentence(found: Sensitivity, baseline: Baseline, language: Language) -> str:
    """The largest bar and the one after it, in words."""
    top, second = found.tornado.bars[:2]
    now = output_value(found.output, found.tornado.value, language)
    if not moves(found, top, language):
        return _say(language, "tornado.none", value=now)

    def ends(bar: Bar) -> dict[str, str]:
        return {
            "lever": house.inside(bar_name(bar, language)),
            "low": bar_value(bar, bar.low, language, unit=False),
            "high": bar_value(bar, bar.high, language),
            "at_low": output_value(found.output, bar.at_low, language),
            "at_high": output_value(found.output, bar.at_high, language),
        }

    about = output_name(found.output, baseline, language, "about")
    parts = [_say(language, "tornado.sentence", about=about, **ends(top))]
    if moves(found, second, language):
        parts.append(_say(language, "tornado.second", **ends(second)))
    return " ".join([*parts, _say(language, "tornado.now", value=now), _say(language, "tornado.ranges")])
