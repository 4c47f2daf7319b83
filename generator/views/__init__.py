"""The kinds of page, in the order they are made. A new kind is a module here, a template and a line below.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.views.attack import ATTACK
from generator.views.category import CATEGORY
from generator.views.home import HOME
from generator.views.listing import TOOLS
from generator.views.lists import LIST
from generator.views.not_found import NOT_FOUND
from generator.views.overview import OVERVIEW
from generator.views.page import PageKind
from generator.views.risk import RISK
from generator.views.server import SERVER
from generator.views.servers import SERVERS
from generator.views.tool import TOOL
from generator.views.vocabulary import VOCABULARY

PAGE_KINDS: Final[tuple[PageKind, ...]] = (
    TOOL,
    SERVER,
    TOOLS,
    SERVERS,
    CATEGORY,
    RISK,
    ATTACK,
    LIST,
    HOME,
    OVERVIEW,
    VOCABULARY,
    NOT_FOUND,
)
