"""Security headers: on every answer, and no looser than the app needs."""

import hashlib
from base64 import b64encode
from importlib.metadata import distribution
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.api.headers import SecurityHeaders, page_policy

INSTALLED = Path(str(distribution("streamlit").locate_file("streamlit")))
PAGE = (INSTALLED / "static" / "index.html").read_text(encoding="utf-8")


def policy(address: str) -> dict[str, str]:
    route = Route("/{rest:path}", lambda request: PlainTextResponse("x"))
    app = Starlette(routes=[route], middleware=[Middleware(SecurityHeaders, policy=page_policy(PAGE))])
    answer = TestClient(app).get(address)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    rules = (rule.partition(" ") for rule in answer.headers["content-security-policy"].split("; "))
    return {name: value for name, _, value in rules}


@pytest.mark.parametrize(
    ("address", "framed_by"),
    [
        ("/", "'self'"),
        ("/?embed=1", "*"),
        ("/?from=2023-09-19&embed=true", "*"),
        ("/?embed=0", "'self'"),
        ("/?x=embed=1", "'self'"),
        ("/own_article?embed=1", "'self'"),
        ("/api/v1/stories?embed=1", "'none'"),
        ("/ogc", "'none'"),
    ],
)
def test_only_the_map_that_asks_for_it_can_be_framed(address: str, framed_by: str) -> None:
    """The map by anybody if it is asked for as embedded; every other page by the app alone, data by nobody."""
    assert policy(address)["frame-ancestors"] == framed_by


def test_no_script_runs_but_the_server_s_own() -> None:
    """No inline script but the one whose hash is known, nothing evaluated, no plug-ins, no other base."""
    rules = policy("/")
    assert "unsafe-inline" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"]
    assert (rules["object-src"], rules["base-uri"], rules["connect-src"]) == ("'none'", "'none'", "'self'")
    assert policy("/api/v1/stories")["default-src"] == "'none'"


def test_the_hash_is_that_of_the_page_s_script() -> None:
    """Another page, another hash: nothing to keep in step by hand."""
    script = "window.x = 1"
    wanted = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{wanted}'" in page_policy(f"<html><script>{script}</script></html>")
    assert page_policy(PAGE).count("'sha256-") == PAGE.count("<script>")
