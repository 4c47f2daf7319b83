"""`policy-catalog`: one command line for everything.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Final

import click

from generator.model.problem import CatalogError

COMMANDS: Final = {
    "build": "build_command",
    "serve": "serve_command",
    "check": "check_command",
    "audit": "audit_command",
    "import": "import_command",
    "new": "new_command",
    "explain": "explain_command",
    "classify": "classify_command",
    "export": "export_command",
    "schema": "schema_command",
}
"""Each command and its module in this folder, which defines a function of the module's name."""


class Commands(click.Group):
    """Loads a command when it is called: the MCP SDK alone would make every other one a second slower."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"generator.faces.{COMMANDS[cmd_name]}"), COMMANDS[cmd_name])
        return command if isinstance(command, click.Command) else None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="mcp-policy-catalog")
def cli() -> None:
    """Turn a YAML registry of MCP servers and tools into a static policy catalog.

    \b
    A first round
      policy-catalog import mcp-server-time -- uvx mcp-server-time==2026.10.19
      policy-catalog check        what a person still has to write
      policy-catalog build        the site, in ./site
      policy-catalog serve        the site in a browser; a save is seen at once
    """


def main() -> None:
    """Run the command line; an expected failure is one message and exit code 1, never a traceback."""
    # Nobody else's code takes part in reading a registry; to look for some, pydantic reads the metadata of every installed package, 5 ms of a command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(130)
    except CatalogError as error:
        click.echo(f"{click.style('error:', fg='red')} {error}", err=True)
        sys.exit(1)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        click.echo(f"{click.style('error:', fg='red')} {error.strerror or error}{where}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
