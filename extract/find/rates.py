"""The denominator of a rate: 户均增收450余元 → 户, 每村5万元 → 村, 2500元/年 → 年, 年产值5亿元 → 年."""

from __future__ import annotations

import re
from typing import Final

_EVERY: Final = re.compile(
    r"(?:每|各)(?:一|个|名|家|项|户|位|所|支|处|人|条|百|千|万)?([\u4e00-\u9fff]{0,6}?)(?:至少|不|最|补|投|安|给|可|都|按|需|要|有|平均|资助|奖|增|配|设|上限|不超|限|约|达|能|提供|稳定|发放|从|在|$)"
)
_AVERAGE: Final = re.compile(
    r"(户均|人均|村均|亩均|县均|年均|月均|日均|家均|每亩|每人|每户|每村|每年|每月|每日|每天|每县|每家|每名|每个)"
)
_YEARLY: Final = re.compile(
    r"(?:年(?:产值|收入|销售额|产量|营业额|纯收入|人均|租金|利润|均)|一年(?:收入|能|可|下来)|(?:租金|收入)每年|每年)"
)
_CLAUSE: Final = re.compile(r"[，。；：！？\n、]")


def find_rate(text: str, start: int, slashed: str | None) -> str | None:
    """The denominator of the figure that begins at ``start``; ``slashed`` is what stood behind a slash."""
    window = text[max(0, start - 18) : start]
    breaks = list(_CLAUSE.finditer(window))
    clause = window[breaks[-1].end() :] if breaks else window
    averages = _AVERAGE.findall(clause)
    if slashed:
        person = "人" if averages and averages[-1] == "人均" else None
        return f"{person}/{slashed}" if person and person != slashed else slashed
    if any(c.isdigit() for c in clause) and "每" not in clause[-6:] and "均" not in clause[-10:]:
        return None
    if averages and averages[-1].endswith("均"):
        return "人" if averages[-1] == "人均" else averages[-1][0]
    yearly = _YEARLY.search(clause)
    at = clause.rfind("每")
    if at >= 0:
        rest = clause[at + 1 :]
        rest = re.sub(r"^(?:一|个|名|家|项|位|所|支|处|条)(?=[\u4e00-\u9fff])", "", rest)
        match = re.match(
            r"(年|月|日|天|季度|周|户|人|村|县|亩|镇|乡|家|项目|社区|学校|[\u4e00-\u9fff]{1,5}?(?=不|至|最|补|投|安|给|配|都|可|提|奖|资|要|按|$))",
            rest,
        )
        if match:
            return match[1]
        return {"个": "个", "名": "名", "家": "家", "项": "项"}.get(clause[at + 1 : at + 2])
    if yearly:
        return "年"
    return None
