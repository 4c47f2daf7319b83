"""A script that starts Copilot CLI: the tools its flags allow and deny. It is read as text and never run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, Place, PolicyRule, Setting
from generator.model.vocabulary import Effect
from generator.readers.client_configs.document import Document
from generator.readers.placed_text import Lines

NAME: Final = "copilot-command"
LABEL: Final = "a script with `copilot --allow-tool ... --deny-tool ...`"
SYNTAX: Final = "text"
_CALL: Final = re.compile(r"(?<![\w./-])copilot(?=\s)(?:\\\n|[^\n]){0,20000}")
_FLAG: Final = re.compile(
    r"--(allow|deny|excluded|available)-tools?(?:=|\s+)(?:'([^'\n]*)'|\"([^\"\n]*)\"|([^\s'\"]+))"
)
_PROMPT: Final = re.compile(r"\s(?:-p|--prompt)(?=[\s=])")
_EVERYTHING: Final = re.compile(r"\s--(?:allow-all-tools|allow-all|yolo)(?=\s|$)")
_EFFECTS: Final[dict[str, Effect]] = {"allow": "allow", "deny": "deny", "excluded": "deny"}
_BARE: Final = re.compile(r"^[ \t]*(?:exec[ \t]+)?copilot[ \t]+[-\\\"]", re.MULTILINE)
_PATTERN: Final = re.compile(r"([^()]+)(?:\(([^()]*)\))?")


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 2 when a flag of its own stands in the text, 1 when a line starts the program."""
    del path
    if not isinstance(data, str):
        return 0
    if any(_FLAG.search(call[0]) or _EVERYTHING.search(call[0]) for call in _CALL.finditer(data)):
        return 2
    return 1 if _BARE.search(data) else 0


def read(document: Document) -> ConfigFile:
    """The rules of all calls, and whether one of them asks without a person."""
    text: str = document.text.data
    lines = Lines(text)
    rules: list[PolicyRule] = []
    settings = []
    for call in _CALL.finditer(text):
        for flag in _FLAG.finditer(call[0]):
            line, column = lines.place(call.start() + flag.start())
            place = Place(file=document.file, line=line, column=column)
            for pattern in (flag[2] or flag[3] or flag[4] or "").split(","):
                rules += _rule(flag[1], pattern.strip(), place)
        for switch, name in ((_PROMPT, "prompt"), (_EVERYTHING, "allow-all-tools")):
            if found := switch.search(call[0]):
                line, column = lines.place(call.start() + found.start() + 1)
                settings.append(
                    Setting(name=name, value="true", place=Place(file=document.file, line=line, column=column))
                )
    return ConfigFile(
        path=document.file,
        format=NAME,
        client="copilot-cli",
        scope=document.scope,
        rules=tuple(rules),
        settings=tuple(settings),
    )


def _rule(flag: str, pattern: str, place: Place) -> list[PolicyRule]:
    """The rule of one pattern: `server(tool)` names both raw, `--excluded-tools` takes the tool's id."""
    effect = _EFFECTS.get(flag)
    match = _PATTERN.fullmatch(pattern)
    if effect is None or match is None or match[1] in {"shell", "write", "url", "read"}:
        return []
    if flag == "excluded":
        return [PolicyRule(client="copilot-cli", effect=effect, text=pattern, place=place)]
    return [
        PolicyRule(
            client="copilot-cli", effect=effect, text=pattern, place=place, server=match[1], tool=match[2] or "*"
        )
    ]
