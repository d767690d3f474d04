"""Words around a number that move its bounds, and how to find them directly before and behind it.

A wording in front may be parted from its number by a verb (至少配备3名, 至少要跨两个, 超过了3200万人, 不少于每月1次); then
the whole stretch belongs to the figure's surface. 达, 共, 合计 leave the number exact and stay outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Effect = Literal["at-least", "over", "under", "at-most", "about"]

BEFORE: Final[dict[Effect, tuple[str, ...]]] = {
    "at-least": ("不少于", "不低于", "不下于", "不小于", "不亚于", "不下", "至少", "最少", "最低", "起码", "不得少于", "不得低于", "不能少于", "不能低于", "≥", ">="),
    "over": ("超过", "超出", "超", "逾", "突破", "多于", "高于", "大于", "越过", "已过", ">"),
    "under": ("将近", "接近", "近", "不足", "不到", "少于", "低于", "小于", "不满", "未满", "未达", "逼近", "<"),
    "at-most": ("不超过", "不得超过", "不能超过", "不高于", "不多于", "不大于", "不超", "至多", "最多", "最高", "上限为", "上限", "≤", "<="),
    "about": ("大约", "大概", "约为", "约合", "约", "大致", "近乎", "±", "估计"),
}  # fmt: skip

BEHIND: Final[dict[Effect, tuple[str, ...]]] = {
    "at-least": ("及以上", "(含)以上", "（含）以上", "以上", "之上", "起步", "起", "打底"),
    "at-most": ("及以下", "（含）以下", "以下", "以内", "之内", "之下", "封顶", "为限"),
    "about": ("左右", "上下", "许", "光景", "开外"),
    "over": ("出头", "有余", "挂零"),
}

# A single character that is also the end of another word (附近, 签约, 赶超) is no wording there.
_NOT_AFTER: Final = {
    "近": frozenset("附最靠邻临亲贴就远切逼将接"),
    "约": frozenset("签节合预制条公履违契缔特规誓续解爽盟租邀"),
    "超": frozenset("赶高反"),
    "逾": frozenset("年"),
    "起": frozenset(),
}
_EFFECT_OF: Final = {word: effect for effect, words in BEFORE.items() for word in words}
_LAST: Final = frozenset(word[-1] for word in _EFFECT_OF)
_LONGEST: Final = max(map(len, _EFFECT_OF))
# 至少 and its kin reach over a short verb; 超过 only over 了.
_REACHING: Final = re.compile(
    r"(至少|最少|至多|最多|不少于|不低于|不得少于|不超过|最高)((?:[\u4e00-\u9fff]){1,5})$|(超过|突破|接近|不足|不到|达不到)(了)$"
)
_BEHIND_OF: Final = sorted(
    ((word, effect) for effect, words in BEHIND.items() for word in words), key=lambda pair: -len(pair[0])
)
_BEHIND_FIRST: Final = frozenset(word[0] for word, _ in _BEHIND_OF)


@dataclass(frozen=True, slots=True)
class Found:
    """A wording and the stretch of text that it covers together with its number."""

    effect: Effect
    start: int
    end: int


def find_before(text: str, start: int) -> Found | None:
    """The wording that ends at ``start`` (or just before a verb in front of it)."""
    if start == 0:
        return None
    if text[start - 1] in _LAST:
        for size in range(min(_LONGEST, start), 0, -1):
            word = text[start - size : start]
            if word in _EFFECT_OF and not _is_part_of_word(text, start - size, word):
                return Found(_EFFECT_OF[word], start - size, start)
    window = text[max(0, start - 9) : start]
    if not any(c in window for c in "少多低超突近不高"):
        return None
    match = _REACHING.search(window)
    if match is None:
        return None
    word = match[1] or match[3]
    between = match[2] or match[4]
    if any(c in between for c in "的和与或及其") and between != "了":
        return None
    return Found(_EFFECT_OF[word], start - (len(window) - match.start()), start)


def _is_part_of_word(text: str, at: int, word: str) -> bool:
    return len(word) == 1 and at > 0 and text[at - 1] in _NOT_AFTER.get(word, frozenset())


def find_behind(text: str, end: int) -> Found | None:
    """The wording that begins at ``end``."""
    if text[end : end + 1] not in _BEHIND_FIRST:
        return None
    for word, effect in _BEHIND_OF:
        if text.startswith(word, end):
            if word == "起" and text[end + 1 : end + 2] in tuple("来了到草点家步身床飞火伏源因义诉"):
                return None
            if word == "许" and text[end + 1 : end + 2] in tuple("多可诺"):
                return None
            return Found(effect, end, end + len(word))
    return None
