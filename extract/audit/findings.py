"""What a check found: the verdict, its reason in words, and the figures it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.audit.verdicts import Judgement, Quantity, Verdict, guaranteed
from extract.interval import Interval
from extract.types import StoredEnumeration, StoredStatement

CheckName = Literal[
    "enumeration", "part-whole", "disbursed-committed", "duplicate", "cross-document", "cumulative", "period", "ratio",
    "unit-slip", "target", "coverage",
]  # fmt: skip
Role = Literal[
    "stated", "whole", "part", "committed", "disbursed", "one", "other", "earlier", "later", "rate", "quantity",
    "total", "share", "before", "after", "growth", "planned", "reported", "unresolved", "document",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """One figure of a finding, as written, with its bounds and its part in the check.

    ``hard`` is the guaranteed interval. ``listed`` are the members of an enumeration, empty for figures.
    """

    id: str
    uri: str
    title: str | None
    quote: str
    context: str
    role: Role
    hard: Interval
    likely: Interval
    approx: bool
    unit: str
    listed: tuple[str, ...] = ()
    weight: int | None = None  # with which it enters a sum: 1 or -1; None where nothing is summed


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a check computed, and what the text states instead; both with their bounds, in ``unit``.

    ``formula`` is written with the figures as they stand in the text (320户 × 600元/户).
    """

    formula: str
    computed: Quantity
    stated: Quantity
    unit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one check to one question. ``id`` depends on the check and the inputs alone, not on the verdict.

    ``calculation`` is ``None`` where nothing was computed: lists, and figures compared as they are.
    """

    id: str
    check: CheckName
    verdict: Verdict
    reason: str
    inputs: tuple[Input, ...]
    calculation: Calculation | None = None


def find(
    check: CheckName, judgement: Judgement, inputs: Sequence[Input], calculation: Calculation | None = None
) -> Finding:
    """A finding with its stable id."""
    key = "\n".join([check, *(f"{each.role} {each.id}" for each in inputs)])
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    return Finding(digest, check, judgement.verdict, judgement.reason, tuple(inputs), calculation)


def figure_input(statement: StoredStatement, role: Role, weight: int | None = None) -> Input:
    """A statement as an input of a check."""
    return Input(
        id=statement.id,
        uri=statement.uri,
        title=statement.title,
        quote=statement.mention.quote,
        context=statement.context,
        role=role,
        hard=guaranteed(statement.hard, statement.approx),
        likely=statement.likely,
        approx=statement.approx,
        unit=statement.unit,
        weight=weight,
    )


def enumeration_input(enumeration: StoredEnumeration, stated: Interval) -> Input:
    """An enumeration as an input of a check: ``stated`` is the number of members that the text gives."""
    return Input(
        id=enumeration.id,
        uri=enumeration.uri,
        title=enumeration.title,
        quote=enumeration.mention.quote,
        context=enumeration.context,
        role="stated",
        hard=stated,
        likely=stated,
        approx=False,
        unit="",
        listed=enumeration.listed,
    )
