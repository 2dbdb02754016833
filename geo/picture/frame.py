"""The piece of the earth a picture shows: Web Mercator as in the reader, its scale and its zoom."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, log2, radians, sinh, tan

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.errors import ViewError

RADIUS = 6378137.0  # metres, as EPSG:3857 has it
LIMIT = 85.0  # degrees of latitude that Web Mercator can show
_EARTH = Geod(ellps="WGS84")
Point = tuple[float, float]


def mercator(lon: float, lat: float) -> Point:
    """Degrees (EPSG:4326) → metres of EPSG:3857."""
    return RADIUS * radians(lon), RADIUS * asinh(tan(radians(max(-LIMIT, min(LIMIT, lat)))))


def projected(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry in degrees → EPSG:3857."""

    def move(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        lat = np.radians(np.clip(positions[:, 1], -LIMIT, LIMIT))
        return np.column_stack([RADIUS * np.radians(positions[:, 0]), RADIUS * np.arcsinh(np.tan(lat))])

    return shapely.transform(geometry, move)


def ring(lon: float, lat: float, metres: float) -> BaseGeometry:
    """All positions that far from a point, on the ellipsoid, in EPSG:3857: an honest circle."""
    turns = np.arange(0.0, 360.0, 4.0)
    there = np.full_like(turns, 1.0)
    lons, lats, _ = _EARTH.fwd(lon * there, lat * there, turns, metres * there)
    lons = lon + (lons - lon + 180) % 360 - 180  # in one piece across the date line
    return projected(shapely.Polygon(np.column_stack([lons, lats])))


@dataclass(frozen=True)
class Frame:
    """West, south, east, north in EPSG:3857, and the size it is drawn at, in points."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @property
    def box(self) -> BaseGeometry:
        """The frame as a rectangle."""
        return shapely.box(self.west, self.south, self.east, self.north)

    @property
    def per_point(self) -> float:
        """Units of EPSG:3857 in a point of the picture."""
        return (self.east - self.west) / self.width

    @property
    def zoom(self) -> float:
        """The web maps' zoom at which the reader shows as much (256 pixels a tile, 0.75 points a pixel)."""
        return log2(2 * np.pi * RADIUS / (self.per_point * 0.75) / 256)

    @property
    def metres_per_point(self) -> float:
        """Metres on the ground in a point of the picture, at the middle of the frame."""
        middle = atan(sinh((self.south + self.north) / 2 / RADIUS))
        return self.per_point * cos(middle)

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees (EPSG:4326)."""
        lats = [degrees(atan(sinh(y / RADIUS))) for y in (self.south, self.north)]
        return degrees(self.west / RADIUS), lats[0], degrees(self.east / RADIUS), lats[1]

    def holds(self, point: Point) -> bool:
        """Whether a position (EPSG:3857) lies in the frame."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def at(self, point: Point) -> Point:
        """EPSG:3857 → points from the frame's left top corner, y downwards."""
        return (point[0] - self.west) / self.per_point, (self.north - point[1]) / self.per_point


def frame_of(bounds: Sequence[float], width: float, height: float, pad: float = 0.04) -> Frame:
    """The smallest frame of that shape around west, south, east, north (degrees); raises ViewError."""
    west, south, east, north = bounds
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        mend = "Write west,south,east,north in degrees, as 45.3,39.15,48,40.85"
        raise ViewError(f"{', '.join(map(str, bounds))} is no box on the earth", "bbox", mend)
    (left, low), (right, high) = mercator(west, south), mercator(east, north)
    scale = max((right - left) / width, (high - low) / height) * (1 + 2 * pad)
    x, y = (left + right) / 2, (low + high) / 2
    half, tall = scale * width / 2, scale * height / 2
    return Frame(x - half, y - tall, x + half, y + tall, width, height)


def around(lat: float, lon: float, zoom: float) -> tuple[float, float, float, float]:
    """West, south, east, north (degrees) of what a screen of 800 by 520 pixels shows at a web map's zoom."""
    pixel = 2 * np.pi * RADIUS / 256 / 2**zoom
    x, y = mercator(lon, lat)
    west, south, east, north = Frame(x - 400 * pixel, y - 260 * pixel, x + 400 * pixel, y + 260 * pixel, 1, 1).degrees
    return max(west, -180.0), max(south, -LIMIT), min(east, 180.0), min(north, LIMIT)


def bar(frame: Frame, most: float = 90.0) -> tuple[float, str]:
    """A scale bar of a round length, at most `most` points: its length in points and its words."""
    metres = frame.metres_per_point * most
    steps = (m * 10**power for power in range(7) for m in (1, 2, 3, 5))
    best = max((step for step in steps if step <= metres), default=1)
    words = f"{best // 1000:,.0f} km" if best >= 1000 else f"{best:.0f} m"
    return best / frame.metres_per_point, words
