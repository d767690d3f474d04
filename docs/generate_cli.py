"""Writes docs/cli.md from the ``--help`` of every command: ``python docs/generate_cli.py``. A test holds it so."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from extract.present.cli import cli

PAGE: Final = Path(__file__).resolve().parent / "cli.md"
_WIDTH: Final = 90

_HEAD: Final = """# Command line 命令行

Made by `python docs/generate_cli.py` from `hezhang COMMAND --help`; do not edit. 本页由程序生成。

Data go to stdout, messages and progress to stderr. `--json` prints the same answers for programs. Tables adapt to the
terminal; piped, they are 150 cells wide (or `COLUMNS`). `NO_COLOR` is respected.

| exit code 退出码 | meaning 含义 |
|---|---|
| 0 | fine 正常 |
| 1 | error 出错 |
| 2 | wrong usage 用法错误 |
| 3 | finished, but some files failed, or `check` shows an inconsistent finding 完成，但有文件读不了，或核对有“不一致” |
"""


def render() -> str:
    """The page as it should be."""
    parts = [_HEAD]
    context = click.Context(cli, info_name="hezhang", terminal_width=_WIDTH, help_option_names=["-h", "--help"])
    parts.append(_section("hezhang", cli.get_help(context)))
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=_WIDTH)
        parts.append(_section(f"hezhang {name}", command.get_help(inner)))
        if isinstance(command, click.Group):
            for part in command.list_commands(inner):
                below = command.commands[part]
                context_below = click.Context(below, info_name=part, parent=inner, terminal_width=_WIDTH)
                parts.append(_section(f"hezhang {name} {part}", below.get_help(context_below)))
    return "\n".join(parts)


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
