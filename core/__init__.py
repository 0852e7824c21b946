"""Koers 30.000: a scenario explorer for a municipality's social assistance."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

MODEL_VERSION: Final = "1.0.0"
"""Version of the model's arithmetic; changes when any output for the same input changes."""

DATA: Final = Path(os.environ.get("KOERS_DATA", Path(__file__).resolve().parent.parent / "data"))
"""Folder that holds the facts; another municipality may point KOERS_DATA elsewhere."""
