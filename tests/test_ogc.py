"""OGC API - Features, as its own clients read it: GDAL over a real server, and by hand where GDAL does not look."""

from collections.abc import Iterator
from typing import Any

import pyogrio  # type: ignore[import-untyped]
import pytest
from jsonschema import FormatChecker, validate  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.api import routes
from geo.api.ogc import CONFORMS
from geo.story import Story
from tests.browser.app_server import serve

STORY = "nagorno-karabakh-2023"
EVENTS = f"/ogc/collections/{STORY}.context-events/items"


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes()))


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """A real server, a process of its own: GDAL does not let other threads run while it waits."""
    with serve() as address:
        yield address


def test_gdal_reads_every_collection(served: str, bundled: Story) -> None:
    """What QGIS does with the one address: all layers, and every feature of each, by its id."""
    source = f"OAPIF:{served}/ogc"
    layers = [name for name, _ in pyogrio.list_layers(source)]
    assert layers == [f"{STORY}.{layer.id}" for layer in bundled.layers]
    for layer in bundled.layers:
        found = pyogrio.read_dataframe(source, layer=f"{STORY}.{layer.id}")
        assert sorted(found["id"]) == sorted(one["id"] for one in bundled.features(layer.id))


def test_gdal_asks_for_a_box(served: str, bundled: Story) -> None:
    """A client that draws a small window gets what touches it, and nothing else."""
    found = pyogrio.read_dataframe(f"OAPIF:{served}/ogc", layer=f"{STORY}.districts", bbox=(46.9, 39.9, 47.0, 40.0))
    assert 0 < len(found) < len(bundled.features("districts"))


def test_gdal_opens_layers_by_address(served: str, bundled: Story) -> None:
    """A file format by its address, with a window of days."""
    about = f"{served}/api/v1/stories/{STORY}/layers"
    for ending in ("geojson", "gpkg", "fgb", "kml", "topojson", "shp.zip", "csv", "geojsonl"):
        found = pyogrio.read_dataframe(f"/vsicurl/{about}/article-places.{ending}")
        assert len(found) == len(bundled.features("article-places"))
    day = pyogrio.read_dataframe(f"{about}/context-events.geojson?from=2020-11-10&to=2020-11-10")
    assert 0 < len(day) < len(bundled.features("context-events"))


def test_the_landing_page_leads_everywhere(client: TestClient) -> None:
    """Description, conformance and collections are linked, and are what their links say."""
    links = client.get("/ogc").json()["links"]
    assert {link["rel"] for link in links} == {"self", "service-desc", "conformance", "data"}
    for link in links:
        assert client.get(link["href"]).headers["content-type"] == link["type"]
    assert client.get("/ogc/conformance").json() == {"conformsTo": CONFORMS}
    assert client.get("/ogc/").json() == client.get("/ogc").json()


def test_a_collection_tells_extent_reference_system_and_licence(client: TestClient) -> None:
    """Bounds in degrees, days as an interval with open ends, CRS84, and where its items are."""
    found = client.get(f"/ogc/collections/{STORY}.countries").json()
    west, south, east, north = found["extent"]["spatial"]["bbox"][0]
    assert 43 < west < east < 51
    assert 38 < south < north < 42
    assert found["extent"]["temporal"]["interval"][0][1] is None
    assert found["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
    assert {link["rel"] for link in found["links"]} == {"self", "items", "license"}
    every = client.get("/ogc/collections").json()["collections"]
    assert found in every


def test_pages_lead_to_one_another_and_miss_nothing(client: TestClient, bundled: Story) -> None:
    """By the next links, every feature once; each page says how many match and how many it has."""
    seen: list[str] = []
    address: str | None = f"{EVENTS}?limit=50"
    pages: list[dict[str, Any]] = []
    while address:
        page = client.get(address).json()
        assert page["numberReturned"] == len(page["features"]) <= 50
        assert page["numberMatched"] == len(bundled.features("context-events"))
        seen += [one["id"] for one in page["features"]]
        pages.append(page)
        address = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)
    assert seen == [one["id"] for one in bundled.features("context-events")]
    before = next(link["href"] for link in pages[1]["links"] if link["rel"] == "prev")
    assert client.get(before).json()["features"] == pages[0]["features"]


@pytest.mark.parametrize(
    ("when", "ids"),
    [
        ("2020-11-10", True),
        ("2020-11-10T12:00:00Z", True),
        ("2020-11-10/2020-11-10", True),
        ("2020-11-10/..", True),
        ("../2020-11-10", True),
        ("/2020-11-09", False),
        ("../..", True),
        ("1900-01-01/1901-01-01", False),
        ("../2020", True),
        ("../2020-10", False),
        ("2020-11", True),
        ("2020", True),
        ("2020-12/..", False),
        ("../2020-11-10T00:00:00Z", True),
    ],
)
def test_days_and_intervals_choose(client: TestClient, when: str, ids: bool) -> None:
    """A day, a moment of it, an interval with ends open or not: what exists on at least one of the days."""
    found = client.get(EVENTS, params={"datetime": when, "limit": 10_000}).json()["features"]
    days = [one for one in found if one["properties"]["edtf"] == "2020-11-10"]
    assert bool(days) is ids


