"""What flows between the stages: frozen, slotted dataclasses without logic.

Offsets are code points, start inclusive, end exclusive. Those of a :class:`Block` and of a :class:`Mention` count in
``Document.text``; those of spans that ``find`` returns count in the normalized text of one article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from extract.interval import Interval
from extract.slots import quick

Span = tuple[int, int]
Fragments = tuple[Span, ...]

BlockKind = Literal[
    "title", "heading", "paragraph", "list-item", "cell", "caption", "page-header", "page-footer", "page-number",
    "footnote", "boilerplate", "navigation", "spam",
]  # fmt: skip
DocumentKind = Literal["plan", "notice", "news", "report", "other"]
Script = Literal["simplified", "traditional"]
Status = Literal["target", "budget", "commitment", "underway", "disbursement", "actual", "background"]
Subtype = Literal["pledge", "commitment", "disbursement", "expenditure", "allocation"]
PeriodBasis = Literal["flow", "cumulative", "instant"]
PlaceLevel = Literal["country", "region", "province", "prefecture", "county", "township", "village"]
PlaceForm = Literal["full", "short", "abbreviation", "deictic"]
OrganizationKind = Literal[
    "foundation", "association", "chamber", "service-centre", "social-organization", "public-body", "party-body",
    "people's-organization", "company", "school", "hospital", "media", "institution", "group", "other",
]  # fmt: skip
NameLabel = Literal["place", "organization"]
Dimension = Literal[
    "money", "count", "person", "person-time", "household", "area", "length", "mass", "volume", "energy", "power",
    "temperature", "ratio", "percentage-point", "multiple", "duration", "other",
]  # fmt: skip
ReviewVerdict = Literal["accepted", "rejected", "corrected", "unsure"]
NumeralRole = Literal[
    "figure", "date", "time", "duration", "age", "ordinal", "document-number", "list-number", "page-number", "id",
    "phone", "rank", "name", "slogan", "structural", "article-word", "denominator", "label", "markup", "junk", "word",
    "unresolved",
]  # fmt: skip
RepairMethod = Literal["gbk-shift", "utf-8-as-gbk", "utf-8-as-latin-1", "gbk-as-latin-1", "replaced"]


@quick
@dataclass(frozen=True, slots=True)
class Locator:
    """Where a block lies in its file: page and box (points, origin top left), DOM path, sheet and cell, or line."""

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    path: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """The place of a ``cell`` block in its table; ``table`` numbers the tables of a document from 0."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """A contiguous piece of ``Document.text`` with a kind and a locator. Blocks never overlap; they may be empty.

    What a page shows and text does not: ``size``, that of most of its type in points; ``continues``, true where its
    first line goes on with the last line of the block before it in ``Document.order`` (across a column, a page or a
    caption); ``vertical`` type. What recognition (OCR) adds: ``confidence``, from 0 to 1, ``None`` for text that was
    read and not recognized, and ``doubtful``, the spans of ``Document.text`` that may be other characters.
    """

    start: int
    end: int
    kind: BlockKind
    locator: Locator
    cell: TableCell | None = None
    size: float | None = None
    continues: bool = False
    vertical: bool = False
    confidence: float | None = None
    doubtful: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one source: text as read, never cleaned; what is not content is a kind of block."""

    uri: str
    sha256: str  # of the bytes
    text: str
    text_sha256: str  # of the UTF-8 of text
    media_type: str
    reader: str  # name and version, e.g. "text/1"
    blocks: tuple[Block, ...]
    order: tuple[int, ...]  # reading order: indices into blocks, each at most once
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    encoding: str | None = None
    replaced: int = 0  # undecodable bytes that were replaced
    notes: tuple[str, ...] = ()  # what the user should know of how the file was read
    author: str | None = None
    site: str | None = None  # that shows it, where it names another publisher


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in words that a user understands."""

    uri: str
    reason: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Normalized:
    """Text fit for matching, each of its characters from exactly one of the source's.

    ``origin[i]`` is the offset in ``Document.text`` of ``text[i]``; it rises strictly within a block.
    """

    text: str
    origin: tuple[int, ...]
    paragraphs: tuple[Span, ...]  # in offsets of the normalized text, rising, not overlapping


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an article: ``start`` to ``end`` is its heading, in the normalized text.

    It reaches to the next heading of its ``level`` (1 is the highest) or above; ``parent`` is an index into the
    article's sections.
    """

    start: int
    end: int
    level: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """One text of a document (a newspaper page holds several), in reading order."""

    id: str
    title: str | None
    kind: DocumentKind
    publisher: str | None
    published_on: date | None
    blocks: tuple[int, ...]
    normalized: Normalized
    sections: tuple[Section, ...] = ()
    aside: Normalized | None = None  # its blocks that are no content: advertisements, navigation, notices of the site


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """Evidence: joining the text of the fragments gives the quote, exactly."""

    fragments: Fragments
    quote: str


