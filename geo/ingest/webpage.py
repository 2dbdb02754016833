"""A web page → its main text and what it says about itself. Nothing in it is run, and nothing it names is fetched."""

import json
import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from geo.errors import IngestError
from geo.ingest.front import day
from geo.ingest.language import two_letters
from geo.ingest.limits import HTML_ATTRIBUTES, HTML_CHARACTERS, HTML_TAGS, megabytes
from geo.ingest.source import Source

_NEVER_SHOWN = (
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "math",
    "iframe",
    "object",
    "head",
    "select",
    "textarea",
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "title", "tr", "ul",
})  # fmt: skip
_AROUND = ("nav", "footer", "aside", "form", "button")
_ARTICLES: tuple[str, ...] = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
)
_ARTICLES += ("BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "Report", "WebPage")
_HIDDEN = "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>]*+)"""
_CROWDED = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>=]++(?:\s*+=\s*+{_VALUE})?+){{{HTML_ATTRIBUTES}}}")
_JSON_CHARACTERS = 1_000_000
_FACT_CHARACTERS = 300
_METADATA: dict[str, tuple[str, ...]] = {  # the first that is there wins
    "title": ("og:title", "twitter:title", "citation_title", "dc.title"),
    "publisher": ("og:site_name", "citation_journal_title", "dc.publisher", "application-name"),
    "author": ("author", "article:author", "citation_author", "dc.creator", "parsely-author"),
    "published": ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "pubdate",
                  "dc.date.issued", "parsely-pub-date", "citation_publication_date", "publish-date"),
    "language": ("og:locale", "content-language", "dc.language"),
    "url": ("og:url",),
}  # fmt: skip


def read_page(markup: str) -> Source:
    """The main text of a page by trafilatura, else all its words; raises IngestError where there are none."""
    if len(markup) > HTML_CHARACTERS:
        raise IngestError(
            f"the page has {megabytes(len(markup))} of markup, more than {megabytes(HTML_CHARACTERS)}",
            mend="Paste the article's text instead",
        )
    if _CROWDED.search(markup):
        raise IngestError(
            f"a tag of the page has more than {HTML_ATTRIBUTES:,} attributes", mend="Paste the article's text instead"
        )
    tree = _tree(markup)
    facts, messages = _facts(tree)
    _without_hidden(tree)
    small = markup.count("<") <= HTML_TAGS
    paragraphs = _main_text(tree) if small else []
    if len(" ".join(paragraphs)) < 140:
        whole = list(_blocks(tree))
        paragraphs = max(paragraphs, whole, key=lambda found: len(" ".join(found)))
    if not small:
        messages.append("the page is too large to look for its main text: all its words were taken")
    if not paragraphs:
        raise IngestError(
            "the page has no text in it", mend="It may be drawn by scripts: paste the article's text instead"
        )
    return Source(paragraphs, facts, tuple(messages))


def _tree(markup: str) -> Any:
    from lxml import etree, html

    # No network, no entities of the file's own; libxml2 keeps its limits on depth (huge_tree stays off).
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace").replace(b"\x00", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as problem:
        raise IngestError("the page has no text in it", mend="Paste the article's text instead") from problem
    return tree


def _without_hidden(tree: Any) -> None:
    for element in tree.xpath(_HIDDEN):
        if element.getparent() is not None:
            element.drop_tree()


def _main_text(tree: Any) -> list[str]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its debugging is of no use to the reader
    try:
        found: Any = bare_extraction(
            deepcopy(tree), include_comments=False, with_metadata=False, favor_recall=True, fast=True
        )
    except (RecursionError, ValueError, AttributeError, TypeError, AssertionError):
        return []  # markup too odd for it: all words are taken instead
    text = str(found.text or "") if found else ""
    return [re.sub(r"^[-*•] ", "", line.strip()) for line in text.split("\n") if line.strip()]


def _blocks(tree: Any) -> Iterator[str]:
    """All shown words of a page, one piece a block, menus and footers left out; without recursion."""
    from lxml import etree

    for element in tree.xpath("|".join(f"//{name}" for name in (*_NEVER_SHOWN, *_AROUND))):
        if element.getparent() is not None:
            element.drop_tree()
    words: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        block = element.tag in _BLOCKS
        if block:
            yield from _piece(words)
        words.append((element.text if event == "start" else element.tail) or "")
    yield from _piece(words)


