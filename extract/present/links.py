"""What a document has to do with others: citations both ways, its issuers, plans and the reports that answer them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extract.audit.answers import Answer, answers
from extract.store.base import Base
from extract.store.links import Citation, citations, cited_by, issuers


@dataclass(frozen=True, slots=True)
class Links:
    """All links of one document."""

    uri: str
    issuers: tuple[str, ...]
    cites: Sequence[Citation]
    cited: Sequence[Citation]
    answers: Sequence[Answer]


def links_of(base: Base, uri: str) -> Links:
    """The links of the document at ``uri``."""
    return Links(uri, issuers(base, uri), citations(base, uri), cited_by(base, uri), answers(base, uri))


def links_page(links: Links) -> RenderableType:
    """The links as tables; an empty one says so in a line."""
    issued = "、".join(links.issuers) or "未见 none found"
    parts: list[RenderableType] = [Text(f"发文机构 issued by: {issued}\n")]
    parts.append(_citations("引用 cites", "指向 which is", links.cites, incoming=False))
    parts.append(_citations("被引用 cited by", "文件 in", links.cited, incoming=True))
    table = _table("计划与报告（建议） plans and the reports that may answer them", links.answers)
    for title in ("计划\nplan", "报告\nreport", "证据\nevidence"):
        table.add_column(title, overflow="fold")
    for answer in links.answers:
        table.add_row(answer.plan, answer.report, "\n".join(answer.evidence))
    return Group(*parts, table)


def encode_links(links: Links) -> dict[str, Any]:
    """The links as JSON."""
    return {
        "issuers": list(links.issuers),
        "cites": [_encode(each) for each in links.cites],
        "cited_by": [_encode(each) for each in links.cited],
        "answers": [
            {"plan": each.plan, "report": each.report, "score": each.score, "evidence": list(each.evidence)}
            for each in links.answers
        ],
    }


def _encode(citation: Citation) -> dict[str, Any]:
    return {
        "uri": citation.uri,
        "span": [citation.start, citation.end],
        "kind": citation.kind,
        "quote": citation.quote,
        "targets": [{"uri": target, "by": by} for target, by in citation.targets],
    }


def _citations(title: str, head: str, found: Sequence[Citation], *, incoming: bool) -> Table:
    table = _table(title, found)
    for name in ("原文\nquote", "位置\nat", head.replace(" ", "\n", 1)):
        table.add_column(name, overflow="fold")
    for each in found:
        targets = [each.uri] if incoming else [f"{target} ({by})" for target, by in each.targets]
        quote = "".join(each.quote.split())
        table.add_row(quote, f"{each.start}–{each.end}", "\n".join(targets) or "未载入 not loaded")
    return table


def _table(title: str, rows: Sequence[object]) -> Table:
    return Table(title=f"{title} {len(rows)}", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
