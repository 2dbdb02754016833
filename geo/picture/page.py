"""A page of points to draw on, and how it becomes a PNG, an SVG or a PDF: the same bytes every time."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from geo.errors import FormatError
from geo.picture.ink import palette

FORMATS = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
INCH = 72.0  # points
DPI = 200
_SETTINGS: Any = {
    "svg.hashsalt": "article-on-the-map",  # else the ids in an SVG are new every time
    "svg.fonttype": "path",  # looks the same where DejaVu is not installed
    "pdf.fonttype": 42,  # whole letters: text that can be selected, searched and edited
    "text.parse_math": False,  # a dollar sign in an article is a dollar sign
    "text.usetex": False,
    "text.hinting": "none",  # letters as far apart as they were measured
    "lines.scale_dashes": False,
    "hatch.linewidth": 0.7,
    "axes.unicode_minus": False,
    "path.simplify_threshold": 0.3,
}
_ONE_AT_A_TIME = Lock()  # matplotlib's settings are global, and a server draws in several threads


@contextmanager
def settings() -> Iterator[None]:
    """Our settings, whatever the machine's matplotlibrc says; one picture at a time."""
    with _ONE_AT_A_TIME, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


class Page:
    """A figure of `width` × `height` points; `type` are its own axes, in points, y downwards."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / INCH, height / INCH), facecolor=palette()["paper"])
        FigureCanvasAgg(self.figure)
        self.type = self.figure.add_axes((0, 0, 1, 1), zorder=2)
        self.type.set(xlim=(0, width), ylim=(height, 0))
        self.type.set_axis_off()

    def window(self, x: float, y: float, width: float, height: float) -> Axes:
        """Axes for a map in a rectangle of the page, below its type."""
        place = (x / self.width, 1 - (y + height) / self.height, width / self.width, height / self.height)
        return self.figure.add_axes(place, zorder=1)

    def rule(self, x: float, y: float, width: float, height: float) -> None:
        """A thin frame around a rectangle."""
        box = matplotlib.patches.Rectangle((x, y), width, height)
        box.set(fill=False, edgecolor=palette()["rule"], linewidth=0.75, zorder=7)
        self.type.add_patch(box)


def written(make: Callable[[], Sequence[Page]], form: str, about: Mapping[str, str], dpi: int = DPI) -> bytes:
    """The pages as one file; PNG and SVG have one page. `about`: Title, Author, Subject. Raises FormatError."""
    if form not in FORMATS:
        raise FormatError(f'"{form}" is no format of a picture', mend=f"Choose one of {', '.join(FORMATS)}")
    held = io.BytesIO()
    with settings():
        pages = make()
        if form == "pdf":
            nameless = {"Creator": None, "Producer": None, "CreationDate": None, "ModDate": None}
            with PdfPages(held, metadata={**about, **nameless}) as file:
                for page in pages:
                    file.savefig(page.figure, facecolor=palette()["paper"])
        elif form == "svg":
            told = {"Title": about["Title"], "Creator": about["Author"], "Date": None}
            pages[0].figure.savefig(held, format="svg", metadata=told)
        else:
            told = {key: value for key, value in about.items() if value}
            pages[0].figure.savefig(held, format="png", dpi=dpi, metadata={**told, "Software": None})
    return held.getvalue()
