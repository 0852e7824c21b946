"""Under the form: what the count comes to, what the growth says, and which numbers nobody gave."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Final

import streamlit as st

from core.baseline import Baseline
from core.figures.people.caseload import CASELOAD
from core.own_data.count.answers import MOVED, is_count
from core.own_data.count.build import OwnCount
from core.own_data.count.words import answered, assumed_note, fit_sentence
from core.text import format as house
from core.text import levers, sentences
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.answer import key_figures
from core.ui.chart import draw, sentence
from core.ui.follow import chosen, following
from core.ui.tables import quoted, table_html
from core.ui.view import View
from pages.eigen_cijfers.session import PREFIX, leave, move

_OVERVIEW: Final = "pages/verkenner/page.py"
FLOWS: Final = {"inflow": "inflow", "outflow": "outflow_rate"}
"""The lever behind each flow."""


def outcome(view: View) -> None:
    """Draw the answer, the growth, the key figures, the caseload, and what stands where nobody answered.

    Before there is a count it is the answer of the baseline in use: what the count will change.
    """
    language, title = view.language, view.baseline.title[view.language]
    count = state.own_count(view.baseline.id) if is_count(view.baseline.id) else None

    def say(key: str, **params: object) -> str:
        return translate(language, f"eigen_cijfers.{key}", **params)

    with st.container(key="own-count-outcome", gap="small"):
        in_use = html.escape(say("now" if count is None else "in_use", title=title))
        said = sentences.answer(view.paths, view.baseline, language)
        st.html(f'<div role="status"><p class="koers-sentence">{in_use}</p><p class="koers-answer">{said}</p></div>')
        if count is not None:
            _growth(count, view, say)
        key_figures(sentences.key_figures(view.paths, view.baseline, language))
        draw(CASELOAD, view.outlook, view)
        if count is not None:
            sentence(say("stands"))
            st.html(_table(view.baseline, language, say))


def _growth(count: OwnCount, view: View, say: Callable[..., str]) -> None:
    """What nobody gave, where to go from here, what each flow must have been, and the choice which of them was."""
    language = view.language
    st.html(f'<p class="koers-moved">{html.escape(assumed_note(view.baseline, language))}</p>')
    with st.container(horizontal=True, gap="small", key="own-count-actions"):
        if st.button(say("overview"), key="own-count-overview"):
            st.switch_page(_OVERVIEW)
        st.button(say("back", title=count.parent.title[language]), key="own-count-back", on_click=leave, type="tertiary")
    st.html(f'<p class="koers-sentence">{html.escape(fit_sentence(count, language))}</p>')
    possible = [moved for moved in MOVED if moved == "none" or _reaches(count, moved)]
    if len(possible) == 1:
        return
    key = following(f"{PREFIX}moved", count.answers.moved, language)
    st.segmented_control(
        say("moved.label"), possible, format_func=lambda moved: say(f"moved.{moved}"), key=key, required=True,
        on_change=lambda: move(chosen(f"{PREFIX}moved")),
    )  # fmt: skip


def _reaches(count: OwnCount, moved: str) -> bool:
    answer = count.fit.of(moved)
    return answer is not None and answer.reachable


def _table(baseline: Baseline, language: Language, say: Callable[..., str]) -> str:
    """Every number that could have been given: what stands, whose it is, and where it comes from."""
    rows = []
    for key, found in answered(baseline):
        name = html.escape(say(f"row.{key}"))
        if found is None:
            rows.append([name, "–", html.escape(say("kind.missing")), ""])
            continue
        value = _value(key, found.value, language)
        if key == "target":
            value = say("target_by", value=value, when=house.period_end(found.date.year * 12 + found.date.month - 1, language))
        kind = html.escape(translate(language, f"common.{found.status}"))
        if found.status == "assumption":
            kind = f'<span class="koers-assumption">{kind}</span>'
        place = f"quantity:{found.key}" + ("" if found.year is None else f"@{found.year}")
        why = "" if found.derivation is None else quoted(found.derivation[language], place, language)
        rows.append([name, html.escape(value), kind, why])
    return table_html([say(f"column.{column}") for column in ("what", "value", "kind", "why")], rows, language)


def _value(key: str, value: float, language: Language) -> str:
    if key in FLOWS:
        return levers.amount(FLOWS[key], value, language)
    return house.million(value, language) if key in ("buig", "lasten", "reserve") else house.number(value, language)
