"""Bytes → characters: which of the encodings of Chinese text a file is in.

The cascade: a byte order mark; strict UTF-8 (no text of another encoding that is longer than a few characters passes
it); the encoding that the file itself declares; else GB18030, Big5, UTF-16 and damaged UTF-8 compete, and the reading
with the most common Chinese characters wins (:mod:`extract.read.common_characters`). Bytes that even the winner cannot
decode become U+FFFD, one each, and are counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from extract.read.common_characters import COMMON, FREQUENT

_BYTE_ORDER_MARKS: Final = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Declarations that can prove wrong. Any bytes fit ISO 8859-1, which careless templates declare, so it proves nothing.
_BELIEVED: Final = frozenset(
    ("utf-8", "gb18030", "gbk", "gb2312", "hz", "big5", "cp950", "big5hkscs", "euc_jp", "shift_jis", "euc_kr")
)
_SAMPLE: Final = 1 << 16  # bytes that are enough to tell encodings apart
_MINIMUM_SCORE: Final = 0.0  # at or below it absurd characters outweigh common ones: not text
_MINIMUM_SCORE_WIDE: Final = 0.5  # UTF-16 without a mark: nearly any bytes decode, so more is asked

_PUNCTUATION: Final = re.compile("[\u2010-\u203b\u2460-\u24ff\u25a0-\u25ff\u3001-\u3017\uff01-\uff5e\uffe5]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
# Surrogate escapes stand for one undecodable byte each.
_ESCAPED: Final = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded content without its byte order mark, the codec, and how many bytes were replaced by U+FFFD."""

    text: str
    encoding: str
    replaced: int


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The characters of ``data``, or ``None`` if no reading of it looks like text.

    ``declared`` is an encoding that the file itself names (HTML); it is believed if it is one of East Asia and decodes
    everything, and if the content is not UTF-8: pages that were converted often keep their old declaration.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_leniently(data[len(mark) :], encoding)
    if b"\0" in data:  # no encoding but UTF-16 writes this byte in text
        wide = _best(data, ("utf-16-le", "utf-16-be"), _MINIMUM_SCORE_WIDE)
        if wide is not None:
            return _decode_leniently(data, wide)
    believed = declared if declared is not None and _codec(declared) in _BELIEVED else None
    candidates = ["utf-8"] if believed is None else ["utf-8", believed]
    if believed is not None and _codec(believed) == "hz":  # written in ASCII, which UTF-8 would read as it stands
        candidates.reverse()
    for encoding in candidates:
        try:
            return Decoded(data.decode(encoding), encoding, 0)
        except UnicodeDecodeError:
            continue  # a wrong declaration is common and harmless: the content decides
    winner = _best(data, ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be"))
    return None if winner is None else _decode_leniently(data, winner)


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _decode_leniently(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, 0)
    except UnicodeDecodeError:
        if encoding.startswith(("utf-16", "utf-32")):
            text = data.decode(encoding, "replace")
            return Decoded(text, encoding, len(data) - len(data.decode(encoding, "ignore").encode(encoding)))
        escaped = data.decode(encoding, "surrogateescape")
        text = escaped.translate(_ESCAPED)
        return Decoded(text, encoding, sum(a != b for a, b in zip(escaped, text, strict=True)))


def _best(data: bytes, encodings: tuple[str, ...], minimum: float = _MINIMUM_SCORE) -> str | None:
    """The encoding whose reading of a sample is the most plausible; of equals the first."""
    high = re.search(rb"[^\x01-\x7f]", data)
    start = max(0, high.start() - 64) & ~1 if high else 0  # even: UTF-16 has two bytes a unit
    sample = data[start : start + _SAMPLE]
    scores = {}
    for encoding in encodings:
        if not (encoding.startswith("utf-16") and len(data) % 2):
            # The last characters go: the sample may end inside one.
            text = sample.decode(encoding, "replace")
            scores[encoding] = _plausibility(text[:-2] if len(sample) == _SAMPLE else text)
    if not scores:
        return None
    winner = max(scores, key=lambda encoding: scores[encoding])
    return winner if scores[winner] > minimum else None


def _plausibility(text: str) -> float:
    """The mean over all characters but ASCII ones: 2 frequent, 1 common, 0 rare, −1 absurd."""
    score, counted = 0.0, 0
    for character in text:
        if character in FREQUENT:
            score, counted = score + 2, counted + 1
        elif character in COMMON or _PUNCTUATION.match(character):
            score, counted = score + 1, counted + 1
        elif character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or _CONTROL.match(character):
            score, counted = score - 1, counted + 1
        elif character >= "\x80":
            counted += 1
    return score / counted if counted else (1.0 if text else 0.0)
