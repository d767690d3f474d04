"""``hezhang load``: files into the base."""

from __future__ import annotations

from pathlib import Path

import click

from extract.present.options import PARTIAL, db_option, fast_pdf_option, json_option, ner_option


@click.command("load", short_help="Load files into the knowledge base. 装入文件。")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@ner_option
@db_option
@fast_pdf_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], ner: tuple[str, ...], db: Path, fast_pdf: bool, as_json: bool
) -> None:
    """Read files, folders and ZIP archives and store every figure with its source.

    Loading the same again changes nothing. HEZHANG_MAX_CHARACTERS and its like set how much a file may hold.

    \b
    读入文件、文件夹和 ZIP 压缩包（txt html pdf docx xlsx csv doc xls rtf odt ods，装有 ocr 扩展时还有扫描件和图片），
    每个数字连同出处存入知识库。
    重复装入不改变任何内容；读不了的文件会列出原因，其余照常装入（退出码 3）。
    """
    from extract.load import load
    from extract.present.documents import load_report
    from extract.present.encode import encode_load
    from extract.present.terminal import output, print_json, progress, say
    from extract.read import FAST_READERS, READERS
    from extract.store.base import open_base
    from extract.store.runs import runs

    with open_base(db) as base, progress("documents 个文件") as advance:
        readers = FAST_READERS if fast_pdf else READERS
        report = load(paths, base, models=ner, progress=advance, readers=readers)
        several = len(runs(base)) > 1
    for failure in report.failures:
        say(f"failed 未能读入: {failure.uri}: {failure.reason}")
    for uri, note in report.notes:
        say(f"note 提示: {uri}: {note}")
    if as_json:
        print_json(encode_load(report))
    else:
        output().print(load_report(report, str(db)))
    if several and report.updated:
        say("hezhang runs compare 看新版读法与旧版有何不同 shows what the new run reads otherwise")
    if report.failures:
        ctx.exit(PARTIAL)
