"""The bare environment a stdio server starts in: fresh folders, few variables, nothing of the person's own.

Passed on are PATH, the caches of uv and npm, the Pythons that uv installed, and what these tools need to reach their
registries: variables that begin with PIP_, UV_ or npm_config_, proxies, and certificate files. Names that speak of a
token, password, secret, login or publishing are left out.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

from generator.readers.process_tree import MARK, ProcessTree, adopting
from generator.rules.redaction import SHORTEST_INSIDE, Secret
from generator.rules.secret_arguments import secrets_of_address

FIXED: Final = {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUNBUFFERED": "1"}
"""Makes two captures alike: servers print the time zone, and sets in hash order."""
_PASSED: Final = re.compile(
    r"(?:PIP|UV)_\w+|npm_config_\w+|(?:https?|all|no|ftp)_proxy"
    r"|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|SYSTEMROOT",
    re.IGNORECASE,
)
_PRIVATE: Final = re.compile(r"token|passw|secret|auth|login|user(?:name)?$|publish|_key$", re.IGNORECASE)
_TELLING_HOST: Final = re.compile(r"[\d\-.]")
_LONGEST_ORDINARY_HOST: Final = 9


class Sandbox(Struct, frozen=True, kw_only=True):
    """What one server runs in."""

    environment: Mapping[str, str]
    """Everything that the command's environment holds."""
    folder: Path
    """Folder the command runs in."""
    machine: tuple[Secret, ...]
    """Details of this machine that the server can see."""
    processes: ProcessTree


@contextmanager
def sandbox(given: dict[str, str], folder: Path | None) -> Iterator[Sandbox]:
    """A fresh sandbox; on leaving it all its processes are ended and its folders removed."""
    mark = secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="mcp-import-", ignore_cleanup_errors=True) as name:
        top = Path(name)
        for each in ("home", "tmp", "work"):
            (top / each).mkdir()
        environment = _environment(os.environ, top) | given | {MARK: mark}
        processes = ProcessTree(mark)
        with adopting():
            try:
                yield Sandbox(
                    environment=environment,
                    folder=folder or top / "work",
                    machine=_machine(environment, given, top),
                    processes=processes,
                )
            finally:
                processes.end()


def _environment(caller: Mapping[str, str], top: Path) -> dict[str, str]:
    passed = {name: value for name, value in caller.items() if _PASSED.fullmatch(name) and not _PRIVATE.search(name)}
    home = Path(caller.get("HOME") or Path.home())
    cache = Path(caller.get("XDG_CACHE_HOME") or home / ".cache")
    own_programs = str(Path(sys.executable).parent)
    environment = {
        "PATH": os.pathsep.join([caller.get("PATH") or os.defpath, own_programs]),
        "HOME": str(top / "home"),
        "TMPDIR": str(top / "tmp"),
        "UV_CACHE_DIR": str(cache / "uv"),
        **FIXED,
        **passed,
    }
    if not any(name.lower() == "npm_config_cache" for name in environment):
        environment["npm_config_cache"] = str(home / ".npm")
    runtimes = Path(caller.get("XDG_DATA_HOME") or home / ".local" / "share") / "uv" / "python"
    if runtimes.is_dir():
        environment.setdefault("UV_PYTHON_INSTALL_DIR", str(runtimes))
    return environment


def _machine(environment: Mapping[str, str], given: Mapping[str, str], top: Path) -> tuple[Secret, ...]:
    """What a server could repeat of this machine; one-word host names are too ordinary to look for."""
    host = socket.gethostname()
    found = [Secret(label="the temporary folder", value=str(each)) for each in (top, top.resolve())]
    for label, folder in (("the working folder", os.environ.get("PWD", "")), ("the home folder", str(Path.home()))):
        found += [Secret(label=label, value=folder)] if len(Path(folder).parts) > 2 else []
    if _TELLING_HOST.search(host) or len(host) > _LONGEST_ORDINARY_HOST:
        found.append(Secret(label="the host name", value=host))
    for name, value in environment.items():
        if name not in given and name not in FIXED and len(value) >= SHORTEST_INSIDE:
            found.append(Secret(label=f"the variable {name}", value=value))
            found += [Secret(label=f"the login in {name}", value=part) for part in secrets_of_address(value)]
    return tuple(found)
