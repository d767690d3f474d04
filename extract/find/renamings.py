"""Bodies that changed their name: ``[[renamed]]`` of ``schemas/organizations.toml``, read without the other lists.

A query of the base needs these few lines and none of the automata.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.errors import DataFileError
from extract.resources import schemas


@dataclass(frozen=True, slots=True)
class Renaming:
    """The body ``old`` is called ``new`` from ``since`` on; ``same_body`` false: ``new`` took over what ``old`` did."""

    old: str
    new: str
    since: date
    same_body: bool
    source: str  # where the renaming is stated


@cache
def load_renamings() -> tuple[Renaming, ...]:
    """All renamings, in the order of the file.

    Raises:
        DataFileError: an entry lacks a key.
    """
    data = tomllib.loads(schemas("organizations.toml").read_text(encoding="utf-8"))
    try:
        return tuple(
            Renaming(entry["old"], entry["new"], entry["since"], entry["same_body"], entry["source"])
            for entry in data["renamed"]
        )
    except KeyError as missing:
        raise DataFileError(f"organizations.toml: a [[renamed]] entry lacks {missing}") from missing
