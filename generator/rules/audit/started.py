"""A server's command into the package or image that it starts, seen through the wrappers people put around it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from generator.rules.package_spec import NamedPackage, package_of_command

_SHELLS: Final = frozenset({"sh", "bash", "zsh", "dash"})
_ENGINES: Final = frozenset({"docker", "podman", "nerdctl"})
_IMAGE: Final = re.compile(r"([a-z0-9][a-z0-9._/:-]*?)(?::([\w][\w.-]*))?(?:@(sha256:[0-9a-f]{64}))?")
_NO_VALUE: Final = frozenset(
    "-i -t -it -ti -d --rm --init --interactive --tty --detach --privileged --read-only --no-healthcheck --quiet -q".split()
)
_BRIDGES: Final = frozenset({"mcp-remote", "supergateway", "mcp-proxy"})
"""Packages that only carry an address to the client."""
_UNWRAPPED: Final = 4
_RANGE: Final = re.compile(r"(?<=[\w\]])\s*[<>~!,;].*", re.DOTALL)
"""What may follow a package's name beside an exact version."""
_SET: Final = re.compile(r"[A-Za-z_]\w*=.*", re.DOTALL)


def unwrapped(command: Sequence[str]) -> tuple[str, ...]:
    """The command inside `cmd /c`, `env A=b` and `sh -c`.

    >>> unwrapped(["cmd", "/c", "npx", "-y", "pkg"])
    ('npx', '-y', 'pkg')
    """
    words = tuple(command)
    for _ in range(_UNWRAPPED):
        program = program_of(words)
        if program == "cmd" and len(words) > 2 and words[1].lower() in {"/c", "/k"}:
            words = words[2:]
        elif program == "env":
            words = tuple(_after_variables(words[1:]))
        elif program in _SHELLS and len(words) > 2 and words[1] in {"-c", "-lc", "-ic"}:
            try:
                words = tuple(shlex.split(words[2]))
            except ValueError:
                return words
        else:
            return words
    return words


def program_of(command: Sequence[str]) -> str:
    """The program's name without its folder and ending; empty for an empty command.

    >>> program_of(["/usr/bin/npx", "-y"])
    'npx'
    """
    if not command:
        return ""
    name = PureWindowsPath(command[0]).name if "\\" in command[0] else PurePosixPath(command[0]).name
    return name.lower().removesuffix(".exe").removesuffix(".cmd")


def started_package(command: Sequence[str]) -> NamedPackage | None:
    """The package or image that the command starts; None when it names none.

    >>> started_package(["docker", "run", "-i", "-e", "TOKEN", "ghcr.io/github/github-mcp-server:v1"])
    NamedPackage(registry='oci', name='ghcr.io/github/github-mcp-server', version='v1')
    """
    words = unwrapped(command)
    if program_of(words) in _ENGINES and "run" in words[1:4]:
        return _image(words[words.index("run") + 1 :])
    named = (program_of(words), *words[1:])
    return package_of_command(named) or package_of_command([_RANGE.sub("", word) for word in named])


def bridged_address(command: Sequence[str]) -> str | None:
    """The address that a bridge such as `mcp-remote` carries to the client; None for any other command."""
    package = started_package(command)
    if package is None or package.name not in _BRIDGES:
        return None
    return next((word for word in command if word.startswith(("http://", "https://"))), None)


def _image(arguments: Sequence[str]) -> NamedPackage | None:
    waiting = iter(arguments)
    for argument in waiting:
        if not argument.startswith("-"):
            match = _IMAGE.fullmatch(argument)
            if match is None:
                return None
            tag = None if match[2] == "latest" else match[2]
            return NamedPackage(registry="oci", name=match[1], version=match[3] or tag)
        if "=" not in argument and argument not in _NO_VALUE:
            next(waiting, None)
    return None


def _after_variables(words: Sequence[str]) -> Sequence[str]:
    for position, word in enumerate(words):
        if not word.startswith("-") and not _SET.fullmatch(word):
            return words[position:]
    return ()
