"""The one exception for bad input that a person can mend.

It carries a message key and its parameters, not a sentence: `core.text` writes the sentence in the
reader's language, so a page, the command line and a log can each say the same thing. What is a fault of ours instead is
one line in the log, without what it was about.
"""

from __future__ import annotations

import datetime as dt
import json
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]


def shown(value: object, most: int = 40) -> str:
    """A piece of somebody's input, short enough for a sentence and without control characters."""
    text = "".join(c if c.isprintable() else "·" for c in str(value)[:200])
    return text if len(text) <= most else text[: most - 1] + "…"


class Problem(ValueError):
    """Bad input from outside: a URL, a file, a typed value, the environment.

    Parameters
    ----------
    key : str
        Message key in the translation files, under ``problem.``.
    **params
        What the message names: the place, the value, the limits.
    """

    def __init__(self, key: str, /, **params: object) -> None:
        self.key = key
        self.params = params
        super().__init__(f"{key}: " + ", ".join(f"{name}={value}" for name, value in params.items()))

    @classmethod
    def of(cls, key: str, params: Mapping[str, object]) -> Problem:
        """A problem that another process told, by its key and parameters."""
        return cls(key, **params)


def fault_line(error: Exception, page: str = "") -> str:
    """An error as one line of JSON: when, what kind, on which page, at which place; its text can hold what somebody typed."""
    time = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    return json.dumps({"time": time, "event": "error", "type": type(error).__name__, "page": page, "place": _place(error)})


def library_line(place: str, said: str, error: BaseException | None) -> str:
    """What a library logged as the same kind of line, with the sentence that it said before it filled anything in."""
    time = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    kind = type(error).__name__ if error is not None else ""
    return json.dumps({"time": time, "event": "library", "type": kind, "page": "", "place": place, "said": said})


def _place(error: Exception) -> str:
    """The innermost line of ours that the error passed through, as `core/ui/stage.py:57`."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT) and "site-packages" not in frame.filename
    ]
    return f"{Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours else ""
