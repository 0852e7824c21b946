"""Write `data/uses.toml` anew: which pages each quantity works in. `python -m tests.trace.uses`."""

from __future__ import annotations

from core import DATA
from core.baseline import load_baseline
from core.trace.pages import PAGES
from core.trace.record import walked
from tests.places import LETTER

BASES = (LETTER, "stand-2026")


def found() -> dict[str, tuple[str, ...]]:
    """Pages by quantity, in the order of the menu, under any of the bases."""
    every: dict[str, set[str]] = {}
    for name in BASES:
        for key, pages in walked(load_baseline(name)).items():
            every.setdefault(key, set()).update(pages)
    return {key: tuple(page for page in PAGES if page in every[key]) for key in sorted(every)}


if __name__ == "__main__":
    lines = [f"{key} = [{', '.join(f'{chr(34)}{page}{chr(34)}' for page in pages)}]" for key, pages in found().items()]
    head = "# Pages whose answer or key figures each quantity works in. Worked out: python -m tests.trace.uses"
    (DATA / "uses.toml").write_text("\n".join([head, "schema = 1", "", "[uses]", *lines, ""]), encoding="utf-8")
