"""Imports run one way; each library has one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Each module may import only from the lines above its own.
ORDER = [
    {"errors"},
    {"timespan", "kept", "clean", "command"},
    {"catalog", "services"},
    {"feature", "tables", "facts", "folder"},
    {"topology"},
    {"layers", "article"},
    {"fetched", "extract"},
    {"records", "payload", "fetch", "build", "ingest", "draft", "outlines"},
    {"story", "basemap", "web", "desk", "stated", "found"},
    {"view", "export", "validate", "map_view", "comparison", "reading"},
    {"formats", "reviewed", "told", "annotations", "disagreement"},
    {"library", "pack"},
    {"reader", "api"},
    {"picture"},
    {"publish"},
    {"notebook", "citation"},
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
# Commands join what lies above and below the package that they are named after.
COMMANDS = {ROOT / "geo" / package / "__main__.py" for package in ("extract", "pack")}
ONLY_IN = {
    "folium": {"geo/map_view.py"},
    "requests": {"geo/fetch/transfer.py"},
    "streamlit": {"app.py", "asgi.py", "pages/"},
}
OURS = [path for path in sorted(ROOT.glob("geo/**/*.py")) if path != ROOT / "geo" / "__init__.py"]
SHIPPED = [*sorted(ROOT.glob("*.py")), *sorted(ROOT.glob("geo/**/*.py")), *sorted(ROOT.glob("pages/**/*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The dotted names a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively: write the whole name"
            yield node.module or ""
            if node.module == "geo":
                yield from (f"geo.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    """A module of geo imports only what comes before it; parts of one package may import each other."""
    module = path.relative_to(ROOT / "geo").parts[0].removesuffix(".py")
    assert module in RANK, f"give {module} its place in ORDER and in geo/__init__.py"
    if path in COMMANDS:
        return
    used = {name.split(".")[1] for name in imports(path) if name.startswith("geo.")} - {module}
    assert {name for name in used if RANK[name] >= RANK[module]} == set()


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_each_library_has_one_place(path: Path) -> None:
    """folium only in map_view, requests only in fetch/transfer, Streamlit only in app.py, asgi.py and pages."""
    used = {name.split(".")[0] for name in imports(path)} & set(ONLY_IN)
    where = name_of(path)
    misplaced = {name for name in used if not any(where.startswith(place) for place in ONLY_IN[name])}
    assert misplaced == set()


def test_the_map_of_the_code_names_every_module() -> None:
    """geo/__init__.py has a line for each module there is."""
    told = (ROOT / "geo" / "__init__.py").read_text(encoding="utf-8")
    modules = {path.relative_to(ROOT / "geo").parts[0].removesuffix(".py") for path in OURS}
    assert {module for module in modules if f"- {module} " not in told} == set()
