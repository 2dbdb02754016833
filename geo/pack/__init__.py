"""A story ↔ one zip: a Frictionless data package of its files, always the same bytes; checked before it is taken in."""

from geo.pack.made import PACKAGE as PACKAGE
from geo.pack.made import contents as contents
from geo.pack.made import left_out as left_out
from geo.pack.made import pack as pack
from geo.pack.opened import unpack as unpack