def _piece(words: list[str]) -> Iterator[str]:
    piece = " ".join("".join(words).split())
    words.clear()
    if piece:
        yield piece


def _facts(tree: Any) -> tuple[dict[str, str], list[str]]:
    """What JSON-LD says, then Open Graph and other metadata, then the page's own title and language."""
    facts = _from_metadata(tree)
    stated, messages = _from_json_ld(tree)
    facts.update(stated)
    language = two_letters(str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""))
    found = {"title": _page_title(tree, facts.get("publisher", "")), "url": _canonical(tree), "language": language}
    facts = {**found, **{name: value for name, value in facts.items() if value}}
    if language:
        facts["language"] = language
    if not facts.get("published"):
        times = tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")
        facts["published"] = day(str(times[0])) if times else ""
    return {name: value for name, value in facts.items() if value}, messages


def _from_metadata(tree: Any) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        ).lower()
        metadata.setdefault(name, element.get("content"))
    found = {
        fact: next((metadata[name] for name in names if metadata.get(name)), "") for fact, names in _METADATA.items()
    }
    return _checked(found)


def _checked(found: dict[str, str]) -> dict[str, str]:
    """Facts on one line each, of a bounded length, with a real date, language and address."""
    facts = {name: " ".join(str(value).split())[:_FACT_CHARACTERS] for name, value in found.items()}
    facts["published"] = day(facts.get("published", ""))
    facts["language"] = two_letters(facts.get("language", ""))
    for name in ("url", "author"):  # some sites put an address of a profile where the author's name belongs
        is_address = re.match(r"https?://", facts.get(name, "")) is not None
        if is_address != (name == "url"):
            facts[name] = ""
    return {name: value for name, value in facts.items() if value}


def _from_json_ld(tree: Any) -> tuple[dict[str, str], list[str]]:
    for element in tree.xpath("//script[contains(@type, 'ld+json')]"):
        for thing in _things(element.text or ""):
            if set(_strings(thing.get("@type"))) & set(_ARTICLES) and (
                thing.get("headline") or thing.get("datePublished")
            ):
                return _stated(thing)
    return {}, []


def _stated(thing: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    found = {
        "title": _first(thing.get("headline")),
        "publisher": _names(thing.get("publisher")),
        "author": _names(thing.get("author")),
        "published": _first(thing.get("datePublished")),
        "language": _first(thing.get("inLanguage")),
        "url": _first(thing.get("mainEntityOfPage")) or _first(thing.get("url")),
    }
    closed = str(thing.get("isAccessibleForFree")).lower() in ("false", "http://schema.org/false")
    return _checked(found), [
        "the publisher marks this article as not free: it may be longer than what is here"
    ] if closed else []


def _things(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, those in its lists and graphs too; nothing where it cannot be read."""
    try:
        waiting = [json.loads(text[:_JSON_CHARACTERS], strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting = thing + waiting
        elif isinstance(thing, dict):
            yield thing
            waiting.append(thing.get("@graph"))


def _strings(value: Any) -> list[str]:
    return [str(item) for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _first(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("name")
    return next(iter(_strings(value)), "")


def _names(value: Any) -> str:
    """Names of a person, an organisation or several, joined with commas."""
    things = value if isinstance(value, list) else [value]
    names = [_first(thing.get("name")) if isinstance(thing, dict) else _first(thing) for thing in things]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _page_title(tree: Any, publisher: str) -> str:
    title = " ".join("".join(tree.xpath("//head/title[1]//text()")).split())[:_FACT_CHARACTERS]
    without = re.sub(rf"\s+[-–—|·:]\s+{re.escape(publisher)}$", "", title, flags=re.IGNORECASE) if publisher else title
    return without or title


def _canonical(tree: Any) -> str:
    links = tree.xpath("//link[@rel='canonical']/@href")
    return str(links[0]) if links and re.match(r"https?://", str(links[0])) else ""
