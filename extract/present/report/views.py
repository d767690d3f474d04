"""What the page shows of each answer, ready to be laid out: words, citations and bars, no rule of the audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.audit.facts import Fact
from extract.interval import Interval
from extract.present.amounts import format_interval
from extract.present.report.charts import Axis, Bar, draw
from extract.present.report.sources import Citation, Sources


@dataclass(frozen=True, slots=True)
class Label:
    """A word in both languages; ``tone`` is the class that colours it."""

    zh: str
    en: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class BarRow:
    """One line of a chart: what it is, its bar (``None`` where nothing can be drawn), and its value in words.

    ``goal`` is where the planned value stands on the axis, in per cent. ``cites`` are the figures it is made of;
    ``likely`` and ``sure`` its ranges in words, the second only where it says more.
    """

    label: Label
    kind: str
    bar: Bar | None
    goal: str
    words: str
    cites: tuple[Citation, ...]
    likely: str
    sure: str

    @property
    def spoken(self) -> str:
        """The line in words, for who does not see the bar."""
        ranges = [f"通常读法 likely {self.likely}"] + ([f"可确定 guaranteed {self.sure}"] if self.sure else [])
        return f"{self.label.zh} {self.label.en}：{self.words}；{'；'.join(ranges)}"


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines on one axis; ``low`` and ``high`` are its ends."""

    rows: tuple[BarRow, ...]
    low: str = ""
    high: str = ""


def bar_row(
    label: Label, kind: str, axis: Axis | None, hard: Interval | None, likely: Interval | None, unit: str, *,
    words: str, cites: Sequence[Citation] = (), goal: str = "",
) -> BarRow:  # fmt: skip
    """A line of a chart; without values it has no bar."""
    drawn = None if axis is None or hard is None or likely is None else draw(axis, hard, likely)
    usual = "" if likely is None else format_interval(likely, unit)
    sure = "" if hard is None or hard == likely else format_interval(hard, unit)
    return BarRow(label, kind, drawn, goal, words, tuple(cites), usual, sure)


def make_chart(rows: Sequence[BarRow], axis: Axis | None) -> Chart:
    if axis is None:
        return Chart(tuple(rows))
    return Chart(tuple(rows), f"{float(axis.low):.15g}", f"{float(axis.high):.15g}")


def cite_fact(sources: Sources, fact: Fact) -> list[Citation]:
    """The places of a fact, the one that says it most exactly first."""
    ordered = [fact.sharpest, *(each for each in fact.statements if each is not fact.sharpest)]
    return [sources.statement(each) for each in ordered]
