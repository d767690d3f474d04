"""Passages of a text with something marked in them: the words of a search, the numerals with their roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from extract.present.documents import OTHER_ROLE, ROLE_STYLES, roles_line
from extract.present.render import source_name
from extract.present.terminal import marked
from extract.store.numerals import StoredNumeral
from extract.store.query import Coverage
from extract.store.search import Hit

_PASSAGES_SHOWN: Final = 5
_TOGETHER: Final = 3  # words marked in one passage
_AROUND: Final = 36  # characters to either side of a passage


def passages(console: Console, hit: Hit, text: str) -> RenderableType:
    """A document found: its name, and its first passages with their offsets and the words marked."""
    head = Text.assemble((source_name(hit.uri), "bold"), f"  {hit.title or ''}  {len(hit.spans)} 处 hits")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    near = _gather(hit.spans)
    for group in near[:_PASSAGES_SHOWN]:
        start, end = max(0, group[0][0] - _AROUND), min(len(text), group[-1][1] + _AROUND)
        shown = marked(console, text[start:end], [(a - start, b - start) for a, b in group])
        grid.add_row("、".join(f"{a}–{b}" for a, b in group), _on_one_line(shown))
    if len(near) > _PASSAGES_SHOWN:
        grid.add_row("…", f"另 {len(near) - _PASSAGES_SHOWN} 段 more passages（--json 全列）")
    return Group(head, grid, Text())


def _gather(spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans that one passage shows together; a span within another one is left out."""
    groups: list[list[tuple[int, int]]] = []
    for span in spans:
        if groups and span[0] < groups[-1][-1][1]:
            continue
        if groups and span[1] <= groups[-1][0][1] + _AROUND and len(groups[-1]) < _TOGETHER:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _around(console: Console, text: str, start: int, end: int) -> Text:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return _on_one_line(marked(console, text[left:right], [(start - left, end - left)]))


def _on_one_line(text: Text) -> Text:
    return Text("").join(text.split(allow_blank=False)) if "\n" in text.plain else text


def numerals_in_text(
    console: Console, coverage: Coverage, text: str, numerals: Sequence[StoredNumeral]
) -> RenderableType:
    """The roles with their counts, each unresolved numeral with its context, then the text with every numeral marked.

    In colour by role; where the console has none, ``[role]`` stands after each numeral.
    """
    parts: list[RenderableType] = [roles_line(coverage.roles)]
    for each in numerals:
        if each.role == "unresolved":
            start, end = each.mention.fragments[0][0], each.mention.fragments[-1][1]
            parts.append(Text.assemble(f"  {start}–{end}  ", _around(console, text, start, end)))
    plain = console.color_system is None or console.no_color
    body, at = Text(), 0
    for each in numerals:
        for start, end in each.mention.fragments:
            body.append(text[at:start])
            body.append(text[start:end], style="" if plain else ROLE_STYLES.get(each.role, OTHER_ROLE))
            at = end
        if plain:
            body.append(f"[{each.role}]")
    body.append(text[at:])
    return Group(*parts, Text(), body)
