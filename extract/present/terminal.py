"""Where output goes: tables and JSON to stdout, progress and messages to stderr."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

_PIPED_WIDTH: Final = 150  # cells of a table that goes to a file or a pager: nothing is cut, long cells wrap
_NAME_WIDTH: Final = 40


def output() -> Console:
    """Stdout. As wide as the terminal, or 150 cells where there is none; NO_COLOR and COLUMNS are respected."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPED_WIDTH
    return console


def say(message: str) -> None:
    """A message to the user, on stderr."""
    click.echo(message, err=True)


def print_json(value: Any) -> None:
    """One JSON value on stdout, indented, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None] | None]:
    """A function to call with the name of each thing done; ``None`` where stderr is no terminal."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        yield None
        return
    columns = (
        BarColumn(bar_width=20),
        TextColumn("{task.completed} {task.description}", markup=False),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None, name="")

        def advance(name: str) -> None:
            bar.update(task, advance=1, name=name[-_NAME_WIDTH:])

        yield advance


def marked(console: Console, text: str, spans: list[tuple[int, int]]) -> Text:
    """``text`` with ``spans`` highlighted; in 【】 where the console shows no colours."""
    plain = console.color_system is None or console.no_color
    result, at = Text(), 0
    for start, end in spans:
        result.append(text[at:start])
        result.append(f"【{text[start:end]}】" if plain else text[start:end], style="" if plain else "bold yellow")
        at = end
    result.append(text[at:])
    return result
