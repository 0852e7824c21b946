"""Another program opens our documents and slides, and finds in them what the model says."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Final, Literal

import pypdf
import pytest

from core.export.files import KINDS
from core.text.catalog import LANGUAGES, Language
from tests.export.subjects import Topic, content, expected, report, squeezed
from tests.office import converted

KEPT: Final[tuple[tuple[Topic, str], ...]] = (
    ("scenario", "docx"), ("scenario", "pptx"), ("scenario", "annex_docx"), ("compared", "docx"), ("compared", "pptx"),
    ("compared", "annex_docx"), ("monitor", "docx"), ("monitor", "pptx"),
)  # fmt: skip


@pytest.mark.exhaustive
@pytest.mark.parametrize("ending", ["docx", "pptx"])
def test_documents_and_slides_open_in_another_program_with_the_models_numbers(
    ending: Literal["docx", "pptx"], tmp_path: Path
) -> None:
    made: dict[str, tuple[Topic, str, Language]] = {}
    for (topic, name), language in itertools.product(KEPT, LANGUAGES):
        if KINDS[name].ending == ending:
            stem = f"{topic}-{name}-{language}"
            (tmp_path / f"{stem}.{ending}").write_bytes(content(topic, name, language))
            made[stem] = (topic, name, language)
    out = tmp_path / "out"
    converted([tmp_path / f"{stem}.{ending}" for stem in made], "pdf", out, "writer" if ending == "docx" else "impress")
    for stem, (topic, name, language) in made.items():
        paper = pypdf.PdfReader(out / f"{stem}.pdf")
        found, said = squeezed(" ".join(page.extract_text() for page in paper.pages)), report(topic, name, language)
        for text in [*expected(topic, name, language), *(part.finding for part in said.parts)]:
            assert squeezed(text) in found, (stem, text)
        assert all(squeezed(part.sentence) in found for part in said.parts), stem
        assert all(squeezed(label) in found for label, _ in said.stamp), stem
        assert not KINDS[name].annex or len(paper.pages) == 2, stem
