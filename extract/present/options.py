"""What the commands share: the options ``--db`` and ``--json``, and opening the base that a question is put to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from extract.store.base import Base

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_BASE: Final = "hezhang.db"
PARTIAL: Final = 3  # exit code: finished, but with failed files or inconsistent findings


def db_option(command: Command) -> Command:
    """``--db FILE``, else the variable HEZHANG_DB, else hezhang.db in the working folder."""
    return click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        default=DEFAULT_BASE,
        envvar="HEZHANG_DB",
        show_envvar=True,
        show_default=True,
        metavar="FILE",
        help="The knowledge base. 知识库文件。",
    )(command)


def ner_option(command: Command) -> Command:
    """``--ner MODEL``, repeatable, as ``ner``: voters on names beside the rules."""
    return click.option(
        "--ner",
        multiple=True,
        metavar="MODEL",
        help="A second opinion on names: a file of `hezhang train`, or a spaCy model by folder or name; repeatable. "
        "名称识别模型，只补规则未找到的。",
    )(command)


def json_option(command: Command) -> Command:
    """``--json`` as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs. 输出 JSON。")(command)


def fast_pdf_option(command: Command) -> Command:
    """``--fast-pdf``, else the variable HEZHANG_FAST_PDF."""
    return click.option(
        "--fast-pdf",
        is_flag=True,
        envvar="HEZHANG_FAST_PDF",
        show_envvar=True,
        help="Read PDF by PDFium, several times as fast; for big collections. 快速读取 PDF，适合大批文件。",
    )(command)


def open_existing(db: Path) -> Base:
    """The base at ``db``, which must exist: a question is never answered from a base made on the spot."""
    # Imported here: whoever only asks for help needs no database.
    from extract.store.base import open_base

    if not db.exists():
        raise click.ClickException(
            f"there is no knowledge base at {db}: run `hezhang load PATH…` first, "
            f"or name another one with --db FILE or HEZHANG_DB\n"
            f"没有知识库 {db}：请先运行 hezhang load 文件或文件夹，或用 --db 指定"
        )
    base = open_base(db, create=False)
    if next(base.rows("SELECT 1 FROM document LIMIT 1"), None) is None:
        click.echo(f"{db} holds no document yet: run `hezhang load PATH…` 知识库还是空的", err=True)
    return base