# --- what find returns, in offsets of the article's normalized text -------------------------------------------------


@quick
@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A possible place, with every code of the gazetteer that the name may stand for."""

    start: int
    end: int
    level: PlaceLevel
    form: PlaceForm
    candidates: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name as a statistical voter sees it."""

    start: int
    end: int
    label: NameLabel


@dataclass(frozen=True, slots=True)
class OrganizationSpan:
    """An organization as written. ``pieces`` are several for 福建、江苏、湖北、四川省总工会 (四川 + 省总工会 …)."""

    start: int
    end: int
    pieces: tuple[Span, ...]
    kind: OrganizationKind


@quick
@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time expression as written; ``text`` with its preposition (截至6月底), resolved by ``resolve.periods``."""

    start: int
    end: int
    kind: Literal["date", "period", "duration", "anchor"]


@quick
@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A quantity with its unit: hard and likely bounds as DESIGN §3 defines them."""

    start: int
    end: int
    hard: Interval
    likely: Interval
    approx: bool
    unit: str
    dimension: Dimension
    rule: str  # name of the wording that gave the bounds, e.g. "at-least", "exact"
    per: str | None = None
    number: Span | None = None  # the numeral itself, without approximators and unit
    unit_span: Span | None = None  # None where the unit is understood or stands in a table head


@quick
@dataclass(frozen=True, slots=True)
class NumeralSpan:
    """A maximal run of digits or of Chinese numeral characters and its one role."""

    start: int
    end: int
    role: NumeralRole
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class EnumerationSpan:
    """A stated count of members and the members that the text lists."""

    start: int
    end: int
    stated: int
    stated_high: int | None  # None: no upper bound (20余家)
    listed: tuple[Span, ...]
    closed: bool


# --- what resolve and state return ---------------------------------------------------------------------------------


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """A place with its canonical simplified name; ``code`` per GB/T 2260, ``None`` where ambiguous or below county."""

    span: Span  # in the normalized text
    name: str
    level: PlaceLevel
    form: PlaceForm
    code: str | None
    candidates: tuple[str, ...] = ()
    reason: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Organization:
    """An organization with its canonical simplified name (DESIGN §5)."""

    pieces: tuple[Span, ...]  # in the normalized text
    surface: str  # the pieces joined, normalized
    name: str
    kind: OrganizationKind


@quick
@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place as a field of a statement."""

    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """When a statement holds: ISO dates, end inclusive; what cannot be resolved is ``None``, its text is kept."""

    start: date | None
    end: date | None
    basis: PeriodBasis
    text: str


@quick
@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in context: who, what, where, when, and whether planned, committed or done (DESIGN §4)."""

    figure: FigureSpan
    counted: str | None
    indicator: str | None
    status: Status
    subtype: Subtype | None = None
    provider: tuple[str, ...] = ()
    place: tuple[PlaceRef, ...] = ()
    programme: str | None = None
    period: Period | None = None
    part_of: int | None = None  # index of the whole among the article's statements


# --- the result for one document, in offsets of Document.text -------------------------------------------------------


