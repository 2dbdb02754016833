"""Any story leaves the app whole: the bundled one too, with the boundaries it draws, and without the article."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GeoError
from geo.folder import files_of
from geo.library import Library
from geo.pack import left_out, pack, unpack
from geo.pack.__main__ import main
from geo.story import DATA, Story
from geo.view import DEFAULT_STORY
from tests.made import SLUG, edit_json, story_data
from tests.test_pack import entries, rehashed


@pytest.fixture(scope="module")
def packed() -> bytes:
    """The bundled story as a pack."""
    return pack(Library().files(DEFAULT_STORY))


@pytest.fixture
def clean(tmp_path: Path) -> Library:
    """Another machine, which has neither this story nor its boundaries."""
    (tmp_path / "empty").mkdir()
    return Library(tmp_path / "empty", tmp_path / "own")


def test_the_bundled_story_comes_out_of_another_machine_as_it_went_in(
    packed: bytes, clean: Library, bundled: Story
) -> None:
    """Taken in on a clean machine: the same map, no problem; exported again there: the same zip."""
    name = clean.take_in(unpack(packed))
    assert (name, clean.stories()[0].own) == (DEFAULT_STORY, True)
    found = clean.open(name)
    assert found.problems == []
    assert found.payload() == bundled.payload()
    assert pack(clean.files(name)) == packed


def test_a_pack_holds_every_layer_of_the_map_and_its_licence(packed: bytes, bundled: Story) -> None:
    """Nothing of the map is left out; each file of boundaries names its own licence, in a file for people too."""
    held = entries(packed)
    assert left_out(bundled, Library().files(DEFAULT_STORY)) == []
    package = json.loads(held["datapackage.json"])
    names = [one["name"] for one in package["resources"]]
    assert len(names) == len(set(names))
    drawn = {one["path"]: one for one in package["resources"] if one["format"] == "geojson"}
    for layer in bundled.layers:
        if layer.group == "boundaries":
            assert drawn[f"boundaries/{layer.path.name}"]["licenses"] == list(layer.licenses)
            assert f"{layer.path.name}: {layer.licence}" in held["LICENCES.txt"].decode()


def test_a_pack_of_the_bundled_story_has_only_its_excerpts(packed: bytes, bundled: Story) -> None:
    """There is no text of the article in it; the read-me says so and whose the words are."""
    held = entries(packed)
    assert not {"text.txt", "review.json", "steps.jsonl"} & set(held)
    said = held["README.txt"].decode()
    assert "only short excerpts" in said
    assert bundled.article.attribution in said


def test_a_story_that_is_here_is_not_taken_in_twice(packed: bytes, tmp_path: Path) -> None:
    """The very same says so; another version beside the bundled one comes in as a copy that says who it is."""
    shelf = Library(folder=tmp_path)
    with pytest.raises(GeoError, match="letter by letter"):
        shelf.take_in(unpack(packed))
    held = entries(packed)
    held["story.json"] = json.dumps({**json.loads(held["story.json"]), "title": "Another reading"}).encode()
    other = unpack(rehashed(held))
    with pytest.raises(GeoError, match="as a copy"):
        shelf.take_in(other)
    copy = shelf.take_in(other, as_copy=True)
    assert copy.startswith("another-reading-")
    found = shelf.open(copy)
    assert (found.title, found.problems) == ("Another reading", [])
    assert shelf.open(DEFAULT_STORY).title != "Another reading"
    assert pack(Library(tmp_path / "none", tmp_path).files(copy)) == pack(shelf.files(copy))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@given(title=WORDS, summary=WORDS, credit=WORDS, boundaries=st.sampled_from(["on", "off", "none"]))
def test_whatever_a_story_says_it_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, title: str, summary: str, credit: str, boundaries: str
) -> None:
    """Any words in any script, boundaries drawn or not: packed, opened and packed again, the same bytes."""
    data = tmp_path_factory.mktemp("data")
    story = story_data(data)
    edit_json(story / "story.json", lambda told: told.update(title=title, summary=summary, boundaries=boundaries))
    edit_json(story / "excerpts.json", lambda told: told["article"].update(attribution=credit))
    files = files_of(story, data / "boundaries")
    assert any(name.startswith("boundaries/") for name in files) == (boundaries == "on")
    once = pack(files)
    assert unpack(once) == files
    assert pack(unpack(once)) == once


SPOILED = {
    "a layer is missing": (lambda held: held.pop("boundaries/areas.geojson"), "areas.geojson"),
    "a layer was changed": (lambda held: held.update({"boundaries/areas.geojson": b"{}"}), "hash"),
    "no record": (lambda held: held.pop("boundaries/datapackage.json"), "boundaries/datapackage.json"),
    "path out": (lambda held: held.update({"boundaries/../areas.geojson": b"{}"}), "belong"),
    "half a review": (lambda held: held.update({"text.txt": b"words"}), "review.json"),
}


@pytest.mark.parametrize("case", list(SPOILED))
def test_a_spoiled_pack_is_refused(case: str, data: Path) -> None:
    """What is missing, changed, or leads elsewhere is named, and nothing is taken in."""
    spoil, said = SPOILED[case]
    held = entries(pack(Library(data).files(SLUG)))
    spoil(held)  # type: ignore[no-untyped-call]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as spoiled:
        for name, content in held.items():
            spoiled.writestr(name, content)
    with pytest.raises(GeoError, match=said):
        unpack(made.getvalue())


def test_a_story_that_names_a_review_it_lacks_is_refused(data: Path) -> None:
    """`draft` without the review would lead nowhere."""
    edit_json(data / "stories" / SLUG / "story.json", lambda told: told.update(draft="0123456789ab"))
    with pytest.raises(GeoError, match="review"):
        unpack(pack(Library(data).files(SLUG)))


def test_a_story_without_a_file_is_not_packed(data: Path) -> None:
    """What is missing is named."""
    (data / "stories" / SLUG / "figures.csv").unlink()
    (data / "boundaries" / "areas.geojson").unlink()
    with pytest.raises(GeoError, match=r"figures\.csv, boundaries/areas\.geojson"):
        pack(Library(data).files(SLUG))


def test_a_layer_need_not_credit_anybody(data: Path) -> None:
    """`attribution` may be missing from any layer: what is taken in without it can be packed again."""
    story = data / "stories" / SLUG / "story.json"
    edit_json(story, lambda told: [layer.pop("attribution", None) for layer in told["layers"]])
    edit_json(data / "boundaries" / "datapackage.json", lambda told: told["resources"][0].pop("attribution"))
    once = pack(Library(data).files(SLUG))
    assert pack(unpack(once)) == once


def test_a_layer_without_a_licence_is_not_packed(data: Path) -> None:
    """File, record and field are named."""
    edit_json(data / "boundaries" / "datapackage.json", lambda told: told["resources"][1].pop("licenses"))
    with pytest.raises(GeoError, match=r"boundaries/datapackage\.json: resource 2 \(others\): has no licenses"):
        pack(Library(data).files(SLUG))


def test_a_story_that_cannot_be_read_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken story.json is named, by the library and by the command."""
    (data / "stories" / SLUG / "story.json").write_text("{")
    with pytest.raises(GeoError, match=r"fair/story\.json: cannot be read"):
        Library(data).files(SLUG)
    assert main([SLUG, "-o", str(data / "out.zip"), "--data", str(data)]) == 1
    assert "story.json" in capsys.readouterr().err


def test_the_command_writes_and_takes_in(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out of one folder, into another; a second time it says that it is there; an unknown story, which there are."""
    monkeypatch.setenv("STORIES_DIR", str(tmp_path / "own"))
    out = tmp_path / "fair.zip"
    (tmp_path / "empty").mkdir()
    assert main([SLUG, "-o", str(out), "--data", str(data)]) == 0
    assert main([str(out), "--data", str(tmp_path / "empty")]) == 0
    assert capsys.readouterr().out.endswith("fair: among your stories\n")
    assert main([str(out), "--data", str(tmp_path / "empty")]) == 1
    assert main(["nowhere", "-o", str(out), "--data", str(DATA)]) == 1
    said = capsys.readouterr().err
    assert "letter by letter" in said
    assert "nowhere" in said
