"""Files that a visitor chose: the server holds them no longer than the page that took them is on the screen."""

from __future__ import annotations

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx


def drop_files() -> None:
    """Let go of this session's files. Streamlit would keep them until the session ends, and count them as held."""
    context = get_script_run_ctx()
    if context is not None and Runtime.exists():
        Runtime.instance().uploaded_file_mgr.remove_session_files(context.session_id)
