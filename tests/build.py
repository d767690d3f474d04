"""Builds small :class:`Extraction` objects by hand, so that tests of store and audit need no reader and no pipeline.

Quotes are located in the text by searching for them; several pieces give a mention of several fragments::

    make_extraction("协会捐赠50余万元。", [make_figure("50余万元", low=500_000, unit="元", dimension="money")])
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from extract.interval import Interval
from extract.types import (
    ArticleRow,
    Block,
    Dimension,
    Document,
    DocumentKind,
    EnumerationRow,
    Extraction,
    FigureRow,
    FigureSpan,
    Locator,
    Mention,
    NumeralRole,
    NumeralRow,
    OrganizationKind,
    OrganizationRow,
    Period,
    PlaceForm,
    PlaceLevel,
    PlaceRef,
    PlaceRow,
    Statement,
    Status,
    Subtype,
)

Quote = str | Sequence[str]
Value = int | str | Fraction | None


def make_document(
    text: str,
    *,
    uri: str = "example.txt",
    title: str | None = None,
    published_on: date | None = None,
    publisher: str | None = None,
    reader: str = "text/1",
    data: bytes | None = None,
) -> Document:
    """A plain-text document, one paragraph block a line; ``data`` are its bytes if they are not the text's UTF-8."""
    encoded = text.encode("utf-8", "surrogatepass")
    ends = [index for index, character in enumerate(text) if character == "\n"] + [len(text)]
    starts = [-1, *ends]
    blocks = tuple(
        Block(before + 1, end, "paragraph", Locator(line=line))
        for line, (before, end) in enumerate(zip(starts, ends, strict=False), 1)
        if end > before + 1
    )
    return Document(
        uri=uri,
        sha256=hashlib.sha256(encoded if data is None else data).hexdigest(),
        text=text,
        text_sha256=hashlib.sha256(encoded).hexdigest(),
        media_type="text/plain",
        reader=reader,
        blocks=blocks,
        order=tuple(range(len(blocks))),
        title=title,
        publisher=publisher,
        published_on=published_on,
        encoding="utf-8",
    )


def locate(text: str, quote: Quote, occurrence: int = 1) -> Mention:
    """The ``occurrence``-th place of ``quote`` in ``text``; its further pieces follow the first one in order."""
    pieces = [quote] if isinstance(quote, str) else list(quote)
    at, fragments = -1, []
    for _ in range(occurrence):
        at = text.find(pieces[0], at + 1)
        if at < 0:
            raise ValueError(f"{pieces[0]!r} does not occur {occurrence} times")
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            raise ValueError(f"{piece!r} does not follow")
        fragments.append((at, at + len(piece)))
        at += len(piece)
    assert all(left[1] <= right[0] for left, right in pairwise(fragments))
    return Mention(tuple(fragments), "".join(pieces))


@dataclass(frozen=True)
class FigureDraft:
    """What :func:`make_extraction` turns into a :class:`FigureRow`."""

    quote: Quote
    figure: FigureSpan
    statement: dict[str, object]
    part_of: int | None
    occurrence: int


def make_figure(
    quote: Quote,
    value: Value = None,
    *,
    low: Value = None,
    high: Value = None,
    low_inclusive: bool = True,
    high_inclusive: bool = True,
    likely: tuple[Value, Value] | None = None,
    approx: bool = False,
    unit: str = "个",
    per: str | None = None,
    dimension: Dimension = "count",
    rule: str = "exact",
    counted: str | None = None,
    indicator: str | None = None,
    status: Status = "actual",
    subtype: Subtype | None = None,
    provider: Sequence[str] = (),
    place: Sequence[PlaceRef | tuple[str, str | None]] = (),
    programme: str | None = None,
    period: Period | None = None,
    part_of: int | None = None,
    occurrence: int = 1,
) -> FigureDraft:
    """A figure of exactly ``value``, or between ``low`` and ``high``; ``likely`` are closed bounds, else the hard ones.

    ``part_of`` is the index of the whole among the figures given to :func:`make_extraction`.
    """
    if value is not None:
        low = high = value
    hard = Interval(_fraction(low), _fraction(high), low_inclusive, high_inclusive)
    span = FigureSpan(
        start=0,
        end=0,
        hard=hard,
        likely=hard if likely is None else Interval(_fraction(likely[0]), _fraction(likely[1])),
        approx=approx,
        unit=unit,
        dimension=dimension,
        rule=rule,
        per=per,
    )
    statement: dict[str, object] = {
        "counted": counted,
        "indicator": indicator,
        "status": status,
        "subtype": subtype,
        "provider": tuple(provider),
        "place": tuple(item if isinstance(item, PlaceRef) else PlaceRef(*item) for item in place),
        "programme": programme,
        "period": period,
    }
    return FigureDraft(quote, span, statement, part_of, occurrence)


