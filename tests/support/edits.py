"""A small registry and the edits that people make to it, for tests of what has to follow from each.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.support.builders import ROOT, registry_attack, registry_server, registry_tool, write_registry
from tests.support.project import Project, files_of

NAMES = ("get_thing", "list_things", "delete_thing", "send_mail", "search")
CATEGORIES = {
    "get_thing": "Read",
    "list_things": "Read",
    "delete_thing": "Destructive",
    "send_mail": "Write",
    "search": "Read",
}


def tool(name: str, **changes: Any) -> dict[str, Any]:
    """A tool whose category fits its name."""
    return registry_tool(name, category=CATEGORIES[name], **changes)


def fresh_servers() -> dict[str, dict[str, Any]]:
    """Four servers with one to four tools, by slug."""
    return {
        f"server-{number}": registry_server(
            *(tool(name) for name in NAMES[: number + 1]), slug=f"server-{number}", name=f"Server {number}"
        )
        for number in range(4)
    }


def write(folder: Path, servers: dict[str, dict[str, Any]]) -> Path:
    """The registry in the folder; files that hold the same already are not touched, nor are the vocabulary and attacks that are there."""
    fresh = folder.with_name(f"{folder.name}-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    write_registry(fresh, *copy.deepcopy(list(servers.values())), attacks=[registry_attack()])
    if not folder.is_dir():
        fresh.rename(folder)
        return folder
    wanted = files_of(fresh)
    for name, content in wanted.items():
        path = folder / name
        if path.is_file() and not name.startswith("servers/"):
            continue
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for name in files_of(folder).keys() - wanted.keys():
        (folder / name).unlink()
    return folder


WORDS: dict[str, tuple[str, Callable[[dict[str, Any], str], None]]] = {
    "a category's meaning": ("vocabulary", lambda data, text: data["categories"][0].update(meaning=text)),
    "how a category is used": ("vocabulary", lambda data, text: data["categories"][1].update(on_server=text)),
    "what is recommended": (
        "vocabulary",
        lambda data, text: data["categories"][1]["recommendation"].update(reason=text),
    ),
    "a risk class's advice": ("vocabulary", lambda data, text: data["risk_classes"][0].update(advice=text)),
    "not reviewed": ("vocabulary", lambda data, text: data["not_reviewed"].update(meaning=text)),
    "a posture": ("vocabulary", lambda data, text: data["postures"][0].update(meaning=text)),
    "a raise": (
        "vocabulary",
        lambda data, text: data["raises"].append({"categories": ["Write"], "risk": "Critical", "because": text}),
    ),
    "a colour": (
        "vocabulary",
        lambda data, text: data["categories"][0]["colours"].update(light=f"#0000{len(text):02x}"),
    ),
    "an attack's reason": (
        "attacks/tool-poisoning",
        lambda data, text: data["triggers"][0].update(because=f"{{tool}} of {{server}}: {text}"),
    ),
    "an attack's name": ("attacks/tool-poisoning", lambda data, text: data.update(name=f"Attack {len(text)}")),
    "an attack's steps": ("attacks/tool-poisoning", lambda data, text: data.update(how_it_works=[text])),
}
"""Edits of the vocabulary and of the attack, by what is edited: the file, and how a text gets into it."""


def edited_words(catalog: Path, what: str, text: str = "Another meaning of a word.") -> None:
    """Edit the vocabulary or the attack."""
    name, edit = WORDS[what]
    path = catalog / f"{name}.yaml"
    data = yaml.safe_load(path.read_text())
    edit(data, text)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


edits = st.one_of(
    st.tuples(
        st.just("summary"), st.integers(0, 3), st.integers(0, 4), st.sampled_from(["Other words.", "More words."])
    ),
    st.tuples(st.just("rationale"), st.integers(0, 3), st.integers(0, 4), st.sampled_from(["It reads.", "It writes."])),
    st.tuples(st.just("server summary"), st.integers(0, 3), st.sampled_from(["Keeps things.", "Keeps other things."])),
    st.tuples(st.just("version"), st.integers(0, 3), st.sampled_from(["1.2.3", "4.5.6"])),
    st.tuples(st.just("somebody's file"), st.sampled_from(["CNAME", "tools/mine.txt"])),
    st.tuples(st.just("rename"), st.integers(0, 3), st.integers(0, 4), st.sampled_from(["other_name", "get_thing"])),
    st.tuples(st.just("remove tool"), st.integers(0, 3), st.integers(0, 4)),
    st.tuples(st.just("add tool"), st.integers(0, 3), st.sampled_from(NAMES)),
    st.tuples(st.just("remove server"), st.integers(0, 3)),
    st.tuples(st.just("add server"), st.integers(0, 3)),
    st.tuples(st.just("server name"), st.integers(0, 3), st.sampled_from(["New name", "Other name"])),
    st.tuples(st.just("publisher"), st.integers(0, 3), st.sampled_from(["Somebody", "Nobody Ltd"])),
    st.tuples(st.just("category"), st.integers(0, 3), st.integers(0, 4)),
    st.tuples(
        st.just("template"),
        st.sampled_from(["pages/tool", "pages/server", "pages/tools", "partials/word_body", "partials/trail"]),
    ),
    st.tuples(
        st.just("words"), st.sampled_from([*WORDS]), st.sampled_from(["Another meaning of a word.", "A third one."])
    ),
    st.tuples(st.just("settings"), st.sampled_from(["Catalog A", "Catalog B"])),
    st.tuples(st.just("handbook"), st.sampled_from(["a paragraph", "a heading", "the home page", "a page", "a file"])),
    st.tuples(st.just("page by hand"), st.sampled_from(["remove", "cut"])),
    st.tuples(st.just("day"), st.sampled_from(["2026-11-23", "2026-11-24"])),
)


def edited(edit: Any, servers: dict[str, dict[str, Any]], project: Project, catalog: Path, site: Path) -> None:
    """Do the edit; one that finds nothing to edit does nothing."""
    what, *rest = edit
    server = servers.get(f"server-{rest[0]}") if rest and isinstance(rest[0], int) else None
    tools = server["tools"] if server else []
    index = rest[1] if len(rest) > 1 and isinstance(rest[1], int) else None
    chosen = tools[index] if index is not None and index < len(tools) else None
    if what in {"template", "settings", "handbook"}:
        edited_project(project, what, rest[0])
    elif what == "words":
        edited_words(catalog, *rest)
    elif what == "page by hand":
        for page in sorted(site.glob("tools/*/index.html"))[:1]:
            page.unlink() if rest[0] == "remove" else page.write_bytes(page.read_bytes()[:-100])
    elif what == "somebody's file":
        put_by_somebody(site, rest[0])
    elif what == "add server":
        servers.setdefault(f"server-{rest[0]}", fresh_servers()[f"server-{rest[0]}"])
    elif what == "remove server":
        servers.pop(f"server-{rest[0]}", None)
    elif server is not None:
        edited_server(what, rest, server, chosen)


def edited_project(project: Project, what: str, which: str) -> None:
    """Edit a template, the site's name or the hand-written pages."""
    if what == "template":
        path = project.root / "templates" / f"{which}.html.jinja"
        path.write_text(path.read_text() + "<!-- again -->")
    elif what == "settings":
        text = (ROOT / "mkdocs.yml").read_text()
        project.config_file.write_text(text.replace("site_name: MCP policy catalog", f"site_name: {which}"))
    else:
        edited_handbook(project, which)


