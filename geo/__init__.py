"""An article, on the map: the subject, without any screen.

The map of the code, one line a module; imports run from the top of this list to the bottom:

- errors      one hierarchy of problems; every message says what, where and how to mend
- command     how a command ends: done, or what went wrong in words
- kept        files kept safely: written whole or not at all, changed by one at a time, put away and brought back
- clean       words as they came → NFC, plain spaces, nothing invisible that could mislead
- timespan    EDTF ↔ days; which features exist within a window of days
- catalog     datapackage.json → layer records; a record without source, licence or hash cannot exist
- feature     one feature: what it must carry, checked
- tables      a CSV table → rows; every bad row is named
- facts       story.json → what a story says of itself, every field checked
- folder      a story's folder → its files by name, as they travel
- topology    TopoJSON → features: what areas share is stored once
- layers      layer record → GeoDataFrame in EPSG:4326, checked once, at the door
- article     excerpts and mentions with Web Annotation selectors, proven against each other and the text
- records     a story's own tables → features
- payload     a story → the JSON the reader draws
- outlines    the states and regions a story names → their outlines, where nobody contests them
- story       one story joined both ways: feature ↔ excerpt ↔ date ↔ speaker; all problems in one list
- basemap     the background map: land, water, neighbours and names, bundled
- view        an address (URL) → window, selection, layers, language; what cannot be read is said
- export      layers → RFC 7946 GeoJSON with sources and licence inside; the archive of all of them
- formats     layers → CSV, KML, GPX, GeoPackage, shapefiles and more, with a read-me beside them
- told        a reviewed article → the files of a story folder
- library     the stories of all folders: listed, opened, saved whole or not at all, put away
- pack        a story ↔ one zip, checked; the whole text only with the right to it
- annotations a story's mentions and statements → W3C Web Annotations
- reviewed    a review → GeoJSON with words, status and source
- validate    `python -m geo.validate`: every shipped record checked
- comparison  stories on one map: what only one of them names, what several do
- disagreement  where compared stories differ: names, dates, figures
- map_view    story → folium.Map: geometry and ids only, never words
- reader      the linked reader: map, article and timeline as one component
- api         stories and layers at stable addresses; OGC API - Features; security headers
- picture     a story in a view → PNG, SVG or PDF: sheet, chart, card, locator
- publish     a story → one HTML file that needs no server and no network
- notebook    `from geo import open_story`: a story whose map shows itself in Jupyter
- citation    a story → how to cite it: a sentence, BibTeX
- services    what open services publish, and what to expect of it
- fetched     what a service sent: checked, made a layer, kept outside the repository
- fetch       fresh boundaries from open services, falling back to what is bundled
- extract     text → mentions, places, dates and statements, offline
- ingest      an article as bytes or pasted words → text, with what was set apart from it
- web         an article at an address: fetched with guards, then taken in
- draft       an article under review: what was found, every step, undo and redo
- found       an article taken in → a draft of what was found in it
- desk        drafts on this machine: each step on disk before anybody hears of it
- reading     an article being read, in a thread of its own: how far it is, and a stop
- stated      the statements of an article under review, joined anew at every step
- build       `python -m geo.build`: derives data/ from registry packages
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.notebook import open_story as open_story


def __getattr__(name: str) -> Any:
    """`from geo import open_story`, for notebooks; nothing heavy is imported for anybody else."""
    if name == "open_story":
        from geo.notebook import open_story

        return open_story
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
