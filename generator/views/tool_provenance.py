"""Where the facts of a tool come from: what was captured of its server, and the digest and size of its own definition.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from generator.model.tool import Definition
from generator.views import urls
from generator.views.provenance import Provenance
from generator.views.subject import Subject
from generator.views.words import plural


def tool_provenance(subject: Subject) -> Provenance:
    """The provenance of one tool."""
    words, definition, line = subject.words, subject.tool.definition, subject.assessment.line
    return Provenance(
        captured=words.captured if subject.tool.status == "verified" else words.looked_for,
        repeat=words.repeat if definition else None,
        environment=None,
        digest=definition.digest if definition else None,
        size=_size(definition) if definition else None,
        source=f"{subject.source}, line {line}",
        edit=urls.edit_url(subject.site, subject.source, line),
        report=urls.report_url(subject.site.contact, subject.about),
    )


def _size(definition: Definition) -> str:
    return (
        f"{plural(definition.bytes, 'byte')}, about {plural(definition.tokens, 'token')} ({definition.tokens_method})"
    )
