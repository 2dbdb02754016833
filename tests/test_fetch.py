"""Fetching from open services, against a local server that answers well and badly; no other host is asked."""

import gzip
import hashlib
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import cos, pi, sin
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import requests  # noqa: TID251 - to send what is meant for https hosts to the local server
from shapely import get_exterior_ring, is_ccw
from shapely.geometry import shape

from geo.catalog import read_package
from geo.errors import FetchError
from geo.fetch import LIMITS, Limits, Outcome, Progress, fetch_all, fetch_layer
from geo.fetch.__main__ import main
from geo.fetch.bounds import checked_host
from geo.fetched import Fetched, cached, default_cache
from geo.layers import load_layer
from geo.services import Source, licence_id, sources
from geo.story import DATA

ROOT = Path(__file__).parent.parent
JSON = {"Content-Type": "application/json"}
STAYS = 'The bundled layer "countries" stays in use.'
ODBL = "Open Data Commons Open Database License 1.0"
DESCRIPTION = "/api/current/gbOpen/AZE/ADM0/"
FILE = "/aze.geojson"
DISPUTED = "/geojson/ne_10m_admin_0_disputed_areas.geojson"

Answer = Callable[["_Handler"], None]


class _Handler(BaseHTTPRequestHandler):
    """Gives the answers its site has for a path one after another, the last one again and again."""

    site: "Site"

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.headers.append(dict(self.headers))
        answers = self.site.answers.get(self.path, [status(404)])
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name the library gives it
        pass


@dataclass
class Site:
    """A local server: its address, what it answers, what it was asked; `over` ends answers that wait."""

    url: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A local server that describes and gives one good outline, until told otherwise."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    handler.site = site  # type: ignore[attr-defined]
    site.answers = {DESCRIPTION: [described(site.url + FILE)], FILE: [good(collection())]}
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def source(site: Site) -> Source:
    """The outline of Azerbaijan, as the local server has it."""
    return sources(site.url, site.url)[0]


@pytest.fixture
def world(site: Site) -> Source:
    """The world file of disputed areas, as the local server has it."""
    return sources(site.url, site.url)[-1]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def body(content: bytes, headers: dict[str, str] | None = None, code: int = 200) -> Answer:
    """An answer with this content; Content-Length is right unless it is given."""

    def answer(handler: _Handler) -> None:
        handler.send_response(code)
        for name, value in ({"Content-Length": str(len(content))} | (JSON if headers is None else headers)).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def good(content: Any) -> Answer:
    return body(json.dumps(content).encode())


def status(code: int, **headers: str) -> Answer:
    return body(b"", {name.replace("_", "-"): value for name, value in headers.items()}, code)


def unending(piece: bytes, pause_s: float) -> Answer:
    """A body without a length that comes piece by piece until the test is over or the reader leaves."""

    def answer(handler: _Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        try:
            while not handler.site.over.wait(pause_s):
                handler.wfile.write(piece)
        except OSError:
            return

    return answer


def described(url: str, **changes: Any) -> Answer:
    told = {"boundaryISO": "AZE", "boundaryYearRepresented": "2017.0", "boundarySource": "OpenStreetMap, Wambacher"}
    return good(told | {"boundaryLicense": ODBL, "simplifiedGeometryGeoJSON": url} | changes)


def ring(lon: float = 47.5, lat: float = 40.3, radius: float = 1.0, points: int = 40) -> list[list[float]]:
    """A closed ring, clockwise (left-handed), with more decimals than anyone needs."""
    angles = [-2 * pi * step / points for step in range(points)]
    made = [[lon + radius * cos(angle), lat + radius * sin(angle)] for angle in angles]
    return [*made, made[0]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings or [ring()])}


def outline(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"shapeName": "Azerbaijan"} | properties, "geometry": geometry}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    found = list(features) or [outline(polygon())]
    return {"type": "FeatureCollection", "features": found, "padding": " " * 1000} | members


def limits(**changes: Any) -> Limits:
    """The usual limits, but for the local server and its plain http."""
    return replace(LIMITS, **({"hosts": ("127.0.0.1",), "schemes": ("http",)} | changes))


