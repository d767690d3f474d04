"""A text with its gold, and edits that carry the gold along."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

GoldRow = dict[str, Any]

#: Keys of a gold row whose entries have ``start`` and ``end``.
SPANNED = ("figures", "enumerations", "numerals")


class NotCarriedError(Exception):
    """An edit cannot carry the gold along: a span ends inside what it replaces, or a phrase is torn."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``[start, end)`` by ``text``."""

    start: int
    end: int
    text: str


def apply_edits(row: GoldRow, edits: Iterable[Edit]) -> GoldRow:
    """``row`` with its text edited and its spans moved.

    Raises :class:`NotCarriedError` for a span end inside an edit, unless that changes character for character.
    """
    ordered = sorted(edits, key=lambda edit: edit.start)
    pieces, cursor = [], 0
    for edit in ordered:
        if edit.start < cursor:
            raise NotCarriedError(f"{row['id']}: edits overlap at {edit.start}")
        pieces += [row["text"][cursor : edit.start], edit.text]
        cursor = edit.end
    text = "".join(pieces) + row["text"][cursor:]

    def move(offset: int) -> int:
        shift = 0
        for edit in ordered:
            if edit.end <= offset:
                shift += len(edit.text) - (edit.end - edit.start)
            elif edit.start < offset:
                if len(edit.text) == edit.end - edit.start:
                    break
                raise NotCarriedError(f"{row['id']}: a span ends inside {row['text'][edit.start : edit.end]!r}")
            else:
                break
        return offset + shift

    return move_spans(row, text, move)


def move_spans(row: GoldRow, text: str, move: Callable[[int], int]) -> GoldRow:
    """``row`` over the new ``text``: starts and ends go through ``move``, surfaces are read anew."""
    moved = {**row, "text": text}
    for key in SPANNED:
        entries = []
        for entry in row[key]:
            start = move(entry["start"])
            end = move(entry["end"] - 1) + 1  # of the last character: a span may end where a moved paragraph does
            entries.append({**entry, "start": start, "end": end, "surface": text[start:end]})
        moved[key] = entries
    return moved


#: Keys of a figure that hold phrases as written in the text, and those that hold canonical names.
WRITTEN = ("provider", "place", "programme", "period", "counted")
CANONICAL = ("provider_name",)


def rewrite_fields(row: GoldRow, written: Callable[[str], str], canonical: Callable[[str], str]) -> GoldRow:
    """``row`` with every phrase outside the text rewritten: names as written, and canonical ones."""

    def through(change: Callable[[str], str], value: Any) -> Any:
        if isinstance(value, list):
            return [change(item) for item in value]
        return change(value) if isinstance(value, str) else value

    figures = []
    for figure in row["figures"]:
        changed = {key: through(written, figure.get(key)) for key in WRITTEN}
        changed |= {key: through(canonical, figure.get(key)) for key in CANONICAL}
        figures.append({**figure, **changed})
    return {
        **row,
        "title": through(written, row.get("title")),
        "publisher": through(written, row.get("publisher")),
        "figures": figures,
        "organizations": [
            {**o, "surface": written(o["surface"]), "name": canonical(o["name"])} for o in row["organizations"]
        ],
        "places": [{**p, "surface": written(p["surface"]), "name": canonical(p["name"])} for p in row["places"]],
        "enumerations": [{**e, "listed": through(written, e["listed"])} for e in row["enumerations"]],
    }


def check_carried(before: GoldRow, after: GoldRow) -> None:
    """Raise :class:`NotCarriedError` if a phrase that the text held is no longer in it, or a surface is gone."""
    old_text, new_text = _dense(before["text"]), _dense(after["text"])
    for old, new in zip(before["figures"], after["figures"], strict=True):
        for key in WRITTEN:
            for was, now in zip(_listed(old.get(key)), _listed(new.get(key)), strict=True):
                if _dense(was) in old_text and _dense(now) not in new_text:
                    raise NotCarriedError(f"{before['id']}: {key} {was!r} → {now!r} is not in the new text")
    for key in ("organizations", "places"):
        for entry in after[key]:
            if _dense(entry["surface"]) not in new_text:
                raise NotCarriedError(f"{before['id']}: {entry['surface']!r} is not in the new text")


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _dense(text: str) -> str:
    return "".join(text.split())
