"""A page for a room: one sentence, one chart, the levers as large dials, and keys for whoever stands before it."""

from core.ui.room.acts import read_link
from core.ui.room.door import door, in_room
from core.ui.room.stage import room

__all__ = ["door", "in_room", "read_link", "room"]
