"""The glitches of the site this catalog follows occur on no page, whatever the data.

Source: shared research on that site, its section on text glitches; each pattern was seen there.
"""

import itertools
import re

import pytest

from generator.model.attack import Trigger
from generator.model.server import Package
from generator.model.site import Contact
from generator.model.tool import Excuse, Hints, Listing, Question
from tests.support.builders import (
    make_attack,
    make_context,
    make_draft_tool,
    make_judged,
    make_parameter,
    make_site,
    make_tool,
    make_unreviewed_tool,
)
from tests.support.pages import all_pages, body_of, text_of

EXCUSE = Excuse(check="wording/article", reason="It is spoken otherwise.")
CATEGORIES = ("Read", "Write", "Execute", "Destructive", "Financial")
SERVERS = (
    make_judged(
        *(make_tool(f"tool_{name.lower()}", category=name, summary="Ends with a stop.") for name in CATEGORIES)
    ),
    make_judged(
        make_tool("only", category="Execute", summary="splitting bills)..", parameters=(make_parameter("path"),)),
        slug="linode",
        name="Linode MCP Server",
        publisher=None,
        capture=None,
        package=None,
    ),
    make_judged(
        make_unreviewed_tool(parameters="unknown", hints="unknown", definition=None),
        make_draft_tool("watch_widget"),
        make_draft_tool("get_password", hints=Hints(), parameters=()),
        make_tool("list_things", category_reason="it keeps the list.", excuses=(EXCUSE,)),
        make_tool("get_message", category="Read", risk="Low", risk_reason="only a made-up one.."),
        make_tool("browse_web", category="Read", parameters=(make_parameter("url"),)),
        make_tool("send_sms", parameters=(make_parameter("to"), make_parameter("path"), make_parameter("amount"))),
        make_tool("gone", category="Read", status="withdrawn"),
        make_tool(
            "get_job_status",
            category="Read",
            status="listed-elsewhere",
            listed=Listing(where="A list", note="Three releases were looked at"),
            parameters=(),
            definition=None,
            faq=(Question(question="Why is it here?", answer="Because a list says so."),),
        ),
        slug="time",
        name="Time Server",
        package=Package(registry="pypi", name="time"),
    ),
    make_judged(slug="empty", name="Empty", tools=()),
)
ATTACKS = (
    make_attack(
        "everything", triggers=(Trigger(sensitivity=("ordinary", "private"), because="{tool} is of {server}."),)
    ),
    make_attack("senders", triggers=(Trigger(signals=("sends-out",), because="{tool} sends ({signals})."),)),
    make_attack("nothing", triggers=(Trigger(categories=("Other",), because="x"),)),
)
SITE = make_site(contact=Contact(endpoint="https://forms.example/", issues="https://github.com/o/r/issues/new"))
BODIES = [
    (getattr(page, "path", None) or f"slot {page.name}", body_of(page))
    for page in all_pages(SERVERS, make_context(*SERVERS, site=SITE, attacks=ATTACKS))
]
GLITCHES = {
    "server said twice": r"server mcp server|mcp mcp",
    "wrong article": r"\ba (?:execute|other|[aeio]\w+ tool)\b|\ban (?:read|write|destructive|financial)\b",
    "wrong plural": r"(?<![\d,.])1 (?:tools|servers|parameters|bytes|tokens|calls)\b",
    "two stops": r"(?<!\.)\.\.(?!\.)(?![./])",
    "a verdict": r"\bsafe\b",
    "None printed": r"\bNone\b(?! of| has)",
    "empty date": r"(?<!-)(?:updated|verified|reviewed on|captured)[: ]*(?:\.|$)",
    "space before a stop": r" [.,](?:\s|$)",
    "00": r"\b00\b",
    "two spaces of nothing": r"\(\s*\)|\[\s*\]",
}


@pytest.mark.parametrize("glitch", GLITCHES)
def test_no_page_has_the_glitch(glitch):
    pattern = re.compile(GLITCHES[glitch], 0 if glitch == "None printed" else re.IGNORECASE)
    for path, body in BODIES:
        text = re.sub(r'"conditions": \[\]', "", text_of(body))
        found = pattern.search(text)
        assert found is None, f"{path}: {text[max(0, found.start() - 60) : found.end() + 40]}"


def test_no_heading_is_empty_and_headings_go_down_one_level_at_a_time():
    for path, body in BODIES:
        headings = re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", body, re.DOTALL)
        assert all(re.sub(r"<[^>]+>", "", text).strip() for _, text in headings), path
        levels = [int(level) for level, _ in headings]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (path, levels)


def test_every_id_is_unique_and_every_label_points_at_one():
    for path, body in BODIES:
        ids = re.findall(r'\bid="([^"]*)"', body)
        assert len(ids) == len(set(ids)), path
        assert set(re.findall(r'aria-labelledby="([^"]*)"', body)) <= set(ids), path
