"""Every captured tool as the rules of today, or of a past commit, judge it without its hints; for `learned_words.py`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from capture import DEFINITIONS
from judgement import said_by_hints
from msgspec.structs import replace

import generator
from generator.readers.registry import read_vocabulary
from generator.rules.assess import judge
from generator.rules.classify.reading import reading_of_definition

ROOT = Path(__file__).parents[1]


def judged() -> Iterator[dict[str, Any]]:
    """Every captured tool: what its hints say, its words, and what the rules on the path make of it without the hints."""
    vocabulary, _ = read_vocabulary(Path(generator.__file__).parents[1] / "catalog")
    for file in sorted(DEFINITIONS.glob("*.json")):
        for tool in json.loads(file.read_text("utf-8"))["tools"]:
            read = reading_of_definition(tool)
            result = judge(replace(read, hints={}), vocabulary)
            parts = (read.words, *(re.findall("[a-z]+", text.lower()[:1500]) for text in (read.sentence, read.text)))
            arguments = [word for each in read.arguments for word in each.words]
            found = [*(f"{each.rule} {each.kind}" for each in result.fired), f"is {result.category}"]
            row = {
                "server": file.stem,
                "name": read.name,
                "text": read.text[:120],
                "said": said_by_hints(dict(read.hints)),
            }
            yield row | {"parts": [*parts, arguments, found], "category": result.category, "risk": result.risk}


def judged_at(commit: str) -> list[dict[str, Any]]:
    """The same by the rules of a past commit."""
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.check_output(["git", "archive", commit, "generator", "catalog"], cwd=ROOT)
        subprocess.run(["tar", "x", "-C", folder], input=archive, check=True)
        environment = os.environ | {"PYTHONPATH": folder}
        return json.loads(subprocess.check_output([sys.executable, __file__], env=environment))


def listed_at(commit: str) -> dict[str, str]:
    """The group of each server in the list of a past commit."""
    text = subprocess.check_output(["git", "show", f"{commit}:bench/servers.yaml"], cwd=ROOT)
    return {each["slug"]: each.get("group", "seen") for each in yaml.safe_load(text)["servers"]}


if __name__ == "__main__":
    json.dump(list(judged()), sys.stdout)
