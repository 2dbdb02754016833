"""Runs plain_app.py with folium's CDN files taken from a server on this machine, whose address is in BENCH_CDN."""

import os
import runpy
from pathlib import Path

import folium

CDN = os.environ["BENCH_CDN"]
for kind in ("default_js", "default_css"):
    files = [(name, f"{CDN}/{url.rsplit('/', 1)[-1]}") for name, url in getattr(folium.Map, kind)]
    setattr(folium.Map, kind, files)
runpy.run_path(str(Path(__file__).with_name("plain_app.py")), run_name="__main__")
