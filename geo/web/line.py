"""A connection to a checked address, cut when its time is over."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import certifi

from geo.web.guard import Guard


class Line:
    """A connection to a checked address that is cut when its time is over, however slowly bytes drip in."""

    def __init__(self, ends: float) -> None:
        self.socket: socket.socket | None = None
        self.timer = threading.Timer(max(0.0, ends - time.monotonic()), self.cut)
        self.timer.daemon = True

    def cut(self) -> None:
        """End it now, from another thread: a read under way ends too."""
        with suppress(OSError):
            if self.socket:
                # Of the plain socket: an SSLSocket's own shutdown would drop the encryption under a read.
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the socket and the timer back."""
        self.timer.cancel()
        if self.socket:
            self.socket.close()


@contextmanager
def open_line(addresses: list[str], port: int, name: str, guard: Guard, ends: float) -> Iterator[Line]:
    """Connect to one of the addresses; with `name`, over TLS with a certificate for that name."""
    line = Line(ends)
    try:
        line.socket = _connected(addresses, port, ends)
        line.timer.start()
        if name:
            context = guard.context() if guard.context else _context()
            line.socket = context.wrap_socket(line.socket, server_hostname=name, do_handshake_on_connect=False)
            line.socket.do_handshake()
        yield line
    finally:
        line.close()


def _connected(addresses: list[str], port: int, ends: float) -> socket.socket:
    """A socket to the first address that answers; the numbers are used as they are, nothing is resolved again."""
    problem: OSError = TimeoutError()
    for address in addresses[:4]:
        left = ends - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=min(left, 8))
        except OSError as failed:
            problem = failed
    raise problem


def _context() -> ssl.SSLContext:
    """Certificates of certifi and of the system; names are checked, TLS 1.2 at least."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
