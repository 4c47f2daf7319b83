"""A judged server into its policy files for every target, and what the page's script needs to print others.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.exporters import TARGETS
from generator.exporters.export import export_files
from generator.exporters.target import read_target, read_verified
from generator.exporters.tree import SameKey
from generator.model.assessment import JudgedServer
from generator.model.plan import plan_data
from generator.model.vocabulary import Vocabulary
from generator.rules.plan import make_plan


def policy_files(judged: JudgedServer, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file of the server: its plan, and under the first posture its documents for every target.

    `tools/<server>/policies/plan.json` and `tools/<server>/policies/<target>/<file>`. A target in which two tools of the server
    would have one name has none; a program that is the same for all is an asset.
    """
    if not judged.server.tools:
        return
    plan = plan_data(make_plan([judged], vocabulary.postures[0], vocabulary))
    folder = f"tools/{judged.server.slug}/policies"
    yield f"{folder}/plan.json", _compact(plan)
    for name in TARGETS:
        try:
            files = export_files(read_target(name), plan)
        except SameKey:
            continue
        for file in files:
            if not file.is_the_same_for_all:
                yield f"{folder}/{name}/{file.name}", file.text.encode()


def shared_files(vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    """Every recipe, posture and verification in one file for the page's script, and each program that recipes ship."""
    targets = [read_target(name).data for name in TARGETS]
    data = {
        "targets": targets,
        "postures": [each.model_dump(mode="json") for each in vocabulary.postures],
        "read_only_categories": [each.name for each in vocabulary.categories if not each.modifies],
        "verified": {name: str(run) for name, run in sorted(read_verified().items())},
    }
    yield "assets/targets.json", _compact(data)
    for target in targets:
        for document in target["documents"]:
            if "verbatim" in document:
                yield f"assets/{document['file']}", document["root"].encode()


def _compact(data: object) -> bytes:
    return (json.dumps(data, separators=(",", ":")) + "\n").encode()
