"""Arguments that look like secrets are found; settings are not."""

from __future__ import annotations

import pytest

from generator.rules.secret_arguments import masked_address, masked_arguments, secret_arguments, secrets_of_address


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--api-key=sk_test_dummy"], ["sk_test_dummy"]),
        (["--access-token=dummy"], ["dummy"]),
        (["--token", "abcd"], ["abcd"]),
        (["--api-key", "k1", "--verbose"], ["k1"]),
        (["-key", "abc"], ["abc"]),
        (["API_TOKEN=abc"], ["abc"]),
        (["--password:hunter2"], ["hunter2"]),
        (["sk_live_abcdef"], ["sk_live_abcdef"]),
        (["ghp_abcdefgh"], ["ghp_abcdefgh"]),
        (["xoxb-12345-abc"], ["xoxb-12345-abc"]),
        (["AC00000000000000000000000000000000/SK00000000000000000000000000000000:dummy"],
         ["AC00000000000000000000000000000000", "SK00000000000000000000000000000000", "dummy"]),
        (["run", "0123456789abcdef0123456789abcdef"], ["0123456789abcdef0123456789abcdef"]),
        (["--connectionString", "mongodb://user:pa55@h/db"], ["mongodb://user:pa55@h/db", "pa55"]),
        (["postgresql://me:pw1@h:5432/db?sslmode=require"], ["pw1"]),
        (["--db=postgresql://me:pw1@h/db"], ["pw1"]),
        (["--url", "https://h/mcp?api_key=zzz&tools=all"], ["zzz"]),
    ],
)  # fmt: skip
def test_a_secret_is_found(arguments, found):
    assert list(secret_arguments(["server", *arguments])) == found


@pytest.mark.parametrize(
    "arguments",
    [
        ["uvx", "mcp-server-time==2026.10.19"],
        ["npx", "-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "/tmp"],
        ["mcp", "--tools=all", "--allow-write"],
        ["mcp", "--max-token=4000", "--token-limit", "1000", "--author", "me", "--pre-release"],
        ["mcp", "--token", "--verbose"],
        ["mcp", "--token-file", "/run/token"],
        ["ssh-mcp", "--host=127.0.0.1", "--user=dummy"],
        ["mongodb-mcp-server", "--telemetry", "disabled", "mongodb://127.0.0.1:27017"],
        ["/home/me/projects/some-long-directory-name/and-another-one/server"],
        ["http://[broken"],
        [],
    ],
)
def test_a_setting_is_no_secret(arguments):
    assert secret_arguments(arguments) == ()


def test_a_secret_is_masked_however_short_and_only_where_it_stands():
    arguments = ["s", "--token=to", "--pin", "7", "--level=7", "https://u:p@h/p?key=k"]
    assert masked_arguments(arguments) == [
        "s", "--token=[redacted]", "--pin", "[redacted]", "--level=7", "https://u:[redacted]@h/p?key=[redacted]",
    ]  # fmt: skip
    assert masked_address("https://t@h/mcp?token=a&x=a") == "https://[redacted]@h/mcp?token=[redacted]&x=a"


def test_the_secrets_of_an_address_are_its_password_and_telling_values():
    assert secrets_of_address("https://u:pw@h/mcp?token=t1&x=y") == ("pw", "t1")
    assert secrets_of_address("https://justtoken@h/mcp") == ("justtoken",)
    assert secrets_of_address("https://h/mcp?tools=all") == ()
