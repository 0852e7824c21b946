"""Sentences that the numbers write: the answer, the titles and the text under each chart."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.analysis.outcome import Outcome, Paths
from core.baseline import Baseline
from core.model.calendar import month_label, month_of
from core.model.reached import BENEFITS, MONEY, at_least, stands
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.glossary import explained

LONG: Final = 12
"""Characters from which a key figure is set smaller, so that it stays on one line."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One key figure: what it is, its value, and how it differs from the basispad, in words.

    `trace` is the key by which `core.trace` says how it came about; empty where the figure is only a dash.
    """

    label: str
    value: str
    difference: str
    trace: str = ""


def answer(paths: Paths, baseline: Baseline, language: Language) -> str:
    """The answer, as HTML with the numbers in bold; without a target just where the caseload stands."""
    aim = baseline.find("target_volume")
    when = house.period_end(paths.outcome.month, language)
    said = {
        "when": when, "city": html.escape(baseline.municipality),
        "volume": house.number(paths.outcome.volume, language),
        "how": translate(language, f"verkenner.answer.{'untouched' if paths.outcome == paths.base_outcome else 'chosen'}"),
    }  # fmt: skip
    if aim is None or paths.chance is None:
        return house.capital(translate(language, "verkenner.answer.open", **said))
    target = aim.value
    gap = round(paths.outcome.volume) - round(target)
    due, early = month_of(aim.date), paths.outcome.month < month_of(aim.date)
    told = translate(
        language, f"verkenner.answer.{stands(paths.outcome.volume, target, BENEFITS)}{'_early' if early else ''}", **said,
        gap=house.number(abs(gap), language), target=house.number(target, language), due=house.period_end(due, language),
        chance=html.escape(house.chance(paths.chance, language)),
    )  # fmt: skip
    return house.capital(told)


def in_short(paths: Paths, baseline: Baseline, language: Language) -> str:
    """Number, difference and chance in three lines, as HTML."""
    outcome, aim = paths.outcome, baseline.find("target_volume")
    when, number = house.period_end(outcome.month, language), house.number(outcome.volume, language)
    lines = [f"<b>{html.escape(number)}</b> {html.escape(when)}"]
    if aim is not None and paths.chance is not None:
        gap = house.number(abs(round(outcome.volume) - round(aim.value)), language)
        side = stands(outcome.volume, aim.value, BENEFITS)
        early, chance = "_early" if outcome.month < month_of(aim.date) else "", house.chance(paths.chance, language)
        lines += [
            html.escape(translate(language, f"verkenner.slim.{side}", gap=gap)),
            html.escape(translate(language, f"verkenner.slim.chance{early}", chance=chance)),
        ]
    return "".join(f"<p>{line}</p>" for line in lines)


def cells(figures: Iterable[KeyFigure], language: Language, *, asked: bool = True) -> str:
    """Key figures as what stands in a list of them; HTML. `asked`: each can be pressed to ask how it came about."""

    def value(figure: KeyFigure) -> str:
        said = html.escape(figure.value)
        if not asked or not figure.trace:
            return said
        return f'<button type="button" class="koers-asked" data-trace="{html.escape(figure.trace)}">{said}</button>'

    return "".join(
        f"<div><dt>{explained(html.escape(figure.label), language)}</dt>"
        f'<dd class="value{" long" if len(figure.value) > LONG else ""}">{value(figure)}</dd>'
        f'<dd class="change">{html.escape(figure.difference)}</dd></div>'
        for figure in figures
    )


def _difference(value: float, base: float, amount: str, language: Language) -> str:
    if amount == house.number(0.0, language) or value == base:
        return translate(language, "verkenner.key.same")
    return translate(language, f"verkenner.key.{'more' if value > base else 'fewer'}", amount=amount)


def key_figures(paths: Paths, baseline: Baseline, language: Language) -> list[KeyFigure]:
    """The five key figures."""
    now, base = paths.outcome, paths.base_outcome

    def count(key: str, when: int, value: float, other: float, trace: str) -> KeyFigure:
        # The difference of what is shown, so that a reader who subtracts finds the same.
        change = house.number(abs(round(value) - round(other)), language)
        label = translate(language, key, when=house.period_end(when, language))
        difference = _difference(round(value), round(other), change, language)
        return KeyFigure(label, house.number(value, language), difference, f"{trace}@{month_label(when)}")

    def money(label: str, value: float, other: float, trace: str) -> KeyFigure:
        shown, shown_other = round(value, 1), round(other, 1)
        if shown == shown_other:
            difference = translate(language, "verkenner.key.same")
        else:
            difference = _difference(shown, shown_other, house.million(abs(shown - shown_other), language), language)
        return KeyFigure(label, house.million(value, language), difference, trace)

    known = baseline.find("reserve") is not None
    enough = at_least(now.result, 0.0, MONEY)
    sign = 1.0 if enough else -1.0
    return [
        count("verkenner.key.volume", now.month, now.volume, base.volume, "volume"),
        count("verkenner.key.lks", now.lks_month, now.lks_jobs, base.lks_jobs, "lks_jobs"),
        money(
            translate(language, f"verkenner.key.result_{'surplus' if enough else 'deficit'}", year=now.result_year),
            sign * now.result,
            sign * base.result,
            f"result@{now.result_year}",
        )
        if paths.run.years
        else KeyFigure(
            translate(language, "verkenner.key.result_deficit", year=now.result_year),
            "–",
            translate(language, "verkenner.budget.title_none"),
        ),
        _reserve_figure(paths, baseline, language),
        money(
            _funds_label(now, language, known=known),
            now.general_funds,
            base.general_funds,
            "general_funds",
        ),
    ]


def _funds_label(now: Outcome, language: Language, *, known: bool) -> str:
    """What the general funds give, up to which year, and what of it comes back from the safety net after that."""
    label = translate(language, f"verkenner.key.{'funds' if known else 'funds_or_reserve'}", year=now.general_funds_until)
    if now.vangnet_later < MONEY:
        return label
    return translate(language, "verkenner.key.later", label=label, amount=house.million(now.vangnet_later, language))


def _reserve_figure(paths: Paths, baseline: Baseline, language: Language) -> KeyFigure:
    now, base = paths.outcome.reserve_empty, paths.base_outcome.reserve_empty
    label = translate(language, "verkenner.key.reserve")
    if baseline.find("reserve") is None:
        return KeyFigure(label, "–", translate(language, "verkenner.key.reserve_unknown"))
    value = translate(language, "verkenner.key.reserve_never") if now is None else house.month(now, language)
    if now == base:
        difference = translate(language, "verkenner.key.same")
    elif now is None or base is None:
        other = house.month(base, language) if base is not None else translate(language, "verkenner.key.reserve_never")
        difference = translate(language, "verkenner.key.base_empty", month=other)
    else:
        side = "later" if now > base else "earlier"
        key = f"verkenner.key.month{'s' if abs(now - base) != 1 else ''}_{side}"
        difference = translate(language, key, n=abs(now - base))
    return KeyFigure(label, value, difference, "reserve_empty")
