"""``hezhang export``: rows for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from extract.present.cells import guard
from extract.present.exports import COLUMNS, EXPORTS
from extract.present.options import db_option, open_existing
from extract.present.terminal import say
from extract.store.findings import findings_outdated

_BOM = "\ufeff"


@click.command("export", short_help="Write rows for other programs. 导出。")
@click.argument("what", type=click.Choice(list(EXPORTS)))
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True,
              help="CSV, or JSON Lines: one object a line. 格式。")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write to this file instead of to stdout. 写入文件。")  # fmt: skip
@click.option("--excel", is_flag=True, help="Begin with a byte order mark, as Excel wants UTF-8. 供 Excel 打开。")
@db_option
def command(what: str, form: str, out: Path | None, excel: bool, db: Path) -> None:
    """Write all statements, facts, findings or verdicts (reviews) as CSV or JSON Lines in UTF-8.

    \b
    导出全部陈述、事实、核对结果或人工结论。数值为精确小数；更正已生效，被剔除的标明。
    以 = + - @ 等开头的单元格加了撇号，电子表格不会当公式计算。
    reviews 改过之后可用 hezhang review import 导回。
    """
    with open_existing(db) as base:
        if what == "findings" and findings_outdated(base):
            say("the base has changed since the last check, or none was made 请先核对: hezhang check")
        rows: Iterable[dict[str, Any]] = EXPORTS[what](base)
        lines = _csv(rows, COLUMNS[what]) if form == "csv" else _json_lines(rows)
        if excel:
            lines = _first(_BOM, lines)
        if out is None:
            for line in lines:
                click.echo(line.encode("utf-8"), nl=False)  # bytes, so that no platform turns a line end into another
            return
        try:
            with out.open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        except OSError as error:
            raise click.ClickException(f"{out} cannot be written 无法写入: {error.strerror}") from error


def _csv(rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> Iterator[str]:
    """The lines of a CSV file, its first line the names of the columns."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for cells in _with_head(rows, columns):
        writer.writerow(cells)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _with_head(rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> Iterator[list[Any]]:
    yield list(columns)
    for row in rows:
        yield [guard(_flat(row[name])) for name in columns]


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _first(mark: str, lines: Iterator[str]) -> Iterator[str]:
    yield mark
    yield from lines
