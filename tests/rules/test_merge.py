"""An import replaces what the server decides and nothing that a person wrote."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.server import Server
from generator.rules.change import ChangeKind, is_same
from generator.rules.merge import EmptyAnswerError, Observed, merge

BASE = {"slug": "shop", "name": "Shop"}
HUMAN = {
    "category": "Read", "risk": "High", "risk_reason": "Because.", "reviewed": "2026-11-01", "reviewed_by": "Ada", "summary": "Ours.",
    "rationale": "Why.", "evidence": "Words.", "faq": [{"question": "Q?", "answer": "A."}], "slug": "own-slug",
    "signals": [{"kind": "secret-out", "holds": True, "reason": "It prints them."}],
}  # fmt: skip


def fact(name="list_orders", digest="0", **changes):
    """What the importer knows of a tool."""
    definition = {"digest": f"sha256:{digest * 64}", "bytes": 100, "tokens": 25}
    return {"name": name, "parameters": [], "hints": {}, "definition": definition, **changes}


def observed(*tools, version="2.0", **changes):
    """One import."""
    capture = {"date": "2026-11-22", "method": "stdio", "command": ["shop"], "protocol": "2025-11-25"}
    package = {"registry": "pypi", "name": "shop", "version": version}
    return Observed(**{"tools": tools, "capture": capture, "package": package, "transport": "stdio", **changes})


def entry(*tools, **changes):
    """What an earlier import of version 1.0 left."""
    return {**merge(observed(*tools, version="1.0"), BASE).data, **changes}


def kinds(merged):
    return [change.kind for change in merged.changes]


def tool_changes(merged):
    return [change for change in merged.changes if change.kind is not ChangeKind.CHANGED_SERVER]


def test_a_new_entry_holds_the_facts_and_only_them():
    merged = merge(observed(fact(), fact("b")), BASE)
    assert [tool["name"] for tool in merged.data["tools"]] == ["list_orders", "b"]
    assert merged.data["transport"] == ["stdio"]
    assert [change.where for change in tool_changes(merged)] == ["list_orders", "b"]
    Server.model_validate_json(json.dumps(merged.data))


def test_the_same_import_again_changes_nothing():
    once = merge(observed(fact(), fact("b")), BASE).data
    twice = merge(observed(fact(), fact("b")), once)
    assert twice.data == once
    assert twice.changes == ()


def test_what_a_person_wrote_stays_when_every_fact_changes():
    keys = [{"variable": "SHOP_KEY", "source": "Its manual."}]
    before = entry({**fact(), **HUMAN}, name="Our Shop", summary="Sells.", publisher="Acme", credentials=keys)
    new = fact(digest="1", title="List", hints={"readOnlyHint": False}, parameters=[{"name": "q"}])
    after = merge(observed(new), before).data
    tool = after["tools"][0]
    kept = {key: value for key, value in HUMAN.items() if key not in {"reviewed", "reviewed_by"}}
    assert {key: tool[key] for key in kept} == kept
    assert (after["name"], after["summary"], after["publisher"]) == ("Our Shop", "Sells.", "Acme")
    assert after["credentials"] == keys
    assert (tool["title"], tool["hints"], tool["parameters"]) == ("List", {"readOnlyHint": False}, [{"name": "q"}])


def test_a_changed_definition_takes_the_day_of_its_review_away_and_an_unchanged_one_keeps_it():
    before = entry({**fact(), **HUMAN})
    changed = merge(observed(fact(digest="1")), before).data["tools"][0]
    assert changed.keys().isdisjoint({"reviewed", "reviewed_by"})
    same = merge(observed(fact(title="New")), before).data["tools"][0]
    assert (same["reviewed"], same["reviewed_by"]) == (HUMAN["reviewed"], HUMAN["reviewed_by"])


def test_a_skeleton_that_no_server_ever_listed_is_not_withdrawn():
    merged = merge(observed(fact("other")), entry({"name": "planned"}))
    assert {"name": "planned"} in merged.data["tools"]


def test_the_merge_leaves_its_input_alone():
    before = entry(fact(parameters=[{"name": "a", "fields": [{"name": "b"}]}]), fact("gone"))
    kept = copy.deepcopy(before)
    merge(observed(fact(digest="1", parameters=[{"name": "c"}])), before)
    assert before == kept


def test_a_changed_definition_is_reported_with_both_digests():
    merged = merge(observed(fact(digest="1")), entry(fact()))
    change = next(each for each in merged.changes if each.kind is ChangeKind.CHANGED_DEFINITION)
    assert (change.where, change.key) == ("list_orders", "digest")
    assert (change.before, change.after) == ("sha256:" + "0" * 64, "sha256:" + "1" * 64)


def test_a_changed_title_or_hint_is_reported():
    merged = merge(observed(fact(title="New", hints={"readOnlyHint": True})), entry(fact(title="Old")))
    assert [(each.key, each.before, each.after) for each in tool_changes(merged)] == [
        ("title", "Old", "New"),
        ("readOnlyHint", None, True),
    ]


def test_a_fact_that_is_no_longer_stated_goes_away():
    tool = merge(observed(fact()), entry(fact(title="Old"))).data["tools"][0]
    assert "title" not in tool


def test_a_tool_that_is_no_longer_listed_is_withdrawn_with_the_version_that_had_it():
    merged = merge(observed(fact("b")), entry({**fact(), **HUMAN}, fact("b")))
    tool = merged.data["tools"][0]
    assert (tool["status"], tool["last_seen"]) == ("withdrawn", "1.0")
    assert {key: tool[key] for key in HUMAN} == HUMAN
    assert tool["definition"] == fact()["definition"]
    assert [each.kind for each in tool_changes(merged)] == [ChangeKind.WITHDRAWN_TOOL]


def test_a_withdrawn_tool_of_an_unknown_version_says_so():
    before = entry(fact(), fact("b"))
    del before["package"]
    assert merge(observed(fact("b")), before).data["tools"][0]["last_seen"] == "unknown"


def test_a_withdrawn_tool_keeps_the_version_that_last_had_it():
    once = merge(observed(fact("b")), entry(fact(), fact("b"))).data
    twice = merge(observed(fact("b"), version="3.0"), once)
    assert twice.data["tools"][0]["last_seen"] == "1.0"
    assert tool_changes(twice) == []


@pytest.mark.parametrize(
    "status",
    [
        {"status": "withdrawn", "last_seen": "0.9"},
        {"status": "listed-elsewhere", "listed": {"where": "x", "note": "y"}},
    ],
)
def test_a_tool_that_is_offered_is_verified_again(status):
    before = entry(fact())
    before["tools"][0] |= {**status, **HUMAN}
    merged = merge(observed(fact()), before)
    assert merged.data["tools"][0].keys().isdisjoint({"status", "last_seen", "listed"})
    assert {key: merged.data["tools"][0][key] for key in HUMAN} == HUMAN
    assert [each.kind for each in tool_changes(merged)] == [ChangeKind.RETURNED_TOOL]


def test_a_tool_listed_elsewhere_and_still_not_offered_stays_as_it_is():
    listed = {"name": "get_job_status", "status": "listed-elsewhere", "listed": {"where": "x", "note": "y"}}
    merged = merge(observed(fact()), entry(fact(), tools=[listed, fact()]))
    assert merged.data["tools"][0] == listed


def test_an_empty_list_is_refused_while_the_entry_has_verified_tools():
    before = entry(fact(), fact("b"))
    with pytest.raises(EmptyAnswerError, match=r"lists no tools, the entry has 2: .*--accept-empty"):
        merge(observed(), before)
    accepted = merge(observed(), before, accepts_empty=True)
    assert [tool["status"] for tool in accepted.data["tools"]] == ["withdrawn", "withdrawn"]
    assert merge(observed(), accepted.data).data["tools"] == accepted.data["tools"]


def test_an_empty_list_makes_a_new_entry_without_tools():
    assert merge(observed(), BASE).data["tools"] == []


def test_tools_keep_their_place_and_a_new_one_follows_its_neighbour():
    before = entry(fact("c"), fact("a"), fact("gone"))
    after = merge(observed(fact("new1"), fact("a"), fact("new2"), fact("new3"), fact("c"), fact("new4")), before)
    names = [tool["name"] for tool in after.data["tools"]]
    assert names == ["new1", "c", "new4", "a", "new2", "new3", "gone"]


def test_parameter_descriptions_are_matched_by_dotted_name():
    old = [{"name": "a", "type": "string", "description": "A."},
           {"name": "o", "type": "object", "description": "O.", "fields": [
               {"name": "a", "description": "O.a."}, {"name": "x", "description": "Gone."}]}]  # fmt: skip
    new = [{"name": "o", "type": "array[object]", "fields": [{"name": "a", "type": "integer"}, {"name": "y"}]},
           {"name": "a", "type": "number", "required": True}]  # fmt: skip
    merged = merge(observed(fact(parameters=new)), entry(fact(parameters=old)))
    assert merged.data["tools"][0]["parameters"] == [
        {"name": "o", "type": "array[object]", "description": "O.", "fields": [
            {"name": "a", "type": "integer", "description": "O.a."}, {"name": "y"}]},
        {"name": "a", "type": "number", "required": True, "description": "A."},
    ]  # fmt: skip
    assert [(each.kind.value, each.where, each.key) for each in tool_changes(merged)] == [
        ("changed parameter", "list_orders: o", "type"),
        ("changed parameter", "list_orders: o.a", "type"),
        ("added parameter", "list_orders: o.y", None),
        ("removed parameter", "list_orders: o.x", None),
        ("changed parameter", "list_orders: a", "type"),
        ("changed parameter", "list_orders: a", "required"),
    ]


@pytest.mark.parametrize(
    ("before", "after"), [({}, {"default": None}), ({"default": None}, {}), ({"default": 0}, {"default": False})]
)
def test_a_default_of_null_is_not_a_missing_one(before, after):
    merged = merge(
        observed(fact(parameters=[{"name": "a", **after}])), entry(fact(parameters=[{"name": "a", **before}]))
    )
    assert merged.data["tools"][0]["parameters"] == [{"name": "a", **after}]
    assert [each.key for each in tool_changes(merged)] == ["default"]


def test_spelled_out_defaults_stay_as_a_person_wrote_them():
    before = entry(fact(parameters=[{"name": "a", "required": False, "description": "x"}]))
    before["tools"][0] |= {"status": "verified", "faq": []}
    before["tools"][0]["definition"]["tokens_method"] = "bytes/4"
    before["capture"] |= {"texts": "excerpt", "environment": []}
    merged = merge(observed(fact(parameters=[{"name": "a"}]), version="1.0"), before)
    assert merged.data == before
    assert merged.changes == ()


def test_parameters_that_become_unknown_are_one_change():
    merged = merge(observed(fact(parameters="unknown")), entry(fact(parameters=[{"name": "a"}, {"name": "b"}])))
    (change,) = tool_changes(merged)
    assert (change.key, change.before, change.after) == ("parameters", ["a", "b"], "unknown")


def test_facts_about_the_package_fill_gaps_only():
    about = {"licence": "MIT", "repository": "https://example.com/r"}
    merged = merge(observed(fact(), about=about), entry(fact(), licence="Apache-2.0"))
    assert (merged.data["licence"], merged.data["repository"]) == ("Apache-2.0", "https://example.com/r")


def test_an_unknown_package_leaves_the_known_one():
    merged = merge(observed(fact(), package=None), entry(fact()))
    assert merged.data["package"]["version"] == "1.0"


def test_a_new_version_is_reported():
    merged = merge(observed(fact()), entry(fact()))
    assert [(each.where, each.key, each.before, each.after) for each in merged.changes] == [
        ("package", "version", "1.0", "2.0")
    ]


def test_a_further_transport_is_added():
    assert merge(observed(fact(), transport="streamable-http"), entry(fact())).data["transport"] == [
        "stdio",
        "streamable-http",
    ]


def test_true_and_one_are_not_the_same():
    assert not is_same({"default": True}, {"default": 1})
    assert not is_same([1], [1.0])
    assert is_same({"a": [{"b": None}]}, {"a": [{}]})


@pytest.mark.parametrize("value", [{"required": False}, {"a": None}, {"status": "verified"}, {"environment": []}])
def test_nothing_inside_a_value_of_the_server_is_a_default(value):
    assert not is_same({"default": value}, {"default": {}})
    assert not is_same({"enum": [value]}, {"enum": [{}]})
    before, after = fact(parameters=[{"name": "a", "default": {}}]), fact(parameters=[{"name": "a", "default": value}])
    merged = merge(observed(after), entry(before))
    assert merged.data["tools"][0]["parameters"][0]["default"] == value
    assert [each.key for each in tool_changes(merged)] == ["default"]


NAMES = st.sampled_from(["a", "b", "c", "d"])
PARAMETERS = st.deferred(
    lambda: st.lists(
        st.fixed_dictionaries(
            {"name": NAMES},
            optional={
                "type": st.sampled_from(["string", "object"]),
                "required": st.just(True),
                "default": st.none(),
                "fields": PARAMETERS,
            },
        ),
        max_size=3,
        unique_by=lambda each: each["name"],
    )
)
FACTS = st.lists(
    st.builds(
        lambda name, digest, parameters, title: fact(name, digest, parameters=parameters, **title),
        NAMES,
        st.sampled_from("01"),
        PARAMETERS | st.just("unknown"),
        st.just({}) | st.just({"title": "T"}),
    ),
    max_size=4,
    unique_by=lambda each: each["name"],
)


@given(FACTS, FACTS)
def test_merging_twice_is_merging_once(first, second):
    before = merge(observed(*first, version="1.0"), BASE).data
    once = merge(observed(*second), before, accepts_empty=True).data
    twice = merge(observed(*second), once, accepts_empty=True)
    assert twice.data == once
    assert twice.changes == ()


@given(FACTS, FACTS)
def test_no_tool_is_ever_deleted(first, second):
    before = merge(observed(*first, version="1.0"), BASE).data
    after = merge(observed(*second), before, accepts_empty=True).data
    names = [tool["name"] for tool in after["tools"]]
    assert set(names) == {each["name"] for each in [*first, *second]}
    assert len(names) == len(set(names))
    offered = [tool["name"] for tool in after["tools"] if tool.get("status", "verified") == "verified"]
    assert set(offered) == {each["name"] for each in second}


def test_hidden_characters_and_orders_are_kept_until_an_import_finds_them_gone():
    def said(**more):
        return fact(definition={"digest": f"sha256:{'0' * 64}", "bytes": 100, "tokens": 25, **more})

    found = {"orders": "do not tell the user", "hidden": "a[U+200B]b"}
    before = entry({**said(**found), **HUMAN})
    assert merge(observed(said(**found)), before).data["tools"][0]["definition"] == said(**found)["definition"]
    gone = merge(observed(said()), before)
    assert gone.data["tools"][0]["definition"].keys().isdisjoint(found)
    assert {each.key for each in tool_changes(gone)} == set(found)
    assert gone.data["tools"][0]["reviewed"] == HUMAN["reviewed"]
