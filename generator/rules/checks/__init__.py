"""The checks of registry entries. Each module is one family; `check` yields what is wrong in one server.

To add one: a module with `SENTENCE` and `check(subject)`, one line here, and a row in the handbook's table.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from generator.rules.checks import drafts, judgement, names, status, texts

CHECKS: Final[tuple[ModuleType, ...]] = (names, status, judgement, texts, drafts)
