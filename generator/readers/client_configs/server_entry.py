"""The entry of one server, in the words that most clients share, into a configured server.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.client_config import ConfiguredServer, Named, StatedValue
from generator.model.problem import Pointer
from generator.readers.client_configs.document import Document

_ADDRESSES: Final = ("url", "httpUrl", "serverUrl")
_HEADERS: Final = ("headers", "http_headers", "static_headers")
_VARIABLES: Final = ("env", "environment")
_SWITCHES: Final = (("disabled", True), ("enabled", False))
_FIELDS: Final = ("auth_value", "authentication_token", "bearer_token", "apiKey", "api_key", "token")


def read_servers(document: Document, *pointer: str | int, client: str | None) -> tuple[ConfiguredServer, ...]:
    """The servers of the mapping there, in its order."""
    keys = [key for key in document.mapping(*pointer) if document.mapping(*pointer, key)]
    return tuple(read_server(document, (*pointer, key), key, client) for key in keys)


def read_server(document: Document, pointer: Pointer, key: str, client: str | None) -> ConfiguredServer:
    """The server of the mapping there."""
    url = next((found for each in _ADDRESSES if (found := document.string(*pointer, each))), None)
    values = [
        *_values(document, pointer, _VARIABLES, "variable"),
        *_values(document, pointer, _HEADERS, "header"),
        *(
            StatedValue(name=each, value=stated.text, kind="field", place=stated.place)
            for each in _FIELDS
            if (stated := document.string(*pointer, each))
        ),
    ]
    if url is not None:
        values.append(StatedValue(name="url", value=url.text, kind="address", place=url.place))
    return ConfiguredServer(
        key=key,
        client=client,
        place=document.place(*pointer),
        command=_command(document, pointer, values),
        url=url.text if url else None,
        values=tuple(values),
        off=_off(document, pointer),
    )


def _off(document: Document, pointer: Pointer) -> Named | None:
    """The first key that switches the server off."""
    for key, off in _SWITCHES:
        if document.at(*pointer, key) is off:
            return Named(text=f"{key}: {str(off).lower()}", place=document.place(*pointer, key))
    return None


def _command(document: Document, pointer: Pointer, values: list[StatedValue]) -> tuple[str, ...]:
    """Program and arguments; each argument is also put among the values, for the search for secrets."""
    if isinstance(document.at(*pointer, "command"), list):
        command = document.strings(*pointer, "command")
    else:
        program = document.string(*pointer, "command")
        command = (*((program,) if program else ()), *document.strings(*pointer, "args"))
    values.extend(
        StatedValue(name=f"argument {number}", value=each.text, kind="argument", place=each.place)
        for number, each in enumerate(command)
    )
    return tuple(each.text for each in command)


def _values(document: Document, pointer: Pointer, keys: tuple[str, ...], kind: str) -> list[StatedValue]:
    found = []
    for key in keys:
        for name in document.mapping(*pointer, key) if document.at(*pointer, key) is not None else ():
            value = document.at(*pointer, key, name)
            if isinstance(value, str):
                place = document.place(*pointer, key, name)
                found.append(StatedValue(name=name, value=value, kind=kind, place=place))  # type: ignore[arg-type]  # a word of two
    return found
