"""Other organizations: what sets a name apart is invented anew, wherever the name is written."""

from __future__ import annotations

import random
from functools import lru_cache

from benchmarks.divisions import divisions
from benchmarks.edits import GoldRow
from benchmarks.rename import in_script, rename, to_simplified

_NAMED_KINDS = frozenset(
    {"foundation", "association", "chamber", "service-centre", "social-organization", "company", "group", "school"}
)
# Invented: no organization is meant.
_INVENTED = (
    "星禾", "沐光", "远岫", "青榆", "禾澍", "云笺", "砚田", "朗川", "知榕", "望棠", "鹭洲", "听澜", "拾穗", "梧荫",
    "乌桕林", "鹿鸣溪", "银杏里", "蓝山雀", "白石渡", "萤火桥", "千帆过岭", "一苇渡江",
)  # fmt: skip
# What a name has beside its distinctive part: the longest fitting tail is cut again and again.
_GENERIC = (
    "基金会", "慈善会", "慈善总会", "协会", "学会", "商会", "促进会", "联合会", "研究会", "服务中心", "中心", "服务社",
    "志愿服务队", "服务队", "志愿者", "志愿服务", "联盟", "有限公司", "有限责任公司", "股份", "集团", "公司", "合作社",
    "小学", "中学", "学校", "大学", "学院", "公益", "慈善", "教育", "发展", "社会工作", "社工", "乡村振兴", "乡村",
    "农业", "文化", "科技", "产业", "扶贫", "助学", "养老", "儿童", "青少年", "妇女", "医疗", "健康", "企业", "企业家",
    "行业", "救援", "环保", "助残", "农产品", "食品", "旅游", "电子商务", "电商", "工商业", "餐饮", "茶叶", "服务",
)  # fmt: skip


def vary_organizations(row: GoldRow, rng: random.Random) -> GoldRow:
    """``row`` with other organizations: what sets a name apart is replaced wherever that name is written."""
    new_parts: dict[str, str] = {}
    free = [part for part in _INVENTED if part not in to_simplified(row["text"])]
    rng.shuffle(free)
    for organization in row["organizations"]:
        part = _distinctive(organization["name"]) if organization["kind"] in _NAMED_KINDS else None
        if part is not None and part not in new_parts and free:
            new_parts[part] = free.pop()
    written, canonical = {}, {}
    for organization in row["organizations"]:
        surface, name = organization["surface"], organization["name"]
        for part, new in new_parts.items():
            at = to_simplified(surface).find(part)
            if at >= 0 and part in name:
                written[surface] = surface[:at] + in_script(new, row["script"]) + surface[at + len(part) :]
                canonical[surface] = to_simplified(written[surface])
                canonical[name] = name.replace(part, new)
    return rename(row, written, canonical)


def _distinctive(name: str) -> str | None:
    """What sets ``name`` apart: 星禾 of 甲省星禾公益基金会; ``None`` where that is nothing, or not a short word."""
    rest = _without_places(name)
    cut = True
    while cut:
        tails = [tail for tail in _GENERIC if rest.endswith(tail)]
        cut = bool(tails)
        if tails:
            rest = rest[: -len(max(tails, key=len))]
    return rest if 2 <= len(rest) <= 4 else None


def _without_places(name: str) -> str:
    prefixes = _place_names()
    for _ in range(3):
        lengths = [length for length in range(2, len(name)) if name[:length] in prefixes]
        if not lengths:
            return name
        name = name[max(lengths) :]
    return name


@lru_cache(maxsize=1)
def _place_names() -> frozenset[str]:
    return frozenset(name for d in divisions() for name in (d.name, d.short) if len(name) >= 2)
