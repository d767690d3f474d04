"""Figures: a number, the wordings around it, its unit and its rate.

The scan goes once from left to right over the numeral runs that carry no other label. Each step reads a core (1000余万,
3至5万, 十几, 数千, 3/4, 百分之七十), its unit, and the wordings in front and behind, and combines the bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from extract.find import bounds, cores
from extract.find.bare import infer_unit
from extract.find.bounds import Bounds
from extract.find.cores import Core
from extract.find.lexicon import Unit, Units, load_structural_nouns, load_units
from extract.find.numerals import DIGITS, Number
from extract.find.rates import find_rate
from extract.find.wordings import find_before, find_behind
from extract.types import FigureSpan

_SLASH: Final = re.compile(
    r"/(?:人|户|年|月|日|天|亩|村|县|个|项|斤|公斤|吨|次|家|名|套|平方米)(?:[/·.](?:年|月|日|天|人|户))?"
)
_LIST_GAP: Final = frozenset("、和及与，或")
_COUNTING: Final = frozenset({"count", "person", "household", "person-time"})
_DIVISIONS: Final = frozenset("类块条点步样层字路届轮片段")  # 三类, 四条: parts of a text or plan
_COURSE: Final = re.compile(r"培训|班|讲|活动|项目|专题")
_VERBAL: Final = frozenset("次趟遍回下番顿")  # 看一次 counts an action, not a thing


@dataclass(frozen=True, slots=True)
class Draft:
    """A core with its unit as far as it could be read."""

    core: Core
    unit: Unit | None
    unit_start: int
    end: int


def find_figures(text: str, runs: list[tuple[int, int]]) -> list[FigureSpan]:
    """The figures whose numerals begin in ``runs`` (normalized text, runs in order, labels already taken out)."""
    units = load_units()
    figures: list[FigureSpan] = []
    reached = 0
    waiting: list[Draft] = []  # numbers of a list that share the unit of a later one (1.2、0.8亿元)
    for draft in _drafts(text, runs, units):
        if draft.core.start < reached:
            continue
        if draft.unit is None and _shares_a_later_unit(text, draft, runs, units):
            waiting.append(draft)
            continue
        figure = _finish(text, draft)
        if figure is not None:
            figures.extend(_share_unit(text, waiting, draft, figure))
            figures.append(figure)
            reached = figure.end
        waiting = []
    return figures


def _drafts(text: str, runs: list[tuple[int, int]], units: Units) -> Iterator[Draft]:
    reached = 0
    for start, end in runs:
        if start < reached:
            continue
        core = cores.read_core(text, start, end)
        if core is None:
            continue
        draft = _with_unit(text, core, units)
        reached = draft.end
        yield draft


def _with_unit(text: str, core: Core, units: Units) -> Draft:
    if core.unit is not None:
        return Draft(core, core.unit, core.end, core.end)
    # 5千克, 30兆瓦, 0.2个百分点: the scale word belongs to the unit, if a digit stands before it.
    if core.scale_start is not None and core.scale_start > core.start and text[core.end - 1] in "千兆百":
        found = units.match(text, core.end - 1)
        if found and len(found[0]) > 1:
            shorter = cores.read_core(text, core.start, core.end - 1)
            if shorter is not None:
                return Draft(shorter, found[1], core.end - 1, core.end - 1 + len(found[0]))
    found = units.match(text, core.end)
    if found is None or _is_other_word(text, core, found[0]):
        return Draft(core, None, core.end, core.end)
    form, unit = found
    end = core.end + len(form)
    # 10%—20%, 200元至300元: a range whose ends both carry the unit
    last = cores.read_upper(text, core, end)
    if last is not None:
        again = units.match(text, last.end)
        if again and again[1] is unit:
            return Draft(replace(core, end=last.end, upper=last.number), unit, last.end, last.end + len(again[0]))
    return Draft(core, unit, core.end, end)


_OTHER_WORDS: Final = {
    "家": ("家庭", "家长", "家园", "家乡", "家属"), "人": ("人均", "人才", "人工", "人大", "人民币", "人类"), "户": ("户均", "户籍", "户外"),
    "位": ("位于", "位列", "位居"), "项": ("项目",), "条": ("条件",), "点": ("点钟", "点半"), "站": ("站点",), "组": ("组织",), "队": ("队伍",),
    "对": ("对口", "对接", "对象"), "场": ("场所", "场地"), "口": ("口子",), "部": ("部门", "部委", "部队", "部分"), "种": ("种养", "种植"), "成": ("成员", "成果", "成功", "成为", "成效", "成立"),
    "区": ("区域", "区县", "区块"), "村": ("村民", "村级", "村庄", "村委", "村居", "村寨", "村屯"), "镇": ("镇街", "镇村", "镇级"), "乡": ("乡镇", "乡村", "乡亲", "乡级"),
    "县": ("县区", "县市", "县级", "县城", "县域"), "市": ("市县", "市民", "市场", "市州", "市级", "市区"), "省": ("省市", "省区", "省级", "省份"), "社": ("社会", "社区", "社工", "社员"),
    "国": ("国家", "国内"), "校": ("校园", "校长", "校区"), "院": ("院校",), "园": ("园区",), "班": ("班级", "班子"), "路": ("路径",), "升": ("升级",), "层": ("层面",),
    "里": ("里程",), "面": ("面向",), "克": ("克服",), "分": ("分别",), "件": (), "台": ("台账",), "次": ("次序",), "块": ("块状",), "批": ("批准", "批复"), "节": ("节约", "节能"), "课": ("课题", "课程"), "店": ("店铺",), "担": ("担当", "担任"), "单": ("单位",), "段": (), "期": ("期间",), "页": (), "门": ("门类", "门店"), "把": ("把握",), "处": ("处理", "处于"),
    "款": ("款物", "款项"), "例": ("例如",), "样": (), "字": (), "名": ("名录", "名单", "名义"), "包": ("包括", "包含"), "股": ("股份",), "盘": (), "片": ("片区",), "厂": ("厂家", "厂房"), "州": ("州市",), "米": (),
    "旗": ("旗县",), "套": (), "根": ("根据",), "笔": (), "顶": (), "斤": (), "角": ("角度", "角色"), "块钱": (), "针": ("针对",), "箱": (), "袋": (), "车": ("车间",), "票": (), "元": (), "馆": (),
}  # fmt: skip


def _is_other_word(text: str, core: Core, form: str) -> bool:
    """True if the unit's characters begin a longer word there (三部门, 8省市, 5成员)."""
    if len(form) > 1:
        return False
    return any(text.startswith(word, core.end) for word in _OTHER_WORDS.get(form, ()))


