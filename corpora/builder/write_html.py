"""HTML: a page as a government site gives it, with navigation, meta tags, script, style and an imprint."""

from __future__ import annotations

from html import escape
from itertools import groupby

from builder.alignment import Furniture
from builder.markup import Marked, Piece
from builder.source import Source

_TAGS = {"title": "h1", "heading": "h2", "paragraph": "p"}
_NAVIGATION = {
    "simplified": ("首页", "机构概况", "政务公开", "办事服务", "互动交流"),
    "traditional": ("首頁", "機構概況", "政務公開", "辦事服務", "互動交流"),
}
_IMPRINT = {
    "simplified": "网站标识码：9900000318　联系电话：000-5550318　版权所有　未经许可不得转载",
    "traditional": "網站標識碼：9900000318　聯絡電話：000-5550318　版權所有　未經許可不得轉載",
}
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="ArticleTitle" content="{title}">
{meta}<style>.nav li {{ float: left; width: 120px }} h1 {{ font-size: 24px }}</style>
<script>var visits = 20240; document.title = document.title + "";</script>
</head>
<body>
<nav class="nav"><ul>{navigation}</ul></nav>
<main>
<article>
{body}
</article>
</main>
<footer><p>{imprint}</p></footer>
<script>(function () {{ var page = 1; return page + 99; }})();</script>
</body>
</html>
"""


def write(source: Source, marked: Marked) -> tuple[bytes, tuple[Furniture, ...]]:
    """The bytes of the page, and what it holds beside the source's text."""
    meta = ""
    if source.published_on is not None:
        meta += f'<meta name="PubDate" content="{source.published_on.isoformat()}">\n'
    if source.publisher is not None:
        meta += f'<meta name="ContentSource" content="{escape(source.publisher)}">\n'
    navigation = _NAVIGATION[source.script]
    imprint = _IMPRINT[source.script]
    page = _PAGE.format(
        language="zh-CN" if source.script == "simplified" else "zh-Hant",
        title=escape(source.title),
        meta=meta,
        navigation="".join(f'<li><a href="#">{item}</a></li>' for item in navigation),
        body="\n".join(_body(marked)),
        imprint=imprint,
    )
    furniture = (
        Furniture("".join(navigation)),
        Furniture(imprint, (("9900000318", "id"), ("000-5550318", "phone"))),
    )
    return page.encode(), furniture


def _body(marked: Marked) -> list[str]:
    lines: list[str] = []
    for is_table, group in groupby(marked.pieces, key=lambda piece: piece.kind == "row"):
        pieces = list(group)
        if is_table:
            rows = [_row(piece, marked, "th" if i == 0 else "td") for i, piece in enumerate(pieces)]
            lines.append("<table>\n" + "\n".join(rows) + "\n</table>")
        else:
            lines += [_element(piece, marked) for piece in pieces]
    return lines


def _element(piece: Piece, marked: Marked) -> str:
    tag = _TAGS[piece.kind]
    return f"<{tag}>{escape(marked.text(piece.spans[0]))}</{tag}>"


def _row(piece: Piece, marked: Marked, tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(marked.text(span))}</{tag}>" for span in piece.spans) + "</tr>"
