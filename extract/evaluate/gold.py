"""Gold: what a text contains by hand, in one shape whichever of the known files it comes from.

Offsets count in ``Document.text``. A gold set says which fields it annotates (``GoldText.annotated``); a field that
is not annotated is not scored, which is different from a field annotated as empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from extract.errors import GoldError

StatusScheme = Literal["seven", "four"]

#: Fields of a figure that every known gold set annotates.
COMMON_FIELDS: Final = frozenset(
    {"value", "unit", "approx", "per", "counted", "status", "provider", "place", "period"},
)
#: Fields that only the corpora of this project annotate.
FULL_FIELDS: Final = COMMON_FIELDS | {
    "inclusive", "likely", "indicator", "subtype", "provider_name", "programme", "part_of",
    "kind", "script", "published_on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldBounds:
    """Hard or likely bounds in the written unit without its scale word; ``None`` is unbounded."""

    low: float | None
    high: float | None
    low_inclusive: bool = True
    high_inclusive: bool = True


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure by hand. Names are as written in the text; ``provider_name`` holds the canonical ones."""

    id: str
    start: int
    end: int
    surface: str
    hard: GoldBounds
    likely: GoldBounds
    approx: bool
    unit: str
    per: str | None
    counted: str
    status: str
    indicator: str | None = None
    subtype: str | None = None
    provider: tuple[str, ...] = ()
    provider_name: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    programme: str | None = None
    period: str | None = None
    part_of: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class GoldOrganization:
    """A distinct surface; ``names`` is empty where the set gives no canonical name, several for a shared head."""

    surface: str
    names: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A distinct surface; what the set does not annotate is ``None``."""

    surface: str
    name: str | None = None
    level: str | None = None
    form: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class GoldEnumeration:
    """A stated count, how many members the text lists, and whether the list is closed (no 等)."""

    start: int
    end: int
    surface: str
    stated: int
    stated_high: int | None
    listed: int
    closed: bool
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldNumeral:
    """A numeral that is not a figure, with its role."""

    start: int
    end: int
    surface: str
    role: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text and its gold. ``text`` is set where the gold file carries it, else ``path`` names the document.

    ``organizations``, ``places``, ``enumerations``, ``numerals`` and ``figures`` are ``None`` where not annotated.
    """

    id: str
    path: Path | None
    text: str | None
    text_sha256: str | None
    statuses: StatusScheme
    annotated: frozenset[str]
    figures: tuple[GoldFigure, ...] | None
    organizations: tuple[GoldOrganization, ...] | None = None
    places: tuple[GoldPlace, ...] | None = None
    enumerations: tuple[GoldEnumeration, ...] | None = None
    numerals: tuple[GoldNumeral, ...] | None = None
    kind: str | None = None
    script: str | None = None
    title: str | None = None
    published_on: str | None = None
    dated: bool = True  # whether the file itself says when it was published


def check_surfaces(gold: GoldText, text: str) -> None:
    """Raise :class:`GoldError` unless every annotated span of ``gold`` reads in ``text`` as the gold says."""
    spans: list[GoldFigure | GoldEnumeration | GoldNumeral] = [
        *(gold.figures or ()),
        *(gold.enumerations or ()),
        *(gold.numerals or ()),
    ]
    for span in spans:
        found = text[span.start : span.end]
        if found != span.surface:
            raise GoldError(f"{gold.id}: gold says {span.surface!r} at {span.start}, the text reads {found!r}")
