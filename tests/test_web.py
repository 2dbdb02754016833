"""Fetching an article: what may be asked, how the connection is pinned, and what each bad answer is told as.

A local server answers; the guard's resolver and its test of addresses are given, so that nothing else is asked.
"""
# ruff: noqa: E501, RUF005 - lists of addresses and answers read best as they are

import gzip
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from geo import web
from geo.errors import FetchError, IngestError
from geo.web import Guard, fetch_guarded, fetch_text, is_public, resolve_name
from geo.web.pace import Pace

BODY = "<html lang=fr><head><title>La foire d'Aville</title></head><body><article>" + (
    "<p>La foire a ouvert mercredi à Aville, a dit le maire de la ville, devant une foule de visiteurs venus de loin.</p>"
    * 4
)
HTML = {"Content-Type": "text/html; charset=utf-8"}
HOST = "aville.example"

Answer = Callable[["_Handler"], None]


class _Handler(BaseHTTPRequestHandler):
    site: "Site"

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        try:
            self.site.answers[self.path.partition("?")[0]](self)
        except OSError:
            return  # the client hung up, as it should

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name the library gives it
        pass


@dataclass
class Site:
    """A local server: what it answers, what it was asked, and the guard that reaches it alone."""

    port: int
    guard: Guard
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/", scheme: str = "http", host: str = HOST) -> str:
        """An address at this server, under a made-up name."""
        return f"{scheme}://{host}:{self.port}{path}"


