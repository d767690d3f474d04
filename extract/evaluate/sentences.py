"""The sentence around a span, for reports."""

from __future__ import annotations

from typing import Final

_ENDS: Final = frozenset("。！？；!?\n\r")
_REACH: Final = 80  # characters shown on either side at most


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after ``text[start:end]`` in its sentence, cut at 80 characters with an ellipsis."""
    left = start
    while left > 0 and start - left < _REACH and text[left - 1] not in _ENDS:
        left -= 1
    right = end
    while right < len(text) and right - end < _REACH and text[right] not in _ENDS:
        right += 1
    cut_left = left > 0 and text[left - 1] not in _ENDS
    cut_right = right < len(text) and text[right] not in _ENDS
    return ("…" if cut_left else "") + text[left:start], text[end:right] + ("…" if cut_right else "")
