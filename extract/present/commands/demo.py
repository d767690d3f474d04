"""``hezhang demo``: the packaged texts, loaded, added up, checked and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from extract.present.options import json_option

if TYPE_CHECKING:
    from rich.console import Console

    from extract.audit.diff import DiffRow
    from extract.audit.findings import Finding
    from extract.audit.totals import Total
    from extract.load import LoadReport

_DOCUMENTS: Final = 8
_TOTALS: Final = 8
_A_VERDICT: Final = {"inconsistent": 3, "cannot-tell": 3, "consistent": 4}


@click.command("demo", short_help="See it work on the packaged texts. 演示。")
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Keep the base here instead of in a temporary folder. 保留知识库。")  # fmt: skip
@json_option
def command(db: Path | None, as_json: bool) -> None:
    """Load the texts written for this project and show coverage, totals, findings and plan against report.

    \b
    装入随包文本（计划、新闻、报告），依次显示覆盖率、合计、核对、计划对报告。
    """
    with TemporaryDirectory(prefix="hezhang-") as folder:
        _demonstrate(db or Path(folder) / "demo.db", as_json=as_json)


def _demonstrate(db: Path, *, as_json: bool) -> None:
    from extract.audit.checks import run_checks
    from extract.audit.diff import diff
    from extract.audit.encode import encode_diff_row, encode_finding, encode_total
    from extract.audit.totals import totals
    from extract.load import load
    from extract.present.encode import encode_load
    from extract.present.terminal import output, print_json, progress
    from extract.resources import corpora
    from extract.store.base import open_base
    from extract.store.numerals import numeral_accounts
    from extract.store.query import enumerations, statements

    with open_base(db) as base, progress("documents 个文件") as advance:
        report = load([corpora("texts")], base, progress=advance)
        said, listed, accounts = statements(base), enumerations(base), numeral_accounts(base)
    answers, findings, rows = totals(said), run_checks(said, listed, accounts), diff(said)
    if as_json:
        print_json(
            {
                "load": encode_load(report),
                "totals": [encode_total(answer) for answer in answers],
                "findings": [encode_finding(finding) for finding in findings],
                "diff": [encode_diff_row(row) for row in rows],
            }
        )
        return
    _print(output(), report, answers, findings, rows)


def _print(
    console: Console, report: LoadReport, answers: Sequence[Total], findings: Sequence[Finding], rows: Sequence[DiffRow]
) -> None:
    from extract.present.documents import load_report
    from extract.present.fitted import Fitted
    from extract.present.tables import diff_table, findings_table, totals_table

    def section(number: int, title: str, chinese: str, english: str) -> None:
        console.print(f"\n{number}. {title}", style="bold")
        console.print(f"{chinese}\n{english}\n", style="dim")

    section(
        1, "hezhang load",
        "每个文件里的每个数目都有用途：是数字、日期、文号……说不清的列为“未解释”，一个也不丢。",
        "Every numeral has one role: figure, date, document number …; unclear ones are listed, none is lost.",
    )  # fmt: skip
    console.print(load_report(report, "demo", most=_DOCUMENTS))
    section(
        2, "hezhang totals",
        "合计是区间：“余”“近”“约”不会变成精确数；目标、认领、拨付、完成分开算，同一事实只计一次。",
        "Totals are intervals: approximate words never become numbers, statuses never mix, nothing counts twice.",
    )  # fmt: skip
    console.print(Fitted(totals_table(_telling_totals(answers))))
    section(
        3, "hezhang check",
        "文中说法互相核对：按字面能证明矛盾才叫“不一致”，凭习惯不指责任何人。",
        "Texts against themselves: inconsistent only if the wording proves it; convention alone accuses nobody.",
    )  # fmt: skip
    console.print(Fitted(findings_table(_telling_findings(findings))))
    section(
        4, "hezhang diff",
        "计划与报告逐项对照：没有报告不等于零，期限未到不算未达标，每个数都有原文。",
        "Plan against report, line by line: absence is not zero, nothing is missed before its term, all with sources.",
    )  # fmt: skip
    console.print(Fitted(diff_table(_telling_rows(rows))))
    console.print(
        f"以上为摘选：合计 {len(answers)} 组、核对 {len(findings)} 项、对照 {len(rows)} 行。"
        f" A selection of {len(answers)} totals, {len(findings)} findings and {len(rows)} rows.\n"
        "hezhang demo --db demo.db 之后可用 then: hezhang totals --db demo.db --explain · "
        "hezhang report --db demo.db --html report.html --xlsx report.xlsx",
        style="dim",
    )


def _telling_totals(answers: Sequence[Total]) -> list[Total]:
    """Those made of most facts, in the order given."""
    able = [answer for answer in answers if answer.hard is not None]
    best = sorted(able, key=lambda answer: -answer.n_counted - len(answer.undecided))[:_TOTALS]
    return [answer for answer in able if any(answer is one for one in best)]


def _telling_findings(findings: Sequence[Finding]) -> list[Finding]:
    """A few of each verdict, of different checks before several of one."""
    chosen: list[Finding] = []
    for verdict, limit in _A_VERDICT.items():
        nth: dict[str, int] = defaultdict(int)
        ranked = []
        for finding in findings:
            if finding.verdict == verdict:
                ranked.append((nth[finding.check], finding))
                nth[finding.check] += 1
        ranked.sort(key=lambda pair: pair[0])
        chosen += [finding for _, finding in ranked[:limit]]
    return chosen


def _telling_rows(rows: Sequence[DiffRow]) -> list[DiffRow]:
    """The first row of each status, of a plan and a report in two documents where there is one."""
    chosen: dict[str, DiffRow] = {}
    for row in rows:
        kept = chosen.get(row.status)
        if kept is None or (_is_across_documents(row) and not _is_across_documents(kept)):
            chosen[row.status] = row
    return list(chosen.values())


def _is_across_documents(row: DiffRow) -> bool:
    if row.planned is None:
        return False
    sides = [side for side in (row.commitment, row.disbursed, row.actual) if side is not None]
    return any(fact.lead.uri != row.planned.lead.uri for side in sides for fact in side.facts)
