"""Security headers for every answer of the server, as ASGI middleware.

The app's pages may run scripts of this server alone, and the one inline script of the page that Streamlit sends, by
its hash. Only the map, asked for with `?embed=1`, may stand in another site's frame.
"""

import hashlib
import re
from base64 import b64encode
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TILES = "https://tile.openstreetmap.org"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_OFF = ("camera", "geolocation", "microphone", "payment", "usb", "serial", "midi")
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _OFF),
}
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


def page_policy(page: str) -> str:
    """The Content-Security-Policy of the app without frame-ancestors, for the HTML page that Streamlit sends."""
    hashes = [b64encode(hashlib.sha256(found.encode()).digest()).decode() for found in _INLINE.findall(page)]
    rules = {
        "default-src": "'self'",
        # blob: modules of components; wasm: what Streamlit unpacks its messages with
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", "blob:", *(f"'sha256-{one}'" for one in hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self' data:",
        "img-src": f"'self' data: blob: {TILES}",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SecurityHeaders:
    """Adds the headers to every HTTP answer; `policy` is what `page_policy` made."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app, self.policy = app, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the headers on the way back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**_ALWAYS, "Content-Security-Policy": self._policy(scope)})
            await send(message)

        await self.app(scope, receive, guarded)

    def _policy(self, scope: Scope) -> str:
        if scope["path"].startswith(("/api", "/ogc")):
            return DATA_POLICY
        embedded = scope["path"] == "/" and _embedded(scope["query_string"])
        framed_by = "*" if embedded else "'self'"
        return f"{self.policy}; frame-ancestors {framed_by}"


def _embedded(query: bytes) -> bool:
    """Whether the map is asked for as one to be framed: embed=1 or embed=true."""
    return bool({"1", "true"} & set(parse_qs(query.decode("latin-1")).get("embed", [])))
