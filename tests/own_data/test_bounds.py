"""Limits are the same wherever they stand."""

from __future__ import annotations

import tomllib
from pathlib import Path

from core.own_data.limits import MEGABYTE, MOST_BYTES, MOST_UNPACKED

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_server_takes_hardly_a_larger_file_than_is_read() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    # One megabyte more, for the form around the file.
    assert (config["server"]["maxUploadSize"] - 1) * MEGABYTE == MOST_BYTES
    assert MOST_UNPACKED < 100 * MEGABYTE
