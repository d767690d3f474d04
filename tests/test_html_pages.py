"""Whole pages in the layouts of Chinese sites: what is the article stays content, what is not is labelled.

trafilatura, an extractor made elsewhere, reads the same pages: what it takes for the text must be content here.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
import trafilatura

from extract.encode import to_json
from extract.pipeline import extract_document
from extract.read.html import read_html
from extract.types import Document

TITLE = "青山县二十家社会组织结对山村"
PARAGRAPHS = (
    "本报讯 近日，青山县民政局组织社会组织与山区乡镇结对，首批20家社会组织进村入户，走访困难家庭360户。",
    "截至6月底，青山县禾苗教育基金会投入资金85.6万元，为12所乡村小学添置图书；青山县茶叶协会培训茶农430人次。",
    "县民政局有关负责人表示，下半年将再动员15家社会组织参与，并对项目进展逐一回访，确保帮扶资金用到实处。",
)
LINKS = ("青山县召开年度民政工作会议", "老年食堂开进村里", "儿童之家新增8处", "志愿者走进福利院")
MENU = ("通知公告", "政策法规", "信息公开", "办事指南")
SPAM = "新用户下载APP立领红包66元，加客服QQ：1234567"
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def links(tag: str, names: tuple[str, ...] = LINKS) -> str:
    return "".join(f"<{tag}><a href='/{n}.html'>{name}</a></{tag}>" for n, name in enumerate(names))


PORTAL = f"""<div class="topbar"><a href="/">无障碍</a> <a href="/">长者模式</a> <a href="/">繁体</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/">新闻中心</a> &gt; 正文</div>
<div class="main"><h1>{TITLE}</h1>
<div class="info"><span>发布时间：2024-07-03 09:30</span> <span>来源：青山日报</span> <span>作者：周小满</span></div>
<div class="tools">字号：[大 中 小] 打印本页 关闭窗口</div>
<div id="zoom">{BODY}<p style="text-align:center">图为志愿者在村小整理图书。</p><p>{SPAM}</p></div>
<div class="related"><h3>相关链接</h3><ul>{links("li")}</ul></div></div>
<div class="footer"><p>主办：青山县民政局 版权所有</p><p>网站标识码：1234500001 青ICP备20240001号</p></div>"""

TABLES = f"""<table width="980"><tr><td>{links("span")}</td></tr></table>
<table width="980"><tr><td width="200"><p>栏目导航</p>{links("p", MENU)}</td>
<td><h2>{TITLE}</h2><p>日期：2024年7月3日　信息来源：青山日报</p>{BODY}
<p>附件：<a href="/a.doc">结对名单</a></p></td></tr></table>
<table width="980"><tr><td>浏览次数：3560</td></tr><tr><td>Copyright 2024 All Rights Reserved</td></tr></table>"""

BLOG = f"""<header><nav><a href="/">首页</a><a href="/a">文章</a></nav></header>
<article><header><h1>{TITLE}</h1><time pubdate datetime="2024-07-03T09:30:00+08:00">7月3日</time></header>
{BODY}</article>
<div class="sidebar"><h3>猜你喜欢</h3>{links("div")}</div>
<div class="comments"><p>读者甲：我们村去年也来了3家协会，真好！</p></div><footer>© 2024</footer>"""

LAYOUTS = pytest.mark.parametrize("body", [PORTAL, TABLES, BLOG], ids=["portal", "tables", "blog"])
ASIDE = ("navigation", "boilerplate", "spam")


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{TITLE}_青山网</title>{head}</head><body>{body}</body></html>".encode()


def content(document: Document) -> str:
    return "\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind not in ASIDE)


def kind_of(document: Document, text: str) -> str:
    (kind,) = {b.kind for b in document.blocks if text in document.text[b.start : b.end]}
    return kind


@LAYOUTS
def test_the_article_is_content_and_its_surroundings_are_not(body: str) -> None:
    document = read_html(page(body), "a.html")
    kept = content(document)
    assert document.title == TITLE
    assert all(paragraph in kept for paragraph in PARAGRAPHS)
    assert not any(name in kept for name in LINKS)
    assert document.published_on == date(2024, 7, 3)
    assert all(name in document.text for name in LINKS)  # labelled, never cut


@LAYOUTS
def test_what_another_extractor_takes_for_the_text_is_content(body: str) -> None:
    data = page(body)
    taken = trafilatura.extract(data.decode(), include_comments=False, include_tables=True) or ""
    assert PARAGRAPHS[1] in taken
    kept = "".join(content(read_html(data, "a.html")).split())
    lines = ["".join(line.strip("|- #").split()) for line in re.split(r"[\n|]", taken)]
    missed = [line for line in lines if "。" in line and line not in kept and line != "".join(SPAM.split())]
    assert missed == []


@LAYOUTS
def test_figures_come_from_the_article_alone_and_every_numeral_is_accounted_for(body: str) -> None:
    found = to_json(extract_document(read_html(page(body), "a.html")))
    quotes = {figure["quote"] for figure in found["figures"]} - {"二十家"}  # which the title says
    assert quotes == {"20家", "360户", "85.6万元", "12所", "430人次", "15家"}
    roles = {numeral["quote"]: numeral["role"] for numeral in found["numerals"]}
    assert "unresolved" not in roles.values()
    assert roles["8"] == "junk"
    assert roles.get("66") == ("junk" if SPAM in body else None)


def test_blocks_of_a_portal_have_their_kinds() -> None:
    document = read_html(page(PORTAL), "a.html")
    kinds = {
        "长者模式": "navigation", "新闻中心": "navigation", "打印本页": "navigation", "相关链接": "navigation",
        "老年食堂": "navigation", "ICP备": "boilerplate", "加客服": "spam", "图为志愿者": "caption",
        TITLE: "title", "发布时间": "paragraph",
    }  # fmt: skip
    assert {text: kind_of(document, text) for text in kinds} == kinds
    assert (document.publisher, document.author) == ("青山日报", "周小满")


def test_references_within_a_text_are_content() -> None:
    body = f"<h1>{TITLE}</h1>{BODY}<p>附件：<a href='/1'>1.结对名单</a></p><p><a href='/2'>2.项目清单（12个）</a></p>"
    document = read_html(page(body), "a.html")
    assert kind_of(document, "项目清单") == "paragraph"


def test_metadata_of_schema_org() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "BreadcrumbList"}, {"@type": ["NewsArticle"],
    "headline": "甲", "datePublished": "2024-07-03T08:00:00+08:00", "author": [{"name": "周小满"}, {"name": "吴大川"}],
    "publisher": {"name": "青山网"}}]}</script><script type="application/ld+json">{broken</script>"""
    document = read_html(page(f"<h1>{TITLE}</h1><p>来源：青山日报</p>{BODY}", head), "a.html")
    assert document.author == "周小满、吴大川"
    assert (document.publisher, document.site) == ("青山日报", "青山网")
    assert document.published_on == date(2024, 7, 3)


def test_a_page_that_is_all_navigation_is_still_a_document() -> None:
    document = read_html(f"<html><body><nav>{links('p')}</nav></body></html>".encode(), "a.html")
    found = to_json(extract_document(document))
    assert found["figures"] == []
    assert [(numeral["quote"], numeral["role"]) for numeral in found["numerals"]] == [("8", "junk")]
