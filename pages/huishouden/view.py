"""What every part of the page draws from: who looks, and what came of the inputs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.city import City
from core.household.inputs import to_link
from core.household.results import Worked
from core.text.catalog import Language, translate
from core.text.stamp import Lines, closing_lines
from core.ui.axes import Axes
from core.ui.share import home, plain_stamp


@dataclass(frozen=True, slots=True)
class Words:
    """Who looks, the city whose own rules are counted with, and the domains of this drawing's charts."""

    language: Language
    dark: bool
    city: City | None
    axes: Axes = field(default_factory=Axes)

    def say(self, key: str, **params: object) -> str:
        """A message of this page."""
        return translate(self.language, f"huishouden.{key}", **params)

    def law(self, key: str, **params: object) -> str:
        """A message of the calculation."""
        return translate(self.language, f"household.{key}", **params)

    def stamp(self) -> Lines:
        """What a table says of itself when it is saved."""
        return plain_stamp(self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Words):
    """The results of one household, and who reads them."""

    worked: Worked

    def stamp(self) -> Lines:
        """What a table says of itself when it is saved: its link holds the household."""
        return closing_lines(f"{home()}#{to_link(self.worked.inputs)}", dt.date.today(), self.language)
