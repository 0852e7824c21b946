"""Packages of measures: the catalogue, files, and a package as one word in a link. All are read strictly."""

from core.measures.begin import begin_again, first_month, is_over
from core.measures.catalogue import (
    COPY,
    KNOWN_EVIDENCE,
    CatalogueEntry,
    Evidence,
    again,
    catalogue,
    copy_id,
    entry_of,
    evidence_of,
    example_package,
)
from core.measures.files import parse_package, read_package, unique
from core.measures.links import MOST_BYTES, decode_package, encode_package
from core.measures.package import LONGEST_ID, LONGEST_NAME, MOST, check_package, package_document, package_from

__all__ = [
    "COPY",
    "KNOWN_EVIDENCE",
    "LONGEST_ID",
    "LONGEST_NAME",
    "MOST",
    "MOST_BYTES",
    "CatalogueEntry",
    "Evidence",
    "again",
    "begin_again",
    "catalogue",
    "check_package",
    "copy_id",
    "decode_package",
    "encode_package",
    "entry_of",
    "evidence_of",
    "example_package",
    "first_month",
    "is_over",
    "package_document",
    "package_from",
    "parse_package",
    "read_package",
    "unique",
]
