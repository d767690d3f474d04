"""All that the workbook and the report tell about a base, gathered once, so that the two never disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.audit.checks import run_checks
from extract.audit.diff import DiffRow, diff
from extract.audit.facts import Fact
from extract.audit.findings import Finding
from extract.audit.totals import GroupField, Total, totals
from extract.present.filters import Filters
from extract.store.base import Base
from extract.store.numerals import numeral_accounts
from extract.store.query import Coverage, StoredDocument, coverage, documents, enumerations, failures, statements
from extract.types import Failure, StoredEnumeration, StoredStatement


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answers to all questions about the chosen statements.

    Findings and rows of plan against report come from the whole base and are kept where a chosen statement takes part
    in them, so that a filter hides verdicts and changes none. ``statements`` are the chosen ones and those that stand
    beside them in these answers, by document and place. Of the ``rejected`` ones, which a human struck out, no question
    is asked.
    """

    filters: Filters
    documents: tuple[StoredDocument, ...]
    coverage: Mapping[str, Coverage]
    failures: tuple[Failure, ...]
    statements: tuple[StoredStatement, ...]
    rejected: tuple[StoredStatement, ...]
    enumerations: Mapping[str, StoredEnumeration]
    findings: tuple[Finding, ...]
    totals: tuple[Total, ...]
    rows: tuple[DiffRow, ...]


def gather(base: Base, filters: Filters, group_by: Sequence[GroupField]) -> Dossier:
    """Puts every question to the base."""
    every, lists = statements(base), enumerations(base)
    findings, rows = run_checks(every, lists, numeral_accounts(base)), diff(every)
    chosen = every
    if filters.words():
        chosen = filters.choose(base)
        ids = {each.id for each in chosen}
        findings = [finding for finding in findings if any(each.id in ids for each in finding.inputs)]
        rows = [row for row in rows if any(each.id in ids for fact in facts_of(row) for each in fact.statements)]
    named = {each.id for each in chosen} | {each.id for finding in findings for each in finding.inputs}
    named |= {each.id for row in rows for fact in facts_of(row) for each in fact.statements}
    cited = [each for each in every if each.id in named]
    rejected = filters.choose(base, rejected=True)
    uris = {each.uri for each in (*cited, *rejected)} | {each.uri for finding in findings for each in finding.inputs}
    return Dossier(
        filters=filters,
        documents=tuple(each for each in documents(base) if not filters.words() or each.uri in uris),
        coverage={each.uri: each for each in coverage(base)},
        failures=tuple(failures(base)),
        statements=tuple(sorted(cited, key=_position)),
        rejected=tuple(sorted(rejected, key=_position)),
        enumerations={each.id: each for each in lists},
        findings=tuple(findings),
        totals=tuple(totals(chosen, group_by=group_by, rejected=rejected)),
        rows=tuple(rows),
    )


def facts_of(row: DiffRow) -> Iterator[Fact]:
    """Every fact of a row: the plan, what answers it, and what nearly does."""
    if row.planned is not None:
        yield row.planned
    for side in (row.commitment, row.disbursed, row.actual):
        if side is not None:
            yield from side.facts
    yield from row.near


def _position(statement: StoredStatement) -> tuple[str, int, str]:
    return statement.uri, statement.mention.fragments[0][0], statement.id
