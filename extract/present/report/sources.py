"""The sentences that a report cites, numbered, with every figure marked where it stands: what its links lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from extract.present.dossier import Dossier
from extract.present.render import KINDS, section_name, source_name
from extract.present.sentences import Piece, cut, shorten
from extract.types import Fragments, Span, StoredEnumeration, StoredStatement

_SHOWN: Final = 110  # characters of a sentence that is shown beside an answer

Item = StoredStatement | StoredEnumeration


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence; ``ids`` are the anchors that begin here, ``marked`` says that a figure covers it."""

    text: str
    ids: tuple[str, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class SourceSentence:
    number: int
    section: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    anchor: str
    name: str
    uri: str
    title: str
    facts: str  # kind, publisher, day
    coverage: str
    sentences: tuple[SourceSentence, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A figure as written, the anchor of its place, the number of its sentence, and the sentence cut to fit."""

    id: str
    words: str
    href: str
    number: int | None
    source: str
    pieces: tuple[Piece, ...]


class Sources:
    """All cited sentences of a dossier; :meth:`cite` gives the link to one figure."""

    def __init__(self, dossier: Dossier) -> None:
        inputs = {each.id for finding in dossier.findings for each in finding.inputs}
        lists = [each for id_, each in dossier.enumerations.items() if id_ in inputs]
        items: list[Item] = sorted([*dossier.statements, *dossier.rejected, *lists], key=_position)
        self._items = {each.id: each for each in items}
        self._documents = {each.uri: f"d{i}" for i, each in enumerate(dossier.documents, 1)}
        self._numbers: dict[str, int] = {}
        self._anchors: dict[str, str] = {}
        groups = list(_sentences(items))
        for number, group in enumerate(groups, 1):
            for place, each in enumerate(group, 1):
                self._numbers[each.id] = number
                self._anchors[each.id] = f"s{number}-{place}"
        by_uri = {uri: list(found) for uri, found in groupby(enumerate(groups, 1), key=lambda pair: pair[1][0].uri)}
        self.documents = tuple(self._document(dossier, i, by_uri) for i in range(len(dossier.documents)))

    def cite(self, id_: str, quote: str, uri: str) -> Citation:
        """The citation of a figure; of what has no sentence here, of its document."""
        words = "".join(quote.split())
        item = self._items.get(id_)
        if item is None:
            document = self._documents.get(uri)
            return Citation(id_, words, "" if document is None else f"#{document}", None, source_name(uri), ())
        pieces = tuple(shorten(cut(item.context, item.spans), _SHOWN))
        return Citation(id_, words, f"#{self._anchors[id_]}", self._numbers[id_], source_name(uri), pieces)

    def together(self, cites: Iterable[Citation]) -> list[Citation]:
        """One citation for each sentence in which some of ``cites`` stand, all of them marked, in the order given."""
        groups: dict[int, list[Citation]] = {}
        for cite in cites:
            if cite.number is not None:
                groups.setdefault(cite.number, []).append(cite)
        return [self._joined(group) for group in groups.values()]

    def _joined(self, group: Sequence[Citation]) -> Citation:
        items = [self._items[cite.id] for cite in group]
        spans: list[Span] = []
        for start, end in sorted(span for item in items for span in item.spans):
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return replace(group[0], pieces=tuple(shorten(cut(items[0].context, tuple(spans)), _SHOWN)))

    def statement(self, each: StoredStatement) -> Citation:
        return self.cite(each.id, each.mention.quote, each.uri)

    def _document(
        self, dossier: Dossier, index: int, by_uri: Mapping[str, Sequence[tuple[int, Sequence[Item]]]]
    ) -> SourceDocument:
        each = dossier.documents[index]
        covered = dossier.coverage[each.uri]
        day = "" if each.published_on is None else each.published_on.isoformat()
        return SourceDocument(
            anchor=self._documents[each.uri],
            name=source_name(each.uri),
            uri=each.uri,
            title=each.title or "",
            facts=" · ".join(filter(None, (KINDS[each.kind], each.publisher, day))),
            coverage=f"{covered.resolved}/{covered.numerals}",
            sentences=tuple(self._sentence(number, group) for number, group in by_uri.get(each.uri, ())),
        )

    def _sentence(self, number: int, group: Sequence[Item]) -> SourceSentence:
        context = group[0].context
        section = next((section_name(each.section) for each in group if isinstance(each, StoredStatement)), "")
        marks = [(self._anchors[each.id], each.spans) for each in group]
        return SourceSentence(number, section, tuple(_segments(context, marks)))


def _sentences(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items sentence by sentence: a sentence that a text says twice is two."""
    group: list[Item] = []
    for each in items:
        if group and not _is_beside(group[-1], each):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _is_beside(one: Item, other: Item) -> bool:
    if one.uri != other.uri or one.context != other.context or not one.spans or not other.spans:
        return False
    before, after = one.spans[0][0], other.spans[0][0]
    return after > before or (after == before and one.mention.fragments[0][0] == other.mention.fragments[0][0])


def _segments(context: str, marks: Sequence[tuple[str, Fragments]]) -> Iterator[Segment]:
    """The sentence cut at every edge of a mark; figures may share characters (1.2、0.8亿元)."""
    starts: dict[int, list[str]] = {}
    edges = {0, len(context)}
    covered: set[int] = set()
    for anchor, spans in marks:
        if spans:
            starts.setdefault(spans[0][0], []).append(anchor)
        for start, end in spans:
            edges |= {start, end}
            covered.update(range(start, end))
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        text = "".join(text for text, _ in cut(context[start:end], ()))
        yield Segment(text, tuple(starts.get(start, ())), start in covered)


def _position(item: Item) -> tuple[str, int, str]:
    return item.uri, item.mention.fragments[0][0], item.id
