"""The head of a registry file says what the whole file says."""

from __future__ import annotations

import time

import pytest

from generator.readers.catalog_index import catalog_heads
from generator.readers.registry import read_server, read_vocabulary
from tests.support.builders import ROOT

CATALOG = ROOT / "catalog"


def test_the_heads_of_the_catalog_say_what_its_entries_say():
    vocabulary, _ = read_vocabulary(CATALOG)
    heads = catalog_heads(CATALOG)
    assert len(heads) == len(list((CATALOG / "servers").glob("*.yaml")))
    for head in heads[::9]:
        path = CATALOG / "servers" / f"{head.slug}.yaml"
        judged = read_server(path.read_bytes(), path, vocabulary).judged
        assert judged is not None
        server = judged.server
        assert (head.slug, head.name) == (server.slug, server.name)
        assert server.package is not None
        assert (head.registry, head.package, head.version) == (
            server.package.registry,
            server.package.name,
            server.package.version,
        )


@pytest.mark.parametrize(
    "text",
    [
        "slug: a\nname: A\ntools:\n- name: x\n- name: y\npackage: {registry: npm, name: p, version: 1.0.0}\n",
        "tools: []\nname: A\npackage:\n  registry: npm\n  name: p\n  version: 1.0.0",
        "name: A\npackage: {registry: npm, name: p, version: 1.0.0}\ntools:\n  - name: x\n    summary: |\n      package: no\n\n      name: B",
    ],
)
def test_the_tools_may_stand_anywhere_in_the_file(text, tmp_path):
    (tmp_path / "servers").mkdir()
    (tmp_path / "servers" / "a.yaml").write_text(text)
    (head,) = catalog_heads(tmp_path)
    assert (head.slug, head.name, head.registry, head.package, head.version) == ("a", "A", "npm", "p", "1.0.0")


@pytest.mark.parametrize("text", ["", "[", "- a", "package: 5\nname: [x]\ncapture: x\n"])
def test_a_broken_entry_is_no_reason_to_stop(text, tmp_path):
    (tmp_path / "servers").mkdir()
    (tmp_path / "servers" / "a.yaml").write_text(text)
    assert len(catalog_heads(tmp_path)) <= 1


def test_the_index_costs_no_more_than_a_glance():
    start = time.perf_counter()
    catalog_heads(CATALOG)
    assert time.perf_counter() - start < 2
