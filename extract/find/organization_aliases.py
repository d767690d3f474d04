"""Short names that a text defines for its organizations: 青石公益基金会（以下简称“基金会”）."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.types import OrganizationSpan

_DEFINING: Final = ("（以下简称", "（以下称", "（简称", "（下称", "（下简称", "，以下简称", "，简称")
_LONGEST_ALIAS: Final = 12


def define_aliases(text: str, spans: Sequence[OrganizationSpan]) -> dict[str, OrganizationSpan]:
    """Every short name that follows an organization as its definition, with that organization."""
    aliases: dict[str, OrganizationSpan] = {}
    for span in spans:
        for words in _DEFINING:
            if text.startswith(words, span.end):
                start = span.end + len(words)
                alias = _quoted(text, start) or _up_to_bracket(text, start)
                if len(alias) > 1:
                    aliases.setdefault(alias, span)
                break
    return aliases


def find_aliases(text: str, spans: Sequence[OrganizationSpan]) -> list[OrganizationSpan]:
    """Where the defined short names stand outside the organizations already found, their definition included."""
    taken = [False] * len(text)
    aliases = define_aliases(text, spans)
    if not aliases:
        return []
    for span in spans:
        for start, end in span.pieces:
            taken[start:end] = [True] * (end - start)
    found: list[OrganizationSpan] = []
    for alias in sorted(aliases, key=len, reverse=True):
        kind = aliases[alias].kind
        position = text.find(alias)
        while position >= 0:
            end = position + len(alias)
            if not any(taken[position:end]):
                taken[position:end] = [True] * (end - position)
                found.append(OrganizationSpan(position, end, ((position, end),), kind))
            position = text.find(alias, end)
    return found


def _quoted(text: str, start: int) -> str:
    if text[start : start + 1] not in ("“", "《", "「"):
        return ""
    closing = {"“": "”", "《": "》", "「": "」"}[text[start]]
    end = text.find(closing, start, start + _LONGEST_ALIAS + 2)
    return text[start + 1 : end] if end > 0 else ""


def _up_to_bracket(text: str, start: int) -> str:
    end = text.find("）", start, start + _LONGEST_ALIAS + 1)
    return text[start:end] if end > 0 and text[start:end].isalpha() else ""
