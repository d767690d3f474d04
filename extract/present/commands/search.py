"""``hezhang search``: words in their context, at their exact offsets."""

from __future__ import annotations

from pathlib import Path

import click

from extract.present.encode import encode_hit
from extract.present.options import db_option, json_option, open_existing
from extract.present.passages import passages
from extract.present.terminal import output, print_json, say
from extract.store.query import document_text
from extract.store.search import search


@click.command("search", short_help="Find words in the texts. 全文检索。")
@click.argument("words", nargs=-1, required=True, metavar="WORD…")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="Most documents shown. 至多文件数。"
)
@db_option
@json_option
def command(words: tuple[str, ...], limit: int, db: Path, as_json: bool) -> None:
    """Find the documents that hold every word, each occurrence in its context with its offsets.

    \b
    查找含有全部词语的文件，列出每处上下文和字符位置。两个字的词、数字、繁简体都能查。
    """
    with open_existing(db) as base:
        hits = search(base, " ".join(words), limit)
        if as_json:
            print_json([encode_hit(hit) for hit in hits])
            return
        console = output()
        for hit in hits:
            console.print(passages(console, hit, document_text(base, hit.uri)))
    if not hits:
        say(f"nothing found 没有找到: {' '.join(words)}")
