"""Every file that leaves the screen, on sheets: `python -m tests.contact.exports FOLDER`, one sheet a file and language.

Needs LibreOffice with Writer and Impress, and `pdftoppm` of poppler.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PIL import Image

from core.export.alone import alone
from core.export.files import KINDS, PLAIN
from core.text.catalog import LANGUAGES, Language
from tests.contact.photo import sheet
from tests.export.subjects import Topic, chart, content

TOPICS: Final[tuple[Topic, ...]] = ("scenario", "pages", "compared", "monitor")
DOTS: Final = 60
"""Of an inch of paper."""


def files() -> Iterator[tuple[Topic, str]]:
    """Every file but the data, which has no pages."""
    for topic in TOPICS:
        for name in PLAIN if topic in ("pages", "monitor") else KINDS:
            if name != "parquet" and (topic, name) != ("pages", "xlsx"):
                yield topic, name


def pages(folder: Path, stem: str, ending: str) -> list[tuple[str, Image.Image]]:
    """The pages of a file as another program lays them out."""
    paper = folder / f"{stem}.pdf"
    if ending != "pdf":
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", str(folder), str(folder / f"{stem}.{ending}")], check=True, capture_output=True)
    subprocess.run(["pdftoppm", "-png", "-r", str(DOTS), str(paper), str(folder / stem)], check=True)
    found = sorted(folder.glob(f"{stem}-*.png"))
    return [(one.stem.rpartition("-")[2], Image.open(one).convert("RGB")) for one in found]


def main() -> int:
    """Make the files, and a sheet of each."""
    ask = argparse.ArgumentParser(prog="python -m tests.contact.exports", description=__doc__)
    ask.add_argument("folder", type=Path, help="where files and sheets go")
    ask.add_argument("--languages", default=",".join(LANGUAGES))
    ask.add_argument("--only", default="", help="files whose name has this in it")
    asked = ask.parse_args()
    take(asked.folder, [one for one in LANGUAGES if one in asked.languages.split(",")], asked.only)
    return 0


def take(folder: Path, languages: Sequence[Language], only: str = "") -> None:
    """Make the files whose name has `only` in it, and a sheet of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        for topic, name in files():
            stem, ending = f"{topic}_{name}_{language}", KINDS[name].ending
            if only in stem:
                (folder / f"{stem}.{ending}").write_bytes(content(topic, name, language))
                sheet(pages(folder, stem, ending), folder / f"sheet_{stem}.png")
        (folder / f"chart_{language}.png").write_bytes(alone(chart(language), "png"))


if __name__ == "__main__":
    sys.exit(main())
