"""``hezhang review``: human verdicts, at the terminal and from scripts."""

from __future__ import annotations

import csv
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from extract.present.cells import unguard
from extract.present.corrections import describe_correction, read_corrections
from extract.present.options import PARTIAL, db_option, json_option, open_existing
from extract.present.terminal import output, print_json, say
from extract.store.queue import Waiting
from extract.store.reviews import CORRECTABLE, State

Command = TypeVar("Command", bound=Callable[..., Any])


def _reviewer_option(command: Command) -> Command:
    return click.option(
        "--reviewer",
        envvar="HEZHANG_REVIEWER",
        show_envvar=True,
        metavar="NAME",
        help="Who judges; else the user's name on this machine. 审核人。",
    )(command)


@click.group(
    "review", invoke_without_command=True, short_help="Judge what was read. 人工审核。", subcommand_metavar="[COMMAND]"
)
@click.option("--only", type=click.Choice(get_args(Waiting)), help="Only what waits for this reason. 只看此类。")
@_reviewer_option
@db_option
@click.pass_context
def command(ctx: click.Context, only: Waiting | None, reviewer: str | None, db: Path) -> None:
    """Judge one figure after another, what matters most first; each verdict is written at once.

    \b
    逐条审核：一键一条，随审随存，可随时退出、下次接着审。
    顺序：原文已变的、读法已变的、核对不一致的、金额（大者在先）、其他。
    结论跟着原文走：重新抽取、换了版本也还在；更正和剔除立即作用于 totals、check、diff。
    a 接受 accept · r 剔除 reject · c 更正 correct · u 存疑 unsure · s 跳过 skip · b 撤销 undo · q 退出 quit
    """
    if ctx.invoked_subcommand is not None:
        return
    from extract.present.review_session import Session

    if not sys.stdin.isatty():
        raise click.UsageError("review asks for keys: run it in a terminal, or use `hezhang review list` and `add`")
    with open_existing(db) as base:
        session = Session(base, reviewer or _user(), output(), _read_key, _read_line, only)
        written = session.run()
    say(f"{written} 条结论 verdicts written")


@command.command("list", short_help="Verdicts, or what waits for one. 结论或待审清单。")
@click.option("--state", type=click.Choice(get_args(State)), help="Only verdicts in this state. 只看此状态。")
@click.option("--queue", "waiting", is_flag=True, help="What waits for a verdict instead. 待审清单。")
@click.option("--only", type=click.Choice(get_args(Waiting)), help="With --queue: only for this reason. 只看此类。")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Most rows. 至多行数。")
@db_option
@json_option
def list_(state: State | None, waiting: bool, only: Waiting | None, limit: int, db: Path, as_json: bool) -> None:
    """List the verdicts that stand, each reviewed, stale (read otherwise since) or orphaned (its figure vanished).

    \b
    列出结论：有效、读法已变、已失所在；或（--queue）列出待审的数字。
    """
    from itertools import islice

    from extract.present.encode import encode_standing, encode_statement
    from extract.present.review_tables import queue_table, standing_table
    from extract.store.query import statements
    from extract.store.queue import queue
    from extract.store.reviews import standing_reviews

    with open_existing(db) as base:
        if waiting or only is not None:
            items = list(islice(queue(base, only=only), limit))
            known = {each.id: each for each in statements(base, ids=[item.statement for item in items])}
            if as_json:
                encoded = [
                    {"why": item.why, "id": item.statement}
                    | (encode_statement(known[item.statement]) if item.statement in known else {})
                    for item in items
                ]
                print_json(encoded)
            else:
                output().print(queue_table(items, known))
            return
        found = list(islice(standing_reviews(base, state=state), limit))
    if as_json:
        print_json([encode_standing(each) for each in found])
    elif found:
        output().print(standing_table(found))
    else:
        say("no verdicts yet 还没有结论")


@command.command("add", short_help="Write one verdict. 写入一条结论。")
@click.argument("statement", metavar="STATEMENT")
@click.option("--verdict", required=True, metavar="VERDICT",
              help="accepted, rejected, corrected, unsure or withdrawn. 接受、剔除、更正、存疑或撤回。")  # fmt: skip
@click.option("--set", "assignments", multiple=True, metavar="FIELD=VALUE",
              help=f"What a correction reads instead: {', '.join(CORRECTABLE)}. 更正的字段。")  # fmt: skip
