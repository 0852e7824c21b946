"""How every number came about: a rule in words, its inputs, and theirs, down to what stands in `data/`."""

from core.trace.household import household_book
from core.trace.model import quoted
from core.trace.scenario import book_of, traces_of

__all__ = ["book_of", "household_book", "quoted", "traces_of"]
