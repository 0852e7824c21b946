"""Who looks at a page: a browser by its secret."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st

from core.store import Who, browser

COOKIE: Final = "koers_browser"
_TOKEN: Final = re.compile(r"[\w-]{43}", re.ASCII)


def is_token(text: str) -> bool:
    """Whether a text is a secret as we give them."""
    return _TOKEN.fullmatch(text) is not None


def who() -> Who:
    """Who asks for this run."""
    found = token()
    return browser(found if is_token(found) else "")


def token() -> str:
    """The secret that the browser of this run sent along; empty where it keeps none."""
    return str(st.context.cookies.get(COOKIE, ""))
