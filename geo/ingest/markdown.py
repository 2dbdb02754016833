"""Markdown → its words: marks are taken off, link texts, table cells and numbers of lists stay."""

import re

from geo.ingest.source import Source

_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")
_RULED = re.compile(r"\A---\n(.{1,5000}?)\n---(?:\n|\Z)", re.DOTALL)


def read_markdown(text: str) -> Source:
    """One paragraph for each heading, paragraph, list item, quotation and table row; YAML above stays one block."""
    from markdown_it import MarkdownIt

    front = _RULED.match(text)
    parser = MarkdownIt("commonmark", {"maxNesting": 50, "html": True}).enable("table")
    paragraphs = [front[0].strip()] if front else []
    number = ""
    row: list[str] | None = None
    for token in parser.parse(text[front.end() :] if front else text):
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            paragraphs.append(" | ".join(row or []))
            row = None
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            words = _words(token)
            if row is not None:
                row.append(words)
            elif words:
                paragraphs.append(number + words)
                number = ""
    return Source([paragraph for paragraph in paragraphs if paragraph.strip()])


def _words(token: object) -> str:
    """The words of one block, without tags."""
    if getattr(token, "type", "") != "inline":
        return _TAG.sub("", getattr(token, "content", "")).strip()
    pieces = []
    for child in getattr(token, "children", None) or []:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif child.type == "image":
            pieces.append(child.content)  # what is written for those who cannot see the picture
    return "".join(pieces).strip()
