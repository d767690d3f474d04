"""``hezhang runs``: whose readings count, and what a new version of the extractor changed."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from extract.present.options import db_option, json_option, open_existing
from extract.present.terminal import output, print_json, say
from extract.store.runs import Difference


@click.group("runs", short_help="Compare and choose extractor runs. 抽取版本。")
def command() -> None:
    """A base keeps what every version of the extractor read. Loading a file again with a new version adds its readings.

    \b
    知识库保留每个版本抽取器的读法；用新版本再装一次，新读法与旧读法并存，由“有效”的一版作数。
    """


@command.command("list", short_help="Every run, and where its readings count. 列出各版。")
@db_option
@json_option
def list_(db: Path, as_json: bool) -> None:
    """List the runs: extractor, documents read, documents in which its readings count.

    \b
    列出抽取器各版：读过多少文件，在多少文件里作数。
    """
    from extract.present.run_tables import runs_table
    from extract.store.runs import runs

    with open_existing(db) as base:
        found = runs(base)
    if as_json:
        print_json(
            [
                {"id": run.id, "extractor": run.extractor, "configuration": dict(run.configuration),
                 "documents": run.documents, "active": run.active}
                for run in found
            ]
        )  # fmt: skip
    else:
        output().print(runs_table(found))


@command.command("compare", short_help="What a new run added, lost, changed. 新旧对比。")
@click.argument("old", required=False, metavar="[OLD]")
@click.argument("new", required=False, metavar="[NEW]")
@click.option("--kind", multiple=True, type=click.Choice(get_args(Difference)), help="Only such. 只看此类。")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="Most rows shown. 至多行数。")
@db_option
@json_option
def compare(
    old: str | None, new: str | None, kind: tuple[Difference, ...], limit: int, db: Path, as_json: bool
) -> None:
    """Compare two runs, named by the beginning of their ids; without names, the last one with the one before it.

    \b
    比较两版读法：新增、丢失、改变了哪些数字，改变的逐字段列出。不写则比较最近两版。
    """
    from extract.present.run_tables import comparison_table, encode_comparison, summary
    from extract.store.runs import compare_runs, find_run, runs

    with open_existing(db) as base:
        known = [run.id for run in runs(base)]
        if old is None and len(known) < 2:
            raise click.ClickException(
                f"{db} holds {len(known)} run, nothing to compare: load the files again with a new version 只有一版"
            )
        before = known[-2] if old is None else find_run(base, old)
        after = known[-1] if new is None else find_run(base, new)
        comparison = compare_runs(base, before, after)
    if kind:
        comparison.changes = [change for change in comparison.changes if change.kind in kind]
    if as_json:
        print_json(encode_comparison(comparison))
        return
    console = output()
    if comparison.changes and limit:
        console.print(comparison_table(comparison.changes[:limit]))
    console.print(summary(comparison))
    if len(comparison.changes) > limit:
        say(f"另 {len(comparison.changes) - limit} 行未列 not shown（--limit, --json）")


@command.command("activate", short_help="Let the readings of a run count. 启用一版。")
@click.argument("run", metavar="RUN")
@click.option("--uri", metavar="URI", help="Only in this document. 只在此文件。")
@db_option
def activate_(run: str, uri: str | None, db: Path) -> None:
    """Let the readings of RUN count wherever it has read; verdicts stay, some may become stale.

    \b
    启用一版读法；结论都保留，与读法不合的显示为“读法已变”。
    """
    from extract.store.runs import find_run
    from extract.store.write import activate

    with open_existing(db) as base:
        changed = activate(base, find_run(base, run), uri=uri)
    say(f"{changed} 个文件改用此版 documents now count by this run")
