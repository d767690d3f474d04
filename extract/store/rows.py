"""An :class:`Extraction` as rows of the base, gathered in memory and inserted in batches by ``write``.

Rows whose id is a hash of their content are inserted if they are new; the others belong to one run over one version
and are all new when that run is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from extract.find.references import designations, find_references
from extract.interval import number_to_text
from extract.store.identity import identify, identify_mention, identify_text, identify_within
from extract.types import Extraction, FigureRow, Mention, PlaceRef

Value = str | int | float | None
Row = tuple[Value, ...]

# In the order in which foreign keys and the sealing of mentions want them inserted.
SHARED_TABLES: Final = ("evidence", "mention", "entity", "alias", "figure", "statement")
RUN_TABLES: Final = (
    "article", "section", "resolution", "reading", "reading_section", "reading_provider", "reading_place",
    "enumeration", "enumeration_member", "numeral", "relation", "repair", "repair_lost", "repair_proposal",
    "designation", "citation",
)  # fmt: skip


@dataclass(slots=True)
class Rows:
    """Rows by table, without repetitions of a primary key, in order of first appearance."""

    tables: dict[str, dict[Row, Row]] = field(default_factory=dict)

    def add(self, table: str, key: Row, *rest: Value) -> bool:
        """Adds the row ``key + rest`` unless one with its key is there; tells whether it was added."""
        rows = self.tables.setdefault(table, {})
        if key in rows:
            return False
        rows[key] = key + rest
        return True

    def of(self, table: str) -> list[Row]:
        return list(self.tables.get(table, {}).values())


def gather(extraction: Extraction, id_: str) -> Rows:
    """Every row that ``extraction``, to be known as ``id_``, adds to the base."""
    gathering = _Gathering(extraction.document.text_sha256, id_)
    gathering.articles(extraction)
    gathering.names(extraction)
    gathering.figures(extraction.figures)
    gathering.enumerations(extraction)
    gathering.numerals(extraction)
    gathering.repairs(extraction)
    gathering.references(extraction)
    return gathering.rows


@dataclass(slots=True)
class _Gathering:
    text_sha256: str
    extraction: str
    rows: Rows = field(default_factory=Rows)
    covering: dict[int, dict[str, None]] = field(default_factory=dict)  # offset → the statements about a figure there

    def mention(self, type_: str, mention: Mention) -> str:
        identity = identify_mention(self.text_sha256, type_, mention.fragments)
        text = identify_text(self.text_sha256)
        start, end = min(mention.fragments)[0], max(end for _, end in mention.fragments)
        if self.rows.add("mention", (identity,), text, type_, mention.quote, start, end):
            position = 0
            for part, (first, last) in enumerate(mention.fragments):
                piece = mention.quote[position : position + last - first]
                position += last - first
                self.rows.add("evidence", (identity, part), text, first, last, piece)
        return identity

    def entity(self, type_: str, name: str, code: str | None = None) -> str:
        identity = identify(type_, name, code)
        self.rows.add("entity", (identity,), type_, name, code)
        return identity

    def place(self, place: PlaceRef) -> str:
        return self.entity("place", place.name, place.code)

    def articles(self, extraction: Extraction) -> None:
        for number, article in enumerate(extraction.articles):
            self.rows.add(
                "article",
                (self.extraction, article.id),
                number,
                article.title,
                article.kind,
                None if article.place is None else self.place(article.place),
                _iso(article.published_on),
                json.dumps(article.blocks),
                article.publisher,
                _iso(article.published_from),
                _iso(article.published_to),
            )
            paths: list[list[str]] = []
            for place, section in enumerate(article.sections):
                above = [] if section.parent is None else paths[section.parent]
                paths.append([*above, section.title])
                key: Row = (self.extraction, article.id, place)
                path = json.dumps(paths[-1], ensure_ascii=False)
                start, end = section.mention.fragments[0][0], section.mention.fragments[-1][1]
                self.rows.add("section", key, section.parent, section.level, section.title, path, start, end)

    def names(self, extraction: Extraction) -> None:
        for organization in extraction.organizations:
            mention = self.mention("organization", organization.mention)
            entity = self.entity("organization", organization.name)
            self.rows.add("alias", (entity, organization.surface))
            self.resolve(mention, entity, "positive", organization.article, organization.kind, None)
        for place in extraction.places:
            mention = self.mention("place", place.mention)
            # Without a code but with candidates the name is ambiguous; without both it lies below county level.
            codes: Sequence[str | None] = [place.code] if place.code or not place.candidates else place.candidates
            judgement = "positive" if len(codes) == 1 and (place.code or not place.candidates) else "unsure"
            for code in codes:
                entity = self.entity("place", place.name, code)
                if judgement == "positive" and place.form != "deictic":  # 全县 is no name of the county
                    self.rows.add("alias", (entity, place.mention.quote))
                self.resolve(mention, entity, judgement, place.article, place.level, place.form)

    def resolve(self, mention: str, entity: str, judgement: str, article: str, kind: str, form: str | None) -> None:
        self.rows.add("resolution", (self.extraction, mention, entity), judgement, article, kind, form)

    def figures(self, figures: Iterable[FigureRow]) -> None:
        statement_of: dict[str, str] = {}
        wholes: list[tuple[str, str]] = []
        for number, row in enumerate(figures):
            mention = self.mention("figure", row.mention)
            ordinal = 1
            statement = mention
            while not self.rows.add("statement", (statement,), mention, ordinal):
                ordinal += 1
                statement = f"{mention}.{ordinal}"
            statement_of[row.id] = statement
            if row.part_of is not None:
                wholes.append((statement, row.part_of))
            for offset in _offsets(row.mention):
                self.covering.setdefault(offset, {})[statement] = None
            self.reading(row, number, statement, self.figure(row, mention))
        for statement, whole in wholes:
            if whole in statement_of and statement_of[whole] != statement:
                self.relate("part_of", statement, statement_of[whole])

    def figure(self, row: FigureRow, mention: str) -> str:
        figure = row.statement.figure
        hard, likely = figure.hard, figure.likely
        values: Row = (
            mention,
            _text(hard.low), int(hard.low_inclusive), _text(hard.high), int(hard.high_inclusive),
            _text(likely.low), int(likely.low_inclusive), _text(likely.high), int(likely.high_inclusive),
            int(figure.approx), figure.unit, figure.per, figure.dimension, figure.rule,
        )  # fmt: skip
        identity = identify_within(mention, *values)
        self.rows.add("figure", (identity,), *values, _real(hard.low), _real(hard.high))
        return identity

    def reading(self, row: FigureRow, number: int, statement: str, figure: str) -> None:
        said, period = row.statement, row.statement.period
        providers = [self.entity("organization", name) for name in said.provider]
        places = [self.place(place) for place in said.place]
        values: Row = (said.counted, said.indicator, said.status, said.subtype, said.programme)
        values += (None,) * 4 if period is None else (_iso(period.start), _iso(period.end), period.basis, period.text)
        digest = identify(figure, *values, "providers", *providers, "places", *places)
        key: Row = (self.extraction, statement)
        self.rows.add("reading", key, row.article, number, figure, *values, digest)
        if row.section is not None:
            self.rows.add("reading_section", key, row.article, row.section)
        for table, entities in (("reading_provider", providers), ("reading_place", places)):
            for position, entity in enumerate(dict.fromkeys(entities)):
                self.rows.add(table, (*key, position), entity)

    def enumerations(self, extraction: Extraction) -> None:
        for enumeration in extraction.enumerations:
            mention = self.mention("enumeration", enumeration.mention)
            key: Row = (self.extraction, mention)
            stated, high = _integer(enumeration.stated), enumeration.stated_high
            high_value = None if high is None else _integer(high)
            if not self.rows.add("enumeration", key, enumeration.article, stated, high_value, int(enumeration.closed)):
                continue
            for number, name in enumerate(enumeration.listed):
                self.rows.add("enumeration_member", (*key, number), name)
            for offset in _offsets(enumeration.mention):
                for statement in self.covering.get(offset, ()):
                    self.relate("enumerates", mention, statement)

    def numerals(self, extraction: Extraction) -> None:
        for numeral in extraction.numerals:
            mention = self.mention("numeral", numeral.mention)
            key: Row = (self.extraction, mention)
            self.rows.add("numeral", key, numeral.article, numeral.role, _text(numeral.value))

    def repairs(self, extraction: Extraction) -> None:
        names = {
            row.mention: type_
            for type_, rows in (("place", extraction.places), ("organization", extraction.organizations))
            for row in rows
        }
        text = extraction.document.text
        for number, repair in enumerate(extraction.repairs):
            key: Row = (self.extraction, number)
            quote = text[repair.start : repair.end]
            self.rows.add("repair", key, repair.start, repair.end, quote, repair.suggested, repair.method)
            for lost in repair.lost:
                self.rows.add("repair_lost", (*key, lost.at), lost.lead, lost.trail)
            for proposal in repair.proposals:
                mention = self.mention(names[proposal.mention], proposal.mention)
                self.rows.add("repair_proposal", (*key, proposal.at, proposal.character), "document", mention)

    def references(self, extraction: Extraction) -> None:
        document = extraction.document
        titles = [title for title in (document.title, *(a.title for a in extraction.articles)) if title]
        for kind, key in designations(document.text, titles):
            self.rows.add("designation", (self.extraction, kind, key))
        for each in find_references(document.text):
            quote = document.text[each.start : each.end]
            self.rows.add("citation", (self.extraction, each.start), each.end, each.kind, each.key, quote)

    def relate(self, kind: str, subject: str, object_: str) -> None:
        self.rows.add("relation", (self.extraction, kind, subject, object_))


def _offsets(mention: Mention) -> Iterator[int]:
    for start, end in mention.fragments:
        yield from range(start, end)


def _text(value: Fraction | None) -> str | None:
    return None if value is None else number_to_text(value)


def _real(value: Fraction | None) -> float | None:
    """The nearest binary float; none for a number beyond their range, which its text holds all the same."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None


def _integer(value: int) -> int | str:
    """``value``, or its digits where it is beyond SQLite's 64 bits."""
    return value if -(2**63) <= value < 2**63 else str(value)


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
