"""Points that show only when all servers are read, told at the tools' places, and excused there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.rules.checks.across import MOST_SERVERS, check_across
from generator.rules.summarize import summarize
from tests.support.builders import (
    make_definition,
    make_judged,
    make_parameter,
    make_tool,
    registry_server,
    registry_tool,
    write_registry,
)

NAME = "get_thing"
SLUGS = ("alpha", "beta", "gamma", "delta")


def definition(digit):
    return {"digest": f"sha256:{digit * 64}", "bytes": 640, "tokens": 160}


def entry(slug, *tools, **fields):
    return registry_server(*tools, slug=slug, name=slug.title(), summary="A server.", **fields)


def tool(name="get_thing", digit="a", **fields):
    described = [{"name": "owner", "type": "string", "required": True, "description": "Whose it is."}]
    defaults = {
        "category": "Read",
        "summary": f"Looks up what {name} is about.",
        "hints": {},
        "parameters": described,
        "definition": definition(digit),
    }
    return registry_tool(name, **{**defaults, **fields})


def excuse(code):
    return [{"check": code, "reason": "Both servers use one library."}]


def place(path: Path, text: str, nth: int = 0) -> tuple[int, int]:
    """Line and column at which the text stands in the file, for the nth time."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(row, line.index(text) + 1) for row, line in enumerate(lines, 1) if text in line][nth]


def check(policy_catalog, folder, *servers):
    """Code, server and place of every problem that the command prints."""
    catalog = write_registry(folder / "catalog", *servers)
    done = policy_catalog("check", "--catalog", catalog, "--format", "json")
    rows = json.loads(done.stdout)
    assert done.returncode == (1 if rows else 0)
    return [(row["code"], Path(row["file"]).stem, row["line"], row["column"]) for row in rows], catalog / "servers"


def across(*judged):
    return [(each.server, each.tool, each.code) for each in check_across([summarize(each) for each in judged])]


def test_one_definition_on_too_many_servers_is_told_on_each_at_the_tool_s_name(tmp_path, policy_catalog):
    servers = [entry(slug, tool("list_things", digit=str(number)), tool()) for number, slug in enumerate(SLUGS)]
    found, folder = check(policy_catalog, tmp_path, *servers)
    assert found == [("across/bleed", slug, *place(folder / f"{slug}.yaml", NAME)) for slug in sorted(SLUGS)]
    assert len({row[2:] for row in found}) == 1 and found[0][2] > 10


def test_as_many_servers_as_share_a_library_are_not(tmp_path, policy_catalog):
    found, _ = check(policy_catalog, tmp_path, *(entry(slug, tool()) for slug in SLUGS[:MOST_SERVERS]))
    assert found == []


def test_one_definition_in_two_classes_is_told_on_both(tmp_path, policy_catalog):
    servers = (entry("alpha", tool()), entry("beta", tool(risk="High", risk_reason="It holds secrets here.")))
    found, folder = check(policy_catalog, tmp_path, *servers)
    assert found == [("across/two-classes", slug, *place(folder / f"{slug}.yaml", NAME)) for slug in ("alpha", "beta")]


def test_an_excused_point_disappears_on_the_tool_that_is_excused_only(tmp_path, policy_catalog):
    servers = (
        entry("alpha", tool(excuses=excuse("across/two-classes"))),
        entry("beta", tool(risk="High", risk_reason="It holds secrets here.")),
    )
    found, folder = check(policy_catalog, tmp_path, *servers)
    assert found == [("across/two-classes", "beta", *place(folder / "beta.yaml", NAME))]


def test_excused_on_every_tool_nothing_is_left(tmp_path, policy_catalog):
    servers = [entry(slug, tool(excuses=excuse("across/bleed"))) for slug in SLUGS]
    assert check(policy_catalog, tmp_path, *servers)[0] == []


def test_an_excuse_that_is_not_needed_is_an_error_at_its_place(tmp_path, policy_catalog):
    servers = (
        entry("alpha", tool("list_things", digit="b"), tool(excuses=excuse("across/bleed"))),
        entry("beta", tool()),
    )
    found, folder = check(policy_catalog, tmp_path, *servers)
    assert found == [("excuses/needless", "alpha", *place(folder / "alpha.yaml", "check: across/bleed"))]


def test_a_server_s_own_excuse_for_such_a_point_covers_nothing(tmp_path, policy_catalog):
    found, folder = check(policy_catalog, tmp_path, entry("alpha", tool(), excuses=excuse("across/bleed")))
    assert found == [("excuses/needless", "alpha", *place(folder / "alpha.yaml", "check: across/bleed"))]


