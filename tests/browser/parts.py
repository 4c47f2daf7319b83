"""Where a page keeps its parts: the only place that knows the templates' class names.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

QUESTIONS: Final = "#questions ~ details:not(.contact)"
"""Each question of a tool's or server's page with its answer."""
ANSWERS: Final = f"{QUESTIONS} > :not(summary)"
POLICY: Final = ".policy"
POLICY_TEXT: Final = f"{POLICY} pre code"
CLAUDE_CODE_POLICY: Final = "figure.policy:has(code.doc) >> nth=0"
"""The document for Claude Code, with its own button."""
POLICY_NAME: Final = f"{POLICY} figcaption span"
"""The file name that a download gets."""
TABS: Final = ".policies [role=tab]"
CHOSEN_TAB: Final = f"{TABS}[aria-selected=true]"
SERVER_NAME: Final = ".policies input"
REMARKS: Final = ".policies .documents > .lost"
"""What the shown document cannot say, and what to look at."""
PUBLISHED_FILES: Final = ".policies .files table a"
FOLDED_VALUES: Final = "details.fold"
"""Allowed values beyond the first dozen."""
PARAMETER_ROWS: Final = ".tab.stack tbody tr"
LISTED_TOOLS: Final = ".pc table.list tbody th > a"
"""The first link of each row; a second one leads to the tool's server."""
NEXT_PAGE: Final = ".pager [rel=next]"
SUGGESTIONS: Final = ".near"
"""Near names on the page for unknown addresses."""
WAYS_ON: Final = ".not-found li a"
CONTACT: Final = ".contact"
STATUS: Final = ".contact [role=status]"
OTHER_WAYS: Final = ".contact .ways"
SCRIPTED_BUTTONS: Final = ".pc button:not(form *)"
