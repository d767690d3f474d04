"""On a page of columns, large type heads an article; on a page of one column it does not."""

from __future__ import annotations

from extract.normalize import split_articles
from extract.normalize.page_heads import find_page_heads
from extract.types import Block, BlockKind, Document, Locator

FILLING = "协会的会员到村里走访，帮助农户修路、种茶，把春茶卖到外省，年底再看一看收成。" * 2
Item = tuple[BlockKind, str, float, tuple[float, float, float, float]]


def page(*items: Item) -> Document:
    """A page whose blocks stand in reading order, each with its size of type and its box."""
    text, blocks = "", []
    for kind, content, size, box in items:
        locator = Locator(page=1, box=box)
        blocks.append(Block(len(text), len(text) + len(content), kind, locator, size=size))
        text += content + "\n"
    digest = "0" * 64
    return Document("a.pdf", digest, text, digest, "application/pdf", "pdf/9", tuple(blocks), tuple(range(len(blocks))))


def body(amount: int) -> str:
    return f"某县协会到村里开展结对帮扶，投入资金{amount}万元。{FILLING}"


def columns(first: float, top: float, n: int) -> list[Item]:
    """Two columns of text side by side."""
    return [
        ("paragraph", body(n), 10, (first, top, first + 150, top + 120)),
        ("paragraph", body(n + 1), 10, (first + 170, top, first + 320, top + 120)),
    ]


def test_a_headline_over_columns_begins_an_article() -> None:
    document = page(
        ("heading", "甲县社会组织结对帮扶", 14, (50, 50, 370, 70)),
        *columns(50, 80, 11),
        ("heading", "乙县茶农卖出好价钱", 13, (50, 230, 370, 250)),
        *columns(50, 260, 33),
    )
    articles = split_articles(document)
    assert [article.title for article in articles] == ["甲县社会组织结对帮扶", "乙县茶农卖出好价钱"]
    assert "33万元" in articles[1].normalized.text
    assert "12万元" in articles[0].normalized.text


def test_a_headline_of_one_column_needs_much_larger_type() -> None:
    def middle(size: float) -> list[str | None]:
        document = page(
            ("title", "甲县社会组织结对帮扶", 16, (50, 50, 370, 70)),
            *columns(50, 80, 11),
            ("heading", "乙县茶农卖出好价钱", size, (220, 210, 370, 230)),
            ("paragraph", body(44), 10, (220, 240, 370, 360)),
        )
        return [article.title for article in split_articles(document)]

    assert middle(13) == ["甲县社会组织结对帮扶"]
    assert middle(16) == ["甲县社会组织结对帮扶", "乙县茶农卖出好价钱"]


def test_sections_of_a_plan_in_one_column_head_no_article() -> None:
    document = page(
        ("title", "甲县帮扶方案", 22, (50, 50, 500, 80)),
        ("paragraph", body(11), 10, (50, 90, 500, 200)),
        ("heading", "工作目标", 16, (50, 210, 500, 230)),
        ("paragraph", body(22), 10, (50, 240, 500, 350)),
    )
    assert find_page_heads(document) == set()
    assert [article.title for article in split_articles(document)] == ["甲县帮扶方案"]
