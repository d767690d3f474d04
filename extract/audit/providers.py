"""Who gave: whether two statements name the same providers, a member of a group, others, or nobody in particular.

A bare noun (社会组织, 各企业, 全市基金会) says what kind of body it was and never which: it ties nothing to anything.
Rules are by form (endings, counts, seats); the audit knows no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.audit.scope import REMEMBERED, Relation, place_stem

# A providing group without a name of its own ends in one of these, with only a place, 全市 or a count before it.
GROUP_NOUNS: Final = (
    "社会服务机构", "社会组织", "社会团体", "慈善组织", "基金会", "慈善会", "行业协会商会", "协会", "商会", "学会",
    "工会", "企业", "公司", "合作社", "医院", "学校", "单位", "部门", "机构", "志愿服务组织",
)  # fmt: skip
# Nouns that name nobody even with a place before them, for anybody of the place may be meant.
_CROWDS: Final = (
    "社会力量", "社会各界", "各界", "志愿者", "爱心人士", "群众", "村民", "会员", "各方", "组织", "团体", "力量",
)  # fmt: skip
_OF_THE_PLACE: Final = (
    "全省", "全市", "全区", "全州", "全县", "全盟", "各地", "各级", "我省", "我市", "我县", "我区",
    "本市", "本省", "本县", "本区", "该省", "该市", "该县", "该区",
)  # fmt: skip
_DEICTIC: Final = ("全国", *_OF_THE_PLACE)
# What may stand before such a noun without telling one body from another.
_QUALIFIERS: Final = (
    *_OF_THE_PLACE, "各类", "各", "有关", "相关", "会员", "成员", "爱心", "本地", "当地", "参与", "部分", "多家",
    "一些", "一批", "其他", "其它", "广大", "全体", "众多", "上述", "这些", "公益", "慈善", "社会", "省级", "市级",
    "县级", "国家级", "全国性", "省内", "市内", "区内", "县内", "帮扶", "对口", "结对", "民营", "国有", "龙头",
    "行业", "科技", "学术", "志愿", "类", "性", "等", "和", "及", "的", "、",
)  # fmt: skip
# What 社会组织 means in law and in the news: foundations, associations, service institutions and their kin.
_UMBRELLA: Final = "社会组织"
_UNDER_UMBRELLA: Final = (
    "基金会", "协会", "商会", "学会", "慈善会", "总会", "联合会", "促进会", "研究会", "联谊会", "服务中心", "发展中心",
    "社会团体", "社会服务机构", "慈善组织", "志愿服务组织",
)  # fmt: skip
_PUBLIC_ENDINGS: Final = ("局", "厅", "委", "部", "办", "政府", "委员会", "办公室", "部门")
_COUNT: Final = re.compile(r"(?:等)?[0-9０-９一二三四五六七八九十百千万两]{1,12}(?:余|多)?(?:家|个|所)")
SHORTEST_ORGANIZATION: Final = 4


@dataclass(frozen=True, slots=True)
class Group:
    """An unnamed group of organizations: ``seat`` is a place's stem, empty for 全市 and the like."""

    seat: str
    noun: str


@lru_cache(maxsize=REMEMBERED)
def group_of(name: str) -> Group | None:
    """The group that a provider's name stands for (云川市基金会, 云川30家基金会, 45家社会组织), or ``None``."""
    compact = "".join(name.split())
    for noun in GROUP_NOUNS:
        if not compact.endswith(noun):
            continue
        head = compact[: -len(noun)]
        count = _COUNT.search(head)
        if count is not None:
            head = head[: count.start()]
        for word in _DEICTIC:
            head = head.removeprefix(word).removesuffix(word)
        if not head:
            return Group("", noun)
        stem = place_stem(head)
        if count is not None or stem != head:
            return Group(stem, noun)
        return None
    return None


@lru_cache(maxsize=REMEMBERED)
def identifies(name: str) -> bool:
    """False for a bare noun without a name, a count or a place (社会组织, 各类企业, 全市基金会, 社会各界)."""
    rest = "".join(name.split())
    for noun in (*GROUP_NOUNS, *_CROWDS):
        if rest.endswith(noun):
            return bool(_unqualified(rest[: -len(noun)]))
    return bool(_unqualified(rest))