def get(source: Source, cache: Path, waited: list[float] | None = None, **changes: Any) -> Fetched:
    """Fetch with those limits; waits are written down, not waited."""
    note: list[float] = [] if waited is None else waited
    return fetch_layer(source, cache=cache, limits=limits(**changes), sleep=note.append)


def problem(source: Source, cache: Path, waited: list[float] | None = None, **changes: Any) -> str:
    """The message of a fetch that must fail; whatever it says, it ends in what stays in use."""
    with pytest.raises(FetchError) as caught:
        get(source, cache, waited, **changes)
    said = str(caught.value)
    assert said.startswith(f"{source.title}: ")
    assert "he bundled layer" in said
    assert said.endswith((" stays in use.", " is kept."))
    return said


def test_a_good_answer_becomes_a_layer(source: Source, cache: Path) -> None:
    """What arrives is a layer like the bundled ones: read by the same code, with all its properties."""
    fetched = get(source, cache)
    frame = load_layer(fetched.layer)
    assert list(frame.index) == ["fetched-geoboundaries-aze-adm0-1"]
    row = frame.iloc[0]
    assert (row["name"], row["edtf"], row["licence"]) == ("Azerbaijan", "2017/..", "ODbL-1.0")
    assert (row["kind"], row["role"], row["certainty"]) == ("country", "boundary", "less-certain")
    assert row["sources"][0].startswith("geoBoundaries, OpenStreetMap, Wambacher: http")
    assert (row["precision_m"], row["worldview"]) == (1000, source.worldview)
    assert fetched.layer.id == "fetched-geoboundaries-aze-adm0"
    assert fetched.layer.worldview == source.worldview
    assert fetched.beside == "countries"


def test_a_fetched_outline_is_rfc_7946(source: Source, cache: Path) -> None:
    """Rings come right-handed, with five decimals, and the file has no crs member."""
    fetched = get(source, cache)
    written = json.loads(fetched.layer.path.read_text(encoding="utf-8"))
    assert "crs" not in written
    assert written["features"] == fetched.features
    geometry = fetched.features[0]["geometry"]
    assert is_ccw(get_exterior_ring(shape(geometry)))
    assert all(value == round(value, 5) for point in geometry["coordinates"][0] for value in point)


def test_heights_are_left_out(source: Source, site: Site, cache: Path) -> None:
    """A third coordinate is dropped: outlines here are flat."""
    site.answers[FILE] = [good(collection(outline(polygon([[*point, 900.0] for point in ring()]))))]
    (feature,) = get(source, cache).features
    assert {len(point) for point in feature["geometry"]["coordinates"][0]} == {2}


def test_the_record_beside_the_file_says_where_from_and_when(source: Source, site: Site, cache: Path) -> None:
    """The sidecar has address, moment in UTC, hash of what arrived, licence and source; the file has its own hash."""
    fetched = get(source, cache)
    record = json.loads((cache / "fetched-geoboundaries-aze-adm0.json").read_text(encoding="utf-8"))
    about = record["fetched"]
    assert (about["url"], about["asked"]) == (site.url + FILE, source.url)
    assert about["sha256"] == hashlib.sha256(json.dumps(collection()).encode()).hexdigest()
    assert (about["licence"], about["source"]) == ("ODbL-1.0", "geoBoundaries, OpenStreetMap, Wambacher")
    assert abs(datetime.now(UTC) - datetime.fromisoformat(about["at"])) < timedelta(minutes=1)
    assert fetched.layer.sha256 == hashlib.sha256(fetched.layer.path.read_bytes()).hexdigest()
    assert fetched.layer.retrieved == about["at"][:10]


def test_progress_is_told_from_asking_to_checking(source: Source, cache: Path) -> None:
    """Every stage is told in words, in order, with the bytes received so far and in all."""
    told: list[Progress] = []
    fetch_layer(source, cache=cache, limits=limits(), progress=told.append)
    stages = [progress.stage for progress in told]
    assert list(dict.fromkeys(stages)) == ["asking", "receiving", "checking"]
    last = [progress for progress in told if progress.stage == "receiving"][-1]
    assert last.received == last.total == len(json.dumps(collection()).encode())
    assert all(progress.text for progress in told)