@quick
@dataclass(frozen=True, slots=True)
class FigureRow:
    """A statement with its evidence, as `extract --jsonl` prints it and as the base stores it."""

    id: str
    article: str
    mention: Mention
    statement: Statement
    part_of: str | None = None
    section: int | None = None  # index of the innermost section among those of its article
    doubtful: bool = False  # recognized (OCR) with a character that may be another; its statement is approximate then


@quick
@dataclass(frozen=True, slots=True)
class OrganizationRow:
    mention: Mention
    surface: str
    name: str
    kind: OrganizationKind
    article: str


@quick
@dataclass(frozen=True, slots=True)
class PlaceRow:
    mention: Mention
    name: str
    level: PlaceLevel
    form: PlaceForm
    code: str | None
    candidates: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class EnumerationRow:
    mention: Mention
    stated: int
    stated_high: int | None
    listed: tuple[str, ...]
    closed: bool
    article: str


@quick
@dataclass(frozen=True, slots=True)
class NumeralRow:
    mention: Mention
    role: NumeralRole
    value: Fraction | None
    article: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section's heading as written, its rank from 1, and the index of the section that it lies in."""

    mention: Mention
    title: str
    level: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article; ``published_from`` and ``published_to`` bound its date as its own text allows, inclusive."""

    id: str
    title: str | None
    kind: DocumentKind
    place: PlaceRef | None
    published_on: date | None
    blocks: tuple[Span, ...]
    publisher: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    sections: tuple[SectionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LostCharacter:
    """A character of which bytes are lost; ``lead`` and ``trail`` are the bytes of its GBK code that are left.

    A byte that is left where a character lost one may have been its first or its second: then both name it.
    """

    at: int  # in the suggested text of its repair
    lead: int | None = None
    trail: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that fits around a lost character, and what it would put there."""

    at: int  # of the lost character, in the suggested text of its repair
    character: str
    name: str  # as it stands where the mention is
    mention: Mention


@dataclass(frozen=True, slots=True)
class Repair:
    """Characters damaged by a wrong decoding, and what they probably were: a suggestion, never applied.

    ``suggested`` stands for ``Document.text[start:end]`` and has ``?`` for each lost character.
    """

    start: int
    end: int
    suggested: str
    method: RepairMethod
    lost: tuple[LostCharacter, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as it is read back from the base for the audit: self-contained, with its source."""

    id: str  # stable: text hash, span and type, no extractor version
    uri: str
    title: str | None
    document_kind: DocumentKind
    published_on: date | None
    article: str
    mention: Mention
    context: str  # the sentence of the source around the quote
    hard: Interval
    likely: Interval
    approx: bool
    unit: str
    per: str | None
    dimension: Dimension
    counted: str | None
    indicator: str | None
    status: Status
    subtype: Subtype | None
    provider: tuple[str, ...]
    place: tuple[PlaceRef, ...]
    programme: str | None
    period: Period | None
    part_of: str | None
    section: tuple[str, ...] = ()  # the headings above it, the highest first
    review: ReviewVerdict | None = None  # the human verdict that stands
    state: Literal["reviewed", "stale"] | None = None  # stale: the verdict saw another reading than today's
    spans: Fragments = ()  # the fragments of ``mention``, counted in ``context``


@dataclass(frozen=True, slots=True)
class StoredEnumeration:
    """An enumeration as it is read back from the base for the audit."""

    id: str
    uri: str
    title: str | None
    article: str
    mention: Mention
    context: str
    stated: int
    stated_high: int | None
    listed: tuple[str, ...]
    closed: bool
    spans: Fragments = ()  # the fragments of ``mention``, counted in ``context``


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document."""

    document: Document
    kind: DocumentKind
    script: Script
    articles: tuple[ArticleRow, ...]
    figures: tuple[FigureRow, ...] = ()
    organizations: tuple[OrganizationRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    enumerations: tuple[EnumerationRow, ...] = ()
    numerals: tuple[NumeralRow, ...] = ()
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = field(default=())