def _unqualified(head: str) -> str:
    """What is left of ``head`` without the qualifiers at its beginning."""
    while head:
        found = next((word for word in _QUALIFIERS if head.startswith(word)), None)
        if found is None:
            return head
        head = head[len(found) :]
    return head


@lru_cache(maxsize=REMEMBERED)
def leaves_open(providers: tuple[str, ...]) -> bool:
    """True if the provider is unsaid, a bare noun, or an unnamed group without a seat: it may be anybody."""
    tell = named(providers)
    return not tell or any((group := group_of(name)) is not None and not group.seat for name in tell)


@lru_cache(maxsize=REMEMBERED)
def named(providers: tuple[str, ...]) -> tuple[str, ...]:
    """Those that identify somebody."""
    return tuple(name for name in providers if identifies(name))


def is_group(name: str) -> bool:
    """True for a providing group, with a seat or a count or without any."""
    return group_of(name) is not None or not identifies(name)


def count_of(name: str) -> str | None:
    """The number of members as a group's name writes it (59家), or ``None``."""
    found = _COUNT.search("".join(name.split())) if group_of(name) is not None else None
    return None if found is None else found.group().removeprefix("等")


@lru_cache(maxsize=REMEMBERED)
def relate_providers(one: tuple[str, ...], other: tuple[str, ...]) -> Relation:
    """Named organizations by name, groups by seat and noun; a named member is inside its group.

    A short form and a longer name that ends in it, and an authority beside the groups of its own seat (云川市民政局,
    which mobilizes 云川市基金会), are ``unknown``: no evidence that they are one, none that they differ. So is a
    bare noun.
    """
    one, other = named(one), named(other)
    if not one or not other:
        return "unknown"
    a, b = set(one), set(other)
    if a == b:
        return "same"
    if a < b:
        return "inside"
    if a > b:
        return "contains"
    if a & b:
        return "overlap"
    if len(a) == len(b) == 1:
        return _relate_provider(one[0], other[0])
    pairs = {_relate_provider(x, y) for x in a for y in b}
    if pairs == {"inside"} or pairs == {"contains"}:
        return pairs.pop()
    return "unknown" if "unknown" in pairs else "overlap" if pairs != {"different"} else "different"


def _relate_provider(one: str, other: str) -> Relation:
    group, other_group = group_of(one), group_of(other)
    if group is not None and other_group is not None:
        if group.noun != other_group.noun:
            if group.seat and group.seat == other_group.seat:
                if other_group.noun == _UMBRELLA and group.noun.endswith(_UNDER_UMBRELLA):
                    return "inside"
                if group.noun == _UMBRELLA and other_group.noun.endswith(_UNDER_UMBRELLA):
                    return "contains"
            return "unknown" if _seats_agree(group.seat, other_group.seat) else "different"
        if group.seat == other_group.seat:
            return "same" if group.seat else "unknown"  # 45家社会组织 and 59家社会组织 may be quite other ones
        return "unknown" if not group.seat or not other_group.seat else "different"
    if other_group is not None:
        return _relate_to_group(one, other_group)
    if group is not None:
        relation = _relate_to_group(other, group)
        return "contains" if relation == "inside" else relation
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= SHORTEST_ORGANIZATION and longer.endswith(shorter):
        return "unknown"
    return "different"


def _relate_to_group(name: str, group: Group) -> Relation:
    if not group.seat:
        return "unknown"
    if name.startswith(group.seat):
        if name.endswith(group.noun) or (group.noun == _UMBRELLA and name.endswith(_UNDER_UMBRELLA)):
            return "inside"
        if is_authority(name):
            return "unknown"
    return "different"


def is_authority(name: str) -> bool:
    """True if the name is that of a public or Party body, by its ending: such a body sets targets for others."""
    return name.endswith(_PUBLIC_ENDINGS)


def _seats_agree(one: str, other: str) -> bool:
    return not one or not other or one == other
