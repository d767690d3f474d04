"""Cells of a CSV file that a spreadsheet opens: none of them may be computed.

A cell that begins with = + - @, a tab or a carriage return is a formula to a spreadsheet (OWASP, "CSV Injection"). It
gets an apostrophe in front, which spreadsheets take for "this is text"; plain numbers stay numbers. What reads the file
back takes the apostrophe off again.
"""

from __future__ import annotations

import re
from typing import Any, Final

_DANGEROUS: Final = tuple("=+-@\t\r＝＋－＠")
_MARK: Final = "'"
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")


def guard(value: Any) -> str | int | float:
    """``value`` as a harmless cell; ``None`` is the empty one, a list is joined by 、."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float)):
        return value
    text = "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    if text.startswith((*_DANGEROUS, _MARK)) and not _NUMBER.fullmatch(text):
        return _MARK + text
    return text


def unguard(cell: str) -> str:
    """The text that :func:`guard` made harmless."""
    return cell[1:] if cell.startswith(_MARK) and cell[1:2] in {*_DANGEROUS, _MARK} else cell
