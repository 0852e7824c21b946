"""The head of a printed page: product, page, basis, what was moved from where, the link back, and the day."""

from __future__ import annotations

import html

from core.text.catalog import Language, translate
from core.text.stamp import Lines


def printed_head(title: str, lines: Lines, language: Language, kind: str = "") -> str:
    """HTML that only paper shows; `kind` is a second class."""
    rows = "".join(f"<dt>{html.escape(label)}</dt><dd>{html.escape(said)}</dd>" for label, said in lines)
    name = html.escape(translate(language, "app.title"))
    return f'<div class="koers-printed {kind}"><p><b>{name}</b> {html.escape(title)}</p><dl>{rows}</dl></div>'
