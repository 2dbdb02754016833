"""Text as every format can hold it."""

import re
from typing import Any

_NEVER = re.compile("[\x00\ud800-\udfff]")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def legible(value: Any) -> Any:
    """The same value with NUL and lone surrogates, which UTF-8 files do not hold, shown as U+FFFD."""
    if isinstance(value, str):
        if value.isprintable():  # the common case, and quickly told: neither is printable
            return value
        return _NEVER.sub(UNKNOWN, value)
    if isinstance(value, dict):
        return {legible(key): legible(inner) for key, inner in value.items()}
    return [legible(inner) for inner in value] if isinstance(value, list) else value
