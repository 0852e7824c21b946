"""How a publication is named, and that it is second-hand where it is."""

from __future__ import annotations

from core.facts import Source
from core.text.catalog import Language, translate


def title(source: Source, language: Language) -> str:
    """Title of a publication; of one that passes on what another set or counted, with those words behind it."""
    return f"{source.title} ({translate(language, 'common.second_hand')})" if source.second_hand else source.title
