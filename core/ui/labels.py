"""Text of somebody else as a label or a tip."""

from __future__ import annotations

import re


def literal(text: str) -> str:
    """The text as it is: Streamlit reads labels and tips as Markdown, so every sign of it is escaped."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
