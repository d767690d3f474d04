"""The words of ``schemas/ratios.toml``, as the checks on shares, growth, rates and sums read them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract import resources
from extract.errors import DataFileError


@dataclass(frozen=True, slots=True)
class RatioWords:
    """The lists of the file; the comments there say what each is for."""

    share: tuple[str, ...]
    completion: tuple[str, ...]
    whole: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    than: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    year_on_year: tuple[str, ...]
    average: tuple[str, ...]
    partial_rate: tuple[str, ...]
    total: tuple[str, ...]
    partial_sum: tuple[str, ...]
    opening: tuple[str, ...]


@cache
def ratio_words() -> RatioWords:
    """The words, read once. Raises :class:`DataFileError` that names the file and what it lacks."""
    return read_ratio_words(resources.schemas("ratios.toml"))


def read_ratio_words(path: Path) -> RatioWords:
    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path}: {error}") from error

    def words(table: str, key: str) -> tuple[str, ...]:
        listed: Any = tables.get(table, {}).get(key)
        if not isinstance(listed, list) or not all(isinstance(word, str) and word for word in listed):
            raise DataFileError(f"{path}: [{table}] needs {key!r}, a list of words")
        return tuple(listed)

    return RatioWords(
        share=words("share", "words"),
        completion=words("share", "completion"),
        whole=words("share", "whole"),
        up=words("growth", "up"),
        down=words("growth", "down"),
        than=words("growth", "than"),
        since=words("growth", "from"),
        until=words("growth", "to"),
        year_on_year=words("growth", "year_on_year"),
        average=words("rate", "average"),
        partial_rate=words("rate", "partial"),
        total=words("sum", "total"),
        partial_sum=words("sum", "partial"),
        opening=words("sum", "opening"),
    )


def last_of(text: str, words: Sequence[str]) -> int:
    """Where the last of ``words`` that ``text`` holds ends, or -1; of words that end together any will do."""
    ends = [at + len(word) for word in words if (at := text.rfind(word)) >= 0]
    return max(ends, default=-1)


def holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)
