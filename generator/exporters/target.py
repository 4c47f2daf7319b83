"""A recipe file into a target: what a client or gateway can express, and how its documents are printed.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import yaml
from pydantic import ConfigDict, Field, StringConstraints, ValidationError

from generator.model.entry import Entry, IsoDate, Line, Name, Prose
from generator.model.policy import Verified
from generator.model.problem import CatalogError
from generator.model.vocabulary import PlainSlug

FOLDER: Final = Path(__file__).parent
"""Holds `targets/<target>.yaml`, the files that recipes ship verbatim, and `verified.json`."""
Condition = dict[str, Any]
"""As `condition.condition` reads it."""


class Expresses(Entry):
    """What becomes of each part of a plan."""

    ask: Literal["asks", "denies"]
    """What happens to a tool that should be asked about."""
    deny: Literal["hides", "refuses", "asks"]
    """What happens to a tool that should be denied and may be seen; one to be hidden is hidden where anything can be."""
    unlisted: Literal["as chosen", "asks", "denies", "open"]
    """What happens to a tool that is not listed; `open`: the document leaves it to the client."""
    limits: bool
    constraints: Literal["all", "some", "none"]
    reasons: bool


class NameRule(Entry):
    """How a client's name is made; see `names.rows_source`. `shorten` and `skip` go with a `keep` of ASCII."""

    model_config = ConfigDict(populate_by_name=True)

    of: str
    keep: str | None = None
    with_: Annotated[str | None, Field(alias="with")] = None
    once: str | None = None
    limit: int | None = None
    shorten: int | None = None
    cut: int | None = None
    skip: str | None = None
    unique: bool | None = None


class Names(Entry):
    """The names of a server and of a tool, in the order they build on each other."""

    server: dict[str, NameRule] = Field(default_factory=dict)
    tool: dict[str, NameRule] = Field(default_factory=dict)


class Document(Entry):
    """One file."""

    file: str
    """Name, a template."""
    language: Name
    where: Line
    format: Literal["json", "yaml", "toml", "text"] | None = None
    per: Literal["plan", "server"] = "plan"
    """`server`: one file for each server."""
    if_: Annotated[Condition | None, Field(alias="if")] = None
    """Left out: always."""
    root: Any = None
    """The tree."""
    verbatim: str | None = None
    """A file beside the recipes that is shipped as it is, instead of a tree."""


class RemarkRule(Entry):
    """A sentence for the tools (or servers) of which the condition holds."""

    what: PlainSlug
    say: Prose
    if_: Annotated[Condition, Field(alias="if")]
    each: Literal["tools", "servers"] = "tools"
    least: Name | None = None
    """A number of each tool; the smallest fills `{least}`."""


class Recipe(Entry):
    """One recipe file."""

    target: PlainSlug
    label: Name
    addressing: Line
    """How tool names are addressed."""
    where: Line
    """Where its files go."""
    docs: Annotated[str, StringConstraints(max_length=400)]
    """Where the format is documented, and what of it was seen at work."""
    expresses: Expresses
    names: Names = Names()
    documents: Annotated[tuple[Document, ...], Field(min_length=1)]
    lost: tuple[RemarkRule, ...] = ()
    warnings: tuple[RemarkRule, ...] = ()


class Target:
    """A recipe read and checked. `data` is what both printers walk through, verbatim files included."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Check the recipe.

        Raises:
            pydantic.ValidationError: a key is unknown or missing, or has a value of another type.
        """
        self.recipe = Recipe.model_validate_json(json.dumps(data))
        self.id = self.recipe.target
        self.data = data


@cache
def read_target(name: str) -> Target:
    """The target of that name.

    Raises:
        CatalogError: its recipe is not one.
    """
    path = FOLDER / "targets" / f"{name}.yaml"
    try:
        data = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe either way
        for document in data["documents"]:
            if "verbatim" in document:
                document["root"] = (FOLDER / document["verbatim"]).read_text(encoding="utf-8")
        return Target(data)
    except (yaml.YAMLError, ValidationError, KeyError, TypeError) as error:
        message = f"{path}: found no recipe ({error}), expected one as `exporters/target.py` describes"
        raise CatalogError(message) from error


class _Run(Entry):
    engine: Name
    version: Name
    date: IsoDate
    servers: int = 0
    tools: int = 0
    mismatches: Literal[0] = 0
    """A run that saw one is not written, and would not be shown."""


@cache
def verified_by(name: str) -> str | None:
    """Engine, version and date of the target's last run, as pages print them; None: not machine-verified.

    Raises:
        CatalogError: as below.
    """
    run = read_verified().get(name)
    return str(run) if run else None


@cache
def read_verified(path: Path = FOLDER / "verified.json") -> dict[str, Verified]:
    """The last run of each target against its engine, by target; empty when no run has written the file.

    Raises:
        CatalogError: the file holds something else.
    """
    if not path.is_file():
        return {}
    try:
        runs = {name: _Run.model_validate_json(json.dumps(run)) for name, run in json.loads(path.read_bytes()).items()}
    except (ValueError, AttributeError) as error:
        message = f"{path}: found {error}, expected engine, version and date for each target"
        raise CatalogError(message) from error
    return {name: Verified(engine=run.engine, version=run.version, date=run.date) for name, run in runs.items()}
