"""Towns and villages: known by their suffix only, right after a place or after a clear left edge.

The gazetteer ends at the county. 盐源县平川镇 and 同心镇那柯里村 are recognised by 乡, 镇, 街道 and 村, 社区;
words that merely end so (乡镇, 农村, 示范村) are not names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.types import PlaceLevel, PlaceSpan

# The shortest name that ends in a suffix; bounded, so linear.
_TOWNSHIP: Final = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:街道|苏木|镇|乡)(?![镇村亲土愁贤情音际场品级])")
_VILLAGE: Final = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:社区|嘎查|村)(?![民庄镇落寨级里委干医社道企支集容头居])")
# After a clear left edge; a name that stands alone has two to four characters before its suffix.
_ALONE: Final = re.compile(
    r"(?:^|(?<=[，。；：、“”（）！？\s到在])|(?<=支持)|(?<=帮助))"
    r"([\u4e00-\u9fff]{2,4}?(?:街道|镇|乡)|[\u4e00-\u9fff]{2,4}?(?:村|社区))(?![\u4e00-\u9fff])"
)
# A town and its village, one right after the other.
_PAIR: Final = re.compile(
    r"(?:^|(?<=[，。；：、“”（）！？\s到在县市区]))([\u4e00-\u9fff]{2,3}?[镇乡])([\u4e00-\u9fff]{2,4}?(?:村|社区))(?![民庄落寨级])"
)
# What a clause begins with and no name does: 支持吉强镇 is 吉强镇.
_VERBS: Final = (
    "支持",
    "帮助",
    "带动",
    "惠及",
    "产业",
    "走进",
    "建设",
    "服务",
    "推动",
    "打造",
    "结对",
    "联系",
    "到",
    "在",
)
# Characters that no name of a settlement contains: grammar, counting, classes of places.
_NO_NAME: Final = frozenset(
    "的了在是有为个各该某每这对从到把将被让给向与及并或等以于由就也都还又很更最已正们其此之者所不"
    "我他她你省市县区州盟旗乡镇村户人所座条项全"
)
# What stands before 乡, 镇, 村 in words that are no names: 农村, 示范村, 家乡, 各乡镇.
_GENERIC_WORDS: Final = """
    农 乡 山 渔 行政 自然 贫困 示范 重点 特色 传统 文明 美丽 脱贫 易地 帮扶 小康 边境 城 集 小 古 市
    建制 中心 家 下 返 回 老 同 故 新农 试点 联系 先进 薄弱 后进 空心 生态 旅游 民族 少数民族 和美
    和美乡 中 偏远 边远 城关 定点 一 二 两 三 四 五 六 七 八 九 十 几 数 多 百 千 万 余 驻 进 入 到 赴
    此 周边 附近 相邻 邻 整 移民 搬迁 挂钩 包 强 富 穷 难点 智慧 数字 康养 农业农
    全 本 那 名
"""
_NO_END: Final = frozenset("百千万亿下农两各")  # 文化下乡, 推动农村
_GENERIC_ENDS: Final = frozenset(_GENERIC_WORDS.split())
_GENERIC_TAILS: Final = tuple(word for word in _GENERIC_ENDS if len(word) > 1)


def find_settlements(text: str, start: int) -> list[PlaceSpan]:
    """Township and village that follow a place ending at ``start``: 平川镇, 同心镇 + 那柯里村; empty if none does."""
    spans = []
    township = _TOWNSHIP.match(text, start)
    while township and _is_name(township.group(), ("街道", "苏木", "镇", "乡")):
        spans.append(PlaceSpan(township.start(), township.end(), "township", "full"))
        start = township.end()
        township = _TOWNSHIP.match(text, start + 1) if text[start : start + 1] == "、" else None
    village = _VILLAGE.match(text, start)
    if village and _is_name(village.group(), ("社区", "嘎查", "村")):
        spans.append(PlaceSpan(village.start(), village.end(), "village", "full"))
    return spans


def find_lone_settlements(text: str) -> list[PlaceSpan]:
    """Towns and villages without a place before them: between marks (、磨黑村、), or a town and its village."""
    spans = []
    for match in _ALONE.finditer(text):
        name = match.group(1)
        if _is_name(name, ("街道", "镇", "乡", "社区", "村")) and not name.startswith(_VERBS):
            level: PlaceLevel = "village" if name.endswith(("村", "社区")) else "township"
            spans.append(PlaceSpan(match.start(1), match.end(1), level, "full"))
    for match in _PAIR.finditer(text):
        if _is_name(match.group(1), ("镇", "乡")) and _is_name(match.group(2), ("村", "社区")):
            spans.append(PlaceSpan(*match.span(1), "township", "full"))
            spans.append(PlaceSpan(*match.span(2), "village", "full"))
    return spans


def find_repeated(text: str, known: Iterable[PlaceSpan]) -> list[PlaceSpan]:
    """Later mentions of towns that the text has named (会川镇 after 渭源县会川镇), each with its village."""
    names: dict[str, PlaceLevel] = {}
    for span in known:
        if span.level in ("township", "village") and span.end - span.start > 2:
            names.setdefault(text[span.start : span.end], span.level)
    if not names:
        return []
    listed = list(names)
    spans = []
    for index, start, end in AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text):
        level = names[listed[index]]
        spans.append(PlaceSpan(start, end, level, "full"))
        if level == "township":
            spans += [s for s in find_settlements(text, end) if s.level == "village"]
    return spans


def _is_name(name: str, suffixes: tuple[str, ...]) -> bool:
    suffix = next(s for s in suffixes if name.endswith(s))
    body = name[: -len(suffix)]
    if body in _GENERIC_ENDS or body[-1] in _NO_END or not _NO_NAME.isdisjoint(body):
        return False
    return not body.endswith(_GENERIC_TAILS)
