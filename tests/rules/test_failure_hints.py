"""Failures seen in the wild come with advice; others come without a guess."""

from __future__ import annotations

import pytest

from generator.rules.failure_hints import failure_hint


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ModuleNotFoundError: No module named 'mcp.server.fastmcp'. This is mcp 2.x", "mcp<2"),
        ("AttributeError: 'Server' object has no attribute 'list_resources'", "mcp<2"),
        ("ImportError: cannot import name 'McpError' from 'mcp.shared'", "mcp<2"),
        ("pydantic.errors.PydanticUserError: Field 'x' requires", "pydantic<2.12"),
        ("npm warn EBADENGINE Unsupported engine {", "newer Node"),
        ("Error [ERR_REQUIRE_ESM]: require() of ES Module", "newer Node"),
        ("ERROR: Package 'x' requires a different Python: 3.11.7 not in '>=3.13'", "--python"),
        ("Error: connect ECONNREFUSED 127.0.0.1:6379", "--from-json"),
        ("httpx.ConnectError: [Errno -2] Name or service not known", "--from-json"),
        ("Error: No API key. Set RESEND_API_KEY or use --key", "--env"),
        ("GITLAB_TOKEN is fine", None),
        ("something else", None),
        ("", None),
    ],
)
def test_a_known_failure_has_its_advice(text, word):
    hint = failure_hint(text)
    assert hint is None if word is None else word in str(hint)
