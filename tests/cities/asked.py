"""Answer questions from standard input in one process, since starting one and reading the data costs most.

A question is the words of a command, or `walk BASELINE LANGUAGE` for all that the pages show.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import Any

from core.__main__ import main
from tests.cities.walk import walk


def answer(words: list[str]) -> Any:
    if words[0] == "walk":
        return walk(*words[1:])
    with contextlib.redirect_stdout(io.StringIO()) as out:
        if main(words) != 0:
            raise SystemExit(1)
    return json.loads(out.getvalue())


if __name__ == "__main__":
    json.dump([answer(words) for words in json.load(sys.stdin)], sys.stdout)
