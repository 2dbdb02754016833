"""Scripts and words by address: packed, kept for ever, named ahead of Streamlit's messages."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo import reader
from pages.shared import assets


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A server with the addresses and a page, and nothing kept yet."""
    for kept in ("_kept", "_ahead"):
        monkeypatch.setattr(assets, kept, {})
    monkeypatch.setattr(assets, "_served", False)
    page = Route("/{rest:path}", lambda request: PlainTextResponse("a page"))
    return TestClient(Starlette(routes=[*assets.routes(), page], middleware=[Middleware(assets.FetchAhead)]))


def test_a_text_is_found_at_its_address(client: TestClient) -> None:
    """What was kept is served packed or plain, as asked, and may be kept by a browser for ever."""
    address = assets.address('{"name": "Xankəndi"}', "json")
    for encoding in ("gzip", "identity"):
        answer = client.get(address, headers={"Accept-Encoding": encoding})
        assert answer.json() == {"name": "Xankəndi"}
        assert answer.headers.get("content-encoding", "identity") == encoding
        assert answer.headers["content-type"] == "application/json"
        assert "immutable" in answer.headers["cache-control"]
    assert address != assets.address('{"name": "Stepanakert"}', "json")


def test_other_addresses_hold_nothing(client: TestClient) -> None:
    """An address that was never given out is 404, whatever is written there."""
    assert client.get("/reader/0123.js").status_code == 404
    assert client.get("/reader/%2e%2e").status_code == 404


def test_the_map_names_what_it_needs(client: TestClient) -> None:
    """The page of a story's map names its script and its words; no other page does."""
    module, words = assets.address("export default 1;", "js"), assets.address("{}", "json")
    assets.fetch_ahead("one", module, words)
    named = client.get("/?story=one&from=2023-09-20").headers["link"]
    assert f"<{module}>; rel=modulepreload;" in named
    assert f"<{words}>; rel=preload; as=fetch; crossorigin;" in named
    assert "link" not in client.get("/?story=two").headers
    assert "link" not in client.get("/").headers
    assert "link" not in client.get("/compare?story=one").headers


def test_the_short_module_holds_no_words() -> None:
    """What stands in the script's place has the two addresses in it, quoted, and hands the component on."""
    text = reader.fetched_script("reader/a.js", 'reader/b".json')
    assert 'import(new URL("reader/a.js", document.baseURI))' in text
    assert r'fetch(new URL("reader/b\".json", document.baseURI))' in text
