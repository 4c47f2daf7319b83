"""Work spread over processes ends when it is interrupted, whenever that is."""

from __future__ import annotations

import multiprocessing

import pytest

from generator.pool import run


def test_workers_that_were_being_started_end_with_the_interruption(monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("concurrent.futures.process._ExecutorManagerThread", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(run(max, 1, [1, 2, 3], workers=2))
    assert multiprocessing.active_children() == []
