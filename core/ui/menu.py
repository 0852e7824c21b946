"""The menu of a phone: a button with its name on it, the name of the page beside it, and behind it pages and languages.

A wide screen has the pages in a row and no need of this.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.text.catalog import LANGUAGES, Language, translate
from core.ui import state


def menu(groups: Mapping[str, Sequence[StreamlitPage]], page: StreamlitPage, language: Language) -> None:
    """Draw the menu of a phone. A key per page, so that it closes when another page is chosen."""
    with st.container(key="menu", horizontal=True, gap="small", vertical_alignment="center"):
        with st.popover(translate(language, "app.menu"), key=f"menu-{page.url_path}"), st.container(key="menu-pages", gap=None):
            for group, found in groups.items():
                if group:
                    st.html(f'<p class="koers-group">{html.escape(group)}</p>')
                for each in (one for one in found if one.visibility == "visible"):
                    st.page_link(each, label=each.title)
            for other in LANGUAGES:
                if other != language:
                    name = translate(other, "app.name")
                    st.button(name, key=f"menu-{other}", on_click=state.choose_language, args=(other,), type="tertiary")
        st.html(f'<p class="koers-place">{html.escape(page.title)}</p>')
