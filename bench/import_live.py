"""Import real servers from PyPI and npm, live, and print what came of each.

Needs the network, uv and Node. Each server is imported twice into a fresh catalog: the first time from nothing, the
second time to see that nothing changes. A process that is left over would fall to this one, and is counted.

    python bench/import_live.py                      all twenty
    python bench/import_live.py time git             the ones whose name contains a word
    python bench/import_live.py --fresh-caches       install everything anew

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml
from capture import node_24

from generator.readers.process_tree import ProcessTree, adopting

AWS = ("AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=dummy-key-id", "AWS_SECRET_ACCESS_KEY=dummy-secret",
       "AWS_EC2_METADATA_DISABLED=true", "FASTMCP_LOG_LEVEL=ERROR")  # fmt: skip
ATLASSIAN = ("JIRA_URL=http://127.0.0.1:9", "JIRA_USERNAME=dummy-user", "JIRA_API_TOKEN=dummy-token",
             "CONFLUENCE_URL=http://127.0.0.1:9/wiki", "CONFLUENCE_USERNAME=dummy-user",
             "CONFLUENCE_API_TOKEN=dummy-token")  # fmt: skip
GITLAB = ("GITLAB_PERSONAL_ACCESS_TOKEN=dummy-token", "GITLAB_API_URL=http://127.0.0.1:9/api/v4",
          "USE_GITLAB_WIKI=true", "USE_MILESTONE=true", "USE_PIPELINE=true")  # fmt: skip
TWILIO = "AC00000000000000000000000000000000/SK00000000000000000000000000000000:dummy"


@dataclass(frozen=True)
class Case:
    """One server with the number of tools that it was observed to list."""

    slug: str
    tools: int
    command: str
    environment: tuple[str, ...] = ()
    needs_node_24: bool = False


CASES = (
    Case("awslabs-valkey-mcp-server", 12, "uvx awslabs.valkey-mcp-server==1.1.1", AWS),
    Case("awslabs-valkey-mcp-server-1.0.5", 105, "uvx --with mcp<2 awslabs.valkey-mcp-server==1.0.5", AWS),
    Case("awslabs-postgres-mcp-server", 7, "uvx awslabs.postgres-mcp-server==1.2.2", AWS),
    Case("awslabs-stepfunctions-tool", 0, "uvx awslabs.stepfunctions-tool-mcp-server==0.2.1", AWS),
    Case("mcp-server-git", 12, "uvx mcp-server-git==2026.10.19"),
    Case("mcp-server-fetch", 1, "uvx mcp-server-fetch==2026.10.24"),
    Case("mcp-server-time", 2, "uvx mcp-server-time==2026.10.19"),
    Case("mcp-server-sqlite", 6, "uvx --with mcp<2 mcp-server-sqlite==2025.4.25 --db-path test.db"),
    Case("mcp-atlassian", 98, "uvx mcp-atlassian==0.23.1", ATLASSIAN),
    Case("mcp-shell-server", 1, "uvx mcp-shell-server==1.1.14", ("ALLOW_COMMANDS=ls,cat,pwd",)),
    Case("filesystem", 14, "npx -y @modelcontextprotocol/server-filesystem@2026.8.31 /tmp"),
    Case("memory", 9, "npx -y @modelcontextprotocol/server-memory@2026.8.31"),
    Case("github", 26, "npx -y @modelcontextprotocol/server-github@2025.4.8",
         ("GITHUB_PERSONAL_ACCESS_TOKEN=dummy-token",)),
    Case("stripe", 22, "npx -y @stripe/mcp@0.2.5 --tools=all --api-key=sk_test_dummy"),
    Case("xero", 51, "npx -y @xeroapi/xero-mcp-server@0.0.17",
         ("XERO_CLIENT_ID=dummy-client", "XERO_CLIENT_SECRET=dummy-secret")),
    Case("desktop-commander", 26, "npx -y @wonderwhy-er/desktop-commander@0.2.52"),
    Case("code-runner", 1, "npx -y mcp-server-code-runner@0.1.8"),
    Case("gitlab", 201, "npx -y @zereight/mcp-gitlab@2.1.64", GITLAB),
    Case("twilio", 197, f"npx -y @twilio-alpha/mcp@0.7.0 {TWILIO}"),
    Case("resend", 105, "npx -y resend-mcp@2.22.0", ("RESEND_API_KEY=re_dummy_key",), needs_node_24=True),
)  # fmt: skip


def main() -> int:
    """Import the chosen servers; 0 when no tool was lost, nothing was left over and nothing changed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("words", nargs="*", help="only servers whose name contains one of these")
    parser.add_argument("--catalog", type=Path, help="keep the entries in this folder")
    parser.add_argument("--fresh-caches", action="store_true", help="install everything anew")
    chosen = parser.parse_args()
    cases = [each for each in CASES if not chosen.words or any(word in each.slug for word in chosen.words)]
    failures = 0
    with tempfile.TemporaryDirectory(prefix="import-live-") as folder:
        scratch = Path(folder)
        catalog = chosen.catalog or scratch / "catalog"
        print(f"{'server':<34} {'expected':>8} {'got':>5} {'seconds':>8} {'again':>6} {'left':>5}  second import")
        for case in cases:
            failures += not _measured(case, catalog, scratch, fresh_caches=chosen.fresh_caches)
    print(f"{len(cases) - failures} of {len(cases)} as expected")
    return 1 if failures else 0


