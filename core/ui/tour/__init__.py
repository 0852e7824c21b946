"""A round of two minutes along the first page: for who is new, and for who asks for it from Over.

The browser does it by itself: a card beside each part that it is about, nothing of the page moves. It remembers that somebody
was here; a browser that keeps nothing is never asked to look again.
"""

from __future__ import annotations

import functools
import html
from pathlib import Path
from typing import Any, Final

import streamlit as st

from core.text.catalog import Language, translate
from core.ui import state

PAGE: Final = "verkenner"
"""The page that it goes along."""
STEPS: Final[dict[str, str]] = {
    "answer": ".st-key-top .koers-answer",
    "slider": ".st-key-lever-outflow_rate",
    "chart": ".st-key-chart-caseload",
    "number": ".st-key-top .koers-keys",
    "measures": "[data-testid=stTopNavLink][href*=impulspakket], .st-key-menu button",
    "share": ".st-key-share button",
}
"""What it shows, in order: where each stands on the page. What a page does not have is left out."""
QUESTIONS: Final = "over#questions"
"""Where it leads to when it ends, beside the page's own address."""
_HERE: Final = Path(__file__).parent
_WISHED: Final = "tour-wished"


@functools.cache
def _component() -> Any:
    return st.components.v2.component(
        "koers_tour", html="<span hidden></span>\n", js=(_HERE / "tour.js").read_text(encoding="utf-8")
    )


def tour_button(page: str, language: Language) -> None:
    """Draw the button, in the line on top of the first page. Whoever looks at a package knows their way."""
    if page != PAGE or state.current().committed.active_measures:
        return
    short, new = (html.escape(translate(language, f"tour.{name}")) for name in ("title", "new"))
    st.html(f'<button type="button" class="koers-tour" data-tour><span>{short}</span><span class="new">{new}</span></button>')


def tour(page: str, language: Language) -> None:
    """Let the first page be shown around; at once where somebody asked for it on another page."""
    if page != PAGE:
        return
    steps = [
        {"at": at, "title": translate(language, f"tour.{name}.title"), "text": translate(language, f"tour.{name}.text")}
        for name, at in STEPS.items()
    ]
    words = {name: translate(language, f"tour.{name}") for name in ("title", "next", "back", "end", "stop", "step", "questions")}
    committed = state.current().committed
    fresh = not committed.overrides and not committed.measures
    data = {"steps": steps, "words": words, "to": QUESTIONS, "fresh": fresh, "wished": st.session_state.get(_WISHED, 0)}
    with st.container(key="tour", height=1, width=1):
        _component()(key="tour-steps", data=data, height=1)


def tour_wish(language: Language) -> None:
    """A button on another page that begins it."""
    if st.button(translate(language, "tour.wish"), key="tour-wish"):
        st.session_state[_WISHED] = st.session_state.get(_WISHED, 0) + 1
        st.switch_page(f"pages/{PAGE}/page.py")
