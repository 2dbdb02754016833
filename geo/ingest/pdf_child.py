"""Run as a program of its own: a PDF on standard input → its pages as JSON on standard output.

A process of its own can be stopped when a file keeps it busy or eats memory; a thread of the server cannot.
Arguments: most pages, bytes of memory, characters of text.
"""

import json
import sys
from contextlib import suppress
from io import BytesIO
from typing import Any


def main() -> None:
    """Print {"problem"} or {"pages", "total", "title"}."""
    most_pages, memory, most_characters = (int(number) for number in sys.argv[1:4])
    _limit(memory)
    try:
        answer = _read(sys.stdin.buffer.read(), most_pages, most_characters)
    except MemoryError:
        answer = {"problem": "memory"}
    except Exception as problem:  # whatever a broken file makes the library raise is told, not shown as a traceback
        answer = {"problem": "broken", "detail": f"{type(problem).__name__}: {problem}"[:200]}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _limit(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"problem": "locked"}
    total = len(reader.pages)
    pages: list[str] = []
    for number in range(min(total, most_pages)):
        pages.append(reader.pages[number].extract_text() or "")
        if sum(map(len, pages)) > most_characters:
            break
    title = reader.metadata.title if reader.metadata else ""
    return {"pages": pages, "total": total, "title": str(title or "")}


if __name__ == "__main__":
    main()