def serve(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    port = int(server.server_address[1])
    guard = Guard(lambda _name, _port: ["127.0.0.1"], lambda ip: ip == "127.0.0.1", ports=(80, 443, port), seconds=5)
    site = Site(port, guard, {"/": answer()})
    handler.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serve()


def answer(body: str | bytes = BODY, status: int = 200, **headers: str) -> Answer:
    raw = body.encode() if isinstance(body, str) else body
    told = {
        **HTML,
        "Content-Length": str(len(raw)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }

    def give(handler: _Handler) -> None:
        handler.send_response(status)
        for name, value in told.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(raw)

    return give


def to(where: str, status: int = 302) -> Answer:
    return answer("", status, Location=where)


def test_an_article_is_fetched_and_taken_in(site: Site) -> None:
    """Text, title, language and the address come back, in the encoding that the server states."""
    site.answers["/"] = answer(BODY.encode("cp1252"), Content_Type="text/html; charset=windows-1252")
    text = fetch_guarded(f"  {site.url('/?id=é#part')} ", site.guard)
    assert "La foire a ouvert mercredi à Aville" in text.text
    assert (text.title, text.language, text.url) == ("La foire d'Aville", "fr", site.url("/?id=%C3%A9"))


def test_the_request_says_who_asks_and_carries_nothing_else(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """An honest name, the host's own name, no cookies, no login, no proxy of the environment."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    (tmp_path / "netrc").write_text(f"machine {HOST} login me password secret")
    site.answers["/"] = to(site.url("/next"))
    site.answers["/next"] = answer(Set_Cookie="a=b")
    fetch_guarded(site.url(), site.guard)
    headers = site.asked[-1][1]
    assert headers["Host"] == f"{HOST}:{site.port}"
    assert headers["User-Agent"].startswith("article-on-the-map/")
    assert {"Cookie", "Authorization", "Proxy-Authorization", "Referer"} & set(headers) == set()


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/", "http://intranet/",
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://0/", "http://0.0.0.0/", "http://127.0.0.1./", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://[fe80::1%25eth0]/",
        "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fec0::1]/",
        "http://[fd00:ec2::254]/", "http://[2001:0:7f00:1::]/", "http://[ff02::1]/", "http://169.254.169.254/latest/meta-data/",
        "http://metadata.google.internal/", "http://100.64.0.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/",
        "http://192.0.0.192/", "http://192.88.99.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://１２７.０.０.１/", "http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://ⓛocalhost/", "http://127.0.0.1%2f@x/",
        " http://127.0.0.1/", "http://example.org@127.0.0.1/", "http://127.0.0.1:80@example.org/", "http://user@example.org/", "http://user:pass@example.org/", "http://example.org\\@127.0.0.1/", "http://exa mple.org/",
        "http://example.org:22/", "http://example.org:8080/", "http://example.org:99999/", "http://%6c%6fcalhost/", "http:///x",
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "data:text/html,x", "javascript:alert(1)",
        "//example.org/", "example.org", "", "http://", "http://exa\nmple.org/", "http://example.org/\r\nHost: x", "http://[",
        "http://[::1", "http://a..b/", "http://-/", "http://" + "a" * 300 + ".org/", "http://example.org/" + "a" * 5000,
    ],
)  # fmt: skip
def test_odd_and_inner_addresses_are_refused_before_any_connection(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every spelling of loopback, private networks, metadata, other schemes, ports and logins: nothing is connected."""

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", never)
    with pytest.raises(FetchError) as problem:
        fetch_guarded(url, Guard(never, is_public))
    assert problem.value.mend


@given(st.integers(0, 2**32 - 1))
def test_whatever_ipaddress_calls_private_is_refused_in_every_shape(number: int) -> None:
    """An IPv4 address that is not global is refused plain, mapped into IPv6, and by NAT64 and 6to4."""
    ip = ipaddress.IPv4Address(number)
    assert not (is_public(str(ip)) and not ip.is_global)
    assert is_public(f"::ffff:{ip}") == is_public(str(ip))
    high, low = f"{number >> 16:x}", f"{number & 0xFFFF:x}"
    assert not any(map(is_public, (f"64:ff9b::{high}:{low}", f"2002:{high}:{low}::", f"::{ip}", f"2001::{high}:{low}")))


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{}", "0x{:x}", "0{:o}"]))
def test_numbers_in_place_of_a_host_are_never_asked(number: int, shape: str) -> None:
    """A host that is one number, decimal, octal or hexadecimal, is refused whatever it stands for."""
    with pytest.raises(FetchError):
        fetch_guarded(f"http://{shape.format(number)}/", Guard(lambda *_: ["93.184.215.14"], is_public))


@given(st.text(max_size=40))
def test_no_words_in_place_of_an_address_break_it(words: str) -> None:
    """Any text gives a FetchError, never another exception, and never a connection."""
    with pytest.raises(FetchError):
        fetch_guarded(words, Guard(lambda *_: [], lambda _: False))
    with pytest.raises(FetchError):
        fetch_guarded(f"http://{words}", Guard(lambda *_: [], lambda _: False))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::6810:85e5", "2a00:1450:4001:80b::200e"])
def test_public_addresses_may_be_asked(address: str) -> None:
    """Ordinary addresses of the internet pass."""
    assert is_public(address)


def test_a_name_with_one_private_address_is_refused(site: Site) -> None:
    """Every address of a name counts, in every family; the server is not asked."""
    for answers in (["93.184.215.14", "10.0.0.1"], ["2606:4700::6810:85e5", "::1"], ["127.0.0.1"]):
        with pytest.raises(FetchError, match="private network"):
            fetch_guarded("http://aville.example/", Guard(lambda *_, found=answers: found, is_public))
    assert site.asked == []


def test_a_name_is_resolved_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second answer of a rebinding name service is never used: the connection goes to what was checked."""
    answers = iter([["127.0.0.1"]])
    looked_up: list[str] = []
    of_the_system = socket.getaddrinfo

    def watched(host: str, *more: Any, **named: Any) -> Any:
        looked_up.append(host)
        return of_the_system(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", watched)
    assert fetch_guarded(site.url(), replace(site.guard, resolve=lambda *_: next(answers))).text
    assert len(site.asked) == 1
    assert set(looked_up) == {"127.0.0.1"}


def test_a_name_that_turns_inward_on_the_way_is_refused(site: Site) -> None:
    """At a redirect to the same host its name is looked up again, and the new address is checked like the first."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.answers["/"] = to("/next")
    with pytest.raises(FetchError, match="private network"):
        fetch_guarded(site.url(), replace(site.guard, resolve=lambda *_: next(answers)))
    assert [path for path, _ in site.asked] == ["/"]


def test_each_redirect_is_checked_anew(site: Site) -> None:
    """A public page that leads inside is refused at the second step, by address, name, scheme and port."""
    guard = replace(site.guard, is_public=lambda ip: ip == "127.0.0.1")
    inner = [
        "http://169.254.169.254/",
        "http://localhost/",
        "file:///etc/passwd",
        "http://[::1]/",
        "//10.0.0.1/",
        "http://x.org:22/",
    ]
    for where in inner:
        site.answers["/"] = to(where)
        with pytest.raises(FetchError):
            fetch_guarded(site.url(), guard)
    assert [path for path, _ in site.asked] == ["/"] * len(inner)


@pytest.mark.parametrize("where", ["http://[1", "//[", "/a b", "http://127.0.0.1:99999/", "https:"])
def test_a_redirect_to_no_address_is_told(site: Site, where: str) -> None:
    """What is no address ends in a message with what to do; nothing else is asked."""
    site.answers["/"] = to(where)
    with pytest.raises(FetchError) as problem:
        fetch_guarded(site.url(), site.guard)
    assert problem.value.mend
    assert len(site.asked) == 1


def test_redirects_are_followed_to_the_end_but_not_for_ever(site: Site) -> None:
    """Five redirects lead to the article; a loop is told."""
    for step in range(5):
        site.answers[f"/{step}"] = to(f"/{step + 1}", (301, 302, 303, 307, 308)[step])
    site.answers["/5"] = answer()
    assert fetch_guarded(site.url("/0"), site.guard).url == site.url("/5")
    site.answers["/5"] = to("/0")
    with pytest.raises(FetchError, match="again and again"):
        fetch_guarded(site.url("/0"), site.guard)


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "login"), (402, "payment"), (403, "does not let programs"), (404, "no such page"), (410, "taken down")]
    + [
        (429, "too often"),
        (451, "legal"),
        (500, "problem of its own"),
        (503, "problem of its own"),
        (204, "204"),
        (304, "304"),
    ],
)
def test_each_refusal_is_told_in_its_own_words(site: Site, status: int, words: str) -> None:
    """What the status means and what to do instead."""
    site.answers["/"] = answer("", status)
    with pytest.raises(FetchError, match=words) as problem:
        fetch_guarded(site.url(), site.guard)
    assert problem.value.mend
    assert HOST in problem.value.where


