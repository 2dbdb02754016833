"""Pictures: what they show, that nothing overlaps, and that the same view gives the same bytes."""

import io
import json
import os
import struct
import subprocess
import sys
import warnings
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import combinations
from math import atan, degrees, sinh
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pyproj import Geod

from geo.errors import FormatError, ViewError
from geo.picture import FORMATS, KINDS, draw
from geo.picture.__main__ import main
from geo.picture.frame import RADIUS, around, bar, frame_of, mercator, ring
from geo.picture.labels import Name, overlap, place
from geo.picture.shown import ranges, shown
from geo.picture.type import Run, broken, width
from geo.story import Story
from geo.timespan import Window
from geo.view import View, default_view
from tests.test_told import after, opened

ELSEWHERE = """
import hashlib, json
from geo.picture import FORMATS, draw
from geo.story import open_story
from geo.view import default_view
story = open_story("nagorno-karabakh-2023")
files = {form: draw(story, default_view(story), form, "chart") for form in FORMATS}
print(json.dumps({form: hashlib.sha256(file).hexdigest() for form, file in files.items()}))
"""
MAGIC = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
WIDE = View(Window(date(2020, 11, 10), date(2023, 9, 21)), None, ("countries", "article-places"), "hy")


def words(pdf: bytes) -> str:
    """All the text of a PDF, blanks and line ends as single blanks."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture(scope="module")
def sheet(bundled: Story) -> str:
    return words(
        draw(bundled, replace(default_view(bundled), selected="place-yevlakh"), "pdf", address="https://x.org/m")
    )


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_in_every_format(story: Story, data: Path, kind: str, form: str) -> None:
    """Any story gives any picture in any format."""
    assert draw(story, default_view(story), form, kind, data=data).startswith(MAGIC[form])


def test_a_sheet_tells_what_it_shows(bundled: Story, sheet: str) -> None:
    """Title, days, legend with counts, excerpts, sources, address, and what is left out are all on the page."""
    for told in (
        *(bundled.title, "19–21 September 2023", "Peacekeepers' zones North", "11 of 16"),
        *("How sure", "Hatched: schematic, never surveyed", "© OpenStreetMap contributors", "none is a survey"),
        *("all rights in the text remain with its publisher", "https://x.org/m", "50 km"),
        *("Switched off: Places of the context", "Nothing on these days: Armenian and Azerbaijan SSR"),
        "Excerpts of other days: 2 of 31",
    ):
        assert told in sheet, told


def test_a_sheet_fits_on_one_page_if_it_can(bundled: Story) -> None:
    """The bundled story's three days are one page of A4."""
    pages = PdfReader(io.BytesIO(draw(bundled, default_view(bundled), "pdf"))).pages
    assert [[round(float(side)) for side in page.mediabox[2:]] for page in pages] == [[595, 842]]


def test_excerpts_that_find_no_room_go_to_the_next_page(bundled: Story) -> None:
    """Every excerpt of the whole time is in the PDF, over as many pages as that takes."""
    whole = View(bundled.extent, None, bundled.layers_on)
    pdf = draw(bundled, whole, "pdf")
    told = words(pdf).replace(" ", "").replace("ﬁ", "fi")
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 1
    missing = [one.id for one in bundled.article.excerpts if one.exact.replace(" ", "") not in told]
    assert missing == []


def test_numbers_lead_from_places_to_excerpts(bundled: Story) -> None:
    """A place's numbers are those of its excerpts, counted in the text and not in the view."""
    everything = shown(bundled, View(bundled.extent, None, bundled.layers_on))
    numbered = {quote.number: quote.excerpt.id for quote in everything.quotes}
    assert list(numbered.values()) == [excerpt.id for excerpt in bundled.article.excerpts]
    few = shown(bundled, default_view(bundled))
    for feature in bundled.features("article-places"):
        mine = {numbered[number] for number in few.numbers(feature["id"])}
        assert mine <= set(feature["properties"]["excerpt_ids"])
    assert {quote.number: quote.excerpt.id for quote in few.quotes}.items() < numbered.items()


