"""Names replaced in a text, in its gold and in either script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import opencc

from benchmarks.edits import Edit, GoldRow, apply_edits, check_carried, rewrite_fields

_TO_SIMPLIFIED, _TO_TRADITIONAL = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")


def rename(row: GoldRow, written: dict[str, str], canonical: dict[str, str]) -> GoldRow:
    """``row`` with surfaces replaced by ``written`` and canonical names by ``canonical``, numerals left alone.

    Raises :class:`benchmarks.edits.NotCarriedError` where the gold would no longer fit the text.
    """
    if not written:
        return row
    pattern = _pattern(written)
    by_dense = {"".join(key.split()): value for key, value in written.items()}
    spans = [(entry["start"], entry["end"]) for entry in (*row["figures"], *row["numerals"])]
    edits = [
        Edit(match.start(), match.end(), by_dense["".join(match.group().split())])
        for match in pattern.finditer(row["text"])
        if not any(start < match.end() and match.start() < end for start, end in spans)
    ]
    renamed = apply_edits(rewrite_fields(row, _replacer(written), _replacer(canonical)), edits)
    check_carried(row, renamed)
    return renamed


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, the longest first; a line break may stand between two characters (PDF lines)."""
    ordered = sorted(names, key=len, reverse=True)
    return re.compile("|".join("\n?".join(map(re.escape, name)) for name in ordered))


def _replacer(names: dict[str, str]) -> Callable[[str], str]:
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    return lambda phrase: pattern.sub(lambda match: names[match.group()], phrase)


def to_simplified(text: str) -> str:
    """``text`` in simplified characters, as many as before."""
    converted = str(_TO_SIMPLIFIED.convert(text))
    assert len(converted) == len(text)
    return converted


def in_script(name: str, script: str) -> str:
    """A simplified ``name`` in the script of a text."""
    return str(_TO_TRADITIONAL.convert(name)) if script == "traditional" else name
