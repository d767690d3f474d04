"""``hezhang diff``: plan against report."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from extract.audit.diff import DiffRow, DiffStatus, diff
from extract.audit.encode import encode_diff_row
from extract.present.fitted import Fitted
from extract.present.options import db_option, json_option, open_existing
from extract.present.tables import diff_table
from extract.present.terminal import output, print_json
from extract.store.query import statements


@click.command("diff", short_help="Compare plans with reports. 计划对报告。")
@click.option("--all", "everything", is_flag=True, help="Also plans that nothing reports on. 连同未见报告的计划。")
@click.option("--status", multiple=True, type=click.Choice(get_args(DiffStatus)), metavar="STATUS",
              help=f"Only such rows: {', '.join(get_args(DiffStatus))}. 只看此结果。")  # fmt: skip
@db_option
@json_option
def command(everything: bool, status: tuple[DiffStatus, ...], db: Path, as_json: bool) -> None:
    """Put every plan, budget and commitment beside what was paid and reached, with its sources.

    \b
    逐项对照：计划（目标、预算）、认领、拨付、完成，附完成度、差额和原文。
    没有报告不等于零；期限未到不算未达标。
    """
    with open_existing(db) as base:
        found = diff(statements(base))
    rows = [row for row in found if _is_wanted(row, everything, status)]
    if as_json:
        print_json([encode_diff_row(row) for row in rows])
        return
    console = output()
    if rows:
        console.print(Fitted(diff_table(rows)))
    left_out = len(found) - len(rows)
    console.print(f"共 {len(rows)} 行 rows" + (f"，另 {left_out} 行未列 not shown（--all）" if left_out else ""))


def _is_wanted(row: DiffRow, everything: bool, status: tuple[DiffStatus, ...]) -> bool:
    if status:
        return row.status in status
    return everything or row.status != "not-reported"
