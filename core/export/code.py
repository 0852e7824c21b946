"""A link as a code for the camera of a telephone."""

from __future__ import annotations

import io
from typing import Literal

import segno


def code(link: str, kind: Literal["png", "svg"]) -> bytes | None:
    """A link as a QR code; None when it is too long for one."""
    try:
        made = segno.make_qr(link, error="l")
    except segno.DataOverflowError:
        return None
    file = io.BytesIO()
    made.save(file, kind=kind, scale=8, border=4)
    return file.getvalue()