def _shares_a_later_unit(text: str, draft: Draft, runs: list[tuple[int, int]], units: Units) -> bool:
    if draft.core.number is None or draft.end >= len(text) - 1 or text[draft.end] not in _LIST_GAP:
        return False
    at = draft.end
    for _ in range(6):
        if at + 1 >= len(text) or text[at] not in _LIST_GAP or not (text[at + 1].isdigit() or text[at + 1] in DIGITS):
            return False
        match = cores.read_at(text, at + 1)
        if match is None:
            return False
        if units.match(text, match.end):
            return True
        at = match.end
    return False


def _share_unit(text: str, waiting: list[Draft], last: Draft, figure: FigureSpan) -> list[FigureSpan]:
    """Figures for the numbers that wait for a unit: that of the last, and its scale word where they have none."""
    shared: list[FigureSpan] = []
    if last.core.number is None:
        return shared
    scale = cores.large_scale(text, last.core)
    for draft in waiting:
        number = draft.core.number
        if number is None:
            continue
        factor = scale if scale and not cores.large_scale(text, draft.core) else Fraction(1)
        scaled = Number(number.start, number.end, number.value * factor, number.step * factor)
        made = bounds.exact(scaled.value)
        shared.append(
            replace(figure, start=draft.core.start, end=draft.core.end, hard=made.hard, likely=made.likely, approx=False,
                    rule="exact", number=(number.start, number.end), unit_span=None)
        )  # fmt: skip
    return shared


