"""Which lines of a scraped page are not the article: advertisements, navigation, notices of the site, captions.

A line is labelled by what it holds together: words of the lists in ``schemas/boilerplate.toml``, how it is written
(a sentence, or words in a row), and whether it shares anything with the lines around it. Only lines that hold such a
word are looked at; the words of a whole text are found in one pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from extract.read.vocabulary import Hit, load_vocabulary
from extract.types import BlockKind, Span

_SENTENCE: Final = re.compile("[。！!？?；;…][”’」』）)]?\\s*$")
_CLAUSE: Final = re.compile("[，,。；;、：:\\s|｜>＞»/\\-—_·【】\\[\\]（）()]+")
_CONTACT: Final = re.compile(r"(?:[qQｑＱ]{2}|微信号?|[vV][xX]|群)[:：号]?\s?[0-9A-Za-z_-]{5,20}|https?://|www\.")
_SPAM: Final = 3  # what the weights of distinct words must add up to
_SURE: Final = 6
_LURES: Final = frozenset(("offer", "app"))
_AKIN: Final = 0.34  # share of a line's pairs of characters that the other lines have: it belongs to them
_STRANGE: Final = 0.2
_NAVIGATION: Final = 0.6  # of a line's characters
_COUNTER: Final = re.compile("[\u4e00-\u9fff]{2,6}[:：][0-9,]{1,12}[次人]{0,2}")
_LONGEST_CAPTION: Final = 240
_CREDIT: Final = re.compile(
    r"(?:供图|供圖|图源|圖源|摄影|攝影)\s?[/／:：]\s?\S{2,30}$"
    r"|[（(](?:图片|圖片|资料|資料|图|圖)?(?:来源|來源|提供)[:：][^（()）]{1,30}[)）]$"
    r"|(?:^|[\s/／（(。])(?:本报|本報|本刊|新华社|新華社)?(?:记者|記者|通讯员|通訊員)?[\s/／]?[\u4e00-\u9fff·]{2,16}\s?"
    r"(?:供图|供圖|[/／\s]摄|[/／\s]攝|摄影|攝影)[)）]?$"
)
_PICTURED: Final = re.compile("(?:图为|圖為|上图|上圖|下图|下圖|左图|左圖|右图|右圖)[:：，,]?[\u4e00-\u9fff“]")
_PICTURE: Final = re.compile("[图圖摄攝]")


def label_lines(text: str, lines: Sequence[Span]) -> dict[int, BlockKind]:
    """The kinds of those of ``lines`` (spans of ``text``, rising) that are no paragraphs of the article, by number."""
    kinds: dict[int, BlockKind] = {}
    starts = [start for start, _ in lines]
    hits: dict[int, list[Hit]] = {}
    for hit in load_vocabulary().find(text):
        number = bisect_right(starts, hit.start) - 1
        if number >= 0 and hit.end <= lines[number][1]:
            hits.setdefault(number, []).append(hit)
    relation = _Relation(text)
    for number, found in hits.items():
        start, end = lines[number]
        kind = _kind(text[start:end], found, relation)
        if kind is not None:
            kinds[number] = kind
    for match in _PICTURE.finditer(text):
        number = bisect_right(starts, match.start()) - 1
        if number >= 0 and number not in kinds and is_caption(text[slice(*lines[number])]):
            kinds[number] = "caption"
    return kinds


def is_caption(line: str) -> bool:
    """A line that describes a picture or credits it: 供图/…, （图片来源：…）, 图为…."""
    line = line.strip()
    return len(line) <= _LONGEST_CAPTION and bool(_PICTURED.match(line) or _CREDIT.search(line))


def _kind(line: str, hits: Sequence[Hit], relation: Callable[[str], float]) -> BlockKind | None:
    bare = line.strip()
    sentence = bool(_SENTENCE.search(bare))
    if _is_spam(bare, hits, sentence, relation):
        return "spam"
    if sentence:
        return None
    if any(hit.group.id == "site" for hit in hits) and not _tells(bare):
        return "boilerplate"
    if any(hit.group.id == "counter" for hit in hits) and all(map(_COUNTER.fullmatch, bare.split())):
        return "boilerplate"
    return "navigation" if _is_navigation(bare, hits) else None


def _is_spam(line: str, hits: Sequence[Hit], sentence: bool, relation: Callable[[str], float]) -> bool:
    words = {hit.word: hit.group for hit in hits if hit.group.weight}
    strong = sum(group.weight for group in words.values() if group.weight > 1)
    weak = {group.id for group in words.values() if group.weight == 1}
    score = sum(group.weight for group in words.values()) + bool(_CONTACT.search(line))
    kept = len({hit.word for hit in hits if hit.group.id == "kept"})
    score -= 2 * kept if sentence else kept
    # One such word is a mention; words that honest pages use too must be many, of several kinds, one a lure.
    telling = strong >= _SURE or (strong and len(words) > 1)
    if score < _SPAM or not (telling or (score > _SPAM and len(weak) > 1 and weak & _LURES)):
        return False
    if strong >= _SURE and not sentence:  # words in a row, no sentence that could report on them
        return True
    return relation(line) < (_STRANGE if sentence else _AKIN)


def _tells(line: str) -> bool:
    """A line that goes on for clauses tells something; a notice names things."""
    return any(len(clause) > 24 for clause in _CLAUSE.split(line)) or len(line) > 100


def _is_navigation(line: str, hits: Sequence[Hit]) -> bool:
    found = [hit for hit in hits if hit.group.id == "navigation"]
    parts = [part for part in _CLAUSE.split(line) if part]
    letters = sum(map(len, parts))
    named = sum(hit.end - hit.start for hit in found)
    return len(parts) > 1 and len({hit.word for hit in found}) > 1 and named >= _NAVIGATION * letters


class _Relation:
    """How much of a line the rest of its text shares: pairs of Chinese characters, counted when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: Counter[str] | None = None

    def __call__(self, line: str) -> float:
        if self._counts is None:
            self._counts = _pairs(self._text)
        own = _pairs(line)
        shared = sum(count for pair, count in own.items() if self._counts[pair] > count)
        return shared / own.total() if own else 0.0


def _pairs(text: str) -> Counter[str]:
    return Counter(a + b for a, b in pairwise(text) if a >= "\u3400" and b >= "\u3400" and a <= "\u9fff" >= b)
