"""Two columns of sections, each at its own pace, with more room between sections than within one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from core.ui.view import View

Section = Callable[[View], None]


def two_columns(
    view: View, left: Sequence[Section], right: Sequence[Section], *, gap: Literal["medium", "large"] = "large"
) -> None:
    """Draw sections in two columns, `gap` apart from above to below; on a phone the left ones come first."""
    for column, sections in zip(st.columns(2, gap="large"), (left, right), strict=True):
        with column, st.container(gap=gap):
            for section in sections:
                with st.container():
                    section(view)
