"""One text of the corpora as its author wrote it: `sources/<ID>.toml`, checked field by field.

The format is described in `corpora/README.md`. Everything that can be wrong in a source is refused here with the name
of the text and of the entry, so that no gold row can be silently incomplete.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, get_args

from extract.types import DocumentKind, NumeralRole, OrganizationKind, PlaceForm, PlaceLevel, Script, Status, Subtype

Table = dict[str, Any]

FORMATS: Final = ("txt", "csv", "html", "pdf", "docx", "xlsx")

_TEXT_KEYS: Final = {
    "id", "kind", "script", "format", "encoding", "line_ends", "title", "publisher", "published_on", "note", "text",
    "figure", "numeral", "organizations", "places", "enumeration",
}  # fmt: skip
_FIGURE_KEYS: Final = {
    "id", "low", "high", "low_inclusive", "high_inclusive", "likely_low", "likely_high", "approx", "unit", "per",
    "counted", "indicator", "status", "subtype", "provider", "provider_name", "place", "programme", "period",
    "part_of",
}  # fmt: skip
_ENUMERATION_KEYS: Final = {"text", "occurrence", "stated", "stated_high", "listed", "closed"}


class SourceError(Exception):
    """A source does not say what it must, or contradicts itself; the text names the source and the entry."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source whose entries are complete and whose values are all of the closed lists of `extract.types`."""

    id: str
    kind: str
    script: str
    format: str
    encoding: str
    line_ends: str
    title: str
    publisher: str | None
    published_on: date | None
    text: str  # with marks, and with the light markup unless the format is txt
    figures: tuple[Table, ...]
    numerals: tuple[Table, ...]
    organizations: tuple[Table, ...]
    places: tuple[Table, ...]
    enumerations: tuple[Table, ...]


