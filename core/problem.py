"""The one exception for bad input that a person can mend.

It carries a message key and its parameters, not a sentence: `core.text` writes the sentence in the
reader's language, so a page, the command line and a log can each say the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping


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
