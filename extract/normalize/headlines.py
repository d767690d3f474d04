"""What a paragraph is on a page of articles: headline, reporter's line, a lead of its own, the end of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extract.types import BlockKind

_ENDING: Final = frozenset("。！？!?；;…：:，,、")
_HEADING: Final = re.compile(r"\s*#{1,6}\s+\S")
_LISTED: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条编]|表\d|[■●★▶◆【—|]"
    # what ticks or points at an item: ① ► ☑ ✅ ➤ 👉 •
    r"|[\u2460-\u24ff\u25b6-\u25bb\u2610-\u2612\u2705\u2713-\u2718\u2776-\u27be\U0001f446-\U0001f449•‣◦▪▫])"
)
_CAPTION: Final = re.compile(r"[（(](?:图片)?来源[^（）()]{0,40}[)）]$|(?:供图|摄)[)）]?$|^图[:：\d]")
_BYLINE: Final = re.compile(
    r"\s*[■●□▲◎]?\s*(?:本报|本刊|见习|实习|特约)?(?:见习|实习)?(?:记者|通讯员|撰稿人?)[\s/:：|｜][^，。；：]{2,36}$"
)
# An article of a paper begins so, never a section of one.
_LEAD: Final = re.compile(
    r"\s*(?:本报讯|本报.{1,8}讯|(?:[\u4e00-\u9fff]{2,8}社|本报)[\u4e00-\u9fff]{0,8}\d{0,2}月?\d{1,2}日[电讯])"
)
# （据…） names the body or the paper that the text is taken from; a reporter's own text has no such line.
_TAKEN_FROM: Final = re.compile(r"[（(]\s*(?:据|来源|摘自|转自|作者单位)[:：]?\s*([^（）()\n]{2,40})[)）]\s*$")
_SIGNED: Final = re.compile(r"[（(]\s*(?:本报|本刊)?(?:记者|通讯员|作者|文[/／])[^（）()\n]{1,40}[)）]\s*$")
# The second line of a headline: words alone, no date or number of the document, no brackets, no table.
_GOES_ON: Final = re.compile(r"[\u3400-\u9fff“”‘’「」『』《》、，·—\s]+$")
# Bodies that sign: nothing but names that end like one, parted by spaces.
SIGNATURE: Final = re.compile(
    r"[\u4e00-\u9fff（）()]{2,30}?(?:局|厅|廳|处|處|委|政府|办公室|辦公室|(?:民政|宣传|组织|统战|教育|支)部|中心|公司|医院|学院|大学"
    r"|学校|(?:委员|委員|协|協|基金|联合|聯合|总|總|商|学|學|工|促进|促進|理事|董事)[会會])"
)
_DATED: Final = re.compile(
    r"[^，。；：]{0,36}\d{4}年\d{1,2}月\d{1,2}日\s*$|.{0,30}[〔﹝\[（(]\d{4}[〕﹞\]）)]\s?\d+号$"
)
_CREDIT: Final = re.compile(
    r"[（(【\[]?\s*(?:(?:责任|責任|本[期版])?[编編][辑輯]|[责責][编編]|校对|校對|[审審]核|[监監]制|[来來]源|作者|文字|[联聯]系人|附件|[电電][话話])"
    r"\s*\d?\s*[:：]"
)
_NAME_EDGES: Final = "《》“”「」 \u3000:："
_SHORTEST, _LONGEST = 4, 50  # characters of a headline
_SIGN_OFF: Final = 80  # characters from the end in which a sign-off lies


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Blocks that are lines of one paragraph, and what it is on its page; :func:`read_paragraph` tells.

    parted: a blank line stands before it.
    marked: the source itself says that it is a headline, by a style, a larger type, a ``#``.
    heads: it is set as the headline of an article, over columns or in much larger type.
    numbered: it begins with a number or sign of a list (一、 （二） 3. 第四条 ■ ✅), so it heads a section at most.
    headline: it may be the headline of an article: short, no sentence, and no line of another known sort.
    goes_on: as the line under one of a headline, it may be its second line.
    byline: it names its reporters.
    lead: it begins with the dateline of a news item (本报讯, …社…日电).
    taken_from: the source that the sign-off at its end names (天津市民政局 in （据天津市民政局）).
    closes: an article ends with it.
    running: it holds running text: what an article is made of besides its headlines and names.
    """

    blocks: tuple[int, ...]
    text: str
    kind: BlockKind
    parted: bool
    marked: bool
    heads: bool
    numbered: bool
    headline: bool
    goes_on: bool
    byline: bool
    lead: bool
    taken_from: str | None
    closes: bool
    running: bool


def read_paragraph(blocks: tuple[int, ...], text: str, kind: BlockKind, parted: bool, heads: bool = False) -> Paragraph:
    """What a paragraph is, by its own text and the kind of its first block; ``heads`` as its page shows."""
    short = len(text) <= _LONGEST
    markdown = _HEADING.match(text) is not None
    styled = kind in ("title", "heading")
    words = clean_headline(text) if markdown else text.strip()
    numbered = _LISTED.match(words) is not None
    byline = short and _BYLINE.match(text) is not None
    end = text[-_SIGN_OFF:]
    taken_from = _find_source(end, short)
    closes = taken_from is not None or _SIGNED.search(end) is not None
    barred = kind != "paragraph" or numbered or byline or closes or "。" in words
    signs = short and _signs(text)
    headline = styled or (not barred and (markdown or (short and not signs and _is_headline(words))))
    return Paragraph(
        blocks=blocks,
        text=text,
        kind=kind,
        parted=parted,
        marked=styled or markdown,
        heads=heads and not numbered,
        numbered=numbered,
        headline=headline,
        goes_on=short and not (styled or markdown or signs) and _GOES_ON.match(text) is not None,
        byline=byline,
        lead=_LEAD.match(text) is not None,
        taken_from=taken_from,
        closes=closes,
        running=not headline and not byline and _runs(text, closes),
    )


def _runs(text: str, closes: bool) -> bool:
    """Whether it is text, and not a line that only signs or names something."""
    if closes:  # the text before the sign-off counts
        text = text[: max(text.rfind("（"), text.rfind("("))].rstrip()
    return len(text) > 60 or (len(text) > 5 and text[-1] in _ENDING)


def _is_headline(words: str) -> bool:
    if not _SHORTEST <= len(words) <= _LONGEST or words[-1] in _ENDING:
        return False
    return not _CREDIT.match(words) and not _CAPTION.search(words)


def _signs(text: str) -> bool:
    """It holds nothing but the bodies that sign a text, or its date or number."""
    return _DATED.match(text) is not None or all(SIGNATURE.fullmatch(name) for name in text.split())


def _find_source(end: str, short: bool) -> str | None:
    match = _TAKEN_FROM.search(end)
    if match is None or (short and _CAPTION.search(end)):
        return None
    return match[1].strip(_NAME_EDGES) or None


def clean_headline(text: str) -> str:
    """A headline without the marks of Markdown."""
    return re.sub(r"^\s*#{1,6}\s*", "", text).strip()
