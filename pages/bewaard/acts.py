"""What is done with a saved scenario when a button is pressed; what cannot be is told above the form."""

from __future__ import annotations

from collections.abc import Callable

from core.problem import Problem
from core.store import Saved, bring_back, erase_all, open_saved, restore, store, throw_away
from core.ui import state
from core.ui.saved import desk, pin_saved, settle_desk
from core.ui.saving import show_saved
from core.ui.visitor import who


def look(saved_id: str, number: int | None = None) -> None:
    """Show a version on the pages."""
    _do(lambda: show_saved(_opened(saved_id, number)))


def pin(saved_id: str) -> None:
    """Pin a saved scenario beside the one that is shown."""

    def act() -> None:
        pin_saved(_opened(saved_id))
        for problem in state.current().problems:
            raise problem

    _do(act)


def bring_version_back(saved_id: str, number: int, newest: int) -> None:
    """Save an older version again, on top of the newest that was shown."""

    def act() -> None:
        saved = restore(store(), who(), saved_id, number, newest, desk().wish)
        settle_desk(saved)
        show_saved(saved)

    _do(act)


def away(saved_id: str) -> None:
    """Put a scenario into the bin."""

    def act() -> None:
        throw_away(store(), who(), saved_id)
        here = desk()
        if here.on is not None and here.on[0] == saved_id:
            here.on = None
        here.told = None

    _do(act)


def back(saved_id: str) -> None:
    """Take a scenario out of the bin."""
    _do(lambda: bring_back(store(), who(), saved_id))


def erase() -> None:
    """Erase all that this visitor saved."""

    def act() -> None:
        erase_all(store(), who())
        here = desk()
        here.opened = here.since = here.told = here.on = None
        here.texts, here.names = {}, {}

    _do(act)


def _opened(saved_id: str, number: int | None = None) -> Saved:
    return open_saved(store(), who(), saved_id, number)


def _do(act: Callable[[], object]) -> None:
    here = desk()
    here.problem = None
    try:
        act()
    except Problem as problem:
        here.problem = problem
