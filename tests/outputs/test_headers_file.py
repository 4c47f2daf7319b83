"""What a host is told to send: one policy for all pages, and long lives for files whose names change with their bytes."""

from __future__ import annotations

import re
import subprocess

import pytest

from generator.model.site import Contact, Site
from generator.outputs.headers_file import headers_file
from tests.browser.hosted import rules_of
from tests.support.builders import ROOT

SITE = Site(name="Catalog", url="https://a.example/", source_url=None, contact=Contact(), built="2026-11-22")


def rules(scripts=(), paths=()):
    path, content = headers_file(scripts, paths, SITE)
    assert path == "_headers"
    return {address: dict(headers) for address, headers in rules_of(content.decode())}


def test_every_page_gets_one_policy_that_holds_each_script_once_in_any_order():
    policy = rules(["one()", "two()", "one()"])["/*"]["Content-Security-Policy"]
    assert policy.count("'sha256-") == 2
    assert policy.endswith("; frame-ancestors 'none'")
    assert headers_file(["two()", "one()"], (), SITE) == headers_file(["one()", "two()", "two()"], (), SITE)


def test_every_file_is_of_the_type_it_says_and_no_device_is_asked_for():
    headers = rules()["/*"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_only_files_that_are_named_for_their_bytes_are_kept_for_ever():
    hashed = ["assets/javascripts/bundle.a5f9d56c.min.js", "assets/stylesheets/classic/main.94dd801d.min.css"]
    asked = ["assets/catalog.js", "assets/javascripts/lunr/min/lunr.de.min.js", "index.html", "x\nevil.12345678.min.js"]
    found = rules(paths=[*asked, *hashed, "assets/fonts/inter-latin.woff2"])
    assert set(found) == {"/*", *(f"/{path}" for path in hashed), "/assets/fonts/inter-latin.woff2"}
    assert all("immutable" in found[f"/{path}"]["Cache-Control"] for path in hashed)
    assert "immutable" not in found["/assets/fonts/inter-latin.woff2"]["Cache-Control"]
    assert "Cache-Control" not in found["/*"], "a second one would be joined to it"


@pytest.mark.parametrize(
    ("server", "line"),
    [
        ("nginx", 'add_header {} "{}" always;'),
        ("Apache", 'Header always set {} "{}"'),
        ("Caddy", 'header {} "{}"'),
    ],
)
def test_the_handbooks_command_for_a_server_prints_the_rules_for_all_addresses_in_its_words(tmp_path, server, line):
    handbook = (ROOT / "site_src/handbook/hosting.md").read_text(encoding="utf-8")
    part = re.search(rf"\n### {server}\b(.*?)(?=\n### )", handbook, re.DOTALL)[1]
    (command,) = re.findall(r"^(sed .*) > \S+$", part, re.MULTILINE)
    _, content = headers_file(["one()"], ["assets/fonts/a.woff2"], SITE)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "_headers").write_bytes(content)
    printed = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == [line.format(*each) for each in rules(["one()"])["/*"].items()]
