"""Who a figure is due to: the nearest subject before it, else the body whose account the text is (DESIGN §4).

The owner of an account is the body that its title names, that signs or issues it, or that its lead is about. The count
of the doers themselves has no provider, unless somebody called them up (动员118家社会组织).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.state.actors import Subject, Subjects
from extract.state.context import Context
from extract.state.outline import Outline
from extract.types import FigureSpan, Organization, Status

_SOURCE_BEHIND: Final = re.compile(r"[^。；\d]{0,8}?(?:出自|来自|由)")
_NO_OWNER: Final = re.compile(
    r"(?:[^，。；]{0,12})(?:今天|昨天|近日)?（?[^，。；]{0,8}）?(?:发布|介绍|消息|了解到|获悉|透露|通报|召开)"
)
_GIVEN: Final = frozenset(("target", "budget", "commitment", "disbursement"))
_CHARGE: Final = re.compile(r"(?:责任|牵头|主办|承办|实施)(?:单位|部门)：")
_AUDIT: Final = re.compile(r"审计(?:结果|情况|公告|调查)")
# 浙江宁波与四川凉山东西部协作, 长沙市援建龙山县: the first helps the second
_WITH: Final = re.compile(r"[与和同·—]")
_TOGETHER: Final = re.compile(r"[省市州县]?(?:东西部|省际|对口|结对)?(?:协作|结对)")
_HELPS: Final = re.compile(r"[省市]?(?:对口|结对)?(?:帮扶|支援|协作|援建)")
_FISCAL: Final = re.compile(r"(?:中央|省级?|市级|县级)财政(?=支持|安排|补助|下达|专项|资助)")
_LEVEL: Final = re.compile(
    r"(?:其中)?(中央|省级|州级|市级|县级|区级|镇级|省市|市县|省市县)(?:两级|三级)?(?!重点|以上|及以)"
)
_ITEM_MARKS: Final = "，。；、：\n（|\t"
_OPENING: Final = 200  # characters in which an account says whose help it tells of
_FIRST_PERSON: Final = re.compile(r"我们|我会(?!议)|本会(?!议)|本中心|我中心")
_DOES: Final = re.compile(r"(?:共|累计|已|总共|先后|收到|筹|募|开展|支出)")
_HOSTS: Final = re.compile(r"(?:联合|共同)?(?:主办|发起|组织实施|牵头|举办|实施|开展|承办)的?")
_SIGNED: Final = re.compile(r"\n[^\n，。；：]{0,36}?20\d{2}年\d{1,2}月\d{1,2}日\s*(?=\n|$)")


def find_owner(context: Context, outline: Outline) -> tuple[str, ...]:
    """The body whose plan, report or story the text is; empty if no one body stands out."""
    fiscal = _FISCAL.search(context.text, 0, _end_of_head(context) + 40)
    if fiscal:
        return (fiscal.group(),)
    organizations = [o for o in context.organizations if o.kind != "media"]
    if not organizations:
        return ()
    signers = _signers(context, organizations) if context.kind in ("plan", "notice", "report") else []
    if signers:
        return _names(signers)
    if _AUDIT.search(context.title or ""):
        return ()  # what an audit finds is not the auditor's doing
    head = _end_of_head(context)
    titled = [o for o in organizations if o.pieces[-1][1] <= head]
    if titled:
        return _names(titled)
    lead = next((outline.sentence(start) for start, end in context.paragraphs if end - start > 30), None)
    of_lead = _of_the_lead(context, organizations, lead) if lead else ()
    return of_lead or _of_first_person(context, organizations, outline)


def _of_first_person(context: Context, organizations: Sequence[Organization], outline: Outline) -> tuple[str, ...]:
    """A text that says 我们 speaks for the first body that heads a clause of it (某中心共收到善款…)."""
    if not _FIRST_PERSON.search(context.text):
        return ()
    for organization in organizations:
        start, end = organization.pieces[0][0], organization.pieces[-1][1]
        if outline.clause(start)[0] == start and _DOES.match(context.text, end):
            return (organization.name,)
    return ()


def _signers(context: Context, organizations: Sequence[Organization]) -> list[Organization]:
    """The bodies on the lines just above the date that signs a text off."""
    signed = _SIGNED.search(context.text)
    if signed is None:
        return []
    start = signed.start()
    signers = [o for o in organizations if signed.start() <= o.pieces[0][0] < signed.end()]
    if signers:
        return signers
    for _ in range(3):
        line = context.text.rfind("\n", 0, start)
        if context.text[line + 1 : start].rstrip()[-1:] in tuple("。！：；") or start - line > 60:
            break
        start = max(line, 0)
    return [o for o in organizations if start <= o.pieces[0][0] < signed.start()]


def find_giving_place(context: Context, subjects: Subjects) -> tuple[str, ...]:
    """The one place whose doing the text recounts (长沙市把3340万元投给…); empty if several places act."""
    acting = [s for s in subjects.all if s.place and not s.pivot]
    names = {s.names for s in acting}
    body = next((start for start, end in context.paragraphs if end - start > 30), 0)
    lead = acting and acting[0].start - body < 160
    return acting[0].names if lead and len(names) == 1 else ()


def find_helping_place(context: Context) -> tuple[str, ...]:
    """The place whose help for another the opening announces (粤桂协作, 宁波与凉山东西部协作); empty if none does."""
    pairs = [p for p in context.places if p.span[0] < _OPENING and p.level in ("province", "prefecture")]
    for first, second in pairwise(pairs):
        gap, behind = context.text[first.span[1] : second.span[0]], context.text[second.span[1] : second.span[1] + 8]
        if first.form == second.form == "abbreviation":
            if not gap and behind.startswith("协作"):
                return (first.name,)
        elif _HELPS.fullmatch(gap):
            return (first.name,)
        elif _WITH.fullmatch(gap):
            inner = [place for place in pairs if place.span[0] == second.span[1]]  # 四川凉山: the prefecture is meant
            end = inner[0].span[1] if inner else second.span[1]
            if _TOGETHER.match(context.text, end):
                return (first.name,)
    return ()


def _end_of_head(context: Context) -> int:
    """Where the title and the lines above the first body paragraph end."""
    head = 0
    for start, end in context.paragraphs:
        if end - start > 45 or context.text[end - 1 : end] in "。！？；" or head > 160:
            break
        head = end
    return head


def _of_the_lead(context: Context, organizations: Sequence[Organization], sentence: tuple[int, int]) -> tuple[str, ...]:
    """The first body that the lead sentence makes its subject, with those that act with it."""
    text = context.text
    inside = [o for o in organizations if sentence[0] <= o.pieces[0][0] < sentence[1]]
    if not inside:
        return ()
    first = inside[0]
    lead, tail = text[sentence[0] : first.pieces[0][0]], text[first.pieces[-1][1] : sentence[1]]
    joined = _join(text, inside)
    if lead.endswith("由") and _HOSTS.match(text, joined[-1].pieces[-1][1]):
        return _names(joined)  # 由市科协主办的…启动仪式
    if re.search(r"(?:从|据|在|向|对|给|与|由)[^，。]{0,4}$", lead) or len(lead) > 40:
        return ()
    if tail.startswith("的"):
        return ()
    if _NO_OWNER.match(tail) and context.kind == "news":
        return ()
    return _names(joined)


def _join(text: str, organizations: Sequence[Organization]) -> list[Organization]:
    """The first body with those that act with it (甲会同乙、丙)."""
    joined = [organizations[0]]
    for other in organizations[1:]:
        if re.fullmatch(r"[、和与\s]|会同|联合", text[joined[-1].pieces[-1][1] : other.pieces[0][0]]):
            joined.append(other)
        else:
            break
    return joined


def _level_before(text: str, figure: FigureSpan) -> tuple[str, ...]:
    """中央1.31亿元、省级5326万元: the level of government whose money it is."""
    if figure.dimension != "money":
        return ()
    start = 1 + max(text.rfind(mark, max(0, figure.start - 20), figure.start) for mark in _ITEM_MARKS)
    match = _LEVEL.match(text, start, figure.start) if start else None
    return (match.group().removeprefix("其中"),) if match else ()


def _names(organizations: Sequence[Organization]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(organization.name for organization in organizations))


def read_provider(
    context: Context,
    figure: FigureSpan,
    subjects: Subjects,
    outline: Outline,
    owner: tuple[str, ...],
    status: Status,
    giver: tuple[str, ...] = (),
    helper: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The names of the provider of one figure; empty if nobody is named as such."""
    if status == "background":
        return ()
    own = _own_subject(figure, subjects)
    if own is not None and not own.pivot:
        return ()
    found = _nearest(figure, subjects, outline, before=own.start if own else figure.start)
    if found is not None and found.pivot and owner and context.kind in ("plan", "notice") and status != "actual":
        return owner  # a plan's targets are its issuer's, also where others are to be mobilized
    level = _level_before(context.text, figure)
    if level and (found is None or found.start < outline.clause(figure.start)[0]):
        return level
    charged = _charged(context, figure, outline)
    if charged and (found is None or found.start < outline.clause(figure.start)[0]):
        return charged
    behind = _behind(context, figure, outline)
    if behind and (found is None or found.start < outline.clause(figure.start)[0]):
        return behind
    if found is not None:
        return found.names
    return owner or helper or (giver if status in _GIVEN else ())


