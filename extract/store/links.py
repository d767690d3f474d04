"""Which documents name which: citations with the loaded documents that they mean, and who issued a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from extract.store.base import Base
from extract.store.identities import Identities
from extract.store.source import document_text

By = Literal["title", "carries", "number"]

_HEAD, _TAIL = 600, 400  # code points in which a document names its issuers
_BETWEEN: Final = re.compile(r"[\s、，,和与及（）()：:]*")
_ISSUES: Final = re.compile(r"关于.{0,80}的?(?:通知|意见|公告|通报|函|方案|决定|办法)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in the text of ``uri``; ``targets`` are the loaded documents it means, and by what."""

    uri: str
    start: int
    end: int
    kind: Literal["title", "number"]
    quote: str
    targets: tuple[tuple[str, By], ...]


def citations(base: Base, uri: str) -> list[Citation]:
    """What the document at ``uri`` cites, in order."""
    return _read(base, "uri = ?", uri)


def cited_by(base: Base, uri: str) -> list[Citation]:
    """Where other documents cite the one at ``uri``, by their uris and in order."""
    return _read(base, "target = ?", uri)


def _read(base: Base, condition: str, uri: str) -> list[Citation]:
    found: dict[tuple[str, int], Citation] = {}
    for row in base.rows(
        f'SELECT DISTINCT * FROM v_citation WHERE {condition} ORDER BY uri, start, target, "by"', (uri,)
    ):
        key = row["uri"], row["start"]
        targets = ((row["target"], row["by"]),) if row["target"] is not None else ()
        earlier = found[key].targets if key in found else ()
        if targets and targets[0][0] in (known for known, _ in earlier):
            targets = ()
        found[key] = Citation(row["uri"], row["start"], row["end"], row["kind"], row["quote"], earlier + targets)
    return list(found.values())


def issuers(base: Base, uri: str) -> tuple[str, ...]:
    """The bodies that issued a document, several where it is issued jointly, as they are meant now.

    They are those in a line of its head or end that holds nothing but names of organizations, or that its title line
    begins with (A、B关于…的通知).
    """
    text, identities = document_text(base, uri), Identities(base)
    rows = base.rows(
        """SELECT DISTINCT e.name, m.start, m."end", r.kind
        FROM v_document d
        JOIN resolution r ON r.extraction = d.extraction AND r.judgement = 'positive'
        JOIN entity e ON e.id = r.entity AND e.type = 'organization'
        JOIN mention m ON m.id = r.mention
        WHERE d.uri = ? AND r.kind <> 'media'
        ORDER BY m.start""",
        (uri,),
    )
    named = [(row["start"], row["end"], identities.of(row["name"], uri)) for row in rows]
    found: dict[str, None] = {}
    offset = 0
    for line in text.splitlines(keepends=True):
        start, offset = offset, offset + len(line)
        if start >= _HEAD and offset <= len(text) - _TAIL:
            continue
        within = [each for each in named if start <= each[0] and each[1] <= offset]
        if within and _issues(text, start, offset, within):
            found |= dict.fromkeys(name for _, _, name in within)
    return tuple(found)


def _issues(text: str, start: int, end: int, within: Sequence[tuple[int, int, str]]) -> bool:
    at = start
    for first, last, _ in within:
        if at < first and not _BETWEEN.fullmatch(text, at, first):
            return False
        at = max(at, last)
    rest = text[at:end].strip()
    return not rest or _ISSUES.fullmatch(rest) is not None
