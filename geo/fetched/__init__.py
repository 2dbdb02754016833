"""What an open service sent: checked, made into a layer like the bundled ones, kept outside the repository.

A fetched layer is a GeoJSON file and a record of it: the record of geo.catalog, and where and when it was fetched.
"""

from geo.fetched.areas import Origin
from geo.fetched.copies import Fetched, cached, default_cache, keep

__all__ = ["Fetched", "Origin", "cached", "default_cache", "keep"]
