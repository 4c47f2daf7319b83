"""`check` reports everything at once, for people and for programs."""

from __future__ import annotations

import json
import re

import yaml

from tests.support.builders import registry_server, registry_tool, write_registry

TWENTY = {
    "alpha.yaml": """\
slug: alfa
name: 5
summary: ok
publisher: x
capture: {date: 2026-13-01, method: stdio}
transport: [carrier-pigeon]
homepage: javascript:alert(1)
licens: MIT
tools:
  - name: read thing
    category: Reed
    definition: {digest: md5:1, bytes: 1, tokens: many}
    parameters: [{name: a, typ: string}, {required: true}]
""",
    "beta.yaml": """\
slug: beta
name: Beta
summary: ok
name: Again
capture: {date: 2026-11-22, method: stdio}
tools:
  - name: t
    category: Write
    risk: High
    reviewed: 2026-11-22
    summary: ok
    evidence: ok
    rationale: see [x](file:///etc/passwd)
    parameters: unknwn
    hints: {readOnlyHint: yes}
    definition: {digest: "sha256:%(zeros)s", bytes: 10, tokens: 3}
  - name: t
    status: verified
    category: Read
    reviewed: 2026-11-22
    summary: ok
    evidence: ok
    parameters: []
""",
    "gamma.yaml": "slug: gamma\nname: [\n",
    "delta.yml": "slug: delta\n",
}
EXPECTED = {
    "alpha.yaml": [(1, 7), (2, 7), (5, 17), (6, 13), (7, 11), (8, 1), (10, 11), (11, 15), (12, 26), (12, 40), (12, 51), (13, 28), (13, 42)],
    "beta.yaml": [(4, 1), (9, 11), (12, 15), (13, 16), (14, 17), (15, 27), (17, 5), (17, 11), (21, 14)],
    "gamma.yaml": [(3, 1)],
    "delta.yml": [(1, 1)],
}  # fmt: skip


def write_twenty(folder):
    (folder / "servers").mkdir(parents=True)
    for name, text in TWENTY.items():
        (folder / "servers" / name).write_text(text.replace("%(zeros)s", "0" * 64))
    return folder


def test_every_error_of_every_file_is_reported_with_its_place(tmp_path, policy_catalog):
    done = policy_catalog("check", "--catalog", write_twenty(tmp_path / "c"), "--format", "json")
    assert done.returncode == 1
    assert done.stderr == ""
    found: dict[str, list[tuple[int, int]]] = {}
    for row in json.loads(done.stdout):
        assert set(row) == {"file", "line", "column", "code", "message", "hint"}
        if not row["code"].startswith("draft/"):
            found.setdefault(row["file"].rsplit("/", 1)[1], []).append((row["line"], row["column"]))
    assert found == EXPECTED
    assert sum(map(len, found.values())) >= 20


def test_the_text_report_has_one_line_a_problem_and_no_traceback(tmp_path, policy_catalog):
    folder = write_twenty(tmp_path / "c")
    text = policy_catalog("check", "--catalog", folder)
    rows = json.loads(policy_catalog("check", "--catalog", folder, "--format", "json").stdout)
    lines = text.stdout.splitlines()
    assert text.returncode == 1
    assert len(lines) == len(rows)
    assert all(re.fullmatch(r".+\.ya?ml:\d+:\d+: [a-z]+/[a-z-]+: found .+, expected .+; .+", line) for line in lines), (
        lines
    )
    assert "Traceback" not in text.stdout + text.stderr
    assert "\x1b" not in text.stdout


def test_text_from_an_entry_cannot_forge_a_line_of_the_report(tmp_path, policy_catalog):
    server = registry_server(slug="a", summary="s", **{"x\nb.yaml:1:1: fake/code\x1b[2J": 1})
    done = policy_catalog("check", "--catalog", write_registry(tmp_path, server))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == done.stdout.count("found ") == 2
    assert "\x1b" not in done.stdout


def test_a_complete_registry_passes(tmp_path, policy_catalog):
    done = policy_catalog(
        "check",
        "--catalog",
        write_registry(
            tmp_path,
            registry_server(
                summary="Repositories.",
                tools=[
                    registry_tool(parameters=[{"name": "owner", "type": "string", "description": "Whose repository."}])
                ],
            ),
        ),
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 server, 1 tool: 0 problems" in done.stderr


def test_drafts_fail_the_check_unless_allowed(tmp_path, policy_catalog):
    folder = write_registry(tmp_path, registry_server(registry_tool(category=None)))
    yaml_text = (folder / "servers" / "github.yaml").read_text().replace("  category: null\n", "")
    (folder / "servers" / "github.yaml").write_text(yaml_text)
    assert yaml.safe_load(yaml_text)["tools"][0].get("category") is None
    done = policy_catalog("check", "--catalog", folder)
    assert done.returncode == 1
    assert "draft/category" in done.stdout
    assert policy_catalog("check", "--catalog", folder, "--allow-drafts").returncode == 0


def test_a_missing_catalog_is_one_message(tmp_path, policy_catalog):
    done = policy_catalog("check", "--catalog", tmp_path / "nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith("error: found no folder")
    assert policy_catalog("check", "--no-such-option").returncode == 2
