"""Totals, findings and diff rows as JSON: the same keys as the output of ``extract`` where the meaning is the same."""

from __future__ import annotations

from typing import Any

from extract.audit.diff import DiffRow, Side
from extract.audit.exclusions import Exclusion
from extract.audit.facts import Fact
from extract.audit.findings import Calculation, Finding, Input
from extract.audit.scope import Scope
from extract.audit.totals import Total
from extract.encode import encode_period
from extract.interval import Interval, number_to_json
from extract.types import StoredStatement

Json = dict[str, Any]


def encode_total(answer: Total) -> Json:
    """One total. ``hard`` and ``likely`` are null where nothing was countable."""
    return {
        "group": dict(answer.key),
        "indicator": answer.indicator,
        "status": answer.status,
        "unit": answer.unit,
        "hard": encode_interval(answer.hard),
        "likely": encode_interval(answer.likely),
        "n_statements": answer.n_statements,
        "n_facts": answer.n_facts,
        "n_counted": answer.n_counted,
        "disputed": answer.disputed,
        "counted": [encode_fact(fact) for fact in answer.counted],
        "undecided": [encode_fact(fact) for fact in answer.undecided],
        "excluded": [_exclusion(each) for each in answer.excluded],
    }


def encode_finding(finding: Finding) -> Json:
    return {
        "id": finding.id,
        "check": finding.check,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "inputs": [_input(each) for each in finding.inputs],
        "calculation": _calculation(finding.calculation),
    }


def encode_diff_row(row: DiffRow) -> Json:
    """One row; ``achievement`` in per cent, ``gap`` in ``unit``, both null where they cannot be computed."""
    return {
        **_scope(row.scope),
        "unit": row.unit,
        "status": row.status,
        "reason": row.reason,
        "cap": row.cap,
        "planned": None if row.planned is None else encode_fact(row.planned),
        "commitment": _side(row.commitment),
        "disbursed": _side(row.disbursed),
        "actual": _side(row.actual),
        "achievement": _bounds(row.achievement),
        "gap": _bounds(row.gap),
        "near": [encode_fact(fact) for fact in row.near],
        "revised": [encode_fact(fact) for fact in row.revised],
    }


def encode_fact(fact: Fact) -> Json:
    """One fact with all its statements as evidence."""
    return {
        "id": fact.id,
        "words": fact.words,
        "hard": encode_interval(fact.hard),
        "likely": encode_interval(fact.likely),
        "disputed": fact.disputed,
        "unit": fact.unit,
        "per": fact.per,
        "status": fact.status,
        **_scope(fact.scope),
        "statements": [_source(each) for each in fact.statements],
    }


def encode_interval(interval: Interval | None) -> Json | None:
    """Bounds as JSON numbers, null where unbounded."""
    if interval is None:
        return None
    return {
        "low": number_to_json(interval.low),
        "high": number_to_json(interval.high),
        "low_inclusive": interval.low_inclusive,
        "high_inclusive": interval.high_inclusive,
    }


def _bounds(pair: tuple[Interval, Interval] | None) -> Json | None:
    return None if pair is None else {"hard": encode_interval(pair[0]), "likely": encode_interval(pair[1])}


def _side(side: Side | None) -> Json | None:
    if side is None:
        return None
    return {
        "hard": encode_interval(side.hard),
        "likely": encode_interval(side.likely),
        "facts": [encode_fact(fact) for fact in side.facts],
    }


def _scope(scope: Scope) -> Json:
    return {
        "indicator": scope.indicator,
        "counted": scope.counted,
        "provider": list(scope.provider),
        "place": [{"name": place.name, "code": place.code} for place in scope.place],
        "programme": scope.programme,
        "period": encode_period(scope.period),
    }


def _exclusion(exclusion: Exclusion) -> Json:
    return {
        "reason": exclusion.reason.name.lower().replace("_", "-"),
        "sentence": exclusion.sentence,
        "instead": exclusion.instead,
        "statement": _source(exclusion.statement),
    }


def _source(statement: StoredStatement) -> Json:
    return {
        "id": statement.id,
        "uri": statement.uri,
        "article": statement.article,
        "fragments": [list(span) for span in statement.mention.fragments],
        "quote": statement.mention.quote,
        "context": statement.context,
        "section": list(statement.section),
    }


def _calculation(made: Calculation | None) -> Json | None:
    if made is None:
        return None
    return {
        "formula": made.formula,
        "computed": _bounds((made.computed.hard, made.computed.likely)),
        "stated": _bounds((made.stated.hard, made.stated.likely)),
        "unit": made.unit,
    }


def _input(each: Input) -> Json:
    return {
        "id": each.id,
        "uri": each.uri,
        "role": each.role,
        "quote": each.quote,
        "context": each.context,
        "hard": encode_interval(each.hard),
        "likely": encode_interval(each.likely),
        "approx": each.approx,
        "unit": each.unit,
        "listed": list(each.listed),
        "weight": each.weight,
    }
