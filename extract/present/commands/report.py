"""``hezhang report``: the whole audit as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extract.audit.totals import GroupField
from extract.present.commands.totals import read_group_fields
from extract.present.filters import filter_options, read_filters
from extract.present.options import db_option, open_existing
from extract.present.terminal import say


@click.command("report", short_help="Write the audit as a workbook. 生成核账工作簿。")
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="A workbook; verdicts edited in it come back by `review import`. 工作簿，结论可导回。")  # fmt: skip
@click.option("--by", callback=read_group_fields, metavar="FIELD,…", default="indicator", show_default=True,
              help="Group the totals by these fields, as `totals` does. 合计的分组。")  # fmt: skip
@filter_options
@click.option("--force", is_flag=True, help="Write over files that exist. 覆盖已有文件。")
@db_option
def command(xlsx: Path | None, by: tuple[GroupField, ...], force: bool, db: Path, **given: Any) -> None:
    """Write checks, plan against report, totals and every source into one workbook.

    \b
    生成工作簿：核对、计划对报告、合计，每个数字都连到标出它的原文。
    数字可计算；审核结论填好后用 review import 导回。
    筛选条件只选出相关的结论，不改变结论：核对总是在整个知识库上进行。
    """
    if xlsx is None:
        raise click.UsageError("name a file: --xlsx report.xlsx 请指定输出文件")
    _refuse(xlsx, force=force)
    from extract.present.dossier import gather
    from extract.present.workbook.assemble import write_workbook

    with open_existing(db) as base:
        dossier = gather(base, read_filters(given), by)
        write_workbook(xlsx, base, dossier)
    say(f"{xlsx}: {len(dossier.statements)} 条陈述 statements")


def _refuse(path: Path, *, force: bool) -> None:
    """Before any work is done: a file is not written over unasked, and its folder must exist."""
    if not path.absolute().parent.is_dir():
        raise click.ClickException(f"{path}: the folder {path.absolute().parent} does not exist 文件夹不存在")
    if path.exists() and not force:
        raise click.ClickException(f"{path} exists: --force writes over it 文件已存在，覆盖请加 --force")
