"""The linked reader: our ES modules and CSS, Leaflet and the map's script as one module for the browser.

The same bundle runs inside Streamlit and in a page of its own. Words are never part of it: they travel as data.
"""

import json
import re
from functools import cache
from importlib import resources
from pathlib import Path

import js_lib_leaflet

HERE = Path(__file__).parent
LEAFLET = resources.files(js_lib_leaflet) / "static" / "js_lib_leaflet"
IMPORT = re.compile(r'^import (\{[^}]+\}) from "\./(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:const|function) (\w+)", re.MULTILINE)


def _wrapped(name: str) -> str:
    """One module as a constant holding its exports, so that modules keep their private names."""
    source = (HERE / f"{name}.js").read_text(encoding="utf-8")
    exports = ", ".join(EXPORT.findall(source))
    body = re.sub(r"^export ", "", IMPORT.sub(r"const \1 = module_\2;", source), flags=re.MULTILINE)
    return f"const module_{name} = (() => {{\n{body}\nreturn {{{exports}}};\n}})();\n"


def _in_order(name: str, done: list[str]) -> list[str]:
    """Module names, each after those that it imports."""
    source = (HERE / f"{name}.js").read_text(encoding="utf-8")
    for _, needed in IMPORT.findall(source):
        if needed not in done:
            _in_order(needed, done)
    done.append(name)
    return done


@cache
def _static_script(entry: str) -> str:
    leaflet = (LEAFLET / "leaflet.js").read_text(encoding="utf-8").replace("//# sourceMappingURL", "// ")
    wrapped = f"const L = (() => {{ const exports = {{}}, module = {{exports}};\n{leaflet}\nreturn exports; }})();\n"
    return wrapped + "".join(_wrapped(name) for name in _in_order(entry, []))


def script(map_script: str, map_name: str) -> str:
    """The browser module of one story: its default export mounts the reader.

    `map_script` is what `geo.map_view` made: geometry, ids and styles, no words; `map_name` is the variable that
    holds the map.
    """
    return f"{_with_map('streamlit', map_script, map_name)}export default module_streamlit.mountIn(L, drawMap);\n"


def fetched_script(module: str, words: str) -> str:
    """A short browser module that fetches the script of a story and its words (the payload as JSON) from two
    addresses, relative to the page's; what it mounts is given the same data as `script` is.
    """
    script, payload = (f"new URL({json.dumps(address)}, document.baseURI)" for address in (module, words))
    return (
        f"const both = [import({script}), fetch({payload}).then((answer) => answer.json())];\n"
        "const [{default: mount}, payload] = await Promise.all(both);\n"
        "export default (component) => mount({...component, data: {...component.data, payload}});\n"
    )


def page_script(map_script: str, map_name: str) -> str:
    """The script of a page of its own: mounts the reader on the page's `.reader` with the JSON beside it."""
    modules = _with_map("standalone", map_script, map_name)
    return f'(() => {{\n"use strict";\n{modules}module_standalone.mountAlone(L, drawMap);\n}})();\n'


def review_script(map_script: str, map_name: str) -> str:
    """The browser module of the review of one's own article, on a map with the background alone."""
    modules = _with_map("review_streamlit", map_script, map_name)
    return f"{modules}export default module_review_streamlit.mountReview(L, drawMap);\n"


def _with_map(entry: str, map_script: str, map_name: str) -> str:
    # In parentheses: compiled with the module, off the main thread, and not parsed a second time when it is called.
    return f"{_static_script(entry)}const drawMap = ((L) => {{\n{map_script}\nreturn {map_name};\n}});\n"


@cache
def prose_script() -> str:
    """The browser module of a plain page: draws a tree of text and known tags (see `prose.js`)."""
    modules = "".join(_wrapped(name) for name in _in_order("prose", []))
    return f"{modules}export default module_prose.mountProse;\n"


@cache
def copies_script() -> str:
    """The browser module of texts with copy buttons (see `copies.js`)."""
    modules = "".join(_wrapped(name) for name in _in_order("copies", []))
    return f"{modules}export default module_copies.mountCopies;\n"


@cache
def stylesheet() -> str:
    """Leaflet's style without its pictures (we use none), then ours."""
    leaflet = (LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\([^)]*\)", "none", leaflet) + (HERE / "reader.css").read_text(encoding="utf-8")


@cache
def page_stylesheet() -> str:
    """The reader's style and what a page of its own has besides."""
    return stylesheet() + (HERE / "standalone.css").read_text(encoding="utf-8")


@cache
def review_stylesheet() -> str:
    """The reader's style and what the review has besides."""
    return stylesheet() + (HERE / "review.css").read_text(encoding="utf-8")


@cache
def comparison_stylesheet() -> str:
    """The reader's style and the marks of several stories' places."""
    return stylesheet() + (HERE / "compared.css").read_text(encoding="utf-8")
