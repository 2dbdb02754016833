"""XML elements with text in them: written only, never read, so nothing foreign is parsed."""

import re
from typing import Any

from lxml import etree

from geo.formats.table import flat
from geo.formats.words import UNKNOWN

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_TAGS = re.compile("[^A-Za-z0-9_]")


def root(tag: str, namespaces: dict[str | None, str], **attributes: str) -> Any:
    """The first element of a document; whatever is in it without a prefix belongs to the namespace of None."""
    return etree.Element(tag, attributes, nsmap=namespaces)


def child(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    """A new last child with that text, escaped by the library."""
    added = etree.SubElement(parent, tag, attributes)
    if text:
        added.text = xml_text(text)
    return added


def xml_text(value: str) -> str:
    """The text with what XML 1.0 cannot hold shown as U+FFFD, and line ends as XML reads them back."""
    if value.isprintable():  # the common case, and quickly told
        return value
    return _NOT_IN_XML.sub(UNKNOWN, value).replace("\r\n", "\n").replace("\r", "\n")


def field_text(value: Any) -> str:
    """A property's value as text: true or false, numbers as they are, lists as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(flat(value))


def tag_name(name: str) -> str:
    """A property's name as the name of an element."""
    plain = _NOT_IN_TAGS.sub("_", name)
    return plain if plain[:1].isalpha() else f"_{plain}"


def document(first: Any) -> bytes:
    """The whole document in UTF-8."""
    return bytes(etree.tostring(first, encoding="UTF-8", xml_declaration=True))
