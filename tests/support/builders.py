"""Values for tests, each with defaults, so that a test shows only what matters to it.

Model builders return judged values; registry builders return the mapping a registry file holds, or write the file.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from generator.exporters.server_policies import ServerPolicies
from generator.model.assessment import Assessment, JudgedServer
from generator.model.attack import Attack, Reference, Trigger
from generator.model.catalog import Catalog, gather
from generator.model.policy import PolicyDocument
from generator.model.server import Capture, Package, Server
from generator.model.site import Contact, Site
from generator.model.tool import Definition, Hints, Parameter, Tool
from generator.model.vocabulary import Vocabulary
from generator.rules.assess import assess
from generator.rules.summarize import summarize
from generator.views.page import Context, Page

ROOT: Final = Path(__file__).resolve().parents[2]
"""The project's folder."""
TEMPLATES: Final = ROOT / "templates"
DIGEST: Final = "sha256:" + "0123456789abcdef" * 4


@cache
def make_vocabulary() -> Vocabulary:
    """The catalog's own vocabulary."""
    text = (ROOT / "catalog" / "vocabulary.yaml").read_text(encoding="utf-8")
    return Vocabulary.model_validate_json(json.dumps(yaml.safe_load(text)))


def make_parameter(name: str = "owner", **fields: Any) -> Parameter:
    """A required string, unless `fields` say otherwise."""
    return Parameter(**{"name": name, "type": "string", "required": True, **fields})


def make_tool(name: str = "create_issue", **fields: Any) -> Tool:
    """A reviewed Write tool with two parameters, unless `fields` say otherwise."""
    defaults: dict[str, Any] = {
        "name": name,
        "summary": "Opens an issue in a repository.",
        "category": "Write",
        "reviewed": "2026-11-20",
        "rationale": "The issue is public in public repositories, and everyone who watches it is told.",
        "evidence": "The description says “create a new issue”, and `title` is required.",
        "parameters": (make_parameter("owner"), make_parameter("body", required=False)),
        "hints": Hints(readOnlyHint=False),
        "definition": make_definition(),
    }
    return Tool(**{**defaults, **fields})


def make_draft_tool(name: str = "create_issue", **fields: Any) -> Tool:
    """A tool as an import leaves it: the server's facts, no judgement of a person; the rules judge it by them."""
    unjudged = {"category": None, "summary": None, "rationale": None, "evidence": None, "reviewed": None}
    return make_tool(name, **{**unjudged, **fields})


def make_unreviewed_tool(name: str = "frobnicate", **fields: Any) -> Tool:
    """A draft that no rule understands either: a name without a known word, no description, no hints."""
    return make_draft_tool(name, **{"hints": Hints(), **fields})


def make_definition(**fields: Any) -> Definition:
    """The fingerprint of a definition of 640 bytes."""
    return Definition(**{"digest": DIGEST, "bytes": 640, "tokens": 160, **fields})


def make_server(*tools: Tool, slug: str = "github", **fields: Any) -> Server:
    """A captured npm server with one Write tool, unless told otherwise."""
    defaults: dict[str, Any] = {
        "slug": slug,
        "name": "GitHub",
        "summary": "Repositories, issues and pull requests on GitHub.",
        "publisher": "Model Context Protocol",
        "package": Package(registry="npm", name="@modelcontextprotocol/server-github", version="2025.4.8"),
        "repository": "https://github.com/modelcontextprotocol/servers",
        "licence": "MIT",
        "transport": ("stdio",),
        "capture": Capture(
            date="2026-11-20",
            method="stdio",
            command=("npx", "-y", "@modelcontextprotocol/server-github@2025.4.8"),
            protocol="2025-11-25",
            environment=("GITHUB_PERSONAL_ACCESS_TOKEN",),
        ),
        "tools": tools or (make_tool(),),
    }
    return Server(**{**defaults, **fields})


def make_judged(*tools: Tool, vocabulary: Vocabulary | None = None, **fields: Any) -> JudgedServer:
    """A server with these tools, judged by the real rules; each tool begins 20 lines after the one before."""
    server = make_server(*tools, **fields)
    lines = range(20, 20 * (len(server.tools) + 1), 20)
    return JudgedServer(
        server=server,
        assessments=assess(server, vocabulary or make_vocabulary(), lines),
        path=f"servers/{server.slug}.yaml",
    )


def make_attack(slug: str = "tool-poisoning", **fields: Any) -> Attack:
    """An attack that concerns every Write tool, unless `fields` say otherwise."""
    defaults: dict[str, Any] = {
        "slug": slug,
        "name": slug.replace("-", " ").capitalize(),
        "group": "Tool definitions",
        "summary": "A definition gives the model orders.",
        "how_it_works": ("A server words a definition for the model.",),
        "incidents": (),
        "detection": ("Definitions that address the model.",),
        "defence": ("Read definitions before a server is approved.",),
        "sources": (Reference(title="A paper", url="https://papers.example/1"),),
        "triggers": (Trigger(categories=("Write",), because="{tool} of {server} changes something."),),
    }
    return Attack(**{**defaults, **fields})


