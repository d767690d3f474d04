"""One line of a gold file, read key by key, so that an error names the file, the line and the key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import GoldError


@dataclass(frozen=True, slots=True)
class Row:
    """A JSON object and where it stands (``gold.jsonl:12 figures[3]``)."""

    where: str
    values: Mapping[str, Any]

    def has(self, key: str) -> bool:
        """True if the key is there with a value other than null."""
        return self.values.get(key) is not None

    def text(self, key: str) -> str:
        """A required string."""
        value = self._required(key)
        if not isinstance(value, str):
            raise self.error(key, f"a string is expected, not {value!r}")
        return value

    def optional_text(self, key: str) -> str | None:
        """A string or ``None``; the empty string is ``None``."""
        return (self.text(key) or None) if self.has(key) else None

    def integer(self, key: str) -> int:
        """A required whole number."""
        value = self._required(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(key, f"a whole number is expected, not {value!r}")
        return value

    def number(self, key: str) -> float | None:
        """A bound: the key is required, null is unbounded."""
        if key not in self.values:
            raise self.error(key, "is missing")
        value = self.values[key]
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.error(key, f"a number or null is expected, not {value!r}")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """A boolean; required unless a default is given."""
        if default is not None and key not in self.values:
            return default
        value = self._required(key)
        if not isinstance(value, bool):
            raise self.error(key, f"true or false is expected, not {value!r}")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """Strings, given as null, one string or a list of them."""
        value = self.values.get(key)
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise self.error(key, f"a string or a list of strings is expected, not {value!r}")
        return tuple(value)

    def rows(self, key: str) -> list[Row]:
        """The objects of a list."""
        value = self._required(key)
        if not isinstance(value, list):
            raise self.error(key, "a list is expected")
        result = []
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                raise self.error(key, f"item {index} is not an object: {item!r}")
            result.append(Row(f"{self.where} {key}[{index}]", item))
        return result

    def span(self) -> tuple[int, int]:
        """``start`` and ``end``, in order."""
        start, end = self.integer("start"), self.integer("end")
        if not 0 <= start < end:
            raise self.error("end", f"{start}…{end} is not a span")
        return start, end

    def one_of(self, key: str, allowed: frozenset[str]) -> str:
        """A required string of a closed list."""
        value = self.text(key)
        if value not in allowed:
            raise self.error(key, f"{value!r} is none of {', '.join(sorted(allowed))}")
        return value

    def error(self, key: str, problem: str) -> GoldError:
        """The error to raise for ``key``."""
        return GoldError(f"{self.where}: {key}: {problem}")

    def _required(self, key: str) -> Any:
        if self.values.get(key) is None:
            raise self.error(key, "is missing")
        return self.values[key]


def read_rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON-lines file; empty lines are passed over."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not splitlines: U+2028 may stand inside a string
    except (OSError, UnicodeDecodeError) as problem:
        raise GoldError(f"{path}: cannot be read: {problem}") from problem
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            value = json.loads(line)
        except json.JSONDecodeError as problem:
            raise GoldError(f"{where}: not JSON: {problem}") from problem
        if not isinstance(value, dict):
            raise GoldError(f"{where}: an object is expected")
        yield Row(where, value)
