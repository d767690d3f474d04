"""Who gave, did or pledged it: the subject of the clause, carried on until a new subject takes over (DESIGN §4).

A subject is an organization, a listed group with its count (甲、乙等30家单位), a bare group (59家社会组织, 各援疆省市) or a place
that acts (江苏援建…), standing at the head of a clause before its verb. What the doers reach, give and spend has them as
provider; the count of the doers themselves has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.state.context import Context
from extract.state.outline import Outline
from extract.state.words import Words
from extract.types import FigureSpan, Span

_BODY: Final = frozenset(("家", "个", "名", "位", "支", "所", "人"))
_GROUP_NOUN: Final = re.compile(
    r"(?:社会组织|基金会|协会|商会|企业|单位|省市|省份|省区|团体|机构|医院|部门|干部人才|教师|志愿者|合作社|学校|高校|成员|工会|组织|队伍|医疗队|慈善会|联合会|公司|干部|专家)"
)
_BARE_GROUP: Final = re.compile(
    r"(?:各级?|各类|全省|全市|全县|全区|全国|本地|当地|有关|多家|我省|我市)?(?:各?(?:援[疆藏青]|对口支援|东部|帮扶|协作)(?:省市|省份|单位|城市|干部人才|干部)|(?:全国|全省|全市|各地)?工会|各省市|(?:中央|省|市|县|区|各级)财政|基金会|社会组织|志愿者|企业和个人|机关和企事业单位|帮扶单位|干部职工|社区干部|多方)(?=[^，。；]{0,12})"
)
_OBJECT_MARK: Final = re.compile(
    r"(?:向|给|为|对|由|被|从|在|把|将|与|同|和|帮助|支持|资助|引导|动员|组织|发动|请来|召集|据|了解到|捐赠给|捐给|赠予|到|赴|来自|作为|于|按照|根据|依托|通过|支援)$"
)
_SUBJECT_MARK: Final = re.compile(r"(?:由|经)$")
_PASSIVE: Final = re.compile(r"(?:的支持下|支持下|指导下|领导下|协助下|帮助下|消息|介绍|透露|表示|发布|了解到|获悉)")
_JOINED: Final = re.compile(r"^(?:、|和|与|会同|联合|及|以及|，)$")
_COUNT_OF_LIST: Final = re.compile(r"^等?$")
_ACTING: Final = re.compile(
    r"^(?:省|市|县|区)?[^，。；]{0,6}?(?:援建|援助|支援|投入|安排|捐|派出|选派|派来|帮扶|引进|打造|组建|引导|实施|通过|推出|筹|拨|对口|结对|提供|拿出|财政)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, where it stands, the names it resolves to, and the figure that counts it, if one does."""

    start: int
    end: int
    names: tuple[str, ...]
    surface: str
    figure: FigureSpan | None = None


def find_subjects(context: Context, outline: Outline, words: Words) -> list[Subject]:
    """The subjects of an article in order of the text."""
    text = context.text
    found = [*_organization_subjects(context), *_counted_groups(context, words)]
    taken = [(s.start, s.end) for s in found]
    for match in _BARE_GROUP.finditer(text):
        if match.group() and not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(Subject(match.start(), match.end(), (match.group(),), match.group()))
    for place in context.places:
        start, end = place.span
        if place.form in ("full", "short") and place.level in ("province", "prefecture", "county"):
            if not any(a < end and start < b for a, b in taken) and _acts(text, start, end, outline):
                found.append(Subject(start, end, (place.name,), text[start:end]))
    heads = [s for s in found if _is_head(text, s, outline)]
    return _absorb(sorted(heads, key=lambda s: (s.start, -s.end)))


def _organization_subjects(context: Context) -> list[Subject]:
    """Organizations, those joined by 、 or 会同 as one subject, with the count that sums them up."""
    text = context.text
    subjects: list[Subject] = []
    group: list[tuple[int, int, str]] = []
    spans = [(min(a for a, _ in o.pieces), max(b for _, b in o.pieces), o.name) for o in context.organizations]
    for start, end, name in [*spans, (len(text) + 9, len(text) + 9, "")]:
        if (
            group
            and start <= len(text)
            and _JOINED.match(text[group[-1][1] : start])
            and text[group[-1][1] : start] != "，"
        ):
            group.append((start, end, name))
            continue
        if group:
            subjects.append(_close_group(context, group))
        group = [(start, end, name)]
    return subjects


