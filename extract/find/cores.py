"""The number part of a figure, with what belongs to it: 1000余万, 3至5万, 十几, 数千, 上万, 五六百, 3/4, 百分之七十, 零下2."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from extract.find import bounds
from extract.find.bounds import Bounds
from extract.find.lexicon import Unit
from extract.find.numerals import LARGE_SCALES, NUMBER, SCALES, SMALL_SCALES, Number, read_number

_PERCENT: Final = Unit("%", "ratio", "%")
_PERMILLE: Final = Unit("‰", "ratio", "‰")
_PARTS: Final = re.compile(r"([百千万]|[一二三四五六七八九十\d]{1,3})分之")
_SLASHED: Final = re.compile(r"(\d{1,3})/(\d{1,4})(?![\d/])")
_DASH: Final = re.compile(r"(?:（含）)?(?:到|至|[-—–~]{1,2})(?:约|近)?")
_MORE: Final = re.compile(r"([余多来])([百千万亿]{0,2})(?![年月天日岁])|(几)([百千万亿]{0,2})(?![年月天日岁])|(\+)")
_MINUS: Final = re.compile(r"(?:零下|负|(?<![\d\u4e00-\u9fffA-Za-z~—-])-)$")
_MONEY_TAIL: Final = re.compile(
    r"([\d一二三四五六七八九])([角毛])(?:([\d一二三四五六七八九])分?)?|([\d一二三四五六七八九])分(?!之)"
)
_LONE_TAIL: Final = re.compile(r"([\d一二三四五六七八九])(?![\d.万亿千百十个家名人分角%])")


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
    """The core whose numeral run is ``text[start:end]``."""
    vague = _read_vague(text, start, end)
    if vague:
        return vague
    fraction = _read_fraction(text, start, end)
    if fraction:
        return fraction
    number = read_number(text, start, end)
    if number is None:
        return None
    chinese = not any(c.isdigit() and c.isascii() for c in text[start:end])
    core = Core(
        start,
        number.end,
        number,
        chinese=chinese,
        scale_start=number.end - 1 if text[number.end - 1] in SCALES else None,
    )
    if number.high is not None:
        return replace(core, made=bounds.pair(number))
    core = _with_more(text, core)
    if core.made is None and core.teens is None:
        core = _with_upper(text, core)
    if number.bare_scale and core.made is None:
        if text[start - 1 : start] in ("上", "成", "过", "破") and start:
            effect = bounds.scale_or_more(number.value) if text[start - 1] in "上成" else bounds.over(number)
            return replace(core, start=start - 1, made=effect)
        core = replace(core, needs_wording=True)
    sign = _MINUS.search(text[max(0, start - 2) : start])
    if (
        sign
        and core.made is None
        and core.upper is None
        and text[core.end : core.end + 1] in ("℃", "摄", "度", "%", "°")
    ):
        negative = replace(number, value=-number.value)
        return replace(core, start=start - len(sign.group()), number=negative)
    return core


def _read_vague(text: str, start: int, end: int) -> Core | None:
    """数千, 几百, 数十万, 好几万: an indefinite word before scale words alone."""
    if (
        not start
        or text[start - 1] not in "数几"
        or text[start - 2 : start - 1] in ("人", "户", "倍", "次", "总", "第", "十", "个", "基", "指")
    ):
        return None
    factor = Fraction(1)
    for c in text[start:end]:
        if c not in SCALES:
            return None
        factor *= SCALES[c]
    return Core(start - 1, end, None, made=bounds.vague(factor), chinese=True)


def _read_fraction(text: str, start: int, end: int) -> Core | None:
    match = _PARTS.match(text, start)
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
    match = _SLASHED.match(text, start)
    if match and match.start() == start and int(match[2]) and int(match[1]) <= int(match[2]):
        value = Fraction(int(match[1]), int(match[2])) * 100
        return Core(start, match.end(), Number(start, match.end(), value, Fraction(1)), unit=_PERCENT)
    return None


def _value(written: str) -> Fraction | None:
    number = read_number(written, 0, len(written))
    return number.value if number else None


def _with_more(text: str, core: Core) -> Core:
    """余, 多, 来, + behind the number (1000余万), or 几 behind a ten (二十几万)."""
    match = _MORE.match(text, core.end)
    number = core.number
    if match is None or number is None:
        return core
    scales = match[2] or match[4] or ""
    factor = Fraction(1)
    for c in scales:
        factor *= SCALES[c]
    if match[3]:
        if number.step < 10 or text[core.end - 1] not in "十0":
            return core
        return replace(core, end=match.end(), teens=(number.value, factor), chinese=core.chinese)
    if match[1] == "来" and (
        core.end - core.start > 4 or text[match.end() : match.end() + 1] not in tuple("个家户名人位万元亩岁里天")
    ):
        return core
    if match[1] == "多" and text[match.end() : match.end() + 1] in tuple("次方元样种年") and not scales and text[match.end() : match.end() + 2] in (
        "方面", "元化", "样化", "年来",
    ):  # fmt: skip
        return core
    scaled = Number(core.start, match.end(), number.value * factor, number.step * factor)
    return replace(core, end=match.end(), number=scaled, made=bounds.more(scaled))


def _with_upper(text: str, core: Core) -> Core:
    """3至5万: the second number of a range; its scale word is carried to the first."""
    dash = _DASH.match(text, core.end)
    first = core.number
    if dash is None or first is None:
        return core
    match = NUMBER.match(text, dash.end())
    second = read_number(text, *match.span()) if match else None
    if second is None:
        return core
    scale = large_scale(text, Core(second.start, second.end, second))
    if scale and not large_scale(text, core) and first.value * scale <= second.value:
        first = replace(first, value=first.value * scale, step=first.step * scale)
    if first.value > second.value or (first.value == 0 and dash.group() not in ("至", "到")):
        return core
    return replace(core, end=second.end, number=first, upper=second)


def read_upper(text: str, core: Core, at: int) -> Core | None:
    """The second end of a range whose first end has its unit already (10%—20%); ``None`` if there is none."""
    dash = _DASH.match(text, at) if core.number is not None and core.made is None and core.upper is None else None
    upper = read_at(text, dash.end()) if dash else None
    if upper is None or upper.number is None or core.number is None or upper.number.value < core.number.value:
        return None
    return upper


def large_scale(text: str, core: Core) -> Fraction | None:
    """The product of the scale words 万, 亿 that end the core (余 between them allowed), or None."""
    factor, at = Fraction(1), core.end - 1
    while at >= core.start and (text[at] in LARGE_SCALES or (text[at] in SMALL_SCALES and text[at] != "十")):
        factor *= SCALES[text[at]]
        at -= 1
    return factor if factor > 1 and any(c in LARGE_SCALES for c in text[at + 1 : core.end]) else None


def read_money_tail(text: str, core: Core, unit: Unit, end: int) -> tuple[Core | None, int]:
    """5元3角2分, 三块五: what follows 元 or 块 as part of the same sum; the new core and the new end."""
    if unit.name != "元" or core.number is None or core.made or core.upper:
        return None, end
    last = text[end - 1]
    match = _MONEY_TAIL.match(text, end)
    extra = Fraction(0)
    if match and last in "元块圆" and match[4] is None:
        extra = _digit(match[1]) / 10 + (_digit(match[3]) / 100 if match[3] else 0)
    elif match and last in "元块圆角毛" and match[4] is not None:
        extra = _digit(match[4]) / 100
    else:
        lone = _LONE_TAIL.match(text, end) if last == "块" else None
        if lone is None:
            return None, end
        match, extra = lone, _digit(lone[1]) / 10
    number = core.number
    return replace(core, number=replace(number, value=number.value + extra, step=Fraction(1, 100))), match.end()


def _digit(c: str) -> Fraction:
    return _value(c) or Fraction(0)


def read_more_behind_unit(text: str, end: int) -> int | None:
    """3亿元多, 20公里余: 余 or 多 behind the unit; the end behind it."""
    if text[end : end + 1] in ("余", "多") and text[end + 1 : end + 2] in ("，", "。", "、", "；", "）", "的"):
        return end + 1
    return None
