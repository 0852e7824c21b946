"""What is the same in every answer is what Streamlit itself would write each time."""

from __future__ import annotations

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from core.server.once import THEME, theme_once

SECTIONS = ("light", "dark", "sidebar")


def theme() -> bytes:
    """A theme as Streamlit writes it, whole."""
    message, write = CustomThemeConfig(), getattr(app_session, THEME)
    write(message)
    for name in SECTIONS:
        write(getattr(message, name), f"theme.{name}")
    return message.SerializeToString(deterministic=True)


def test_a_theme_is_the_same_to_the_last_byte_each_time_and_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    write, asked = getattr(app_session, THEME), []

    def counted(message: CustomThemeConfig, section: str = "theme") -> None:
        asked.append(section)
        write(message, section)

    before = theme()
    assert len(before) > 100
    monkeypatch.setattr(app_session, THEME, counted)
    theme_once()
    theme_once()
    assert [theme(), theme()] == [before, before]
    assert sorted(asked) == ["theme", "theme.dark", "theme.light", "theme.sidebar"]
