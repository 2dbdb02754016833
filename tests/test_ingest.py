"""Taking articles in: formats, encodings, notices set apart, facts, and every kind of bad input."""
# ruff: noqa: E501, PT017 - texts on one line; either outcome of any bytes is checked

import io
import json
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import IngestError
from geo.extract.sentences import split
from geo.ingest import read_bytes, read_paste
from geo.story import DATA

RUSSIAN = "Президент заявил в среду, что ярмарка открыта. Соглашение подписано в городе."
TURKISH = "Belediye başkanı çarşamba günü yaptığı açıklamada fuarın açıldığını söyledi. Şuşa ve Ağdam."
AZERBAIJANI = "Prezident çərşənbə günü bildirib ki, sərgi açılıb. Xankəndi şəhərində müqavilə imzalanıb."
HEBREW = "ראש הממשלה אמר ביום רביעי כי היריד נפתח, וכי ההסכם נחתם בעיר."
ARABIC = "قال رئيس البلدية يوم الأربعاء إن المعرض افتتح، وإن الاتفاق وقع في المدينة."
ARMENIAN = "Քաղաքապետը չորեքշաբթի օրը հայտարարեց, որ տոնավաճառը բացվել է։"
FRENCH = "Le maire a déclaré mercredi que l’été était terminé à Aville – « très bien », a-t-il ajouté."
PROSE = "The fair at Aville opened on 3 May 2023, and the mayor of Bburg said that she would come again next year."


def docx(body: str, extra: dict[str, bytes] | None = None) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body.replace("<w:document>", f"<w:document {space}>"))
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return packed.getvalue()


def pdf(*lines: str) -> bytes:
    """A one-page PDF with these lines, none for a page without text."""
    drawn = "BT /F1 12 Tf 14 TL 50 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{made}xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF".encode()


@pytest.mark.parametrize(
    ("words", "encoding"),
    [(RUSSIAN, name) for name in ("cp1251", "koi8-r", "iso8859-5", "cp866", "utf-16-le", "utf-16-be", "utf-16", "utf-8")]
    + [(TURKISH, name) for name in ("cp1254", "iso8859-9", "utf-16-le")]
    + [(AZERBAIJANI, name) for name in ("utf-8", "utf-8-sig", "utf-16-le")]
    + [(HEBREW, name) for name in ("cp1255", "utf-8", "utf-16-le")]
    + [(ARABIC, name) for name in ("cp1256", "utf-8", "utf-16")]
    + [(ARMENIAN, name) for name in ("utf-8", "utf-16-be")]
    + [(FRENCH, name) for name in ("cp1252", "utf-8")],
)  # fmt: skip
def test_text_without_a_declared_encoding_is_decoded_right(words: str, encoding: str) -> None:
    """Russian, Turkish, Azerbaijani, Armenian and French come out as written, and a guess is told."""
    text = read_bytes(words.encode(encoding), "article.txt")
    assert text.text == words
    assert bool(text.messages) == (not encoding.startswith("utf-8"))


@given(st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1))
def test_utf_8_is_kept_as_it_is(words: str) -> None:
    """Letters and figures of any script come out as they were, composed (NFC)."""
    sentence = f"The sign over the door says {words} to this day."  # alone, "X" would be taken for a share button
    assert read_bytes(sentence.encode(), "a.txt").text == unicodedata.normalize("NFC", sentence)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    """Whatever the bytes are: a text, or an IngestError that says how to mend."""
    try:
        assert read_bytes(data, "a.txt").text.strip()
    except IngestError as problem:
        assert problem.where
        assert problem.mend


@pytest.mark.parametrize(
    ("notice", "coverage"),
    [
        ("You have 67.88% of this article left to read. The rest is for subscribers only.", 0.3212),
        ("Il vous reste 67,88 % de cet article à lire. La suite est réservée aux abonnés.", 0.3212),
        ("La suite est réservée aux abonnés.", None),
        ("Subscribe to continue reading", None),
        ("We use cookies to improve your experience.", None),
        ("Share on Facebook | Twitter | WhatsApp", None),
        ("Sign up for our daily newsletter.", None),
        ("Lire aussi : Une autre foire à Bburg", None),
        ("Read more: Another fair at Bburg", None),
        ("Advertisement", None),
    ],
)
def test_notices_are_set_apart_and_reported(notice: str, coverage: float | None) -> None:
    """A notice leaves the text, is kept beside it, and gives the coverage where it says so."""
    text = read_paste(f"{PROSE}\n\n{notice}")
    assert (text.text, " ".join(text.set_apart), text.coverage) == (PROSE, notice, coverage)
    assert text.messages


def test_an_article_about_notices_keeps_its_words() -> None:
    """Sentences that tell of cookies, newsletters and subscribers are the article's own."""
    words = (
        "The company said its cookie policy would change in Aville. Readers who subscribe to the newsletter were told "
        "on Monday. Read aloud, the letter took a minute; the rest is history for its subscribers."
    )
    assert (read_paste(words).text, read_paste(words).set_apart) == (words, ())


