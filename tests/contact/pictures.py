"""`python -m tests.contact.pictures`: the picture of the first page that the README and the preview of a link show."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario, to_query, with_value
from tests.browser.conftest import Visitor
from tests.contact.__main__ import running
from tests.contact.places import ROOT, SIZES

PICTURES: Final = (ROOT / "core" / "server" / "preview.png", ROOT / "deploy" / "verkenner.png")
MOVED: Final = {"outflow_rate": 0.0205, "inflow": 600.0}
"""Two sliders away from where they stand, so that the scenario can be told from the basispad."""


def main() -> None:
    """Draw it on the basis that the page opens with, in light and in the size of a desk."""
    width, height = SIZES["desk"]
    baseline = load_baseline(DEFAULT)
    scenario = default_scenario(baseline)
    for lever, value in MOVED.items():
        scenario = with_value(scenario, baseline, lever, value)
    with running() as (server, browser):
        page = Visitor(browser.new_page(viewport={"width": width, "height": height}, color_scheme="light"))
        shown = page.open(f"{server.url}/?{urlencode(to_query(scenario))}")
        for file in PICTURES:
            shown.screenshot(path=file, animations="disabled")


if __name__ == "__main__":
    main()
