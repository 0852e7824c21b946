"""Most tests here ask what a file says, not where it is read: they read it in the test's own process, as the box would."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from core.own_data import box
from core.own_data.child import READERS
from core.own_data.files import check_size, file_name

IN_THE_BOX = {"test_box", "test_malformed", "test_session"}
"""Files that are about the box itself, about what would break a reader, or about a whole visit."""


def read_here(kind: box.Kind, raw: bytes, name: str) -> Any:
    """What `box.read_boxed` gives, through the same form on the way, without a process for each file."""
    check_size(raw, file_name(name))
    return msgspec.msgpack.decode(msgspec.msgpack.encode(READERS[kind](raw, name)))


@pytest.fixture(autouse=True)
def _no_process_for_each_file(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.module.__name__.rpartition(".")[2] not in IN_THE_BOX:
        monkeypatch.setattr(box, "read_boxed", read_here)
