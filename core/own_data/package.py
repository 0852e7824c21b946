"""The zip file around a workbook: what can be said of it better than that its reader broke, and cells without a result.

What a reader gets is a new, uncompressed package of the parts that were looked at. That it cannot be made to take memory or
time without end is the box's business.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from core.own_data.cell_formats import formats_of
from core.own_data.grid import Fault
from core.own_data.limits import MEGABYTE, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED
from core.problem import Problem, shown

MOST_PARTS: Final = 300
MOST_CELLS: Final = 100_000
_CHUNK: Final = 64 * 1024
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_KEPT: Final = frozenset({"[Content_Types].xml", "_rels/.rels", _WORKBOOK, _RELATIONS, _STRINGS, _STYLES, "xl/metadata.xml"})
_SHEETS: Final = "xl/worksheets/"


@dataclass
class SheetParts:
    """What is known of a sheet from its XML: cells without a result, what formats add, and whether it is too large for months."""

    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """A checked workbook.

    Attributes
    ----------
    content : bytes
        The parts that were checked, as a zip file.
    sheets : dict[str, SheetParts]
        By the name that the workbook gives to a sheet.
    """

    content: bytes
    sheets: dict[str, SheetParts]


def open_package(raw: bytes, file: str) -> Package:
    """Check and unpack a workbook. Raises Problem for macros, passwords, bombs and broken files."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = _unpack(archive, file)
        return _checked(parts, file)
    except Problem:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Problem("own_data.broken", file=file, kind="XLSX") from error
    except (ElementTree.ParseError, expat.ExpatError, LookupError, RecursionError) as error:
        raise Problem("own_data.broken", file=file, kind="XLSX") from error


def _unpack(archive: zipfile.ZipFile, file: str) -> dict[str, bytes]:
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or name.startswith("xl/macrosheets/") for name in names):
        raise Problem("own_data.macros", file=file)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Problem("own_data.password", file=file)
    if len(entries) > MOST_PARTS:
        raise Problem("own_data.too_many_parts", file=file, value=len(entries), high=MOST_PARTS)
    if "xl/workbook.xml" not in names:
        raise Problem("own_data.no_workbook", file=file)
    wanted = [entry for entry in entries if entry.filename in _KEPT or _is_sheet(entry.filename)]
    if len({entry.filename for entry in wanted}) < len(wanted):
        raise Problem("own_data.broken", file=file, kind="XLSX")
    # What the directory says first, as that costs nothing; then what really comes out, as a directory can lie.
    _within(sum(entry.file_size for entry in entries), file)
    parts: dict[str, bytes] = {}
    total = 0
    for entry in wanted:
        content = bytearray()
        for chunk in _chunks(archive, entry):
            content += chunk
            total += len(chunk)
            _within(total, file)
        parts[entry.filename] = bytes(content)
    return parts


