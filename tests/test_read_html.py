"""HTML: the text a browser shows, in DOM order, with what is not content marked and not removed."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from extract.read import read_bytes
from extract.read.html import read_html
from extract.types import Document


def page(body: str, head: str = "") -> Document:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_entities_white_space_and_skipped_elements() -> None:
    document = page(
        "<p>投入&nbsp;1000余&#19975;元，\n   <b>帮扶</b>3个村。</p><script>var a = 1</script><style>p{}</style>"
        "<noscript>请开启</noscript><template>模板</template><!-- 注 --><pre>a  b\nc</pre>"
    )
    assert document.text == "投入\xa01000余万元， 帮扶3个村。\na  b\nc"


def test_blocks_breaks_lists_and_paths() -> None:
    document = page("<h2>当好<br>先锋</h2>甲<br>乙<ul><li>丙<p>丁</p></li></ul>戊")
    assert kinds(document) == [
        ("heading", "当好\n先锋"),
        ("paragraph", "甲"),
        ("paragraph", "乙"),
        ("list-item", "丙"),
        ("list-item", "丁"),
        ("paragraph", "戊"),
    ]
    assert document.blocks[4].locator.path == "/html[1]/body[1]/ul[1]/li[1]/p[1]"


def test_a_data_table_has_cells_with_their_places() -> None:
    document = page(
        "<table><caption>单位：万元</caption><tr><th rowspan=2>县</th><th colspan=2>资金</th></tr>"
        "<tr><td>计划</td><td>实际</td></tr><tr><td>甲县</td><td></td><td>12<br>人</td></tr></table>"
    )
    assert document.text == "单位：万元\n县\t资金\n计划\t实际\n甲县\t\t12\n人"
    cells = {document.text[b.start : b.end]: b.cell for b in document.blocks if b.cell}
    assert (cells["县"].row_span, cells["资金"].column_span) == (2, 2)
    assert (cells["计划"].row, cells["计划"].column) == (1, 1)
    assert (cells["12\n人"].row, cells["12\n人"].column) == (2, 2)
    assert kinds(document)[0] == ("caption", "单位：万元")


def test_a_layout_table_is_ordinary_text() -> None:
    document = page("<table><tr><td><h1>标题甲乙丙</h1><p>一</p></td><td><p>二</p></td></tr></table>")
    assert document.text == "标题甲乙丙\n一\n二"
    assert all(block.cell is None for block in document.blocks)


def test_boilerplate_is_marked() -> None:
    links = "".join(f"<li><a href='#'>栏目{number}</a></li>" for number in range(5))
    document = page(
        f"<nav>首页</nav><div class='header'>站名</div><ul>{links}</ul><article><header><h1>文章标题</h1></header>"
        f"<p>{'正文。' * 30}</p><ul><li>一项</li><li>二项</li><li>三项</li></ul></article><footer>版权 2023</footer>"
    )
    content = [text for kind, text in kinds(document) if kind not in ("boilerplate", "navigation")]
    assert content == ["文章标题", "正文。" * 30, "一项", "二项", "三项"]
    assert "栏目4" in document.text
    assert "版权 2023" in document.text


def test_a_page_wholly_inside_a_suspicious_class_is_content() -> None:
    document = page(f"<div class='header'><p>{'正文。' * 30}</p></div>")
    assert kinds(document) == [("paragraph", "正文。" * 30)]


@pytest.mark.parametrize(
    ("head", "body", "title", "first"),
    [
        ("<title>甲方案印发_某网</title>", "<h1>甲方案印发</h1>", "甲方案印发", ("title", "甲方案印发")),
        ("<title>甲方案印发</title>", "<p>正文</p>", "甲方案印发", ("title", "甲方案印发")),
        ("<title>某网</title>", "<h1>甲方案印发</h1>", "甲方案印发", ("boilerplate", "某网")),
        ("<meta name='ArticleTitle' content='甲方案'>", "<div>甲方案</div><p>文</p>", "甲方案", ("title", "甲方案")),
        ("", "<h1>当好<br>先锋</h1>", "当好先锋", ("title", "当好\n先锋")),
        ("", "<p>正文</p>", None, ("paragraph", "正文")),
    ],
)
def test_the_title_stands_in_the_text_once(head: str, body: str, title: str | None, first: tuple[str, str]) -> None:
    document = page(body, head)
    assert document.title == title
    assert kinds(document)[0] == first


def test_publisher_and_date_from_metadata_or_the_source_line() -> None:
    document = page(
        "<p>文</p>", "<meta name='PubDate' content='2023-05-06 08:00'><meta name='ContentSource' content='甲报'>"
    )
    assert (document.published_on, document.publisher) == (date(2023, 5, 6), "甲报")
    document = page("<div><span>时间：2023-05-06 14:20</span><span>来源：某局</span></div><p>2022年1月1日起</p>")
    assert (document.published_on, document.publisher) == (date(2023, 5, 6), "某局")
    assert page("<p>2022年1月1日起</p>").published_on is None


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("utf-8", "gb18030"),
        ("big5", "big5"),
        ("nonsense", "utf-8"),
        ("iso-8859-1", "gb18030"),
        ("unicode_escape", "utf-8"),
        ("idna", "utf-8"),
        ("gb2312", "utf-8"),  # converted, with the declaration it had before
        ("big5", "utf-8"),
        ("hz-gb-2312", "hz"),
        ("hz-gb-2312", "utf-8"),
    ],
)
def test_the_declared_charset_is_believed_if_it_fits(declared: str, encoding: str) -> None:
    text = "社會組織" if encoding == "big5" else "社会组织助力乡村振兴"
    data = f"<html><head><meta charset='{declared}'></head><body><p>{text}</p></body></html>".encode(encoding)
    assert read_html(data, "a.html").text == text


def test_pages_are_recognised_whatever_their_suffix() -> None:
    data = "<!DOCTYPE html><html><body><p>正文</p></body></html>".encode()
    assert read_bytes(data, "a.txt").media_type == "text/html"
    assert read_bytes(b'<?xml version="1.0"?><html><body><p>x</p></body></html>', "a.pdf").text == "x"


def test_deep_nesting_and_many_inline_elements() -> None:
    document = read_bytes(("<div>" * 20_000 + "深" + "</div>" * 20_000).encode(), "a.html")
    assert document.text == "深"
    assert len(document.blocks[0].locator.path or "") < 3000
    assert page("<p>" + "<b>长</b>" * 50_000 + "</p>").text == "长" * 50_000


MARKUP = st.recursive(
    st.text(st.sampled_from("甲乙1 &<>\n\t元"), max_size=5).map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "b", "li", "ul", "table", "tr", "td", "h1", "pre", "a", "nav", "section"]),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=20,
)


@given(MARKUP)
def test_every_visible_character_is_in_one_block_in_dom_order(markup: str) -> None:
    markup = f"<html><body>{markup}</body></html>"
    document = read_html(markup.encode(), "a.html")
    expected = "".join(BeautifulSoup(markup, "lxml").get_text().split())
    assert "".join(document.text.split()) == expected
    pieces, end = [], 0
    for block in document.blocks:
        assert end <= block.start < block.end
        pieces.append(document.text[block.start : block.end])
        end = block.end
    assert "".join("".join(pieces).split()) == expected