def test_a_world_file_gives_only_what_lies_here(world: Source, site: Site, cache: Path) -> None:
    """Of a world file only the outlines within our box are taken; a broken one elsewhere does no harm."""
    here = outline(polygon(ring(46.7, 39.8, 0.4)), BRK_NAME="Artsakh", NAME_RU="Карабах", NOTE_BRK="Self admin.")
    bowtie = [[10, 10], [11, 11], [11, 10], [10, 11], [10, 10]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    elsewhere = [outline(polygon(ring(77, 34))), outline(polygon(bowtie))]
    site.answers[DISPUTED] = [good(collection(elsewhere[0], here, elsewhere[1], crs=crs))]
    (feature,) = get(world, cache).features
    assert feature["id"] == "fetched-natural-earth-disputed-1"
    assert (feature["properties"]["name"], feature["properties"]["name_ru"]) == ("Artsakh", "Карабах")
    assert 'They say of its status: "Self admin."' in feature["properties"]["note"]
    assert feature["properties"]["licence"] == "CC0-1.0"
    site.answers[DISPUTED] = [good(collection(*elsewhere))]
    assert "none of its outlines lies within longitude 44.5 to 48.5" in problem(world, cache)


def test_names_are_one_line_of_printable_words(source: Source, site: Site, cache: Path) -> None:
    """A service's words are kept literally, but without control characters and at a bounded length."""
    name = "{{ 7*7 }} <b>\n\x00\u202e" + "x" * 500
    site.answers[FILE] = [good(collection(outline(polygon(), shapeName=name), outline(polygon(), shapeName=7)))]
    first, second = get(source, cache).features
    assert first["properties"]["name"] == ("{{ 7*7 }} <b> " + "x" * 500)[:160]
    assert second["properties"]["name"] == f"{source.title}, 2"


def test_the_larger_file_is_taken_where_there_is_no_smaller(source: Source, site: Site, cache: Path) -> None:
    """A description without simplifiedGeometryGeoJSON still gives the file of gjDownloadURL."""
    site.answers[DESCRIPTION] = [described("", gjDownloadURL=site.url + FILE)]
    assert len(get(source, cache).features) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"boundaryLicense": "All rights reserved"}, 'licence "All rights reserved" is not one of the open licences'),
        ({"boundaryYearRepresented": "nan"}, "tells no year"),
        ({"simplifiedGeometryGeoJSON": 7}, "names no GeoJSON file"),
        ({"simplifiedGeometryGeoJSON": "http://[1"}, "which is no address"),
    ],
)
def test_a_poor_description_is_refused(
    source: Source, site: Site, cache: Path, changes: dict[str, Any], words: str
) -> None:
    """A description without an open licence, a year or a file is refused, and it is said which is missing."""
    site.answers[DESCRIPTION] = [described(site.url + FILE, **changes)]
    assert words in problem(source, cache)
    assert site.asked == [DESCRIPTION]


def test_a_description_that_is_no_record_is_refused(source: Source, site: Site, cache: Path) -> None:
    """A list, or what is not JSON, in the place of the description is said."""
    site.answers[DESCRIPTION] = [good([1]), body(b"{")]
    assert "names no GeoJSON file" in problem(source, cache)
    assert "description is not JSON" in problem(source, cache)


@pytest.mark.parametrize(
    ("words", "spdx"),
    [
        (ODBL, "ODbL-1.0"),
        ("Creative Commons Attribution-ShareAlike 2.0", "CC-BY-SA-2.0"),
        ("Creative Commons Attribution 4.0 International (CC BY 4.0)", "CC-BY-4.0"),
        ("Creative Commons Attribution 3.0 Intergovernmental Organisations (CC BY 3.0 IGO)", "CC-BY-3.0-IGO"),
        ("Public Domain", "CC0-1.0"),
    ],
)
def test_licences_are_known_by_their_words(words: str, spdx: str) -> None:
    """geoBoundaries' wordings of open licences are told apart."""
    assert licence_id(words) == spdx


@pytest.mark.parametrize(("code", "words"), [(404, "404 Not Found"), (403, "403 Forbidden")])
def test_a_refusal_is_final(source: Source, site: Site, cache: Path, code: int, words: str) -> None:
    """What is not there or not allowed is not asked for again; the message names the answer and what stays."""
    site.answers[FILE] = [status(code)]
    waited: list[float] = []
    assert problem(source, cache, waited) == f"{source.title}: it answered {words}. {STAYS}"
    assert waited == []
    assert site.asked == [DESCRIPTION, FILE]
    assert not cache.exists()


