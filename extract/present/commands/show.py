"""``hezhang show``: one document, what is known of it and every figure and numeral in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from extract.present.articles import articles_table, encode_article
from extract.present.documents import figures_in_sentences, overview
from extract.present.encode import (
    encode_coverage,
    encode_document,
    encode_numeral,
    encode_statement,
    encode_stored_repair,
)
from extract.present.fitted import Fitted
from extract.present.links import encode_links, links_of, links_page
from extract.present.options import db_option, json_option, open_existing
from extract.present.passages import numerals_in_text
from extract.present.repairs import repairs_report
from extract.present.terminal import output, print_json
from extract.store.articles import articles
from extract.store.base import Base
from extract.store.numerals import numerals
from extract.store.query import StoredDocument, coverage, document_text, documents, named_documents, statements
from extract.store.repairs import repairs

_SHOWN: Final = 10  # documents that a name may fit before they are only counted


@click.command("show", short_help="Show one document and its figures. 查看一个文件。")
@click.argument("doc", metavar="DOC")
@click.option("--text", "what", flag_value="text", type=str, help="The text exactly as it was read. 原文，一字不差。")
@click.option("--numerals", "what", flag_value="numerals", type=str,
              help="The text with the role of every numeral. 原文中每个数目的用途。")  # fmt: skip
@click.option("--figures", "what", flag_value="figures", type=str,
              help="Every figure in its sentence, with its bounds. 每个数字及其句子。")  # fmt: skip
@click.option("--articles", "what", flag_value="articles", type=str,
              help="Its articles, with publishers, dates and sections. 文中各篇文章及章节。")  # fmt: skip
@click.option("--repairs", "what", flag_value="repairs", type=str,
              help="Damaged characters and what they probably were. 受损文字及修复建议。")  # fmt: skip
@click.option("--links", "what", flag_value="links", type=str,
              help="Who issued it, what it cites, what answers it. 发文机构、引用、对应的报告。")  # fmt: skip
@db_option
@json_option
def command(doc: str, what: str | None, db: Path, as_json: bool) -> None:
    """Show a document, named by its uri, by the end of its uri or by a part of its title.

    \b
    查看一个文件：标题、类别、发布者、日期、覆盖率和所有数字。DOC 可写路径、文件名或标题的一部分。
    """
    with open_existing(db) as base:
        document = _find(base, doc)
        if what == "text" and not as_json:
            # Bytes, so that no platform turns a line end into another one.
            click.echo(document_text(base, document.uri).encode("utf-8"), nl=False)
            return
        read = statements(base, uri=document.uri)
        roles = coverage(base, uris=[document.uri])[0]
        if as_json:
            known: dict[str, Any] = {
                "document": encode_document(document),
                "coverage": encode_coverage(roles),
                "statements": [encode_statement(each) for each in read],
            }
            if what == "text":
                known["text"] = document_text(base, document.uri)
            if what == "articles":
                known["articles"] = [encode_article(each) for each in articles(base, document.uri)]
            if what == "numerals":
                known["numerals"] = [encode_numeral(each) for each in numerals(base, document.uri)]
            if what == "repairs":
                known["repairs"] = [encode_stored_repair(each) for each in repairs(base, document.uri)]
            if what == "links":
                known["links"] = encode_links(links_of(base, document.uri))
            print_json(known)
            return
        console = output()
        if what == "numerals":
            text, found = document_text(base, document.uri), numerals(base, document.uri)
            console.print(numerals_in_text(console, roles, text, found), soft_wrap=True)
        elif what == "repairs":
            console.print(repairs_report(document_text(base, document.uri), repairs(base, document.uri)))
        elif what == "articles":
            console.print(Fitted(articles_table(articles(base, document.uri))))
        elif what == "links":
            console.print(links_page(links_of(base, document.uri)))
        elif what == "figures":
            console.print(Fitted(figures_in_sentences(read)))
        else:
            console.print(overview(document, roles, read, len(repairs(base, document.uri))))


def _find(base: Base, wanted: str) -> StoredDocument:
    """The one document with the uri, else with the end of a uri, else with the part of a uri or title."""
    found = documents(base, uris=named_documents(base, wanted))
    if len(found) == 1:
        return found[0]
    if found:
        names = "\n".join(f"  {each.uri}  {each.title or ''}" for each in found[:_SHOWN])
        many = str(len(found)) if len(found) <= _SHOWN else f"more than {_SHOWN}"
        raise click.ClickException(f"{wanted!r} fits {many} documents 不止一个文件:\n{names}")
    raise click.ClickException(f"no document {wanted!r} in {base.path}: try `hezhang search` 没有这个文件")