def make_catalog(
    *servers: JudgedServer, vocabulary: Vocabulary | None = None, attacks: tuple[Attack, ...] = ()
) -> Catalog:
    """The catalog of these servers, of the default one when none is given, and of these attacks."""
    rows = [summarize(each, attacks) for each in servers or (make_judged(),)]
    return gather(vocabulary or make_vocabulary(), rows, attacks)


def make_site(**fields: Any) -> Site:
    """A site with edit links and no way to be contacted, unless `fields` say otherwise."""
    defaults: dict[str, Any] = {
        "name": "MCP policy catalog",
        "url": "https://catalog.example/",
        "source_url": "https://code.example/catalog/blob/main/catalog/",
        "contact": Contact(),
        "built": "2026-11-22",
    }
    return Site(**{**defaults, **fields})


def make_policy(**fields: Any) -> PolicyDocument:
    """A PolicyLayer JSON document, unless `fields` say otherwise."""
    defaults: dict[str, Any] = {
        "target": "policylayer-json",
        "label": "PolicyLayer JSON",
        "language": "json",
        "filename": "policy.json",
        "text": '{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n    "create_issue": {}\n  }\n}\n',
        "where": "Paste it as raw JSON and attach it to a grant of the server.",
        "lost": (),
        "verified": None,
    }
    return PolicyDocument(**{**defaults, **fields})


Policies = Callable[[Server, Tool, Assessment], tuple[PolicyDocument, ...]]


def make_context(
    *servers: JudgedServer, site: Site | None = None, policies: Sequence[PolicyDocument] = (), **catalog: Any
) -> Context:
    """What page kinds look at: these servers, and the same policies for every tool."""
    given = tuple(policies)
    return Context(
        catalog=make_catalog(*servers, **catalog),
        site=site or make_site(),
        policies=lambda *_: given or (make_policy(),),
        server_policies=ServerPolicies(make_vocabulary()).of,
    )


def page_at(pages: Sequence[Page] | Any, path: str) -> Page:
    """The page of that path."""
    found = [page for page in pages if page.path == path]
    if len(found) != 1:
        message = f"expected one page at {path!r}, found {len(found)}"
        raise AssertionError(message)
    return found[0]


def digest_of(name: str) -> str:
    """A digest of a definition: tools of the same name have the same, others have another."""
    return f"sha256:{hashlib.sha256(name.encode()).hexdigest()}"


def registry_tool(name: str = "create_issue", **fields: Any) -> dict[str, Any]:
    """A tool as a registry file holds it."""
    defaults: dict[str, Any] = {
        "name": name,
        "category": "Write",
        "reviewed": "2026-11-20",
        "summary": "Opens an issue in a repository.",
        "rationale": "Everyone who watches the repository is told.",
        "evidence": "The description says “create a new issue”.",
        "parameters": [{"name": "owner", "type": "string", "required": True}],
        "hints": {"readOnlyHint": False},
        "definition": {"digest": digest_of(name), "bytes": 640, "tokens": 160},
    }
    return {**defaults, **fields}


def registry_server(*tools: dict[str, Any], slug: str = "github", **fields: Any) -> dict[str, Any]:
    """A server as its registry file holds it."""
    defaults: dict[str, Any] = {
        "slug": slug,
        "name": "GitHub",
        "package": {"registry": "npm", "name": "@modelcontextprotocol/server-github", "version": "2025.4.8"},
        "transport": ["stdio"],
        "capture": {
            "date": "2026-11-20",
            "method": "stdio",
            "command": ["npx", "-y", "@modelcontextprotocol/server-github@2025.4.8"],
        },
        "tools": list(tools) or [registry_tool()],
    }
    return {**defaults, **fields}


def registry_attack(slug: str = "tool-poisoning", **fields: Any) -> dict[str, Any]:
    """An attack as its file holds it; it concerns every Write tool, unless `fields` say otherwise."""
    defaults: dict[str, Any] = {
        "slug": slug,
        "name": slug.replace("-", " ").capitalize(),
        "group": "Tool definitions",
        "summary": "A definition gives the model orders.",
        "how_it_works": ["A server words a definition for the model."],
        "incidents": [],
        "detection": ["Definitions that address the model."],
        "defence": ["Read definitions before a server is approved."],
        "sources": [{"title": "A paper", "url": "https://papers.example/1"}],
        "triggers": [{"categories": ["Write"], "because": "{tool} of {server} changes something."}],
    }
    return {**defaults, **fields}


def write_registry(catalog: Path, *servers: dict[str, Any], attacks: Sequence[dict[str, Any]] = ()) -> Path:
    """The catalog folder, holding the vocabulary and one file for each server and attack."""
    folder = catalog / "servers"
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = (ROOT / "catalog" / "vocabulary.yaml").read_bytes()
    (catalog / "vocabulary.yaml").write_bytes(vocabulary)
    _write_entries(folder, servers or (registry_server(),))
    if attacks:
        (catalog / "attacks").mkdir(exist_ok=True)
        _write_entries(catalog / "attacks", attacks)
    return catalog


def _write_entries(folder: Path, entries: Sequence[dict[str, Any]]) -> None:
    for entry in entries:
        text = yaml.safe_dump(entry, sort_keys=False, allow_unicode=True)
        (folder / f"{entry['slug']}.yaml").write_text(text, encoding="utf-8")
