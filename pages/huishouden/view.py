"""What every part of the page draws from, and the ways in which it writes money."""

from __future__ import annotations

from dataclasses import dataclass

from core.city import City
from core.text import format as house
from core.text.catalog import Language, translate
from pages.huishouden.work import Worked


@dataclass(frozen=True, slots=True)
class Words:
    """The language and the theme of the reader, and the city whose own rules are counted with."""

    language: Language
    dark: bool
    city: City | None

    def say(self, key: str, **params: object) -> str:
        """A message of this page."""
        return translate(self.language, f"huishouden.{key}", **params)

    def law(self, key: str, **params: object) -> str:
        """A message of the calculation."""
        return translate(self.language, f"household.{key}", **params)

    def euro(self, amount: float) -> str:
        """Whole euros."""
        return house.euro(amount, self.language)

    def cents(self, amount: int) -> str:
        """Cents as whole euros."""
        return house.euro(amount / 100.0, self.language)

    def exact(self, amount: float) -> str:
        """Euros with cents, for small amounts."""
        return translate(self.language, "common.euro", amount=house.number(amount, self.language, 2))

    def number(self, value: float, decimals: int = 0) -> str:
        """A number; whole ones without decimals."""
        return house.number(value, self.language, 0 if float(value).is_integer() else decimals)

    def percent(self, share: float) -> str:
        """A share in whole percents."""
        return house.percent(share, self.language, 0)

    def columns(self, *names: str) -> list[str]:
        """Heads of table columns."""
        return [self.say(f"column.{name}") for name in names]


@dataclass(frozen=True, slots=True)
class Sheet(Words):
    """The results of one household in the language and the theme of its reader."""

    worked: Worked
