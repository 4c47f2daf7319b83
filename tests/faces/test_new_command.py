"""`new` adds skeletons in the house style, and never touches what is there."""

from __future__ import annotations

from click.testing import CliRunner

from generator.faces.cli import cli
from generator.model.problem import CatalogError


def run(*arguments):
    return CliRunner().invoke(cli, ["new", *map(str, arguments)])


def test_a_new_server_is_a_skeleton(tmp_path):
    done = run("server", "acme-billing", "--catalog", tmp_path)
    assert done.exit_code == 0
    assert (tmp_path / "servers" / "acme-billing.yaml").read_text() == (
        "# yaml-language-server: $schema=../schema/server.schema.json\nslug: acme-billing\nname: Acme Billing\ntools: []\n"
    )
    assert (tmp_path / "servers" / "../schema/server.schema.json").is_file(), "the schema its first line names"


def test_a_new_tool_joins_its_server(tmp_path):
    run("server", "acme", "--catalog", tmp_path, "--name", "Acme")
    assert run("tool", "acme", "pay", "--catalog", tmp_path).exit_code == 0
    listed = ["--listed-at", "Acme's blog", "--note", "1.2 lists no such tool"]
    assert run("tool", "acme", "refund", "--catalog", tmp_path, *listed).exit_code == 0
    assert (tmp_path / "servers" / "acme.yaml").read_text().endswith(
        "tools:\n  - name: pay\n\n  - name: refund\n    status: listed-elsewhere\n    listed:\n"
        "      where: Acme's blog\n      note: 1.2 lists no such tool\n"
    )  # fmt: skip


def test_what_is_there_is_not_overwritten(tmp_path):
    run("server", "acme", "--catalog", tmp_path)
    run("tool", "acme", "pay", "--catalog", tmp_path)
    before = (tmp_path / "servers" / "acme.yaml").read_bytes()
    for arguments in (("server", "acme"), ("tool", "acme", "pay"), ("tool", "absent", "pay"), ("tool", "acme", "a b")):
        assert isinstance(run(*arguments, "--catalog", tmp_path).exception, CatalogError)
    assert (tmp_path / "servers" / "acme.yaml").read_bytes() == before
    assert [path.name for path in (tmp_path / "servers").iterdir()] == ["acme.yaml"]


def test_a_wrong_call_is_a_usage_error(tmp_path):
    assert run("server", "../x", "--catalog", tmp_path).exit_code == 2
    assert run("tool", "acme", "pay", "--listed-at", "x", "--catalog", tmp_path).exit_code == 2
