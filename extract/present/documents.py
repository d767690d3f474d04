"""The tables about documents: what a load did, what an extraction found, one document with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extract.interval import Interval
from extract.present.amounts import format_interval
from extract.present.fitted import Fitted
from extract.present.render import (
    KINDS,
    STATUSES,
    indicator_title,
    place_names,
    quote_in_sentence,
    section_name,
    source_name,
)
from extract.types import Extraction, FigureRow, Mention, NumeralRole, Period, PlaceRef, Status, StoredStatement

if TYPE_CHECKING:
    from extract.load import LoadReport
    from extract.store.query import Coverage, StoredDocument

ROLES: Final[dict[NumeralRole, str]] = {
    "figure": "数字", "date": "日期", "time": "时刻", "duration": "时长", "age": "年龄", "ordinal": "序数",
    "document-number": "文号", "list-number": "编号", "page-number": "页码", "id": "号码", "phone": "电话",
    "rank": "名次", "name": "名称", "slogan": "口号", "structural": "文内计数", "article-word": "量词",
    "denominator": "单位数", "label": "标签", "markup": "标记", "junk": "无关", "word": "词语", "unresolved": "未解释",
}  # fmt: skip
ROLE_STYLES: Final[dict[NumeralRole, str]] = {
    "figure": "bold green", "date": "cyan", "time": "cyan", "duration": "cyan", "unresolved": "bold white on red",
}  # fmt: skip
OTHER_ROLE: Final = "magenta"


# --- load -----------------------------------------------------------------------------------------------------------


def load_report(report: LoadReport, base: str, most: int = 30) -> RenderableType:
    """The coverage of at most ``most`` documents, what is least covered first, and the sums of all."""
    outcome = {uri: word for word, uris in (("新 new", report.new), ("更新 updated", report.updated),
                                            ("未变 unchanged", report.unchanged)) for uri in uris}  # fmt: skip
    parts: list[RenderableType] = []
    if report.coverage:
        parts.append(Fitted(coverage_table(report.coverage, outcome, most)))
    resolved = report.numerals - report.unresolved
    share = f" ({resolved / report.numerals:.1%})" if report.numerals else ""
    lines = [
        f"{base}: {report.documents} 个文件 documents：{len(report.new)} 新 new、{len(report.updated)} 更新 updated、"
        f"{len(report.unchanged)} 未变 unchanged、{len(report.failures)} 失败 failed",
        f"{report.figures} 个数字 figures；{report.numerals} 个数目 numerals，已解释 accounted for {resolved}{share}",
    ]
    return Group(*parts, *map(Text, lines))


def coverage_table(coverage: Sequence[Coverage], outcome: Mapping[str, str], most: int) -> Table:
    """One row a document, those with unresolved numerals first."""
    table = _table("覆盖率 coverage")
    table.add_column("文件\ndocument", overflow="fold")
    table.add_column("结果\nresult")
    table.add_column("数目\nnumerals", justify="right")
    table.add_column("已解释\naccounted", justify="right")
    table.add_column("未解释\nunresolved", justify="right")
    table.add_column("覆盖率\ncoverage", justify="right")
    table.add_column("用途\nroles", overflow="fold", ratio=1)
    ordered = sorted(coverage, key=lambda each: (each.resolved - each.numerals, each.uri))
    for each in ordered[:most]:
        unresolved = each.numerals - each.resolved
        table.add_row(
            source_name(each.uri),
            outcome.get(each.uri, ""),
            str(each.numerals),
            str(each.resolved),
            Text(str(unresolved), style="bold red" if unresolved else ""),
            f"{each.ratio:.1%}",
            "、".join(f"{ROLES[role]} {count}" for role, count in list(each.roles.items())[:4]),
        )
    if len(ordered) > most:
        table.caption = f"另 {len(ordered) - most} 个文件 more documents（--json 全列）"
    return table


# --- figures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What the tables show of a figure, fresh from an extraction or back from the base."""

    mention: Mention
    context: str
    hard: Interval
    likely: Interval
    approx: bool
    unit: str
    per: str | None
    counted: str | None
    indicator: str | None
    status: Status
    provider: tuple[str, ...]
    place: tuple[PlaceRef, ...]
    programme: str | None
    period: Period | None
    section: tuple[str, ...] = ()


def stored_line(statement: StoredStatement) -> FigureLine:
    return FigureLine(
        statement.mention, statement.context, statement.hard, statement.likely, statement.approx, statement.unit,
        statement.per, statement.counted, statement.indicator, statement.status, statement.provider, statement.place,
        statement.programme, statement.period, statement.section,
    )  # fmt: skip


def fresh_line(row: FigureRow) -> FigureLine:
    said, figure = row.statement, row.statement.figure
    return FigureLine(
        row.mention, row.mention.quote, figure.hard, figure.likely, figure.approx, figure.unit, figure.per,
        said.counted, said.indicator, said.status, said.provider, said.place, said.programme, said.period,
    )  # fmt: skip


def figures_table(lines: Iterable[FigureLine]) -> Table:
    """One row a figure in the order of the text: as written with its offsets, its value, and its context."""
    table = _table("数字 figures")
    table.add_column("位置\noffset", justify="right", no_wrap=True)
    table.add_column("原文\nas written", overflow="fold")
    table.add_column("数值\nvalue", justify="right", overflow="fold")
    table.add_column("所计\ncounted", overflow="fold", ratio=2)
    table.add_column("指标\nindicator", overflow="fold", ratio=2)
    table.add_column("状态\nstatus")
    table.add_column("提供方\nprovider", overflow="fold", ratio=3)
    table.add_column("地方\nplace", overflow="fold", ratio=2)
    table.add_column("时间\nperiod", overflow="fold", ratio=1)
    for line in lines:
        table.add_row(
            str(line.mention.fragments[0][0]),
            "".join(line.mention.quote.split()),
            _value(line, line.hard),
            line.counted or "",
            indicator_title(line.indicator) if line.indicator else "",
            STATUSES[line.status].replace(" ", "\n", 1),
            "、".join(line.provider),
            place_names(line.place),
            "" if line.period is None else line.period.text,
        )
    return table


