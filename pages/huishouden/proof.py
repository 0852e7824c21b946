"""What the numbers of Werk loont can be asked of: the household of this visitor, and the pilot that holds for all."""

from __future__ import annotations

from core.household.inputs import to_link
from core.household.pilot import pilot
from core.problem import Problem
from core.scenario import PROOF_PARAM
from core.text.household import buffer_key_figures, key_figures
from core.trace.book import Book
from core.trace.household import worked_book
from core.trace.node import Trace
from core.trace.pilot import pilot_book
from core.ui import state
from core.ui.certificate import Told
from core.ui.share import home
from pages.huishouden.session import session


class _Both(Book):
    """The household's traces; and those of the pilot, which stand lower on the page."""

    def __init__(self, *books: Book) -> None:
        super().__init__({})
        self.books = books

    def __getitem__(self, text: str) -> Trace:
        """The trace of a key in the first book that knows it."""
        first, *rest = self.books
        for book in (first, *rest):
            try:
                return book[text]
            except Problem:
                continue
        return first[text]


def household_told() -> Told | None:
    """The last household that could be worked out; nothing before there is one."""
    held, city = session(), state.baseline().city
    if held.worked is None:
        return None
    books: list[Book] = [worked_book(held.worked)]
    tried = pilot(city)
    if tried is not None:
        books.append(pilot_book(tried, city))
    figures = [*key_figures(held.worked, "nl"), *buffer_key_figures(held.worked, "nl")]
    named = [figure.trace for figure in figures if figure.trace]
    also = ["after/disposable", "before/disposable", "gain", "gain_later", "lowest", "highest", "buffer", "guaranteed"]
    also += [f"change:{name}" for name in held.worked.found.difference()]
    also += [f"household:{name}" for name in ("hours", "wage", "rent", "travel", "childcare_hours", "childcare_price")]
    also += [f"hours:{hours}/disposable" for hours in (0, 40)]

    def link(key: str) -> str:
        """The household stands behind the #, as in every link to it."""
        return f"{home()}?{PROOF_PARAM}={key}#{to_link(held.inputs)}"

    return Told(_Both(*books), named, also, link)
