"""Words of the command line into checked values; click calls these for each argument and option.

A message never repeats a value that may be a secret.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

import click

from generator.model.problem import CatalogError
from generator.rules.package_spec import NamedPackage, stated_package

_SLUG: Final = re.compile(r"[a-z0-9]+(?:[.-]+[a-z0-9]+)*")
_LONGEST_SLUG: Final = 100
_VARIABLE: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]{0,127})=([^\0]*)", re.DOTALL)
_HEADER: Final = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[=:] ?([^\0\r\n]*)")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\]+")


def slug(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """The slug: part of a file name and of page addresses, so nothing that could leave the folder."""
    if not _SLUG.fullmatch(value) or len(value) > _LONGEST_SLUG:
        expected = "lower-case letters and digits with hyphens or dots inside, e.g. mcp-server-time"
        raise click.BadParameter(f"found {value!r}, expected {expected}")
    return value


def variables(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Names and values of environment variables, in the order given; a later one of the same name wins."""
    return tuple(dict(_pairs(_VARIABLE, values, "NAME=VALUE, e.g. API_KEY=dummy")).items())


def headers(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Names and values of HTTP headers, in the order given."""
    return _pairs(_HEADER, values, 'NAME=VALUE, e.g. Authorization="Bearer ..."')


def address(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """An http or https address."""
    if value is not None and not _ADDRESS.fullmatch(value):
        message = "expected an http or https address"
        raise click.BadParameter(message)
    return value


def package(_context: click.Context, _parameter: click.Parameter, value: str | None) -> NamedPackage | None:
    """Registry, name and version of a package."""
    try:
        return None if value is None else stated_package(value)
    except CatalogError as error:
        raise click.BadParameter(str(error)) from error


def _pairs(pattern: re.Pattern[str], values: tuple[str, ...], expected: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for value in values:
        match = pattern.fullmatch(value)
        if match is None:
            raise click.BadParameter(f"expected {expected}")
        pairs.append((match.group(1), match.group(2)))
    return tuple(pairs)
