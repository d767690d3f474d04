"""Help in both languages, the page made of it, and tables that fit the terminal."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click
import pytest
from rich.cells import cell_len
from rich.table import Table

from extract.present.cli import COMMANDS, cli
from extract.present.fitted import Fitted
from extract.present.render import to_text
from tests.cli_build import run

DOCS = Path(__file__).resolve().parent.parent / "docs"


def commands() -> dict[str, click.Command]:
    context = click.Context(cli)
    found = {name: command for name in COMMANDS if (command := cli.get_command(context, name)) is not None}
    below = {
        f"{name} {part}": command.commands[part]
        for name, command in found.items()
        if isinstance(command, click.Group)
        for part in command.commands
    }
    return found | below


def is_bilingual(text: str | None) -> bool:
    letters = text or ""
    return any("a" <= c <= "z" for c in letters) and any("\u4e00" <= c <= "\u9fff" for c in letters)


@pytest.mark.parametrize("name", list(commands()))
def test_help_is_in_english_and_chinese(name: str) -> None:
    command = commands()[name]
    assert is_bilingual(command.help)
    assert is_bilingual(command.short_help)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert is_bilingual(parameter.help), parameter.name


def test_the_page_of_the_command_line_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("generate_cli", DOCS / "generate_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == module.render(), "run python docs/generate_cli.py"


def test_every_command_answers_help_and_no_other_exists() -> None:
    listed = run("--help").stdout
    for name in COMMANDS:
        assert name in listed
    assert "No such command" in run("embezzle", code=2).stderr


def table() -> Table:
    made = Table(title="合计 totals")
    for heading in ("指标\nindicator", "状态\nstatus", "可确定\nguaranteed", "来源\nsources"):
        made.add_column(heading, no_wrap=True)
    made.add_row("参与的社会组织", "已完成 actual", "975万–不足1393万元", "一份名字很长的新闻报道之一.txt")
    made.add_row("覆盖的县", "目标 target", "4个", "b.txt")
    return made


def test_on_a_narrow_terminal_no_cell_is_lost() -> None:
    narrow = to_text(Fitted(table()), width=70)
    for cell in ("参与的社会组织", "已完成 actual", "975万–不足1393万元", "一份名字很长的新闻报道之一.txt", "4个"):
        assert cell in narrow
    assert max(cell_len(line) for line in narrow.splitlines()) <= 70
    assert to_text(Fitted(table()), width=120) == to_text(table(), width=120)