def edited_handbook(project: Project, what: str) -> None:
    """Add a paragraph or a heading to a hand-written page, or a paragraph to the home page; or add a page or another file, which goes the second time."""
    pages = project.root / "site_src"
    match what:
        case "a paragraph":
            _lengthen(pages / "handbook" / "how-to-read.md", "One sentence more.")
        case "a heading":
            _lengthen(pages / "handbook" / "how-to-read.md", "## One heading more")
        case "the home page":
            _lengthen(pages / "index.md", "One sentence more.")
        case _:
            new = pages / ("more.md" if what == "a page" else "more.txt")
            new.unlink() if new.exists() else new.write_text("# One page more\n")


def _lengthen(page: Path, text: str) -> None:
    page.write_text(f"{page.read_text()}\n\n{text}\n")


def put_by_somebody(site: Path, name: str) -> None:
    """A file in the site that no build wrote; nothing where no site is yet."""
    if site.is_dir():
        (site / name).write_text("mine")


def edited_server(what: str, rest: list[Any], server: dict[str, Any], chosen: dict[str, Any] | None) -> None:
    """Do an edit of one server."""
    names = {each["name"] for each in server["tools"]}
    if what == "server name":
        server["name"] = f"{rest[1]} {rest[0]}"
    elif what == "publisher":
        server["publisher"] = rest[1]
    elif what == "server summary":
        server["summary"] = rest[1]
    elif what == "version":
        server["package"]["version"] = rest[1]
    elif what == "add tool" and rest[1] not in names:
        server["tools"].append(tool(rest[1]))
    elif chosen and what in {"summary", "rationale"}:
        chosen[what] = rest[2]
    elif chosen and what == "rename" and rest[2] not in names:
        chosen["name"] = rest[2]
    elif chosen and what == "remove tool" and len(names) > 1:
        server["tools"].remove(chosen)
    elif chosen and what == "category":
        chosen.update(category="Execute", category_reason="It runs something, whatever its name says.")
