"""A page's template prints every value in one way, whatever the value is and whatever was printed before."""

import ast
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, TemplateError, TemplateSyntaxError, UndefinedError
from markupsafe import Markup, escape

from generator.renderers import printing
from generator.renderers.environment import environment
from generator.renderers.escaping import for_anywhere, for_element
from generator.renderers.printing import HTML, Printed
from generator.renderers.visible import _MARKS, _special, _spelt_out, _uncommon, visible
from generator.views.words import Markdown
from tests.support.builders import TEMPLATES

HOSTILE = st.text() | st.lists(
    st.sampled_from(["<b>", "&", "&amp;", '"', "'", "\u202e", "\r\n", "\x00", "1", "None"])
).map("".join)
VALUES = HOSTILE | HOSTILE.map(Markdown) | HOSTILE.map(Markup) | st.integers() | st.floats() | st.booleans() | st.none()


def made(source, **partials):
    found = environment(TEMPLATES)
    found.loader = DictLoader({"x": source, **partials})
    return found


def plainly(value):
    """What printing means; markup from elsewhere is text."""
    return str(escape(visible(str(value))))


@given(st.lists(VALUES, max_size=8))
def test_every_value_is_made_visible_and_escaped_whatever_came_before(values):
    printed = Printed()
    for value in [*values, *values]:
        assert printed[value] == plainly(value)
        assert type(printed[value]) is str


@given(VALUES)
def test_a_template_prints_so_in_text_in_an_attribute_and_alone(value):
    expected = plainly(value)
    assert (
        made('<a href="{{ view.x }}">100 % {{ view.x }}</a>')
        .get_template("x")
        .render(view=SimpleNamespace(x=value), root="")
        == f'<a href="{expected}">100 % {expected}</a>'
    )
    assert made("{{ view }}").get_template("x").render(view=value, root="") == expected


def test_equal_values_of_other_types_are_not_mixed_up():
    printed = Printed()
    assert [printed[1], printed[True], printed[1.0], printed["1"]] == ["1", "True", "1.0", "1"]
    assert [printed["<b>"], printed[Markup("<b>")], printed[Markdown("<b>")]] == ["&lt;b&gt;"] * 3


def test_what_was_printed_is_forgotten_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(printing, "_KEPT", 3)
    printed = Printed()
    assert [printed[text] for text in "abcdabcd"] == list("abcdabcd")
    assert len(printed) <= 3


@given(HOSTILE)
def test_escaping_is_that_of_markupsafe(text):
    assert for_anywhere(text) == str(escape(text))
    assert for_element(text) == str(escape(text)).replace("&#34;", '"').replace("&#39;", "'")


def test_every_hidden_character_and_mark_is_looked_for():
    for number in range(0x110000):
        character = chr(number)
        if _special().search(character):
            assert _uncommon().search(character), hex(number)
            assert visible(f"a{character}") == _special().sub(_spelt_out, f"a{character}")
    for first, last in zip(_MARKS[::3], _MARKS[2::3], strict=True):
        assert all(_uncommon().search(chr(number)) for number in range(ord(first), ord(last) + 1))


@given(st.text() | st.text(alphabet="a\u0301\ufe0f\u26a0\u2019\n\r\t\x7f\u00e9\u4e2d", max_size=12))
def test_common_text_is_made_visible_as_any_text(text):
    assert visible(text) == _special().sub(_spelt_out, text)


TEMPLATE_NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("pages/*.jinja"))


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_no_template_prints_a_value_in_another_way(name):
    found = environment(TEMPLATES)
    source, _, _ = found.loader.get_source(found, name)
    tree = ast.parse(found.compile(source, name, raw=True))
    filters = {
        each.targets[0].id: each.value.slice.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Assign) and ast.unparse(each.value).startswith("environment.filters[")
    }
    yields = [each.value for each in printing_of(tree) if isinstance(each, ast.Yield) and not is_nothing(each)]
    assert yields
    for each in yields:
        parts = [each]
        if isinstance(each, ast.BinOp):
            assert isinstance(each.op, ast.Mod)
            parts = [each.left, *each.right.elts]
        for part in parts:
            is_text = isinstance(part, ast.Constant) and isinstance(part.value, str)
            is_printed = isinstance(part, ast.Subscript) and ast.unparse(part.value) == "printed"
            is_html = isinstance(part, ast.Call) and filters.get(ast.unparse(part.func)) in HTML
            assert is_text or is_printed or is_html, ast.unparse(part)


def printing_of(node):
    """What stands in the function that prints, without functions within: those hold the conditions of loops."""
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.FunctionDef) or inner.name == "root":
            yield inner
            yield from printing_of(inner)


def is_nothing(each):
    return isinstance(each.value, ast.Constant) and each.value.value is None


@pytest.mark.parametrize("value", ["<b>&\u202e", "`<i>` \u200b", "\x1b[31m"])
def test_the_filters_that_print_by_themselves_escape_and_hide_nothing(value):
    for name in ("prose", "inline", "text"):
        for text in (value, Markdown(value)):
            html = HTML[name](text)
            assert "<b>" not in html
            assert "<i>" not in html
            assert "[U+" in html


def test_a_missing_field_is_an_error_that_names_it():
    template = made("{{ view.nothing }}").get_template("x")
    with pytest.raises(UndefinedError, match="nothing"):
        template.render(view=object(), root="")


@pytest.mark.parametrize(
    "source", ["{{ root }}", "{{ view.x }}", "{{ other }}", "{% if false %}{% set a = 1 %}{% endif %}{{ a }}"]
)
def test_what_nobody_gave_is_never_printed(source):
    with pytest.raises(UndefinedError):
        made(source).get_template("x").render()


@pytest.mark.parametrize(
    "source",
    [
        "{% macro a() %}<b>{% endmacro %}{{ a() }}",
        "{% set a %}<b>{% endset %}{{ a }}",
        "{% filter upper %}<b>{% endfilter %}",
        "{{ view.class }}",
    ],
)
def test_a_template_that_would_print_in_another_way_is_refused(source):
    with pytest.raises(TemplateSyntaxError, match="expected a"):
        made(source).get_template("x")


def test_a_template_has_the_fields_of_views_and_not_the_items_of_mappings():
    with pytest.raises(TemplateError, match="a"):
        made("{{ view.a }}").get_template("x").render(view={"a": 1}, root="")
