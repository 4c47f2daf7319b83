"""A secret is told from a reference to one and from what documentation writes in its place."""

from __future__ import annotations

import pytest

from tests.support.auditing import PAY, found, servers


@pytest.mark.parametrize(
    ("name", "value", "is_secret"),
    [
        ("PAY_API_KEY", "correct-horse-battery", True),
        ("PASSWORD", "mysecretpass", True),
        ("X-Api-Key", "8f2kd02lslw9", True),
        ("ANYTHING", "ghp_made_up_0123456789", True),
        ("DATABASE_URL", "postgres://ada:lovelace1@db.example/shop", True),
        ("PAY_API_KEY", "${PAY_API_KEY}", False),
        ("PAY_API_KEY", "$PAY_API_KEY", False),
        ("PAY_API_KEY", "${env:PAY_API_KEY}", False),
        ("PAY_API_KEY", "${input:key}", False),
        ("PAY_API_KEY", "{env:PAY_API_KEY}", False),
        ("PAY_API_KEY", "os.environ/PAY_API_KEY", False),
        ("PAY_API_KEY", "%PAY_API_KEY%", False),
        ("Authorization", "Bearer ${TOKEN}", False),
        ("Authorization", "Bearer s3cr3tvalue", True),
        ("PAY_API_KEY", "YOUR_API_KEY", False),
        ("PAY_API_KEY", "<your key>", False),
        ("PAY_API_KEY", "sk-xxxxxxxx", False),
        ("PAY_API_KEY", "sk-...", False),
        ("PAY_API_KEY", "", False),
        ("PAY_REGION", "eu-central-1", False),
        ("MAX_TOKEN_LIMIT", "100000", False),
        ("DATABASE_URL", "postgres://db.example/shop", False),
    ],
)
def test_what_is_a_credential(name, value, is_secret, tmp_path):
    for where in ("env", "headers"):
        findings = found(
            tmp_path / where, {".mcp.json": servers(pay={**PAY, where: {name: value}})}, "server/credential"
        )
        assert bool(findings) is is_secret
        assert all(len(value) < 4 or value not in f"{each.message}{each.hint}" for each in findings)