def test_a_passing_error_is_asked_again(source: Source, site: Site, cache: Path) -> None:
    """A 500 followed by a good answer is a success after one wait of about a second."""
    site.answers[FILE].insert(0, status(500))
    waited: list[float] = []
    assert get(source, cache, waited).features
    assert len(waited) == 1
    assert 0.5 <= waited[0] <= 1.5


def test_waits_double_and_end(source: Source, site: Site, cache: Path) -> None:
    """A service that always fails is asked four times, each wait about twice the one before."""
    site.answers[DESCRIPTION] = [status(503)]
    waited: list[float] = []
    assert "it answered 503 Service Unavailable, 4 times" in problem(source, cache, waited)
    assert len(site.asked) == 4
    assert all(usual / 2 <= wait <= usual * 1.5 for wait, usual in zip(waited, (1, 2, 4), strict=True))


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_too_many_requests_waits_as_told(source: Source, site: Site, cache: Path, form: str) -> None:
    """After a 429, Retry-After is heeded, as seconds or as a date."""
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    site.answers[FILE].insert(0, status(429, Retry_After="29" if form == "seconds" else date))
    waited: list[float] = []
    get(source, cache, waited)
    assert len(waited) == 1
    assert 25 < waited[0] <= 30


def test_a_wait_beyond_the_deadline_is_not_begun(source: Source, site: Site, cache: Path) -> None:
    """A service that wants an hour's patience is left alone at once, and the message says so."""
    site.answers[FILE] = [status(429, Retry_After="3600")]
    waited: list[float] = []
    assert "waiting 3600 seconds more would take too long" in problem(source, cache, waited)
    assert waited == []


def test_a_strange_retry_after_is_not_believed(source: Source, site: Site, cache: Path) -> None:
    """A Retry-After that is neither seconds nor a date leaves the usual wait."""
    site.answers[FILE].insert(0, status(503, Retry_After="soon"))
    waited: list[float] = []
    get(source, cache, waited)
    assert len(waited) == 1
    assert waited[0] <= 1.5


def test_a_dripping_answer_ends_at_the_deadline(source: Source, site: Site, cache: Path) -> None:
    """Bytes that come one by one, each in time, cannot hold a reader beyond the total."""
    site.answers[FILE] = [unending(b" ", 0.02)]
    assert "it took longer than 0.3 seconds" in problem(source, cache, total_s=0.3)
    assert site.asked == [DESCRIPTION, FILE]


def test_silence_is_a_passing_trouble(source: Source, site: Site, cache: Path) -> None:
    """A server that says nothing is given up after the read timeout, and asked again as often as allowed."""

    def silent(handler: _Handler) -> None:
        handler.site.over.wait()

    site.answers[FILE] = [silent]
    assert "it fell silent, 2 times" in problem(source, cache, read_s=0.1, attempts=2)


def test_a_body_that_stops_is_a_passing_trouble(source: Source, site: Site, cache: Path) -> None:
    """Silence in the middle of a body is noticed as well."""

    def stop(handler: _Handler) -> None:
        body(b'{"type"', JSON | {"Content-Length": "5000"})(handler)
        handler.wfile.flush()
        handler.site.over.wait()

    site.answers[FILE] = [stop]
    assert "it fell silent, 2 times" in problem(source, cache, read_s=0.1, attempts=2)


