"""A site that was published stays so whatever becomes of the folder beside it."""

from __future__ import annotations

import pytest

from generator.model.problem import CatalogError
from generator.outputs.folder import publication
from generator.outputs.stage import NEXT, beside
from generator.ready import make_ready


def publish(site, content):
    with publication(site) as opened:
        opened.commit([opened.stage.put(f"{number}/index.html", content) for number in range(5)])
        make_ready(opened, 1)
    return (site / "3" / "index.html").read_bytes()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), CatalogError("found a worker process dead")])
def test_where_the_folder_beside_cannot_be_filled_it_goes_and_the_next_build_makes_it(error, tmp_path, monkeypatch):
    def fails(*_: object) -> None:
        raise error

    site = tmp_path / "site"
    with monkeypatch.context() as patch:
        patch.setattr("generator.ready.link_all", fails)
        assert publish(site, b"one") == b"one"
        assert not beside(site, NEXT).exists()
    assert publish(site, b"two") == b"two"
    assert (beside(site, NEXT) / "3" / "index.html").exists()
