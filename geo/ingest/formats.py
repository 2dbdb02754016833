"""Which format a file has: its first bytes decide, then its name; what cannot be taken in is named."""

import re

from geo.errors import IngestError

_AS_TEXT = "Save it as text, .docx or PDF, or paste the words"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"SQLite format 3", "a database"),
    (b"%!PS", "a PostScript file"),
)
_ZIPPED = (
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an e-book (EPUB)"),
    (b"xl/", "a spreadsheet"),
    (b"ppt/", "a presentation"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<\?xml\b")


def kind_of_bytes(data: bytes) -> str:
    """pdf, docx or text; raises IngestError that names any other format it knows."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if head[4:12] in (b"ftypmp42", b"ftypisom", b"ftypM4A ", b"ftypheic", b"ftypqt  "):
        raise IngestError("it is a film, a sound file or a picture, not text", mend=_AS_TEXT)
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise IngestError(f"it is {name}, which cannot be taken in", mend=_AS_TEXT)
    return "text"


def kind_of_text(text: str, name: str) -> str:
    """html, markdown or plain, by how the text begins and how its file is called."""
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if _HTML.match(text) or ending in ("html", "htm", "xhtml"):
        return "html"
    if _XML.match(text):
        raise IngestError("it is XML, which cannot be taken in", mend=_AS_TEXT)
    return "markdown" if ending in ("md", "markdown") else "plain"


def _zipped(data: bytes) -> str:
    if b"word/" in data:
        return "docx"
    for mark, name in _ZIPPED:
        if mark in data:
            raise IngestError(f"it is {name}, which cannot be taken in", mend=_AS_TEXT)
    return "docx"
