"""A story as a zip: the same bytes on every machine; what is unsafe or changed is refused."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.draft import apply, state
from geo.errors import GeoError
from geo.library import Library
from geo.pack import pack, unpack
from geo.told import draft_of
from tests.test_draft import WORDS, made
from tests.test_library import DAY, DRAFT

Steps = tuple[dict[str, Any], ...]
WHOLE = {"id": "r", "do": "facts", "name": "right", "value": "whole"}
ADDED = {"id": "a", "do": "add", "kind": "date", "start": WORDS.index("Later"), "end": WORDS.index("Later") + 5}


def made_pack(folder: Path, *steps: dict[str, Any], more: str = "") -> bytes:
    draft = made()
    draft = replace(draft, text=replace(draft.text, text=WORDS + more))
    for step in steps:
        draft = apply(draft, step)
    shelf = Library(folder=folder)
    return pack(shelf.files(shelf.keep(draft, DRAFT, DAY)))


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


def zip_of(files: dict[str, bytes], **facts: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = facts.get("mode", 0o100644) << 16
            made.writestr(entry, content)
    return held.getvalue()


@pytest.mark.parametrize("steps", [(), (WHOLE,), (ADDED, {"id": "b", "do": "accept", "item": "p-1"})])
def test_a_pack_comes_out_of_another_machine_as_it_went_in(tmp_path: Path, steps: Steps) -> None:
    """Taken in on a clean machine and exported again: the same zip, and the review stands where it stood."""
    first = made_pack(tmp_path / "one", *steps)
    other = Library(folder=tmp_path / "two")
    name = other.take_in(unpack(first))
    assert pack(other.files(name)) == first
    mine, theirs = (state(draft_of(Library(folder=tmp_path / at).files(name))) for at in ("one", "two"))
    assert (theirs.places, theirs.dates, theirs.facts) == (mine.places, mine.dates, mine.facts)
    assert other.open(name).problems == []


def test_the_whole_text_travels_only_with_the_right(tmp_path: Path) -> None:
    """Without it, no sentence that is not quoted is anywhere in the pack; with it, the text is."""
    more = " Something that no excerpt needs was told at length."
    part, whole = made_pack(tmp_path / "a", more=more), made_pack(tmp_path / "b", WHOLE, more=more)
    assert entries(whole)["text.txt"].decode() == WORDS + more
    assert not any(b"no excerpt needs" in content for content in entries(part).values())
    assert len(entries(part)["text.txt"].decode()) == len(WORDS + more)


def test_a_pack_describes_itself(tmp_path: Path) -> None:
    """Every file is a resource with its size and hash; sources and licences are named."""
    held = entries(made_pack(tmp_path))
    package = json.loads(held["datapackage.json"])
    papers = {"datapackage.json", "README.txt", "LICENCES.txt"}
    assert {one["path"] for one in package["resources"]} == set(held) - papers
    assert all(one["bytes"] == len(held[one["path"]]) for one in package["resources"])
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0"]
    assert package["sources"]
    assert b"unreviewed" in held["README.txt"]


def test_nothing_is_lost_where_the_id_is_taken(tmp_path: Path) -> None:
    """The same pack says so; another version is taken in as a copy only, with an id and a review of its own."""
    shelf = Library(folder=tmp_path)
    first = made_pack(tmp_path, more=" And so it went on." * 60)
    with pytest.raises(GeoError, match="letter by letter"):
        shelf.take_in(shelf.files(shelf.stories()[-1].id))
    with pytest.raises(GeoError, match="copy"):
        shelf.take_in(unpack(first))
    before = shelf.files(shelf.stories()[-1].id)
    copy = shelf.take_in(unpack(first), as_copy=True)
    own = [one for one in shelf.stories() if one.own]
    assert len({one.id for one in own}) == len({one.draft for one in own}) == 2
    assert shelf.files(next(one.id for one in own if one.id != copy)) == before


BAD: dict[str, tuple[Callable[[dict[str, bytes]], bytes], str]] = {
    "no zip": (lambda _: b"PK nothing", "zip"),
    "path out": (lambda held: zip_of({**held, "../evil.json": b"{}"}), "belong|holds"),
    "absolute": (lambda held: zip_of({**held, "/etc/evil": b"{}"}), "belong|holds"),
    "unknown": (lambda held: zip_of({"run.sh": b"", "story.json": held["story.json"]}), "belong"),
    "link": (lambda held: zip_of(held, mode=0o120777), "plain file"),
    "folder": (lambda _: zip_of({"story.json/": b""}), "belong|plain"),
    "bomb": (lambda held: zip_of({**held, "text.txt": b" " * 30_000_000}), "bytes"),
    "many": (lambda _: zip_of({f"{n}.json": b"" for n in range(5000)}), "files"),
    "changed": (lambda held: zip_of({**held, "places.csv": held["places.csv"] + b"\n"}), "hash"),
    "missing": (lambda held: zip_of({name: held[name] for name in held if name != "steps.jsonl"}), "steps.jsonl"),
    "no package": (lambda held: zip_of({**held, "datapackage.json": b"[]"}), "datapackage"),
}


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_inside_a_pack_is_told(tmp_path: Path, kind: int) -> None:
    """Bytes lost on the way, anywhere and however it is packed: refused with a message, no crash."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", kind) as packed:
        for name, content in entries(made_pack(tmp_path)).items():
            packed.writestr(name, content)
    whole = held.getvalue()
    for at in range(60, len(whole) - 200, 97):
        with pytest.raises(GeoError):
            unpack(whole[:at] + bytes(200) + whole[at + 200 :])


