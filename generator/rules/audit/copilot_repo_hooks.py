"""Copilot CLI: hooks of a repository do not run in a prompt of an untrusted folder.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.audit import AuditFinding, Level
from generator.rules.audit.subject import AuditSubject

ID: Final = "fail-open/copilot-repo-hooks"
LEVEL: Final = Level.ERROR
ENGINE: Final = "Copilot CLI 1.0.102"
SENTENCE: Final = "Hooks under `.github/hooks`: with `-p` they do not run unless the folder is trusted."


def check(subject: AuditSubject) -> Iterator[AuditFinding]:
    """One finding for each file; an error when a script given uses `-p`."""
    prompt = next((setting for _, setting in subject.settings("prompt")), None)
    for file in subject.files:
        if file.format == "copilot-hooks" and file.hooks and ".github/hooks/" in f"/{file.path}":
            used = f", as {prompt.place.file} does on line {prompt.place.line}" if prompt else ""
            yield AuditFinding(
                check=ID,
                level=LEVEL if prompt else Level.NOTE,
                message=f"found hooks of a repository, which {ENGINE} does not run with `-p`{used} unless the folder is trusted",
                hint="trust the folder, or let the `tools` list and `--deny-tool` hold back what must never run",
                place=file.hooks[0].place,
            )
