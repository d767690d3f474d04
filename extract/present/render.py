"""Words, sources and sentences as a terminal shows them; widths count cells, so that wide characters align."""

from __future__ import annotations

from io import StringIO
from pathlib import PurePath
from typing import Final

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from extract.audit.diff import DiffRow
from extract.audit.indicators import indicators
from extract.types import PlaceRef, Status

VERDICTS: Final = {
    "consistent": ("一致", "consistent", "green"),
    "inconsistent": ("不一致", "inconsistent", "bold red"),
    "cannot-tell": ("无法判断", "cannot tell", "yellow"),
}
STATUSES: Final[dict[Status, str]] = {
    "target": "目标 target",
    "budget": "预算 budget",
    "commitment": "认领 committed",
    "underway": "进行中 underway",
    "disbursement": "拨付 disbursed",
    "actual": "已完成 actual",
    "background": "背景 background",
}
KINDS: Final = {
    "plan": "计划 plan",
    "notice": "通知 notice",
    "news": "新闻 news",
    "report": "报告 report",
    "other": "其他 other",
}
OUTCOMES: Final = {
    "met": ("达标", "met", "green"),
    "exceeded": ("超额", "exceeded", "green"),
    "not-met": ("未达标", "not met", "bold red"),
    "in-progress": ("进行中", "in progress", "cyan"),
    "not-reported": ("未见报告", "not reported", "yellow"),
    "no-target": ("无目标", "no target", "dim"),
    "cannot-tell": ("无法判断", "cannot tell", "yellow"),
    "conflicting": ("说法冲突", "conflicting", "bold red"),
    "unit-mismatch": ("单位不符", "unit mismatch", "yellow"),
    "scope-mismatch": ("范围不符", "scope mismatch", "yellow"),
    "period-mismatch": ("时期不符", "period mismatch", "yellow"),
}
CAP_OUTCOMES: Final = {
    "met": ("未超上限", "within the cap", "green"),
    "not-met": ("超出上限", "above the cap", "bold red"),
}
CHECK_TITLES: Final = {
    "enumeration": "列举 enumeration",
    "part-whole": "部分与总数 part-whole",
    "disbursed-committed": "拨付与认领 disbursed-committed",
    "duplicate": "重复 duplicate",
    "cross-document": "不同文件 cross-document",
    "cumulative": "累计 cumulative",
    "period": "时段 period",
    "ratio": "比率 ratio",
    "unit-slip": "单位之误 unit-slip",
    "target": "目标 target",
    "coverage": "覆盖 coverage",
}
_ELLIPSIS: Final = "…"
_CELL_BORDER: Final = "｜"  # between the cells of a row


def word(label: tuple[str, str, str]) -> Text:
    """A verdict or outcome in Chinese with its English beneath, in its colour."""
    return Text.assemble((label[0], label[2]), "\n", (label[1], "dim"))


def outcome(row: DiffRow) -> tuple[str, str, str]:
    """The outcome of a row with its colour. A cap is kept or exceeded, not reached or missed."""
    return CAP_OUTCOMES.get(row.status, OUTCOMES[row.status]) if row.cap else OUTCOMES[row.status]


def indicator_title(indicator: str | None) -> Text:
    """The Chinese title with the English one beneath; the id itself where the data file does not know it."""
    known = indicators().get(indicator) if indicator is not None else None
    if known is None:
        return Text(indicator or "（未归类）")
    return Text.assemble(known.title_zh, "\n", (known.title_en, "dim"))


def place_names(places: tuple[PlaceRef, ...]) -> str:
    return "、".join(place.name for place in places)


def source_name(uri: str) -> str:
    """The file's name, with the archive it lies in: ``a.zip!/b.txt`` → ``a.zip!/b.txt``, ``x/y/b.txt`` → ``b.txt``."""
    archive, mark, member = uri.partition("!/")
    return PurePath(archive).name + mark + member


def section_name(section: tuple[str, ...]) -> str:
    """The headings that a figure stands under: 二、重点任务 › （一）产业帮扶."""
    return " › ".join(section)


def quote_in_sentence(context: str, quote: str, cells: int = 60) -> Text:
    """The sentence on one line, the quote bold, cut on both sides of the quote to at most ``cells`` cells if it can be.

    The quote itself is never cut. A quote that the sentence does not hold is shown alone.
    """
    flat_quote = "".join(quote.split())
    cells_of_row = ("".join(cell.split()) for cell in context.split("\t"))
    flat_context = _CELL_BORDER.join(cell for cell in cells_of_row if cell)
    before, found, after = flat_context.partition(flat_quote)
    if not found:
        return Text(flat_quote, style="bold")
    room = max(0, cells - cell_len(flat_quote))
    left = _cut_left(before, max(room // 2, room - cell_len(after)))
    right = _cut_right(after, room - cell_len(left))
    return Text.assemble(left, (flat_quote, "bold"), right)


def to_text(renderable: RenderableType, width: int = 120) -> str:
    """What a terminal of ``width`` cells without colour would show."""
    buffer = StringIO()
    Console(file=buffer, width=width, color_system=None, legacy_windows=False, force_terminal=False).print(renderable)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def _cut_left(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) + 1 > cells:
        text = text[1:]
    return _ELLIPSIS + text


def _cut_right(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) + 1 > cells:
        text = text[:-1]
    return text + _ELLIPSIS
