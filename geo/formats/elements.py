"""XML elements with text in them: written only, never read, so nothing foreign is parsed."""

import re
from typing import Any
from xml.etree import ElementTree as Xml

from geo.formats.table import flat
from geo.formats.words import UNKNOWN

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_TAGS = re.compile("[^A-Za-z0-9_]")


def child(parent: Xml.Element, tag: str, text: str = "", **attributes: str) -> Xml.Element:
    """A new last child with that text, escaped by the library."""
    added = Xml.SubElement(parent, tag, attributes)
    added.text = xml_text(text) or None
    return added


def xml_text(value: str) -> str:
    """The text with what XML 1.0 cannot hold shown as U+FFFD, and line ends as XML reads them back."""
    return _NOT_IN_XML.sub(UNKNOWN, value).replace("\r\n", "\n").replace("\r", "\n")


def field_text(value: Any) -> str:
    """A property's value as text: true or false, numbers as they are, lists as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml_text(str(flat(value)))


def tag_name(name: str) -> str:
    """A property's name as the name of an element."""
    plain = _NOT_IN_TAGS.sub("_", name)
    return plain if plain[:1].isalpha() else f"_{plain}"


def document(root: Xml.Element) -> bytes:
    """The whole document in UTF-8."""
    return bytes(Xml.tostring(root, encoding="UTF-8", xml_declaration=True))