def test_nobody_there_is_a_passing_trouble(source: Source, cache: Path) -> None:
    """A port where nobody listens is said in plain words, after all attempts."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))  # taken, but nobody listens
        nowhere = replace(source, url=f"http://127.0.0.1:{deaf.getsockname()[1]}/")
        assert "it could not be reached, 4 times" in problem(nowhere, cache)


def test_a_truncated_body_is_not_taken_for_whole(source: Source, site: Site, cache: Path) -> None:
    """A body shorter than its Content-Length is asked for again, and refused if it stays short."""
    content = json.dumps(collection()).encode()
    short = body(content[:-100], JSON | {"Content-Length": str(len(content))})
    site.answers[FILE].insert(0, short)
    assert get(source, cache).features
    site.answers[FILE] = [short]
    assert "the answer broke off, 4 times" in problem(source, cache)


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"<!DOCTYPE html><p>Sign in", "application/json", "it sent a web page"),
        (b"\xef\xbb\xbf\n <html>", "text/plain; charset=utf-8", "it sent a web page"),
        (b"{}", "text/html", "it sent text/html, not GeoJSON"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "text/plain", "Git LFS"),
        (b"{}", "application/json", "only 2 bytes arrived, fewer than 1000"),
        (b"{" * 2000, "application/json", "not JSON in UTF-8"),
        (b"[" * 100_000, "application/json", "not JSON in UTF-8"),
        (json.dumps(collection()).encode("utf-16"), "application/json", "not JSON in UTF-8"),
    ],
)
def test_what_is_not_geojson_is_refused(
    source: Source, site: Site, cache: Path, content: bytes, kind: str, words: str
) -> None:
    """A web page (whatever its type says), a pointer, an empty or garbled body are named, and not asked for again."""
    site.answers[FILE] = [body(content, {"Content-Type": kind})]
    assert words in problem(source, cache)
    assert site.asked == [DESCRIPTION, FILE]


def test_a_huge_body_is_not_read(source: Source, site: Site, cache: Path) -> None:
    """A body that announces more than the source allows is refused before it is read."""
    site.answers[FILE] = [body(b"", JSON | {"Content-Length": "10000001"})]
    assert "it is larger than 10 MB" in problem(source, cache)


def test_an_unending_body_is_cut_at_the_size_limit(source: Source, site: Site, cache: Path) -> None:
    """A body without a length is read up to the limit and no further."""
    site.answers[FILE] = [unending(b" " * 50_000, 0)]
    assert "it is larger than 0.2 MB" in problem(replace(source, most_bytes=200_000), cache)


def test_the_size_limit_holds_for_decoded_bytes(source: Source, site: Site, cache: Path) -> None:
    """A small compressed body that unpacks to more than the limit is refused; an honest one is read."""
    packed = JSON | {"Content-Encoding": "gzip"}
    site.answers[FILE] = [body(gzip.compress(json.dumps(collection()).encode()), packed)]
    assert get(source, cache).features
    site.answers[FILE] = [body(gzip.compress(b" " * 20_000_000), packed)]
    assert "it is larger than 10 MB" in problem(source, cache)


def test_redirects_are_followed_to_a_bound(source: Source, site: Site, cache: Path) -> None:
    """Three redirects are followed, relative ones too; a loop ends at the fourth."""
    site.answers |= {f"/{step}": [status(302, Location=f"{step + 1}")] for step in range(2)}
    site.answers["/2"] = [status(307, Location=FILE)]
    site.answers[DESCRIPTION] = [described(site.url + "/0")]
    assert get(source, cache).features
    site.answers["/2"] = [status(301, Location="/0")]
    site.asked.clear()
    assert "it redirects more than 3 times" in problem(source, cache)
    assert site.asked == [DESCRIPTION, "/0", "/1", "/2", "/0"]


@pytest.mark.parametrize("where", ["http://[1", "//[", "/\xe9\xff", "http://127.0.0.1:99999/"])
def test_a_redirect_to_no_address_is_told(source: Source, site: Site, cache: Path, where: str) -> None:
    """What no reader of addresses can read ends in a message like every other trouble, and is not asked for again."""
    site.answers[FILE] = [status(302, Location=where)]
    assert re.search("no address|cannot be asked", problem(source, cache))
    assert site.asked == [DESCRIPTION, FILE]


class _Elsewhere(requests.adapters.HTTPAdapter):
    """Sends what is meant for https hosts to the local server, so that the usual limits can be tested."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        request.url = self.url + request.path_url
        return super().send(request, *args, **kwargs)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://github.com/aze.geojson", "which is not https"),
        ("https://example.org/aze.geojson", 'host "example.org", which is not one of geoboundaries.org'),
        ("https://notgithub.com/aze.geojson", 'host "notgithub.com"'),
        ("https://169.254.169.254/", 'host "169.254.169.254"'),
        ("https://localhost/", 'host "localhost"'),
        ("https://127.1/", 'host "127.1"'),
        ("https://2130706433/", 'host "2130706433"'),
        ("https://[::ffff:127.0.0.1]/", 'host "::ffff:127.0.0.1"'),
        ("https://github.com.127.0.0.1.example/", 'host "github.com.127.0.0.1.example"'),
        ("https://github.com@127.0.0.1/", "whose host is not plain"),
        ("https://example.org\\@github.com/aze.geojson", "whose host is not plain"),
        ("https://me:secret@github.com/aze.geojson", "whose host is not plain"),
        ("file:///etc/hostname", "which is not https"),
    ],
)
@pytest.mark.parametrize("by", ["redirect", "description"])
def test_only_known_hosts_over_https_are_asked(site: Site, cache: Path, address: str, words: str, by: str) -> None:
    """A redirect or a description that leads to plain http or to a strange host is refused before it is asked."""
    session = requests.Session()
    session.mount("https://", _Elsewhere(site.url))
    source = sources()[0]
    site.answers[FILE] = [status(302, Location=address)]
    site.answers[DESCRIPTION] = [described("https://github.com/aze.geojson" if by == "redirect" else address)]
    with pytest.raises(FetchError) as caught:
        fetch_layer(source, cache=cache, session=session)
    assert words in str(caught.value)
    assert site.asked == ([DESCRIPTION, FILE] if by == "redirect" else [DESCRIPTION])


