"""`policy-catalog schema`: the JSON Schemas that editors check registry files with.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click
from pydantic import BaseModel

from generator.faces.options import catalog_option
from generator.model.attack import Attack
from generator.model.server import Server
from generator.model.vocabulary import Vocabulary

SCHEMAS: Final[dict[str, type[BaseModel]]] = {"server": Server, "vocabulary": Vocabulary, "attack": Attack}
"""Entry model of each schema file `schema/<name>.schema.json` of a catalog."""


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema (2020-12) of the entry model as it is committed."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


@click.command("schema")
@catalog_option
def schema_command(catalog: Path) -> None:
    """Write the JSON Schemas for editors into the catalog's `schema` folder.

    Run it after a change of the entry model; a test fails while the committed files differ.
    """
    for path in write_schemas(catalog):
        click.echo(f"wrote {path}")


def write_schemas(catalog: Path, *, only_missing: bool = False) -> list[Path]:
    """Write the schema files of the catalog, or only those that are not there; returns the paths written."""
    folder = catalog / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, model in SCHEMAS.items():
        path = folder / f"{name}.schema.json"
        if not (only_missing and path.exists()):
            path.write_text(schema_text(model), encoding="utf-8")
            written.append(path)
    return written