def _finish(text: str, draft: Draft) -> FigureSpan | None:
    core = draft.core
    start, end = core.start, draft.end
    unit, unit_span = draft.unit, (draft.unit_start, draft.end) if draft.end > draft.unit_start else None
    if unit is None:
        inferred = infer_unit(text, core)
        if inferred is None:
            return None
        unit = inferred
    elif core.chinese and not _counts_in_words(text, draft, unit):
        return None
    compound, end = cores.read_money_tail(text, core, unit, end)
    core = compound or core
    per_slash = _SLASH.match(text, end)
    if per_slash:
        end = per_slash.end()
    signed = unit.dimension in ("temperature", "percentage-point") or bool(
        unit.dimension in ("ratio", "multiple") and re.search(r"增|长|升|降|减|跌|涨", text[max(0, start - 8) : start])
    )
    parts = [core.bounds(unit.dimension in bounds.CONTINUOUS)]
    more = cores.read_more_behind_unit(text, end)
    if more and core.number is not None:
        parts.append(bounds.more(core.number))
        end = more
    behind = find_behind(text, end)
    if behind:
        parts.append(_apply(behind.effect, core, signed))
        end = behind.end
    before = find_before(text, start)
    if before:
        parts.append(_apply(before.effect, core, signed))
        start = before.start
    if core.needs_wording and len(parts) == 1:
        return None
    made = bounds.combine(parts)
    if unit.scale != 1:
        made = Bounds(made.hard.scaled(unit.scale), made.likely.scaled(unit.scale), made.approx, made.rule)
    per = find_rate(text, start, per_slash.group()[1:] if per_slash else None)
    return FigureSpan(
        start, end, made.hard, made.likely, made.approx, unit.name, unit.dimension, made.rule, per,
        (core.start, core.end), unit_span,
    )  # fmt: skip


def _apply(effect: str, core: Core, signed: bool) -> Bounds:
    low, high, step = core.extent()
    number = Number(core.start, core.end, high if effect in ("at-most", "under") else low, step)
    if effect == "at-least":
        return bounds.at_least(low)
    if effect == "over":
        return bounds.over(number)
    if effect == "under":
        return bounds.under(number, signed)
    if effect == "at-most":
        return bounds.at_most(high, signed)
    return bounds.about(low, high, step)


def _counts_in_words(text: str, draft: Draft, unit: Unit) -> bool:
    """Whether a number written in Chinese characters alone counts something: not 一批, 三个方面, 两地, 五级."""
    core = draft.core
    written, form = text[core.start : core.end], text[draft.unit_start : draft.end]
    behind = text[draft.end : draft.end + 4]
    if form == "块" and len(written) == 1 and not behind[:1].isdigit():  # 分八块: parts, not money
        return False
    if unit.dimension not in _COUNTING:
        return written != "一" or unit.dimension in ("money", "ratio") or core.needs_wording
    if len(written) == 1:
        if any(behind.startswith(noun) for noun in load_structural_nouns()):
            return False
        if form in _DIVISIONS or (form == "期" and not _COURSE.match(behind)):
            return False
    if written == "一":
        return _article_counts(text, draft)
    return not (written in ("两", "双") and form in ("地", "家") and behind[:1] in ("", "，", "。", "、", "的"))


def _article_counts(text: str, draft: Draft) -> bool:
    """一 + classifier counts only after its noun (球场一个), after 每, 各, or with 至少; else it is an article."""
    start, end = draft.core.start, draft.end
    if find_before(text, start) is not None:
        return True
    if text[end - 1] in _VERBAL:
        return False
    before = text[max(0, start - 6) : start]
    if before.endswith(("各", "每")) or re.search(r"每[\u4e00-\u9fff]{1,4}$", before):
        return True
    # After its noun: a clause ends right behind it, and a noun, no verb or preposition, stands before it.
    if text[end : end + 1] in ("，", "。", "、", "；", "）") and before[-1:] not in (
        "",
        "，",
        "。",
        "、",
        "的",
        "了",
        "是",
        "有",
        "第",
    ):
        return "\u4e00" <= before[-1:] <= "\u9fff" and not before.endswith(("只能", "其中", "作为", "成为"))
    return False