def test_a_host_without_a_certificate_is_refused_at_once(source: Source, cache: Path) -> None:
    """What does not speak TLS is not asked again, nor asked without it."""
    waited: list[float] = []
    secure = replace(source, url=source.url.replace("http:", "https:"))
    assert "no certificate that can be verified" in problem(secure, cache, waited, schemes=("https",))
    assert waited == []


def test_we_say_who_asks_and_send_no_password(
    source: Source, site: Site, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Requests name this project, and a .netrc entry for the host stays at home."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    get(source, cache)
    assert all(headers["User-Agent"].startswith("article-on-the-map/") for headers in site.headers)
    assert all("Authorization" not in headers for headers in site.headers)


BOWTIE = [[46, 40], [47, 41], [47, 40], [46, 41], [46, 40]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (collection(features=[]), "it has no features"),
        (collection(features=None), "it has no features"),
        (collection(type="Topology"), "not a GeoJSON FeatureCollection"),
        (collection(crs={"type": "name", "properties": {"name": "EPSG:3857"}}), "another reference system (EPSG:3857)"),
        (collection(crs=None), "another reference system (unnamed)"),
        (collection(outline({"type": "Point", "coordinates": [47, 40]})), "feature 1 is not an area"),
        (collection(outline(None)), "feature 1 is not an area"),
        (collection("a feature"), "feature 1 is not an area"),
        (collection(outline(polygon()), outline(polygon(BOWTIE))), "feature 2 has an invalid geometry"),
        (collection(outline(polygon(ring()[:-1]))), "feature 1 has a ring that does not close"),
        (collection(outline(polygon([[46, 40], [47, 40], [46, 40]]))), "feature 1 has a ring of 3 positions"),
        (collection(outline(polygon([["46", "40"]] * 4))), "is not two finite numbers"),
        (collection(outline({"type": "Polygon", "coordinates": []})), "feature 1 has empty"),
        (collection(outline(polygon(ring(460_000, 4_400_000)))), "lies outside ±180, ±90"),
        (collection(outline(polygon(ring(40.3, 47.5)))), "latitude before longitude?"),
        (collection(outline(polygon(ring(2.3, 48.8)))), "lies outside longitude 44 to 52, latitude 38 to 42.5."),
        (collection(outline(polygon(ring(radius=1e-7)))), "feature 1 is smaller than a metre"),
        (collection(outline(polygon([[float("nan"), 40.0], *ring()]))), "NaN is not a number"),
    ],
)
def test_wrong_geometry_is_refused(source: Source, site: Site, cache: Path, content: Any, words: str) -> None:
    """What is empty, no area, invalid, projected, swapped or elsewhere is refused, naming the feature."""
    site.answers[FILE] = [good(content)]
    assert words in problem(source, cache)
    assert not cache.exists()


def test_a_world_file_with_a_hopeless_outline_is_refused(world: Source, site: Site, cache: Path) -> None:
    """An outline whose place cannot be told is not passed over in silence."""
    site.answers[DISPUTED] = [good(collection(outline({"type": "Polygon", "coordinates": 7})))]
    assert "feature 1 has empty or missing coordinates" in problem(world, cache)