def test_a_server_under_another_name_than_its_file_hides_no_problem(tmp_path, policy_catalog):
    """Such a file was once looked for under its slug, and the whole report was lost."""
    risky = tool(risk="High", risk_reason="It holds secrets here.")
    catalog = write_registry(tmp_path / "catalog", entry("alpha", tool()), entry("beta", risky))
    (catalog / "servers" / "beta.yaml").rename(catalog / "servers" / "omega.yaml")
    done = policy_catalog("check", "--catalog", catalog, "--format", "json")
    assert [row["code"] for row in json.loads(done.stdout)] == ["across/two-classes", "names/slug-file"]


def test_two_files_of_one_slug_hide_no_problem(tmp_path, policy_catalog):
    catalog = write_registry(tmp_path / "catalog", entry("alpha", tool()), entry("beta", tool(category="Execute")))
    (catalog / "servers" / "copy.yaml").write_text(
        (catalog / "servers" / "alpha.yaml").read_text().replace("get_thing", "get_other"), encoding="utf-8"
    )
    done = policy_catalog("check", "--catalog", catalog, "--format", "json")
    codes = {row["code"] for row in json.loads(done.stdout)}
    assert {"names/slug-file", "across/two-classes"} <= codes


def test_only_what_was_seen_in_released_servers_is_compared():
    other = make_tool("get_thing", category="Destructive", status="withdrawn", last_seen="1.0.0")
    unseen = make_tool("get_thing", category="Destructive", definition=None)
    mine = make_tool("get_thing", category="Read")
    assert across(make_judged(mine, slug="a"), make_judged(other, slug="b"), make_judged(unseen, slug="c")) == []


def test_the_same_name_with_another_definition_is_another_tool():
    theirs = make_tool("get_thing", category="Destructive", definition=make_definition(digest="sha256:" + "f" * 64))
    assert across(make_judged(make_tool("get_thing", category="Read"), slug="a"), make_judged(theirs, slug="b")) == []


def test_one_server_may_offer_a_definition_twice():
    assert across(make_judged(make_tool("a", category="Read"), make_tool("b", category="Write"))) == []


def test_the_message_names_the_classes_and_the_other_servers():
    servers = [
        make_judged(make_tool("get_thing", category=category), slug=slug)
        for slug, category in (("a", "Read"), ("b", "Write"), ("c", "Read"))
    ]
    first = next(iter(check_across([summarize(each) for each in servers])))
    assert first.message == (
        "found Read/Low and Write/Medium for one definition of 'get_thing' (also on b, c), expected one class"
    )


def like(slug, category, digit, **fields):
    """A server with one tool whose digest ends in its own digit."""
    defaults = {
        "definition": make_definition(digest=f"sha256:{digit * 64}", quote="Get a thing."),
        "parameters": (make_parameter("id"), make_parameter("depth", type="integer", required=False)),
    }
    return make_judged(make_tool("get_thing", category=category, **{**defaults, **fields}), slug=slug)


def test_the_same_tool_with_another_digest_is_judged_alike_too():
    servers = [like("a", "Read", "1"), like("b", "Execute", "2")]
    found = list(check_across([summarize(each) for each in servers]))
    assert [(each.server, each.code) for each in found] == [("a", "across/two-classes"), ("b", "across/two-classes")]
    assert found[0].message == (
        "found Execute/High and Read/Low for 'get_thing' with one first sentence and the same parameters (also on b), "
        "expected one class"
    )


def test_the_order_of_parameters_and_whether_they_are_required_make_no_other_tool():
    turned = (make_parameter("depth", type="integer"), make_parameter("id", required=False, description="Ours."))
    assert len(across(like("a", "Read", "1"), like("b", "Execute", "2", parameters=turned))) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"definition": make_definition(digest=f"sha256:{'2' * 64}", quote="Get another thing.")},
        {"definition": make_definition(digest=f"sha256:{'2' * 64}")},
        {"parameters": (make_parameter("id"), make_parameter("depth", type="number"))},
        {"parameters": (make_parameter("id"),)},
        {"parameters": "unknown"},
        {"status": "withdrawn", "last_seen": "1.0.0"},
    ],
)
def test_another_sentence_or_another_schema_is_another_tool(fields):
    assert across(like("a", "Read", "1"), like("b", "Execute", "2", **fields)) == []


def test_each_tool_is_told_once_however_much_it_shares():
    servers = [like("a", "Read", "1"), like("b", "Execute", "1"), like("c", "Write", "2")]
    assert sorted(across(*servers)) == [(slug, "get-thing", "across/two-classes") for slug in ("a", "b", "c")]


def test_bleed_looks_at_the_digest_only():
    assert across(*(like(slug, "Read", str(number)) for number, slug in enumerate(SLUGS))) == []
