"""The JSON Schemas for editors are the entry models, committed, and named by every registry file."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from generator.faces.schema_command import SCHEMAS, schema_text
from generator.readers.yaml_text import read_yaml
from tests.support.builders import ROOT, registry_attack, registry_server, registry_tool

CATALOG = ROOT / "catalog"
ENTRIES = sorted((CATALOG / "servers").glob("*.yaml"))
ATTACKS = sorted((CATALOG / "attacks").glob("*.yaml"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_the_model(name):
    committed = (CATALOG / "schema" / f"{name}.schema.json").read_text()
    assert committed == schema_text(SCHEMAS[name]), "run `make schema`"
    jsonschema.Draft202012Validator.check_schema(json.loads(committed))


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_every_registry_file_names_its_schema_and_keeps_it(path):
    first = path.read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/server.schema.json"
    schema = json.loads((CATALOG / "schema" / "server.schema.json").read_text())
    jsonschema.validate(read_yaml(path.read_bytes()).data, schema)


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_every_attack_names_its_schema_and_keeps_it(path):
    first = path.read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/attack.schema.json"
    schema = json.loads((CATALOG / "schema" / "attack.schema.json").read_text())
    jsonschema.validate(read_yaml(path.read_bytes()).data, schema)


def test_the_vocabulary_keeps_its_schema():
    schema = json.loads((CATALOG / "schema" / "vocabulary.schema.json").read_text())
    jsonschema.validate(yaml.safe_load((CATALOG / "vocabulary.yaml").read_text()), schema)


@pytest.mark.parametrize(
    "entry",
    [
        registry_server(slug="Not A Slug"),
        registry_server(licens="MIT"),
        registry_server(registry_tool(parameters="unknwn")),
        registry_server(registry_tool(hints={"readOnlyHint": "yes"})),
    ],
)
def test_an_editor_refuses_what_the_check_refuses(entry):
    schema = json.loads((CATALOG / "schema" / "server.schema.json").read_text())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(entry, schema)


@pytest.mark.parametrize(
    "attack",
    [
        registry_attack(group="Elsewhere"),
        registry_attack(owasp=["LLM11:2025"]),
        registry_attack(triggers=[]),
        registry_attack(sources=[{"title": "A paper", "url": "javascript:alert(1)"}]),
    ],
)
def test_an_editor_refuses_an_attack_that_the_check_refuses(attack):
    schema = json.loads((CATALOG / "schema" / "attack.schema.json").read_text())
    jsonschema.validate(registry_attack(), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(attack, schema)


def test_every_key_is_explained_to_the_editor():
    for model in SCHEMAS.values():
        schema = model.model_json_schema()
        described = [*schema["$defs"].items(), (model.__name__, schema)]
        for name, definition in described:
            silent = [key for key, node in definition.get("properties", {}).items() if not node.get("description")]
            assert not silent, name


def test_the_command_writes_the_schemas(tmp_path, policy_catalog):
    assert policy_catalog("schema", "--catalog", tmp_path).returncode == 0
    assert {path.name for path in (tmp_path / "schema").iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}
