"""Which Chinese characters are common: what tells text from bytes read in a wrong encoding.

"Common" are the first levels of the two national standards, 3755 characters of GB 2312 and 5401 of Big5, which
Python's codecs know, so that no table is needed; the most frequent characters count more, for short texts.
"""

from __future__ import annotations

from typing import Final

FREQUENT: Final = frozenset(
    "的一是了在不有人我他这這个個们中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡"
    "用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心本前开開但因只从從想实實日"
    "与與及等第由县縣市省区區村乡鄉镇鎮万萬亿億元资資金项項目社会會组組织織帮幫扶助力振兴興基会業业农農民政府工作展建设設"
    "，。、；：“”‘’《》（）！？「」『』　"
)


def _first_level() -> frozenset[str]:
    """GB 2312 rows 16–55 and Big5 from A440 to C67E."""
    simplified = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    return frozenset("".join(pair.decode("gb2312", "ignore") for pair in simplified)) | frozenset(
        "".join(pair.decode("big5", "ignore") for pair in traditional if pair <= b"\xc6\x7e")
    )


COMMON: Final = _first_level()