def figures_in_sentences(statements: Sequence[StoredStatement]) -> Table:
    """One row a figure: its value in words, guaranteed and likely, its reading, and its whole sentence."""
    table = _table("数字与原句 figures in their sentences")
    table.add_column("位置\noffsets", justify="right", no_wrap=True)
    table.add_column("可确定\nguaranteed", justify="right", overflow="fold")
    table.add_column("通常读法\nlikely", justify="right", overflow="fold")
    table.add_column("读作\nread as", overflow="fold", ratio=2)
    table.add_column("原句\nsentence", overflow="fold", ratio=3)
    for statement in statements:
        line = stored_line(statement)
        table.add_row(
            "\n".join(f"{start}–{end}" for start, end in line.mention.fragments),
            _value(line, line.hard),
            format_interval(line.likely, line.unit),
            _reading(line),
            quote_in_sentence(line.context, line.mention.quote, 240),
        )
    return table


def _value(line: FigureLine, interval: Interval) -> str:
    per = f"每{line.per} " if line.per else ""
    return per + format_interval(interval, line.unit, approx=line.approx)


def _reading(line: FigureLine) -> Text:
    text = Text.assemble(STATUSES[line.status], " ", (line.counted or "", "bold"))
    title = indicator_title(line.indicator).plain.partition("\n")[0] if line.indicator else ""
    details = {
        "指标": title,
        "提供方": "、".join(line.provider),
        "地方": place_names(line.place),
        "项目": line.programme or "",
        "时间": "" if line.period is None else line.period.text,
        "章节": section_name(line.section),
    }
    for name, detail in details.items():
        if detail:
            text.append(f"\n{name} ", style="dim")
            text.append(detail)
    return text


# --- one document ---------------------------------------------------------------------------------------------------


def extraction_report(extraction: Extraction) -> RenderableType:
    """One document just extracted: its head, its numerals by role and its figures."""
    document = extraction.document
    roles: dict[NumeralRole, int] = {}
    for numeral in extraction.numerals:
        roles[numeral.role] = roles.get(numeral.role, 0) + 1
    date = "" if document.published_on is None else document.published_on.isoformat()
    publisher = _publisher(document.publisher, document.site, document.author)
    head = _head(document.uri, document.title, extraction.kind, publisher, date, len(document.text))
    parts: list[RenderableType] = [head, roles_line(roles), *_damage_line(len(extraction.repairs), "extract --json")]
    if extraction.figures:
        parts.append(Fitted(figures_table(map(fresh_line, extraction.figures))))
    return Group(*parts)


def overview(
    document: StoredDocument, coverage: Coverage, statements: Sequence[StoredStatement], damaged: int
) -> RenderableType:
    """One stored document: its head, its coverage, how many passages are damaged, and its figures."""
    date = "" if document.published_on is None else document.published_on.isoformat()
    publisher = _publisher(document.publisher, document.site, document.author)
    head = _head(document.uri, document.title, document.kind, publisher, date, document.length)
    parts: list[RenderableType] = [head, roles_line(coverage.roles), *_damage_line(damaged, "show --repairs")]
    if statements:
        parts.append(Fitted(figures_table(map(stored_line, statements))))
    return Group(*parts)


def _damage_line(damaged: int, command: str) -> list[Text]:
    """That characters are damaged, and what shows how they may be repaired; nothing where none are."""
    said = f"受损文字 damaged passages  {damaged}，修复建议见 suggested repairs: hezhang {command}"
    return [Text(said, style="yellow")] if damaged else []


def _publisher(publisher: str | None, site: str | None, author: str | None) -> str | None:
    parts = (publisher, site and f"网站 on {site}", author and f"作者 by {author}")
    return "，".join(part for part in parts if part) or None


def _head(uri: str, title: str | None, kind: str, publisher: str | None, date: str, length: int) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    rows = {
        "文件 document": uri,
        "标题 title": title,
        "类别 kind": KINDS[kind],
        "发布者 publisher": publisher,
        "日期 date": date,
        "长度 length": f"{length} 字 characters",
    }
    for name, value in rows.items():
        grid.add_row(name, value or "—")
    return grid


def roles_line(roles: dict[NumeralRole, int]) -> Text:
    """How many numerals have which role, the unresolved first."""
    total, unresolved = sum(roles.values()), roles.get("unresolved", 0)
    share = f" ({(total - unresolved) / total:.1%})" if total else ""
    text = Text(f"数目 numerals  {total}，已解释 accounted for {total - unresolved}{share}：")
    ordered = sorted(roles.items(), key=lambda item: (item[0] != "unresolved", -item[1], item[0]))
    for number, (role, count) in enumerate(ordered):
        text.append("、" if number else "")
        text.append(f"{ROLES[role]} {role} {count}", style=ROLE_STYLES.get(role, OTHER_ROLE))
    return text


def _table(title: str) -> Table:
    return Table(title=title, box=box.SIMPLE_HEAD, show_lines=False, title_justify="left", pad_edge=False)
