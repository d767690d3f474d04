"""Lists of counties (``schemas/lists/README.md``) and the statements that speak of their counties only."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from extract.errors import DataFileError
from extract.find.gazetteer import contains, level_of, load_gazetteer
from extract.resources import schemas
from extract.types import StoredStatement

_COLUMNS: Final = ("code", "name", "from", "to")
_HEAD: Final = ("title", "source", "as_of")


@dataclass(frozen=True, slots=True)
class Entry:
    """A county on a list; ``start`` and ``end`` are days, both inclusive, ``None``: no bound."""

    code: str
    name: str
    start: date | None
    end: date | None

    def holds(self, on: date | None) -> bool:
        """Whether the county was on the list that day; of an unknown day only if it always was."""
        if on is None:
            return self.start is None and self.end is None
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class CountyList:
    """A list with its source; the codes are those of ``as_of``."""

    title: str
    source: str
    as_of: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Restricted:
    """The statements of a list's counties, and how many were left out because their place is wider or mixed."""

    kept: list[StoredStatement]
    wider: int


def list_names() -> list[str]:
    """The lists that come with the package."""
    return sorted(path.stem for path in schemas("lists").glob("*.csv"))


def read_list(name: str) -> CountyList:
    """A list of the package by its name, or one of the user by its path.

    Raises:
        DataFileError: there is none, or its text is not in the format; with the file, the row and the reason.
    """
    path = schemas("lists") / f"{name}.csv" if name in list_names() else Path(name)
    if not path.is_file():
        raise DataFileError(f"no list of counties {name!r}: neither a file nor one of {', '.join(list_names())}")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: cannot be read as UTF-8: {error}") from error
    head = dict(_head(line) for line in lines if line.startswith("#") and ":" in line)
    if missing := [key for key in _HEAD if not head.get(key)]:
        raise DataFileError(f"{path}: the head lacks {', '.join(f'# {key}:' for key in missing)}")
    as_of = _day(head["as_of"], f"{path}: as_of")
    rows = csv.DictReader(line for line in lines if line.strip() and not line.startswith("#"))
    if tuple(rows.fieldnames or ()) != _COLUMNS:
        raise DataFileError(f"{path}: the columns must be {','.join(_COLUMNS)}")
    entries = tuple(_entry(row, as_of, f"{path}: row {number}") for number, row in enumerate(rows, 1))
    if not entries:
        raise DataFileError(f"{path}: no county in it")
    return CountyList(head["title"], head["source"], as_of, entries)


def restrict(statements: Iterable[StoredStatement], counties: CountyList) -> Restricted:
    """The statements all of whose places lie in counties of the list at their time."""
    listed: dict[str, list[Entry]] = {}
    gazetteer = load_gazetteer()
    for entry in counties.entries:
        for code in {entry.code, *gazetteer.current(entry.code)}:
            listed.setdefault(code, []).append(entry)
    kept, wider = [], 0
    for statement in statements:
        on = _time(statement)
        codes = [place.code for place in statement.place]
        inside = [code is not None and _is_listed(code, listed, on) for code in codes]
        if inside and all(inside):
            kept.append(statement)
        elif any(inside) or any(
            code and any(code != each and contains(code, each) for each in listed) for code in codes
        ):
            wider += 1
    return Restricted(kept, wider)


def _is_listed(code: str, listed: dict[str, list[Entry]], on: date | None) -> bool:
    reached = (code, *load_gazetteer().current(code))
    return any(entry.holds(on) for each in reached for entry in listed.get(each, ()))


def _time(statement: StoredStatement) -> date | None:
    period = statement.period
    return (period.end if period is not None else None) or statement.published_on


def _head(line: str) -> tuple[str, str]:
    key, _, value = line.lstrip("# ").partition(":")
    return key.strip(), value.strip()


def _entry(row: dict[str, str], as_of: date, where: str) -> Entry:
    code, name = (row["code"] or "").strip(), (row["name"] or "").strip()
    gazetteer = load_gazetteer()
    if not code:
        known = gazetteer.by_text.get(name)
        codes = [c for c in (known.codes if known else ()) if level_of(c) == "county" and _name(c, as_of) == name]
        if len(codes) != 1:
            raise DataFileError(f"{where}: {name or 'an empty row'} is {len(codes)} counties on {as_of}: give its code")
        code = codes[0]
    official = _name(code, as_of)
    if official is None or level_of(code) != "county":
        raise DataFileError(f"{where}: {code} is no county's code on {as_of}")
    if name and name != official:
        raise DataFileError(f"{where}: {code} is {official} on {as_of}, not {name}")
    start, end = ((row[key] or "").strip() for key in ("from", "to"))
    first, last = _day(start, where) if start else None, _day(end, where) if end else None
    return Entry(code, official, first, last)


def _name(code: str, on: date) -> str | None:
    return next((each.name for each in load_gazetteer().divisions(code) if each.holds(on.year)), None)


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DataFileError(f"{where}: {text!r} is no day (YYYY-MM-DD)") from error
