"""What a reviewer sees: the figure in its sentence, how it is read, what stands against it, the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich import box
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from extract.present.amounts import format_interval
from extract.present.corrections import describe_correction
from extract.present.render import STATUSES, indicator_title, place_names
from extract.present.terminal import marked
from extract.store.findings import KeptFinding
from extract.store.queue import Waiting
from extract.store.reviews import Review
from extract.types import StoredStatement

WHY: Final[dict[Waiting, str]] = {
    "orphaned": "原文已变，找不到 the figure has vanished",
    "stale": "读法已变 read otherwise since",
    "inconsistent": "核对不一致 in an inconsistent finding",
    "money": "金额，大者在先 money, largest first",
    "other": "其他 other figures",
}
VERDICTS: Final = {
    "accepted": ("接受", "accepted", "green"),
    "rejected": ("剔除", "rejected", "bold red"),
    "corrected": ("更正", "corrected", "cyan"),
    "unsure": ("存疑", "unsure", "yellow"),
    "withdrawn": ("撤回", "withdrawn", "dim"),
}
STATES: Final = {
    "reviewed": ("有效", "reviewed", "green"),
    "stale": ("读法已变", "stale", "yellow"),
    "orphaned": ("已失所在", "orphaned", "bold red"),
}
#: Key → what it does; the order is that of the last line of the screen.
KEYS: Final[dict[str, str]] = {
    "a": "接受 accept",
    "r": "剔除 reject",
    "c": "更正 correct",
    "u": "存疑 unsure",
    "s": "跳过 skip",
    "b": "撤销 undo",
    "o": "前后文 context",
    "q": "退出 quit",
}
_FIELD_NAMES: Final = {
    "counted": "所计 counted", "indicator": "指标 indicator", "status": "状态 status", "provider": "提供方 provider",
    "place": "地方 place", "programme": "项目 programme", "period": "时间 period", "per": "每 per", "unit": "单位 unit",
    "part_of": "属于 part of", "subtype": "细类 subtype", "value": "数值 value",
}  # fmt: skip


def screen(
    console: Console,
    statement: StoredStatement,
    why: Waiting,
    *,
    done: int,
    before: Review | None,
    findings: Sequence[KeptFinding],
    passage: tuple[str, tuple[tuple[int, int], ...]] | None = None,
) -> RenderableType:
    """One statement. ``passage`` is a longer piece of the text with the figure's places in it, shown on demand."""
    head = Text.assemble((f"{WHY[why]}", "bold"), ("  ·  ", "dim"), statement.uri, ("  ·  ", "dim"))
    head.append(f"本次已审 {done} judged", style="dim")
    parts: list[RenderableType] = [head]
    if statement.title:
        parts.append(Text(statement.title, style="dim"))
    parts.append(Panel(source(console, statement, passage), box=box.ROUNDED, padding=(0, 1)))
    parts.append(reading_table(statement, before))
    for finding in findings:
        parts.append(Text.assemble(("✗ ", "bold red"), f"{finding.check}: {finding.reason}"))
    parts.append(keys_line())
    return Group(*parts)


def source(
    console: Console, statement: StoredStatement, passage: tuple[str, tuple[tuple[int, int], ...]] | None
) -> Text:
    """The sentence, or the longer passage, with the figure highlighted."""
    if passage is not None:
        return marked(console, passage[0], list(passage[1]))
    quote = "".join(statement.mention.quote.split())
    flat = (
        "".join(statement.context.split()) if quote not in statement.context else statement.context.replace("\t", "｜")
    )
    at = flat.find(quote)
    return marked(console, flat if at >= 0 else quote, [(max(at, 0), max(at, 0) + len(quote))])


def reading_table(statement: StoredStatement, before: Review | None) -> Table:
    """Field by field how the figure is read; what a stale verdict had seen, where it differs, beside it."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="yellow", overflow="fold")
    seen = _differences(statement, before)
    value = format_interval(statement.hard, statement.unit, approx=statement.approx)
    if statement.likely != statement.hard:
        value += f"，通常 likely {format_interval(statement.likely, statement.unit)}"
    period = statement.period
    lines = {
        "value": value,
        "per": statement.per,
        "counted": statement.counted,
        "indicator": indicator_title(statement.indicator).plain.replace("\n", " "),
        "status": STATUSES[statement.status],
        "provider": "、".join(statement.provider),
        "place": place_names(statement.place),
        "programme": statement.programme,
        "period": None
        if period is None
        else f"{period.text}（{period.start or ''}..{period.end or ''} {period.basis}）",
        "part_of": statement.part_of,
    }
    for name, text in lines.items():
        if text or name in seen:
            table.add_row(_FIELD_NAMES[name], text or "—", f"曾读作 was {seen[name]}" if name in seen else "")
    if before is not None:
        word = VERDICTS[before.verdict]
        said = f"{word[0]} {word[1]} · {before.reviewer}"
        said += f" · {describe_correction(before.correction)}" if before.correction else ""
        said += f" · {before.note}" if before.note else ""
        table.add_row("已有结论 verdict", Text(said, style=word[2]), "")
    return table


def keys_line(keys: Mapping[str, str] = KEYS) -> RenderableType:
    """The keys, each with what it does; none is torn by the edge of the screen."""
    labels = [Text.assemble((f" {key} ", "reverse bold"), f" {meaning}") for key, meaning in keys.items()]
    return Padding(Columns(labels, padding=(0, 2)), (1, 0, 0, 0))


def orphan(review: Review) -> RenderableType:
    """A verdict whose figure is gone, in the context in which it was given."""
    sentence = Text.assemble(
        ("…", "dim"), review.prefix.replace("\n", " "), (review.quote, "bold strike"),
        review.suffix.replace("\n", " "), ("…", "dim"),
    )  # fmt: skip
    word = VERDICTS[review.verdict]
    said = Text.assemble((f"{word[0]} {word[1]}", word[2]), f" · {review.reviewer}")
    if review.correction:
        said.append(f" · {describe_correction(review.correction)}")
    if review.note:
        said.append(f" · {review.note}")
    return Group(
        Text.assemble((WHY["orphaned"], "bold"), ("  ·  ", "dim"), review.uri),
        Panel(sentence, box=box.ROUNDED, padding=(0, 1)),
        said,
        Text("此结论保留，不再作用于任何数字 kept, but no longer about any figure of the current texts", style="dim"),
    )


def _differences(statement: StoredStatement, before: Review | None) -> Mapping[str, str]:
    """What the verdict before had seen in fields that are read otherwise today."""
    if before is None or before.saw is None or statement.state != "stale":
        return {}
    saw = before.saw
    now: dict[str, Any] = {
        "counted": statement.counted, "indicator": statement.indicator, "status": statement.status,
        "provider": "、".join(statement.provider), "place": place_names(statement.place),
        "programme": statement.programme, "per": statement.per,
        "period": None if statement.period is None else statement.period.text,
    }  # fmt: skip
    then: dict[str, Any] = {
        **{name: saw.get(name) for name in ("counted", "indicator", "status", "programme", "per")},
        "provider": "、".join(saw.get("provider") or ()),
        "place": "、".join(name for name, _ in saw.get("place") or ()),
        "period": saw.get("period_text"),
    }
    corrected = set(before.correction or ())
    return {
        name: str(then[name] or "—")
        for name in now
        if (now[name] or "") != (then[name] or "") and name not in corrected
    }
