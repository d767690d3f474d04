"""``hezhang report``: the whole audit as a workbook and as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.audit.totals import GroupField
from extract.present.commands.totals import read_group_fields
from extract.present.filters import filter_options, read_filters
from extract.present.options import db_option, json_option, open_existing
from extract.present.terminal import print_json, say

if TYPE_CHECKING:
    from extract.present.dossier import Dossier
    from extract.store.base import Base


@click.command("report", short_help="Write the audit as a page and a workbook. 生成核账报告和工作簿。")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="One page that opens anywhere, offline. 单个网页文件。")  # fmt: skip
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="A workbook; verdicts edited in it come back by `review import`. 工作簿，结论可导回。")  # fmt: skip
@click.option("--by", callback=read_group_fields, metavar="FIELD,…", default="indicator", show_default=True,
              help="Group the totals by these fields, as `totals` does. 合计的分组。")  # fmt: skip
@filter_options
@click.option("--force", is_flag=True, help="Write over files that exist. 覆盖已有文件。")
@db_option
@json_option
def command(
    html: Path | None,
    xlsx: Path | None,
    by: tuple[GroupField, ...],
    force: bool,
    db: Path,
    as_json: bool,
    **given: Any,
) -> None:
    """Write checks, plan against report, totals and every source into one page, one workbook, or both.

    \b
    生成核账报告：核对、计划对报告、合计，每个数字都连到标出它的原文。
    网页可离线打开、打印、在手机上看；工作簿里的数字可计算，审核结论填好后用 review import 导回。
    筛选条件只选出相关的结论，不改变结论：核对总是在整个知识库上进行。
    """
    if html is None and xlsx is None:
        raise click.UsageError("name a file: --html report.html, --xlsx report.xlsx, or both 请指定输出文件")
    for path in (html, xlsx):
        if path is not None:
            _refuse(path, force=force)
    from extract.present.dossier import gather

    with open_existing(db) as base:
        dossier = gather(base, read_filters(given), by)
        for path, write in ((xlsx, _write_workbook), (html, _write_page)):
            if path is not None:
                try:
                    write(path, base, dossier)
                except OSError as error:
                    raise click.ClickException(f"{path} cannot be written 无法写入: {error}") from error
    written = [str(path) for path in (html, xlsx) if path is not None]
    counts = {
        "documents": len(dossier.documents),
        "statements": len(dossier.statements),
        "findings": len(dossier.findings),
        "rows": len(dossier.rows),
        "totals": len(dossier.totals),
    }
    if as_json:
        print_json({"written": written, **counts})
    else:
        say(f"{'、'.join(written)}: " + " · ".join(f"{count} {name}" for name, count in counts.items()))


def _write_workbook(path: Path, base: Base, dossier: Dossier) -> None:
    from extract.present.workbook.assemble import write_workbook

    write_workbook(path, base, dossier)


def _write_page(path: Path, base: Base, dossier: Dossier) -> None:
    from extract.present.report.page import write_page

    write_page(path, dossier)


def _refuse(path: Path, *, force: bool) -> None:
    """Before any work is done: a file is not written over unasked, and its folder must exist."""
    if not path.absolute().parent.is_dir():
        raise click.ClickException(f"{path}: the folder {path.absolute().parent} does not exist 文件夹不存在")
    if path.exists() and not force:
        raise click.ClickException(f"{path} exists: --force writes over it 文件已存在，覆盖请加 --force")
