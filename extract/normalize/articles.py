"""Splits a document into its articles.

A sign-off （据…） or （作者单位：…） ends an article; a headline after body text begins one. On a page whose headlines
and leads are printed away from their bodies, what follows the last sign-off is put back to the article that it shares
most of its rare character pairs with. Columns of a printed page are a matter for the reader's order of blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from extract.normalize.characters import fold
from extract.normalize.text import group_paragraphs, normalize_blocks
from extract.types import Article, BlockKind, Document, DocumentKind

_SIGN_OFF: Final = re.compile(r"[（(]\s*(?:据|来源|作者单位|本报记者|作者)[^（）()\n]{1,40}[)）]\s*$")
_HEADING: Final = re.compile(r"\s*#{1,3}\s+\S")
_BYLINE: Final = re.compile(r"\s*(?:■|●|□|▲)?\s*(?:本报|本刊|见习|实习)?(?:记者|通讯员)[\s/:：]")
_PAGE: Final = re.compile(r"■\s*本报记者|[（(]据[^（）()\n]{2,30}[)）]")
_ENDING: Final = frozenset("。！？!?；;…：:，,、")
_CAPTION: Final = re.compile(r"[（(](?:图片)?来源|供图|摄[)）]?$")
_LISTED: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]+[章条]|表\d|[■●★▶【—|])"
)
_PUBLISHED: Final = re.compile(
    r"(?:时间|发布日期|发布时间|日期|发布于)\s*[：:]?\s*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
)
_DATELINE: Final = re.compile(r"^\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$")

_KINDS: Final[tuple[tuple[DocumentKind, re.Pattern[str]], ...]] = (
    ("notice", re.compile(r"的通知|的公告|的通告|通知$|公示")),
    ("plan", re.compile(r"方案|规划|计划|要点|目标|任务清单|行动说明")),
    ("report", re.compile(r"报告|总结|收支|自评|汇报|情况说明|公开|台账|明细|统计")),
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    blocks: tuple[int, ...]
    text: str
    kind: BlockKind


@dataclass(slots=True)
class _Draft:
    paragraphs: list[_Paragraph] = field(default_factory=list)
    title: str | None = None
    has_body: bool = False
    closed: bool = False


def split_articles(document: Document) -> tuple[Article, ...]:
    """The articles of ``document``; every block belongs to exactly one, so that no numeral is lost."""
    drafts = _draft(document)
    if len(drafts) > 2:
        _return_strays(drafts)
    return tuple(_finish(document, number, draft) for number, draft in enumerate(drafts, 1))


def _draft(document: Document) -> list[_Draft]:
    order = [*document.order, *sorted(set(range(len(document.blocks))) - set(document.order))]
    paragraphs = [_paragraph(document, group) for group in group_paragraphs(document, order)]
    page = bool(_PAGE.search(document.text))
    drafts = [_Draft()]
    for i, paragraph in enumerate(paragraphs):
        text, draft = paragraph.text, drafts[-1]
        after = paragraphs[i + 1].text if i + 1 < len(paragraphs) else ""
        before = paragraphs[i - 1].text if i else ""
        lead = draft is drafts[0] and draft.title is None and not _HEADING.match(text)  # its headline may follow it
        if draft.closed or (draft.has_body and not lead and _begins_article(text, before, after, page)):
            draft = _Draft()
            drafts.append(draft)
        draft.paragraphs.append(paragraph)
        if draft.title is None and _is_headline(paragraph) and not (draft.has_body and draft is not drafts[0]):
            draft.title = _clean_title(text)
        draft.has_body = draft.has_body or len(text) > 60 or (len(text) > 5 and text[-1] in _ENDING)
        draft.closed = bool(_SIGN_OFF.search(text)) and draft.has_body
    return drafts


def _paragraph(document: Document, blocks: tuple[int, ...]) -> _Paragraph:
    parts = [document.text[document.blocks[i].start : document.blocks[i].end].strip() for i in blocks]
    return _Paragraph(blocks, "".join(parts), document.blocks[blocks[0]].kind)


def _begins_article(text: str, before: str, after: str, page: bool) -> bool:
    if _HEADING.match(text):
        return not _HEADING.match(before)
    if not page or not 14 <= len(text) <= 45 or text[-1] in _ENDING or _LISTED.match(text) or _CAPTION.search(text):
        return False
    return (not before or before[-1] in _ENDING) and len(after) >= 40


def _is_headline(paragraph: _Paragraph) -> bool:
    text = paragraph.text
    if paragraph.kind in ("title", "heading") or _HEADING.match(text):
        return True
    return 4 <= len(text) <= 50 and text[-1] not in _ENDING and not _BYLINE.match(text) and not _LISTED.match(text)


def _clean_title(text: str) -> str:
    return re.sub(r"^\s*#{1,6}\s*", "", text).strip()


def _return_strays(drafts: list[_Draft]) -> None:
    """Move leads and headlines printed behind the last sign-off to the articles they belong to."""
    last, signed = drafts[-1], drafts[:-1]
    if last.closed or not all(draft.closed for draft in signed):
        return
    weights = [_pairs(draft.paragraphs) for draft in signed]
    spread = Counter(pair for weight in weights for pair in weight)
    moved: list[list[_Paragraph]] = [[] for _ in signed]
    kept: list[_Paragraph] = []
    target = kept
    for paragraph in last.paragraphs:
        scores = [_affinity(paragraph, weight, spread) for weight in weights]
        best = scores.index(max(scores))
        if scores.count(scores[best]) == 1:  # else it goes with the paragraph before it
            target = moved[best]
        target.append(paragraph)
    for draft, paragraphs in zip(signed, moved, strict=True):
        headlines = [p for p in paragraphs if _is_headline(p)]
        if headlines:
            draft.title = _clean_title(headlines[0].text)
        draft.paragraphs[:0] = paragraphs
    if kept:
        last.paragraphs = kept
    else:
        drafts.remove(last)


def _affinity(paragraph: _Paragraph, weight: Counter[str], spread: Counter[str]) -> float:
    """How much a paragraph shares with an article: pairs that few of the page's articles have count most."""
    return sum(min(n, weight[pair]) / spread[pair] ** 2 for pair, n in _pairs([paragraph]).items() if pair in weight)


