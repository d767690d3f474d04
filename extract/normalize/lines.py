"""Which line breaks end a paragraph and which only end a printed line.

Text taken from newspaper pages and PDFs breaks lines anywhere, inside numbers (``26.5⏎万元``) and through blank lines
(``43⏎⏎个``); a plan or a web page has one line a paragraph. A break joins when the line before it stops in the middle
of a sentence and is about as long as its neighbours, and neither side looks like a heading, a list item or a table row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.slots import quick

_ENDS: Final = frozenset("。！？!?…；;：:")
_CLOSERS: Final = frozenset("”’」』）)】》]〉\"'")
_OPEN_CLAUSE: Final = re.compile(r"[，,。；;]")
_STARTS: Final = re.compile(
    r"\s*(?:#{1,6}\s|>|[■●▲◆★▶□○◎※•·\-*]\s?|[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|\d{1,2}\s*[、.．](?!\d)|第[一二三四五六七八九十\d]{1,3}[章节条]|表\s*\d|图\s*\d|附件|【|[（(]\s*(?:据|作者|来源|记者|通讯员|图片)|——)"
)
_SIGN_OFF: Final = re.compile(r"[（(]\s*(?:据|作者|来源|记者|通讯员|本报|责任编辑|编辑)[^（()）]{0,40}[)）]\s*$")
_CAPTION: Final = re.compile(r"[（(](?:图片|图源|资料)?来源[^（()）]{0,40}[)）]\s*$|(?:供图|摄)[)）]?\s*$")
_CONTINUES: Final = frozenset("，,、；;。：:）)”》的了和与及等")
# Words of two characters before a comma with which a sentence begins; two others are the rest of a torn word.
_OPENERS: Final = re.compile(
    "[近日目当當]日|[日目此当當]前|如今|[今去]年|今天|[当當]天|[随隨最]后|[隨最]後|同[时時]|[此另]外|其中|[据據]悉|[会會]上|[为為因]此"
    "|然而|不[过過]|首先|其次|[现現][场場]|[上下]午|今[后後]|眼下|原[来來]|年[初底]"
)
_NARROW: Final = re.compile(r"[\0-\u1fff]")
_WIDEST: Final = 60  # characters of a line of print
_TABLE: Final = re.compile(r"[|\t]")
# A number cut by the line's end (300万⏎元, 150⏎0名), seen from either side of the break.
_CUT: Final = re.compile(r"\d[,.]?[万亿千百]?$")
_GOES_ON: Final = re.compile(r"(?:\d[\d,.]{0,12})?[万亿千百]{0,2}[余多]?[万亿千百元个家名户人项所台辆亩]")


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One line's text without its break.

    ``after_blank``: a blank line stands between it and the one before. ``alone``: the reader says that it is a whole (a
    cell, a heading, a caption), so it joins with nothing outside its own block.
    """

    text: str
    after_blank: bool
    block: int = 0
    alone: bool = False


def find_joins(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it continues the one before it (the first never does)."""
    joins = [False] * len(lines)
    lengths = [_width(line.text) for line in lines]
    usual = _usual_width(lengths)
    for i in range(1, len(lines)):
        joins[i] = _continues(lines, lengths, joins, i, usual)
    return joins


def _usual_width(lengths: Sequence[int]) -> int:
    """The width of the lines that hold the middle character of the text: of a column of print, or of a paragraph."""
    half, seen = sum(lengths) / 2, 0
    for length in sorted(lengths):
        seen += length
        if seen >= half:
            return length
    return 0


def _continues(lines: Sequence[Line], lengths: Sequence[int], joins: Sequence[bool], i: int, usual: int) -> bool:
    if (lines[i - 1].alone or lines[i].alone) and lines[i - 1].block != lines[i].block:
        return False
    before, here = lines[i - 1].text.rstrip(), lines[i].text.lstrip()
    if not before or not here or _TABLE.search(before) or _TABLE.search(here):
        return False
    if _SIGN_OFF.search(before) or _CAPTION.search(here):
        return False
    if here[0] in _CONTINUES and before[-1] not in _ENDS:
        return True
    if _STARTS.match(here) and not (before[-1].isdigit() and here[0] == ">"):
        return False
    last = before[-1]
    if last in _ENDS or (last in _CLOSERS and before[-2:-1] and before[-2] in _ENDS):
        return False
    running = joins[i - 1]
    # A line as long as most lines of a printed text, to the character, was broken by its column.
    broken = (
        usual <= _WIDEST and -1 <= lengths[i - 1] - usual + (0 if running else lines[i - 1].text[:1].isspace()) <= 1
    )
    if (
        _STARTS.match(before)
        and not running
        and not _OPEN_CLAUSE.search(before)
        and not (broken and not lines[i].after_blank)
    ):
        return False
    # The width of the column: the longest of the lines that go on from here, and of those already joined.
    column = max(lengths[i - 2 if running and i > 1 else i - 1 : i + 3])
    indent = 0 if running else 2  # the first line of a printed paragraph is set two characters in
    full = (lengths[i - 1] + indent) * 10 >= column * 8
    if _CUT.search(before) and _GOES_ON.match(here):
        clause = running or _OPEN_CLAUSE.search(before) is not None
        if full or running or (clause if here[0].isdigit() else not lines[i].after_blank):
            return True
    if lines[i].after_blank:
        # Through a blank line only an unfinished sentence goes on: one with a clause before it, or a running column.
        unfinished = _OPEN_CLAUSE.search(before) and _OPEN_CLAUSE.search(here) and (lengths[i - 1] > 30 or running)
        cut = here[1:3] and any(c in "，,、" for c in here[1:3])  # 部⏎⏎署，
        torn = len(before) > 12 and cut and not _OPENERS.match(here)
        return bool(unfinished or torn) or (running and full) or (broken and bool(_OPEN_CLAUSE.search(before)))
    if running or _OPEN_CLAUSE.search(before):
        return full
    # Two unpunctuated lines: a column of print, not a heading over its text.
    printed = usual > _WIDEST or lengths[i - 1] * 10 >= usual * 6
    return full and printed and lengths[i] * 10 >= lengths[i - 1] * 7 and column <= _WIDEST


def _width(text: str) -> int:
    """Printed width in half-width columns / 2, so that Latin text does not look longer than it is."""
    stripped = text.strip()
    return len(stripped) - len(_NARROW.findall(stripped)) // 2
