"""How a chart reaches the browser: its datasets, with a specification that is written once.

Streamlit writes a specification, reads it again and looks for names in it at every drawing. Ours are built once per language
and theme, so what it makes of one is kept, and goes out as it stands.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import streamlit as st
from streamlit.dataframe_util import convert_arrow_table_to_arrow_bytes
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.vega_charts import _prepare_vega_lite_spec, _stabilize_vega_json_spec
from streamlit.proto.VegaLiteChart_pb2 import VegaLiteChart

from core.figures.specs import Spec
from core.text.catalog import Language

Size = tuple[int, int]


def sized(spec: Spec, height: int | None, size: Size | None) -> Spec:
    """A specification with another height, or one that takes a width and a height whole [px]."""
    if "params" in spec and (height, size) != (None, None):
        # A chart of rows has its height from its data.
        spec = {**spec, "params": [one for one in spec["params"] if one["name"] != "height"]}
    if height is not None:
        spec = {**spec, "height": height}
    if size is not None:
        spec = {**spec, "width": size[0], "height": size[1], "autosize": {"type": "fit", "contains": "padding"}}
    return spec


@functools.lru_cache(maxsize=256)
def _written(
    made: Callable[[Language, bool], Spec], language: Language, dark: bool, height: int | None, size: Size | None
) -> str:
    """A specification as `st.vega_lite_chart` writes it."""
    prepared: dict[str, Any] = _prepare_vega_lite_spec(sized(made(language, dark), height, size), size is None)
    return _stabilize_vega_json_spec(json.dumps(prepared))


def send(
    made: Callable[[Language, bool], Spec],
    language: Language,
    dark: bool,
    datasets: Mapping[str, pa.Table],
    alt: str,
    height: int | None = None,
    size: Size | None = None,
) -> None:
    """Draw a chart that nobody clicks in: what `st.vega_lite_chart` draws of the same, to the last byte.

    Parameters
    ----------
    made : Callable[[Language, bool], Spec]
        Gives the same specification each time.
    """
    chart = VegaLiteChart(spec=_written(made, language, dark, height, size), alt=alt, theme="")
    for name, table in datasets.items():
        one = chart.datasets.add(name=name, has_name=True)
        one.data.data = convert_arrow_table_to_arrow_bytes(table)
    layout = LayoutConfig(width="stretch" if size is None else "content", height="content")
    st._main._enqueue("vega_lite_chart", chart, layout_config=layout)
