"""Runs the command line in this process, on a small folder of texts made for the purpose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from extract.present.cli import cli

PLAN = """昆明市社会组织结对帮扶实施方案

2023年，昆明市慈善总会计划在东川区实施“兰花助学”项目，计划投入资金300万元。
"""
REPORT = """昆明市结对帮扶进展

2023年，昆明市慈善总会认领帮扶项目金额300万元，截至目前已拨付120余万元。
昆明市兰花协会认领帮扶资金60万元，目前拨付72万元。
帮扶覆盖东川区、石林县、宜良县等三个县，服务群众约500人。
"""


def run(*arguments: str | Path, code: int = 0) -> Result:
    """The result of ``hezhang ARGUMENTS``, whose exit code must be ``code``."""
    result = CliRunner().invoke(cli, [str(each) for each in arguments], env={"HEZHANG_DB": None, "COLUMNS": "150"})
    assert result.exit_code == code, (result.exit_code, result.output, result.exception)
    return result


def read_json(*arguments: str | Path, code: int = 0) -> Any:
    """What ``hezhang ARGUMENTS --json`` prints."""
    return json.loads(run(*arguments, "--json", code=code).stdout)


def write_folder(folder: Path) -> Path:
    """Two readable texts, a plan and a report."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    return folder
