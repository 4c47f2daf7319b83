"""Unknown parameters are not none, nested ones keep their names, and sentences about them count right."""

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.model.assessment import Signal
from generator.model.tool import SignalChoice
from generator.views.parameters import _json, accepted, parameter_table, reach
from tests.support.builders import make_parameter, make_tool


def table(*parameters, signals=()):
    return parameter_table(make_tool(parameters=parameters), signals)


def test_an_unknown_schema_is_not_published_rather_than_zero():
    found = parameter_table(make_tool(parameters="unknown"), ())
    assert (found.count, found.required, found.rows) == ("not published", "not published", ())
    assert accepted(make_tool(parameters="unknown")) is None


def test_no_parameters_are_zero_and_zero():
    found = table()
    assert (found.count, found.required) == ("0", "0")
    assert accepted(make_tool("ping", parameters=())) == "ping accepts no parameters."


def test_nested_parameters_have_dotted_names_and_are_not_counted():
    nested = make_parameter("edits", type="array[object]", fields=(make_parameter("oldText"),))
    deeper = make_parameter("options", type="object", required=False, fields=(make_parameter("depth"),))
    found = table(nested, deeper)
    assert [row.name for row in found.rows] == ["edits", "edits[].oldText", "options", "options.depth"]
    assert (found.count, found.required) == ("2", "1")
    assert "2 nested" in found.note


def test_twelve_levels_are_twelve_rows():
    inner = make_parameter("l12")
    for level in range(11, 0, -1):
        inner = make_parameter(f"l{level}", type="object", fields=(inner,))
    assert table(inner).rows[-1].name == ".".join(f"l{level}" for level in range(1, 13))


def test_a_stated_null_default_differs_from_no_default():
    found = table(make_parameter("a", default=None), make_parameter("b"))
    assert [row.default for row in found.rows] == ["null", None]


def test_long_value_lists_are_folded_not_cut():
    row = table(make_parameter("a", enum=tuple(f"v{i}" for i in range(40)))).rows[0]
    assert len(row.allowed) + len(row.folded) == 40
    assert row.folded_label == "28 more values"


def test_columns_nobody_fills_are_left_out():
    assert not table(make_parameter("a")).has_defaults
    assert table(make_parameter("a", constraints={"minimum": 1})).has_allowed


def test_our_description_stands_alone_and_the_servers_words_are_a_quote():
    rows = table(make_parameter("a", description="Ours.", quote="Theirs."), make_parameter("b", quote="Theirs.")).rows
    assert [(row.description, row.quote) for row in rows] == [("Ours.", None), (None, "Theirs.")]


def test_signals_stand_with_their_parameter():
    signals = (Signal(parameter="a[].path", kind="path"),)
    found = table(make_parameter("a", type="array[object]", fields=(make_parameter("path"),)), signals=signals)
    assert [row.signals for row in found.rows] == [(), ("path",)]


def test_what_arguments_reach_is_one_sentence():
    one = reach((Signal(parameter="path", kind="path"),))
    assert one == "What a call reaches is decided by its arguments: `path` names a file or folder."
    two = reach((Signal(parameter="a", kind="URL"), Signal(parameter="b", kind="URL")))
    assert two is not None
    assert "each of `a` and `b` names an address to reach" in two
    assert reach(()) is None


def test_the_accepted_parameters_are_named_and_the_required_ones_said():
    some = make_tool("t", parameters=(make_parameter("a"), make_parameter("b", required=False)))
    assert accepted(some) == "t accepts 2 parameters: `a` and `b`. Required: `a`."
    one = make_tool("t", parameters=(make_parameter("a"),))
    assert accepted(one) == "t accepts 1 parameter: `a`. It is required."
    none = make_tool("t", parameters=(make_parameter("a", required=False),))
    assert accepted(none) == "t accepts 1 parameter: `a`. None of them is required."


def test_three_hundred_names_are_counted_after_twelve():
    many = make_tool("t", parameters=tuple(make_parameter(f"p{i}") for i in range(300)))
    assert "and 288 others." in (accepted(many) or "")


def test_what_a_person_said_of_a_parameter_s_signal_stands_in_its_row():
    chosen = (
        SignalChoice(kind="path", parameter="spot", holds=True, reason="It is a folder"),
        SignalChoice(kind="command", parameter="cmd", holds=False, reason="It is a word."),
        SignalChoice(kind="guards", holds=True, reason="Of the tool."),
    )
    tool = make_tool(parameters=(make_parameter("spot"), make_parameter("cmd")), signals=chosen)
    spot, cmd = parameter_table(tool, (Signal(parameter="spot", kind="path", reason="It is a folder"),)).rows
    assert (spot.signals, spot.by_hand) == (("path",), ("A person says that path does hold: It is a folder.",))
    assert (cmd.signals, cmd.by_hand) == ((), ("A person says that command does not hold: It is a word.",))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    )
)
def test_a_value_stands_as_json_in_any_alphabet(value):
    assert _json(value) == json.dumps(value, ensure_ascii=False)
