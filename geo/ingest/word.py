"""A Word document (docx) → its paragraphs: a zip with XML inside, both read with limits and without entities."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is an exception

from geo.errors import IngestError
from geo.ingest.front import day
from geo.ingest.limits import DOCX_ENTRIES, DOCX_XML_BYTES, megabytes
from geo.ingest.source import Source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same words a second time
_DC = "{http://purl.org/dc/elements/1.1/}"
_BLANKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SAVE_AGAIN = "Open it in a word processor and save it anew as .docx, or paste the text"


def read_docx(data: bytes) -> Source:
    """Paragraphs in order, those of tables and text boxes too; deleted words of tracked changes are left out."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check(archive)
            document = _part(archive, "word/document.xml")
            properties = _part(archive, "docProps/core.xml")
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as problem:
        raise IngestError("the document is damaged or locked", mend=_SAVE_AGAIN) from problem
    if document is None:
        raise IngestError(
            "it is a zip archive, not a Word document", mend="Unpack it, and take in the article's file alone"
        )
    paragraphs = list(_paragraphs(document))
    if not paragraphs:
        raise IngestError(
            "the document has no text in it", mend="Scanned pages have to be read by a program for that (OCR) first"
        )
    return Source(paragraphs, _facts(properties))


def _check(archive: ZipFile) -> None:
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries if entry.filename.endswith(".xml"))
    if len(entries) > DOCX_ENTRIES or size > DOCX_XML_BYTES:
        raise IngestError(
            f"the document holds {len(entries):,} parts and {megabytes(size)} of text with marks, "
            f"more than {DOCX_ENTRIES:,} or {megabytes(DOCX_XML_BYTES)}",
            mend="Paste the article's text instead",
        )


def _part(archive: ZipFile, name: str) -> Element | None:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if name not in archive.namelist():
        return None
    with archive.open(name) as file:
        content = _bounded(file)
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, RecursionError) as problem:
        raise IngestError(f"{name} in the document is not the XML of a Word document", mend=_SAVE_AGAIN) from problem


def _bounded(file: IO[bytes]) -> bytes:
    content = file.read(DOCX_XML_BYTES + 1)
    if len(content) > DOCX_XML_BYTES:  # the archive's own list of sizes was a lie
        raise IngestError(
            f"the document unpacks to more than {megabytes(DOCX_XML_BYTES)}", mend="Paste the article's text instead"
        )
    return content


def _paragraphs(document: Element) -> Iterator[str]:
    """Words of each w:p; walked with a list of what is left to see, so that no nesting is too deep."""
    words: list[str] = []
    waiting: list[tuple[Element, bool]] = [(document, False)]
    while waiting:
        element, seen = waiting.pop()
        if seen or element.tag == f"{_W}p":
            yield from _piece(words)
        if seen or element.tag == _FALLBACK:
            continue
        if element.tag == f"{_W}t":
            words.append(element.text or "")
        words.append(_BLANKS.get(element.tag, ""))
        if element.tag == f"{_W}p":
            waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))


def _piece(words: list[str]) -> Iterator[str]:
    piece = re.sub(r"[ \t]+", " ", "".join(words)).strip()
    words.clear()
    if piece:
        yield piece


def _facts(properties: Element | None) -> dict[str, str]:
    """Title and language as the document states them: its author and dates are of the file, not of the article."""
    if properties is None:
        return {}
    title = " ".join((properties.findtext(f"{_DC}title") or "").split())[:300]
    published = day(properties.findtext(f"{_DC}date") or "")
    return {name: value for name, value in {"title": title, "published": published}.items() if value}
