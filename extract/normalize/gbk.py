"""The two bytes of a character in GBK and the character of two bytes, user-defined areas included.

GBK's user-defined areas (AAA1–AFFE, F8A1–FEFE, A140–A7A0) are U+E000–U+E765 in GB18030, whose table Python has. The
older table of GB18030-2000 and of Windows reads FE50–FEA0 as U+E815–U+E864, and text that went through it holds those.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

LEADS: Final = range(0x81, 0xFF)
TRAILS: Final = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_OLDER_FIRST: Final = 0xE815  # of FE50
_OLDER_TRAILS: Final = (*range(0x50, 0x7F), *range(0x80, 0xA1))


@lru_cache(maxsize=1)
def bytes_of() -> dict[str, tuple[int, int]]:
    """Lead and trail byte of every character that GBK writes with two."""
    table = {character: pair for pair, character in character_of().items()}
    for number, trail in enumerate(_OLDER_TRAILS):
        table.setdefault(chr(_OLDER_FIRST + number), (0xFE, trail))
    return table


@lru_cache(maxsize=1)
def character_of() -> dict[tuple[int, int], str]:
    """The character of each lead and trail byte."""
    table = {}
    for lead in LEADS:
        row = b"".join(bytes((lead, trail)) for trail in TRAILS).decode("gb18030")
        table.update({(lead, trail): character for trail, character in zip(TRAILS, row, strict=True)})
    return table
