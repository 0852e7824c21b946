"""Koers 30.000: a scenario explorer for a municipality's social assistance."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

MODEL_VERSION: Final = "1.1.0"
"""Version of the model's arithmetic; changes when any output for the same input changes."""

_HERE: Final = Path(__file__).resolve().parent
_BESIDE: Final = _HERE.parent / "data"
DATA: Final = Path(os.environ.get("KOERS_DATA") or (_BESIDE if _BESIDE.is_dir() else _HERE / "_data"))
"""Folder that holds the facts: beside the code in a checkout, inside it where the package is installed. Another
municipality may point KOERS_DATA elsewhere."""