def test_a_picture_says_what_nobody_reviewed(tmp_path: Path) -> None:
    """The legend explains the grey until all is reviewed, and no sign that the story never draws."""
    for steps, grey in (((), True), (({"do": "accept", "item": f"p-{n}"} for n in (1, 2, 3)), False)):
        told = opened(after(*steps), tmp_path)
        page = words(draw(told, default_view(told), "pdf"))
        assert ("nobody has reviewed it yet" in page) == grey
        assert "Hatched" not in page


def test_only_what_the_view_shows_is_drawn(bundled: Story) -> None:
    """Layers that are off and features outside the days are not drawn."""
    here = shown(bundled, WIDE)
    assert {layer.id for layer, _ in here.drawn()} == {"countries", "article-places"}
    early = replace(WIDE, window=Window(date(1995, 1, 1), date(1995, 1, 2)), layers=bundled.layers_on)
    assert "peacekeeper-posts" not in {layer.id for layer, _ in shown(bundled, early).drawn()}


def test_a_selection_lights_up_its_place(bundled: Story) -> None:
    """A selected statement selects its place, and its excerpts carry the marker pen."""
    here = shown(bundled, replace(default_view(bundled), selected="statement-e15"))
    assert here.selected == {"statement-e15", "place-yevlakh"}
    assert [quote.excerpt.id for quote in here.quotes if quote.lit] == ["x-e15"]


@pytest.mark.parametrize("lang", ["az", "hy", "ru"])
def test_the_fonts_have_every_letter(bundled: Story, lang: str) -> None:
    """Azerbaijani, Armenian and Russian names are drawn without a missing letter."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw(bundled, replace(WIDE, lang=lang, layers=bundled.layers_on), "svg", "chart")


def test_words_are_not_mathematics(story: Story, data: Path) -> None:
    """Dollar signs, braces and backslashes of a title stay what they are."""
    hostile = r"$x^2$ {{ 7*7 }} \frac <b> $"
    strange = replace(story, title=hostile)
    assert hostile.replace(" ", "") in words(draw(strange, default_view(story), "pdf", data=data)).replace(" ", "")


def test_the_same_view_gives_the_same_bytes(bundled: Story) -> None:
    """A picture drawn again, and by another process with another hash seed, is the same file."""
    here = {form: draw(bundled, default_view(bundled), form, "chart") for form in FORMATS}
    there = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], env={**os.environ, "PYTHONHASHSEED": "7"}, check=True, capture_output=True
    )
    assert json.loads(there.stdout) == {form: sha256(file).hexdigest() for form, file in here.items()}


def test_the_card_has_the_size_that_networks_want(story: Story, data: Path) -> None:
    """A card is 1200 by 630 pixels."""
    png = draw(story, default_view(story), "png", "card", data=data)
    assert struct.unpack(">II", png[16:24]) == (1200, 630)


@given(
    st.lists(
        st.tuples(
            st.text("ab c", min_size=1, max_size=12), st.floats(0, 300), st.floats(0, 200), st.sampled_from([0.0, 3.0])
        ),
        max_size=25,
    ),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_no_two_names_overlap(names: list[tuple[str, float, float, float]], must: bool) -> None:
    """Whatever the names and where: those that are drawn lie apart, within the map, and clear of what was there."""
    asked = [Name((Run(text, "bold", 8.0), Run(text)), x, y, clear, must) for text, x, y, clear in names]
    taken = (100.0, 50.0, 160.0, 90.0)
    placed = place(asked, [taken], (0.0, 0.0, 300.0, 200.0))
    boxes = [one.box for one in placed]
    assert not any(overlap(a, b, 0.0) for a, b in combinations([taken, *boxes], 2))
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 300 and box[3] <= 200 for box in boxes)


@given(st.floats(-179, 179), st.floats(-70, 70), st.floats(100, 300_000))
@settings(max_examples=40, deadline=None)
def test_a_precision_ring_is_as_wide_as_it_says(lon: float, lat: float, metres: float) -> None:
    """Every position of a ring is that many metres from its middle, measured on the ellipsoid."""
    circle = ring(lon, lat, metres)
    for x, y in shapely.get_coordinates(circle)[:-1:9]:
        _, _, found = Geod(ellps="WGS84").inv(lon, lat, degrees(x / RADIUS), degrees(atan(sinh(y / RADIUS))))
        assert found == pytest.approx(metres, rel=1e-5)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    """The bar's points, in metres at the middle of the map, are the length written on it."""
    frame = frame_of((45.3, 39.15, 48.0, 40.85), 540, 350)
    points, told = bar(frame)
    assert told == "50 km"
    west, south, east, north = frame.degrees
    _, _, across = Geod(ellps="sphere").inv(west, (south + north) / 2, east, (south + north) / 2)
    assert points * across / frame.width == pytest.approx(50_000, rel=0.01)


