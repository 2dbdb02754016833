"""The data addresses: what they answer, how they refuse, and that they are described as they are."""

import gzip
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.api import routes
from geo.api.stories import served
from geo.errors import StoryError
from geo.export import layer_geojson
from geo.formats import FORMATS
from geo.story import Story
from tests.made import SLUG, edit_json

STORY = f"/api/v1/stories/{SLUG}"
PLACES = f"{STORY}/layers/article-places"


@pytest.fixture
def client(data: Path) -> TestClient:
    """The addresses over the made-up story."""
    return TestClient(Starlette(routes=routes(served(data))), headers={"accept-encoding": "identity"})


def test_the_stories_lead_to_their_layers_in_every_format(client: TestClient) -> None:
    """From the list to a story, from the story to each file, and each file is there."""
    listed = client.get("/api/v1/stories").json()["stories"]
    assert [one["id"] for one in listed] == [SLUG]
    story = client.get(listed[0]["href"]).json()
    assert {layer["id"] for layer in story["layers"]} >= {"areas", "article-places"}
    for layer in story["layers"]:
        assert len(layer["links"]) == len(FORMATS)
        for link in layer["links"]:
            answer = client.get(link["href"])
            nothing_to_hold = link["href"].endswith(".gpx") and answer.status_code == 422
            assert nothing_to_hold or answer.headers["content-type"] == link["type"]
    for link in story["links"][:4]:
        assert client.get(link["href"]).headers["content-type"] == link["type"]


def test_a_layer_is_the_file_of_the_page(client: TestClient, story: Story) -> None:
    """The same bytes as the download, with its media type, a name and its licence."""
    answer = client.get(f"{STORY}/layers/areas.geojson")
    assert answer.content == layer_geojson(story, "areas", None)
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["content-disposition"] == f'inline; filename="{SLUG}_areas.geojson"'
    assert 'rel="license"' in answer.headers["link"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", {"area-two"}),
        ("?from=2004-01-01&to=2004-12-31", set()),
        ("?from=2005-01-01", {"area-two"}),
        ("?to=2004-12-31", set()),
        ("?bbox=0,0,1,1", {"area-two"}),
        ("?bbox=3,3,4,4", set()),
        ("?bbox=1,1,0,2,2,9", {"area-two"}),
        ("?bbox=170,-10,1.5,10", {"area-two"}),
    ],
)
def test_days_and_boxes_choose(client: TestClient, query: str, ids: set[str]) -> None:
    """Days are both included, an end may be open; a box touches, with heights or over the 180th meridian too."""
    found = client.get(f"{STORY}/layers/others.geojson{query}").json()
    assert {one["id"] for one in found["features"]} == ids
    assert found["metadata"]["features"] == {"here": len(ids), "in_layer": 1}


def test_names_come_in_the_language_asked_for(client: TestClient) -> None:
    """The local name where it is known, the English one beside it; else the English one."""
    for lang, name in (("az", "Aville az"), ("hy", "Aville")):
        facts = client.get(f"{PLACES}.geojson?lang={lang}").json()["features"][0]["properties"]
        assert (facts["name"], facts["name_en"]) == (name, "Aville")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/v1/stories/nowhere", 404, SLUG),
        (f"{STORY}/layers/arias.geojson", 404, "areas"),
        (f"{STORY}/layers/areas.dwg", 404, "gpkg"),
        (f"{STORY}/layers/areas", 404, "gpkg"),
        (f"{STORY}/layers/areas.gpx", 422, "points"),
        (f"{STORY}/nothing", 404, "openapi.json"),
        ("/api", 404, "openapi.json"),
        (f"{PLACES}.geojson?from=yesterday", 400, "2023-09-20"),
        (f"{PLACES}.geojson?from=2003-01-01&to=2002-01-01", 400, "Swap"),
        (f"{PLACES}.geojson?bbox=1,2,3", 400, "west,south,east,north"),
        (f"{PLACES}.geojson?bbox=0,50,1,inf", 400, "west,south,east,north"),
        (f"{PLACES}.geojson?bbox=500,1,2,3", 400, "degrees"),
        (f"{PLACES}.geojson?lang=de", 400, "en, az, hy, ru"),
        (f"{PLACES}.geojson?color=red", 400, "from, to, bbox, lang"),
        (f"{PLACES}.geojson?lang=az&lang=ru", 400, "twice"),
        ("/api/v1/stories?x=1", 400, "Leave the query out"),
        ("/ogc/collections/fair.arias", 404, "/ogc/collections"),
        ("/ogc/collections/fair.areas/items/none", 404, "items"),
        ("/ogc/collections/fair.areas/items?limit=0", 400, "1 or more"),
        ("/ogc/collections/fair.areas/items?offset=-1", 400, "digits"),
        ("/ogc/collections/fair.areas/items?limit=٣", 400, "digits"),
        ("/ogc/collections/fair.areas/items?datetime=2004/2003", 400, "Swap"),
        ("/ogc/collections/fair.areas/items?datetime=20030101", 400, "2023-09-20"),
        ("/ogc/collections/fair.areas/items?datetime=2003-01-01T25:00:00Z", 400, "2023-09-20"),
        ("/ogc/nothing", 404, "/ogc"),
    ],
)
def test_what_cannot_be_answered_says_what_can(client: TestClient, address: str, status: int, words: str) -> None:
    """RFC 9457: a problem with its status, naming what is allowed; never a trace."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    problem = answer.json()
    assert problem["status"] == status
    assert words in problem["detail"]


def test_nothing_can_be_written(client: TestClient) -> None:
    """POST, PUT and DELETE are refused, and the answer says what is possible."""
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, f"{PLACES}.geojson")
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
        assert answer.headers["content-type"] == "application/problem+json"


def test_every_origin_may_read(client: TestClient) -> None:
    """A browser on another page asks first, and is answered."""
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    answer = client.options(f"{PLACES}.geojson", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    """The same tag as long as the data are the same; 304 without a body to whoever has it; HEAD has the length."""
    first = client.get(f"{PLACES}.geojson")
    tag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    again = client.get(f"{PLACES}.geojson", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{PLACES}.geojson", headers={"If-None-Match": '"other"'}).status_code == 200
    head = client.head(f"{PLACES}.geojson")
    assert (head.content, head.headers["content-length"]) == (b"", str(len(first.content)))


@pytest.mark.parametrize(("accepted", "packed"), [("gzip, br", True), ("gzip;q=0", False), ("identity", False)])
def test_it_is_packed_for_whoever_takes_gzip(client: TestClient, accepted: str, packed: bool) -> None:
    """The packed form has a tag of its own, for it is other bytes."""
    plain = client.get(f"{PLACES}.geojson")
    answer = client.get(f"{PLACES}.geojson", headers={"Accept-Encoding": accepted})
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    assert answer.json() == plain.json()
    assert (answer.headers["etag"] != plain.headers["etag"]) is packed
    assert answer.headers["vary"] == "Accept-Encoding"


def test_addresses_are_those_the_world_sees(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy, PUBLIC_URL says how the server is called outside."""
    monkeypatch.setenv("PUBLIC_URL", "https://maps.example.org/news/")
    found = client.get("/api/v1/stories").json()["stories"][0]["href"]
    assert found == f"https://maps.example.org/news/api/v1/stories/{SLUG}"


