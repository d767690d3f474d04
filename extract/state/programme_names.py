"""The names of plans, projects and campaigns where they stand in a text.

Three forms are read: a quoted name with the word for its kind (“清泉入村”饮水项目; the quote marks may also enclose the
kind), a campaign without quote marks (社会组织助力乡村振兴专项行动), and the title of the document that defines it
(《…行动方案》). A quoted core that has once been named in full is recognized again without its kind, and so is a
telling kind without its core (消费帮扶月活动). The name is what an analyst would match plan and report on: simplified,
with the quote marks of its core in the form “…” and with its kind, in the fullest form that the article writes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.spans import Covered

_AIMS: Final = "助学|助医|助困|助残|助老|义诊|创投|专项"
_KIND: Final = rf"(?:(?:{_AIMS}|行动)?(?:项目|行动|计划|工程|活动|大赛)|{_AIMS})"
# A tail between quotation and kind holds nouns only: no particle, verb of giving or list mark.
_TAIL: Final = r"[^\W\d_的了在与和为将已是把被让由从等中有到及或投入款]"
_QUOTED: Final = re.compile(rf"“([^“”\n，。；]{{2,24}})”({_TAIL}{{0,14}}?{_KIND})(?!部|组|资金|书|表|点|区|额|数|总)")
_QUOTED_WHOLE: Final = re.compile(r"“([^“”\n，。；]{2,24}(?:项目|行动|计划|工程|活动))”")
_CORE: Final = re.compile(r"“([^“”\n。；]{2,24})”")
# A verb in the tail makes it a clause, and the name of a term of government is no programme (“十四五”期间新增项目).
_CLAUSE_IN_TAIL: Final = re.compile(r"打算|安排|实施|开展|计划.|推进|启动|新增|新建|开工|期间|时期|举办|完成|组织[^部]")
_TERM: Final = re.compile(r"^十[一二三四五六七八]五$")
_CAMPAIGN: Final = re.compile(
    r"(?:专项|攻坚|提升|帮扶|助力|攻坚|结对|振兴|关爱|圆梦|助学)行动(?!目标|方案编|力|者|不便)"
)
_TITLED: Final = re.compile(r"《([^《》“”\n]{3,40}?(?:行动|计划|工程|项目|活动))(?:实施|工作|总体)?方案》")
# Where the name of a campaign without quote marks begins: behind the verb or particle that governs it.
_BEFORE_NAME: Final = re.compile(
    r"出台|开展|实施|启动|推进|落实|制定|印发|关于|参加|支持|按照|根据|围绕|深入|推动|组织实施|发起|举办|参与|投身|纳入|列入"
    r"|的|为|在|对|将|把|被|由|从|以来|据|该|这|此|本|其|全年|年|月|日"
)
_HAN_RUN_END: Final = re.compile(r"[\u4e00-\u9fff]+\Z")
_WINDOW: Final = 26
_SHORTEST_CAMPAIGN: Final = 8  # 乡村振兴专项行动; 专项行动 or 帮扶行动 alone names nothing
_SHORTEST_ALIAS: Final = 4  # 专项行动, 消费帮扶月活动 stand for the programme; 项目, 行动 need 该 or a clause start
_DOCUMENT_TITLE: Final = re.compile(
    r"^(?:.{0,30}关于(?:印发|开展|实施|公布|下达))?[《]?(.{4,40}?(?:行动|计划|工程|活动|项目))》?"
    r"(?:（.{0,20}）)?(?:(?:实施|工作|总体)?方案|总结|情况|报告|明细)?表?(?:的(?:通知|公示|公告|意见))?(?:（.{0,20}）)?$"
)
_NO_NAME: Final = re.compile(
    r"(?:工作|年度|学习|采购|财务|支出|收支|任务)计划$|年度?(?:重点)?(?:活动|项目|计划)$|^(?:活动|项目)$"
)
_BACK_REFERENCE: Final = re.compile(
    r"(?:该|这一|这个|此|此次|这项|本次)(?:项目|行动|计划|工程|活动)"
    r"|(?<=[，。\n])(?:项目|行动|工程|活动)(?=[^，。；\n]{0,10}(?:启动|实施|开展|以来|完工|收官|落地))"
)


@dataclass(frozen=True, slots=True)
class Programme:
    """A named programme where it stands."""

    start: int
    end: int
    name: str


def find_programmes(text: str, title: str | None = None) -> list[Programme]:
    """The named programmes of a normalized text in order, each in the fullest form the text has for it.

    ``title`` is that of the article: its names count as known, though they stand nowhere in ``text``.
    """
    named = _named(text)
    of_title = _named(title or "")
    whole = _of_document_title(title) if title and not of_title else None
    fullest = _fullest([*(p.name for p in named), *(p.name for p in of_title), *([whole] if whole else [])])
    found = [Programme(p.start, p.end, fullest[_key(p.name)]) for p in named]
    taken = Covered((p.start, p.end) for p in found)
    by_core = {core: name for name in fullest.values() if (core := _core(name))}
    for match in _CORE.finditer(text):
        if match[1] in by_core and not taken.meets(*match.span()):
            found.append(Programme(*match.span(), by_core[match[1]]))
    found += _aliases(text, sorted(set(fullest.values())), Covered((p.start, p.end) for p in found))
    found.sort(key=lambda programme: programme.start)
    return _with_back_references(text, found)


def name_of_title(title: str, programmes: Sequence[Programme]) -> tuple[str, ...]:
    """The programmes that a title names, in the form the article uses."""
    known = {_key(p.name): p.name for p in programmes}
    cores = {core: p.name for p in programmes if (core := _core(p.name))}
    names = [known.get(_key(p.name), p.name) for p in _named(title)]
    names += [cores[m[1]] for m in _CORE.finditer(title) if m[1] in cores]
    if not names and (whole := _of_document_title(title)):
        names = [whole]
    return tuple(dict.fromkeys(names))


def _named(text: str) -> list[Programme]:
    found = [
        Programme(m.start(), m.end(), f"“{m[1]}”{m[2]}")
        for m in _QUOTED.finditer(text)
        if not _TERM.match(m[1]) and not _CLAUSE_IN_TAIL.search(m[2])
    ]
    found += [Programme(m.start(), m.end(), f"“{m[1]}”") for m in _QUOTED_WHOLE.finditer(text)]
    found += [Programme(m.start(1), m.end(1), m[1]) for m in _TITLED.finditer(text)]
    taken = Covered((p.start, p.end) for p in found)
    for match in _CAMPAIGN.finditer(text):
        if not taken.meets(*match.span()) and (name := _campaign(text, match.start(), match.end())):
            found.append(Programme(match.end() - len(name), match.end(), name))
    return sorted(found, key=lambda programme: programme.start)


def _campaign(text: str, start: int, end: int) -> str | None:
    """The name that ends in a campaign's kind, cut behind the last verb or particle before it."""
    run = _HAN_RUN_END.search(text, max(0, start - _WINDOW), start)
    if run is None:
        return None
    name = run.group()
    for stop in _BEFORE_NAME.finditer(run.group()):
        name = run.group()[stop.end() :]
    name += text[start:end]
    return name if len(name) >= _SHORTEST_CAMPAIGN else None