@click.option("--note", metavar="TEXT", help="Why. 理由。")
@_reviewer_option
@db_option
@json_option
def add(
    statement: str, verdict: str, assignments: tuple[str, ...], note: str | None, reviewer: str | None, db: Path,
    as_json: bool,
) -> None:  # fmt: skip
    """Write a verdict on STATEMENT, an id as `review list --queue`, `show --json` and `check --json` give it.

    \b
    对一条陈述写入结论，例如：
    hezhang review add 1f0c… --verdict corrected --set status=actual --set value=50余万元
    hezhang review add 1f0c… --verdict rejected --note 广告
    """
    from extract.present.encode import encode_review
    from extract.present.verdicts import read_verdict
    from extract.store.reviews import add_review, find_statement

    with open_existing(db) as base:
        review = add_review(
            base,
            find_statement(base, statement),
            read_verdict(verdict),
            reviewer=reviewer or _user(),
            correction=read_corrections(assignments) or None,
            note=note,
        )
    if as_json:
        print_json(encode_review(review))
    else:
        extra = f"：{describe_correction(review.correction)}" if review.correction else ""
        say(f"{review.verdict} {review.quote!r} ({review.uri}){extra}")


@command.command("import", short_help="Write verdicts from a file. 导入结论。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@_reviewer_option
@db_option
@json_option
@click.pass_context
def import_(ctx: click.Context, file: Path, reviewer: str | None, db: Path, as_json: bool) -> None:
    """Write the verdicts of FILE: a workbook of `hezhang report`, CSV or JSON Lines, edited or not.

    \b
    导入结论（report 生成的工作簿，或 CSV、JSON Lines）。知识库里没有的编号按文件、引文和前后文重新找到；
    已有的相同结论不重复写入；读不懂的行列出原因，其余照常写入（退出码 3）。
    """
    from extract.present.verdicts import import_verdicts

    rows = _workbook_rows(file) if file.suffix.lower() == ".xlsx" else _rows(file)
    with open_existing(db) as base:
        report = import_verdicts(base, rows, reviewer=reviewer or _user(), first_row=_first_row(file))
    for problem in report.problems:
        say(problem)
    if as_json:
        print_json({"written": report.written, "unchanged": report.unchanged, "problems": report.problems})
    else:
        written, unchanged, failed = map(len, (report.written, report.unchanged, report.problems))
        say(f"{written} 写入 written，{unchanged} 未变 unchanged，{failed} 未用 failed")
    if report.problems:
        ctx.exit(PARTIAL)


@command.command("history", short_help="All verdicts on one statement. 一条陈述的历次结论。")
@click.argument("statement", metavar="STATEMENT")
@db_option
@json_option
def history_(statement: str, db: Path, as_json: bool) -> None:
    """Print every verdict that STATEMENT was given, the first one first: none is ever changed or deleted.

    \b
    列出历次结论，先后有序；结论只增不改。
    """
    from extract.present.encode import encode_review
    from extract.present.review_tables import history_table
    from extract.store.reviews import find_statement, history

    with open_existing(db) as base:
        found = history(base, find_statement(base, statement))
    if as_json:
        print_json([encode_review(each) for each in found])
    elif found:
        output().print(history_table(found))
    else:
        say("no verdicts yet 还没有结论")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a CSV or JSON Lines file.

    Raises:
        click.ClickException: it is neither.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        if text.lstrip().startswith("{"):
            yield from (json.loads(line) for line in text.splitlines() if line.strip())
        else:
            reader = csv.DictReader(text.splitlines(keepends=True))
            if "verdict" not in (reader.fieldnames or ()):
                raise click.ClickException(f"{file}: the first line names no column “verdict” 首行没有 verdict 列")
            for row in reader:
                yield {name: unguard(value or "") for name, value in row.items() if name is not None}
    except (UnicodeDecodeError, json.JSONDecodeError, csv.Error) as error:
        raise click.ClickException(f"{file} is neither CSV nor JSON Lines in UTF-8: {error}") from error


def _workbook_rows(file: Path) -> Iterator[dict[str, Any]]:
    # Imported here: the other ways to review need no workbook.
    from extract.present.workbook.read_back import verdict_rows

    yield from verdict_rows(file)


def _first_row(file: Path) -> int:
    return (
        1 if file.suffix.lower() in (".jsonl", ".json") else 2
    )  # the first line of a CSV or a sheet names the columns


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise click.ClickException(f"who judges? --reviewer NAME 请用 --reviewer 写明审核人 ({error})") from error


def _read_key() -> str:
    try:
        return click.getchar().lower()
    except (KeyboardInterrupt, EOFError):
        return "q"


def _read_line(prompt: str) -> str:
    try:
        return str(click.prompt(prompt, prompt_suffix="", default="", show_default=False))
    except click.Abort:
        return ""
