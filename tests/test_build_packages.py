"""Pinned packages: fetched by their clients, checked, read; no network here."""

import io
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geo.build import packages
from geo.errors import BuildError

DAY = date(2021, 6, 1)


def _tar(name: str, content: bytes) -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return raw.getvalue()


def _zip(name: str, content: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(name, content)
    return raw.getvalue()


def _deb(name: str, content: bytes) -> bytes:
    raw = b"!<arch>\n"
    for member, data in (("debian-binary", b"2.0"), ("data.tar.gz", _tar(name, content))):
        raw += f"{member:<16}{0:<12}{0:<6}{0:<6}{644:<8}{len(data):<10}`\n".encode() + data + b"\n" * (len(data) % 2)
    return raw


@pytest.mark.parametrize(("suffix", "pack"), [(".tgz", _tar), (".whl", _zip), (".deb", _deb)])
def test_a_file_is_read_out_of_each_kind_of_package(
    tmp_path: Path, suffix: str, pack: Callable[[str, bytes], bytes]
) -> None:
    """npm tarballs, wheels and Debian packages give the bytes of one file, without unpacking to disk."""
    path = tmp_path / f"thing{suffix}"
    path.write_bytes(pack("./map.json", b"{}"))
    assert packages.read_member(path, "./map.json") == b"{}"
    with pytest.raises(BuildError, match=r"other\.json cannot be read"):
        packages.read_member(path, "other.json")


def _package(client: str = "npm") -> packages.Package:
    return packages.Package("key", client, "thing", "1.0", "thing-1.0.tgz", "0" * 64, "Thing", "https://example.org")


def test_a_package_with_another_hash_is_refused(tmp_path: Path) -> None:
    """A replaced or damaged download stops the build and names both hashes."""
    (tmp_path / "thing-1.0.tgz").write_bytes(b"something else")
    with pytest.raises(BuildError, match=f"pinned is {'0' * 64}"):
        packages.check_hash(tmp_path / "thing-1.0.tgz", "0" * 64)


@pytest.mark.parametrize("client", ["npm", "apt-get"])
def test_a_missing_client_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: str) -> None:
    """Without the registry's client the message says which one, and that --sources helps."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match=rf"thing 1\.0: {client} is not installed.*--sources"):
        packages.download(_package(client), tmp_path)


def test_what_the_client_said_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that fails is quoted."""
    fake = tmp_path / "npm"
    fake.write_text("#!/bin/sh\necho 'no such version' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(BuildError, match=r"npm did not download thing-1\.0\.tgz \(no such version\)"):
        packages.download(_package(), tmp_path)


def test_an_unknown_client_is_refused(tmp_path: Path) -> None:
    """Only the three clients we know are run."""
    with pytest.raises(BuildError, match="not a client"):
        packages.download(_package("curl"), tmp_path)


def test_every_pin_is_complete() -> None:
    """Each package has one version and one SHA-256, and no file is listed twice."""
    pinned = list(packages.Store().packages.values())
    assert all(len(package.sha256) == 64 and package.version for package in pinned)
    assert len({package.file for package in pinned}) == len(pinned)
