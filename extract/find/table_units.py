"""The unit of a table's bare numbers: from the head of the column, the row, a column of units, the caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from extract.find.lexicon import Unit, load_understood, load_units
from extract.find.numerals import LARGE_SCALES

_IN_BRACKETS: Final = re.compile(r"[（(/]\s*(?:单位[:：]\s*)?([^（）()/]{1,8})(?:[）)]|\s*$)")
_UNIT_LINE: Final = re.compile(r"(?<![制报办管属主])(?:金额|计量|货币)?单位[:：]\s*(?:人民币)?([^\s，。；）)\n]{1,8})")
_MONEY_HEAD: Final = re.compile(r"资金|金额|投入|经费|预算|款|拨付|到账|认领|支出|收入|投资|补助|捐赠|产值|销售额|总额")
_SCALES: Final = {"百": 100, "千": 1000} | LARGE_SCALES


@dataclass(frozen=True, slots=True)
class ScaledUnit:
    """万元: 元 with the factor 10 000 that the table's numbers carry."""

    factor: Fraction
    unit: Unit


def parse_unit(written: str) -> ScaledUnit | None:
    """The unit that ``written`` is in whole, with its scale words; 千克 and 百分点 are units, not thousands."""
    written = written.strip()
    units = load_units()
    whole = units.match(written, 0)
    if whole and len(whole[0]) == len(written):
        return ScaledUnit(Fraction(1), whole[1])
    factor, at = Fraction(1), 0
    while at < len(written) and written[at] in _SCALES:
        factor *= _SCALES[written[at]]
        at += 1
    found = units.match(written, at)
    return ScaledUnit(factor, found[1]) if found and len(found[0]) == len(written) - at else None


def unit_of_caption(caption: str) -> ScaledUnit | None:
    """单位：万元 above a table or in its first row; 编制单位：民政局 names no unit."""
    for match in _UNIT_LINE.finditer(caption):
        unit = parse_unit(match[1])
        if unit:
            return unit
    return None


def unit_of_cell(head: str, row: str, measured_in: str, default: ScaledUnit | None) -> ScaledUnit | None:
    """The unit of a bare number: head and row are its labels, ``measured_in`` the row's cell in a column of units.

    A caption in money is for columns that speak of money, or of nothing that the heads' list knows.
    """
    written = _in_brackets(head) or parse_unit(measured_in) or _in_brackets(row)
    if written:
        return written
    if default and (_MONEY_HEAD.search(head) or default.unit.dimension != "money"):
        return default
    for ending, unit in load_understood().heads:
        if (head or row).endswith(ending):
            return parse_unit(unit)
    return default if head else None


def _in_brackets(label: str) -> ScaledUnit | None:
    """The last bracket of a label that holds a unit: 资金（万元）计划."""
    found = [unit for match in _IN_BRACKETS.finditer(label) if (unit := parse_unit(match[1]))]
    return found[-1] if found else None
