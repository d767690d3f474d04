"""Documents, statements, hits and load reports as JSON, with the keys of ``extract --jsonl`` where these fit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extract.encode import encode_period, encode_repair
from extract.interval import number_to_json
from extract.load import LoadReport
from extract.store.numerals import StoredNumeral
from extract.store.query import Coverage, StoredDocument
from extract.store.repairs import StoredRepair
from extract.store.reviews import Review, Standing
from extract.store.search import Hit
from extract.types import StoredStatement

Json = dict[str, Any]


def encode_statement(statement: StoredStatement) -> Json:
    """A stored statement like a figure of ``extract``, with its stable id, its uri and its sentence."""
    return {
        "id": statement.id,
        "uri": statement.uri,
        "article": statement.article,
        "fragments": [list(span) for span in statement.mention.fragments],
        "quote": statement.mention.quote,
        "context": statement.context,
        "low": number_to_json(statement.hard.low),
        "high": number_to_json(statement.hard.high),
        "low_inclusive": statement.hard.low_inclusive,
        "high_inclusive": statement.hard.high_inclusive,
        "likely_low": number_to_json(statement.likely.low),
        "likely_high": number_to_json(statement.likely.high),
        "approx": statement.approx,
        "unit": statement.unit,
        "per": statement.per,
        "dimension": statement.dimension,
        "counted": statement.counted,
        "indicator": statement.indicator,
        "status": statement.status,
        "subtype": statement.subtype,
        "provider": list(statement.provider),
        "place": [{"name": place.name, "code": place.code} for place in statement.place],
        "programme": statement.programme,
        "period": encode_period(statement.period),
        "part_of": statement.part_of,
        "section": list(statement.section),
        "review": statement.review,
        "review_state": statement.state,
    }


def encode_review(review: Review) -> Json:
    """A verdict with all that finds its figure again; the keys are those that ``review import`` reads."""
    return {
        "id": review.id,
        "statement": review.statement,
        "verdict": review.verdict,
        "correction": None if review.correction is None else dict(review.correction),
        "note": review.note,
        "reviewer": review.reviewer,
        "follows": review.follows,
        "uri": review.uri,
        "quote": review.quote,
        "prefix": review.prefix,
        "suffix": review.suffix,
    }


def encode_standing(standing: Standing) -> Json:
    """A verdict, its state, and where it stands now (``None``: nowhere)."""
    return encode_review(standing.review) | {
        "state": standing.state,
        "stands_on": standing.statement,
        "stands_in": standing.uri,
        "saw": standing.review.saw,
        "reads_now": standing.reading,
    }


def encode_stored_repair(stored: StoredRepair) -> Json:
    """A repair as ``extract --jsonl`` has it; each proposal says where the name is known from (``uri``: elsewhere)."""
    proposals = tuple(each.proposal for each in stored.proposals)
    encoded = encode_repair(replace(stored.repair, proposals=proposals), stored.quote)
    listed = (proposal for lost in encoded["lost"] for proposal in lost["proposals"])
    for proposal, each in zip(listed, stored.proposals, strict=True):
        proposal |= {"source": each.source, "uri": each.uri}
    return encoded


def encode_document(document: StoredDocument) -> Json:
    return {
        "uri": document.uri,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "media_type": document.media_type,
        "title": document.title,
        "kind": document.kind,
        "script": document.script,
        "publisher": document.publisher,
        "published_on": None if document.published_on is None else document.published_on.isoformat(),
        "length": document.length,
        "author": document.author,
        "site": document.site,
        "extractor": document.extractor,
        "versions": document.versions,
        "articles": document.articles,
        "figures": document.figures,
    }


def encode_coverage(coverage: Coverage) -> Json:
    """Numerals by role; ``ratio`` is resolved ÷ all."""
    return {
        "uri": coverage.uri,
        "numerals": coverage.numerals,
        "resolved": coverage.resolved,
        "ratio": round(coverage.ratio, 4),
        "roles": dict(coverage.roles),
    }


def encode_load(report: LoadReport) -> Json:
    return {
        "documents": report.documents,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failures": [{"uri": each.uri, "reason": each.reason, "sha256": each.sha256} for each in report.failures],
        "notes": [{"uri": uri, "note": note} for uri, note in report.notes],
        "figures": report.figures,
        "numerals": report.numerals,
        "unresolved": report.unresolved,
        "coverage": [encode_coverage(each) for each in report.coverage],
    }


def encode_hit(hit: Hit) -> Json:
    """A hit; ``spans`` in offsets of the document's text, ``snippet_start`` likewise."""
    return {
        "uri": hit.uri,
        "title": hit.title,
        "spans": [list(span) for span in hit.spans],
        "snippet": hit.snippet,
        "snippet_start": hit.snippet_start,
    }


def encode_numeral(numeral: StoredNumeral) -> Json:
    return {
        "fragments": [list(span) for span in numeral.mention.fragments],
        "quote": numeral.mention.quote,
        "role": numeral.role,
    }