def test_a_page_gives_its_main_text_and_facts() -> None:
    """Menus and scripts stay out; title, author, publisher, day and language come from its metadata."""
    about = {
        "@type": "NewsArticle", "headline": "The fair", "datePublished": "2023-05-04T03:30:00+02:00",
        "author": [{"name": "Ana Ba"}], "publisher": {"name": "The Paper"},
    }  # fmt: skip
    page = f"""<!doctype html><html lang="en-GB"><head><script type="application/ld+json">{json.dumps(about)}</script></head>
    <body><nav><a href="/">Home</a></nav><article><p>{PROSE}</p><p>{PROSE[::-1]}</p><script>alert(1)</script></article></body>"""
    text = read_bytes(page.encode(), "page.html")
    assert PROSE in text.text
    assert "alert" not in text.text
    facts = (text.title, text.author, text.publisher, text.published, text.language)
    assert facts == ("The fair", "Ana Ba", "The Paper", "2023-05-04", "en")


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    """Emphasis, links and headings become words; every block is its own paragraph."""
    text = read_bytes(b"# The *fair* at Aville\n\nIt **opened** in [Bburg](http://x) today.\n\n- one\n- two", "a.md")
    assert text.text == "The fair at Aville\n\nIt opened in Bburg today.\n\none\n\ntwo"


def test_a_word_document_gives_its_paragraphs() -> None:
    """Paragraphs in order, without deleted words."""
    body = "<w:document><w:p><w:r><w:t>One </w:t></w:r><w:ins><w:r><w:t>two.</w:t></w:r></w:ins></w:p>"
    body += "<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:t>Three.</w:t></w:r></w:p></w:document>"
    assert read_bytes(docx(body), "a.docx").text == "One two.\n\nThree."


def test_a_pdf_gives_joined_lines() -> None:
    """Lines become a paragraph again, and a word broken at the end of a line is whole."""
    text = read_bytes(pdf("The fair at Aville was opened by the mayor and her com-", "panions on Wednesday."), "a.pdf")
    assert text.text == "The fair at Aville was opened by the mayor and her companions on Wednesday."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\x00", "empty"),
        (b"a" * 10_000_001, "more than 10 MB"),
        (b"word " * 500_000, "characters of text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"{\\rtf1", "RTF"),
        (bytes(range(256)) * 20, "not text"),
        (b"PK\x03\x04word/broken", "damaged"),
        (b"%PDF-1.4 nonsense", "damaged"),
        (pdf(), "no text in it"),
        (b"<html><p " + b"a=1 " * 1_001 + b">Text", "1,000 attributes"),
        (b"<html><p " + b"".join(b'a%d=">"' % number for number in range(1_001)) + b">Text", "1,000 attributes"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "XML"),
        (docx("<!DOCTYPE a [<!ENTITY b 'c'>]><w:document>&b;</w:document>"), "not the XML"),
        (docx("<w:document/>", {"x.xml": b"0" * 31_000_000}), "more than"),
        (docx("<w:document/>", {f"x{i}": b"" for i in range(2_001)}), "more than"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_is_named_with_a_way_out(data: bytes, words: str) -> None:
    """Each bad file has a message that says what, in which file, and how to mend."""
    with pytest.raises(IngestError, match=words) as problem:
        read_bytes(data, "article.x")
    assert problem.value.where == "article.x"
    assert problem.value.mend


def test_what_could_mislead_is_taken_out_and_said() -> None:
    """Control characters and direction overrides go; markup, formulas and templates stay words; Arabic stays."""
    text = read_paste("مدينة\u202e abc\x07 {{ 7*7 }} =1+1 <b>bold</b>\r\ne\u0301")
    assert text.text == "مدينة abc {{ 7*7 }} =1+1 <b>bold</b>\né"
    assert len(text.messages) == 2


def test_paragraphs_are_counted_as_the_text_has_them() -> None:
    """Sentences know their paragraph, with blank lines between or without."""
    assert [s.paragraph for s in split(read_paste(f"{PROSE}\n{PROSE}\n\n{PROSE}").text)] == [1, 2, 3]


@pytest.mark.parametrize("length", [500_001, 3_000_000])
def test_a_text_too_long_is_told_before_it_is_read(length: int) -> None:
    """Pasted or a file: how long it is, how long it may be, and what to do."""
    with pytest.raises(IngestError, match=r"characters of text, more than 500,000\. Split it"):
        read_paste("x" * length)
    with pytest.raises(IngestError, match=r"characters of text, more than 500,000\. Split it"):
        read_bytes(b"x" * length, "book.txt")


def test_a_large_file_that_is_no_text_is_not_called_a_long_text() -> None:
    """It is told as what it is."""
    with pytest.raises(IngestError, match="not text"):
        read_bytes(bytes(range(256)) * 20_000, "photo.txt")


@pytest.mark.parametrize("head", ["By Ann Roux\nPublished 14 March 2024", "By Ann Roux\n\n14 March 2024"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_facts_in_the_lines_below_a_title_are_taken(head: str, gap: str) -> None:
    """With blank lines between them or without, as a page is pasted; the title stays in the text."""
    read = read_paste(f"Ferries stand still{gap}{head}\n\n" + "The boats of the south bank stood still. " * 5)
    assert (read.title, read.author, read.published) == ("Ferries stand still", "Ann Roux", "2024-03-14")
    assert read.text.startswith("Ferries stand still\n\nThe boats")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_example_says_that_it_is_one(language: str) -> None:
    """Its publisher is no newspaper, wherever the story goes; its day and language need not be given."""
    read = read_paste((DATA / "examples" / f"{language}.txt").read_text(encoding="utf-8"))
    assert (read.published, read.language) == ("2024-05-16", language)
    assert "invent" in read.publisher
    assert read.title.startswith(("Example", "Exemple"))
