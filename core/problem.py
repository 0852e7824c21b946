"""The one exception for bad input that a person can mend.

It carries a message key and its parameters, not a sentence: `core.text` writes the sentence in the
reader's language, so a page, the command line and a log can each say the same thing.
"""

from __future__ import annotations


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
