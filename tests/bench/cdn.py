"""A stand-in for the CDNs of plain st_folium: Leaflet from the installed package, the other files empty.

A server and not the browser driver's routing, because routing switches the browser's cache off. Bootstrap,
jQuery, Font Awesome and the rest are answered at once and with nothing to parse: that favours the plain page.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from threading import Thread
from typing import Any

from geo.reader import LEAFLET

SERVED = ("leaflet.js", "leaflet.css")
PICTURES = ("marker-icon.png", "marker-icon-2x.png", "marker-shadow.png", "layers.png", "layers-2x.png")


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The file of that name, or an empty one; to be kept by the browser for ever, as a CDN says."""
        name = PurePosixPath(self.path.partition("?")[0]).name
        body = b""
        if name in SERVED:
            body = (LEAFLET / name).read_bytes()
        elif name in PICTURES:
            body = (LEAFLET / "images" / name).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serve_cdn() -> Iterator[str]:
    """Its address while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
