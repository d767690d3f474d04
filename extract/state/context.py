"""What the statements of one article are read from: everything that the earlier stages found, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.find.labels import Label
from extract.find.tables import TableFigure
from extract.types import DateSpan, DocumentKind, FigureSpan, Organization, Place, PlaceRef, Span


@dataclass(frozen=True, slots=True)
class Context:
    """One article: its normalized text and all spans in it, each sequence in order of the text."""

    text: str
    paragraphs: tuple[Span, ...]
    kind: DocumentKind
    title: str | None
    published_on: date | None
    home: PlaceRef | None  # the article's own place
    figures: tuple[FigureSpan, ...]
    tables: tuple[TableFigure, ...]
    labels: tuple[Label, ...]
    periods: tuple[DateSpan, ...]
    places: tuple[Place, ...]  # those outside organizations' names
    organizations: tuple[Organization, ...]
