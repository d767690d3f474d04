"""Figures: a number, the wordings around it, its unit and its rate.

The scan goes once from left to right over the numeral runs that carry no other label. Each step reads a core (1000余万,
3至5万, 十几, 数千, 3/4, 百分之七十), its unit, and the wordings in front and behind, and combines the bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from extract.find import bounds, cores
from extract.find.bare import infer_unit
from extract.find.bounds import Bounds
from extract.find.compounds import read_compound
from extract.find.cores import Core
from extract.find.counting import counts_in_words
from extract.find.lexicon import Unit, Units, load_units
from extract.find.numerals import DIGITS, Number
from extract.find.rates import find_rate
from extract.find.wordings import find_before, find_behind, is_compared
from extract.slots import quick
from extract.types import FigureSpan

_SLASH: Final = re.compile(
    r"/(?:人|户|年|月|日|天|亩|村|县|个|项|斤|公斤|吨|次|家|名|套|平方米)(?:[/·.](?:年|月|日|天|人|户))?"
)
_LIST_GAP: Final = frozenset("、和及与，或")
_SIGNED: Final = re.compile(r"[增长升降减跌涨]")  # growth may be negative, so 不足3% says nothing below
_OWN_SCALE: Final = frozenset("千兆百")  # 5千克, 30兆瓦, 0.2个百分点: the scale word belongs to the unit


@quick
@dataclass(frozen=True, slots=True)
class Draft:
    """A core with its unit as far as it could be read."""

    core: Core
    unit: Unit | None
    unit_start: int
    end: int


def find_figures(text: str, runs: list[tuple[int, int]]) -> list[FigureSpan]:
    """The figures whose numerals begin in ``runs`` (normalized text, runs in order, labels already taken out)."""
    units = load_units()
    figures: list[FigureSpan] = []
    reached = 0
    waiting: list[Draft] = []  # numbers of a list that share the unit of a later one (1.2、0.8亿元)
    for draft in _drafts(text, runs, units):
        if draft.core.start < reached:
            continue
        if draft.unit is None and _shares_a_later_unit(text, draft, runs, units):
            waiting.append(draft)
            continue
        figure = _finish(text, draft)
        if figure is not None:
            figures.extend(_share_unit(text, waiting, draft, figure))
            figures.append(figure)
            reached = figure.end
        waiting = []
    return figures


def _drafts(text: str, runs: list[tuple[int, int]], units: Units) -> Iterator[Draft]:
    reached = 0
    for start, end in runs:
        if start < reached:
            continue
        core = cores.read_core(text, start, end)
        if core is None and text[end - 1] in _OWN_SCALE and units.match(text, end - 1):  # 30万千瓦时
            core = cores.read_core(text, start, end - 1)
        if core is None:
            continue
        draft = _with_unit(text, core, units)
        reached = draft.end
        yield draft


def _with_unit(text: str, core: Core, units: Units) -> Draft:
    if core.unit is not None:
        return Draft(core, core.unit, core.end, core.end)
    if core.scale_start is not None and core.scale_start > core.start and text[core.end - 1] in _OWN_SCALE:
        found = units.match(text, core.end - 1)
        shorter = cores.read_core(text, core.start, core.end - 1) if found and len(found[0]) > 1 else None
        if found and shorter is not None:
            return Draft(shorter, found[1], core.end - 1, core.end - 1 + len(found[0]))
    found = units.match(text, core.end)
    if found is None:
        return Draft(core, None, core.end, core.end)
    form, unit = found
    unit_start, end = core.end, core.end + len(form)
    if unit.name == "元":  # 9000元日币
        currency = units.match(text, end)
        if currency and currency[1].dimension == "money" and currency[1].name != "元":
            unit, end = currency[1], end + len(currency[0])
    core, end = read_compound(text, core, unit, end)
    # 10%—20%, 200元至300元, 五块六到五块七毛八: a range whose ends both carry the unit
    last = cores.read_upper(text, core, end)
    again = units.match(text, last.end) if last else None
    if last and again and again[1] is unit:
        last, upper_end = read_compound(text, last, unit, last.end + len(again[0]))
        if core.number and last.number and core.number.value <= last.number.value:
            core, unit_start, end = replace(core, end=last.end, upper=last.number), last.end, upper_end
    return Draft(core, unit, unit_start, end)


def _shares_a_later_unit(text: str, draft: Draft, runs: list[tuple[int, int]], units: Units) -> bool:
    if draft.core.number is None or draft.end >= len(text) - 1 or text[draft.end] not in _LIST_GAP:
        return False
    at = draft.end
    for _ in range(6):
        if at + 1 >= len(text) or text[at] not in _LIST_GAP or not (text[at + 1].isdigit() or text[at + 1] in DIGITS):
            return False
        match = cores.read_at(text, at + 1)
        if match is None:
            return False
        if units.match(text, match.end):
            return True
        at = match.end
    return False


def _share_unit(text: str, waiting: list[Draft], last: Draft, figure: FigureSpan) -> list[FigureSpan]:
    """Figures for the numbers that wait for a unit: that of the last, and its scale word where they have none."""
    shared: list[FigureSpan] = []
    if last.core.number is None:
        return shared
    scale = cores.large_scale(text, last.core) if waiting else None
    for draft in waiting:
        number = draft.core.number
        if number is None:
            continue
        factor = scale if scale and not cores.large_scale(text, draft.core) else Fraction(1)
        scaled = Number(number.start, number.end, number.value * factor, number.step * factor)
        made = bounds.exact(scaled.value)
        shared.append(
            replace(
                figure,
                start=draft.core.start,
                end=draft.core.end,
                hard=made.hard,
                likely=made.likely,
                approx=False,
                rule="exact",
                number=(number.start, number.end),
                unit_span=None,
            )
        )
    return shared


def _finish(text: str, draft: Draft) -> FigureSpan | None:
    core, start, end = draft.core, draft.core.start, draft.end
    unit, start = _read_sign(text, draft)
    if unit is None:
        unit = infer_unit(text, core)
    elif core.chinese and draft.unit is not None and not _is_counted(text, draft, draft.unit):
        return None
    if unit is None:
        return None
    per_slash = _SLASH.match(text, end)
    if per_slash:
        end = per_slash.end()
    parts, start, end = _read_wordings(text, core, unit, start, end)
    if core.needs_wording and len(parts) == 1:
        return None
    made = bounds.combine(parts)
    if unit.scale != 1:
        made = Bounds(made.hard.scaled(unit.scale), made.likely.scaled(unit.scale), made.approx, made.rule)
    per = find_rate(text, start, per_slash.group()[1:] if per_slash else None)
    unit_span = (draft.unit_start, draft.end) if draft.end > draft.unit_start else None
    return FigureSpan(
        start, end, made.hard, made.likely, made.approx, unit.name, unit.dimension, made.rule, per,
        (core.start, core.end), unit_span,
    )  # fmt: skip


def _is_counted(text: str, draft: Draft, unit: Unit) -> bool:
    core = draft.core
    return core.needs_wording or counts_in_words(text, core.start, core.end, draft.unit_start, draft.end, unit)


def _read_sign(text: str, draft: Draft) -> tuple[Unit | None, int]:
    """The unit and where the figure begins: ￥500 and 港币3000万元 begin with the sign that names their currency.

    人民币 before a number in 元 says nothing new and stays outside, unless a wording stands before it
    (约合人民币463万元).
    """
    sign = load_units().sign_before(text, draft.core.start)
    if sign is None or (draft.unit is not None and draft.unit.dimension != "money"):
        return draft.unit, draft.core.start
    start, currency = sign
    if draft.unit is None:
        return currency, start
    if currency.name != draft.unit.name == "元":
        return currency, start
    return draft.unit, start if find_before(text, start) else draft.core.start


def _read_wordings(text: str, core: Core, unit: Unit, start: int, end: int) -> tuple[list[Bounds], int, int]:
    """The bounds of the core and of each wording around it, and the figure's edges with them."""
    signed = unit.dimension in ("temperature", "percentage-point") or (
        unit.dimension in ("ratio", "multiple") and _SIGNED.search(text, max(0, start - 8), start) is not None
    )
    parts = [core.bounds(unit.dimension in bounds.CONTINUOUS)]
    more = cores.read_more_behind_unit(text, end) if core.number is not None and core.made is None else None
    if more and core.number is not None:
        parts.append(bounds.more(core.number))
        end = more
    behind = find_behind(text, end)
    if behind:
        parts.append(_apply(behind.effect, core, signed))
        end = behind.end
    before = find_before(text, start)
    if before and not is_compared(text, before.effect, end):
        parts.append(_apply(before.effect, core, signed))
        start = before.start
    return parts, start, end


def _apply(effect: str, core: Core, signed: bool) -> Bounds:
    low, high, step = core.extent()
    number = Number(core.start, core.end, high if effect in ("at-most", "under") else low, step)
    if effect == "at-least":
        return bounds.at_least(low)
    if effect == "over":
        return bounds.over(number)
    if effect == "under":
        return bounds.under(number, signed)
    if effect == "at-most":
        return bounds.at_most(high, signed)
    return bounds.about(low, high, step)
