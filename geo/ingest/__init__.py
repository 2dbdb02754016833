"""An article as it comes (a file's bytes, pasted words) → `Text`: its words, its facts, what was set apart.

Formats: plain text, Markdown, HTML, docx and PDF with text. Nothing in a file is run or fetched; sizes, times and
nesting are bounded (limits.py). Every problem is an IngestError that says what, where and how to mend.
"""

from collections.abc import Callable

from geo.clean import normalise
from geo.errors import IngestError
from geo.extract.records import Text
from geo.ingest.boilerplate import part
from geo.ingest.decode import decode, mended
from geo.ingest.formats import kind_of_bytes, kind_of_text
from geo.ingest.front import front
from geo.ingest.language import guess_language
from geo.ingest.limits import BYTES_A_CHARACTER, FILE_BYTES, TEXT_CHARACTERS, megabytes
from geo.ingest.markdown import read_markdown
from geo.ingest.pdf import read_pdf
from geo.ingest.source import Source
from geo.ingest.webpage import read_page
from geo.ingest.word import read_docx

__all__ = ["read_bytes", "read_paste"]

_BINARY: dict[str, Callable[[bytes], Source]] = {"pdf": read_pdf, "docx": read_docx}
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "”", '"', "»", ")", "։")
_PASTED = "the pasted text"
_CONTROLS = 0.05  # more of it than this share being control characters: not text


def read_bytes(data: bytes, name: str, declared: str | None = None) -> Text:
    """Take in one file; `name` is what to call it (its ending helps), `declared` the encoding a server stated.

    Raises IngestError.
    """
    try:
        if len(data) > FILE_BYTES:
            raise IngestError(
                f"it has {megabytes(len(data))}, more than {megabytes(FILE_BYTES)}",
                mend="Paste the article's text instead",
            )
        if not data.strip(b"\x00 \t\r\n\x0c"):
            raise IngestError("it is empty", mend="Take in a file with the article's text in it")
        kind = kind_of_bytes(data)
        if kind in _BINARY:
            return _text(_BINARY[kind](data), ())
        markup = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
        if not markup and b"\x00" not in data[:4096]:  # else it may be no text at all, which says more
            _bound(len(data) // BYTES_A_CHARACTER, least="at least ")
        decoded = decode(data, declared, markup=markup)
        return _read(decoded.text, name, decoded.messages)
    except IngestError as problem:
        raise IngestError(problem.what, problem.where or name, problem.mend) from problem


def read_paste(text: str) -> Text:
    """Take in words that were pasted or typed; the markup of a whole page is read as that page. Raises IngestError."""
    try:
        if not text.strip():
            raise IngestError("it is empty", mend="Paste the article's text")
        if kind_of_text(text, "") == "plain":
            _bound(len(text))
        right, messages = mended(text)
        return _read(right, "", tuple(messages))
    except IngestError as problem:
        raise IngestError(problem.what, problem.where or _PASTED, problem.mend) from problem


def _read(text: str, name: str, messages: tuple[str, ...]) -> Text:
    """Decoded words, by what they are."""
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c")
    if controls > _CONTROLS * len(text):
        raise IngestError("it is not text: too many control characters", mend="Save it as text, or paste the words")
    text = text.lstrip("\ufeff")
    kind = kind_of_text(text, name)
    if kind == "html":
        return _text(read_page(text), messages)
    _bound(len(text))
    plain, cleaned = normalise(text)
    if kind == "markdown":
        return _text(read_markdown(plain), (*messages, *cleaned))
    return _text(Source(plain.split("\n\n")), (*messages, *cleaned))


def _text(source: Source, messages: tuple[str, ...]) -> Text:
    """Paragraphs cleaned, notices and lines of facts set apart, facts filled in."""
    whole, cleaned = normalise("\n\n".join(source.paragraphs))
    _bound(len(whole))
    rest, stated, taken = front(whole.split("\n\n"))
    parted = part(_lines_of_notices(rest))
    text = "\n\n".join(parted.paragraphs)
    if not text:
        raise IngestError("nothing is left of it without notices and menus", mend="Paste the article's own text")
    facts = {**stated, **{name: normalise(value)[0] for name, value in source.facts.items() if value}}
    return Text(
        text=text,
        title=facts.get("title", ""),
        publisher=facts.get("publisher", ""),
        author=facts.get("author", ""),
        published=facts.get("published", ""),
        language=facts.get("language") or guess_language(text),
        url=facts.get("url", ""),
        set_apart=(*taken, *parted.set_apart),
        coverage=parted.coverage,
        messages=tuple(dict.fromkeys((*messages, *source.messages, *cleaned, *parted.messages))),
    )


def _lines_of_notices(paragraphs: list[str]) -> list[str]:
    """Paragraphs, with those of several lines taken apart where a line ends a sentence: a notice may be one of them."""
    return [piece for paragraph in paragraphs for piece in _pieces(paragraph)]


def _pieces(paragraph: str) -> list[str]:
    pieces: list[list[str]] = []
    ended = True  # whether the line before ends a sentence or is a notice
    for line in paragraph.split("\n"):
        notice = bool(part([line]).set_apart)
        if ended or notice:
            pieces.append([])
        pieces[-1].append(line)
        ended = notice or line.endswith(_SENTENCE_ENDS)
    return ["\n".join(lines) for lines in pieces]


def _bound(characters: int, least: str = "") -> None:
    if characters > TEXT_CHARACTERS:
        raise IngestError(
            f"it has {least}{characters:,} characters of text, more than {TEXT_CHARACTERS:,}",
            mend="Split it: take in one article, or one chapter, at a time; compare them on the map afterwards",
        )
