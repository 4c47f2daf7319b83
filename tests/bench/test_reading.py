"""The measurement of reading: it runs, and compares what it measures."""

from __future__ import annotations

import reading


def test_a_catalog_is_measured_and_both_readers_agree(tmp_path, capsys):
    (tmp_path / "servers").mkdir()
    text = "slug: shop\nname: Shop\ntools:\n  - name: list_orders\n    parameters: []\n"
    (tmp_path / "servers" / "shop.yaml").write_text(text)
    assert reading.main([str(tmp_path), "--runs", "1", "--folder", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "1 tools in 1 files, 1 of them in the style" in printed
    assert "by lines into JSON" in printed


def test_a_catalog_without_tools_is_told(tmp_path, capsys):
    (tmp_path / "servers").mkdir()
    assert reading.main([str(tmp_path)]) == 2
    assert "found no tools" in capsys.readouterr().err