def load(path: Path, indicators: frozenset[str]) -> Source:
    """The source at ``path``; ``indicators`` are the ids of `schemas/indicators.toml`. Raises :class:`SourceError`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path.name}: {error}") from error
    if data.get("id") != path.stem:
        raise SourceError(f"{path.name}: id is {data.get('id')!r}")
    try:
        return _checked(data, indicators)
    except SourceError as error:
        raise SourceError(f"{path.stem}: {error}") from error


def _checked(data: Table, indicators: frozenset[str]) -> Source:
    _only(data, _TEXT_KEYS, "text")
    _one_of(data, "kind", get_args(DocumentKind), "text")
    _one_of(data, "script", get_args(Script), "text")
    _one_of(data, "format", FORMATS, "text")
    for key in ("title", "text"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise SourceError(f"{key} is missing")
    published_on = data.get("published_on")
    if published_on is not None and not isinstance(published_on, date):
        raise SourceError("published_on is not a date")
    if data.get("line_ends", "lf") not in ("lf", "crlf"):
        raise SourceError("line_ends is neither lf nor crlf")
    for figure in data.get("figure", []):
        _check_figure(figure, indicators)
    ids = [figure["id"] for figure in data.get("figure", [])]
    if len(set(ids)) != len(ids):
        raise SourceError(f"figure ids are not unique: {sorted(i for i in ids if ids.count(i) > 1)}")
    for figure in data.get("figure", []):
        if figure.get("part_of") is not None and (figure["part_of"] not in ids or figure["part_of"] == figure["id"]):
            raise SourceError(f"figure {figure['id']}: part_of {figure['part_of']!r} is no other figure")
    for numeral in data.get("numeral", []):
        where = f"numeral {numeral.get('text')!r}"
        _only(numeral, {"text", "role"}, where)
        _one_of(numeral, "role", tuple(r for r in get_args(NumeralRole) if r not in ("figure", "unresolved")), where)
    _check_names(data)
    for enumeration in data.get("enumeration", []):
        _check_enumeration(enumeration)
    return Source(
        id=data["id"],
        kind=data["kind"],
        script=data["script"],
        format=data["format"],
        encoding=data.get("encoding", "utf-8"),
        line_ends=data.get("line_ends", "lf"),
        title=data["title"],
        publisher=data.get("publisher"),
        published_on=published_on,
        text=data["text"],
        figures=tuple(data.get("figure", [])),
        numerals=tuple(data.get("numeral", [])),
        organizations=tuple(data.get("organizations", [])),
        places=tuple(data.get("places", [])),
        enumerations=tuple(data.get("enumeration", [])),
    )


def _check_figure(figure: Table, indicators: frozenset[str]) -> None:
    where = f"figure {figure.get('id')!r}"
    _only(figure, _FIGURE_KEYS, where)
    for key in ("id", "unit", "counted"):
        if not isinstance(figure.get(key), str) or not figure[key]:
            raise SourceError(f"{where}: {key} is missing")
    _one_of(figure, "indicator", tuple(sorted(indicators)), where)
    _one_of(figure, "status", get_args(Status), where)
    if "subtype" in figure:
        _one_of(figure, "subtype", get_args(Subtype), where)
    for key in ("provider", "provider_name", "place"):
        if not isinstance(figure.get(key, []), list):
            raise SourceError(f"{where}: {key} is not a list")
    if figure.get("provider_name") and len(figure["provider_name"]) < len(figure.get("provider", [])):
        raise SourceError(f"{where}: provider_name names fewer than provider")
    _check_bounds(figure, where)


def _check_bounds(figure: Table, where: str) -> None:
    low, high, likely_low, likely_high = (
        None if (value := figure.get(key)) is None else Fraction(str(value))
        for key in ("low", "high", "likely_low", "likely_high")
    )
    if low is None and high is None:
        raise SourceError(f"{where}: neither low nor high is given")
    if low is not None and high is not None and low > high:
        raise SourceError(f"{where}: low is greater than high")
    for key, bound in (("low_inclusive", low), ("high_inclusive", high)):
        if bound is None and figure.get(key):
            raise SourceError(f"{where}: {key} without its bound")
    if likely_low is not None and likely_high is not None and likely_low > likely_high:
        raise SourceError(f"{where}: likely_low is greater than likely_high")
    if figure.get("approx", False) and low is not None and low == high:
        # 约 n: low = high = n is nominal, the hard interval is unbounded, so only likely bounds tell anything
        if likely_low is None or likely_high is None or not likely_low <= low <= likely_high:
            raise SourceError(f"{where}: an approximate value needs likely bounds around it")
        return
    if low is not None and likely_low is not None and likely_low < low:
        raise SourceError(f"{where}: likely_low lies outside the hard bounds")
    if high is not None and likely_high is not None and likely_high > high:
        raise SourceError(f"{where}: likely_high lies outside the hard bounds")


def _check_names(data: Table) -> None:
    for organization in data.get("organizations", []):
        where = f"organization {organization.get('surface')!r}"
        _only(organization, {"surface", "name", "kind"}, where)
        _one_of(organization, "kind", get_args(OrganizationKind), where)
        if not organization.get("surface") or not organization.get("name"):
            raise SourceError(f"{where}: surface or name is missing")
    for place in data.get("places", []):
        where = f"place {place.get('surface')!r}"
        _only(place, {"surface", "name", "level", "form", "code"}, where)
        _one_of(place, "level", get_args(PlaceLevel), where)
        _one_of(place, "form", get_args(PlaceForm), where)
        if not place.get("surface") or not place.get("name"):
            raise SourceError(f"{where}: surface or name is missing")
        if place["level"] in ("province", "prefecture", "county") and len(place.get("code", "")) != 6:
            raise SourceError(f"{where}: a code of six digits is missing")
    for key in ("organizations", "places"):
        surfaces = [entry["surface"] for entry in data.get(key, [])]
        if len(set(surfaces)) != len(surfaces):
            twice = sorted({surface for surface in surfaces if surfaces.count(surface) > 1})
            raise SourceError(f"{key}: a surface is listed twice: {twice}")


def _check_enumeration(enumeration: Table) -> None:
    where = f"enumeration {enumeration.get('text')!r}"
    _only(enumeration, _ENUMERATION_KEYS, where)
    if not isinstance(enumeration.get("stated"), int) or not isinstance(enumeration.get("closed"), bool):
        raise SourceError(f"{where}: stated or closed is missing")
    if not enumeration.get("listed"):
        raise SourceError(f"{where}: no member is listed")
    high = enumeration.get("stated_high", enumeration["stated"])
    if high != "none" and (not isinstance(high, int) or high < enumeration["stated"]):
        raise SourceError(f'{where}: stated_high is neither "none" nor a number from stated up')


def _only(table: Table, keys: set[str], where: str) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise SourceError(f"{where}: unknown keys {', '.join(unknown)}")


def _one_of(table: Table, key: str, values: tuple[str, ...], where: str) -> None:
    if table.get(key) not in values:
        raise SourceError(f"{where}: {key} is {table.get(key)!r}, not one of {', '.join(values)}")
