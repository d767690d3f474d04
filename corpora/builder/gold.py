"""A source and its place in `Document.text` become one line of `gold/gold.jsonl`; an incomplete gold is refused."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import Any, Final

from builder.alignment import Alignment
from builder.markup import Marked, Span
from builder.source import Source, SourceError, Table

_DIGITS: Final = re.compile(r"[0-9０-９]+")
_DIGIT: Final = re.compile(r"[0-9０-９]")


def record(source: Source, marked: Marked, alignment: Alignment, path: str) -> dict[str, Any]:
    """The gold of one text, offsets in code points of ``alignment.text``. Raises :class:`SourceError`.

    ``start`` and ``end`` are the outermost: an amount that runs over a page's end holds its page number between them.
    """
    numerals = _numerals(source, marked, alignment)
    furniture = [
        {"start": start, "end": end, "surface": alignment.text[start:end], "role": role}
        for (start, end), role in alignment.furniture_numerals
    ]
    figures = [_figure(figure, marked, alignment) for figure in source.figures]
    _refuse_overlaps([(f["start"], f["end"]) for f in figures], [(n["start"], n["end"]) for n in numerals], source.id)
    _refuse_uncovered(source.id, alignment.text, figures + numerals + furniture)
    _refuse_unwritten(source, alignment.text)
    return {
        "id": source.id,
        "path": path,
        "script": source.script,
        "kind": source.kind,
        "title": source.title,
        "publisher": source.publisher,
        "published_on": None if source.published_on is None else source.published_on.isoformat(),
        "dated": _is_dated(source, alignment.text),
        "text_sha256": hashlib.sha256(alignment.text.encode()).hexdigest(),
        "figures": figures,
        "organizations": [dict(organization) for organization in source.organizations],
        "places": [{**place, "code": place.get("code")} for place in source.places],
        "enumerations": [_enumeration(entry, marked, alignment, source.id) for entry in source.enumerations],
        "numerals": sorted(numerals + furniture, key=lambda numeral: numeral["start"]),
    }


def _is_dated(source: Source, text: str) -> bool:
    """Whether the file itself says when it was published: a reader cannot know what stands only in the source.

    Pages carry the date in a meta element; in a text it must be written, in whatever form.
    """
    day = source.published_on
    if day is None:
        return False
    numerals = str.maketrans("０１２３４５６７８９", "0123456789")
    written = rf"(?<!\d){day.year}\s?[年./-]\s?0?{day.month}\s?[月./-]\s?0?{day.day}(?!\d)"
    chinese = f"{_spell_year(day.year)}年{_spell(day.month)}月{_spell(day.day)}日"
    return source.format == "html" or bool(re.search(written, text.translate(numerals))) or chinese in text


def _spell_year(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


def _spell(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else ("十" if tens == 1 else "二三"[tens - 2] + "十")
    return ten + ("" if not ones else "一二三四五六七八九"[ones - 1])


def _figure(figure: Table, marked: Marked, alignment: Alignment) -> dict[str, Any]:
    start, end = alignment.locate(marked.marks[figure["id"]])
    low, high = figure.get("low"), figure.get("high")
    return {
        "id": figure["id"],
        "start": start,
        "end": end,
        "surface": alignment.text[start:end],
        "low": low,
        "high": high,
        "low_inclusive": low is not None and figure.get("low_inclusive", True),
        "high_inclusive": high is not None and figure.get("high_inclusive", True),
        "likely_low": figure.get("likely_low", low),
        "likely_high": figure.get("likely_high", high),
        "approx": figure.get("approx", False),
        "unit": figure["unit"],
        "per": figure.get("per"),
        "counted": figure["counted"],
        "indicator": figure["indicator"],
        "status": figure["status"],
        "subtype": figure.get("subtype"),
        "provider": figure.get("provider", []),
        "provider_name": figure.get("provider_name", figure.get("provider", [])),
        "place": figure.get("place", []),
        "programme": figure.get("programme"),
        "period": figure.get("period"),
        "part_of": figure.get("part_of"),
    }


def _numerals(source: Source, marked: Marked, alignment: Alignment) -> list[dict[str, Any]]:
    """Each entry is sought behind the one before it, outside the figures and never inside a longer run of digits."""
    found: list[dict[str, Any]] = []
    taken = sorted(marked.marks.values())
    cursor = 0
    for entry in source.numerals:
        span = _next_occurrence(entry["text"], marked.plain, cursor, taken)
        if span is None:
            before = marked.plain[:cursor][-12:]
            raise SourceError(f"{source.id}: numeral {entry['text']!r} does not occur behind {before!r}")
        start, end = alignment.locate(span)
        found.append({"start": start, "end": end, "surface": alignment.text[start:end], "role": entry["role"]})
        cursor = span[1]
    return found


def _next_occurrence(surface: str, plain: str, cursor: int, taken: list[Span]) -> Span | None:
    while (at := plain.find(surface, cursor)) >= 0:
        end = at + len(surface)
        inside_run = (_DIGIT.match(surface) and at and _DIGIT.match(plain[at - 1])) or (
            _DIGIT.match(surface[-1]) and end < len(plain) and _DIGIT.match(plain[end])
        )
        if not inside_run and not any(start < end and at < stop for start, stop in taken):
            return at, end
        cursor = at + 1
    return None


def _enumeration(entry: Table, marked: Marked, alignment: Alignment, name: str) -> dict[str, Any]:
    places = [match.start() for match in re.finditer(re.escape(entry["text"]), marked.plain)]
    occurrence = entry.get("occurrence", 1)
    if len(places) < occurrence or ("occurrence" not in entry and len(places) > 1):
        raise SourceError(f"{name}: enumeration {entry['text']!r} occurs {len(places)} times")
    start, end = alignment.locate((places[occurrence - 1], places[occurrence - 1] + len(entry["text"])))
    high = entry.get("stated_high", entry["stated"])
    dense = _dense(alignment.text)
    for member in entry["listed"]:
        if _dense(member) not in dense:
            raise SourceError(f"{name}: enumeration {entry['text']!r}: {member!r} is not in the text")
    return {
        "start": start,
        "end": end,
        "surface": alignment.text[start:end],
        "stated": entry["stated"],
        "stated_high": None if high == "none" else high,
        "listed": entry["listed"],
        "closed": entry["closed"],
    }


def _refuse_overlaps(figures: list[Span], numerals: list[Span], name: str) -> None:
    spans = sorted(figures + numerals)
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            raise SourceError(f"{name}: marks or numerals overlap at {before} and {after}")


def _refuse_uncovered(name: str, text: str, rows: list[dict[str, Any]]) -> None:
    """Every run of Arabic digits is a figure or has a role: this makes the gold complete."""
    covered = {offset for row in rows for offset in range(row["start"], row["end"])}
    missing = [match for match in _DIGITS.finditer(text) if not covered.issuperset(range(*match.span()))]
    if missing:
        shown = "; ".join(text[max(0, m.start() - 8) : m.end() + 4].replace("\n", "⏎") for m in missing[:8])
        raise SourceError(f"{name}: {len(missing)} runs of digits are neither figure nor [[numeral]]: {shown}")


def _refuse_unwritten(source: Source, text: str) -> None:
    """Names and phrases that the gold gives as written must be written in the text."""
    dense = _dense(text)
    for entry in (*source.organizations, *source.places):
        if _dense(entry["surface"]) not in dense:
            raise SourceError(f"{source.id}: the surface {entry['surface']!r} is not in the text")
    for figure in source.figures:
        phrases = [*figure.get("provider", []), *figure.get("place", [])]
        phrases += [figure[key] for key in ("programme", "period") if figure.get(key)]
        for phrase in phrases:
            if _dense(phrase) not in dense:
                raise SourceError(f"{source.id}: figure {figure['id']}: {phrase!r} is not in the text")


def _dense(text: str) -> str:
    return "".join(text.split())
