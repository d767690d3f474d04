"""``hezhang extract``: documents to JSON or a table, without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Literal

import click

from extract.present.options import PARTIAL, fast_pdf_option, ner_option
from extract.types import Document, Extraction, Failure

Form = Literal["json", "jsonl"]


@click.command("extract", short_help="Print the figures of files, without a base. 直接读出数字。")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "form", flag_value="json", type=str, help="One JSON array. 一个 JSON 数组。")
@click.option("--jsonl", "form", flag_value="jsonl", type=str, help="A line of JSON a document. 每个文件一行 JSON。")
@ner_option
@fast_pdf_option
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], form: Form | None, ner: tuple[str, ...], fast_pdf: bool
) -> None:
    """Read files and folders and print what is in them, in their order, each as soon as it is read.

    \b
    读出文件里的数字、机构、地方，不用知识库。按给出的顺序逐个输出。
    读不了的文件在 stderr 说明原因，其余照常（退出码 3）。
    """
    failed: list[Failure] = []
    printers = {"json": _print_array, "jsonl": _print_lines, None: _print_tables}
    with _progress() as advance:
        printers[form](_extractions(paths, ner, fast_pdf, failed, advance))
    if failed:
        ctx.exit(PARTIAL)


@contextmanager
def _progress() -> Iterator[Callable[[str], None] | None]:
    """The progress bar of a terminal whose output goes elsewhere; nothing else needs its library loaded."""
    if sys.stdout.isatty() or not sys.stderr.isatty():
        yield None
        return
    from extract.present.terminal import progress

    with progress("documents 个文件") as advance:
        yield advance


def _extractions(
    paths: tuple[str, ...],
    ner: tuple[str, ...],
    fast_pdf: bool,
    failed: list[Failure],
    advance: Callable[[str], None] | None,
) -> Iterator[Extraction]:
    """One document after the other; those that fail are told on stderr and put into ``failed``."""
    # Imported here: the pipeline brings spaCy, which `hezhang --help` need not wait for.
    from extract.pipeline import extract_document, load_pipeline
    from extract.read import FAST_READERS, READERS, documents

    extract = partial(extract_document, nlp=load_pipeline(ner))
    for found in documents(paths, readers=FAST_READERS if fast_pdf else READERS):
        result = found if isinstance(found, Failure) else _attempt(extract, found)
        if isinstance(result, Failure):
            failed.append(result)
            click.echo(f"failed 未能读入: {result.uri}: {result.reason}", err=True)
        else:
            for note in result.notes:
                click.echo(f"note 提示: {result.document.uri}: {note}", err=True)
            yield result
        if advance is not None:
            advance(found.uri)


def _attempt(extract: Callable[[Document], Extraction], document: Document) -> Extraction | Failure:
    try:
        return extract(document)
    except Exception as error:  # a defect met in one document must not cost the others: it is told, and exit is 3
        return Failure(document.uri, f"extraction failed: {type(error).__name__}: {error}", document.sha256)


def _print_lines(extractions: Iterator[Extraction]) -> None:
    for extraction in extractions:
        click.echo(_encoded(extraction))


def _print_array(extractions: Iterator[Extraction]) -> None:
    click.echo("[", nl=False)
    for number, extraction in enumerate(extractions):
        click.echo((",\n" if number else "\n") + _encoded(extraction), nl=False)
    click.echo("\n]")


def _encoded(extraction: Extraction) -> str:
    from extract.encode import to_json

    return json.dumps(to_json(extraction), ensure_ascii=False)


def _print_tables(extractions: Iterator[Extraction]) -> None:
    from extract.present.documents import extraction_report
    from extract.present.terminal import output

    console = output()
    for extraction in extractions:
        console.print(extraction_report(extraction))
