#!/usr/bin/env python3
"""A registry into plain MkDocs Material: one Markdown page a tool, not in the navigation, built by `mkdocs build`.

What a catalog would be without a renderer of its own. Writing the Markdown is not counted, only MkDocs is.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

_SETTINGS: Final = {
    "site_name": "MCP policy catalog",
    "site_url": "https://mcp-policy-catalog.example/",
    "theme": {"name": "material", "font": False},
    "nav": [{"Home": "index.md"}],
    "not_in_nav": "/tools/",
    "markdown_extensions": ["tables", "attr_list", "md_in_html"],
    "plugins": ["search"],
}
ENVIRONMENT: Final = {"NO_MKDOCS_2_WARNING": "1"}


def main(arguments: list[str] | None = None) -> int:
    """Prepare and build; the exit code is that of MkDocs."""
    parser = argparse.ArgumentParser(
        description="Build a registry with plain MkDocs Material, one Markdown page a tool."
    )
    parser.add_argument("catalog", metavar="CATALOG", type=Path, help="catalog folder with servers/*.yaml")
    parser.add_argument("out", metavar="OUT", type=Path, help="folder for the project and its site")
    asked = parser.parse_args(arguments)
    prepare(asked.catalog, asked.out)
    return subprocess.run(command(asked.out), check=False).returncode


def command(project: Path) -> list[str]:
    """What builds the project into its `site` folder."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(project / "mkdocs.yml")]


def prepare(catalog: Path, project: Path) -> None:
    """Write the project: settings, a home page and one page a tool."""
    pages = project / "docs" / "tools"
    pages.mkdir(parents=True)
    (project / "mkdocs.yml").write_text(json.dumps(_SETTINGS), encoding="utf-8")
    (project / "docs" / "index.md").write_text("# MCP policy catalog\n", encoding="utf-8")
    for path in sorted((catalog / "servers").glob("*.yaml")):
        server = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        (pages / path.stem).mkdir()
        for tool in server["tools"]:
            slug = tool["name"].lower().replace("_", "-").replace("/", "-").strip(".-")
            text = "\n".join(_lines(tool, server))
            (pages / path.stem / f"{slug}.md").write_text(text, encoding="utf-8")


def _lines(tool: dict[str, Any], server: dict[str, Any]) -> Iterator[str]:
    name, package = tool["name"], server.get("package") or {}
    yield f"---\ntitle: {json.dumps(name)}\ndescription: {json.dumps(tool.get('summary', ''))}\n---\n\n# {name}\n"
    yield f"{tool.get('summary', '')}\n"
    yield "| Fact | Value |\n|---|---|"
    yield f"| Server | {server['name']} `{package.get('name', '')}` |"
    yield f"| Category | {tool.get('category', '')} |"
    parameters = tool.get("parameters")
    known = parameters if isinstance(parameters, list) else []
    yield f"| Parameters | {len(known)} |\n| Required | {sum(bool(each.get('required')) for each in known)} |"
    hints = tool.get("hints")
    for key, value in (hints if isinstance(hints, dict) else {}).items():
        yield f"| {key} | {'yes' if value else 'no'} |"
    yield "\n## Parameters\n"
    if known:
        yield "| Name | Type | Required | Default | Description |\n|---|---|---|---|---|"
    for each in known:
        text = str(each.get("description") or each.get("quote") or "").replace("|", "\\|")
        default = f"`{json.dumps(each['default'])}`" if "default" in each else ""
        kind = str(each.get("type", "")).replace("|", "\\|")
        yield f"| `{each['name']}` | {kind} | {'yes' if each.get('required') else 'no'} | {default} | {text} |"
    yield f"\n## Why {name} needs a policy\n\n{tool.get('rationale', '')}\n\n{tool.get('evidence', '')}\n"
    document = json.dumps({"version": "1", "default": "deny", "tools": {name: {}}}, indent=2)
    yield f"## Recommended policy\n\n```json\n{document}\n```\n"
    yield f"## Questions about {name}\n"
    for question in (
        f"What does {name} do?",
        f"What risk level is {name}?",
        f"Can I rate-limit {name}?",
        f"What server provides {name}?",
    ):
        yield f'<details markdown="1"><summary>{question}</summary>\n\n{tool.get("summary", "")} It belongs to {server["name"]}.\n\n</details>\n'
    for own in tool.get("faq", ()):
        yield f'<details markdown="1"><summary>{own["question"]}</summary>\n\n{own["answer"]}\n\n</details>\n'
    definition = tool.get("definition") or {}
    yield f"## Provenance\n\n`{definition.get('digest', 'not observed')}`"


if __name__ == "__main__":
    sys.exit(main())
