"""A base's content as text: equal dumps, equal content. The log, the one place for clock values, is left out."""

from __future__ import annotations

import json

from extract.store.base import Base

_LEFT_OUT = ("log", "migration")


def dump(base: Base) -> str:
    """Every row of every table, tables and rows in order, one JSON array a line.

    The search index is left out too: it holds nothing that the texts do not.
    """
    tables = [
        row["name"]
        for row in base.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if row["name"] not in _LEFT_OUT and not row["name"].startswith(("search_index", "sqlite_"))
    ]
    lines = []
    for table in tables:
        rows = (json.dumps([table, *row], ensure_ascii=False) for row in base.rows(f'SELECT * FROM "{table}"'))
        lines.extend(sorted(rows))
    return "\n".join(lines) + "\n"
