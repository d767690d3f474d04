"""Texts of the corpora as the web hands them on: with advertisements, in old encodings, with damaged characters.

A page is made from a text of `sources/`, its gold from that text's gold: the same figures at their new places, and what
was put around or done to it. Nothing is drawn by chance, so the same sources give the same pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, Final

Row = dict[str, Any]

#: Text, variant and encoding of each page.
PAGES: Final = (
    ("N01", "spam", "gb18030"), ("N04", "spam", "utf-8"), ("N05", "spam", "big5"), ("N10", "spam", "gb18030"),
    ("N15", "spam", "utf-16"), ("N18", "spam", "big5hkscs"),
    ("N01", "page", "gb2312"), ("N06", "page", "big5"), ("N17", "page", "gbk"), ("R08", "page", "utf-8"),
    ("N10", "damaged", "utf-8"), ("N11", "damaged", "gb18030"), ("N13", "damaged", "utf-8"),
    ("N15", "damaged", "utf-8"),
    ("P09", "damaged", "utf-8"), ("P10", "damaged", "utf-8"), ("P16", "damaged", "utf-8"), ("R02", "damaged", "utf-8"),
    ("R07", "damaged", "utf-8"), ("P18", "damaged", "utf-8"),
)  # fmt: skip

_SPAM: Final = {
    "simplified": (
        "亚洲精品一区二区在线观看,800部高清无码成人影院,少妇人妻偷拍视频免费播放",
        "新用户下载APP立领红包128元，客服QQ：900012345",
        "澳门百家乐注册送88元彩金，投注返水1.5%",
    ),
    "traditional": (
        "亞洲精品一區二區線上觀看,800部高清無碼成人影院,少婦人妻偷拍視頻免費播放",
        "新用戶下載APP立領紅包128元，客服QQ：900012345",
        "澳門百家樂註冊送88元彩金，投注返水1.5%",
    ),
}
_NAVIGATION: Final = {
    "simplified": "当前位置：首页 > 新闻中心 > 正文",
    "traditional": "當前位置：首頁 > 新聞中心 > 正文",
}
_NOTICE: Final = {
    "simplified": "版权所有 某某新闻网 网站标识码：9900000077 浏览次数：2350",
    "traditional": "版權所有 某某新聞網 網站標識碼：9900000077 瀏覽次數：2350",
}
_LINKS: Final = {
    "simplified": ("民政工作会议召开", "老年食堂开进村里", "儿童之家新增9处", "志愿者走进福利院"),
    "traditional": ("民政工作會議召開", "老年食堂開進村裡", "兒童之家新增9處", "志願者走進福利院"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A file, what it is a page of, and where the pieces of the original text came to stand in its text."""

    name: str
    data: bytes
    gold: Row


def make_pages(rows: dict[str, Row], texts: dict[str, str]) -> Iterator[Page]:
    """The pages of :data:`PAGES`; ``rows`` is the gold and ``texts`` the plain text of each text by its id."""
    for number, (text_id, variant, encoding) in enumerate(PAGES):
        row, text = rows[text_id], texts[text_id].replace("\r\n", "\n")
        script = row["script"]
        gold: Row = {"id": f"{text_id}-{variant}", "of": text_id, "variant": variant, "encoding": encoding}
        if variant == "spam":
            content, gold["kinds"], gold["junk"] = _scraped(text, script, number)
            suffix, data = "txt", content.encode(encoding)
        elif variant == "page":
            content, gold["kinds"], gold["junk"] = _page(text, row["title"], script, encoding)
            # what the encoding lacks is written as an entity, as editors of pages do
            suffix, data = "html", content.encode(encoding, "xmlcharrefreplace")
        else:
            content, repair = _damaged(text, row)
            gold |= {"kinds": {}, "junk": [], "repair": repair}
            suffix, data = "txt", content.encode(encoding)
        gold["path"] = f"pages/{gold['id']}.{suffix}"
        yield Page(gold["path"], data, gold)


def _scraped(text: str, script: str, number: int) -> tuple[str, Row, list[str]]:
    """Advertisements before and inside the text, navigation above and a notice below it."""
    first, second = _SPAM[script][number % 3], _SPAM[script][(number + 1) % 3]
    navigation, notice = _NAVIGATION[script], _NOTICE[script]
    lines = text.strip("\n").split("\n")
    middle = len(lines) // 2
    content = [first, navigation, *lines[:middle], second, *lines[middle:], notice]
    kinds = {first: "spam", second: "spam", navigation: "navigation", notice: "boilerplate"}
    return "\n".join(content) + "\n", kinds, [*_digits(first), *_digits(second), "2350"]


def _page(text: str, title: str, script: str, encoding: str) -> tuple[str, Row, list[str]]:
    """A page laid out with tables, as sites were: links left, the text right, an advertisement and a notice below."""
    spam, notice, links = _SPAM[script][0], _NOTICE[script], _LINKS[script]
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines if line != title)
    left = "".join(f'<div><a href="/{number}.htm">{link}</a></div>' for number, link in enumerate(links))
    content = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">
<title>{escape(title)}</title></head><body>
<table width="980"><tr><td>{_NAVIGATION[script].replace(">", "&gt;")}</td></tr></table>
<table width="980"><tr><td width="200">{left}</td><td><h1>{escape(title)}</h1>
{body}
<p>{spam}</p></td></tr></table>
<table width="980"><tr><td>{notice}</td></tr></table></body></html>
"""
    kinds = {_NAVIGATION[script]: "navigation", notice: "boilerplate", spam: "spam"}
    return content, kinds | dict.fromkeys(links, "navigation"), [*_digits(spam), "9", "2350"]


def _damaged(text: str, row: Row) -> tuple[str, Row]:
    """The text after a loss of one byte in the name of an organization that stands elsewhere in it as well."""
    name, at = _twice_named(text, row)
    lost = at + 2
    end = text.index("\n", lost)
    data = text[at:end].encode("gb18030")
    gone = len(text[at:lost].encode("gb18030"))
    damaged = (data[:gone] + data[gone + 1 :]).decode("gb18030", "replace")
    same = 0
    while damaged[-1 - same] == text[end - 1 - same]:
        same += 1
    stop = len(damaged) - same
    content = text[:at] + damaged + text[end:]
    return content, {
        "start": lost,
        "end": at + stop,
        "original": text[lost : end - same],
        "lost": text[lost],
        "name": name,
    }


def _twice_named(text: str, row: Row) -> tuple[str, int]:
    """An organization of at least six characters that occurs twice, and its first place below the headline."""
    for organization in sorted(row["organizations"], key=lambda entry: -len(entry["surface"])):
        surface = organization["surface"]
        first = text.find(surface, text.strip().index("\n"))
        if len(surface) >= 6 and first >= 0 and text.count(surface) > 1:
            return surface, first
    raise ValueError(f"{row['id']}: no organization is named twice")


def _digits(line: str) -> list[str]:
    """The numbers in ``line`` that are no ids."""
    return re.findall(r"\d+(?:\.\d+)?", line.replace("QQ：900012345", ""))
