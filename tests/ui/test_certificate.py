"""The certificate of a number over the page: by a link, of a scenario, on the pages whose numbers have one."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from core.scenario import PROOF_PARAM
from tests.opened import open_app, open_page


def proofs(app: AppTest) -> list[str]:
    return [found.proto.body for found in app.get("html") if 'class="koers-proof' in found.proto.body]


def test_a_link_opens_the_certificate_of_a_number_once() -> None:
    app = open_app(**{PROOF_PARAM: "result@2027"})
    (said,) = proofs(app)
    assert "<details>" in said
    assert any(PROOF_PARAM in str(found.proto) for found in app.get("bidi_component"))
    assert not proofs(app.run())


def test_a_link_to_no_number_says_so_and_the_page_stands() -> None:
    app = open_app(**{PROOF_PARAM: '"><script>'})
    assert not app.exception
    assert not proofs(app)
    assert not any("<script>" in found.proto.body for found in app.get("html"))


def test_nothing_is_built_before_it_is_asked_and_only_a_page_with_numbers_can_be_asked() -> None:
    app = open_app()
    assert not proofs(app)
    assert any('data-trace="result@' in found.proto.body for found in app.get("html"))
    assert any('data-trace="after/' in found.proto.body for found in open_page("huishouden").get("html"))
    assert not any("data-trace=" in found.proto.body for found in open_page("over").get("html"))


def test_a_room_has_no_certificates() -> None:
    assert not proofs(open_app(groot="1", **{PROOF_PARAM: "result@2027"}))
