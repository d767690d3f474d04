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

from extract.normalize.characters import fold, fold_title
from extract.normalize.text import Layout, group_paragraphs, lay_out, normalize_blocks
from extract.types import Article, BlockKind, Document, DocumentKind

_SIGN_OFF: Final = re.compile(r"[（(]\s*(?:据|来源|作者单位|本报记者|作者)[^（）()\n]{1,40}[)）]\s*$")
_HEADING: Final = re.compile(r"\s*#{1,3}\s+\S")
_MARGINS: Final = frozenset(("page-header", "page-footer", "page-number", "boilerplate", "caption", "footnote", "cell"))
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
_FURNITURE: Final[frozenset[BlockKind]] = frozenset({"page-header", "page-footer", "page-number"})
_DATELINE: Final = re.compile(r"^[^，。；：]{0,36}?(\d{4})年(\d{1,2})月(\d{1,2})日\s*$")

# By the noun that ends the title; what follows it (the year in brackets, 摘编) is cut off first.
_KINDS: Final[tuple[tuple[DocumentKind, re.Pattern[str]], ...]] = (
    ("report", re.compile(r"(?:收支|财务|决算|使用|去向)[^，。]{0,4}(?:公告|公示|通报|公开)$")),
    ("plan", re.compile(r"(?:任务|目标|行动|项目)清单$")),
    ("notice", re.compile(r"(?:通知|公告|通告|函|批复|倡议书|公开信)$")),
    (
        "report",
        re.compile(
            r"(?:报告|总结|小结|收支|自评|汇报|情况|情况说明|预算说明|公示|公开|台账|明细|明细表|统计|统计表|决算|年报|清单|决算表)$"
        ),
    ),
    ("plan", re.compile(r"(?:方案|规划|计划|要点|目标|任务书|计划表|任务表|预算|安排|办法|意见|纲要|行动说明)$")),
)
_TITLE_TAIL: Final = re.compile(r"(?:[（(][^（）()]{1,14}[)）]|要点|摘编|节选|摘改|改写|·.{1,8}|[》”」\s])+$")
_PLAN_BODY: Final = re.compile(
    r"(?:制定|制订)本(?:方案|计划|规划)|\n[一二三四五六]、(?:工作|总体|主要|重点)?(?:目标|任务)|工作目标|目标任务"
)
_NOTICE_BODY: Final = re.compile(
    r"现(?:将|就)[^。]{0,60}(?:通知|公告|通告)如下|特此(?:通知|公告)|请认真(?:贯彻|组织|抓好)"
)
_GOAL: Final = re.compile(r"到20\d\d年(?:底|末)?[，,]|力争|确保|不少于|不低于|不超过|至少")
_REPORTING: Final = re.compile(r"记者|本报讯|近日|日前|据悉|出台|消息|日电|报道|了解到|获悉|印发《|会上")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    blocks: tuple[int, ...]
    text: str
    kind: BlockKind


@dataclass(slots=True)
class _Draft:
    paragraphs: list[_Paragraph] = field(default_factory=list)
    furniture: list[int] = field(default_factory=list)  # heads and feet of its pages: they come after its text
    title: str | None = None
    has_body: bool = False
    closed: bool = False


def split_articles(document: Document) -> tuple[Article, ...]:
    """The articles of ``document``; every block belongs to exactly one, so that no numeral is lost."""
    order = [*document.order, *sorted(set(range(len(document.blocks))) - set(document.order))]
    # A sentence, even a number, runs on across the foot of a page and the head of the next.
    body = lay_out(document, [index for index in order if document.blocks[index].kind not in _FURNITURE])
    drafts = _draft(document, order, body)
    if len(drafts) > 2:
        _return_strays(drafts)
    return tuple(_finish(document, number, draft, body) for number, draft in enumerate(drafts, 1))


def _draft(document: Document, order: Sequence[int], body: Layout) -> list[_Draft]:
    paragraphs = [_paragraph(document, group) for group in group_paragraphs(body)]
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
        if (
            draft.title is None
            and paragraph.kind not in _MARGINS
            and _is_headline(paragraph)
            and not (draft.has_body and draft is not drafts[0])
        ):
            draft.title = _clean_title(text)
        draft.has_body = draft.has_body or len(text) > 60 or (len(text) > 5 and text[-1] in _ENDING)
        draft.closed = bool(_SIGN_OFF.search(text)) and draft.has_body
    _give_furniture(document, order, drafts)
    return drafts


def _give_furniture(document: Document, order: Sequence[int], drafts: list[_Draft]) -> None:
    """Page heads and feet go to the article whose text they follow (the first one, if none comes before)."""
    owner = {index: draft for draft in drafts for paragraph in draft.paragraphs for index in paragraph.blocks}
    current = drafts[0]
    for index in order:
        if document.blocks[index].kind in _FURNITURE:
            current.furniture.append(index)
        else:
            current = owner.get(index, current)


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


def _finish(document: Document, number: int, draft: _Draft, body: Layout) -> Article:
    blocks = (*(index for paragraph in draft.paragraphs for index in paragraph.blocks), *draft.furniture)
    # The usual article is the whole body, which is laid out already.
    normalized = normalize_blocks(document, body if blocks == body.blocks else lay_out(document, blocks))
    title = (document.title or draft.title) if number == 1 else draft.title
    return Article(
        id=f"a{number}",
        title=title,
        kind=classify(title or document.title or "", normalized.text),
        published_on=document.published_on or find_publishing_date(normalized.text),
        blocks=blocks,
        normalized=normalized,
    )


def classify(title: str, text: str) -> DocumentKind:
    """What a text is: by the noun that ends its title, else a plan by its own sections; all else is news."""
    full = fold_title(title)
    bare = _TITLE_TAIL.sub("", full)
    for kind, pattern in _KINDS:
        if pattern.search(bare) or pattern.search(full):
            # “…出台…方案” is a headline about a plan, not the plan
            return "news" if kind == "plan" and _REPORTING.search(full + text[:80]) else kind
    if _REPORTING.search(text[:200]):
        return "news"
    if _NOTICE_BODY.search(text[:800]):
        return "notice"
    # a chapter of a plan has no title of its own, but speaks of goals and years to come throughout
    goals = len(_GOAL.findall(text))
    return "plan" if _PLAN_BODY.search(text[:600]) or (goals >= 4 and goals * 100 >= len(text)) else "news"


def find_publishing_date(text: str) -> date | None:
    """The publishing date that the page's own line gives (时间：2024-03-18 …), else the date line of a notice."""
    match = _PUBLISHED.search(text[:400])
    if match is None:
        # a notice is dated on a line of its own, or behind its issuer's name at the end
        dated = [found for line in text.split("\n") if len(line) <= 50 and (found := _DATELINE.match(line))]
        match = dated[0] if dated else None
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:  # 2024-13-45 is no date, so the text has none
        return None
