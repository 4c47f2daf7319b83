"""Word lists into pools of sentences that made-up entries are written with, ready to stand inside double quotes.

`{t}` stands for a tool's name, `{o}` for what it acts on (plural), `{s}` for the server's name; they are put in
last. The pools are built once for each run, so that writing a tool only picks.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from random import Random
from typing import Final

_TAILS: Final = {
    "Read": (
        "in one workspace",
        "by identifier or by name",
        "that match a filter",
        "changed since a given day",
        "with their history",
    ),
    "Write": (
        "in one workspace",
        "from the fields of the call",
        "and returns the stored version",
        "after checking the fields",
        "for a team",
    ),
    "Execute": (
        "with the arguments of the call",
        "in the background",
        "on a chosen machine",
        "and waits for the result",
        "right away",
    ),
    "Destructive": (
        "by identifier",
        "together with everything below them",
        "without asking again",
        "in one workspace",
        "for good",
    ),
    "Financial": (
        "from the default account",
        "in the currency of the account",
        "for the amount of the call",
        "after a dry run",
        "at once",
    ),
}
_EXTRAS: Final = (
    "", ", newest first; the answer says when the service was asked", ", one page at a time", ", in the caller’s time zone", ", as JSON", ", with links to related entries and to the people who changed them last",
    ", up to the limit of the plan", ", including those that other teams share with the account of the server", ", without attachments",
)  # fmt: skip
_OPENINGS: Final = {
    "Read": ("The call changes nothing, but {o} can hold {secret}", "What `{t}` returns goes into the agent’s context, {secret} included",
             "Reading {o} looks harmless until one of them carries {secret}"),
    "Write": ("Every call of `{t}` leaves a change behind that {who} will act on", "New or changed {o} are seen by {who} at once",
              "An agent that misreads a page can fill {s} with {o} that {who} has to sort out"),
    "Execute": ("What happens is decided by the arguments: the same tool can show a listing or touch {secret}",
                "`{t}` sets off work that goes on after the call, with the rights of {who}",
                "The effect of `{t}` depends on text that {who} may have written"),
    "Destructive": ("Removed {o} do not come back: {s} keeps no copy that {who} could restore",
                    "One call of `{t}` is enough to lose {secret}", "A wrong identifier removes {o} that {who} still needs"),
    "Financial": ("A call commits a real account, and the amount is chosen by the agent, not by {who}",
                  "`{t}` acts on money: a repeated call is a second payment that {who} has to reclaim",
                  "The recipient comes from text that {who} may have planted"),
}  # fmt: skip
_SECRETS: Final = (
    "personal data of customers", "credentials that somebody pasted", "notes meant for colleagues only", "addresses and phone numbers",
    "prices that are not public", "text written by strangers", "contracts under negotiation", "keys of other systems",
)  # fmt: skip
_PEOPLE: Final = (
    "colleagues", "customers", "an outside supplier", "the on-call engineer", "the finance team", "a visitor", "other agents", "the owner",
)  # fmt: skip
_CLOSINGS: Final = (
    "Limit how often it may be called {when}", "Watch which {o} are asked for {when}", "A log of its calls shows {when} who asked for what",
    "Keep it to one workspace {when}", "Let a person look at the arguments {when}", "Compare the calls with the task {when}",
)  # fmt: skip
_TIMES: Final = (
    "while an agent works unattended", "when the task comes from a mail or a web page", "during the first weeks of use",
    "if the server is shared by several teams", "as long as no test environment exists", "before {o} of other teams are in reach",
    "outside working hours", "once more than one agent uses {s}",
)  # fmt: skip
_EVIDENCE: Final = (
    "The description begins “{v} {o}” and says that {fact}", "The name starts with the verb “{verb}”, and {fact}",
    "The definition speaks of “{o}”, and {fact}", "“{v} {o}” in the first sentence decides it; {fact}",
)  # fmt: skip
_FACTS: Final = (
    "nothing in the schema allows another effect", "the required parameters name what is touched", "no parameter asks for a confirmation",
    "the result holds the stored entry", "the schema lists no field for a dry run", "a separate tool exists for the opposite",
    "the output schema repeats the input", "the remaining parameters only narrow the selection",
)  # fmt: skip
_QUOTES: Final = (
    "{v} {o} of the current workspace.", "{v} {o}; returns <id> and title.", "{v} {o} → see the manual for every field.",
    "{v} one or more {o}. IMPORTANT: call the listing tool first.", "{v} {o} using {{template}} placeholders.",
    "{v} {o} and returns a summary as Markdown.", "{v} {o}.", "{v} {o}, up to 100 at a time, sorted by the day of the last change.",
)  # fmt: skip
_QUESTIONS: Final = (
    (
        "Does {t} see {o} of other teams?",
        "Yes, as far as the account behind the server does. Give it an account of its own.",
    ),
    ("Can a call of {t} be taken back?", "Only by hand: look into the history of {s}, *not* into the agent’s log."),
    ("How large is an answer of {t}?", "It depends on the `limit`; without one up to a hundred {o} come back."),
    ("Does {t} need a network connection?", "Yes. {s} is asked at every call; nothing is kept between calls."),
    ("Which account does {t} use?", "The one whose token the server was started with. It is the same for every agent."),
)
_REASONS: Final = {
    "Read": (("Medium", "its answers regularly hold {secret}"), ("High", "it returns {secret} in full")),
    "Write": (
        ("High", "what it changes is shown to {who} at once"),
        ("Critical", "{who} cannot put right what it changes"),
    ),
    "Execute": (
        ("Critical", "it runs whatever text it is given, with the rights of {who}"),
        ("Medium", "it can only start one fixed task"),
    ),
    "Destructive": (("High", "{o} stay in the bin for thirty days"),),
    "Financial": (("High", "it only prepares the payment; {who} has to release it"),),
}


class Prose:
    """The pools of one run: tuples of escaped text by what they are for, each in an order of its own."""

    def __init__(self, random: Random) -> None:
        """Shuffle the pools with `random`."""

        def pool(pattern: Sequence[str]) -> tuple[str, ...]:
            filled = {
                text.replace("{secret}", secret).replace("{who}", who).replace("{when}", when).replace("{fact}", fact)
                for text, secret, who, when, fact in product(pattern, _SECRETS, _PEOPLE, _TIMES[:1], _FACTS[:1])
            }
            if any("{when}" in text for text in pattern):
                filled = {text.replace("{when}", when) for text, when in product(pattern, _TIMES)}
            if any("{fact}" in text for text in pattern):
                filled = {text.replace("{fact}", fact) for text, fact in product(pattern, _FACTS)}
            return _shuffled(filled, random)

        self.tails = {
            kind: _shuffled({a + b for a, b in product(tails, _EXTRAS)}, random) for kind, tails in _TAILS.items()
        }
        self.openings = {kind: pool(texts) for kind, texts in _OPENINGS.items()}
        self.closings = pool(_CLOSINGS)
        self.evidence = pool(_EVIDENCE)
        self.facts = tuple(map(escaped, _FACTS))
        self.quotes = _shuffled(set(_QUOTES), random)
        self.questions = tuple((escaped(question), escaped(answer)) for question, answer in _QUESTIONS)
        self.reasons = {
            kind: tuple((risk, text) for risk, reason in reasons for text in pool((reason,)))
            for kind, reasons in _REASONS.items()
        }


def escaped(text: str) -> str:
    """The text as it stands between the double quotes of a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _shuffled(texts: set[str], random: Random) -> tuple[str, ...]:
    ordered = [escaped(text) for text in sorted(texts)]
    random.shuffle(ordered)
    return tuple(ordered)
