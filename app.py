"""Router: language, navigation, and the page that was asked for."""

import streamlit as st

from core.text.catalog import translate
from core.ui import state
from core.ui.layout import page_frame

state.read_address()
language = state.current().language

st.set_page_config(page_title=translate(language, "app.title"), layout="wide", initial_sidebar_state="collapsed")
page = st.navigation(
    [
        st.Page("pages/verkenner/page.py", title=translate(language, "verkenner.title"), url_path="verkenner", default=True),
        st.Page("pages/bronnen/page.py", title=translate(language, "bronnen.title"), url_path="bronnen"),
    ],
    position="top",
)
page_frame(language)
page.run()
