"""Page templates into Python functions that print a view: how Jinja compiles them here, and the one way a value is printed.

Jinja's own code asks the environment for every field and makes a markup object of every value: 0.33 ms for the page of
a tool. The same template as plain field access, with the values of a stretch of text joined at once, takes a third.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any, Final

from jinja2 import Environment, Template, UndefinedError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.utils import missing

from generator.renderers.escaping import for_anywhere
from generator.renderers.ld import ld_json
from generator.renderers.prose import element_text, inline, prose
from generator.renderers.visible import visible

HTML: Final = {"prose": prose, "inline": inline, "text": element_text, "ld": ld_json}
"""The filters that print by themselves: each makes visible and escapes what it is given, in its own way."""
GIVEN: Final = ("view", "root")
"""What every template is given, and nothing else."""
_KEPT: Final = 20_000
"""Values remembered before all are forgotten: the words of a vocabulary, and the names of a few hundred tools."""


class Printed(dict[Any, str]):
    """The HTML of a value: its text with hidden characters spelt out, escaped. `printed[value]` is how a template prints.

    Four in five values of a page were printed before (its own name, badges, the way to the root), and looking one up
    costs 40 ns. No value is trusted for its type: markup is escaped like any text, only the filters of `HTML` make HTML.
    """

    __slots__ = ()

    def __missing__(self, value: Any) -> str:
        """Print a value that was not printed before.

        Raises:
            UndefinedError: the template prints what nobody gave or set.
        """
        if value is missing:
            message = f"a template is given {' and '.join(GIVEN)}, and one of them was left out"
            raise UndefinedError(message)
        html = for_anywhere(visible(str(value)))
        if type(value) is str:  # 1, 1.0 and True are one key
            if len(self) >= _KEPT:
                self.clear()
            self[value] = html
        return html


class PageCode(CodeGenerator):
    """Jinja's compiler, with other code for a stretch of output, for a field, and for what every template is given."""

    environment: PageEnvironment

    def write_commons(self) -> None:
        """Also bring in the one way to print."""
        super().write_commons()
        self.writeline("printed = environment.printed")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - the base class's method
        """One piece of text for neighbouring text and values, which Python 3.11 joins as it does an f-string's parts."""
        if frame.buffer is not None or frame.require_output_check:
            self.fail("found a macro, a block or an `extends`, expected a page's template to be one text", node.lineno)
        text, values = "", []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                text += child.data.replace("%", "%%")
            elif isinstance(child, nodes.Const):
                text += self.environment.printed[child.value].replace("%", "%%")
            else:
                text += "%s"
                values.append(child)
        if not values:
            self.writeline(f"yield {text % ()!r}", node)
            return
        self.writeline(f"yield {text!r} % (", node)
        for value in values:
            self._print(value, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the base class's method
        """A field of a view is an attribute, never the item of a mapping; see `PageTemplate` for a missing one."""
        if iskeyword(node.attr):
            self.fail(f"found the field {node.attr}, expected a name that Python has for a field", node.lineno)
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802 - the base class's method
        """Without Jinja's question whether it was given, for what always is: 15 ns, several hundred times a page."""
        if node.ctx == "load" and node.name in GIVEN:
            self.write(frame.symbols.ref(node.name))
        else:
            super().visit_Name(node, frame)

    def _print(self, value: nodes.Expr, frame: Frame) -> None:
        if isinstance(value, nodes.Filter) and value.name in HTML:
            self.visit(value, frame)
        else:
            self.write("printed[")
            self.visit(value, frame)
            self.write("]")


class PageTemplate(Template):
    """A template that is given a view and the way to the site's root."""

    def render(self, *, view: Any = missing, root: Any = missing) -> str:
        """The HTML of the view.

        Raises:
            UndefinedError: the template asks for a field that the view does not have.
        """
        # Without the globals that Jinja hands to every template: its Context with them takes 10 microseconds to make.
        given = Context(self.environment, {"view": view, "root": root}, self.name, {})
        try:
            return "".join(self.root_render_func(given))
        except AttributeError as error:
            raise UndefinedError(str(error)) from error


class PageEnvironment(Environment):
    """The environment in which templates are compiled and printed so."""

    code_generator_class = PageCode
    template_class = PageTemplate

    def __init__(self, **options: Any) -> None:
        """Take Jinja's own options."""
        self.printed = Printed()
        super().__init__(**options)
        self.filters.update(HTML)