def _measured(case: Case, catalog: Path, scratch: Path, *, fresh_caches: bool) -> bool:
    path = catalog / "servers" / f"{case.slug}.yaml"
    path.unlink(missing_ok=True)
    environment = _environment(case, scratch, fresh_caches=fresh_caches)
    first, seconds, left = _run(case, catalog, environment)
    text = path.read_bytes() if path.exists() else b""
    second, again, left_again = _run(case, catalog, environment)
    entry = yaml.safe_load(text) or {"tools": []}
    got = len(entry["tools"]) if text else -1
    is_same = bool(text) and path.read_bytes() == text and "nothing changed" in second.stdout
    outcome = "changes nothing" if is_same else "CHANGES THE ENTRY" if text else "FAILED"
    row = f"{case.slug:<34} {case.tools:>8} {got:>5} {seconds:>8.1f} {again:>6.1f} {left + left_again:>5}  {outcome}"
    print(row, flush=True)
    if first.returncode or second.returncode:
        print("\n".join(f"    {line}" for line in (first.stderr + second.stderr).splitlines()[-12:]))
    elif not is_same:
        print("\n".join(f"    {line}" for line in second.stdout.splitlines()[:12]))
    return got == case.tools and left + left_again == 0 and is_same


def _run(case: Case, catalog: Path, environment: dict[str, str]) -> tuple[subprocess.CompletedProcess[str], float, int]:
    """The finished import, how long it took, and how many processes it left."""
    command = [sys.executable, "-m", "generator.faces.cli", "import", case.slug, "--catalog", str(catalog)]
    variables = [word for each in case.environment for word in ("--env", each)]
    tree = ProcessTree("none")
    with adopting():
        start = time.perf_counter()
        done = subprocess.run(
            [*command, *variables, "--startup-timeout", "300", "--timeout", "400", "--", *case.command.split()],
            env=environment, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False,
        )  # fmt: skip
        seconds = time.perf_counter() - start
        left = tree.strays()
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return done, seconds, len(left)


def _environment(case: Case, scratch: Path, *, fresh_caches: bool) -> dict[str, str]:
    """A nearly empty environment: PATH, HOME and how to reach the package registries."""
    wanted = ("PATH", "HOME", "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "HTTPS_PROXY", "HTTP_PROXY")
    environment = {name: os.environ[name] for name in wanted if name in os.environ}
    environment["npm_config_ignore_scripts"] = "true"
    if fresh_caches:
        environment |= {"UV_CACHE_DIR": str(scratch / "uv"), "npm_config_cache": str(scratch / "npm")}
    if case.needs_node_24:
        environment["PATH"] = os.pathsep.join([str(node_24(scratch)), environment["PATH"]])
    return environment


if __name__ == "__main__":
    sys.exit(main())
