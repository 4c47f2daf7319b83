"""A judged server into its policy files for every target, and what the page's script needs to print others.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.exporters import TARGETS
from generator.exporters.server_policies import ServerPolicies
from generator.exporters.target import read_target, read_verified
from generator.model.assessment import JudgedServer
from generator.model.plan import PlannedTool
from generator.model.vocabulary import Vocabulary
from generator.outputs.data_script import compact, data_script, script_of
from generator.rules.plan import planned_tool
from generator.views.urls import asset_path, policy_path, server_path


def policy_files(judged: JudgedServer, printed: ServerPolicies, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file of the server: its plan, and its complete documents for every target.

    `tools/<server>/policies/plan.json` (for programs), `plan.js` (the same for the page's script, with the tools that the
    captured release does not offer in `others`) and `<target>.<file>`. A program that is the same for all is an asset.
    """
    if not judged.server.tools:
        return
    slug = judged.server.slug
    plan = compact(printed.plan_of(judged))
    others = compact({"others": _not_offered(judged, vocabulary)})
    folder = f"{server_path(slug)}policies"
    yield f"{folder}/plan.json", plan
    yield f"{folder}/plan.js", script_of(slug, plan[: -len(b"}\n")] + b"," + others[1:])
    for policy in printed.of(judged):
        for file in policy.files:
            if not file.is_the_same_for_all:
                yield policy_path(slug, policy.target, file.name), file.text.encode()


def shared_files(vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    """Every recipe, posture and verification in one file, twice as above, what there is to choose from in another, and programs."""
    targets = [read_target(name).data for name in TARGETS]
    data = {
        "targets": targets,
        "postures": [each.model_dump(mode="json") for each in vocabulary.postures],
        "read_only_categories": [each.name for each in vocabulary.categories if not each.modifies],
        "verified": {name: str(run) for name, run in sorted(read_verified().items())},
    }
    yield "assets/targets.json", compact(data)
    yield "assets/targets.js", data_script("", data)
    choices = {
        "targets": [{"target": each["target"], "label": each["label"]} for each in targets],
        "postures": [{"name": each.name, "meaning": each.meaning} for each in vocabulary.postures],
    }
    yield "assets/formats.js", data_script("formats", choices)
    for target in targets:
        for document in target["documents"]:
            if "verbatim" in document:
                yield asset_path(document["file"]), document["root"].encode()


def _not_offered(judged: JudgedServer, vocabulary: Vocabulary) -> list[PlannedTool]:
    return [
        planned_tool(tool, assessment, vocabulary.postures[0], vocabulary)
        for tool, assessment in zip(judged.server.tools, judged.assessments, strict=True)
        if tool.status != "verified"
    ]
