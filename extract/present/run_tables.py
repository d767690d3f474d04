"""Runs and their differences as tables and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from rich import box
from rich.table import Table
from rich.text import Text

from extract.present.render import source_name, word
from extract.store.runs import Change, Comparison, Difference, Run

_KINDS: Final[dict[Difference, tuple[str, str, str]]] = {
    "added": ("新增", "added", "green"),
    "lost": ("丢失", "lost", "bold red"),
    "changed": ("改变", "changed", "yellow"),
}


def runs_table(found: Sequence[Run]) -> Table:
    """One row a run, the first one first."""
    table = _table("抽取版本 runs")
    table.add_column("编号\nid", no_wrap=True)
    table.add_column("抽取器\nextractor", overflow="fold")
    table.add_column("配置\nconfiguration", overflow="fold", ratio=1)
    table.add_column("读过\nread", justify="right")
    table.add_column("作数\nactive", justify="right")
    for run in found:
        settings = "\n".join(f"{name}: {value}" for name, value in run.configuration.items())
        table.add_row(run.id[:12], run.extractor, settings, str(run.documents), str(run.active))
    return table


def comparison_table(changes: Sequence[Change]) -> Table:
    """One row a statement that is read otherwise; of a changed one each field before and after."""
    table = _table("新旧对比 what changed")
    table.add_column("变化\nchange", no_wrap=True)
    table.add_column("原文\nas written", overflow="fold")
    table.add_column("字段：旧 → 新\nfield: old → new", overflow="fold", ratio=1)
    table.add_column("文件\ndocument", overflow="fold")
    for change in changes:
        fields = Text("\n").join(
            Text.assemble((f"{name}: ", "dim"), _shown(old), (" → ", "dim"), _shown(new))
            for name, (old, new) in change.fields.items()
        )
        table.add_row(word(_KINDS[change.kind]), "".join(change.quote.split()), fields, source_name(change.uri))
    return table


def summary(comparison: Comparison) -> str:
    """The counts in a few lines."""
    counts = "、".join(f"{zh} {en} {comparison.count(kind)}" for kind, (zh, en, _) in _KINDS.items())
    lines = [f"{comparison.documents} 个文件 documents：{counts}、相同 same {comparison.same}"]
    if comparison.fields:
        lines.append("改变的字段 fields: " + "、".join(f"{name} {n}" for name, n in comparison.fields.most_common()))
    if comparison.only_old:
        lines.append(f"{comparison.only_old} 个文件新版未读 documents not read by the new run")
    return "\n".join(lines)


def encode_comparison(comparison: Comparison) -> dict[str, Any]:
    """A comparison for programs."""
    return {
        "old": comparison.old,
        "new": comparison.new,
        "documents": comparison.documents,
        "not_read_by_new": comparison.only_old,
        "same": comparison.same,
        **{kind: comparison.count(kind) for kind in _KINDS},
        "fields": dict(comparison.fields),
        "changes": [
            {
                "kind": change.kind,
                "uri": change.uri,
                "statement": change.statement,
                "quote": change.quote,
                "fields": {name: {"old": old, "new": new} for name, (old, new) in change.fields.items()},
            }
            for change in comparison.changes
        ],
    }


def _shown(value: Any) -> str:
    """A field's value in a cell: lists by commas, places by name."""
    if value is None or value == []:
        return "—"
    if isinstance(value, list):
        return "、".join(str(each[0]) if isinstance(each, list) else str(each) for each in value)
    return str(value)


def _table(title: str) -> Table:
    return Table(title=title, box=box.SIMPLE_HEAD, show_lines=True, title_justify="left", expand=False, pad_edge=False)
