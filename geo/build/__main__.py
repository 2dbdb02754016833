"""`python -m geo.build`: build the layers of data/; `--check`: build elsewhere and compare."""

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

from geo.build import backdrop, boundaries, regions, states
from geo.build.packages import CACHE, Store
from geo.build.shelf import write_folder
from geo.command import status
from geo.errors import BuildError

DATA = Path(__file__).parents[2] / "data"
FOLDERS = ("boundaries", "basemap", "world", "outlines")


def main() -> int:
    """Exit status 0: built, or the same as data/; 1: a problem, said in one line."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("--sources", type=Path, default=CACHE, help="folder of packages (default: %(default)s)")
    parser.add_argument("--data", type=Path, default=DATA, help="folder to write to or compare with")
    parser.add_argument("--check", action="store_true", help="write nothing: compare a fresh build with it")
    asked = parser.parse_args()
    work = check if asked.check else build
    return status(lambda: work(asked.sources, asked.data))


def build(sources: Path, data: Path) -> None:
    """Build the folders into `data`; raises BuildError."""
    store = Store(sources)
    shapes = boundaries.derive(store)
    write_folder(data / "boundaries", boundaries.layers(shapes), store.packages)
    write_folder(data / "basemap", backdrop.layers(store, shapes.countries), store.packages)
    write_folder(data / "world", backdrop.world(store), store.packages)
    write_folder(data / "outlines", states.layers(store) | regions.layers(store), store.packages)
    for name, size, sha in listing(data):
        print(f"{size:>8}  {sha[:12]}  {name}")


def check(sources: Path, data: Path) -> None:
    """Build into a temporary folder; raise BuildError unless every file there equals its twin in `data`."""
    with tempfile.TemporaryDirectory() as folder:
        build(sources, Path(folder))
        fresh, shipped = set(listing(Path(folder))), set(listing(data))
    differing = sorted({name for name, _, _ in fresh ^ shipped})
    if differing:
        raise BuildError(f"differs from a fresh build: {', '.join(differing)}", str(data), "Build and commit it")
    print(f"{len(fresh)} files, all the same as in {data}")


def listing(data: Path) -> list[tuple[str, int, str]]:
    """Name, bytes and SHA-256 of every built file."""
    found = [path for folder in FOLDERS for path in sorted((data / folder).glob("*.*json"))]
    return [
        (str(path.relative_to(data)), path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in found
    ]


if __name__ == "__main__":
    sys.exit(main())
