"""What the configuration makes of the messages that Streamlit sends."""

from __future__ import annotations

import tomllib
from pathlib import Path

from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_browser_is_never_sent_a_reference_to_a_message_that_it_may_have_dropped() -> None:
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    message = ForwardMsg()
    message.delta.new_element.html.body = "x" * 10_000_000
    before = config.get_option("global.minCachedMessageSize")
    config.set_option("global.minCachedMessageSize", options["global"]["minCachedMessageSize"])
    try:
        populate_hash_if_needed(message)
    finally:
        config.set_option("global.minCachedMessageSize", before)
    assert message.hash
    assert not message.metadata.cacheable
