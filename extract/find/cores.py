"""The number part of a figure, with what belongs to it: 1000余万, 3至5万, 十几, 数千, 五六百, 3/4, 百分之七十."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from string import digits
from typing import Final

from extract.find import bounds
from extract.find.bounds import Bounds
from extract.find.lexicon import Unit
from extract.find.numerals import LARGE_SCALES, NUMBER, SCALES, SMALL_SCALES, Number, has_sign, read_number
from extract.slots import quick

_PERCENT: Final = Unit("%", "ratio", "%")
_PERMILLE: Final = Unit("‰", "ratio", "‰")
_PARTS: Final = re.compile(r"([百千万]|[一二三四五六七八九十\d]{1,3})分之")
_LONGEST_PARTS: Final = 5
_SLASHED: Final = re.compile(r"(\d{1,3})/(\d{1,4})(?![\d/])")
_DASH: Final = re.compile(r"(?:（含）)?(?:到|至|[-—–~]{1,2})(?:约|近)?")
_DASH_SIGNS: Final = frozenset("（到至-—–~")
_MORE: Final = re.compile(r"([余多来])([百千万亿]{0,2})(?![年月天日岁])|(几)([十百千万亿]{0,2})(?![年月天日岁])|(\+)")
_MORE_SIGNS: Final = frozenset("余多来几+")
_MANY_WORDS: Final = ("方面", "元化", "样化", "年来")  # 多方面, 多元化: 多 belongs to the word behind it
_ASCII_DIGIT: Final = re.compile("[0-9]")
_HUNDRED_MILLIONS: Final = re.compile(r"个亿(?![级元])")  # 两个亿
HALF: Final = re.compile(r"一半(?![天年路时夜月场生辈])|半数|(?<!超)过半数?(?=[，。的；]|$)")


@quick
@dataclass(frozen=True, slots=True)
class Core:
    """One number or range of numbers as written.

    ``made`` holds bounds that the number alone gives (余, 数, 几, 五六百); without it the number is exact.
    ``needs_wording``: a bare scale word (万, 百) is a quantity only with a wording (上万, 近百).
    """

    start: int
    end: int
    number: Number | None
    upper: Number | None = None  # of a range
    made: Bounds | None = None
    unit: Unit | None = None  # fractions bring their own
    teens: tuple[Fraction, Fraction] | None = None
    chinese: bool = False
    needs_wording: bool = False
    scale_start: int | None = None

    def bounds(self, continuous: bool) -> Bounds:
        """The bounds without the wordings around the number."""
        if self.teens is not None:
            return bounds.teens(*self.teens, continuous)
        if self.made is not None:
            return self.made
        low, high, _ = self.extent()
        return bounds.between(low, high) if self.upper is not None else bounds.exact(low)

    def extent(self) -> tuple[Fraction, Fraction, Fraction]:
        """Lowest and highest number named, and the step of the last."""
        if self.number is None:
            low = self.made.hard.low if self.made and self.made.hard.low is not None else Fraction(0)
            return low, low, Fraction(1)
        last = self.upper or self.number
        return self.number.value, last.value, last.step


def read_at(text: str, at: int) -> Core | None:
    """The core that begins at ``at``, without knowledge of runs."""
    match = NUMBER.match(text, at)
    return read_core(text, at, match.end()) if match else None


def read_core(text: str, start: int, end: int) -> Core | None:
    """The core whose numeral run is ``text[start:end]`` (or which is a :data:`HALF`)."""
    special = _read_half(text, start) or _read_vague(text, start, end) or _read_fraction(text, start, end)
    if special:
        return special
    number = read_number(text, start, end)
    if number is None:
        return None
    large = _HUNDRED_MILLIONS.match(text, end) if text.startswith("个亿", end) else None
    if large and number.high is None:
        factor = Fraction(LARGE_SCALES["亿"])
        number = replace(number, end=large.end(), value=number.value * factor, step=number.step * factor)
    core = Core(
        start,
        number.end,
        number,
        chinese=text[start] not in digits and _ASCII_DIGIT.search(text, start, end) is None,
        scale_start=number.end - 1 if text[number.end - 1] in SCALES else None,
    )
    if number.high is not None:
        return replace(core, made=bounds.pair(number))
    core = _with_upper(text, _with_more(text, core))
    if number.bare_scale and core.made is None and core.upper is None:
        return _with_scale_word(text, core, number)
    sign = has_sign(text, start) if core.made is None and core.upper is None else None
    return core if sign is None else replace(core, start=sign, number=replace(number, value=-number.value))


def _with_scale_word(text: str, core: Core, number: Number) -> Core:
    """上万, 过百: a scale word alone is a quantity only with the word in front of it."""
    word = text[core.start - 1 : core.start] if core.start else ""
    if word in ("上", "成"):
        return replace(core, start=core.start - 1, made=bounds.scale_or_more(number.value))
    if word in ("过", "破"):
        return replace(core, start=core.start - 1, made=bounds.over(number))
    return replace(core, needs_wording=True)


def _read_half(text: str, start: int) -> Core | None:
    """一半, 半数: 50 %; 过半: more than that."""
    match = HALF.match(text, start) if text[start : start + 1] in ("一", "半", "过") else None
    if match is None:
        return None
    number = Number(start, match.end(), Fraction(50), Fraction(10))
    made = bounds.over(number) if text[start] == "过" else None
    return Core(start, match.end(), number, made=made, unit=_PERCENT)


def _read_vague(text: str, start: int, end: int) -> Core | None:
    """数千, 几百, 数十万, 好几万: an indefinite word before scale words alone."""
    if not start or text[start - 1] not in "数几" or text[start - 2 : start - 1] in tuple("人户倍次总第十个基指"):
        return None
    factor = Fraction(1)
    for c in text[start:end]:
        if c not in SCALES:
            return None
        factor *= SCALES[c]
    begin = start - 2 if text[start - 2 : start - 1] == "好" else start - 1
    return Core(begin, end, None, made=bounds.vague(factor), chinese=True)


def _read_fraction(text: str, start: int, end: int) -> Core | None:
    match = _PARTS.match(text, start) if text.find("分之", start, start + _LONGEST_PARTS) >= 0 else None
    if match:
        numerator = NUMBER.match(text, match.end())
        if numerator is None:
            return None
        top = read_number(text, *numerator.span())
        whole = SCALES.get(match[1]) if match[1] in SCALES else None
        bottom = Fraction(whole) if whole and match[1] != "十" else _value(match[1])
        if top is None or not bottom:
            return None
        unit = _PERMILLE if bottom == 1000 else _PERCENT
        factor = Fraction(1000 if bottom == 1000 else 100) / bottom
        core = Core(start, top.end, Number(start, top.end, top.value * factor, top.step * factor), unit=unit)
        return _with_more(text, core)
    match = _SLASHED.match(text, start) if text[end : end + 1] == "/" else None
    if match and int(match[2]) and int(match[1]) <= int(match[2]):
        value = Fraction(int(match[1]), int(match[2])) * 100
        return Core(start, match.end(), Number(start, match.end(), value, Fraction(1)), unit=_PERCENT)
    return None


def _value(written: str) -> Fraction | None:
    number = read_number(written, 0, len(written))
    return number.value if number else None


def _with_more(text: str, core: Core) -> Core:
    """余, 多, 来, + behind the number (1000余万), or 几 behind a ten (二十几万)."""
    match = _MORE.match(text, core.end) if text[core.end : core.end + 1] in _MORE_SIGNS else None
    number = core.number
    if match is None or number is None:
        return core
    scales = match[2] or match[4] or ""
    factor = Fraction(1)
    for c in scales:
        factor *= SCALES[c]
    if match[3]:
        if 1 < factor < number.step and scales in SMALL_SCALES:  # 一百几十
            return replace(core, end=match.end(), made=bounds.open_digit(number.value, factor))
        if number.step < 10 or text[core.end - 1] not in "十0":
            return core
        return replace(core, end=match.end(), teens=(number.value, factor), chinese=core.chinese)
    if match[1] == "来" and (
        core.end - core.start > 4 or text[match.end() : match.end() + 1] not in tuple("个家户名人位万元亩岁里天")
    ):
        return core
    if match[1] == "多" and not scales and text[match.end() : match.end() + 2] in _MANY_WORDS:
        return core
    scaled = Number(core.start, match.end(), number.value * factor, number.step * factor)
    return replace(core, end=match.end(), number=scaled, made=bounds.more(scaled))


def _with_upper(text: str, core: Core) -> Core:
    """3至5万, 20多万到30万: the second number of a range; its scale word is carried to the first."""
    if core.teens is not None or (core.made is not None and core.made.rule != "more"):
        return core
    dash = _DASH.match(text, core.end) if text[core.end : core.end + 1] in _DASH_SIGNS else None
    first = core.number
    if dash is None or first is None:
        return core
    match = NUMBER.match(text, dash.end())
    second = read_number(text, *match.span()) if match else None
    if second is None:
        return core
    scale = _carried_scale(text, core, second)
    if first.value * scale <= second.value:
        first = replace(first, value=first.value * scale, step=first.step * scale)
    if first.value > second.value or (first.value == 0 and dash.group() not in ("至", "到")):
        return core
    return replace(core, end=second.end, number=first, upper=second, made=None)


def _carried_scale(text: str, core: Core, second: Number) -> Fraction:
    """What the first number of a range takes from the second: 3至5千万 → 千万, 一千到两千万 → 万, 一万到五万 → 1."""
    written = text[core.start : core.end]
    if any(c in LARGE_SCALES for c in written):
        return Fraction(1)
    scales = text[second.start : second.end]
    large = small = Fraction(1)
    at = len(scales) - 1
    while at >= 0 and scales[at] in LARGE_SCALES:
        large, at = large * SCALES[scales[at]], at - 1
    while at >= 0 and scales[at] in SMALL_SCALES and scales[at] not in "十拾":
        small, at = small * SCALES[scales[at]], at - 1
    alone = core.number is not None and core.number.value < 10 and len(written) == 1
    return large * small if alone else large


def read_upper(text: str, core: Core, at: int) -> Core | None:
    """The second end of a range whose first end has its unit already (10%—20%); ``None`` if there is none."""
    if text[at : at + 1] not in _DASH_SIGNS:
        return None
    dash = _DASH.match(text, at) if core.number is not None and core.made is None and core.upper is None else None
    upper = read_at(text, dash.end()) if dash else None
    return upper if upper is not None and upper.number is not None else None


def large_scale(text: str, core: Core) -> Fraction | None:
    """The product of the scale words 万, 亿 that end the core (余 between them allowed), or None."""
    factor, at = 1, core.end - 1
    while at >= core.start and (text[at] in LARGE_SCALES or (text[at] in SMALL_SCALES and text[at] != "十")):
        factor *= SCALES[text[at]]
        at -= 1
    return Fraction(factor) if factor > 1 and any(c in LARGE_SCALES for c in text[at + 1 : core.end]) else None


def read_more_behind_unit(text: str, end: int) -> int | None:
    """3亿元多, 四成多, 20公里余: 余 or 多 behind the unit; the end behind it."""
    if text[end : end + 1] in ("余", "多") and text[end + 1 : end + 2] in tuple("，。、；）的进来了是在农群人户"):
        return end + 1
    return None
