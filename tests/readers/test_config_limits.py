"""A hostile set is cut to what can be looked at in seconds, and says what was cut."""

from __future__ import annotations

import time

from generator.readers.config_limits import MAX_PATTERNS, MAX_RULES, MAX_SERVERS
from tests.support.auditing import PAY, audited, servers


def test_servers_and_rules_beyond_the_limits_are_named_and_not_looked_at(tmp_path):
    many = servers(**{f"s{number}": PAY for number in range(MAX_SERVERS + 5)})
    rules = [f"mcp__s1__x{number}" for number in range(MAX_RULES - 10)]
    patterns = [f"mcp__s1__*a*{number}" for number in range(MAX_PATTERNS + 7)]
    start = time.perf_counter()
    result = audited(
        tmp_path,
        {"a.json": many, "b.json": {"permissions": {"deny": patterns}}, "c.json": {"permissions": {"deny": rules}}},
    )
    assert time.perf_counter() - start < 60
    cut = [each.message for each in result.findings if each.check == "config/unread"]
    assert [message.split(":")[0] for message in cut] == [
        f"found {MAX_SERVERS + 5} servers, of which {MAX_SERVERS} were looked at",
        f"found {MAX_PATTERNS + 7} rules, of which {MAX_PATTERNS} were looked at",
        f"found {MAX_RULES - 10} rules, of which {MAX_RULES - MAX_PATTERNS} were looked at",
    ]
    assert all(each.level == "error" for each in result.findings if each.check == "config/unread")
    assert len(result.subject.servers) == MAX_SERVERS


def test_an_ordinary_set_is_left_as_it_is(tmp_path):
    result = audited(tmp_path, {"a.json": servers(pay=PAY), "b.json": {"permissions": {"deny": ["mcp__pay__*"]}}})
    assert [each for each in result.findings if each.check == "config/unread"] == []
