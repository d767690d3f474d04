"""What the components find in an article, and its rows: every span traced back to exact characters of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.find.roles import Scan, scan_aside
from extract.find.tables import Tables
from extract.normalize import section_at, trace
from extract.resolve.issued import bound_publication
from extract.spans import Covered
from extract.types import (
    Article,
    ArticleRow,
    DateSpan,
    Document,
    EnumerationRow,
    EnumerationSpan,
    FigureRow,
    NameSpan,
    NumeralRow,
    Organization,
    OrganizationRow,
    OrganizationSpan,
    Place,
    PlaceRef,
    PlaceRow,
    PlaceSpan,
    Section,
    SectionRow,
    Statement,
)


@dataclass(slots=True)
class Findings:
    """What the components found so far in one article, in offsets of its normalized text."""

    article: Article
    place_spans: Sequence[PlaceSpan] = ()
    organization_spans: Sequence[OrganizationSpan] = ()
    tables: Tables = field(default_factory=lambda: Tables((), (), ()))
    scan: Scan = field(default_factory=lambda: Scan((), (), ()))
    periods: Sequence[DateSpan] = ()
    enumerations: Sequence[EnumerationSpan] = ()
    home: PlaceRef | None = None
    places: Sequence[Place] = ()
    organizations: Sequence[Organization] = ()
    statements: Sequence[Statement] = ()
    votes: Sequence[NameSpan] = ()  # of the models that the user brought


class FindingRows:
    """Collects the findings of all articles as rows with evidence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._doubtful = Covered(span for block in document.blocks for span in block.doubtful)
        self.articles: list[ArticleRow] = []
        self.figures: list[FigureRow] = []
        self.organizations: list[OrganizationRow] = []
        self.places: list[PlaceRow] = []
        self.enumerations: list[EnumerationRow] = []
        self.numerals: list[NumeralRow] = []

    def add(self, findings: Findings) -> None:
        article, source = findings.article, self._document.text
        normalized, name = article.normalized, article.id
        blocks = tuple((self._document.blocks[i].start, self._document.blocks[i].end) for i in article.blocks)
        sections = tuple(self._section(article, section) for section in article.sections)
        dated = bound_publication(findings.statements, article.kind, article.published_on)
        row = ArticleRow(
            name,
            article.title,
            article.kind,
            findings.home,
            article.published_on,
            blocks,
            article.publisher,
            *dated,
            sections,
        )
        self.articles.append(row)
        first = len(self.figures) + 1
        for number, statement in enumerate(findings.statements, first):
            figure = statement.figure
            whole = None if statement.part_of is None else f"f{first + statement.part_of}"
            mention = trace(normalized, source, (figure.start, figure.end))
            section = section_at(article.sections, figure.start)
            doubtful = any(self._doubtful.meets(*fragment) for fragment in mention.fragments)
            if doubtful:  # a digit that may be another: no verdict may rest on it
                statement = replace(statement, figure=replace(figure, approx=True))
            self.figures.append(FigureRow(f"f{number}", name, mention, statement, whole, section, doubtful))
        for organization in findings.organizations:
            mention = trace(normalized, source, *organization.pieces)
            self.organizations.append(
                OrganizationRow(mention, organization.surface, organization.name, organization.kind, name)
            )
        for place in findings.places:
            mention = trace(normalized, source, place.span)
            self.places.append(
                PlaceRow(mention, place.name, place.level, place.form, place.code, place.candidates, name)
            )
        for item in findings.enumerations:
            listed = tuple(normalized.text[start:end] for start, end in item.listed)
            mention = trace(normalized, source, (item.start, item.end))
            self.enumerations.append(EnumerationRow(mention, item.stated, item.stated_high, listed, item.closed, name))
        asides = [(article.aside, scan_aside(article.aside.text))] if article.aside else []
        for part, numerals in ((normalized, findings.scan.numerals), *asides):
            for numeral in numerals:
                mention = trace(part, source, (numeral.start, numeral.end))
                self.numerals.append(NumeralRow(mention, numeral.role, numeral.value, name))

    def _section(self, article: Article, section: Section) -> SectionRow:
        mention = trace(article.normalized, self._document.text, (section.start, section.end))
        return SectionRow(mention, "".join(mention.quote.split()), section.level, section.parent)
