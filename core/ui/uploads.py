"""Files that a visitor chose: the server holds them no longer than the page that took them is on the screen."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

_PLACE: Final = "uploads-place"


def chosen_file(key: str) -> UploadedFile | None:
    """The file in a field. A tab that comes back names one that another server had, or that was let go: then there is none."""
    found = st.session_state[key]
    return found if isinstance(found, UploadedFile) else None


def drop_files(place: str) -> None:
    """Let go of this session's files when another page than before is drawn, the one at `place`.

    Streamlit would keep them until the session ends, and they would count as held.
    """
    before, st.session_state[_PLACE] = st.session_state.get(_PLACE, place), place
    context = get_script_run_ctx()
    if before != place and context is not None and Runtime.exists():
        Runtime.instance().uploaded_file_mgr.remove_session_files(context.session_id)
