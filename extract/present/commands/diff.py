"""``hezhang diff``: plan against report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from extract.audit.diff import DiffRow, DiffStatus, between, diff
from extract.audit.encode import encode_diff_row
from extract.present.fitted import Fitted
from extract.present.options import PARTIAL, db_option, json_option, open_existing
from extract.present.tables import diff_table
from extract.present.terminal import output, print_json, say
from extract.store.query import statements

if TYPE_CHECKING:
    from extract.load import LoadReport


@click.command("diff", short_help="Compare plans with reports. 计划对报告。")
@click.option("--all", "everything", is_flag=True, help="Also plans that nothing reports on. 连同未见报告的计划。")
@click.option("--status", multiple=True, type=click.Choice(get_args(DiffStatus)), metavar="STATUS",
              help=f"Only such rows: {', '.join(get_args(DiffStatus))}. 只看此结果。")  # fmt: skip
@click.option("--plan", "plans", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="PATH",
              help="Read this plan, and no base; may be repeated. 直接读此计划。")  # fmt: skip
@click.option("--report", "reports", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="PATH",
              help="Read this report to put beside the plan; may be repeated. 直接读此报告。")  # fmt: skip
@db_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    everything: bool,
    status: tuple[DiffStatus, ...],
    plans: tuple[Path, ...],
    reports: tuple[Path, ...],
    db: Path,
    as_json: bool,
) -> None:
    """Put every plan, budget and commitment beside what was paid and reached, with its sources.

    \b
    逐项对照：计划（目标、预算）、认领、拨付、完成，附完成度、差额和原文。
    没有报告不等于零；期限未到不算未达标。
    hezhang diff --plan 计划.docx --report 报告.pdf 直接对照两个文件，不用知识库。
    """
    if bool(plans) != bool(reports):
        raise click.UsageError("--plan and --report go together 须同时给出计划和报告")
    if plans:
        found, failed = _of_files(plans, reports)
    else:
        with open_existing(db) as base:
            found, failed = diff(statements(base)), False
    rows = [row for row in found if _is_wanted(row, everything, status)]
    if as_json:
        print_json([encode_diff_row(row) for row in rows])
    else:
        console = output()
        if rows:
            console.print(Fitted(diff_table(rows)))
        left_out = len(found) - len(rows)
        console.print(f"共 {len(rows)} 行 rows" + (f"，另 {left_out} 行未列 not shown（--all）" if left_out else ""))
    if failed:
        ctx.exit(PARTIAL)


def _of_files(plans: Sequence[Path], reports: Sequence[Path]) -> tuple[list[DiffRow], bool]:
    """The rows of files read on the spot, and whether one of the files failed, which is said on stderr."""
    # Imported here: a question put to a base needs no reader.
    from extract.load import load
    from extract.store.base import open_base

    with open_base(":memory:") as base:
        planned, reported = load(plans, base), load(reports, base)
        failures = [*planned.failures, *reported.failures]
        for failure in failures:
            say(f"failed 未能读入: {failure.uri}: {failure.reason}")
        rows = between(statements(base), _uris(planned), _uris(reported))
    return rows, bool(failures)


def _uris(report: LoadReport) -> frozenset[str]:
    return frozenset((*report.new, *report.updated, *report.unchanged))


def _is_wanted(row: DiffRow, everything: bool, status: tuple[DiffStatus, ...]) -> bool:
    if status:
        return row.status in status
    return everything or row.status != "not-reported"
