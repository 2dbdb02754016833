"""Everything that can go wrong, named after what failed; shown in one place, raised everywhere else.

GeoError
├── TimespanError   a date or a window that cannot be read
├── CatalogError    a datapackage.json or one of its records
├── LayerError      a layer file or one of its features
├── ArticleError    an excerpt, a mention, a selector
├── StoryError      a story folder or what it joins together
├── ViewError       an address (URL) that asks for something that does not exist
├── RequestError    a request to the data addresses that cannot be answered
├── FetchError      an open source that did not answer well
├── ExtractError    what an article is read with: its gazetteer, its language model
├── IngestError     an article that cannot be read
├── DraftError      a step of a review, or a draft that cannot be kept
├── PackError       a story pack that cannot be taken in
├── FormatError     a format that does not exist, or cannot hold what was asked for
└── BuildError      building data/ from registry packages
"""


class GeoError(Exception):
    """A problem told to whoever can mend it: what is wrong, where it is, and what to do.

    `where` names file, record and field ("places.csv: place-baku: edtf"); `mend` is an imperative sentence.
    """

    def __init__(self, what: str, where: str = "", mend: str = "") -> None:
        self.what = what.strip().rstrip(".")
        self.where = where.strip()
        self.mend = mend.strip().rstrip(".")
        super().__init__(self.what, self.where, self.mend)

    def __str__(self) -> str:
        """One readable sentence or two: `where: what. Mend.`"""
        said = f"{self.where}: {self.what}." if self.where else f"{self.what}."
        return f"{said} {self.mend}." if self.mend else said


class TimespanError(GeoError):
    """A date or a window of days that cannot be read."""


class CatalogError(GeoError):
    """A datapackage.json, or a record in it, that cannot be used."""


class LayerError(GeoError):
    """A layer file, or a feature in it, that cannot be used."""


class ArticleError(GeoError):
    """An excerpt, a mention or a selector that does not hold."""


class StoryError(GeoError):
    """A story folder, or a link in it, that cannot be used."""


class ViewError(GeoError):
    """An address (URL) that asks for something this story does not have."""


class RequestError(GeoError):
    """A request to the data addresses that cannot be answered; `status` is the one of HTTP."""

    def __init__(self, status: int, what: str, where: str = "", mend: str = "") -> None:
        super().__init__(what, where, mend)
        self.status = status


class FetchError(GeoError):
    """An open source that did not answer, or answered badly."""


class DraftError(GeoError):
    """A step of a review that cannot be taken, or a draft that cannot be kept or read."""


class PackError(GeoError):
    """A story pack that is no such zip, is unsafe, broken or incomplete."""


class FormatError(GeoError):
    """A format that does not exist, or cannot hold what was asked for."""


class BuildError(GeoError):
    """A step of building data/ that did not come out."""


class ExtractError(GeoError):
    """Something an article is read with is missing or broken: the gazetteer, a language model, learned weights."""


class IngestError(GeoError):
    """An article that cannot be read: empty, too large, not text, locked, or not of a known format."""
