"""A PDF with text → paragraphs: read in a process of its own, lines joined, hyphens mended, page edges left out."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from geo.errors import IngestError
from geo.ingest.limits import PDF_MEMORY_BYTES, PDF_PAGES, PDF_SECONDS, TEXT_CHARACTERS
from geo.ingest.source import Source

_CHILD = Path(__file__).with_name("pdf_child.py")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_KEPT_HYPHEN = frozenset({
    "self", "non", "co", "ex", "anti", "pro", "pre", "post", "semi", "well", "so", "vice", "mid", "cross", "quasi",
    "demi", "nord", "sud", "est", "ouest", "après", "avant",
})  # fmt: skip
_NUMBER = re.compile(r"(?:page |p\. ?)?[-–—]? ?\d{1,4} ?(?:[-–—]|(?:/|of|sur|de) ?\d{1,4})?", re.IGNORECASE)
_ENDS = (".", "!", "?", "…", "։", "。", "”", "»", '."', ".)", ":")
_EDGE = 2  # lines at the head and foot of a page that may be running heads
_SHORT = 0.75  # a line shorter than this share of the usual one ends its paragraph
_PASTE = "Paste the article's text instead"
_PROBLEMS = {
    "locked": ("the PDF is protected by a password", "Save a copy without the password, or paste the text"),
    "memory": ("the PDF takes too much memory to read", _PASTE),
    "broken": ("the PDF is damaged and cannot be read", "Print it to a new PDF, or paste the text"),
}


def read_pdf(data: bytes, seconds: float = PDF_SECONDS) -> Source:
    """Text of the first 300 pages; raises IngestError for a locked, damaged, endless or textless PDF."""
    answer = _asked(data, seconds)
    if answer.get("problem"):
        what, mend = _PROBLEMS.get(answer["problem"], _PROBLEMS["broken"])
        raise IngestError(what, mend=mend)
    pages = [str(page).translate(_LIGATURES) for page in answer["pages"]]
    blank = sum(1 for page in pages if not page.strip())
    total = int(answer["total"])
    if blank == len(pages):
        raise IngestError(
            f"the PDF has no text in it: {total} page{'s' if total != 1 else ''} of pictures",
            mend="Have a program read the letters first (OCR), or paste the text",
        )
    messages = [f"{blank} of {len(pages)} pages have no text"] if blank else []
    if len(pages) < total:
        messages.append(f"only the first {len(pages)} of {total} pages were read")
    title = " ".join(str(answer["title"]).split())[:300]
    return Source(paragraphs(pages), {"title": title} if _is_title(title) else {}, tuple(messages))


def paragraphs(pages: list[str]) -> list[str]:
    """Paragraphs of pages given as lines, without what stands at the head or foot of every page."""
    lines = _without_edges([page.split("\n") for page in pages])
    usual = _usual_length([line for page in lines for line in page])
    found: list[str] = []
    building = ""
    for page in lines:
        for line in (line.strip() for line in page):
            if not line:
                found, building = [*found, building], ""
                continue
            building = _joined(building, line)
            if line.endswith(_ENDS) and len(line) < _SHORT * usual:
                found, building = [*found, building], ""
        if building.endswith(_ENDS):
            found, building = [*found, building], ""
    return [paragraph for paragraph in [*found, building] if paragraph]


def _asked(data: bytes, seconds: float) -> dict[str, Any]:
    """What the process of its own answers, within so many seconds."""
    limits = [str(number) for number in (PDF_PAGES, PDF_MEMORY_BYTES, TEXT_CHARACTERS)]
    try:
        # Our own program, no shell; -I keeps it from loading anything from the working folder.
        run = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_CHILD), *limits], input=data, capture_output=True, timeout=seconds, check=False
        )
        answer = json.loads(run.stdout)
    except subprocess.TimeoutExpired as problem:
        raise IngestError(f"the PDF could not be read within {seconds:g} seconds", mend=_PASTE) from problem
    except ValueError:
        return {"problem": "broken"}
    return answer if isinstance(answer, dict) else {"problem": "broken"}


def _is_title(title: str) -> bool:
    """Whether a PDF's title is one, and not the name of the file it was made from."""
    return len(title.split()) > 1 and not re.search(
        r"\.\w{2,5}$|^(?:microsoft word|untitled|sans titre)", title, re.IGNORECASE
    )


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Pages without page numbers, and without lines that stand at the edge of half of them and of three at least."""
    bare = [[line for line in page if not _NUMBER.fullmatch(line.strip())] for page in pages]
    counts = Counter(mark for page in bare for mark in {_mark(line) for line in _edges(page)} if mark)
    running = {mark for mark, count in counts.items() if count >= max(3, len(pages) / 2)}
    return [
        [
            line
            for at, line in enumerate(page)
            if not (_mark(line) in running and (at < _EDGE or at >= len(page) - _EDGE))
        ]
        for page in bare
    ]


def _edges(page: list[str]) -> list[str]:
    return page[:_EDGE] + page[-_EDGE:]


def _mark(line: str) -> str:
    """A line without its numbers, to know a running head again on the next page."""
    return re.sub(r"\d+", "#", line.strip())


def _usual_length(lines: list[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _joined(before: str, line: str) -> str:
    """Two lines as one: a hyphen at the end goes where it only broke a word."""
    found = _HYPHEN.search(before)
    if not found:
        return f"{before} {line}".strip()
    breaks = line[0].islower() and found[1].lower() not in _KEPT_HYPHEN
    return before[:-1] + line if breaks else before + line
