"""Sentences: what ends one and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.extract.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        (
            "Dr. Hay met Gen. Roy at 5 p.m. in St. Ives. It rained.",
            ["Dr. Hay met Gen. Roy at 5 p.m. in St. Ives.", "It rained."],
        ),
        ("The U.S. Senate met J. R. Smith.", ["The U.S. Senate met J. R. Smith."]),
        ('"We go." They went.', ['"We go."', "They went."]),
        ("A line\nthat wraps. Next.", ["A line\nthat wraps.", "Next."]),
        ("No stop\n\nAnother", ["No stop", "Another"]),
        ("It cost 3.5 million. Why?  Nobody knows!", ["It cost 3.5 million.", "Why?", "Nobody knows!"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_are_told_apart(text: str, sentences: list[str]) -> None:
    """A full stop ends a sentence, but not after an abbreviation, an initial or before a small letter."""
    assert [text[one.start : one.end] for one in split(text)] == sentences


def test_paragraphs_are_counted_from_one() -> None:
    """A blank line, or a line feed after a full stop, begins a paragraph."""
    found = split("One. Two.\n\nThree.\nFour")
    assert [(one.paragraph, one.number) for one in found] == [(1, 1), (1, 2), (2, 3), (3, 4)]


@given(st.text(alphabet='aB .?!\n"”Dr', max_size=80))
def test_every_letter_is_in_exactly_one_sentence(text: str) -> None:
    """Sentences do not overlap, and only blanks are left between them."""
    end = 0
    for one in split(text):
        assert text[end : one.start].strip() == ""
        assert one.start < one.end
        end = one.end
    assert text[end:].strip() == ""