@pytest.mark.parametrize("address", ["/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", EVENTS])
def test_clients_may_say_that_they_want_json(client: TestClient, address: str) -> None:
    """`f=json` and whatever is accepted: JSON is all there is, of one media type, and the links keep the wish."""
    plain = client.get(address)
    said = client.get(address, params={"f": "json"})
    assert (said.status_code, said.headers["content-type"]) == (200, plain.headers["content-type"])
    for accepted in ("application/geo+json", "application/json", "*/*", "text/html,application/xml;q=0.9"):
        assert client.get(address, headers={"accept": accepted}).content == plain.content
    assert client.get(address, params={"f": "html"}).status_code == 400
    turned = client.get(EVENTS, params={"f": "json", "limit": "5"}).json()["links"]
    assert all("f=json" in link["href"] for link in turned if link["rel"] in ("self", "next"))


@pytest.mark.parametrize(
    "query",
    [
        *(
            "foo=1",
            "limit=0",
            "limit=-1",
            "limit=ten",
            "bbox=1,2,3",
            "bbox=0,0,0,x",
            "bbox=0,50,1,40",
            "bbox=181,0,182,1",
        ),
        *("datetime=2020-13", "datetime=2020-02-30", "datetime=now", "datetime=2021/2020", "datetime=a/b/c", "f=gml"),
    ],
)
def test_what_cannot_be_read_is_refused(client: TestClient, query: str) -> None:
    """Status 400, and the problem names the parameter."""
    answer = client.get(f"{EVENTS}?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert query.partition("=")[0] in answer.json()["detail"]


@pytest.mark.parametrize(
    ("bbox", "found"),
    [
        ("47.1,40.6,47.2,40.7", True),
        ("47.1,40.6,-100,47.2,40.7,9000", True),
        ("170,-90,-170,90", False),
        ("47,40,-170,41", True),
    ],
)
def test_a_box_may_have_heights_and_cross_the_180th_meridian(client: TestClient, bbox: str, found: bool) -> None:
    """Six numbers are four without heights; west east of east is the other way round."""
    answer = client.get(f"/ogc/collections/{STORY}.article-places/items", params={"bbox": bbox})
    assert answer.status_code == 200
    here = "place-yevlakh" in {one["id"] for one in answer.json()["features"]}
    assert here is found


def test_a_page_is_never_larger_than_the_most(client: TestClient) -> None:
    """Asking for more than the most is no error: the most is given."""
    assert client.get(f"{EVENTS}?limit=999999").json()["numberReturned"] == 131


def test_one_feature_has_its_own_address(client: TestClient) -> None:
    """The feature with links to itself and its collection; its address is the one that other documents use."""
    found = client.get(f"/ogc/collections/{STORY}.article-places/items/place-yevlakh").json()
    assert found["id"] == "place-yevlakh"
    assert {link["rel"] for link in found["links"]} == {"self", "collection"}
    places = client.get(f"/api/v1/stories/{STORY}/linked-places.json").json()["features"]
    assert found["links"][0]["href"] in {place["@id"] for place in places}


# The response schemas of OGC 17-069r4 (OGC API - Features, part 1), as far as they say anything.
TEXT = {"type": "string"}
LINK = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {"href": TEXT | {"format": "uri"}, "rel": TEXT, "type": TEXT},
}
LINKS = {"links": {"type": "array", "items": LINK, "contains": {"properties": {"rel": {"const": "self"}}}}}
BOX = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
ENDS = {"type": ["string", "null"], "format": "date-time"}
DAYS = {"type": "array", "items": ENDS, "minItems": 2, "maxItems": 2}
EXTENT = {
    "spatial": {"required": ["bbox"], "properties": {"bbox": {"type": "array", "minItems": 1, "items": BOX}}},
    "temporal": {"properties": {"interval": {"type": "array", "minItems": 1, "items": DAYS}}},
}
COLLECTION = {"required": ["id", "links"], "properties": {"id": TEXT, "extent": {"properties": EXTENT}, **LINKS}}
COUNT = {"type": "integer", "minimum": 0}
FEATURE = {"required": ["type", "geometry", "properties"], "properties": {"type": {"const": "Feature"}}}
PAGE = {
    "required": ["type", "features", "links"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": FEATURE},
        "numberMatched": COUNT,
        "numberReturned": COUNT,
        **LINKS,
    },
}


def test_every_answer_has_the_form_of_the_standard(client: TestClient) -> None:
    """Landing page, conformance, collections, pages and features, by the schemas of the standard."""

    def asked(address: str, schema: dict[str, Any]) -> Any:
        found = client.get(address).json()
        validate(found, schema, format_checker=FormatChecker())
        return found

    asked("/ogc", {"required": ["links"], "properties": LINKS})
    asked("/ogc/conformance", {"required": ["conformsTo"]})
    every = {"required": ["links", "collections"], "properties": {"collections": {"items": COLLECTION}, **LINKS}}
    for one in asked("/ogc/collections", every)["collections"]:
        at = f"/ogc/collections/{one['id']}"
        assert asked(at, COLLECTION) == one
        first = asked(f"{at}/items?limit=3", PAGE)["features"][0]
        asked(f"{at}/items/{first['id']}", {"allOf": [FEATURE, {"required": ["links"], "properties": LINKS}]})
