"""The link of what is on the screen, and the lines that a file from it takes along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import streamlit as st

from core.baseline import Baseline
from core.scenario import Scenario, to_query
from core.text.catalog import Language
from core.text.changes import scenario_name, slug
from core.text.stamp import Lines, closing_lines, scenario_lines
from core.ui import state


def home() -> str:
    """Address of the page that is shown, without what is asked of it."""
    return (st.context.url or "").split("?")[0].split("#")[0].rstrip("/") + "/"


def page_name() -> str:
    """Address of the page that is shown, without where the app runs; empty for the first page."""
    return urlsplit(home()).path.strip("/").rpartition("/")[2]


def stem(language: Language) -> str:
    """Begin of the name of what is saved from the page that is shown: of which scenario, and from which page."""
    return slug(f"{scenario_name(state.current().committed, language)} {page_name()}")


def link_of(scenario: Scenario, language: Language, beside: Mapping[str, Scenario] | None = None) -> str:
    """The link to a scenario, and those that stand beside it by their letters, on the page that is shown."""
    return f"{home()}?{urlencode(to_query(scenario, beside) | ({'lang': language} if language != 'nl' else {}))}"


def stamp_of(scenario: Scenario, baseline: Baseline, language: Language) -> Lines:
    """What a table of a scenario says of itself in a file."""
    return scenario_lines(scenario, baseline, link_of(scenario, language), dt.date.today(), language)


def plain_stamp(language: Language) -> Lines:
    """The same for a table that no scenario changes."""
    return closing_lines(home(), dt.date.today(), language)