def _of_document_title(title: str) -> str | None:
    match = _DOCUMENT_TITLE.match(title.strip())
    if match is None or _NO_NAME.search(match[1]):
        return None
    return match[1]


def _fullest(names: Sequence[str]) -> dict[str, str]:
    """For each key the longest name; a campaign whose name ends another's is the same campaign."""
    longest: dict[str, str] = {}
    for name in names:
        key = _key(name)
        if len(name) > len(longest.get(key, "")):
            longest[key] = name
    endings: dict[str, str] = {}
    for name in longest.values():
        for cut in range(1, len(name) - _SHORTEST_CAMPAIGN + 1):
            if len(name) > len(endings.get(name[cut:], "")):
                endings[name[cut:]] = name
    return {key: name if name.startswith("“") else endings.get(name, name) for key, name in longest.items()}


def _key(name: str) -> str:
    return _core(name) or name


def _core(name: str) -> str | None:
    return name[1 : name.index("”")] if name.startswith("“") else None


def _aliases(text: str, names: Sequence[str], taken: Covered) -> list[Programme]:
    """The kind alone, where it is telling and belongs to one programme only."""
    owners: dict[str, list[str]] = {}
    for name in names:
        tail = name[name.index("”") + 1 :] if name.startswith("“") else name[-_SHORTEST_ALIAS:]
        if len(tail) >= _SHORTEST_ALIAS:
            owners.setdefault(tail, []).append(name)
    tails = [tail for tail, named in owners.items() if len(named) == 1]
    if not tails:
        return []
    automaton = AhoCorasick(tails, matchkind=MatchKind.LeftmostLongest)
    return [
        Programme(start, end, owners[tails[i]][0])
        for i, start, end in automaton.find_matches_as_indexes(text)
        if not taken.meets(start, end)
    ]


def _with_back_references(text: str, programmes: Sequence[Programme]) -> list[Programme]:
    """该项目, 行动启动以来: the latest programme named before, of that kind if there is one."""
    if not programmes:
        return []
    found = list(programmes)
    at, latest = 0, None
    taken = Covered((p.start, p.end) for p in programmes)
    for match in _BACK_REFERENCE.finditer(text):
        while at < len(programmes) and programmes[at].end <= match.start() + 1:
            latest, at = programmes[at], at + 1
        if latest is not None and not taken.meets(*match.span()):
            found.append(Programme(match.start(), match.end(), latest.name))
    return sorted(found, key=lambda programme: programme.start)
