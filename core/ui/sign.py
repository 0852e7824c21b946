"""Signing in and out, where that is set up, and who is signed in with which role."""

from __future__ import annotations

import html

import streamlit as st

from core.text.catalog import Language, translate
from core.ui.visitor import claims, signing, who


def sign_bar(language: Language) -> None:
    """Draw the button to sign in or out; nothing where nobody has to."""
    if signing() is None:
        return
    person = who()
    with st.container(key="sign", horizontal=True, gap="small", vertical_alignment="center"):
        if person.owner:
            role = translate(language, f"bewaard.role.{person.role}")
            said = translate(language, "bewaard.sign.known", name=person.name, role=role)
            st.html(f'<p class="koers-sentence">{html.escape(said)}</p>')
            st.button(translate(language, "bewaard.sign.out"), key="sign-out", on_click=st.logout, type="tertiary")
            return
        if claims() is not None:
            st.html(f'<p class="koers-sentence" role="status">{html.escape(translate(language, "bewaard.sign.none"))}</p>')
        st.button(translate(language, "bewaard.sign.in"), key="sign-in", on_click=st.login, type="primary")
