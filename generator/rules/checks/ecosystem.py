"""Commands that do not fit the package: `npx` for a package of PyPI, another package than the one recorded.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Severity
from generator.rules.checks.subject import Subject
from generator.rules.package_spec import package_of_command

SENTENCE: Final = "The recorded command runs the recorded package, from its own registry."


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about the capture's command."""
    server = subject.server
    if server.capture is None or server.package is None or not server.capture.command:
        return
    run = package_of_command(server.capture.command)
    if run is None:
        return
    recorded = (server.package.registry, server.package.name, server.package.version)
    ran = (run.registry, run.name, run.version or server.package.version)
    if tuple(map(_plain, ran)) != tuple(map(_plain, recorded)):
        yield Finding(
            pointer=("capture", "command"),
            code="capture/package",
            message=f"found a command that runs {run.registry} {run.name} {run.version or ''}, "
            f"expected {' '.join(part for part in recorded if part)}",
            hint="import again, or correct `package`",
            severity=Severity.REVIEW,
        )


def _plain(text: str | None) -> str:
    return (text or "").lower().replace("_", "-").replace(".", "-")