@pytest.mark.parametrize("kind", ["image/png", "application/json", "video/mp4", "application/octet-stream", ""])
def test_only_pages_text_and_pdf_are_taken_in(site: Site, kind: str) -> None:
    """Another content type is named."""
    site.answers["/"] = answer(Content_Type=kind)
    with pytest.raises(FetchError, match="not an article"):
        fetch_guarded(site.url(), site.guard)


def test_a_body_over_the_limit_is_refused(site: Site) -> None:
    """By its stated length, by what comes without one, and by what a small packed body unpacks to."""
    guard = replace(site.guard, body_bytes=100_000)
    bomb = gzip.compress(b"a" * 20_000_000)

    def endless(handler: _Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        for _ in range(1_000):
            handler.wfile.write(b"a" * 10_000)

    for given_answer in (answer(b"a" * 100_001), endless, answer(bomb, Content_Encoding="gzip")):
        site.answers["/"] = given_answer
        with pytest.raises(FetchError, match=r"more than 0\.1 MB"):
            fetch_guarded(site.url(), guard)


def test_a_packed_page_is_unpacked(site: Site) -> None:
    """gzip is read, a packing that nobody asked for is told."""
    site.answers["/"] = answer(gzip.compress(BODY.encode()), Content_Encoding="gzip")
    assert "Aville" in fetch_guarded(site.url(), site.guard).text
    for packing, body in (("br", BODY.encode()), ("gzip", b"no gzip at all")):
        site.answers["/"] = answer(body, Content_Encoding=packing)
        with pytest.raises(FetchError, match="packed"):
            fetch_guarded(site.url(), site.guard)


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_drip_of_bytes_ends_at_the_deadline(site: Site, where: str) -> None:
    """One byte now and then keeps no one waiting longer than the time in all, in headers or body."""

    def drip(handler: _Handler) -> None:
        start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"" if where == "headers" else b"\r\n")
        handler.wfile.write(start)
        while not site.over.wait(0.02):
            handler.wfile.write(b"a")

    site.answers["/"] = drip
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.3 seconds"):
        fetch_guarded(site.url(), replace(site.guard, seconds=0.3))
    assert time.monotonic() - began < 2


