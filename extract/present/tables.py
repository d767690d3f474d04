"""The tables of the auditor and the analyst: totals and what they left out, findings, plan against report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text

from extract.audit.diff import DiffRow, Side
from extract.audit.facts import Fact
from extract.audit.findings import Finding
from extract.audit.totals import Total
from extract.interval import Interval
from extract.present.amounts import UNKNOWN, format_interval, format_percent
from extract.present.render import (
    CHECK_TITLES,
    STATUSES,
    VERDICTS,
    indicator_title,
    outcome,
    place_names,
    quote_in_sentence,
    section_name,
    source_name,
    word,
)
from extract.types import StoredStatement

_FIELDS: Final = {
    "indicator": "指标\nindicator",
    "provider": "提供方\nprovider",
    "place": "地方\nplace",
    "county": "县\ncounty",
    "prefecture": "市州\nprefecture",
    "province": "省\nprovince",
    "programme": "项目\nprogramme",
    "year": "年份\nyear",
    "document": "文件\ndocument",
}
ROLES: Final = {
    "stated": "所述",
    "whole": "总数",
    "part": "部分",
    "committed": "认领",
    "disbursed": "拨付",
    "one": "甲处",
    "other": "乙处",
    "earlier": "前",
    "later": "后",
    "rate": "单位数",
    "quantity": "数量",
    "total": "总额",
    "share": "比例",
    "before": "基数",
    "after": "现数",
    "growth": "增减",
    "planned": "计划",
    "reported": "报告",
    "unresolved": "未解释",
    "document": "数目",
}
_DASH: Final = "—"
_SOURCES_SHOWN: Final = 3
_MOST_EVIDENCE: Final = 5


def totals_table(totals: Sequence[Total]) -> Table:
    """One row a total: what the wording guarantees, what it normally means, and how many statements made it."""
    table = _table("合计 totals")
    fields = [field for field, _ in totals[0].key] if totals else ["indicator"]
    for field in fields:
        table.add_column(_FIELDS.get(field, field), overflow="fold")
    if "indicator" not in fields:
        table.add_column(_FIELDS["indicator"])
    table.add_column("状态\nstatus")
    table.add_column("可确定\nguaranteed", justify="right", no_wrap=True)
    table.add_column("通常读法\nlikely", justify="right", no_wrap=True)
    table.add_column("陈述→事实→计入\nstated→facts→counted", justify="right", no_wrap=True)
    table.add_column("来源\nsources", overflow="fold", ratio=1)
    for answer in totals:
        cells = [indicator_title(value) if field == "indicator" else value or _DASH for field, value in answer.key]
        if "indicator" not in fields:
            cells.append(indicator_title(answer.indicator))
        made = f"{answer.n_statements}→{answer.n_facts}→{answer.n_counted}"
        if answer.undecided:
            made += f"\n另{len(answer.undecided)}项未定 undecided"
        table.add_row(
            *cells,
            STATUSES[answer.status] + ("\n有争议 disputed" if answer.disputed else ""),
            _total(answer.hard, answer.unit),
            _total(answer.likely, answer.unit),
            made,
            _sources([*answer.counted, *answer.undecided]),
        )
    return table


def explained_table(answer: Total) -> Table:
    """What one total is made of: every fact counted or undecided, and every statement left out with its reason."""
    table = _table(f"构成 what the total is made of: {answer.indicator or _DASH}")
    table.add_column("计入\ncounted", no_wrap=True)
    table.add_column("数值\nvalue", justify="right", no_wrap=True)
    table.add_column("原因\nreason", overflow="fold", ratio=1)
    table.add_column("原文\nsource", overflow="fold", ratio=2)
    for fact in answer.counted:
        said = f"{len(fact.statements)}处所述 stated" if len(fact.statements) > 1 else ""
        table.add_row("✓", format_interval(fact.likely, fact.unit), said, _evidence(fact))
    doubtful = {fact.id for fact in answer.undecided}
    for each in answer.excluded:
        mark = "0–✓" if each.statement.id in doubtful else "✗"
        value = format_interval(each.statement.likely, each.statement.unit, approx=each.statement.approx)
        table.add_row(
            mark,
            value,
            each.sentence,
            _cited(each.statement),
        )
    return table


def findings_table(findings: Sequence[Finding]) -> Table:
    """One row a finding: the verdict, the reason, and each figure in its sentence with its file."""
    table = _table("核对 checks")
    table.add_column("结论\nverdict", no_wrap=True)
    table.add_column("核对\ncheck")
    table.add_column("理由\nreason", overflow="fold", ratio=1)
    table.add_column("依据\nevidence", overflow="fold", ratio=2)
    for finding in findings:
        evidence = Text()
        for i, each in enumerate(finding.inputs):
            evidence.append("\n" if i else "")
            evidence.append(f"{ROLES[each.role]} ", style="dim")
            evidence.append(_quoted(each.uri, each.context, each.quote))
            if each.listed:
                evidence.append(f"\n  列出 listed：{'、'.join(each.listed)}")
        title = CHECK_TITLES[finding.check].replace(" ", "\n", 1)
        table.add_row(word(VERDICTS[finding.verdict]), title, finding.reason, evidence)
    return table


def diff_table(rows: Sequence[DiffRow]) -> Table:
    """One row a plan: the figures as written under each other, the achievement, and the reason with the sources."""
    table = _table("计划与报告 plan against report")
    table.add_column("结果\nstatus", no_wrap=True)
    table.add_column("事项\nsubject", overflow="fold", ratio=2)
    table.add_column("数字\nfigures", no_wrap=True)
    table.add_column("理由与来源\nreason and sources", overflow="fold", ratio=3)
    for row in rows:
        table.add_row(word(outcome(row)), _subject(row), _figures(row), _reasons(row))
    return table


def _table(title: str) -> Table:
    return Table(title=title, box=box.SIMPLE_HEAD, show_lines=True, title_justify="left", expand=False, pad_edge=False)


def _total(interval: Interval | None, unit: str) -> str:
    return _DASH if interval is None else format_interval(interval, unit)


def _figures(row: DiffRow) -> Text:
    """Labelled lines: what was planned, committed, paid and reached; then what that makes of it."""
    lines: list[tuple[str, str]] = []
    if row.planned is not None:
        label = "上限 cap" if row.cap else "预算 budget" if row.planned.status == "budget" else "目标 target"
        per = f"每{row.planned.per}" if row.planned.per else ""
        lines.append((label, per + row.planned.words))
    for label, side in (
        ("认领 committed", row.commitment),
        ("拨付 disbursed", row.disbursed),
        ("完成 actual", row.actual),
    ):
        if side is not None:
            lines.append((label, _side(side, row.unit)))
    if row.achievement is not None:
        hard, likely = row.achievement
        lines.append(("完成度 achieved", format_percent(likely)))
        if hard != likely:
            lines.append(("  可确定 surely", format_percent(hard)))
    if row.gap is not None and row.gap[1].low is not None and row.gap[1].low > 0:
        lines.append(("尚差 gap", format_interval(row.gap[1], row.unit)))
    width = max((cell_len(label) for label, _ in lines), default=0)
    text = Text()
    for i, (label, value) in enumerate(lines):
        text.append("\n" if i else "")
        text.append(set_cell_size(label, width + 1), style="dim")
        text.append(value)
    return text


def _side(side: Side, unit: str) -> str:
    """A single fact as written; several as their likely total with their number."""
    if len(side.facts) == 1:
        return side.facts[0].words
    return f"{UNKNOWN if side.likely is None else format_interval(side.likely, unit)}（{len(side.facts)}项）"


def _subject(row: DiffRow) -> Text:
    scope = row.scope
    text = indicator_title(scope.indicator)
    details = [scope.programme or "", "、".join(scope.provider), place_names(scope.place)]
    if scope.period is not None:
        details.append(scope.period.text)
    for detail in details:
        if detail:
            text.append(f"\n{detail}")
    return text


def _reasons(row: DiffRow) -> Text:
    text = Text(row.reason)
    sides = [side for side in (row.commitment, row.disbursed, row.actual) if side is not None]
    facts = [*([row.planned] if row.planned is not None else []), *(fact for side in sides for fact in side.facts)]
    for fact in [*facts, *row.near][:_MOST_EVIDENCE]:
        text.append("\n")
        text.append(_evidence(fact))
    if len(facts) + len(row.near) > _MOST_EVIDENCE:
        text.append(f"\n… 另{len(facts) + len(row.near) - _MOST_EVIDENCE}项 more")
    return text


def _evidence(fact: Fact) -> Text:
    return _cited(fact.sharpest)


def _cited(statement: StoredStatement) -> Text:
    """Where a statement stands, its section included, and its sentence."""
    return _quoted(statement.uri, statement.context, statement.mention.quote, statement.section)


def _quoted(uri: str, context: str, quote: str, section: tuple[str, ...] = ()) -> Text:
    source = " ".join(part for part in (source_name(uri), section_name(section)) if part)
    return Text.assemble((f"{source} ", "dim"), "「", quote_in_sentence(context, quote), "」")


def _sources(facts: Sequence[Fact]) -> str:
    names = list(dict.fromkeys(source_name(each.uri) for fact in facts for each in fact.statements))
    more = [f"… 另{len(names) - _SOURCES_SHOWN}个 more"] if len(names) > _SOURCES_SHOWN else []
    return "\n".join(names[:_SOURCES_SHOWN] + more)
