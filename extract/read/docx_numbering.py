"""The numbers that Word sets before the paragraphs of a list, computed as Word does (ECMA-376 part 1, 17.9).

``word/numbering.xml`` says how each level counts and looks (``第%1章``, ``（%2）``); paragraphs and styles only name a
list and a level. Bullets are not numbers and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml.ns import qn

_VAL: Final = qn("w:val")
_DIGITS: Final = "〇一二三四五六七八九"
_FINANCIAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_NO_SPACE_AFTER: Final = "、．。，：）】》"
_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None  # the level, from 1, whose number makes this one begin anew; 0: never
    legal: bool  # every number in Arabic digits
    space: bool
    style: str | None


class Numbering:
    """Counts through one document: ask for each paragraph, in order."""

    def __init__(self, root: Any | None, style_lists: Mapping[str, tuple[str | None, int | None]]) -> None:
        """``root`` is the root of ``numbering.xml``; ``style_lists`` gives list and level that a style sets."""
        self._style_lists = style_lists
        self._abstract_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._overrides: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def label(self, list_id: str | None, level: int | None, style: str | None) -> str:
        """What stands before a paragraph with these properties, the space after it included; "" if nothing does."""
        if list_id is None and style is not None:
            list_id, of_style = self._style_lists.get(style, (None, None))
            level = level if level is not None else of_style
        levels = self._levels.get(list_id or "")
        if list_id is None or list_id == "0" or not levels:
            return ""
        rank = level if level is not None else next((r for r, each in levels.items() if each.style == style), 0)
        own = levels.get(rank)
        if own is None:
            return ""
        counters = self._count(list_id, rank, levels)
        if own.form in ("bullet", "none"):
            return ""
        text = own.text
        for each in range(_LEVELS, 0, -1):
            if f"%{each}" in text:
                shown = levels.get(each - 1, own)
                number = counters.get(each - 1, shown.start)
                text = text.replace(f"%{each}", _format(number, "decimal" if own.legal else shown.form))
        return text + (" " if own.space and text and text[-1] not in _NO_SPACE_AFTER else "")

    def _count(self, list_id: str, rank: int, levels: Mapping[int, _Level]) -> dict[int, int]:
        # Lists made from one definition count on through each other, but for a number that one of them sets.
        counters = self._counters.setdefault(self._abstract_of[list_id], {})
        override = self._overrides.get(list_id, {}).get(rank)
        if override is not None and (list_id, rank) not in self._started:
            counters[rank] = override
        elif rank in counters:
            counters[rank] += 1
        else:
            counters[rank] = levels[rank].start
        self._started.add((list_id, rank))
        for deeper in [each for each in counters if each > rank]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or restart > rank:
                del counters[deeper]
        return counters

    def _read(self, root: Any) -> None:
        abstract = {each.get(qn("w:abstractNumId")): each for each in root.findall(qn("w:abstractNum"))}
        by_style = {
            link.get(_VAL): number
            for number, each in abstract.items()
            if (link := each.find(qn("w:styleLink"))) is not None
        }
        for num in root.findall(qn("w:num")):
            list_id, link = num.get(qn("w:numId")), num.find(qn("w:abstractNumId"))
            number = "" if link is None else str(link.get(_VAL))
            if number not in abstract or list_id is None:
                continue
            to_style = abstract[number].find(qn("w:numStyleLink"))
            if to_style is not None:
                number = by_style.get(to_style.get(_VAL), number)
            self._abstract_of[list_id] = number
            levels = dict(_read_levels(abstract[number]))
            for override in num.findall(qn("w:lvlOverride")):
                rank = _integer(override.get(qn("w:ilvl")), 0)
                levels.update(_read_levels(override))
                if (start := override.find(qn("w:startOverride"))) is not None:
                    self._overrides.setdefault(list_id, {})[rank] = _integer(start.get(_VAL), 1)
            self._levels[list_id] = levels


def _read_levels(element: Any) -> dict[int, _Level]:
    levels = {}
    for level in element.findall(qn("w:lvl")):

        def value(tag: str, default: str | None = None, of: Any = level) -> str | None:
            found = of.find(qn(tag))
            return default if found is None else found.get(_VAL, default)

        restart = value("w:lvlRestart")
        legal = level.find(qn("w:isLgl"))
        levels[_integer(level.get(qn("w:ilvl")), 0)] = _Level(
            start=_integer(value("w:start"), 1),
            form=value("w:numFmt", "decimal") or "decimal",
            text=value("w:lvlText", "") or "",
            restart=None if restart is None else _integer(restart, 0),
            legal=legal is not None and legal.get(_VAL) not in ("0", "false"),
            space=value("w:suff", "tab") != "nothing",
            style=value("w:pStyle"),
        )
    return levels


def _integer(text: str | None, default: int) -> int:
    try:
        return default if text is None else int(text)
    except ValueError:  # a damaged attribute
        return default


def _format(number: int, form: str) -> str:
    make = _FORMS.get(form)
    return make(number) if make is not None and 0 < number < 10_000 else str(number)


def _chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """一百二十三; 十 alone for the tens of 10 to 19, as lists count."""
    written, zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if zero else "") + digits[digit] + (units[place - 1] if place else "")
            zero = False
        else:
            zero = bool(written)
    return written[1:] if 10 <= number < 20 and units == "十百千" else written


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    """A … Z, AA … ZZ: the same letter again, as Word counts."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _enclosed(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= most else str(number)


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    "chineseCounting": lambda number: _chinese(number) if number < 100 else _digit_by_digit(number),
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "koreanCounting": _chinese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": lambda number: _chinese(number, _FINANCIAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: _chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographTraditional": lambda number: _STEMS[number - 1] if number <= len(_STEMS) else str(number),
    "ideographZodiac": lambda number: _BRANCHES[number - 1] if number <= len(_BRANCHES) else str(number),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
}