def test_one_s_own_stories_are_served_only_if_asked(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What lies in STORIES_DIR is nobody else's business, unless whoever runs the server says otherwise."""
    own = tmp_path / "own" / "stories" / "mine"
    shutil.copytree(data / "stories" / SLUG, own)
    edit_json(own / "story.json", lambda facts: facts.update(id="mine", title="Mine"))
    monkeypatch.setenv("STORIES_DIR", str(tmp_path / "own"))
    assert served(data).names() == [SLUG]
    with pytest.raises(StoryError):
        served(data).open("mine")
    monkeypatch.setenv("SERVE_OWN_STORIES", "on")
    assert served(data).names() == [SLUG, "mine"]
    assert served(data).open("mine").title == "Mine"


def test_a_broken_story_takes_no_other_with_it(data: Path, client: TestClient) -> None:
    """One whose files cannot be read is in no list; the others are served as ever."""
    shutil.copytree(data / "stories" / SLUG, data / "stories" / "broken")
    (data / "stories" / "broken" / "excerpts.json").write_text("{")
    assert [one["id"] for one in client.get("/api/v1/stories").json()["stories"]] == [SLUG]
    for address in ("/ogc/collections", "/ogc/api", "/api/v1/openapi.json"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"broken" not in answer.content


def test_a_page_has_a_most_and_more_is_no_error(client: TestClient) -> None:
    """OGC API - Features: a limit beyond the largest is taken as the largest, however many digits it has."""
    asked = client.get(f"/ogc/collections/{SLUG}.areas/items?limit={'9' * 30}")
    assert asked.status_code == 200
    assert asked.json()["numberReturned"] == 1


def test_a_fault_of_ours_is_told_without_a_trace(data: Path) -> None:
    """Whatever breaks inside is a problem of status 500, and nothing of it is shown."""

    def broken() -> list[str]:
        raise ZeroDivisionError("secret path")

    client = TestClient(Starlette(routes=routes(replace(served(data), names=broken))))
    answer = client.get("/api/v1/stories")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


@pytest.mark.parametrize("address", ["/api/v1/openapi.json", "/ogc/api"])
def test_the_descriptions_are_openapi(client: TestClient, address: str) -> None:
    """OpenAPI 3.0, by the standard's own schema."""
    validate(client.get(address).json())


@pytest.mark.parametrize("address", ["/api/v1/openapi.json", "/ogc/api"])
def test_answers_are_as_described(data: Path, address: str) -> None:
    """schemathesis asks what the descriptions allow and what they do not: no 5xx, no undescribed answer."""
    schema = schemathesis.openapi.from_asgi(address, Starlette(routes=routes(served(data))))
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == len(list(schema.get_all_operations())) > 4
    for operation in operations:
        _asked(operation.as_strategy())


def _asked(cases: Any) -> None:
    @given(case=cases)
    @settings(
        deadline=None,
        max_examples=15,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        # which numbers make a box, and which texts days, no schema can say
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()


def test_packed_bytes_are_the_same_twice(client: TestClient) -> None:
    """A tag is of bytes: packing does not depend on the time."""
    with client.stream("GET", f"{PLACES}.geojson", headers={"Accept-Encoding": "gzip"}) as one:
        raw = b"".join(one.iter_raw())
    with client.stream("GET", f"{PLACES}.geojson", headers={"Accept-Encoding": "gzip"}) as two:
        assert b"".join(two.iter_raw()) == raw
    assert json.loads(gzip.decompress(raw))["name"] == "article-places"
