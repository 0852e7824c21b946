"""Who looks at a page: a browser by its secret, or, where signing in is set up, somebody by their claims."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from core.store import Who, browser
from core.store.claims import Rules, rules_of, who_of
from core.store.who import STRANGER

COOKIE: Final = "koers_browser"
_TOKEN: Final = re.compile(r"[\w-]{43}", re.ASCII)
SIGNING: Final = "auth"
RULES: Final = "koers"
"""Sections of `.streamlit/secrets.toml`: Streamlit's own for signing in, and ours for roles."""


def is_token(text: str) -> bool:
    """Whether a text is a secret as we give them."""
    return _TOKEN.fullmatch(text) is not None


def who() -> Who:
    """Who asks for this run. A session in which signing in has expired is that of a stranger, though it is still open."""
    settings = signing()
    if settings is not None:
        found = claims()
        return STRANGER if found is None else who_of(found, settings, dt.datetime.now(dt.UTC))
    given = token()
    return browser(given if is_token(given) else "")


def signing() -> Rules | None:
    """The rules of who may what where signing in is set up; None where it is not. Raises Problem when they do not hold."""
    if not st.secrets.load_if_toml_exists() or SIGNING not in st.secrets:
        return None
    return rules_of(dict(st.secrets.get(RULES, {})))


def claims() -> Mapping[str, Any] | None:
    """What the provider said of whoever signed in, as the server proved it; None when nobody did."""
    return st.user.to_dict() if st.user.is_logged_in else None


def token() -> str:
    """The secret that the browser of this run sent along; empty where it keeps none."""
    return str(st.context.cookies.get(COOKIE, ""))
