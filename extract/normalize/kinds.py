"""What a text is: plan, notice, report or news, by the noun that ends its title, else by its own words."""

from __future__ import annotations

import re
from typing import Final

from extract.normalize.characters import fold_title
from extract.types import DocumentKind

# By the noun that ends the title; what follows it (the year in brackets, 摘编) is cut off first.
_KINDS: Final[tuple[tuple[DocumentKind, re.Pattern[str]], ...]] = (
    ("report", re.compile(r"(?:收支|财务|决算|使用|去向)[^，。]{0,4}(?:公告|公示|通报|公开)$")),
    ("plan", re.compile(r"(?:任务|目标|行动|项目)清单$")),
    (
        "report",
        re.compile(r"(?:结果|情况|进展|执行|审计|决算|收支|完成)[^，。、]{0,8}(?:公告|公报|通告)$|公报$"),
    ),
    (
        "notice",
        re.compile(
            r"(?:通知|公告|通告|函|批复|答复|复函|倡议书|公开信|(?<!签订)(?<!签署)(?<!签了)(?:执行|合作|帮扶|捐赠|委托|服务|共建|项目)(?:协议|合同)书?|须知|指南|问答|章程)$|^(?:政策)?问答[：:]|(?:协议|合同)编号"
        ),
    ),
    (
        "report",
        re.compile(
            r"(?:报告|总结|小结|收支|自评|汇报|情况|情况说明|预算说明|公示|公开|台账|明细|明细表|统计|统计表|决算|年报|季报|月报|周报|简报|快报|大事记|纪要|清单|决算表|白皮书|蓝皮书)$|(?:报告|年报)\s*第[一二三四五六七八九十\d]+[章节]"
        ),
    ),
    ("other", re.compile(r"(?:发言|讲话|致辞|演讲|讲稿)(?:稿|实录|摘要)?$|会上的(?:发言|讲话)")),
    ("plan", re.compile(r"(?:方案|规划|计划|要点|目标|任务书|计划表|任务表|预算|安排|办法|意见|纲要|行动说明)$")),
)
_TITLE_TAIL: Final = re.compile(r"(?:[（(][^（）()]{1,14}[)）]|要点|摘编|节选|摘改|改写|·.{1,8}|[》”」\s])+$")
_PLAN_BODY: Final = re.compile(
    r"(?:制定|制订)本(?:方案|计划|规划)|\n[一二三四五六]、(?:工作|总体|主要|重点)?(?:目标|任务)|工作目标|目标任务"
)
_NOTICE_BODY: Final = re.compile(
    r"现(?:将|就)[^。]{0,60}(?:通知|公告|通告)如下|特此(?:通知|公告)|请认真(?:贯彻|组织|抓好)"
)
_CONTRACT: Final = re.compile(r"甲方[：:].{2,40}?\s*乙方[：:]")
_OPENING: Final = 400  # characters
_SAME: Final = 6  # characters by which a title is found in the text
_HEAD: Final = 150  # characters above which a title heads the whole text
_LONGEST_HEADING: Final = 60
_ENDINGS: Final = ("。", "！", "？", "；", "，", "：")
_GOAL: Final = re.compile(r"到20\d\d年(?:底|末)?[，,]|力争|确保|不少于|不低于|不超过|至少")
_REPORTING: Final = re.compile(r"记者|本报讯|近日|日前|据悉|出台|消息|日电|报道|了解到|获悉|印发《|会上")


def classify(title: str, text: str) -> DocumentKind:
    """What a text is: by the noun that ends its title, else a plan by its own sections; all else is news."""
    full = fold_title(title)
    opening = next((line.strip() for line in text[:_OPENING].split("\n") if line.strip()), "")
    headings = [full]
    if len(opening) <= _LONGEST_HEADING and opening[-1:] not in _ENDINGS and text.find(full[:_SAME]) > _HEAD:
        # A title may be that of a part: the first line says as well what a text is, and is asked first then.
        headings.insert(0, opening)
    for heading in headings:
        bare = _TITLE_TAIL.sub("", heading)
        for kind, pattern in _KINDS:
            if pattern.search(bare) or pattern.search(heading):
                # “…出台…方案” is a headline about a plan, not the plan
                return "news" if kind == "plan" and _REPORTING.search(heading + text[:80]) else kind
    if _CONTRACT.search(text[:_OPENING]):
        return "notice"
    if _REPORTING.search(text[:200]):
        return "news"
    if _NOTICE_BODY.search(text[:800]):
        return "notice"
    # a chapter of a plan has no title of its own, but speaks of goals and years to come throughout
    goals = len(_GOAL.findall(text))
    return "plan" if _PLAN_BODY.search(text[:600]) or (goals >= 4 and goals * 100 >= len(text)) else "news"
