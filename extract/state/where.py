"""Where a figure went or holds.

The chain of its clause, else the nearest earlier one of its sentence, the one that the sentence goes on to name
(投入12万元，帮助丹凤县…), the nearest earlier one of its paragraph, else the place of the whole account. A chain that
only says who acts gives way to one that is worked at or given to in another province (广州在毕节…), and help for a
region without any other place is in that region (援疆: 新疆).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extract.find.tables import TableFigure
from extract.state.account import find_account_place
from extract.state.chains import Chain, Chains, find_chains
from extract.state.context import Context
from extract.state.outline import Outline
from extract.state.times import LOOK_BACK
from extract.types import FigureSpan, PlaceRef, Span

_NATIONAL: Final = re.compile(r"全国(?!性)|我国|中央财政|国家医疗队|各地(?!区)")
_SUM: Final = re.compile(r"合计|共计|总计|一共")
_EACH: Final = re.compile(r"分别|依次")
_EMBEDDED: Final = frozenset("，。；：！？、\n在是而")


class Where:
    """Reads the places of an article's figures; made once for each article."""

    def __init__(self, context: Context, outline: Outline) -> None:
        self._context, self._outline = context, outline
        self.chains: Chains = find_chains(context, outline)
        self.account: tuple[PlaceRef, ...] = find_account_place(context, self.chains, outline)
        self._figure_starts = [figure.start for figure in context.figures]

    def read(self, figure: FigureSpan) -> tuple[PlaceRef, ...]:
        """The places of one figure, most specific ones only; empty if nothing tells."""
        clause = self._near(self._outline.clause(figure.start), figure)
        sentence = self._near(self._outline.sentence(figure.start), figure)
        chain = self._of_clause(figure, clause, sentence)
        if chain is not None:
            return self._share(chain, figure)
        text = self._context.text
        national = bool(_NATIONAL.search(text, clause[0], figure.start))
        if not national:
            if _SUM.search(text, clause[0], figure.start):
                parts = [c for c in self.chains.between(sentence[0], figure.start) if c.cell]
                if len(parts) > 1:
                    return tuple(dict.fromkeys(ref for part in parts for ref in part.refs))
            chain = self._of_sentence(figure, clause, sentence)
            if chain is not None:
                return chain.refs
        helped = self.chains.destination(*sentence)
        if helped is not None:
            return self._helped(helped.code or "", PlaceRef(helped.name, helped.code))
        if national or _NATIONAL.search(text, sentence[0], figure.start):
            return ()
        chain = self._of_paragraph(figure, sentence)
        return chain.refs if chain is not None else self.account

    def _near(self, span: Span, figure: FigureSpan) -> Span:
        """As much of a span as can concern the figure: a text without full stops is read in linear time too."""
        return max(span[0], figure.start - LOOK_BACK), min(span[1], figure.end + LOOK_BACK)

    def read_cell(self, cell: TableFigure) -> tuple[PlaceRef, ...]:
        """The place that its row names; a row without one, such as 合计, has that of the account."""
        start = self._context.text.rfind("\n", 0, cell.figure.start) + 1
        found = self.chains.between(start, cell.figure.start)
        return found[0].refs if found else self.account

    def _of_clause(self, figure: FigureSpan, clause: Span, sentence: Span) -> Chain | None:
        inside = self.chains.between(*clause)
        if not inside:
            return None
        before = [c for c in inside if c.end <= figure.start or (c.start == figure.start and c.end == figure.end)]
        goals = [c for c in self.chains.between(*sentence) if c.mark in ("at", "to") or c.region]
        before = [c for c in before if not self._only_acts(c, goals) and (c.cell in (None, figure) or not c.region)]
        if before:
            return before[-1]
        behind = [c for c in inside if c.start >= figure.end and not c.open and not self._only_acts(c, goals)]
        marked = [c for c in behind if c.mark in ("at", "to")]
        return (marked or behind)[0] if behind and not self._figure_between(figure, behind[0], 1) else None

    def _of_sentence(self, figure: FigureSpan, clause: Span, sentence: Span) -> Chain | None:
        inside = self.chains.between(*sentence)
        if not inside:
            return None
        goals = [c for c in inside if c.mark in ("at", "to")]
        before = [c for c in self.chains.between(sentence[0], clause[0]) if not self._only_acts(c, goals)]
        carried = self._carried(before)
        if carried is not None:
            return carried
        behind = [c for c in self.chains.between(clause[1], sentence[1]) if c.mark in ("at", "to") and not c.open]
        return behind[0] if behind and not self._figure_between(figure, behind[0], 0) else None

    def _of_paragraph(self, figure: FigureSpan, sentence: Span) -> Chain | None:
        paragraph = self._outline.paragraph(figure.start)
        earlier = self.chains.between(max(paragraph[0], sentence[0] - LOOK_BACK), sentence[0])
        goals = [c for c in earlier if c.mark in ("at", "to")]
        return self._carried([c for c in earlier if not self._only_acts(c, goals)])

    def _carried(self, earlier: Sequence[Chain]) -> Chain | None:
        """The last chain that holds beyond its clause: no member of a distribution, no 全省 inside a phrase."""
        cells = sum(chain.cell is not None for chain in earlier) > 1
        for chain in reversed(earlier):
            if chain.open or (chain.cell is not None and (cells or (chain.region and chain.mark == "bare"))):
                continue
            if chain.deictic and self._context.text[chain.start - 1 : chain.start] not in _EMBEDDED:
                continue
            return chain
        return None

    def _share(self, chain: Chain, figure: FigureSpan) -> tuple[PlaceRef, ...]:
        """Of 古丈、桑植、安化分别为102、75.5、85.5万元 each figure has the place of its rank."""
        each = _EACH.search(self._context.text, chain.end, figure.start)
        if len(chain.places) > 1 and each:
            rank = self._count(each.end(), figure.start)
            if rank < len(chain.places):
                place = chain.places[rank]
                return (PlaceRef(place.name, place.code),)
        return chain.refs

    def _helped(self, code: str, region: PlaceRef) -> tuple[PlaceRef, ...]:
        """The account's own place if it lies in the region that is helped, else the region."""
        inside = [ref for ref in self.account if ref.code and ref.code[:2] == code[:2]]
        return tuple(inside) or (region,)

    def _count(self, start: int, end: int) -> int:
        return bisect_left(self._figure_starts, end) - bisect_left(self._figure_starts, start)

    def _figure_between(self, figure: FigureSpan, chain: Chain, allowed: int) -> bool:
        return self._count(figure.end, chain.start) > allowed

    def _only_acts(self, chain: Chain, goals: Sequence[Chain]) -> bool:
        """Whether a bare chain stands beside a goal in another province (北京在和田…) or is the helper of a pair."""
        if chain.mark != "bare" or chain.deictic:
            return False
        if chain.provinces & self.chains.helpers:
            return True
        helped = self.chains.destination(*self._outline.sentence(chain.start))
        if helped is not None and chain.provinces and (helped.code or "")[:2] not in chain.provinces:
            return True
        return chain.cell is None and any(
            goal is not chain and not (chain.provinces & goal.provinces) and chain.start < goal.start for goal in goals
        )
