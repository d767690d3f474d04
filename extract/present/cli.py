"""The command line: one file a command below ``commands/``, imported when it is called.

So ``hezhang totals`` starts without the readers and without spaCy. Data go to stdout, everything else to stderr. Exit
codes: 0 fine, 1 error, 2 usage, 3 finished, but with failed files or inconsistent findings.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any, Final

import click

from extract import __version__
from extract.errors import HezhangError

#: In the order of the work: first the researcher's, then the auditor's, then the analyst's, then the developer's.
COMMANDS: Final = (
    "load", "extract", "show", "search", "totals", "check", "diff", "report", "review", "entities", "runs", "export",
    "serve", "evaluate", "train", "demo",
)  # fmt: skip


class CommandGroup(click.Group):
    """Finds a command in the module of its name, as ``command``; turns the package's errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"extract.present.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HezhangError as error:
            raise click.ClickException(str(error)) from error


@click.command(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hezhang")
def cli() -> None:
    """Read every figure of Chinese policy texts and news, and check what was reported against what was planned.

    \b
    核账：读出政策文件和新闻里的每一个数字，核对“说了多少”与“做了多少”。

    \b
    Begin with 先试:  hezhang demo
    Then 然后:        hezhang load 文件夹  →  totals  →  check  →  diff
    """


def main() -> None:
    """The entry point of the ``hezhang`` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name that is no text must not end the output; what is piped is read by programs, hence UTF-8.
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    cli(prog_name="hezhang")


if __name__ == "__main__":
    main()
