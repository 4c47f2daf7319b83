"""Options that several commands share, and what they mean on disk.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Final

import click

from generator.model.problem import CatalogError
from generator.pool import available_workers

catalog_option: Final = click.option(
    "--catalog",
    "catalog",
    type=click.Path(path_type=Path),
    default=Path("catalog"),
    show_default=True,
    help="Folder of the registry: servers/*.yaml and vocabulary.yaml.",
)
config_option: Final = click.option(
    "--config-file",
    "-f",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="Settings of the site.",
)
site_dir_option: Final = click.option(
    "--site-dir",
    "site_dir",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where the site is published; only files of earlier builds are replaced there.",
)
workers_option: Final = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=available_workers,
    show_default="one for each processor",
    help="Processes that read and render. The result is the same for any number.",
)


def day_of_build() -> str:
    """Today, or the day of SOURCE_DATE_EPOCH when it is set; ISO date, UTC.

    Raises:
        CatalogError: SOURCE_DATE_EPOCH is not a number of seconds.
    Source: reproducible-builds.org/docs/source-date-epoch.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    if stated is None:
        return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    try:
        return datetime.datetime.fromtimestamp(int(stated), tz=datetime.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        message = f"found SOURCE_DATE_EPOCH={stated!r}, expected seconds since 1970"
        raise CatalogError(message) from error
