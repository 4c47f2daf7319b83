"""A parameter's name, type and format say what kind of power it gives."""

from __future__ import annotations

import pytest

from generator.rules.classify.reading import reading_of_entry
from generator.rules.name_words import words_of
from generator.rules.signal_kinds import SIGNALS
from generator.rules.signals import signals_of as signals_of_reading
from tests.support.builders import make_parameter, make_tool


def signals_of(tool):
    """Those of parameters, as a call that changes something raises them."""
    return tuple(signal for signal in signals_of_reading(reading_of_entry(tool), "write") if signal.parameter)


def kinds(**fields):
    return [signal.kind for signal in signals_of(make_tool(parameters=(make_parameter(**fields),)))]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("path", ["path"]),
        ("repo_path", ["path"]),
        ("outputDir", ["path"]),
        ("fileName", ["path"]),
        ("url", ["URL"]),
        ("webhook", ["URL"]),
        ("command", ["command"]),
        ("sql", ["query"]),
        ("query", ["query"]),
        ("python_code", ["code"]),
        ("country_code", []),
        ("to", ["recipient"]),
        ("recipient_email", ["recipient"]),
        ("amount", ["amount"]),
        ("title", []),
        ("total_pages", []),
    ],
)
def test_a_name_gives_its_signal(name, expected):
    assert kinds(name=name) == expected


def test_an_amount_may_be_a_number_and_a_path_may_not():
    assert kinds(name="amount", type="integer") == ["amount"]
    assert kinds(name="path", type="integer") == []


def test_a_fixed_choice_gives_no_power():
    assert kinds(name="command", enum=("start", "stop")) == []


def test_a_path_through_a_document_is_no_file():
    assert kinds(name="path", quote="JSONPath inside the document") == []
    assert kinds(name="json_path") == ["path"]
    assert kinds(name="path", description="Where the JSON file is.") == ["path"]


def test_a_format_counts_as_much_as_a_name():
    assert kinds(name="target", format="uri") == ["URL"]


def test_a_list_of_targets_is_bulk():
    assert kinds(name="user_ids", type="array[string]") == ["bulk"]
    assert kinds(name="labels", type="array[string]") == []


def test_nested_parameters_have_dotted_names():
    inner = make_parameter("path")
    tool = make_tool(parameters=(make_parameter("files", type="array[object]", fields=(inner,)),))
    assert ("files[].path", "path") in [(signal.parameter, signal.kind) for signal in signals_of(tool)]


def test_an_unknown_schema_gives_no_signal():
    assert signals_of(make_tool(parameters="unknown")) == ()


def test_every_signal_reported_is_explained():
    tool = make_tool(
        parameters=tuple(make_parameter(name) for name in ("path", "url", "cmd", "sql", "code", "cc", "amount"))
    )
    assert {signal.kind for signal in signals_of(tool)} <= set(SIGNALS)


@pytest.mark.parametrize("name", ["createIssue", "create_issue", "create-issue", "create.issue", "CreateIssue"])
def test_words_are_found_in_every_style_of_name(name):
    assert words_of(name) == ("create", "issue")