def test_a_story_with_a_damaged_excerpt_is_not_packed(tmp_path: Path) -> None:
    """Where an excerpt stands has to be known before the other words can be left out."""
    files = unpack(made_pack(tmp_path))
    told = json.loads(files["excerpts.json"])
    told["excerpts"][0]["selector"][0]["start"] = "first"
    with pytest.raises(GeoError, match=r"excerpts\.json"):
        pack({**files, "excerpts.json": json.dumps(told).encode()})


@pytest.mark.parametrize("case", list(BAD))
def test_a_bad_pack_is_refused(tmp_path: Path, case: str) -> None:
    """Before anything is written, with a message that names what is wrong."""
    make, said = BAD[case]
    with pytest.raises(GeoError, match=said):
        unpack(make(entries(made_pack(tmp_path))))


@pytest.mark.parametrize("name", ["../x", "A B", "", "x" * 200])
def test_a_pack_cannot_choose_a_folder(tmp_path: Path, name: str) -> None:
    """An id that is no id is refused, hashes or not."""
    held = entries(made_pack(tmp_path))
    held["story.json"] = json.dumps({**json.loads(held["story.json"]), "id": name}).encode()
    with pytest.raises(GeoError, match="no id"):
        unpack(rehashed(held))


def test_a_pack_whose_review_cannot_be_played_is_refused(tmp_path: Path) -> None:
    """A step that no review takes, though its hash is right."""
    held = entries(made_pack(tmp_path))
    held["steps.jsonl"] = b'{"id": "x", "do": "dance"}\n'
    with pytest.raises(GeoError, match="dance"):
        unpack(rehashed(held))


@pytest.mark.parametrize("layers", [[], [5], [{"name": "article-places"}]])
def test_a_pack_without_the_layers_of_an_article_is_refused(tmp_path: Path, layers: list[Any]) -> None:
    """Every page counts on them; the message says why they are missing."""
    held = entries(made_pack(tmp_path))
    held["story.json"] = json.dumps({**json.loads(held["story.json"]), "layers": layers}).encode()
    with pytest.raises(GeoError, match="article-places"):
        unpack(rehashed(held))


def rehashed(held: dict[str, bytes]) -> bytes:
    """A zip of changed files with the hashes they have now."""
    from geo.pack.made import _resource

    package = json.loads(held["datapackage.json"])
    package["resources"] = [_resource(one["path"], held[one["path"]], {}) for one in package["resources"]]
    return zip_of({**held, "datapackage.json": json.dumps(package).encode()})
