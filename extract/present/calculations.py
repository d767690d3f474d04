"""The calculation behind a finding, to be inspected: inputs as written, bounds and weights, computed and stated."""

from __future__ import annotations

from typing import Final

from rich import box
from rich.table import Table

from extract.audit.findings import Finding
from extract.interval import Interval
from extract.present.amounts import format_interval
from extract.present.render import CHECK_TITLES, VERDICTS, source_name
from extract.present.tables import ROLES

_DASH: Final = "—"
_ANY: Final = "不限 any"


def calculation_table(finding: Finding) -> Table:
    """One row an input, then what was computed from them and what the text states, each with both kinds of bounds."""
    verdict = VERDICTS[finding.verdict]
    title = f"{CHECK_TITLES[finding.check]} · {verdict[0]} {verdict[1]}\n{finding.reason}"
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", expand=False, pad_edge=False)
    table.add_column("项\nitem", no_wrap=True)
    table.add_column("原文\nas written", overflow="fold")
    table.add_column("权\nweight", justify="right", no_wrap=True)
    table.add_column("可确定\nguaranteed", justify="right", no_wrap=True)
    table.add_column("通常读法\nlikely", justify="right", no_wrap=True)
    table.add_column("来源\nsource", overflow="fold")
    for each in finding.inputs:
        weight = _DASH if each.weight is None else f"{each.weight:+d}"
        table.add_row(
            ROLES[each.role], "".join(each.quote.split()), weight, _bounds(each.hard, each.unit),
            _bounds(each.likely, each.unit), source_name(each.uri),
        )  # fmt: skip
    if (made := finding.calculation) is not None:
        for label, side in (("计算 computed", made.computed), ("所述 stated", made.stated)):
            table.add_row(label, side.words, _DASH, _bounds(side.hard, made.unit), _bounds(side.likely, made.unit), "")
    return table


def _bounds(interval: Interval, unit: str) -> str:
    return _ANY if interval.low is None and interval.high is None else format_interval(interval, unit)
