"""How much is taken in at most."""

FILE_BYTES = 10_000_000  # of a file, as it comes
TEXT_CHARACTERS = 500_000  # of an article's words: a book of 250 pages, reviewed without waiting
BYTES_A_CHARACTER = 4  # at most, in any encoding
HTML_TAGS = 20_000  # more than any article's page; the search for the main text is left out above it
HTML_ATTRIBUTES = 1_000  # of one tag: the time that reading one takes grows with the square of them
HTML_CHARACTERS = 8_000_000  # of a page with its markup
DOCX_XML_BYTES = 30_000_000  # of a document, unpacked
DOCX_ENTRIES = 2_000
PDF_PAGES = 300
PDF_SECONDS = 20.0
PDF_MEMORY_BYTES = 1_500_000_000


def megabytes(count: int) -> str:
    """A number of bytes in words: 10 MB."""
    return f"{count / 1_000_000:.3g} MB"