def test_a_frame_holds_what_it_was_asked_for() -> None:
    """The frame has the picture's shape and holds the whole box."""
    frame = frame_of((45.3, 39.15, 48.0, 40.85), 540, 350)
    assert (frame.east - frame.west) / (frame.north - frame.south) == pytest.approx(540 / 350)
    assert frame.holds(mercator(45.3, 39.15))
    assert frame.holds(mercator(48.0, 40.85))


def test_the_picture_looks_where_the_view_looks() -> None:
    """A view's middle is the picture's, at the same scale; near the date line and the pole it stays on the earth."""
    west, south, east, north = around(39.9, 46.6, 8.0)
    assert ((west + east) / 2, (south + north) / 2) == pytest.approx((46.6, 39.9), abs=0.01)
    assert frame_of((west, south, east, north), 600, 390, pad=0).zoom == pytest.approx(8.0, abs=0.01)
    frame_of(around(84.0, 179.9, 3.0), 600, 390)


def test_lines_are_broken_where_they_end() -> None:
    """No line is wider than its room, no word is lost, and a word that no line can hold is cut."""
    runs = [Run("Nagorno-Karabakh, "), Run("offensive, ceasefire, talks ", "bold"), Run("x" * 60)]
    lines = broken(runs, 60.0)
    assert "".join(run.text for line in lines for _, run in line) == "".join(run.text for run in runs)
    assert max(at + width(run.text.rstrip(), run.font, run.size) for line in lines for at, run in line) <= 60.01


def test_numbers_are_told_in_ranges() -> None:
    """Numbers that follow each other become a range."""
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["-o", "map.bmp"], "Choose one of png, svg, pdf"),
        (["-o", "map.png", "--bbox", "1,2"], "west,south,east,north"),
        (["-o", "map.png", "--bbox", "9,1,3,4"], "no box on the earth"),
        (["-o", "map.png", "--layers", "roads"], "no such layer"),
        (["-o", "map.png", "--from", "yesterday"], "not a day"),
        (["-o", "none/map.png", "--kind", "locator"], "none/map.png"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    more: list[str], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong format, box, layer, day or folder: status 1 and a message that names what is allowed."""
    monkeypatch.chdir(tmp_path)
    assert main(["nagorno-karabakh-2023", *more]) == 1
    assert told in capsys.readouterr().err


def test_unknown_kinds_and_formats_are_refused(story: Story) -> None:
    """Python gets the same answers as the command line."""
    with pytest.raises(FormatError, match="Choose one of sheet, chart, card, locator"):
        draw(story, default_view(story), "png", "poster")
    with pytest.raises(FormatError, match="Choose one of png, svg, pdf"):
        draw(story, default_view(story), "gif")
    with pytest.raises(ViewError, match="no box on the earth"):
        draw(story, default_view(story), "png", bounds=(0, 0, 0, 0))
