"""What a chart sends is what Streamlit itself would send of it, to the last byte."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.outlook import outlook_of
from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario
from core.server.process import FIRST_PAGE
from core.text.catalog import LANGUAGES
from core.ui.vega import Size, send, sized

SIZES: list[tuple[int | None, Size | None]] = [(None, None), (310, None), (None, (800, 450))]


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("height", "size"), SIZES)
def test_a_chart_sends_what_streamlit_would_send_of_it(
    height: int | None, size: Size | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    baseline = load_baseline(DEFAULT)
    outlook = outlook_of(default_scenario(baseline), baseline)
    sent: list[tuple[str, bytes, Any]] = []

    def enqueue(self: DeltaGenerator, kind: str, proto: Any, layout_config: Any = None, **more: Any) -> DeltaGenerator:
        assert not any(more.values())
        sent.append((kind, proto.SerializeToString(deterministic=True), layout_config))
        return self

    monkeypatch.setattr(DeltaGenerator, "_enqueue", enqueue)
    for figure in FIRST_PAGE:
        for language in LANGUAGES:
            frames = figure.frames(outlook, language)
            spec = {**sized(figure.spec(language, False), height, size), "datasets": dict(frames)}
            st.vega_lite_chart(spec=spec, theme=None, width="stretch" if size is None else "content", alt="A chart")
            send(figure.spec, language, False, frames, "A chart", height, size)
    assert len(sent) == 2 * len(FIRST_PAGE) * len(LANGUAGES)
    assert sent[0::2] == sent[1::2]
