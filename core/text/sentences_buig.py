"""What BUIG en reserve says above its charts: the answer and the key figures."""

from __future__ import annotations

import dataclasses

from core.analysis.bridges import worth_of_share
from core.analysis.outlook import Outlook
from core.model.vangnet import PAID_AFTER
from core.text import format as house
from core.text import sentences
from core.text.catalog import Language, translate
from core.text.sentences import KeyFigure


def answer(outlook: Outlook, language: Language) -> str:
    """The deficit of the year, until when the reserve holds, and what the share is worth; HTML."""
    run, outcome = outlook.paths.run, outlook.paths.outcome
    if not run.years:
        return translate(language, "buig.answer.no_year")
    side = house.side_of_million(outcome.result, "surplus", "deficit", "even")
    amount = house.million(abs(outcome.result), language)
    said = [translate(language, f"buig.answer.{side}", year=outcome.result_year, amount=amount)]
    if outlook.baseline.find("reserve") is None:
        said.append(translate(language, "buig.answer.unknown"))
    elif outcome.reserve_empty is None:
        said.append(translate(language, "buig.answer.holds", until=house.month(run.months[-1], language)))
    else:
        said.append(translate(language, "buig.answer.empty", month=house.month(outcome.reserve_empty, language)))
    worth = worth_of_share(run)[outcome.result_year]
    said.append(translate(language, "buig.answer.worth", amount=house.million(worth, language)))
    return " ".join(said)


def key_figures(outlook: Outlook, language: Language) -> list[KeyFigure]:
    """Result, reserve and general funds of the Verkenner, and what the safety net and the share bring; none without a year."""
    paths = outlook.paths
    if not paths.run.years:
        return []
    year = paths.outcome.result_year
    granted = float(paths.run.account.vangnet_granted[year - paths.run.years.start, 0])
    result, reserve, funds = sentences.key_figures(paths, outlook.baseline, language)[2:]
    if paths.outcome.reserve_empty is None and outlook.baseline.find("reserve") is not None:
        # The answer says until when; here the long form would run into the next figure.
        reserve = dataclasses.replace(reserve, value=translate(language, "buig.key.not_empty"))
    vangnet = KeyFigure(
        translate(language, "buig.key.vangnet", year=year),
        house.million(granted, language),
        translate(language, "buig.key.paid_in", year=year + PAID_AFTER),
        f"vangnet_granted@{year}",
    )
    worth = KeyFigure(
        translate(language, "buig.key.worth", year=year),
        house.million(worth_of_share(paths.run)[year], language),
        translate(language, "buig.key.per_year"),
        f"worth_of_share@{year}",
    )
    return [result, reserve, funds, vangnet, worth]
