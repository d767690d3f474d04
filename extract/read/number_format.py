"""The text that a spreadsheet shows for a value: the part of Excel's number formats that reports use.

Covered: General, digits (``0 # ?``), decimals, thousands separators, scaling commas, per cent, sections by sign,
literal text and currency (ECMA-376 part 1, 18.8.31). Dates come as ISO 8601, no finer than the format shows.
Fractions, exponents, conditions and literals between digits are not imitated: the value comes out exactly, as under
General.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_TOKEN: Final = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|General|[0#?][0#?,.]*|\.[0#?]+|[^;]|;', re.IGNORECASE)
_CURRENCY: Final = re.compile(r"\[\$([^\-\]]*)")
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def show(value: object, number_format: str) -> str:
    """What the cell displays; ``""`` for an empty one. Rounds halves away from zero, as spreadsheets do."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date)):
        return _show_date(value, _LITERAL.sub("", number_format).lower())
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, (int, float, Decimal)):
        return _show_number(Decimal(repr(value) if isinstance(value, float) else value), number_format)
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _show_date(value: date, shown: str) -> str:
    if "y" in shown and "d" not in shown:
        return value.strftime("%Y-%m" if "m" in shown else "%Y")
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    return value.strftime("%Y-%m-%d")


def _plain(value: Decimal) -> str:
    """General: all digits up to the fifteenth, which is as far as a binary double is exact; no exponent."""
    value = Decimal(f"{value:.15g}")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _show_number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    sections: list[list[str]] = [[]]
    for token in _TOKEN.findall(number_format):
        if token == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    section, signed = sections[0], value < 0
    if value < 0 and len(sections) > 1:
        section, signed = sections[1], False
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    before: list[str] = []
    after: list[str] = []
    digits: str | None = None
    percent = 0
    for token in section:
        literal = after if digits is not None else before
        if token[0] in "0#?." and (token[0] != "." or len(token) > 1):
            if digits is not None:
                return _plain(value)  # digits on both sides of a literal
            digits = token
        elif token.lower() == "general":
            digits = "General"
        elif token == "%":
            percent += 1
            literal.append("%")
        elif token[0] == '"':
            literal.append(token[1:-1])
        elif token[0] in "\\!" and len(token) > 1:
            literal.append(token[1])
        elif token[0] == "[":
            if token[1:2] in ("<", ">", "="):
                return _plain(value)
            currency = _CURRENCY.match(token)
            literal.append(currency[1] if currency else "")
        elif token[0] in "_*" and len(token) > 1:
            continue  # white space as wide as a character, or filling the cell
        elif token in ("E", "e", "/", "@"):
            return _plain(value)
        else:
            literal.append(token)
    if digits is None:
        text = "".join(before).strip()
        return text or ("" if section else _plain(value))
    number = _plain(abs(value)) if digits == "General" else _fill(abs(value) * 100**percent, digits)
    if signed and not any(character in "123456789" for character in number):
        signed = False
    return ("-" if signed else "") + ("".join(before) + number + "".join(after)).strip()


def _fill(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    scaling = len(pattern) - len(pattern.rstrip(",")) if not decimals else len(decimals) - len(decimals.rstrip(","))
    value = value / 1000**scaling
    whole, decimals = whole.rstrip(",") if not decimals else whole, decimals.replace(",", "")
    text = f"{value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    units, _, fraction = text.partition(".")
    least = decimals.count("0")
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    units = units.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        head = len(units) % 3
        groups = ([units[:head]] if head else []) + [units[at : at + 3] for at in range(head, len(units), 3)]
        units = ",".join(groups)
    return units + ("." + fraction if fraction else "") or "0"