def _is_sheet(name: str) -> bool:
    return name.startswith(_SHEETS) and name.endswith(".xml") and name.count("/") == 2


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _within(size: int, file: str) -> None:
    if size > MOST_UNPACKED:
        raise Problem("own_data.bomb", file=file, high=MOST_UNPACKED // MEGABYTE)


def _checked(parts: dict[str, bytes], file: str) -> Package:
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise Problem("own_data.macros", file=file)
    # Any part could be named as a sheet, so all are looked at as one.
    found = {name: _SheetReader(file).read(content) for name, content in parts.items() if not _is_sheet(name)}
    formats = formats_of(parts[_STYLES]) if _STYLES in parts else []
    found |= {name: _SheetReader(file, formats).read(content) for name, content in parts.items() if _is_sheet(name)}
    sheets = {name: found.get(path, SheetParts()) for name, path in _sheet_paths(parts).items()}
    dropped = {name for name, part in found.items() if part.too_large}
    if any(not _is_sheet(name) for name in dropped):
        raise Problem("own_data.broken", file=file, kind="XLSX")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, part_content in parts.items():
            if name not in dropped:
                archive.writestr(zipfile.ZipInfo(name), part_content)
    return Package(content.getvalue(), sheets)


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Part of each sheet, by the sheet's name."""
    targets = {}
    if _RELATIONS in parts:
        for relation in ElementTree.fromstring(parts[_RELATIONS]):
            target = relation.get("Target", "")
            targets[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    paths = {}
    for element in ElementTree.fromstring(parts[_WORKBOOK]).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation_id = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            paths[element.get("name", "")] = targets.get(relation_id, "")
    return paths


class _SheetReader:
    """Where a sheet's cells stand and which of them have no result.

    It keeps no tree, and refuses a document type, which is what entity bombs are made with.
    """

    def __init__(self, file: str, formats: Sequence[str] = ()) -> None:
        self.file = file
        self.formats = formats
        self.sheet = SheetParts()
        self.row = self.column = self.last = -1
        self.cells = 0
        self.kind = self.value = ""
        self.formula = self.in_value = False

    def read(self, content: bytes) -> SheetParts:
        """Read a part as a sheet."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = lambda name, attributes: self._start(name.rpartition("}")[2], attributes)
        parser.EndElementHandler = lambda name: self._end(name.rpartition("}")[2])
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)
        return self.sheet

    def _doctype(self, *_: object) -> None:
        raise Problem("own_data.doctype", file=self.file)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row = _whole(attributes.get("r", ""), self.row + 2) - 1
            self.column = -1
            self._bound()
        elif name == "c":
            self._place(attributes.get("r", ""))
            self.cells += 1
            self.kind, self.value, self.formula = attributes.get("t", "n"), "", False
            self._bound()
            style = _whole(attributes.get("s", ""), 0)
            if self.kind == "n" and not self.sheet.too_large and style < len(self.formats) and self.formats[style]:
                self.sheet.formats[self.row, self.column] = self.formats[style]
        elif name == "f":
            self.formula = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        self.in_value = name in ("v", "t")

    def _end(self, name: str) -> None:
        self.in_value = False
        if name != "c":
            return
        if self.kind == "e":
            self.sheet.faults[self.row, self.column] = "error"
        elif self.formula and not self.value:
            self.sheet.faults[self.row, self.column] = "formula"

    def _text(self, data: str) -> None:
        if self.in_value:
            self.value = self.value or data.strip()

    def _place(self, reference: str) -> None:
        if reference:
            self.row, self.column = self._at(reference)
        else:
            self.column += 1

    def _at(self, reference: str) -> tuple[int, int]:
        """Row and column of a cell, from zero."""
        letters = reference.rstrip("0123456789")
        if not letters.isascii() or not letters.isalpha() or len(letters) > 3 or letters == reference:
            raise Problem("own_data.cell", file=self.file, value=shown(reference, 20))
        column = 0
        for letter in letters.upper():
            column = 26 * column + ord(letter) - ord("A") + 1
        return _whole(reference[len(letters) :], MOST_ROWS + 1) - 1, column - 1

    def _merge(self, reference: str) -> None:
        """Note the cells of which a merged one hides what they hold, or says for which of its rows it speaks."""
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = self._at(first), self._at(last or first)
        self.cells += 1
        self._bound()
        if self.sheet.too_large:
            return
        for row in range(top, min(bottom, self.last) + 1):
            for column in range(left, min(right, MOST_COLUMNS - 1) + 1):
                if bottom > top or column > left:
                    self.sheet.faults.setdefault((row, column), "merged")

    def _bound(self) -> None:
        self.last = max(self.last, self.row)
        if self.cells > MOST_CELLS or not 0 <= self.row < MOST_ROWS or self.column >= MOST_COLUMNS:
            self.sheet.too_large = True


def _whole(text: str, otherwise: int) -> int:
    """A row as a number; one of more digits than a spreadsheet has is beyond every limit."""
    if not (text.isascii() and text.isdigit()):
        return otherwise
    return int(text) if len(text) <= 9 else MOST_ROWS + 1
