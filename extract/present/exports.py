"""Statements, facts, findings and verdicts as rows for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from extract.audit.facts import Fact, merge
from extract.interval import Interval, number_to_text
from extract.present.encode import encode_review
from extract.store.base import Base
from extract.store.findings import kept_findings
from extract.store.query import statements
from extract.store.reviews import standing_reviews
from extract.types import Period, StoredStatement

Row = dict[str, Any]


def statement_rows(base: Base) -> Iterator[Row]:
    """Every statement with its source, corrections applied, document by document; rejected ones say so."""
    for (uri,) in base.connection.execute("SELECT uri FROM v_document WHERE first ORDER BY uri").fetchall():
        for each in [*statements(base, uri=uri), *statements(base, uri=uri, rejected=True)]:
            yield _statement(each)


def fact_rows(base: Base) -> Iterator[Row]:
    """Every fact: what several statements say is one row, with all of them."""
    for fact in merge(statements(base)):
        yield _fact(fact)


def finding_rows(base: Base) -> Iterator[Row]:
    """The findings of the last check, a row for each figure that one rests on."""
    places = {
        row["id"]: (row["uri"], row["quote"])
        for row in base.rows(
            """SELECT i.subject AS id, m.quote, min(v.uri) AS uri FROM finding_input i
            JOIN mention m ON m.id = i.mention JOIN document_version v ON v.text = m.text
            JOIN document d ON d.uri = v.uri AND d.current = v.id GROUP BY i.subject"""
        )
    }
    for finding in kept_findings(base):
        calculation = json.loads(finding.calculation) if finding.calculation else {}
        for number, each in enumerate(finding.inputs, 1):
            uri, quote = places.get(each.id, (None, None))
            yield {
                "finding": finding.id, "check": finding.check, "verdict": finding.verdict, "reason": finding.reason,
                "formula": calculation.get("formula"), "number": number, "role": each.role, "weight": each.weight,
                "subject": each.id, "uri": uri, "quote": quote,
            }  # fmt: skip


def review_rows(base: Base) -> Iterator[Row]:
    """Every verdict that stands, in the form that ``hezhang review import`` reads into this or another base."""
    for each in standing_reviews(base):
        yield encode_review(each.review) | {"state": each.state, "stands_on": each.statement, "stands_in": each.uri}


#: What can be exported, by name.
EXPORTS: Final[dict[str, Callable[[Base], Iterator[Row]]]] = {
    "statements": statement_rows,
    "facts": fact_rows,
    "findings": finding_rows,
    "reviews": review_rows,
}
#: The columns of each, for a file without rows; a test holds them to the rows.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "statements": (
        "id", "uri", "title", "document_kind", "published_on", "article", "quote", "context", "start", "end",
        "low", "low_inclusive", "high", "high_inclusive", "likely_low", "likely_high", "approx", "unit", "per",
        "dimension", "counted", "indicator", "status", "subtype", "provider", "place", "place_code", "programme",
        "period_start", "period_end", "period_basis", "period_text", "part_of", "section", "review", "review_state",
    ),
    "facts": (
        "id", "indicator", "status", "unit", "per", "low", "low_inclusive", "high", "high_inclusive", "likely_low",
        "likely_high", "disputed", "counted", "provider", "place", "programme", "period_start", "period_end",
        "period_basis", "period_text", "statements", "documents",
    ),
    "findings": (
        "finding", "check", "verdict", "reason", "formula", "number", "role", "weight", "subject", "uri", "quote",
    ),
    "reviews": (
        "id", "statement", "verdict", "correction", "note", "reviewer", "follows", "uri", "quote", "prefix", "suffix",
        "state", "stands_on", "stands_in",
    ),
}  # fmt: skip


def _statement(each: StoredStatement) -> Row:
    return {
        "id": each.id, "uri": each.uri, "title": each.title, "document_kind": each.document_kind,
        "published_on": None if each.published_on is None else each.published_on.isoformat(), "article": each.article,
        "quote": each.mention.quote, "context": each.context,
        "start": each.mention.fragments[0][0], "end": each.mention.fragments[-1][1],
        **_bounds(each.hard, each.likely), "approx": each.approx, "unit": each.unit, "per": each.per,
        "dimension": each.dimension, "counted": each.counted, "indicator": each.indicator, "status": each.status,
        "subtype": each.subtype, "provider": list(each.provider), "place": [place.name for place in each.place],
        "place_code": [place.code or "" for place in each.place], "programme": each.programme, **_period(each.period),
        "part_of": each.part_of, "section": list(each.section), "review": each.review, "review_state": each.state,
    }  # fmt: skip


def _fact(fact: Fact) -> Row:
    scope = fact.scope
    return {
        "id": fact.id, "indicator": scope.indicator, "status": fact.status, "unit": fact.unit, "per": fact.per,
        **_bounds(fact.hard, fact.likely), "disputed": fact.disputed, "counted": scope.counted,
        "provider": list(scope.provider), "place": [place.name for place in scope.place],
        "programme": scope.programme, **_period(scope.period), "statements": [each.id for each in fact.statements],
        "documents": list(dict.fromkeys(each.uri for each in fact.statements)),
    }  # fmt: skip


def _bounds(hard: Interval, likely: Interval) -> Row:
    """Exact decimals as text, a third as 1/3: no binary float stands between the text and its reader."""
    return {
        "low": _number(hard, "low"), "low_inclusive": hard.low_inclusive,
        "high": _number(hard, "high"), "high_inclusive": hard.high_inclusive,
        "likely_low": _number(likely, "low"), "likely_high": _number(likely, "high"),
    }  # fmt: skip


def _number(interval: Interval, end: str) -> str | None:
    value = interval.low if end == "low" else interval.high
    return None if value is None else number_to_text(value)


def _period(period: Period | None) -> Row:
    return {
        "period_start": None if period is None or period.start is None else period.start.isoformat(),
        "period_end": None if period is None or period.end is None else period.end.isoformat(),
        "period_basis": period and period.basis,
        "period_text": period and period.text,
    }
