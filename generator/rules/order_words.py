"""Words that give a model orders, in families.

Source of the wording: Invariant Labs, tool poisoning attacks (2025-04-01); Trail of Bits, jumping the line (2025-04-21);
CyberArk, poison everywhere (2025-05-30); Socket, SANDWORM_MODE (2026-02); and what 4,045 tools of released servers say.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

_KEPT_BACK: Final = (
    r"(?:~/\.\w|/etc/(?:passwd|shadow)|\.ssh\b|id_(?:rsa|ed25519)|\.env\b|\.aws/|\.npmrc|\.netrc|mcp\.json|ssh keys?|private keys?|"
    r"(?:user's |stored )?(?:credentials|passwords|api keys))"
)
_HANDS_OVER: Final = (
    r"(?:pass|send|include|provide|supply|forward|attach|append|paste|copy|put|post|upload|report)(?:es|s|ing)?"
)
_TALK: Final = (
    r"(?:(?:full|entire|whole|complete|verbatim|raw|current) (?:conversation|chat|dialogue|transcript|message history|session history)|"
    r"(?:conversation|chat|message) history|(?:your|the) (?:own )?system (?:prompt|message|instructions)|"
    r"(?:all|every) (?:previous|prior|earlier) (?:user )?messages?)"
)
_SECRECY: Final = (
    r"(?:do not|don't|never|must not|should not|avoid) (?:ever )?(?:tell|telling|mention|inform|ask|show|reveal|disclose|notify|alert|let)"
    r"(?:ing)? (?:this |it |that |anything )?(?:to )?(?:the |a |your |any )?(?:users?|human)\b|do not mention|"
    r"without (?:asking|telling|informing|notifying|alerting)|without the (?:user's|human's) (?:knowledge|awareness)|"
    r"(?:keep|hide) (?:this|it|that|these) (?:\w+ )?(?:secret |hidden |confidential )?from (?:the |your )?(?:user|human|anyone)|"
    r"(?:the )?user (?:must|should|need) not (?:know|see|notice|be (?:told|aware|informed|shown))|"
    r"no need to (?:tell|inform|mention|notify|ask)\b[^.\n]{0,20}\buser"
)
"""Secrecy towards the person."""
_SYSTEM_MARKS: Final = (
    r"</?important>|</?(?:system|secret|hidden|admin|assistant)(?:[_ -]?(?:prompt|message|instructions?|note))?>|"
    r"<\|(?:im_start|im_end|system|user|assistant)\|>|\[/?inst\]|\[/?system\]|<</?sys>>"
)
"""Marks of a system prompt."""
_SET_ASIDE: Final = (
    r"(?:ignore|disregard|forget|override) (?:all |any )?(?:of )?(?:the |your |my )?(?:previous|prior|other|earlier|above|system) "
    r"(?:system )?(?:instructions?|rules|prompts?|messages|guidelines|directives)"
)
"""Earlier instructions set aside."""
_HANDED_OVER: Final = (
    rf"\b(?:read|open|load|cat|fetch|find|locate|collect|extract|retrieve|get)\b(?:[^.\n]|\.(?=\w)){{0,60}}?{_KEPT_BACK}"
    rf"[^\n]{{0,60}}?\b(?:and|then|also)\b[^\n]{{0,30}}?\b{_HANDS_OVER}\b|"
    rf"\b{_HANDS_OVER} (?:in |along )?(?:the |its |their )?(?:\w+ )?contents? of [^\n]{{0,40}}?{_KEPT_BACK}|"
    r"pass (?:the |its )?(?:whole |full |entire )?contents? of|"
    r"pass (?:its|their) (?:whole |full |entire )?contents? (?:as|in|to|along|with)\b"
)
"""Files and secrets handed over."""
_CONVERSATION: Final = (
    rf"\b{_HANDS_OVER} (?:in |along |us |me |here )?(?:the |your |a |(?:copy|text|content) of )*{_TALK}|"
    rf"\b(?:must|should|always) (?:contain|hold|be) (?:the |your )?{_TALK}|"
    r"(?:full|entire|whole|complete) (?:conversation|chat)(?: history)? (?:so far|up to (?:now|this point)|with the user)|"
    r"(?:repeat|reveal|print|output) (?:the |your )?system (?:prompt|message|instructions)"
)
"""The conversation or the system prompt handed over."""
_OTHER_TOOLS: Final = (
    r"(?:must|should) (?:always )?(?:be called|call this)(?: tool)? (?:first|before)|always call (?:this|it)|"
    r"(?:over|instead of|rather than|before) (?:any|all) other tools?|"
    r"before (?:using|calling) (?:this|any) tool,? (?:you (?:must )?)?(?:read|open|fetch|send|include|pass)\b|"
    r"before (?:using|calling|invoking|running) (?:any (?:other )?|another |other |the )?[\w`'\"-]+(?: tools?)?,? "
    r"(?:you )?(?:must |should )?always (?:first )?(?:call|use|run|invoke)\b|"
    r"(?:after|with|on|for) (?:every|each|any) (?:other )?tool call,? (?:you )?(?:must |should |also |always )+(?:call|use|run|send)|"
    r"also call (?:this|the|this tool)\b|(?:every|each) time (?:any|another) (?:other )?tool\b|"
    r"(?:always|must|only) (?:call|use|invoke|run) (?:this(?: tool)?|it) instead of (?:the )?[\w`'\"-]+(?: tool)?|"
    r"(?:do not|don't|never) (?:call|use|invoke) (?:any other|the other|other) tools?\b|mandatory first step"
)
"""Other tools."""
_UNASKED: Final = (
    r"(?:and|then) silently\b|silently (?:send|create|delete|run|generate|proceed|include)|proceed automatically"
)
"""Going on without asking."""
_PIECES: Final = (
    (("user|human|anyone|without|mention", "not |n't |never|avoid|without|keep|hide|need"), _SECRECY),
    (("<|[inst]|[/inst|[system]|[/system",), _SYSTEM_MARKS),
    (("ignore|disregard|forget|override", "instruction|rule|prompt|message|guideline|directive"), _SET_ASIDE),
    (
        (
            "~/|/etc/|ssh|id_|.env|.aws|.npmrc|.netrc|mcp.json|private key|credentials|passwords|api keys|content",
            "pass|send|include|provid|suppl|forward|attach|append|paste|cop|put|post|upload|report",
        ),
        _HANDED_OVER,
    ),
    (("conversation|chat|transcript|system |messages|message history|session history|dialogue",), _CONVERSATION),
    (
        (
            "before|after |other tool|call this|call it|called|also call|instead of|first step|tool call|time a",
            "tool|call|first step",
        ),
        _OTHER_TOOLS,
    ),
    (("silent|proceed",), _UNASKED),
)
FAMILIES: Final = tuple((tuple(tuple(group.split("|")) for group in groups), pattern) for groups, pattern in _PIECES)
"""For each family groups of pieces, of each of which an order holds at least one, and its pattern, all for lower-case text."""
