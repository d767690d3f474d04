"""cn2an: values of Chinese and mixed numerals, found by the two patterns that its own ``transform`` searches with.

It knows no units and no wordings, and leaves plain Arabic numerals alone.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.peer_adapters.peer import Peer, Read, Reading
from extract.types import Document


def _load() -> Read:
    from cn2an import cn2an
    from cn2an.transform import Transform

    patterns = Transform()
    numeral = re.compile(f"{patterns.smart_cn_pattern}|{patterns.cn_pattern}")

    def read(document: Document) -> Sequence[Reading]:
        return list(_readings(document.text))

    def _readings(text: str) -> Iterator[Reading]:
        for match in numeral.finditer(text):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    value = float(cn2an(match.group(), "smart"))
            except ValueError:  # its way to say that this is no number (万, 亿万)
                continue
            yield Reading(match.start(), match.end(), value, value, "number")

    return read


CN2AN: Final = Peer("cn2an", "cn2an", frozenset(("number",)), _load)
