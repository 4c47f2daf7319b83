"""The Jinja2 environment that prints every page body.

Escaping is on, a missing field is an error, and every printed value is made visible on its way out.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.ext import Extension

from generator.renderers.kept_templates import KeptTemplates
from generator.renderers.printing import PageEnvironment

_INDENT: Final = re.compile(r"^[ \t]+", re.MULTILINE)
_OPTIONAL_END: Final = re.compile(r"</(?:li|dt|dd|th|td|tr|thead|tbody|tfoot)>\n?")
"""End tags that HTML lets a page leave out, in the places where templates have them: the next element or the parent's
end closes the element. Source: HTML Living Standard, 13.1.2.4 Optional tags, read 2026-11-22."""
_INCLUDE: Final = re.compile(r"^[ \t]*\{% include \"([^\"]+)\" %\}\n", re.MULTILINE)


class OneTemplate(Extension):
    """A page and its partials as one lean template.

    An include at run time costs five microseconds, a tool page has ten; leading spaces and the end tags that HTML
    does not ask for are 800 bytes of every page.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """The source with every `{% include "..." %}` line replaced by what it names, and nothing for the eye."""
        whole = _INCLUDE.sub(lambda match: self._partial(match[1]), source)
        return _OPTIONAL_END.sub("", _INDENT.sub("", whole))

    def _partial(self, name: str) -> str:
        if self.environment.loader is None:
            raise TemplateNotFound(name)
        source, _, _ = self.environment.loader.get_source(self.environment, name)
        return self.preprocess(source.rstrip("\n") + "\n", name)


def environment(templates: Path, kept: Path | None = None) -> Environment:
    """The environment of the templates below that folder; compiled ones are `kept` in a folder of `kept_templates`.

    A page template is `pages/<kind>.html.jinja` and is given `view` and `root`: the way from the page to the
    site's root, `../../../`, or an absolute path on the 404 page.
    """
    return PageEnvironment(
        loader=FileSystemLoader(templates),
        bytecode_cache=KeptTemplates(kept) if kept else None,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=True,
        auto_reload=False,
        extensions=[OneTemplate],
    )