def make_organization(
    text: str, quote: Quote, name: str | None = None, kind: OrganizationKind = "association", occurrence: int = 1
) -> OrganizationRow:
    """An organization of article ``a1``; its canonical name is the quote unless given."""
    mention = locate(text, quote, occurrence)
    return OrganizationRow(mention, mention.quote, name or mention.quote, kind, "a1")


def make_place(
    text: str,
    quote: Quote,
    code: str | None,
    *,
    name: str | None = None,
    level: PlaceLevel = "county",
    form: PlaceForm = "full",
    candidates: Sequence[str] | None = None,
    occurrence: int = 1,
) -> PlaceRow:
    """A place of article ``a1``; its canonical name is the quote unless given."""
    mention = locate(text, quote, occurrence)
    codes = ((code,) if code else ()) if candidates is None else tuple(candidates)
    return PlaceRow(mention, name or mention.quote, level, form, code, codes, "a1")


def make_enumeration(
    text: str,
    quote: Quote,
    stated: int,
    listed: Sequence[str],
    *,
    closed: bool = True,
    stated_high: int | str | None = "same",
    occurrence: int = 1,
) -> EnumerationRow:
    """An enumeration of article ``a1``; ``stated_high`` is the stated count unless given."""
    high = stated if isinstance(stated_high, str) else stated_high
    return EnumerationRow(locate(text, quote, occurrence), stated, high, tuple(listed), closed, "a1")


def make_numeral(
    text: str, quote: Quote, role: NumeralRole = "figure", value: Value = None, occurrence: int = 1
) -> NumeralRow:
    """A numeral of article ``a1``."""
    return NumeralRow(locate(text, quote, occurrence), role, _fraction(value), "a1")


def make_extraction(
    text: str,
    figures: Sequence[FigureDraft] = (),
    *,
    organizations: Sequence[OrganizationRow] = (),
    places: Sequence[PlaceRow] = (),
    enumerations: Sequence[EnumerationRow] = (),
    numerals: Sequence[NumeralRow] = (),
    kind: DocumentKind = "news",
    uri: str = "example.txt",
    title: str | None = None,
    published_on: date | None = None,
    publisher: str | None = None,
    article_place: PlaceRef | None = None,
    document: Document | None = None,
) -> Extraction:
    """An extraction of one article (``a1``) that is the whole of ``text``; figures are ``f1``, ``f2`` … as given."""
    if document is None:
        document = make_document(text, uri=uri, title=title, published_on=published_on, publisher=publisher)
    rows = tuple(
        FigureRow(
            id=f"f{number}",
            article="a1",
            mention=locate(text, draft.quote, draft.occurrence),
            statement=Statement(figure=draft.figure, part_of=draft.part_of, **draft.statement),  # type: ignore[arg-type]
            part_of=None if draft.part_of is None else f"f{draft.part_of + 1}",
        )
        for number, draft in enumerate(figures, 1)
    )
    blocks = tuple((block.start, block.end) for block in document.blocks)
    article = ArticleRow("a1", document.title, kind, article_place, document.published_on, blocks)
    return Extraction(
        document=document,
        kind=kind,
        script="simplified",
        articles=(article,),
        figures=rows,
        organizations=tuple(organizations),
        places=tuple(places),
        enumerations=tuple(enumerations),
        numerals=tuple(numerals),
    )


def _fraction(value: Value) -> Fraction | None:
    return None if value is None else Fraction(value)