def _charged(context: Context, figure: FigureSpan, outline: Outline) -> tuple[str, ...]:
    """（责任单位：县民政局、县妇联）: the bodies that a task of a plan is charged to, behind its last sentence."""
    if context.kind not in ("plan", "notice"):
        return ()
    end = min(outline.paragraph(figure.start)[1], figure.end + 600)
    match = _CHARGE.search(context.text, figure.end, end)
    if match is None:
        return ()
    close = context.text.find("）", match.end(), end)
    stop = close if close >= 0 else end
    first = bisect_left(context.organizations, match.end(), key=lambda o: o.pieces[0][0])
    last = bisect_left(context.organizations, stop, key=lambda o: o.pieces[0][0])
    return _names(context.organizations[first:last])


def _own_subject(figure: FigureSpan, subjects: Subjects) -> Subject | None:
    """The subject that the figure counts."""
    at = subjects.before(figure.start)
    for subject in subjects.all[max(0, at - 3) : at + 3]:
        if subject.figure is figure:
            return subject
    return None


def _nearest(figure: FigureSpan, subjects: Subjects, outline: Outline, before: int) -> Subject | None:
    """The nearest earlier subject of the sentence, else of the paragraph."""
    at = subjects.before(before)
    paragraph = outline.paragraph(figure.start)
    for i in range(at - 1, -1, -1):
        subject = subjects.all[i]
        if subject.start < paragraph[0]:
            return None
        if subject.end <= before and subject.figure is not figure:
            return subject
    return None


def _behind(context: Context, figure: FigureSpan, outline: Outline) -> tuple[str, ...]:
    """357万元，出自甲公司、乙公司: the source named behind the figure."""
    sentence = outline.sentence(figure.start)
    match = _SOURCE_BEHIND.match(context.text, figure.end, sentence[1])
    if match is None:
        return ()
    first = [o for o in context.organizations if match.end() <= o.pieces[0][0] <= match.end() + 2]
    if not first:
        return ()
    names, end = [first[0].name], first[0].pieces[-1][1]
    for organization in context.organizations:
        if organization.pieces[0][0] == end + 1 and context.text[end] in "、和":
            names.append(organization.name)
            end = organization.pieces[-1][1]
    return tuple(names)
