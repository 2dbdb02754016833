"""How to cite a story's map: a sentence after APA's manner, and BibTeX. The article is named, never claimed as ours."""

import re
from datetime import date

from geo.story import Story
from geo.timespan import MONTHS

SITE = "An article, on the map"
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def sentence(story: Story, address: str, day: date) -> str:
    """A citation of the map as it was seen on a day."""
    article = ", ".join(filter(None, (story.article.publisher, story.article.published)))
    seen = f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    about = f" Map of an article: {article}." if article else ""
    return f"{story.title} [Interactive map]. (n.d.). {SITE}.{about} Retrieved {seen}, from {address}"


def bibtex(story: Story, address: str, day: date) -> str:
    """The same as a BibTeX entry; letters that TeX would read as commands are escaped."""
    article = ", ".join(filter(None, (story.article.publisher, story.article.published)))
    fields = {
        "title": f"{{{_tex(story.title)}}}",
        "howpublished": f"{_tex(SITE)}, interactive map",
        "note": _tex(f"Map of an article: {article}" if article else ""),
        "url": address,
        "urldate": day.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{story.id},", *lines, "}"])


def _tex(text: str) -> str:
    return re.sub(r"[\\~^#$%&_{}]", lambda found: _SPECIAL.get(found[0], f"\\{found[0]}"), text)
