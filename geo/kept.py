"""Files kept safely: whole or not at all, on the disk before anybody hears of it, changed by one at a time.

A folder is written beside its place, made safe, and then takes the place of the one there was. Whoever finds only the
old one set aside (the machine died in between) puts it back first (`mend`).
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import EEXIST
from pathlib import Path

PART, OLD = ".part", ".old"


def write(path: Path, content: bytes) -> None:
    """Write a file and make its bytes safe on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Make the names in a folder safe, as `write` makes a file's bytes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[int]:
    """The file at `path` (made if there is none), open for writing and ours alone; others wait, in any process."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def write_folder(home: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Write `home/name` with these files, whole or not at all, in place of what is there; nobody else may write."""
    place, part, old = home / name, home / f".{name}{PART}", home / f".{name}{OLD}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    for file, content in files.items():
        (part / file).parent.mkdir(exist_ok=True)
        write(part / file, content)
    for folder in {(part / file).parent for file in files} | {part}:
        sync(folder)
    if place.exists():
        place.rename(old)
    part.rename(place)
    sync(home)
    shutil.rmtree(old, ignore_errors=True)


def mend(home: Path) -> None:
    """Put back what was set aside by a write that never ended; what was half written was never confirmed."""
    for old in home.glob(f".*{OLD}"):
        place = home / old.name[1 : -len(OLD)]
        if place.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(place)
    for part in home.glob(f".*{PART}"):
        shutil.rmtree(part, ignore_errors=True)


def put_away(folder: Path, away: Path) -> None:
    """Move a folder into `away`, in place of what was put away before; `bring_back` undoes it."""
    shutil.rmtree(away, ignore_errors=True)
    away.mkdir(parents=True)
    folder.rename(away / folder.name)


def bring_back(away: Path, home: Path) -> str | None:
    """Move what was put away last into `home` again: its name, None if there is nothing.

    Raises FileExistsError, with the name as `filename`, if that is taken.
    """
    found = next(away.glob("*"), None)
    if found is None:
        return None
    if (home / found.name).exists():
        raise FileExistsError(EEXIST, "there is one of this name again", found.name)
    found.rename(home / found.name)
    return found.name
