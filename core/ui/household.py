"""Where the browser finds what comes of a household at every step of a slider.

The address tells nothing of the household: it has the token of a session and a number, under which that session holds what it
asked about. Nothing is kept anywhere else, and it is gone with its session.
"""

from __future__ import annotations

import secrets
import weakref
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import urlencode

from core.city import City
from core.household.inputs import Inputs
from core.household.sliders import Slider
from core.text.catalog import Language
from core.ui.family import PATH, edition

PAGE: Final = "huishouden"
LONGEST: Final = 10
"""Digits of a number, and one more."""
KEPT: Final = 12
"""Questions that a session holds; the oldest goes first."""


class Question(NamedTuple):
    """What an address asks about: a slider, the household wherever the slider stands, and the city whose rules hold."""

    slider: Slider
    inputs: Inputs
    city: City | None
    language: Language
    own: bool = True


@dataclass(eq=False)
class Questions:
    """What one session asked about, by number."""

    token: str = field(default_factory=secrets.token_urlsafe)
    kept: dict[int, Question] = field(default_factory=dict)
    last: int = 0

    def address(self, slider: Slider, inputs: Inputs, city: City | None, language: Language) -> str:
        """Address of a family, from the app's own on; the same as long as nothing but the slider moves."""
        _ASKING[self.token] = self
        asked = Question(slider, slider.moved(inputs, slider.base(inputs.household)), city, language)
        number = next((number for number, one in self.kept.items() if one == asked), None)
        if number is None:
            self.last = number = self.last + 1
            self.kept[number] = asked
            for old in list(self.kept)[:-KEPT]:
                del self.kept[old]
        query = {"edition": edition(), "page": PAGE, "lever": slider.id, "lang": language, "own": self.token, "about": number}
        return f"{PATH}?{urlencode(query)}"


_ASKING: Final[weakref.WeakValueDictionary[str, Questions]] = weakref.WeakValueDictionary()
"""Who may be asked, by token, as long as they are there."""


def question_of(token: str, number: str, slider: str, language: str) -> Question | None:
    """What was asked under a number of the session of a token; None when there is no such question."""
    session = _ASKING.get(token)
    if session is None or not (number.isascii() and number.isdigit() and len(number) < LONGEST):
        return None
    asked = session.kept.get(int(number))
    return asked if asked is not None and (asked.slider.id, asked.language) == (slider, language) else None
