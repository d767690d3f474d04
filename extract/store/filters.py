"""From conditions on statements to SQL that goes by index: first what the machine reads, then what humans made of it.

A condition on a corrected field cannot use an index, so the statements that may meet the conditions are named first:
those that the machine reads so, and all corrected ones, which are few. What is left is then judged on the effective
values. A base of a hundred thousand documents answers in milliseconds that way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from extract.store.base import Base
from extract.store.entities import named_organizations, places_within


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a statement must meet; ``None`` asks for nothing. Entities are given by their ids."""

    ids: tuple[str, ...] | None = None
    uri: str | None = None
    indicator: str | None = None
    status: tuple[str, ...] | None = None
    programme: str | None = None
    dimension: str | None = None
    unit: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    provider: tuple[str, ...] | None = None
    place: tuple[str, ...] | None = None


def state_conditions(
    base: Base,
    *,
    status: str | Iterable[str] | None,
    place: str | None,
    provider: str | None,
    published_from: date | None,
    published_to: date | None,
    ids: Iterable[str] | None = None,
    **equal: str | None,
) -> Conditions:
    """The conditions with names looked up: a place with all that lies within it, a provider under any of its names."""
    return Conditions(
        **equal,
        ids=None if ids is None else tuple(ids),
        status=None if status is None else (status,) if isinstance(status, str) else tuple(status),
        published_from=None if published_from is None else published_from.isoformat(),
        published_to=None if published_to is None else published_to.isoformat(),
        provider=None if provider is None else tuple(named_organizations(base, provider)),
        place=None if place is None else tuple(places_within(base, place)),
    )


def candidates(conditions: Conditions) -> tuple[str, dict[str, Any]] | None:
    """A query for (extraction, statement) of all that may meet the conditions; ``None`` if only a scan would tell.

    The rarest kind of condition leads: named statements, one document, a provider, a programme, a place, an indicator.
    """
    leading = _leading(conditions)
    if leading is None:
        return None
    where, parameters = [], dict[str, Any]()
    for column in ("indicator", "programme"):
        if (value := getattr(conditions, column)) is not None:
            where.append(f"r.{column} = :{column}")
            parameters[column] = value
    if conditions.status is not None:
        where.append("r.status IN (SELECT value FROM json_each(:status))")
        parameters["status"] = json.dumps(conditions.status)
    for kind in ("provider", "place"):
        if (entities := getattr(conditions, kind)) is not None:
            parameters[kind] = json.dumps(entities)
            if kind not in leading:
                where.append(
                    f"""EXISTS (SELECT 1 FROM reading_{kind} x WHERE x.extraction = r.extraction
                    AND x.statement = r.statement AND x.entity IN (SELECT value FROM json_each(:{kind})))"""
                )
    if conditions.uri is not None:
        parameters["uri"] = conditions.uri
    if conditions.ids is not None:
        parameters["ids"] = json.dumps(conditions.ids)
    return (
        f"""SELECT r.extraction, r.statement FROM {leading} WHERE {" AND ".join(where) or "true"}
        UNION
        SELECT r.extraction, r.statement FROM review c
        CROSS JOIN standing t ON t.review = c.id
        CROSS JOIN reading r ON r.statement = t.statement
        WHERE c.verdict = 'corrected'""",
        parameters,
    )


def _leading(conditions: Conditions) -> str | None:
    """The tables to read first, in this order: CROSS JOIN, for SQLite knows nothing of how rare a value is."""
    if conditions.ids is not None:
        return "json_each(:ids) named CROSS JOIN reading r ON r.statement = named.value"
    if conditions.uri is not None:
        return """(SELECT extraction FROM v_document WHERE uri = :uri) d
            CROSS JOIN reading r ON r.extraction = d.extraction"""
    for kind in ("provider", "place"):
        if getattr(conditions, kind) is not None and not (kind == "place" and conditions.programme is not None):
            return f"""json_each(:{kind}) named
                CROSS JOIN reading_{kind} x ON x.entity = named.value
                CROSS JOIN reading r ON r.extraction = x.extraction AND r.statement = x.statement"""
    if conditions.programme is not None or conditions.indicator is not None:
        return "reading r"
    return None


def effective(conditions: Conditions) -> tuple[str, dict[str, Any]]:
    """The conditions on the effective values, as SQL on a row ``s`` of v_reading."""
    where, parameters = [], dict[str, Any]()
    if conditions.ids is not None:
        parameters["ids"] = json.dumps(conditions.ids)
        where.append("s.id IN (SELECT value FROM json_each(:ids))")
    for column in ("uri", "indicator", "programme", "dimension", "unit"):
        if (value := getattr(conditions, column)) is not None:
            where.append(f"s.{column} = :{column}")
            parameters[column] = value
    if conditions.status is not None:
        where.append("s.status IN (SELECT value FROM json_each(:status))")
        parameters["status"] = json.dumps(conditions.status)
    for bound, sign in (("published_from", ">="), ("published_to", "<=")):
        if (value := getattr(conditions, bound)) is not None:
            where.append(f"s.published_on {sign} :{bound}")
            parameters[bound] = value
    if conditions.provider is not None:
        parameters["provider"] = json.dumps(conditions.provider)
        where.append(
            """EXISTS (SELECT 1 FROM json_each(s.provider_names) j WHERE j.value IN (
                SELECT name FROM entity WHERE id IN (SELECT value FROM json_each(:provider))))"""
        )
    if conditions.place is not None:
        parameters["place"] = json.dumps(conditions.place)
        where.append(
            """EXISTS (SELECT 1 FROM json_each(s.place_names) j WHERE j.value IN (
                SELECT json_array(name, code) FROM entity WHERE id IN (SELECT value FROM json_each(:place))))"""
        )
    return " AND ".join(where) or "true", parameters
