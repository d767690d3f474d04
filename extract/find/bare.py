"""The unit of a number that stands without one: 认捐2017万, 40多万农民, 东部8省市, 三部门."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from extract.find.cores import Core
from extract.find.lexicon import Unit

_THINGS: Final = Unit("个", "count", "个")
_PERSONS: Final = Unit("人", "person", "人")
_YUAN: Final = Unit("元", "money", "元")

_PERSON_NOUN: Final = re.compile(
    r"(?:群众|农民|村民|居民|人口|劳动力|对象|学生|学员|儿童|老人|妇女|职工|患者|干部|教师|医生|农牧民|贫困人|残疾人|志愿者|党员|市民|人员|工人|孤儿|毕业生|青年|青少年|农户主|民众|百姓|同胞|用户|乡亲|大学生|农村人|移民|婴幼儿|孩子|师生|人民|员工|会员|考生|代表|牧民|渔民|军人|户籍人)"
)
_HOUSEHOLD_NOUN: Final = re.compile(r"(?:农户|脱贫户|贫困户|监测户|牧户|困难户|低保户|家庭|搬迁户)")
_MONEY_CLAUSE: Final = re.compile(
    r"认捐|捐[赠款资助出]|投[入资]|拨[付款]|资金|善款|筹[集款得措]|金额|总额|经费|补助|资助|支出|预算|收入|销售额|产值|成交额|贷款|花[了费出]"
)
_PERSON_CLAUSE: Final = re.compile(r"受益|惠及|就业|人数|培训|服务对象|人口|人才|救助|帮扶对象|注册人|覆盖人|的人")
_GROUP_NOUN: Final = re.compile(
    r"(?:省市|省区|省（区|省份|市州|市县|县区|县市|区县|部门|单位|企业|村居|乡镇|社区|街道|项目|学校|机构|社会组织|协会|高校|医院|部委|基地|家庭|厅局|国家|城市|地市|市、|县、|农户|班级|村庄|行政村|自然村|贫困村|脱贫村|示范村|园区|工程|行业|品牌|商协会|团体|组织)"
)
_BREAK: Final = re.compile(r"[，。；：！？\n]")
_NOT_A_COUNT: Final = frozenset("年月日号点时分秒岁届页%-/.:")


def infer_unit(text: str, core: Core) -> Unit | None:
    """The unit that the context of a bare number implies, or ``None`` if nothing shows that it counts anything."""
    end = core.end
    following = text[end : end + 1]
    if following in _NOT_A_COUNT and following:
        return None
    behind = _clause_behind(text, end)
    large = text[end - 1] in "万亿" or (core.made is not None) or core.needs_wording
    if large and not core.needs_wording:
        if _PERSON_NOUN.search(behind[:12]):
            return _PERSONS
        if _HOUSEHOLD_NOUN.search(behind[:8]):
            return Unit("户", "household", "户")
        before = _clause_before(text, core.start)
        if _MONEY_CLAUSE.search(before) and len(behind) < 2:
            return _YUAN
        if (
            len(behind) < 3
            and _MONEY_CLAUSE.search(_sentence_before(text, core.start))
            and not _PERSON_CLAUSE.search(before)
        ):
            return _YUAN
        if _PERSON_CLAUSE.search(before) and not behind[:1].strip("的"):
            return _PERSONS
        if behind and "\u4e00" <= behind[0] <= "\u9fff" and text[end - 1] not in "亿":
            return _THINGS
        return _YUAN if text[end - 1] == "亿" and _MONEY_CLAUSE.search(before) else None
    if core.needs_wording:
        return _PERSONS if _PERSON_NOUN.match(behind) else None
    if _GROUP_NOUN.match(behind) and _before_allows(text, core):
        return _THINGS
    return None


def _before_allows(text: str, core: Core) -> bool:
    """三部门, 东部8省市: a short number that no letter, dash or sequence word stands before."""
    before = text[core.start - 1 : core.start]
    value = core.number.value if core.number else Fraction(0)
    return not (before in ("第", "-", "+", "—") and before) and not (value == 1 and core.chinese) and value < 100_000


def _clause_behind(text: str, end: int) -> str:
    window = text[end : end + 16]
    match = _BREAK.search(window)
    return window[: match.start()] if match else window


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - 24) : start]
    cut = max(window.rfind(c) for c in "，。；：！？\n")
    return window[cut + 1 :]


def _sentence_before(text: str, start: int) -> str:
    window = text[max(0, start - 60) : start]
    cut = max(window.rfind(c) for c in "。；！？\n")
    return window[cut + 1 :]
