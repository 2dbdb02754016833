"""What goes over the wire between a page and its server: WebSocket frames both ways, and answers over HTTP."""

from dataclasses import dataclass

from playwright.sync_api import Page, Request, WebSocket


@dataclass(frozen=True)
class Bytes:
    """WebSocket payload from and to the browser, and HTTP bodies to the browser."""

    up: int = 0
    down: int = 0
    http: int = 0

    def __sub__(self, other: "Bytes") -> "Bytes":
        return Bytes(self.up - other.up, self.down - other.down, self.http - other.http)

    @property
    def total(self) -> int:
        """All of it."""
        return self.up + self.down + self.http


class Wire:
    """Counts for one page, from before it is opened; only what goes to or comes from `address` counts."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        self._address = address
        self._up = self._down = self._http = 0
        self._answered: list[Request] = []
        page.on("websocket", self._listen)
        page.on("requestfinished", lambda request: self._answered.append(request))

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self._count(frame, up=True))
        socket.on("framereceived", lambda frame: self._count(frame, up=False))

    def _count(self, frame: str | bytes, up: bool) -> None:
        size = len(frame.encode() if isinstance(frame, str) else frame)
        if up:
            self._up += size
        else:
            self._down += size

    def read(self) -> Bytes:
        """The counts so far."""
        while self._answered:
            request = self._answered.pop()
            if request.url.startswith(self._address):
                self._http += request.sizes()["responseBodySize"]
        return Bytes(self._up, self._down, self._http)
