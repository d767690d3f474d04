"""The indicator of a figure: every example of the data file, and the rules that the file states."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from extract.audit.indicators import indicators
from extract.pipeline import extract_document
from extract.resources import schemas
from extract.types import FigureRow
from tests.build import make_document

ENTRIES: list[dict[str, Any]] = tomllib.loads(schemas("indicators.toml").read_text(encoding="utf-8"))["indicator"]


def figure_of(text: str, quote: str) -> FigureRow:
    rows = [row for row in extract_document(make_document(text)).figures if row.mention.quote == quote]
    assert rows, f"{quote} is not read in {text}"
    return rows[-1]


@pytest.mark.parametrize(
    ("indicator", "text", "quote"),
    [(entry["id"], text, quote) for entry in ENTRIES for text, quote in entry["examples"]],
)
def test_examples(indicator: str, text: str, quote: str) -> None:
    assert figure_of(text, quote).statement.indicator == indicator


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_an_entry_has_two_examples(entry: dict[str, Any]) -> None:
    assert len(entry["examples"]) >= 2


def test_the_audit_reads_the_same_entries() -> None:
    assert list(indicators()) == [entry["id"] for entry in ENTRIES]


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        # a verb outweighs the noun, unless it makes the name of a body
        ("协会培训教师36名。", "36名", "person.trained"),
        ("协会选派教师36名。", "36名", "person.dispatched"),
        ("全市有职业培训机构27家。", "27家", "organization.engaged"),
        # the head of a coordination
        ("动员企业和商会42家。", "42家", "enterprise.engaged"),
        # a part measures what its whole does
        ("实施项目34个，其中东山县20个。", "20个", "project.carried-out"),
        # a sum that was given is raised, another income is earned
        ("基金会收入96万元，其中会员捐赠60万元、银行利息36万元。", "36万元", "funds.raised"),
        ("村集体年收入18万元，其中光伏收入10万元。", "10万元", "income.increase"),
        # percentages
        ("资金总额比上年增长15%。", "15%", "growth"),
        ("妇女占受益人数的15%。", "15%", "share"),
    ],
)
def test_rules(text: str, quote: str, indicator: str) -> None:
    assert figure_of(text, quote).statement.indicator == indicator


def test_heads_of_tables() -> None:
    text = "各县帮扶情况\n县区\t项目（个）\t投入资金（万元）\t受益户\n东山县\t12\t86.5\t430\n西岭县\t9\t60\t310\n"
    found = {row.mention.quote: row.statement.indicator for row in extract_document(make_document(text)).figures}
    assert found == {
        "12": "project.carried-out",
        "9": "project.carried-out",
        "86.5": "funds.provided",
        "60": "funds.provided",
        "430": "household.benefited",
        "310": "household.benefited",
    }
