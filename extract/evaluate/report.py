"""Scores as a table and as JSON, and every miss in its sentence, by field and then by cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extract.evaluate.fields import FIELDS
from extract.evaluate.tally import Metric, Miss, Scores

#: Fields of the report in order; misses of the others come after, by name.
_ORDER: Final = ("document", "detection", *(field.name for field in FIELDS), "organizations", "places", "enumerations")


def as_json(scores: Scores, *, errors: bool = False, floors: Mapping[str, float] | None = None) -> dict[str, Any]:
    """The scores as one JSON object; with ``errors`` also the misses."""
    result: dict[str, Any] = {
        "documents": scores.documents,
        "answered": scores.answered,
        "characters": scores.characters,
        "unresolved_numerals": scores.unresolved,
        "bad_quotes": scores.bad_quotes,
        "quotes": scores.spans,
        "metrics": {name: _metric_as_json(metric) for name, metric in scores.metrics.items()},
    }
    if floors is not None:
        result["floors"] = dict(floors)
    if errors:
        result["misses"] = [
            {
                "field": miss.field,
                "cause": miss.cause,
                "document": miss.document,
                "surface": miss.surface,
                "gold": miss.gold,
                "predicted": miss.predicted,
                "sentence": f"{miss.before}{miss.surface}{miss.after}",
            }
            for miss in _ordered(scores.misses)
        ]
    return result


def _metric_as_json(metric: Metric) -> dict[str, Any]:
    result: dict[str, Any] = {"score": round(metric.score, 4), "right": metric.right, "gold": metric.gold}
    if metric.predicted is not None:
        result |= {
            "predicted": metric.predicted,
            "precision": round(metric.precision, 4),
            "recall": round(metric.recall, 4),
        }
    return result


def as_table(scores: Scores, *, floors: Mapping[str, float] | None = None) -> RenderableType:
    """The scores as a table of rich; a score below its floor is red, with the floor beside it."""
    table = Table(title=None, pad_edge=False)
    table.add_column("metric")
    headings = ("score", "precision", "recall", "right", "gold", "predicted", *(("floor",) if floors else ()))
    for heading in headings:
        table.add_column(heading, justify="right")
    for name, metric in scores.metrics.items():
        floor = (floors or {}).get(name)
        below = floor is not None and metric.score < floor
        both = metric.predicted is not None
        cells: list[Text | str] = [
            Text(f"{metric.score:.4f}", style="red" if below else ""),
            f"{metric.precision:.4f}" if both else "",
            f"{metric.recall:.4f}" if both else "",
            str(metric.right),
            str(metric.gold),
            str(metric.predicted) if both else "",
        ]
        if floors:
            cells.append(f"{floor:.4f}" if floor is not None else "")
        table.add_row(name, *cells)
    summary = (
        f"{scores.answered} of {scores.documents} documents answered, {scores.characters} characters; "
        f"{scores.unresolved} unresolved numerals; {scores.bad_quotes} bad quotes of {scores.spans}"
    )
    return Group(table, Text(summary))


def as_errors(scores: Scores, *, limit: int | None = None) -> RenderableType:
    """Every miss in its sentence, grouped by field and cause; ``limit`` a group shows, all by default."""
    return Group(*_error_lines(scores, limit))


def _error_lines(scores: Scores, limit: int | None) -> Iterator[Text]:
    groups: dict[str, dict[str, list[Miss]]] = defaultdict(lambda: defaultdict(list))
    for miss in _ordered(scores.misses):
        groups[miss.field][miss.cause].append(miss)
    if not groups:
        yield Text("no misses", style="green")
    for field, causes in groups.items():
        yield Text(f"{field}: {sum(map(len, causes.values()))}", style="bold")
        for cause, misses in sorted(causes.items(), key=lambda item: (-len(item[1]), item[0])):
            yield Text(f"  {cause}: {len(misses)}", style="bold cyan")
            for miss in misses[:limit]:
                yield from _miss_lines(miss)
            if limit is not None and len(misses) > limit:
                yield Text(f"    … and {len(misses) - limit} more", style="dim")


def _miss_lines(miss: Miss) -> Iterator[Text]:
    yield Text.assemble(
        (f"    {miss.document}  ", "dim"), _flat(miss.before), (_flat(miss.surface), "bold yellow"), _flat(miss.after),
        no_wrap=True, overflow="ignore",
    )  # fmt: skip
    if miss.gold or miss.predicted:
        yield Text.assemble(
            ("      gold ", "dim"), (_flat(miss.gold) or "—", "green"),
            ("  read ", "dim"), (_flat(miss.predicted) or "—", "red"),
            no_wrap=True, overflow="ignore",
        )  # fmt: skip


def _flat(text: str) -> str:
    """``text`` on one line: a surface may be broken by one."""
    return text.replace("\r", "").replace("\n", "⏎").replace("\t", " ")


def _ordered(misses: tuple[Miss, ...]) -> list[Miss]:
    rank = {field: index for index, field in enumerate(_ORDER)}
    return sorted(misses, key=lambda miss: (rank.get(miss.field, len(rank)), miss.field))
