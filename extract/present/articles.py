"""The articles of a document: one row each, with its publisher, its date or the bounds of it, and its sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich import box
from rich.table import Table

from extract.present.render import KINDS, section_name
from extract.store.articles import StoredArticle

Json = dict[str, Any]


def articles_table(articles: Sequence[StoredArticle]) -> Table:
    """One row an article, in the order of their bodies."""
    table = Table(title="文章 articles", box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    table.add_column("标题\ntitle", overflow="fold", ratio=3)
    table.add_column("类别\nkind")
    table.add_column("发布者\npublisher", overflow="fold", ratio=2)
    table.add_column("日期\ndate", no_wrap=True)
    table.add_column("地方\nplace", overflow="fold", ratio=1)
    table.add_column("数字\nfigures", justify="right")
    table.add_column("章节\nsections", overflow="fold", ratio=3)
    for article in articles:
        table.add_row(
            article.title or "—",
            KINDS[article.kind].replace(" ", "\n", 1),
            article.publisher or "—",
            _dates(article),
            article.place or "—",
            str(article.figures),
            "\n".join("  " * (len(path) - 1) + path[-1] for path in article.sections),
        )
    return table


def encode_article(article: StoredArticle) -> Json:
    return {
        "id": article.id,
        "title": article.title,
        "kind": article.kind,
        "publisher": article.publisher,
        "place": article.place,
        "published_on": None if article.published_on is None else article.published_on.isoformat(),
        "published_from": None if article.published_from is None else article.published_from.isoformat(),
        "published_to": None if article.published_to is None else article.published_to.isoformat(),
        "figures": article.figures,
        "sections": [section_name(path) for path in article.sections],
    }


def _dates(article: StoredArticle) -> str:
    """The day, else the days between which its text says that it appeared."""
    if article.published_on is not None:
        return article.published_on.isoformat()
    first, last = article.published_from, article.published_to
    return "\n".join(
        word for word in ("" if first is None else f"≥{first}", "" if last is None else f"≤{last}") if word
    ) or "—"  # fmt: skip