def _close_group(context: Context, group: list[tuple[int, int, str]]) -> Subject:
    text, names = context.text, tuple(name for _, _, name in group)
    start, end = group[0][0], group[-1][1]
    at = end + 1 if text[end : end + 1] == "等" else end
    figure = _figure_at(context.figures, at)
    if figure is not None and figure.unit in _BODY:
        noun = _GROUP_NOUN.search(text, figure.end, figure.end + 14)
        if noun and not re.search(r"[，。；：、]", text[figure.end : noun.start()]):
            surface = text[start : noun.end()]
            return Subject(start, noun.end(), (surface,), surface, figure)
    return Subject(start, end, names, text[start:end])


def _counted_groups(context: Context, words: Words) -> list[Subject]:
    """59家全国性、东部社会组织, 19个援疆省市, 134名援疆教师."""
    text = context.text
    subjects: list[Subject] = []
    listed = {o.pieces[-1][1] for o in context.organizations}
    for figure in context.figures:
        if figure.unit not in _BODY or figure.start in listed or (text[figure.start - 1 : figure.start] == "等"):
            continue
        noun = _GROUP_NOUN.search(text, figure.end, min(len(text), figure.end + 16))
        if noun is None or re.search(r"[，。；：]", text[figure.end : noun.start()]):
            continue
        surface = text[figure.start : noun.end()]
        subjects.append(Subject(figure.start, noun.end(), (surface,), surface, figure))
    return subjects


def _figure_at(figures: Sequence[FigureSpan], offset: int) -> FigureSpan | None:
    at = bisect_left(figures, offset, key=lambda figure: figure.start)
    return figures[at] if at < len(figures) and figures[at].start == offset else None


def _acts(text: str, start: int, end: int, outline: Outline) -> bool:
    clause = outline.clause(start)
    lead = text[clause[0] : start]
    return len(lead) <= 8 and not _OBJECT_MARK.search(lead) and bool(_ACTING.match(text[end : end + 12]))


def _is_head(text: str, subject: Subject, outline: Outline) -> bool:
    """True if the subject heads its clause: nothing in front makes it an object, and a predicate follows."""
    clause = outline.clause(subject.start)
    lead = text[clause[0] : subject.start]
    if _SUBJECT_MARK.search(lead):
        return True
    if _OBJECT_MARK.search(lead) or re.search(r"[（(《“]$", lead):
        return False
    tail = text[subject.end : clause[1]]
    if _PASSIVE.search(tail[:12]) or tail.startswith(("的", "”", "》")):
        return False
    if subject.figure is not None or len(lead) <= 14:
        return len(tail) > 1
    return False


def _absorb(subjects: list[Subject]) -> list[Subject]:
    kept: list[Subject] = []
    for subject in subjects:
        if kept and subject.start < kept[-1].end:
            continue
        kept.append(subject)
    return kept


def read_provider(figure: FigureSpan, subjects: Sequence[Subject], outline: Outline) -> Subject | None:
    """The subject whose doing the figure is: of the clause, else the nearest earlier one of sentence and paragraph."""
    at = bisect_left(subjects, figure.start, key=lambda subject: subject.start)
    sentence, paragraph = outline.sentence(figure.start), outline.paragraph(figure.start)
    if any(s.figure is figure for s in subjects[max(0, at - 1) : at + 1]):
        return None  # the doers themselves
    for subject in reversed(subjects[:at]):
        if subject.start < paragraph[0]:
            return None
        if subject.end > figure.start:
            continue
        if subject.start >= sentence[0] or _carries(subject, figure, outline):
            return subject
    return None


def _carries(subject: Subject, figure: FigureSpan, outline: Outline) -> bool:
    """Within a paragraph a subject carries over to later sentences that bring no own one."""
    return subject.start >= outline.paragraph(figure.start)[0]


def is_doer_count(subjects: Sequence[Subject], figure: FigureSpan) -> bool:
    """True if the figure counts a subject itself (110家基金会认领…)."""
    return any(subject.figure is figure for subject in subjects)


__all__ = ["Span", "Subject", "find_subjects", "is_doer_count", "read_provider"]
