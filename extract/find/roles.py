"""Every numeral gets exactly one role: the promise that nothing is dropped.

``scan`` walks the numeral runs once, labels what is no figure, hands the rest to ``find_figures`` and lists every run with
its role. What neither a label nor a figure explains is *unresolved*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from extract.find.figures import find_figures
from extract.find.labels import Label, label_run
from extract.find.lexicon import load_numeral_words, load_structural_nouns
from extract.find.numerals import FINANCIAL, find_runs, read_number
from extract.find.tables import Tables
from extract.types import FigureSpan, NumeralRole, NumeralSpan, Span

_QUOTED: Final = re.compile(r"“[^“”\n，。；]{1,18}”")
_TITLED: Final = re.compile(r"[《〈][^《》〈〉\n]{1,60}[》〉]")
_STRUCTURE: Final = re.compile(r"(?:个|大|项|类|条|种|层|步|点|块|方|级|重|道|股)?")
_LEVEL: Final = re.compile(r"(?:级|类|等|流|线|型|星)")
_ARTICLE: Final = re.compile(
    r"一(?:个|家|户|名|位|项|件|类|种|条|场|次|期|份|套|本|册|部|篇|幅|张|片|块|处|宗|趟|口|门|组|队|对|双|笔|款|股|棵|株|座|间|所|支|台|辆|只|头|根|把|道|段|批|系|群|帮|堆|排|层|圈|代|伙|束|缕|丝|阵|轮|届|站|声|幕|番|路|手|身|脸|桌|餐|节|课|县|村|镇|乡|市|省|区|园|企|校|人|日|员|环|步|句|话|本|带|角|端|侧|头|年|方|城|国|体|线|流|度|级|等|域|网|云|键|码|策|品|业|县|社|厂|店|馆|院|门|窗|证|表|册|卡|图|书|档|责|岗|单|案|机|车|船|屋|楼|线|点|致|起|直|定|般|样|些|切|旦|律|并|同|共|再|向|度|味|时|经|概|举|刻|瞬|下|会|边|面|来|去|上|圆|开|改|变|扫|举|到|进|抓|看|听|想|问|说|走|谈|算|搞|打|推|拥|跃|拉|拍|呼|应|传|碗|杯|壶|滴|汪|湾|池|塘|河|江|山|坡|岭|沟|树|花|草|果|粒|颗|朵|叶|枝|茶|饭|菜|汤|药|针|剂|服|瓶|盒|袋|箱|包|捆|车|筐|篮|盆|盘|锅|勺|刀|剪|笔|墨|纸|砚|页|行|字|词|诗|歌|曲|舞|戏|剧|画|照|影|片|届|任|师|徒|生|友|亲|家|族|姓|辈|世)"
)


@dataclass(frozen=True, slots=True)
class Scan:
    """Figures, labels and numerals of one article."""

    figures: tuple[FigureSpan, ...]
    labels: tuple[Label, ...]
    numerals: tuple[NumeralSpan, ...]


def scan(text: str, names: Sequence[Span] = (), tables: Tables | None = None) -> Scan:
    """All numerals of ``text``; ``names`` are spans of organizations and places, ``tables`` what its tables hold."""
    extra = [found.figure for found in tables.figures] if tables else []
    celled = _Cover([(label.start, label.end, label.role) for label in tables.labels] if tables else [])
    name_ends = {end for _, end in names}
    words = load_numeral_words().find(text)
    covered = _Cover([(start, end, "slogan" if group == "slogan" else "word") for start, end, group in words])
    named = _Cover([(start, end, "name") for start, end in names])
    quoted = _Cover([(m.start(), m.end(), "slogan") for m in _QUOTED.finditer(text)])
    titled = _Cover([(m.start(), m.end(), "name") for m in _TITLED.finditer(text)])
    tabled = _Cover([(figure.start, figure.end, "figure") for figure in extra])
    labels: list[Label] = []
    runs: list[tuple[int, int, NumeralRole | None]] = []
    free: list[Span] = []
    reached = 0
    for start, end in find_runs(text):
        if _is_no_numeral(text, start, end):
            continue
        role: NumeralRole | None = None
        if tabled.at(start):
            role = "figure"
        elif celled.at(start):
            role = celled.at(start)
        elif start < reached:
            role = labels[-1].role
        else:
            arabic = text[start].isdigit()
            group = covered.at(start)
            if group == "word" and not arabic:
                continue
            if titled.at(start) or (named.at(start) and not _counts(text, start, end, named)):
                role = "name"
            elif group == "slogan":
                role = "slogan"
            else:
                label = label_run(text, start, end)
                if label is not None:
                    labels.append(label)
                    role, reached = label.role, label.end
                elif quoted.at(start) and not (arabic and _measured(text, end)):
                    role = "slogan"
                elif _is_structural(text, start, end):
                    role = "structural"
                elif text[start:end] == "一" and start in name_ends:  # 广东一省, 只给了古田一处
                    role = "article-word"
        runs.append((start, end, role))
        if role is None:
            free.append((start, end))
    figures = [*extra, *find_figures(text, free)]
    figures.sort(key=lambda figure: figure.start)
    spans = _Cover([(figure.start, figure.end, "figure") for figure in figures])
    numerals = tuple(
        NumeralSpan(start, end, role or _leftover(text, start, end, spans), _value(text, start, end))
        for start, end, role in runs
    )
    return Scan(tuple(figures), tuple(labels), numerals)


class _Cover:
    """Which of several disjoint stretches holds an offset."""

    def __init__(self, stretches: Sequence[tuple[int, int, NumeralRole]]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [stretch[0] for stretch in self._stretches]

    def at(self, offset: int) -> NumeralRole | None:
        i = bisect_right(self._starts, offset) - 1
        if i < 0:
            return None
        start, end, group = self._stretches[i]
        return group if start <= offset < end else None


def _value(text: str, start: int, end: int) -> Fraction | None:
    number = read_number(text, start, end)
    return number.value if number else None


def _is_no_numeral(text: str, start: int, end: int) -> bool:
    """大陆, 队伍, 收拾: financial characters alone are ordinary ones, unless they stand in a sum (伍拾元)."""
    run = text[start:end]
    return all(c in FINANCIAL for c in run) and (len(run) == 1 or text[end : end + 1] not in "元圆万亿整")


def _counts(text: str, start: int, end: int, named: _Cover) -> bool:
    """True if the numeral in front of a name's first word counts it (三家…), so is no part of the name."""
    return bool(named.at(start) and not named.at(start - 1) and text[end : end + 1] in ("家", "个"))


