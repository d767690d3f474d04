"""Verdicts and what waits for one as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from extract.present.amounts import format_interval
from extract.present.corrections import describe_correction
from extract.present.render import STATUSES, indicator_title, quote_in_sentence, source_name, word
from extract.present.review_screen import STATES, VERDICTS, WHY
from extract.store.queue import QueueItem
from extract.store.reviews import Review, Standing
from extract.types import StoredStatement


def queue_table(items: Sequence[QueueItem], known: Mapping[str, StoredStatement]) -> Table:
    """One row a statement that waits, with its id for ``review add``."""
    table = _table("待审 waiting for a verdict")
    for heading in ("编号\nid", "缘由\nwhy", "数值\nvalue", "读作\nread as"):
        table.add_column(heading, overflow="fold")
    table.add_column("原文\nsource", overflow="fold", ratio=1)
    for item in items:
        each = known.get(item.statement)
        if each is None:
            table.add_row(item.statement, WHY[item.why].replace(" ", "\n", 1), "", "", "")
            continue
        read = Text.assemble(indicator_title(each.indicator), "\n", STATUSES[each.status])
        source = Text.assemble(
            (f"{source_name(each.uri)} ", "dim"), quote_in_sentence(each.context, each.mention.quote)
        )
        value = format_interval(each.likely, each.unit, approx=each.approx)
        table.add_row(item.statement, WHY[item.why].replace(" ", "\n", 1), value, read, source)
    return table


def standing_table(found: Sequence[Standing]) -> Table:
    """One row a verdict: in which state it is, what it says, about what."""
    table = _table("结论 verdicts")
    for heading in ("编号\nid", "状态\nstate", "结论\nverdict", "审核人\nreviewer", "内容\nsays"):
        table.add_column(heading, overflow="fold")
    table.add_column("原文\nsource", overflow="fold", ratio=1)
    for each in found:
        review = each.review
        source = Text.assemble((f"{source_name(each.uri or review.uri)} ", "dim"), _in_context(review))
        cells = (word(STATES[each.state]), word(VERDICTS[review.verdict]), review.reviewer, _says(review), source)
        table.add_row(each.statement or review.statement, *cells)
    return table


def history_table(found: Sequence[Review]) -> Table:
    """One row a verdict, the first one first."""
    table = _table(f"历次结论 verdicts on “{found[0].quote}”")
    for heading in ("结论\nverdict", "审核人\nreviewer", "内容\nsays"):
        table.add_column(heading, overflow="fold")
    for each in found:
        table.add_row(word(VERDICTS[each.verdict]), each.reviewer, _says(each))
    return table


def _says(review: Review) -> str:
    return "\n".join(filter(None, (describe_correction(review.correction or {}), review.note)))


def _in_context(review: Review) -> Text:
    return quote_in_sentence(review.prefix + review.quote + review.suffix, review.quote)


def _table(title: str) -> Table:
    return Table(title=title, box=box.SIMPLE_HEAD, show_lines=True, title_justify="left", expand=False, pad_edge=False)
