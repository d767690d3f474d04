"""Repairs of damaged characters as the base holds them, and what the names it knows propose for the lost ones."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast

from extract.resolve.lost_characters import Gap, fill, find_gaps
from extract.store.base import Base
from extract.store.source import stored_text
from extract.types import Fragments, LostCharacter, Mention, Proposal, Repair, RepairMethod

ProposalSource = Literal["document", "base"]
_NEAR: Final = 2  # known characters beside a lost one by which names are looked up


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal, and whose name it rests on: one of the same document, or one at ``uri`` elsewhere in the base."""

    proposal: Proposal
    source: ProposalSource
    uri: str | None


@dataclass(frozen=True, slots=True)
class StoredRepair:
    """A repair of the current version of a document, as its active run suggests it."""

    repair: Repair
    quote: str
    proposals: tuple[StoredProposal, ...]


def repairs(base: Base, uri: str) -> list[StoredRepair]:
    """The repairs suggested for ``uri``, in the order of the text."""
    found = []
    for extraction, number, _, repair, quote in _repairs(base, uri):
        proposals = tuple(_proposals(base, extraction, number))
        found.append(StoredRepair(repair, quote, proposals))
    return found


def propose_known_names(base: Base) -> int:
    """Proposes names known elsewhere in the base for the lost characters that no name of their own document fits.

    Returns how many proposals are new. They depend on what the base holds, not on the order in which it came.
    """
    added = 0
    for extraction, number, text, repair, _ in list(_repairs(base, None)):
        proposed = base.rows(
            "SELECT at FROM repair_proposal WHERE extraction = ? AND repair = ? AND source = 'document'",
            (extraction, number),
        )
        settled = {row["at"] for row in proposed}
        rows = []
        for gap in find_gaps(stored_text(base, text), repair) if repair.lost else ():
            if gap.at not in settled:
                rows += [(extraction, number, gap.at, *fitting) for fitting in _known_names(base, gap, text)]
        with base.transaction() as connection:
            added += (
                connection.executemany(
                    "INSERT INTO repair_proposal VALUES (?, ?, ?, ?, 'base', ?) ON CONFLICT DO NOTHING", rows
                ).rowcount
                if rows
                else 0
            )
    return added


def _known_names(base: Base, gap: Gap, text: int) -> Iterator[tuple[str, str]]:
    """Characters for the gap, each with the mention of the longest name that puts it there."""
    after = gap.after[:_NEAR] if not any(0 < other <= _NEAR for other in gap.others) else ""
    before = gap.before[-_NEAR:]
    names = base.rows(
        """SELECT min(m.id) AS mention, e.name, m.quote
        FROM resolution r JOIN mention m ON m.id = r.mention JOIN entity e ON e.id = r.entity
        WHERE m.text <> :text AND r.judgement = 'positive'
            AND ((:after <> '' AND instr(e.name, :after) > 0) OR (:before <> '' AND instr(e.name, :before) > 0))
        GROUP BY m.quote
        ORDER BY length(m.quote) DESC, m.quote""",
        {"text": text, "after": after, "before": before},
    )
    seen: set[str] = set()
    for row in names:
        character = fill(gap, row["quote"])
        if character is not None and character not in seen:
            seen.add(character)
            yield character, row["mention"]


def _repairs(base: Base, uri: str | None) -> Iterator[tuple[str, int, int, Repair, str]]:
    """Extraction, number, text, repair and quote of each repair of ``uri``, or of every document."""
    rows = base.rows(
        """SELECT r.*, d.text,
            (SELECT json_group_array(json_array(at, lead, trail)) FROM (
                SELECT * FROM repair_lost l WHERE l.extraction = r.extraction AND l.repair = r.number ORDER BY l.at
            )) AS lost
        FROM v_document d JOIN repair r ON r.extraction = d.extraction
        WHERE :uri IS NULL OR d.uri = :uri
        ORDER BY d.uri, r.number""",
        {"uri": uri},
    )
    for row in rows:
        lost = tuple(LostCharacter(*fields) for fields in json.loads(row["lost"]))
        method = cast(RepairMethod, row["method"])
        repair = Repair(row["start"], row["end"], row["suggested"], method, lost)
        yield row["extraction"], row["number"], row["text"], repair, row["quote"]


def _proposals(base: Base, extraction: str, repair: int) -> Iterator[StoredProposal]:
    rows = base.rows(
        """SELECT p.at, p.character, p.source, m.quote,
            (SELECT json_group_array(json_array(start, "end")) FROM (
                SELECT start, "end" FROM evidence WHERE mention = m.id ORDER BY part
            )) AS fragments,
            (SELECT min(d.uri) FROM document d JOIN document_version v ON v.id = d.current WHERE v.text = m.text) AS uri
        FROM repair_proposal p JOIN mention m ON m.id = p.mention
        WHERE p.extraction = ? AND p.repair = ?
        ORDER BY p.at, length(m.quote) DESC, p.character""",
        (extraction, repair),
    )
    for row in rows:
        yield StoredProposal(_proposal(row), row["source"], row["uri"] if row["source"] == "base" else None)


def _proposal(row: sqlite3.Row) -> Proposal:
    fragments: Fragments = tuple((start, end) for start, end in json.loads(row["fragments"]))
    return Proposal(row["at"], row["character"], row["quote"], Mention(fragments, row["quote"]))
