"""Citations name the map, the article, the day and the address."""

from dataclasses import replace
from datetime import date

from geo import citation
from geo.story import Story

WHERE = "https://maps.example.org/?sel=place-yevlakh&lang=az"
DAY = date(2026, 11, 24)


def test_a_citation_says_whose_article_and_when_it_was_seen(bundled: Story) -> None:
    """Title, kind, article, day and address, in a sentence."""
    assert citation.sentence(bundled, WHERE, DAY) == (
        "Three days in Nagorno-Karabakh: offensive, ceasefire, talks [Interactive map]. (n.d.). An article, on the map."
        " Map of an article: Le Monde, English edition, 20 or 21 September 2023 (the text does not say). "
        f"Retrieved November 24, 2026, from {WHERE}"
    )


def test_bibtex_escapes_what_tex_would_obey(story: Story) -> None:
    """Letters that are commands to TeX are escaped; the address stays as it is."""
    strange = replace(story, title=r"100 % of {a} & b_c \input{x} ~^#$")
    told = citation.bibtex(strange, WHERE, DAY)
    assert r"{{100 \% of \{a\} \& b\_c \textbackslash{}input\{x\} \textasciitilde{}\textasciicircum{}\#\$}}" in told
    assert f"url = {{{WHERE}}}" in told
    assert told.startswith("@misc{fair,\n")
