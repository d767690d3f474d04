"""What a check found: the verdict, its reason in words, and the figures it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.audit.verdicts import Judgement, Verdict, guaranteed
from extract.interval import Interval
from extract.types import StoredEnumeration, StoredStatement

CheckName = Literal["enumeration", "part-whole", "disbursed-committed", "duplicate", "unit-slip"]
Role = Literal["stated", "whole", "part", "committed", "disbursed", "one", "other"]


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


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one check to one question. ``id`` depends on the check and the inputs alone, not on the verdict."""

    id: str
    check: CheckName
    verdict: Verdict
    reason: str
    inputs: tuple[Input, ...]


def find(check: CheckName, judgement: Judgement, inputs: Sequence[Input]) -> Finding:
    """A finding with its stable id."""
    key = "\n".join([check, *(f"{each.role} {each.id}" for each in inputs)])
    return Finding(
        hashlib.sha256(key.encode()).hexdigest()[:16], check, judgement.verdict, judgement.reason, tuple(inputs)
    )


def figure_input(statement: StoredStatement, role: Role) -> Input:
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
