"""`python -m tests.contact.pictures`: the picture of the first page that the README and the preview of a link show."""

from __future__ import annotations

from typing import Final

from tests.browser.conftest import Visitor
from tests.contact.__main__ import running
from tests.contact.places import ROOT, SIZES

PICTURES: Final = (ROOT / "core" / "server" / "preview.png", ROOT / "deploy" / "verkenner.png")
MOVED: Final = "v=1&outflow_rate=0.0205&inflow=570"
"""Two sliders away from where they stand, so that the scenario can be told from the basispad."""


def main() -> None:
    """Draw it, in light and in the size of a desk."""
    width, height = SIZES["desk"]
    with running() as (server, browser):
        page = Visitor(browser.new_page(viewport={"width": width, "height": height}, color_scheme="light"))
        shown = page.open(f"{server.url}/?{MOVED}")
        for file in PICTURES:
            shown.screenshot(path=file, animations="disabled")


if __name__ == "__main__":
    main()
