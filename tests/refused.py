"""What is said of a file that does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from core.problem import Problem
from core.text.catalog import LANGUAGES, explain

NAME = "gemeente.toml"
"""What a file is called where the name does not matter."""


def refusal(attempt: Callable[[], object], file: str = NAME, where: str = "") -> Problem:
    """The problem that an attempt raises; in both languages its sentence names the file and the place."""
    with pytest.raises(Problem) as caught:
        attempt()
    for language in LANGUAGES:
        sentence = explain(language, caught.value)
        assert file in sentence
        assert where in sentence
        assert sentence.endswith(".")
        assert not re.search(r"[{}]", sentence)
    return caught.value
