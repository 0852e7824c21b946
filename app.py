"""Router: language, navigation, and the page that was asked for; and, for an ASGI server, the server around them."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.text.catalog import Language, translate
from core.ui import state
from core.ui.certificate import certificates
from core.ui.frame import page_frame
from core.ui.knowledge import knowledge
from core.ui.menu import menu
from core.ui.printed import printed_head
from core.ui.room import door, in_room
from core.ui.saved import read_short_link, saved_line
from core.ui.share import stamp_of
from core.ui.tour import tour
from core.ui.turns import turn
from pages.huishouden.proof import household_told


def pages(language: Language) -> dict[str, list[StreamlitPage]]:
    """The pages by the groups of the menu; those of the first group stand in it by themselves.

    Werk loont comes last of these, as it is for somebody else: on a wide screen it stands apart at the right.
    """
    return {
        "": [
            st.Page("pages/verkenner/page.py", title=translate(language, "verkenner.title"), url_path="verkenner", default=True),
            st.Page("pages/impulspakket/page.py", title=translate(language, "impulspakket.title"), url_path="impulspakket"),
            st.Page("pages/buig/page.py", title=translate(language, "buig.title"), url_path="buig"),
            st.Page("pages/onzekerheid/page.py", title=translate(language, "onzekerheid.title"), url_path="onzekerheid"),
            st.Page("pages/vergelijken/page.py", title=translate(language, "vergelijken.title"), url_path="vergelijken"),
            st.Page("pages/huishouden/page.py", title=translate(language, "huishouden.title"), url_path="huishouden"),
        ],
        translate(language, "app.group.deeper"): [
            st.Page("pages/volume/page.py", title=translate(language, "volume.title"), url_path="volume"),
            st.Page("pages/lks/page.py", title=translate(language, "lks.title"), url_path="lks"),
            st.Page("pages/eerder/page.py", title=translate(language, "eerder.title"), url_path="eerder"),
            st.Page("pages/monitor/page.py", title=translate(language, "monitor.title"), url_path="monitor"),
            st.Page("pages/eigen_cijfers/page.py", title=translate(language, "eigen_cijfers.title"), url_path="eigen-cijfers"),
        ],
        translate(language, "app.group.explained"): [
            st.Page("pages/bewaard/page.py", title=translate(language, "bewaard.title"), url_path="bewaard"),
            st.Page("pages/verhaal/page.py", title=translate(language, "verhaal.title"), url_path="verhaal", visibility="hidden"),
            st.Page("pages/bronnen/page.py", title=translate(language, "bronnen.title"), url_path="bronnen"),
            st.Page("pages/begrippen/page.py", title=translate(language, "begrippen.title"), url_path="begrippen"),
            st.Page("pages/over/page.py", title=translate(language, "over.title"), url_path="over"),
        ],
    }


def route() -> None:
    """Run the page of the address in the language of the address."""
    read_short_link()
    state.read_address()
    language = state.current().language
    groups = pages(language)
    page = st.navigation(groups, position="top")
    name = translate(language, "app.title")
    st.set_page_config(page_title=f"{page.title} · {name}", layout="wide", initial_sidebar_state="collapsed")
    here = page.url_path or "verkenner"
    page_frame(language, next(group for group, found in groups.items() if page in found), lambda: door(here, language))
    menu(groups, page, language)
    if not in_room(here):
        knowledge(here, language)
        tour(here, language)
        saved_line(language)
        certificates(here, {"huishouden": household_told})
    stamp = stamp_of(state.current().committed, state.baseline(), language)
    st.html(printed_head(page.title, stamp, language, "page"))
    page.run()


if __name__ == "app":
    # Imported, by `streamlit run` or an ASGI server: the server runs this same file as its script.
    from core.server import server_parts

    app = st.App(__file__, **server_parts())
else:
    with turn():
        route()
