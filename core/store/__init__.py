"""Scenarios that last: saved with a name, in versions, with the bases they stand on and the numbers that they had.

Nothing here knows a page. Who asks is handed in with every question, and whether they may is decided here.
"""

from core.store.content import SHOWN, Content, Words, content_of, results_of, said, scenarios_of
from core.store.database import SETTING, address, opened, store
from core.store.meetings import end_old
from core.store.saved import Entry, Saved, new_id
from core.store.saving import Conflict, restore, save_new, save_on, take_back
from core.store.scripts import Line, keep_script, read_script
from core.store.shelf import (
    BIN_DAYS,
    bring_back,
    empty_bin,
    erase_all,
    erase_owner,
    join,
    listed,
    open_saved,
    throw_away,
    versions,
)
from core.store.stories import Edition, Published, Story, edition_now, publish, published, read_story, withdraw
from core.store.who import STRANGER, Role, Who, browser, person

__all__ = [
    "BIN_DAYS",
    "SETTING",
    "SHOWN",
    "STRANGER",
    "Conflict",
    "Content",
    "Edition",
    "Entry",
    "Line",
    "Published",
    "Role",
    "Saved",
    "Story",
    "Who",
    "Words",
    "address",
    "bring_back",
    "browser",
    "content_of",
    "edition_now",
    "empty_bin",
    "end_old",
    "erase_all",
    "erase_owner",
    "join",
    "keep_script",
    "listed",
    "new_id",
    "open_saved",
    "opened",
    "person",
    "publish",
    "published",
    "read_script",
    "read_story",
    "restore",
    "results_of",
    "said",
    "save_new",
    "save_on",
    "scenarios_of",
    "store",
    "take_back",
    "throw_away",
    "versions",
    "withdraw",
]
