"""A program that serves a site into the moment at which a page of it says something.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

_PAUSE_SECONDS: Final = 0.005
_PATIENCE_SECONDS: Final = 1800.0
_STOP_SECONDS: Final = 30.0


class NotServed(Exception):
    """The page did not come; the message ends in what the program said."""


class Server:
    """A running server on this machine."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, output: IO[bytes]) -> None:
        """`process` listens on that port, or will."""
        self._process, self._port, self._output = process, port, output
        self.started = time.perf_counter()

    def when(self, path: str, text: str, *, is_there: bool = True, pause: float = _PAUSE_SECONDS) -> float:
        """The time (of `time.perf_counter`) at which the page was answered with, or without, the text; asked each `pause` seconds.

        Raises:
            NotServed: the program ended, or half an hour passed.
        """
        ends = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < ends and self._process.poll() is None:
            content = self._answer(path)
            if content is not None and (text.encode() in content) == is_there:
                return time.perf_counter()
            time.sleep(pause)
        self._output.seek(0)
        said = self._output.read().decode(errors="replace")[-2000:]
        message = f"did not show {text!r} on {path}; it said:\n{said}"
        raise NotServed(message)

    def _answer(self, path: str) -> bytes | None:
        """The page; None while there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE_SECONDS)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return content if answer.status == 200 else None


@contextmanager
def serving(command: Sequence[str | Path], folder: Path) -> Iterator[Server]:
    """Start the command with a free port behind it, and stop it at the end."""
    port = _free_port()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [*command, str(port)], cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield Server(process, port, output)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