def _measured(text: str, end: int) -> bool:
    return text[end : end + 1] in tuple("个家户名人万亿元亩余多%项次")


def _is_structural(text: str, start: int, end: int) -> bool:
    """三个方面, 五大任务, 两级, 三类: divisions of a text or plan."""
    if end - start > 2 or text[start:end] in ("一",):
        return False
    match = _STRUCTURE.match(text, end)
    at = match.end() if match else end
    for noun in load_structural_nouns():
        if text.startswith(noun, at) and (at > end or len(noun) > 1):
            return True
    return not text[start].isdigit() and bool(_LEVEL.match(text, end)) and text[start:end] != "两"


def _leftover(text: str, start: int, end: int, figures: _Cover) -> NumeralRole:
    if figures.at(start) or figures.at(end - 1):
        return "figure"
    if text[start - 1 : start] in ("每", "各") and start:
        return "denominator"
    run = text[start:end]
    if run == "一" and _ARTICLE.match(text, start):
        return "article-word"
    if not run[0].isdigit() and len(run) == 1 and (start == 0 or not text[start - 1].isdigit()):
        if run in "百千万亿" or _between_words(text, start, end):
            return "word"
    return "unresolved"


def _between_words(text: str, start: int, end: int) -> bool:
    """A single Chinese numeral glued into running Chinese text on both sides, with no classifier behind."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff"
