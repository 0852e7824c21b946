"""`python -m tests.contact FOLDER`: photos of every page, one sheet per size, language and theme, and of paper.

`--check` asks instead of every chart, with the levers at their ends over four horizons of two bases, in both languages, in
the light and the dark, and at every width that it has on a screen, whether what is written in it can be read. The pages are
opened once, to see how wide their charts are; the charts themselves are drawn in one page without the app.

`--files` adds every file that leaves the screen, page by page.

`--room` does both for the pages as a room sees them: photos on three sizes of the screen, with what keys open; checked, that
nothing scrolls, is cut or lies over anything else, and that all can be read at six metres.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from core.text.catalog import LANGUAGES
from tests.browser.conftest import ARGUMENTS, CHROMIUM, Server, Visitor
from tests.contact import exports, room
from tests.contact.drawings import drawings
from tests.contact.gallery import Gallery, widths_of
from tests.contact.photo import photograph, printed, sheet
from tests.contact.places import SCENARIO, SIZES, pages
from tests.contact.states import states

SCHEMES = ("light", "dark")


def main() -> int:
    """Take the photos, or check."""
    known = pages()
    ask = argparse.ArgumentParser(prog="python -m tests.contact", description=__doc__)
    ask.add_argument("folder", type=Path, nargs="?", help="where the photos go")
    ask.add_argument("--check", action="store_true", help="check what is written in the charts")
    ask.add_argument("--files", action="store_true", help="every file that leaves the screen as well, in FOLDER/files")
    ask.add_argument("--room", action="store_true", help="pages as a room sees them")
    ask.add_argument("--pages", default=",".join(known), help="names of folders in pages/, separated by commas")
    ask.add_argument("--sizes", default="desk,phone,narrow,paper", help=f"of {', '.join(SIZES)} and paper")
    ask.add_argument("--languages", default=",".join(LANGUAGES))
    ask.add_argument("--schemes", default=",".join(SCHEMES))
    ask.add_argument("--query", default=SCENARIO, help="the scenario of the photos, as the address writes it")
    ask.add_argument("--part", default="1/1", help="2/8: the second of eight parts of the states that are checked")
    asked = ask.parse_args()
    chosen = {name: known[name] for name in asked.pages.split(",")}
    if asked.check:
        return _check_room(asked, chosen) if asked.room else _check(asked, chosen)
    if asked.folder is None:
        ask.error("say where the photos go")
    if asked.room:
        asked.folder.mkdir(parents=True, exist_ok=True)
        with running() as (server, browser):
            room.take(browser, server.url, asked, room.rooms(chosen))
    else:
        _take(asked, chosen)
    if asked.files:
        exports.take(asked.folder / "files", [one for one in LANGUAGES if one in asked.languages.split(",")])
    return 0


@contextmanager
def running() -> Iterator[tuple[Server, Browser]]:
    """The app and a browser."""
    server = Server()
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            yield server, browser
            browser.close()
    finally:
        server.stop()


def _check(asked: argparse.Namespace, chosen: dict[str, str]) -> int:
    """Print what cannot be read; 1 where there is any."""
    at, parts = map(int, asked.part.split("/"))
    some, found = list(states())[at - 1 :: parts], 0
    with running() as (server, browser):
        visitor = Visitor(browser.new_page())
        widths = widths_of(visitor, server.url, [f"{path}?{asked.query}" for path in chosen.values()])
        gallery = Gallery(browser.new_page())
        for state, language, scheme in itertools.product(some, asked.languages.split(","), asked.schemes.split(",")):
            for fault in gallery.faults(list(drawings(state, language, dark=scheme == "dark")), widths):
                found += 1
                print(f"{state}&lang={language} {scheme}: {fault}", flush=True)
    print(f"{len(some)} states, {found} faults")
    return int(found > 0)


def _check_room(asked: argparse.Namespace, chosen: dict[str, str]) -> int:
    """Print what does not hold in a room; 1 where there is any."""
    found = 0
    with running() as (server, browser):
        for fault in room.look(browser, server.url, asked, room.rooms(chosen)):
            found += 1
            print(fault, flush=True)
        gallery, (at, parts) = Gallery(browser.new_page()), map(int, asked.part.split("/"))
        for state, language in itertools.product(list(room.states(every=True))[at - 1 :: parts], asked.languages.split(",")):
            for fault in room.room_faults(gallery, list(drawings(state, language))):
                found += 1
                print(f"{state}&lang={language}: {fault}", flush=True)
    print(f"{found} faults")
    return int(found > 0)


def _take(asked: argparse.Namespace, chosen: dict[str, str]) -> None:
    """A photo of each page in each way, and a sheet of each way."""
    asked.folder.mkdir(parents=True, exist_ok=True)
    with running() as (server, browser):
        for language in asked.languages.split(","):
            for scheme in asked.schemes.split(","):
                context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
                shots: dict[str, list[tuple[str, Image.Image]]] = {size: [] for size in asked.sizes.split(",")}
                for name, path in chosen.items():
                    page = Visitor(context.new_page()).open(f"{server.url}/{path}?{asked.query}&lang={language}")
                    for size, photos in shots.items():
                        photo = printed(page) if size == "paper" else photograph(page, *SIZES[size])
                        photo.save(asked.folder / f"{name}-{size}-{language}-{scheme}.png")
                        photos.append((name, photo))
                    page.close()
                for size, photos in shots.items():
                    sheet(photos, asked.folder / f"sheet-{size}-{language}-{scheme}.png")
                context.close()


if __name__ == "__main__":
    sys.exit(main())
