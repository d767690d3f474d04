"""``hezhang check``: do the figures agree with each other?"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from extract.audit.checks import run_checks
from extract.audit.encode import encode_finding
from extract.audit.findings import CheckName
from extract.audit.keep import keep
from extract.audit.verdicts import Verdict
from extract.present.calculations import calculation_table
from extract.present.fitted import Fitted
from extract.present.options import PARTIAL, db_option, json_option, open_existing
from extract.present.render import CHECK_TITLES, VERDICTS
from extract.present.tables import findings_table
from extract.present.terminal import output, print_json, say
from extract.store.numerals import numeral_accounts
from extract.store.query import enumerations, statements


@click.command("check", short_help="Check the figures against each other. 核对数字。")
@click.option("--only", multiple=True, type=click.Choice(get_args(CheckName)), help="Only this check. 只做此项核对。")
@click.option("--verdict", multiple=True, type=click.Choice(get_args(Verdict)), help="Only such findings. 只看此结论。")
@click.option("--explain", is_flag=True, help="Show each calculation: inputs, bounds, weights, result. 列出计算过程。")
@db_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    only: tuple[CheckName, ...],
    verdict: tuple[Verdict, ...],
    explain: bool,
    db: Path,
    as_json: bool,
) -> None:
    """Check what the texts say against itself and each other: lists, sums, shares, series, promises, plans, units.

    \b
    核对数字是否自洽、是否互相吻合：列举、部分与总数、拨付与认领、重复、不同文件、累计、时段、比率、单位、目标、覆盖。
    结论只有三种：一致、不一致（按字面即可证明）、无法判断。
    Exit code 3 if an inconsistent finding is shown. 有“不一致”时退出码为 3。
    """
    with open_existing(db) as base:
        found = run_checks(statements(base), enumerations(base), numeral_accounts(base), only=only or None)
        if keep(base, only or get_args(CheckName), found, CHECK_TITLES) is None:
            say(f"{db} cannot be written: its kept findings stay as they were 知识库不可写，未更新其中的核对结果")
    findings = [finding for finding in found if not verdict or finding.verdict in verdict]
    if as_json:
        print_json([encode_finding(finding) for finding in findings])
    else:
        console = output()
        if findings:
            console.print(Fitted(findings_table(findings)))
        if explain:
            for finding in findings:
                console.print(Fitted(calculation_table(finding)))
        counts = {name: sum(finding.verdict == name for finding in findings) for name in get_args(Verdict)}
        console.print(" · ".join(f"{VERDICTS[name][0]} {VERDICTS[name][1]}: {n}" for name, n in counts.items()))
    if any(finding.verdict == "inconsistent" for finding in findings):
        ctx.exit(PARTIAL)
