"""Where the characters of a source stand in `Document.text`.

Readers break lines, put tabs between cells and repeat running heads; the source knows nothing of that. Both sides are
compared with white space ignored: first the furniture that the writer added (running head, page number, navigation)
is set aside, then each block is sought from where the last one ended.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.markup import Marked, Span
from builder.source import SourceError


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that a writer adds on its own, with the roles of the numerals in it: [("3", "page-number")]."""

    text: str
    numerals: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    text: str  # Document.text
    offsets: dict[int, int]  # offset in Marked.plain → offset in text, for every character that is not white space
    furniture_numerals: tuple[tuple[Span, str], ...]

    def locate(self, span: Span) -> Span:
        """From the first to behind the last character of ``span``, in ``text``."""
        found = [self.offsets[i] for i in range(*span) if i in self.offsets]
        if not found:
            raise SourceError(f"nothing of the span {span} is text")
        return found[0], found[-1] + 1


def align(marked: Marked, text: str, furniture: tuple[Furniture, ...]) -> Alignment:
    """Finds every block of ``marked`` in ``text``, in order. Raises :class:`SourceError` where one is missing."""
    free = [i for i, character in enumerate(text) if not character.isspace()]
    numerals: list[tuple[Span, str]] = []
    for item in furniture:
        free = _set_aside(item, text, free, numerals)
    dense = "".join(text[i] for i in free)
    offsets: dict[int, int] = {}
    cursor = 0
    for piece in marked.pieces:
        for span in piece.spans:
            wanted = [i for i in range(*span) if not marked.plain[i].isspace()]
            if not wanted:
                continue
            needle = "".join(marked.plain[i] for i in wanted)
            if piece.kind == "sheet" and not dense.startswith(needle, cursor):
                continue  # the name of a sheet is no cell; a reader may leave it out
            at = dense.find(needle, cursor)
            if at < 0:
                found = dense[cursor : cursor + 60]
                raise SourceError(f"not in the text that the reader gives: {needle[:60]!r}; there: {found!r}")
            if any(character.isdigit() for character in dense[cursor:at]):
                raise SourceError(f"the reader gives digits that the source does not know: {dense[cursor:at]!r}")
            offsets.update(zip(wanted, free[at : at + len(needle)], strict=True))
            cursor = at + len(needle)
    if any(character.isdigit() for character in dense[cursor:]):
        raise SourceError(f"the reader gives digits that the source does not know: {dense[cursor:]!r}")
    return Alignment(text, offsets, tuple(sorted(numerals)))


def _set_aside(item: Furniture, text: str, free: list[int], numerals: list[tuple[Span, str]]) -> list[int]:
    """``free`` without the characters of every occurrence of ``item``, whose numerals are added to ``numerals``."""
    needle = "".join(item.text.split())
    dense = "".join(text[i] for i in free)
    kept: list[int] = []
    cursor = 0
    while (at := dense.find(needle, cursor)) >= 0:
        kept += free[cursor:at]
        start = at
        for digits, role in item.numerals:
            start = dense.index(digits, start, at + len(needle))
            numerals.append(((free[start], free[start + len(digits) - 1] + 1), role))
            start += len(digits)
        cursor = at + len(needle)
    return kept + free[cursor:]