def _pairs(paragraphs: Sequence[_Paragraph]) -> Counter[str]:
    counter: Counter[str] = Counter()
    for paragraph in paragraphs:
        text = fold(paragraph.text)
        counter.update(text[i : i + 2] for i in range(len(text) - 1) if "\u4e00" <= text[i] <= "\u9fff")
    return counter


def _finish(document: Document, number: int, draft: _Draft) -> Article:
    blocks = tuple(index for paragraph in draft.paragraphs for index in paragraph.blocks)
    normalized = normalize_blocks(document, blocks)
    title = draft.title if draft.title or number > 1 else document.title
    return Article(
        id=f"a{number}",
        title=title,
        kind=classify(title or document.title or "", normalized.text),
        published_on=document.published_on or find_publishing_date(normalized.text),
        blocks=blocks,
        normalized=normalized,
    )


def classify(title: str, text: str) -> DocumentKind:
    """What a text is, by its title; a text without a telling title is news."""
    title = fold(title)
    # 印发…方案 is news about a plan: a headline with a reporting verb tells of an event.
    reporting = re.search(r"出台|启动|召开|印发《|发布|举行|开展|记者|报道|消息", title + text[:60])
    for kind, pattern in _KINDS:
        if pattern.search(title) and (kind != "plan" or not reporting):
            return kind
    return "news"


def find_publishing_date(text: str) -> date | None:
    """The publishing date that the page's own line gives (时间：2024-03-18 …), else the date line of a notice."""
    match = _PUBLISHED.search(text[:400])
    if match is None:
        for line in text.split("\n")[:40]:
            match = _DATELINE.match(line)
            if match:
                break
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:  # 2024-13-45 is no date, so the text has none
        return None
