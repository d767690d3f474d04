"""Runs: which extractors read the base, whose readings count, and what one reads otherwise than another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from extract.errors import StoreError
from extract.spans import Covered
from extract.store.base import Base

Difference = Literal["added", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Run:
    """An extractor with its configuration. ``documents`` are the current ones it has read, ``active`` those of them in
    which its readings count."""

    id: str
    extractor: str
    configuration: Mapping[str, str]
    documents: int
    active: int


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that two runs do not read alike. ``fields`` gives for each field that differs both values.

    A figure that both find, but in other characters, is *changed* in its ``quote``.
    """

    kind: Difference
    uri: str
    statement: str  # that of the new run; of the old one if it is lost
    quote: str
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(slots=True)
class Comparison:
    """What a new run added, lost and changed in the documents that both have read."""

    old: str
    new: str
    documents: int = 0
    only_old: int = 0  # current documents that the new run has not read
    same: int = 0
    changes: list[Change] = field(default_factory=list)

    def count(self, kind: Difference) -> int:
        return sum(change.kind == kind for change in self.changes)

    @property
    def fields(self) -> Counter[str]:
        """How often each field differs among the changed statements."""
        return Counter(name for change in self.changes if change.kind == "changed" for name in change.fields)


def runs(base: Base) -> list[Run]:
    """Every run of the base in the order in which they first stored something."""
    rows = base.rows(
        """SELECT r.id, r.extractor, r.configuration,
            (SELECT count(*) FROM extraction e JOIN document d ON d.current = e.version
                JOIN document_version v ON v.id = e.version AND v.uri = d.uri WHERE e.run = r.id) AS documents,
            (SELECT count(*) FROM active_run a JOIN document_version v ON v.id = a.version
                JOIN document d ON d.uri = v.uri AND d.current = v.id WHERE a.run = r.id) AS active
        FROM run r
        ORDER BY (SELECT min(l.id) FROM log l WHERE l.detail = 'run ' || r.id), r.id"""
    )
    return [
        Run(row["id"], row["extractor"], json.loads(row["configuration"]), row["documents"], row["active"])
        for row in rows
    ]


def find_run(base: Base, wanted: str) -> str:
    """The one run whose id begins with ``wanted``, or whose extractor is so called.

    Raises:
        StoreError: none, or several.
    """
    known = runs(base)
    found = [run.id for run in known if wanted and (run.id.startswith(wanted) or run.extractor == wanted)]
    if len(found) != 1:
        listed = ", ".join(f"{run.id[:8]} ({run.extractor})" for run in known) or "none"
        raise StoreError(f"{wanted!r} names {'no run' if not found else 'several runs'} of {base.path}: {listed}")
    return found[0]


def compare_runs(base: Base, old: str, new: str) -> Comparison:
    """What the run ``new`` reads otherwise than ``old``, over the current documents that both have read."""
    comparison = Comparison(old, new)
    pairs = base.rows(
        """SELECT d.uri, a.id AS old, b.id AS new FROM extraction a
        JOIN document_version v ON v.id = a.version
        JOIN document d ON d.uri = v.uri AND d.current = v.id
        LEFT JOIN extraction b ON b.version = a.version AND b.run = :new
        WHERE a.run = :old ORDER BY d.uri""",
        {"old": old, "new": new},
    )
    for pair in list(pairs):
        if pair["new"] is None:
            comparison.only_old += 1
            continue
        comparison.documents += 1
        before, after = _readings(base, pair["old"]), _readings(base, pair["new"])
        changes = list(_differences(pair["uri"], before, after))
        comparison.changes += changes
        comparison.same += len(after) - sum(change.kind != "lost" for change in changes)
    return comparison


@dataclass(frozen=True, slots=True)
class _Reading:
    quote: str
    start: int
    end: int
    content: str

    def against(self, other: _Reading) -> dict[str, tuple[Any, Any]]:
        """The fields in which ``other`` differs, the quote among them."""
        old, new = json.loads(self.content), json.loads(other.content)
        fields = {name: (old.get(name), new[name]) for name in new if old.get(name) != new[name]}
        return fields if self.quote == other.quote else {"quote": (self.quote, other.quote)} | fields


def _readings(base: Base, extraction: str) -> dict[str, _Reading]:
    rows = base.rows(
        """SELECT r.statement, m.quote, m.start, m."end", k.content
        FROM reading r
        JOIN v_content k ON k.extraction = r.extraction AND k.statement = r.statement
        JOIN statement s ON s.id = r.statement
        JOIN mention m ON m.id = s.mention
        WHERE r.extraction = ? ORDER BY m.start, r.number""",
        (extraction,),
    )
    return {row["statement"]: _Reading(row["quote"], row["start"], row["end"], row["content"]) for row in rows}


def _differences(uri: str, before: Mapping[str, _Reading], after: Mapping[str, _Reading]) -> Iterator[Change]:
    lost = {id_: reading for id_, reading in before.items() if id_ not in after}
    vanished = Covered((reading.start, reading.end) for reading in lost.values())
    for id_, reading in after.items():
        if id_ in before:
            if before[id_].content != reading.content:
                yield Change("changed", uri, id_, reading.quote, before[id_].against(reading))
            continue
        former = None
        if vanished.meets(reading.start, reading.end):
            former = next(
                (key for key, was in lost.items() if was.start < reading.end and reading.start < was.end), None
            )
        if former is None:
            yield Change("added", uri, id_, reading.quote, {})
        else:
            yield Change("changed", uri, id_, reading.quote, lost.pop(former).against(reading))
    for id_, reading in lost.items():
        yield Change("lost", uri, id_, reading.quote, {})
