"""The words of ``schemas/verbs.toml`` that can govern a figure: those that are no part of another word there.

采购 in 采购额, 要 in 主要 and 计划 in “…计划” govern nothing.
"""

from __future__ import annotations

from typing import Final

from extract.state.words import Word, Words, find_words

# What a verb is followed by where it is only a part of a noun.
_NOUN_ENDS: Final = frozenset("额量率价商者")
# For each other word the characters in front of it and behind it that make it a part of another word there.
_Neighbours = tuple[frozenset[str], frozenset[str]]
_PLAN: Final[_Neighbours] = (frozenset("”」动《原年度意"), frozenset("”》」的）书中下、和表"))
_STOCK: Final[_Neighbours] = (frozenset("模虚胡必储"), frozenset("金"))
_SITE: Final[_Neighbours] = (frozenset(), frozenset("会情"))
_YEAR: Final[_Neighbours] = (frozenset("比与较同于"), frozenset("同相"))
_PARTS: Final[dict[str, _Neighbours]] = {
    "打算": (frozenset("原"), frozenset("的，。")),
    **dict.fromkeys(("计划", "规划", "目标", "指标", "决定", "要求"), _PLAN),
    "要": (frozenset("主重需必简纪摘提首次紧"), frozenset("求素点是害道闻")),
    "应": (frozenset("供响反适相效对呼"), frozenset("对急用届邀")),
    "想": (frozenset("思理设梦感联"), frozenset("象法")),
    "将": (frozenset(), frozenset("军其这一二三")),
    **dict.fromkeys(("拟", "须", "准备"), _STOCK),
    **dict.fromkeys(("现场", "实际"), _SITE),
    **dict.fromkeys(("去年", "上年", "前年"), _YEAR),
}
_SOUGHT: Final = ("资金", "项目", "支持", "到了", "政策", "到各")  # 争取资金: done, not aimed at
_OUTLOOK: Final = frozenset(("下一步", "接下来", "今后", "明年", "未来三年", "未来五年"))


class Governing:
    """The governing words of one text, all and by kind; sorted out once, as each figure asks for several kinds."""

    def __init__(self, found: list[Word]) -> None:
        self.all = Words(found)
        self.verbs = Words([word for word in found if word.entry.kind == "verb"])
        self.modes = Words([word for word in found if word.entry.kind == "mode"])
        self.nouns = Words([word for word in found if word.entry.kind == "noun"])
        self.outlooks = Words([word for word in self.modes.all if word.entry.word in _OUTLOOK])


def find_governing(text: str, words: Words | None = None) -> Governing:
    """The governing words of ``text``; ``words`` are all its words, if they are known already."""
    return Governing([word for word in (words or find_words(text)).all if not _is_part(text, word)])


def _is_part(text: str, word: Word) -> bool:
    start, end, entry = word
    if entry.kind == "verb":
        behind = text[end : end + 1]
        return behind in _NOUN_ENDS or (behind == "”" and text[start - 1 : start] != "“")
    if entry.word == "争取":
        return text.startswith(_SOUGHT, end)
    neighbours = _PARTS.get(entry.word)
    if neighbours is None:
        return False
    return text[start - 1 : start] in neighbours[0] or text[end : end + 1] in neighbours[1]
