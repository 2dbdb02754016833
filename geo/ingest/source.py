"""What each format gives before it is cleaned: paragraphs, the facts it states about itself, and messages."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """Paragraphs in order; facts are title, publisher, author, published, language, url, where the format has them."""

    paragraphs: list[str]
    facts: dict[str, str] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
