"""Character folding that keeps one output character per input character.

Traditional to simplified by OpenCC ``t2s`` (measured: it never changes the length; ``tw2sp``, ``hk2sp`` and Unicode
NFKC do, so none of them is used), the variants it leaves, full-width letters and digits to ASCII, and Chinese
punctuation in one form: ASCII , : ; ? ! ( ) become full-width except inside numbers, so that later stages see one
comma, not two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import opencc

# Variants that t2s leaves alone. 著 is not here: 显著 and 著作 are simplified words.
_VARIANTS: Final = dict(zip("衞啓祕羣峯牀喫裏麽纔濶匯彙○●", "卫启秘群峰床吃里么才阔汇汇〇●", strict=True))

_FULL_WIDTH: Final = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PUNCTUATION: Final = {
    ",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）",
    "「": "“", "」": "”", "『": "‘", "』": "’", "﹝": "〔", "﹞": "〕", "［": "〔", "］": "〕",
    "〜": "~", "∼": "~", "﹪": "%", "・": "·", "•": "·", "‧": "·", "－": "-", "﹣": "-", "−": "-",
    "\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": "\t",
}  # fmt: skip
_FOLD: Final = str.maketrans(_FULL_WIDTH | _PUNCTUATION | _VARIANTS | {c: c for c in "，：；？！（）"})

# A comma between digits is a thousands separator only if every group after the first has three digits; a time keeps
# its colon. Both classes are written in either width.
_GROUPED: Final = re.compile(r"(?<![\d.,，])\d{1,3}(?:[,，]\d{3})+(?!\d)")
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)")


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """``text`` in simplified characters, of the same length.

    Repeated until nothing changes, because a phrase rule may make room for another; that makes it idempotent.
    """
    convert = _converter().convert
    for _ in range(4):
        converted: str = convert(text)
        if len(converted) != len(text):
            # A dictionary that changes lengths would move every offset behind it: convert character by character.
            converted = "".join(c if len(s := convert(c)) != 1 else s for c in text)
        if converted == text:
            return text
        text = converted
    return text


def fold(text: str) -> str:
    """``text`` simplified, half-width in letters and digits, full-width in Chinese punctuation; same length."""
    folded = simplify(text.translate(_FOLD))
    if "，" in folded or "：" in folded:
        folded = _GROUPED.sub(lambda m: m.group().replace("，", ","), folded)
        folded = _CLOCK.sub(lambda m: m.group().replace("：", ":"), folded)
    return folded


@lru_cache(maxsize=16)  # several stages compare an article with its title
def fold_title(title: str) -> str:
    """:func:`fold` for a title."""
    return fold(title)


def is_traditional(text: str) -> bool:
    """True if the text is written in traditional characters: at least one Chinese character in fifty is changed."""
    sample = text[:20_000]
    simplified = simplify(sample)
    if simplified == sample:
        return False
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in sample)
    changed = sum(a != b for a, b in zip(sample, simplified, strict=True))
    return changed * 50 > chinese