def test_a_tiny_crossing_is_mended_and_said(source: Source, site: Site, cache: Path) -> None:
    """A loop of a few metres, as thinning leaves them, is mended; the layer says so."""
    loop = ring()
    loop[1:1] = [[48.5002, 40.3], [48.5001, 40.2999], [48.5001, 40.3001]]
    crossed = polygon(loop)
    assert not shape(crossed).is_valid
    site.answers[FILE] = [good(collection(outline(crossed), outline(polygon())))]
    fetched = get(source, cache)
    assert all(shape(feature["geometry"]).is_valid for feature in fetched.features)
    assert "small self-crossings mended in 1 of 2" in fetched.layer.changes


def test_what_was_fetched_is_found_again(source: Source, cache: Path) -> None:
    """The kept copy is the one that was fetched; a source never fetched has none."""
    assert cached(source, cache) is None
    fetched = get(source, cache)
    assert cached(source, cache) == fetched


def test_a_newer_copy_takes_the_place_of_the_older(source: Source, site: Site, cache: Path) -> None:
    """After a second fetch there is one copy, the newer; the same content again is no trouble."""
    first = get(source, cache)
    site.answers[FILE] = [good(collection(outline(polygon(), shapeName="New name")))]
    get(source, cache)
    second = get(source, cache)
    assert second.features[0]["properties"]["name"] == "New name"
    assert not first.layer.path.exists()
    assert sorted(path.suffix for path in cache.iterdir()) == [".geojson", ".json"]


@pytest.mark.parametrize("answer", [status(404), status(500), good(collection(features=[])), body(b"<html>")])
def test_a_failure_keeps_the_older_copy(source: Source, site: Site, cache: Path, answer: Answer) -> None:
    """Whatever fails, the copy there was is still there, byte for byte, and the message tells its date."""
    fetched = get(source, cache)
    before = {path.name: path.read_bytes() for path in cache.iterdir()}
    site.answers[FILE] = [answer]
    assert f"and the copy fetched on {fetched.layer.retrieved} is kept." in problem(source, cache)
    assert {path.name: path.read_bytes() for path in cache.iterdir()} == before


