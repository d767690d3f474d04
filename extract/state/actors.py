"""The subjects of an article: who stands at the head of a clause and does what its verb says (DESIGN §4).

A subject is an organization or several joined ones, a listed group with its count (甲、乙等30家单位), a counted group
(59家社会组织), a bare one (各援疆省市), a short name that refers back (协会, 基金会), or a place that acts (江苏援建…).
Behind a verb such as 动员 stands a *pivot*: object of what comes before it, subject of what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.slots import quick
from extract.spans import Covered
from extract.state.context import Context
from extract.state.outline import Outline
from extract.state.words import Words
from extract.types import FigureSpan, Place

_BODY_UNITS: Final = frozenset(("家", "个", "名", "位", "支", "所", "人"))
_GROUP_NOUN: Final = re.compile(
    r"社会组织|基金会|协会|商会|企业|单位|省市|省份|省区|团体|机构|医院|部门|干部人才|医疗人才|教师|志愿者|合作社|高校|工会|医疗队|工作队|慈善会"
    r"|联合会|公司|干部|专家|队员|援疆人才|区县|律师|党员|商户|光彩会|救援队伍|救援队|慈善组织|爱心人士|网友|组织"
)
_BARE_GROUP: Final = re.compile(
    r"(?=[各援对东帮协成会爱民全中省市县区本当社行企机干驻上多])"  # one look at each character, before the alternatives
    r"(?:(?:各?(?:援[疆藏青]|对口支援|东部|帮扶|协作)(?:省市|省份|单位|城市|干部人才|干部))|各省市|各?(?:成员|会员|帮扶|爱心|民营)(?:单位|企业)"
    r"|(?:全国|全省|全市|全县|全区|各级|各地|各类)(?:工会|基金会|社会组织|慈善组织|慈善会|红十字会|商会|协会)|(?:中央|省级?|市级?|县级?|区级?)财政|市本级|县本级"
    r"|市县两级(?=累计|共|投入|安排|筹|先后|拨)|(?:各|本地|当地|省级|市级|县级)?(?:社会组织|行业协会商会)|企业和个人|机关和企事业单位|干部职工|社区干部|驻村干部|上级慈善机构|多方)"
)
_SHORT_NAME: Final = re.compile(
    r"(?:该|本|两)?(协会|商会|学会|基金会|慈善会|慈善总会|联合会|总会|促进会|研究会|公司|集团|服务中心|合作社)(?![\u4e00-\u9fff]{0,2}(?:会长|主席|秘书长|理事长|负责人))"
)
_OBJECT_MARK: Final = re.compile(
    r"(?:向|给|为|对|被|从|在|把|将|与|同(?![行时样期等])|和|跟|据|到|赴|来自|作为|于|按照|根据|依托|通过|借助|比|写给|交给|送到|组成|由)[^，。；：]{0,5}$"
)
_CAUSATIVE: Final = re.compile(
    r"(?:动员|引导|组织|发动|号召|鼓励|请来|召集|推动|支持|带动|指导|邀请|吸引|联系|征集)(?:了|起|引导|并)?(?:[、和][^，。；]{2,6})?(?:全[省市县国区]|各[级类地方]*)?$"
)
_COMMISSIONED: Final = re.compile(r"(?:受|应|经)[^，。；]{0,24}$")
_PARTY: Final = re.compile(r"[甲乙丙丁]方")
_PARTY_HEAD: Final = re.compile(r"([甲乙丙丁]方)(?:（[^（）]{1,6}）)?[：:]\s*$")
_BY: Final = re.compile(r"(?:由|经)$")
_SPEAKING: Final = re.compile(
    r"(?!在)(?:[^，。；]{0,10}?)(?:消息|介绍|透露|表示|发布|了解到|获悉|称|说|告诉|指出|强调|要求各|通报|公布|数据显示|系统显示|统计|的支持|的指导|的领导|的协助|的帮助)"
)
# X的首批款项已经拨付 is still X's doing; any other 的 makes the name an attribute
_ATTRIBUTIVE: Final = re.compile(r"的(?![^，。；：]{0,5}(?:款|资金|捐|项目))|[”》）]|之一|、")
_JOINED: Final = re.compile(r"(?:、|和|与|会同|联合|携手|及|以及|\s)$")
_ACTING: Final = re.compile(
    r"(?:省|市|县|区|州|自治区)?(?:在[^，。；]{2,14})?[^，。；的]{0,5}?(?:坚持|与[^，。；]{2,30}结对|援[建助疆藏青]|支援|对口|投[入给]|安排|捐|派[出来驻]|选派|帮扶|引进|组建|构建|通过结对|推出|筹|拨|结对|拿出|接力|打算|决定|实施|引入|把|买走|帮销|派)"
)
_NAMES_BACK: Final = 60  # organizations back in which a short name looks for its full one
_HELPING: Final = re.compile(r"对口(?:援助|帮扶|支援|支持)下|(?:援助|帮扶|支援|援建)下")


@quick
@dataclass(frozen=True, slots=True)
class Subject:
    """A subject where it stands, the names it resolves to, and the figure that counts it, if one does."""

    start: int
    end: int
    names: tuple[str, ...]
    figure: FigureSpan | None = None
    pivot: bool = False
    place: bool = False  # a place that acts


class Subjects:
    """The subjects of an article in order of the text, to be looked up by offset."""

    def __init__(self, found: Sequence[Subject]) -> None:
        self.all = found
        self._starts = [subject.start for subject in found]

    def before(self, offset: int) -> int:
        """How many begin before ``offset``."""
        return bisect_left(self._starts, offset)


def find_subjects(context: Context, outline: Outline, words: Words, owner: tuple[str, ...]) -> Subjects:
    """The subjects of an article; ``owner`` is the body whose account the text is."""
    text = context.text
    candidates = [*_organizations(context), *_counted_groups(context), *_summed_groups(context)]
    taken = Covered((c.start, c.end) for c in candidates)
    more = [
        *_bare_groups(context),
        *_short_names(context, owner),
        *_acting_places(context, outline),
        *_parties(context),
    ]
    candidates += [c for c in more if not taken.meets(c.start, c.end)]
    subjects: list[Subject] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if subjects and candidate.start < subjects[-1].end:
            continue
        read = _as_subject(text, candidate, outline, words)
        if read is not None:
            subjects.append(read)
    return Subjects(subjects)


def _as_subject(text: str, candidate: Subject, outline: Outline, words: Words) -> Subject | None:
    """The candidate as subject or pivot, or ``None`` if it is an object, a speaker or part of a longer phrase."""
    clause = outline.clause(candidate.start)
    lead, tail = text[clause[0] : candidate.start], text[candidate.end : clause[1]]
    if _HELPING.match(tail):
        return candidate
    predicate = bool(words.between(candidate.end, clause[1])) or (len(tail) > 4 and not re.search(r"\d", tail))
    if _CAUSATIVE.search(lead) and (candidate.figure is not None or predicate):
        return Subject(candidate.start, candidate.end, candidate.names, candidate.figure, True, candidate.place)
    if _BY.search(lead):
        return candidate
    if candidate.start == candidate.end:  # its count stood behind it: the clause is complete
        return candidate
    if lead.endswith("来自") and len(tail) <= 1:
        return candidate  # 单笔最大捐赠来自某公司，宣布捐款…
    if _OBJECT_MARK.search(lead) or lead.endswith(("（", "《", "“", "等")) or _ATTRIBUTIVE.match(tail):
        return None
    if _SPEAKING.match(tail) or (_COMMISSIONED.search(lead) and tail.startswith(("委托", "邀请", "资助", "批准"))):
        return None
    verbs = [w for w in words.between(clause[0], candidate.start) if w.entry.kind == "verb" and len(w.entry.word) > 1]
    if verbs and not lead.endswith("："):
        return None
    return candidate if len(tail) > 1 or candidate.figure is not None else None


def _organizations(context: Context) -> list[Subject]:
    """Organizations, those joined by 、 or 会同 as one, with the count that sums them up (甲、乙等30家单位)."""
    text = context.text
    groups: list[list[tuple[int, int, str]]] = []
    for organization in context.organizations:
        start, end = organization.pieces[0][0], organization.pieces[-1][1]
        if organization.kind == "media":
            continue
        if groups and start >= groups[-1][-1][1] and _JOINED.fullmatch(text[groups[-1][-1][1] : start]):
            groups[-1].append((start, end, organization.name))
        else:
            groups.append([(start, end, organization.name)])
    return [_close(context, group) for group in groups]


def _close(context: Context, group: list[tuple[int, int, str]]) -> Subject:
    text, start, end = context.text, group[0][0], group[-1][1]
    figure = _figure_at(context.figures, end + (text[end : end + 1] == "等"))
    if figure is not None and figure.unit in _BODY_UNITS:
        noun = _GROUP_NOUN.search(text, figure.end, figure.end + 14)
        if noun and not re.search(r"[，。；：、]", text[figure.end : noun.start()]):
            return Subject(start, noun.end(), (text[start : noun.end()],), figure)
    return Subject(start, end, tuple(dict.fromkeys(name for _, _, name in group)))


def _counted_groups(context: Context) -> Iterator[Subject]:
    """59家全国性、东部社会组织, 19个援疆省市, 134名援疆教师."""
    text = context.text
    for figure in context.figures:
        if figure.unit not in _BODY_UNITS or text[figure.start - 1 : figure.start] == "等":
            continue
        if text[figure.end : figure.end + 1] in ("、", "，"):
            continue
        nouns = list(_GROUP_NOUN.finditer(text, figure.end, min(len(text), figure.end + 16)))
        noun = nouns[-1] if nouns else None
        if noun is not None and not re.search(r"[，。；：的在]|\d", text[figure.end : noun.start()]):
            yield Subject(figure.start, noun.end(), (text[figure.start : noun.end()],), figure)


def _summed_groups(context: Context) -> Iterator[Subject]:
    """参加帮扶的江苏社会组织有3762家，办了…: a group whose count stands behind it."""
    text = context.text
    for figure in context.figures:
        if figure.unit not in _BODY_UNITS:
            continue
        match = re.search(
            r"([\u4e00-\u9fff]{2,12}?)(?:共有|已有|约有|有|达到|达)$", text[max(0, figure.start - 16) : figure.start]
        )
        if match and _GROUP_NOUN.search(match[1][-5:]) and text[figure.end : figure.end + 1] == "，":
            last = match[1].split("的")[-1]
            name = last if len(last) > 2 else match[1]
            yield Subject(figure.end, figure.end, (name,), figure)


def _figure_at(figures: Sequence[FigureSpan], offset: int) -> FigureSpan | None:
    at = bisect_left(figures, offset, key=lambda figure: figure.start)
    return figures[at] if at < len(figures) and figures[at].start == offset else None


def _bare_groups(context: Context) -> Iterator[Subject]:
    """各援疆省市, 中央财政, 全市基金会 (of the article's own place)."""
    ends = {place.span[1]: place.span[0] for place in context.places}
    for match in _BARE_GROUP.finditer(context.text):
        name = match.group()
        if name[0] == "全" and name[1] in "省市县区" and context.home is not None:
            name = context.home.name + name[2:]
        start = match.start()
        if start in ends:  # 青岛社会组织
            name, start = f"{context.text[ends[start] : start]}{name}", ends[start]
        yield Subject(start, match.end(), (name,))


def _short_names(context: Context, owner: tuple[str, ...]) -> Iterator[Subject]:
    """协会, 基金会 alone: the last organization before it whose name ends so, else the owner of the account."""
    named = [(o.pieces[0][0], o.name) for o in context.organizations]
    for match in _SHORT_NAME.finditer(context.text):
        before = context.text[match.start() - 1 : match.start()]
        if "\u4e00" <= before <= "\u9fff" and before not in "由经年月日":
            continue
        names = tuple(name for name in owner if name.endswith(match[1]))
        if not names:
            before_it = named[: bisect_left(named, (match.start(), ""))][-_NAMES_BACK:]
            names = next(((name,) for _, name in reversed(before_it) if name.endswith(match[1])), ())
        if names:
            yield Subject(match.start(), match.end(), names)


def _parties(context: Context) -> Iterator[Subject]:
    """甲方, 乙方 in an agreement: the body that its head names so."""
    text = context.text
    named: dict[str, str] = {}
    for organization in context.organizations:
        match = _PARTY_HEAD.search(text, max(0, organization.pieces[0][0] - 8), organization.pieces[0][0])
        if match:
            named.setdefault(match[1], organization.name)
    if not named:
        return
    for match in _PARTY.finditer(text):
        if match[0] in named and text[match.end() : match.end() + 1] not in ("：", ":"):
            yield Subject(match.start(), match.end(), (named[match[0]],))


def _acting_places(context: Context, outline: Outline) -> Iterator[Subject]:
    """江苏通过结对共建…, 北京在和田构建起…, 福建、广东接力援藏: places that give to others or spend their own."""
    text = context.text
    usable = [
        p for p in context.places if p.form in ("full", "short") and p.level in ("province", "prefecture", "county")
    ]
    at = 0
    while at < len(usable):
        group = [usable[at]]
        while at + 1 < len(usable) and text[group[-1].span[1] : usable[at + 1].span[0]] in ("、", "和", "与"):
            at += 1
            group.append(usable[at])
        at += 1
        start, end = group[0].span[0], group[-1].span[1]
        clause = outline.clause(start)
        if _HELPING.match(text, end) or (
            start - clause[0] <= 10 and _acts(context, group, text[end : min(clause[1], end + 24)])
        ):
            yield Subject(start, end, tuple(p.name for p in group), place=True)


def _acts(context: Context, group: Sequence[Place], tail: str) -> bool:
    match = _ACTING.match(tail)
    return not (match is None or tail.startswith(("的", "等", "人", "籍")))
