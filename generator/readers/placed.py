"""Findings about an entry into problems at their place in its file.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.model.problem import Finding, Problem
from generator.readers.yaml_text import YamlText

_SAME_VALUE: Final = frozenset({"entry/type", "entry/value", "entry/format"})


def placed(file: str, text: YamlText, findings: tuple[Finding, ...]) -> tuple[Problem, ...]:
    """The problems of the text itself and these findings, sorted by place."""
    every = list(text.findings)
    told = {place for _, place in every}  # a value that is wrong as YAML is not also called one of the wrong type
    for each in findings:
        place = text.positions.find(each.pointer, on_key=each.on_key)
        if place not in told or each.code not in _SAME_VALUE:
            every.append((each, place))
    problems = {
        Problem(
            file=file,
            line=line,
            column=column,
            code=finding.code,
            message=finding.message,
            hint=finding.hint,
            severity=finding.severity,
        )
        for finding, (line, column) in every
    }
    return tuple(sorted(problems))


def at_start(path: Path, code: str, message: str, hint: str) -> Problem:
    """A problem of the file as a whole."""
    return Problem(file=path.as_posix(), line=1, column=1, code=code, message=message, hint=hint)