@pytest.mark.parametrize("at", [1, 2])
def test_a_full_disk_leaves_the_older_copy_whole(
    source: Source, site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Writing may fail at the file or at its record: a reader finds the whole older copy, and no scraps remain."""
    fetched = get(source, cache)
    site.answers[FILE] = [good(collection(outline(polygon(), shapeName="New name")))]
    written: list[int] = []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) == at:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "cannot be kept" in problem(source, cache)
    assert cached(source, cache) == fetched
    assert not list(cache.glob(".part-*"))


def test_a_cache_that_cannot_be_made_is_said(source: Source, tmp_path: Path) -> None:
    """A file in the place of the cache folder is named, and nothing is lost."""
    (tmp_path / "cache").write_text("mine")
    assert f"cannot be kept in {tmp_path / 'cache'}" in problem(source, tmp_path / "cache")
    assert (tmp_path / "cache").read_text() == "mine"


def spoil_file(fetched: Fetched, sidecar: Path) -> None:
    fetched.layer.path.write_bytes(fetched.layer.path.read_bytes().replace(b"Azerbaijan", b"Azerbaijaz"))


def lose_file(fetched: Fetched, sidecar: Path) -> None:
    fetched.layer.path.unlink()


def spoil_record(fetched: Fetched, sidecar: Path) -> None:
    sidecar.write_text(sidecar.read_text()[:-40])


def empty_record(fetched: Fetched, sidecar: Path) -> None:
    sidecar.write_text("[]")


def forget_the_moment(fetched: Fetched, sidecar: Path) -> None:
    record = json.loads(sidecar.read_text())
    del record["fetched"]
    sidecar.write_text(json.dumps(record))


def lead_astray(fetched: Fetched, sidecar: Path) -> None:
    sidecar.write_text(json.dumps(json.loads(sidecar.read_text()) | {"path": "../other.geojson"}))


@pytest.mark.parametrize("spoil", [spoil_file, lose_file, spoil_record, empty_record, forget_the_moment, lead_astray])
def test_a_damaged_copy_is_told_of_and_not_used(
    source: Source, cache: Path, spoil: Callable[[Fetched, Path], None]
) -> None:
    """A copy whose file or record was changed is not used; the message names the source, a new fetch mends it."""
    spoil(get(source, cache), cache / f"{source.layer_id}.json")
    told: list[FetchError] = []
    assert cached(source, cache, told.append) is None
    assert [str(problem).split(" (")[0] for problem in told] == ["Azerbaijan, outline"]
    assert str(told[0]).endswith("Fetch it again.")
    assert cached(source, cache) is None
    fetched = get(source, cache)
    assert cached(source, cache) == fetched


def test_one_failure_does_not_stop_the_others(source: Source, world: Source, site: Site, cache: Path) -> None:
    """Each of several sources has its outcome, in order, with how many are done."""
    lost = replace(source, id="lost", url=f"{site.url}/lost")
    site.answers[DISPUTED] = [good(collection(outline(polygon(ring(46.7, 39.8, 0.4)), BRK_NAME="Here")))]
    outcomes: list[Outcome] = list(fetch_all([source, lost, world], cache=cache, limits=limits()))
    assert [(outcome.source.id, outcome.done, outcome.of) for outcome in outcomes] == [
        (source.id, 1, 3),
        ("lost", 2, 3),
        (world.id, 3, 3),
    ]
    assert [outcome.fetched is not None for outcome in outcomes] == [True, False, True]
    assert [outcome.problem is None for outcome in outcomes] == [True, False, True]


def run(site: Site, *arguments: str) -> int:
    """The command, for the first and the last source of the local server."""
    known = [source for source in sources(site.url, site.url) if source.id.endswith(("aze-adm0", "disputed"))]
    return main(arguments, known=known, limits=limits(), sleep=lambda seconds: None)


def test_the_command_says_what_it_kept(site: Site, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With all well the status is 0, the kept file on stdout, the progress on stderr."""
    assert run(site, "--only", "geoboundaries-aze-adm0", "--cache", str(cache)) == 0
    out, err = capsys.readouterr()
    assert Path(out.strip()).parent == cache
    assert Path(out.strip()).is_file()
    assert "geoboundaries-aze-adm0: Asking 127.0.0.1" in err
    assert DISPUTED not in site.asked


def test_the_command_fails_if_anything_failed(site: Site, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With one source lost the status is 1, its message is on stderr, and the other source is kept."""
    assert run(site, "--cache", str(cache)) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "(Natural Earth): it answered 404 Not Found" in err


def test_the_command_lists_without_asking(site: Site, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--list tells what is kept of each source and sends no request."""
    assert run(site, "--list", "--cache", str(cache)) == 0
    assert capsys.readouterr().out.count("not fetched") == 2
    assert site.asked == []


def test_the_command_refuses_an_unknown_source(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """A source that does not exist is a mistake in the call: status 2, with the ids there are."""
    with pytest.raises(SystemExit) as caught:
        run(site, "--only", "atlantis")
    assert caught.value.code == 2
    assert "geoboundaries-aze-adm0" in capsys.readouterr().err


def test_the_cache_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_CACHE_HOME is heeded if it is absolute; else each system's usual folder, never the repository."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert default_cache() == tmp_path / "xdg" / "article-on-the-map" / "boundaries"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr(sys, "platform", "linux")
    assert default_cache() == tmp_path / ".cache" / "article-on-the-map" / "boundaries"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_cache() == tmp_path / "Library" / "Caches" / "article-on-the-map" / "boundaries"


def test_importing_asks_nobody() -> None:
    """Importing the module opens no connection and looks up no name."""
    watch = (
        "import sys\n"
        "def hook(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'): sys.exit(f'{event}: {args}')\n"
        "sys.addaudithook(hook)\n"
        "import geo.fetch\n"
    )
    done = subprocess.run([sys.executable, "-c", watch], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_sources_stand_beside_bundled_layers() -> None:
    """Every source has an id of its own, is asked over https at a known host, and stands beside a bundled layer."""
    table = sources()
    bundled = {layer.id for layer in read_package(DATA / "boundaries")[0]}
    assert len({source.id for source in table}) == len(table) == 5
    assert {source.beside for source in table} <= bundled
    assert all(checked_host(LIMITS, source.url) for source in table)
