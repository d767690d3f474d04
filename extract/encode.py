"""An :class:`Extraction` as the JSON of DESIGN §8; ``schemas/extract.schema.json`` says the same to machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from extract.interval import number_to_json
from extract.types import (
    ArticleRow,
    Document,
    EnumerationRow,
    Extraction,
    FigureRow,
    Mention,
    NumeralRow,
    OrganizationRow,
    Period,
    PlaceRef,
    PlaceRow,
    Repair,
    SectionRow,
)

JsonObject = dict[str, Any]


def to_json(extraction: Extraction) -> JsonObject:
    """The object that ``extract --jsonl`` prints on one line: offsets in code points, dates ISO, numbers as numbers.

    Ids of figures (``f1``) and articles (``a1``) hold within the object only. A number without an exact decimal is
    rounded to four places; the base keeps it exactly.
    """
    document = extraction.document
    sections = {article.id: article.sections for article in extraction.articles}
    return {
        "document": _document(extraction),
        "articles": [_article(article) for article in extraction.articles],
        "figures": [_figure(figure, sections[figure.article]) for figure in extraction.figures],
        "organizations": [_organization(organization) for organization in extraction.organizations],
        "places": [_place(place) for place in extraction.places],
        "enumerations": [_enumeration(enumeration) for enumeration in extraction.enumerations],
        "numerals": [_numeral(numeral) for numeral in extraction.numerals],
        "repairs": [encode_repair(repair, document.text[repair.start : repair.end]) for repair in extraction.repairs],
    }


def _document(extraction: Extraction) -> JsonObject:
    document: Document = extraction.document
    return {
        "uri": document.uri,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "media_type": document.media_type,
        "title": document.title,
        "kind": extraction.kind,
        "script": extraction.script,
        "publisher": document.publisher,
        "published_on": _date(document.published_on),
        "length": len(document.text),
        "notes": list(extraction.notes),
        "author": document.author,
        "site": document.site,
    }


def _article(article: ArticleRow) -> JsonObject:
    return {
        "id": article.id,
        "title": article.title,
        "kind": article.kind,
        "place": None if article.place is None else _place_ref(article.place),
        "published_on": _date(article.published_on),
        "blocks": [list(block) for block in article.blocks],
        "publisher": article.publisher,
        "published_from": _date(article.published_from),
        "published_to": _date(article.published_to),
        "sections": [_section(section) for section in article.sections],
    }


def _section(section: SectionRow) -> JsonObject:
    return {
        **_mention(section.mention),
        "title": section.title,
        "level": section.level,
        "parent": section.parent,
    }


def _section_path(sections: Sequence[SectionRow], index: int | None) -> list[str]:
    """The headings that a figure stands under, the highest first."""
    path: list[str] = []
    while index is not None:
        path.append(sections[index].title)
        index = sections[index].parent
    return path[::-1]


def _figure(row: FigureRow, sections: Sequence[SectionRow]) -> JsonObject:
    statement = row.statement
    figure = statement.figure
    hard, likely = figure.hard, figure.likely
    low, high = number_to_json(hard.low), number_to_json(hard.high)
    return {
        "id": row.id,
        "article": row.article,
        **_mention(row.mention),
        "low": low,
        "high": high,
        "low_inclusive": hard.low_inclusive,
        "high_inclusive": hard.high_inclusive,
        "likely_low": low if likely is hard else number_to_json(likely.low),
        "likely_high": high if likely is hard else number_to_json(likely.high),
        "approx": figure.approx,
        "unit": figure.unit,
        "per": figure.per,
        "dimension": figure.dimension,
        "counted": statement.counted,
        "indicator": statement.indicator,
        "status": statement.status,
        "subtype": statement.subtype,
        "provider": list(statement.provider),
        "place": [_place_ref(place) for place in statement.place],
        "programme": statement.programme,
        "period": encode_period(statement.period),
        "part_of": row.part_of,
        "rule": figure.rule,
        "section": _section_path(sections, row.section),
        "doubtful": row.doubtful,
    }


def _organization(row: OrganizationRow) -> JsonObject:
    return {**_mention(row.mention), "surface": row.surface, "name": row.name, "kind": row.kind}


def _place(row: PlaceRow) -> JsonObject:
    return {
        **_mention(row.mention),
        "name": row.name,
        "level": row.level,
        "form": row.form,
        "code": row.code,
        "candidates": list(row.candidates),
    }


def _enumeration(row: EnumerationRow) -> JsonObject:
    return {
        **_mention(row.mention),
        "stated": row.stated,
        "stated_high": row.stated_high,
        "listed": list(row.listed),
        "closed": row.closed,
    }


def _numeral(row: NumeralRow) -> JsonObject:
    mention = row.mention
    return {
        "fragments": [*map(list, mention.fragments)],
        "quote": mention.quote,
        "role": row.role,
        "value": number_to_json(row.value),
    }


def encode_repair(repair: Repair, quote: str) -> JsonObject:
    """A repair of ``quote`` with its lost characters; ``at`` is an offset in the suggested text."""
    return {
        "fragments": [[repair.start, repair.end]],
        "quote": quote,
        "suggested": repair.suggested,
        "method": repair.method,
        "lost": [
            {
                "at": lost.at,
                "proposals": [
                    {"character": proposal.character, "name": proposal.name, **_mention(proposal.mention)}
                    for proposal in repair.proposals
                    if proposal.at == lost.at
                ],
            }
            for lost in repair.lost
        ],
    }


def _mention(mention: Mention) -> JsonObject:
    return {"fragments": [*map(list, mention.fragments)], "quote": mention.quote}


def _place_ref(place: PlaceRef) -> JsonObject:
    return {"name": place.name, "code": place.code}


def encode_period(period: Period | None) -> JsonObject | None:
    """A period with ISO dates; null if there is none."""
    if period is None:
        return None
    return {"start": _date(period.start), "end": _date(period.end), "basis": period.basis, "text": period.text}


def _date(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