def test_a_name_service_that_never_answers_ends_at_the_deadline(site: Site) -> None:
    """The time in all covers the look-up too."""

    def hang(_name: str, _port: int) -> list[str]:
        site.over.wait()
        return []

    with pytest.raises(FetchError, match=r"within 0\.2 seconds"):
        fetch_guarded(site.url(), replace(site.guard, resolve=hang, seconds=0.2))


def test_a_body_cut_short_is_no_article(site: Site) -> None:
    """Fewer bytes than stated: the break is told instead of half an article."""
    site.answers["/"] = answer(BODY, Content_Length=str(len(BODY) + 500))
    with pytest.raises(FetchError, match="broke off"):
        fetch_guarded(site.url(), site.guard)


def test_hosts_that_do_not_exist_or_answer_are_told() -> None:
    """An unknown name and a closed port each have a message with what to do."""

    def unknown(_name: str, _port: int) -> list[str]:
        raise socket.gaierror(8, "unknown")

    with pytest.raises(FetchError, match=r"no host of the name aville\.example"):
        fetch_guarded("http://aville.example/", Guard(unknown, is_public))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(FetchError, match="connection failed"):
            fetch_guarded(
                f"http://aville.example:{port}/", Guard(lambda *_: ["127.0.0.1"], lambda _: True, ports=(port,))
            )


def test_a_page_without_words_says_where_and_how_to_mend(site: Site) -> None:
    """A page drawn by scripts has no text: the address and the way out are named."""
    site.answers["/"] = answer("<html><body><script>draw()</script></body></html>")
    with pytest.raises(IngestError) as problem:
        fetch_guarded(site.url(), site.guard)
    assert HOST in problem.value.where
    assert "paste" in problem.value.mend.lower()


def test_a_paywall_is_reported_with_what_is_left(site: Site) -> None:
    """The notice is set apart and gives the coverage."""
    site.answers["/"] = answer(BODY + "<p>Il vous reste 67.88% de cet article à lire.</p>")
    text = fetch_guarded(site.url(), site.guard)
    assert text.coverage == pytest.approx(0.3212)
    assert "67.88" not in text.text


def test_fetching_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """FETCH_URLS=off refuses every address, and says so."""
    monkeypatch.setenv("FETCH_URLS", "off")
    with pytest.raises(FetchError, match="switched off"):
        fetch_text("https://aville.example/")


def test_the_public_door_keeps_the_whole_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """fetch_text resolves by the system, asks public addresses alone, and ports 80 and 443 alone."""
    monkeypatch.delenv("FETCH_URLS", raising=False)
    guards: list[Guard] = []
    monkeypatch.setattr(web, "fetch_guarded", lambda _url, guard: guards.append(guard))
    fetch_text("https://aville.example/")
    assert guards == [Guard(resolve_name, is_public)]
    assert (guards[0].ports, guards[0].context) == ((80, 443), None)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority made for these tests."""
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Site]:
    """A local server with a certificate for its name."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(server)
    yield from serve(server)


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_certificates_are_checked_for_the_name_that_was_asked(secure: Site, authority: trustme.CA) -> None:
    """Good for its own name; refused for another name, and by an authority nobody trusts."""
    guard = replace(secure.guard, context=lambda: trusting(authority))
    assert "Aville" in fetch_guarded(secure.url(scheme="https"), guard).text
    with pytest.raises(FetchError, match="certificate"):
        fetch_guarded(secure.url(scheme="https", host="bburg.example"), guard)
    with pytest.raises(FetchError, match="certificate"):
        fetch_guarded(secure.url(scheme="https"), secure.guard)


def test_encryption_is_not_given_up_on_the_way(secure: Site, authority: trustme.CA) -> None:
    """A redirect from https to http is refused."""
    secure.answers["/"] = to(secure.url("/next"))
    with pytest.raises(FetchError, match="without encryption"):
        fetch_guarded(secure.url(scheme="https"), replace(secure.guard, context=lambda: trusting(authority)))


def test_addresses_are_asked_ten_times_a_minute_at_most() -> None:
    """The eleventh has to wait until the first is a minute old, and is told how long."""
    now = [0.0]
    pace = Pace(lambda: now[0])
    for _ in range(10):
        pace.turn()
    now[0] = 20.0
    with pytest.raises(FetchError, match="again in 40 seconds"):
        pace.turn()
    now[0] = 60.0
    pace.turn()
