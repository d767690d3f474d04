"""Which reports answer which plans, document by document, each pair with its evidence: proposals, never a verdict.

A document plans if it states targets or budgets and reports if it states what was promised, begun, paid or done. A
report may answer a plan that it cites, whose programme it names, or that concerns the same bodies at the same place.
Figures are paired by :mod:`extract.audit.pairing`; this is about whole documents, to see what belongs together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from extract.audit.providers import identifies
from extract.audit.scope import relate_programmes
from extract.find.gazetteer import contains
from extract.store.base import Base
from extract.store.identities import Identities
from extract.store.links import citations, issuers

_WEIGHT_CITED: Final = 50
_WEIGHT_PROGRAMME: Final = 40
_WEIGHT_BODY: Final = 25
_WEIGHT_PLACE: Final = 15
_AGREEING: Final = ("same", "inside", "contains")
_BY: Final = {"title": "标题 title", "carries": "所印发的标题 carried title", "number": "文号 number"}
_PLANNED: Final = frozenset({"target", "budget"})
_REPORTED: Final = frozenset({"commitment", "underway", "disbursement", "actual"})
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """That the document ``report`` may answer the document ``plan``; ``score`` orders such pairs."""

    plan: str
    report: str
    score: int
    evidence: tuple[str, ...]


@dataclass(slots=True)
class _Side:
    """What a document is about."""

    published_on: date | None
    statuses: set[str] = field(default_factory=set)
    programmes: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    places: set[tuple[str, str]] = field(default_factory=set)  # name, code


def answers(base: Base, uri: str) -> list[Answer]:
    """The pairs that the document at ``uri`` may belong to, as plan or as report, the best founded first."""
    sides = _sides(base)
    if uri not in sides:
        return []
    bodies = {each: set(issuers(base, each)) for each in sides}
    cited = {each: dict(_cited(base, each)) for each in sides}
    found = []
    for other in sides:
        for plan, report in ((uri, other), (other, uri)) if other != uri else ():
            answer = _weigh(plan, report, sides, bodies, cited)
            if answer is not None:
                found.append(answer)
    return sorted(found, key=lambda answer: (-answer.score, answer.plan, answer.report))


def _sides(base: Base) -> dict[str, _Side]:
    identities = Identities(base)
    sides = {
        row["uri"]: _Side(None if row["day"] is None else date.fromisoformat(row["day"]))
        for row in base.rows(
            """SELECT d.uri, coalesce(d.published_on, min(a.published_on)) AS day
            FROM v_document d LEFT JOIN article a ON a.extraction = d.extraction
            WHERE d.first GROUP BY d.uri"""
        )
    }
    for row in base.rows("SELECT DISTINCT uri, status, programme FROM v_statement"):
        sides[row["uri"]].statuses.add(row["status"])
        if row["programme"]:
            sides[row["uri"]].programmes.add(row["programme"])
    rows = base.rows(
        """SELECT DISTINCT d.uri, e.name FROM v_document d
        JOIN reading_provider p ON p.extraction = d.extraction JOIN entity e ON e.id = p.entity WHERE d.first"""
    )
    for row in rows:
        if identifies(name := identities.of(row["name"], row["uri"])):
            sides[row["uri"]].bodies.add(name)
    rows = base.rows(
        """SELECT DISTINCT d.uri, e.name, e.code FROM v_document d
        JOIN reading_place p ON p.extraction = d.extraction JOIN entity e ON e.id = p.entity
        WHERE d.first AND e.code IS NOT NULL AND e.code NOT LIKE '__0000'"""
    )
    for row in rows:
        sides[row["uri"]].places.add((row["name"], row["code"]))
    return sides


def _cited(base: Base, uri: str) -> Iterable[tuple[str, str]]:
    for citation in citations(base, uri):
        for target, by in citation.targets:
            yield target, f"引用{_BY[by]} cites {citation.quote}"


def _weigh(
    plan: str, report: str, sides: dict[str, _Side], issued: dict[str, set[str]], cited: dict[str, dict[str, str]]
) -> Answer | None:
    one, other = sides[plan], sides[report]
    if not (one.statuses & _PLANNED and other.statuses & _REPORTED):
        return None
    if one.published_on is not None and other.published_on is not None and other.published_on < one.published_on:
        return None
    score, evidence = 0, list[str]()
    if plan in cited[report]:
        score += _WEIGHT_CITED
        evidence.append(cited[report][plan])
    programmes = sorted(
        a for a in one.programmes if any(relate_programmes(a, b) in _AGREEING for b in other.programmes)
    )
    if programmes:
        score += _WEIGHT_PROGRAMME
        evidence.append(_listed("同一项目 same programme", programmes))
    bodies = sorted((one.bodies | issued[plan]) & (other.bodies | issued[report]))
    places = sorted(
        name for name, code in one.places if any(contains(code, c) or contains(c, code) for _, c in other.places)
    )
    if not (score or (bodies and places)):
        return None
    if bodies:
        score += _WEIGHT_BODY
        evidence.append(_listed("同一机构 same body", bodies))
    if places:
        score += _WEIGHT_PLACE
        evidence.append(_listed("同一地方 same place", list(dict.fromkeys(places))))
    return Answer(plan, report, score, tuple(evidence))


def _listed(title: str, names: list[str]) -> str:
    return f"{title} {'、'.join(names[:_SHOWN])}" + (" …" if len(names) > _SHOWN else "")
