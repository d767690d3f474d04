"""The tables align with wide characters, name their sources, and say in words what the JSON says in numbers."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from extract.audit.checks import run_checks
from extract.audit.diff import diff
from extract.audit.encode import encode_diff_row, encode_finding, encode_total
from extract.audit.totals import totals
from extract.present.render import quote_in_sentence, source_name, to_text
from extract.present.tables import diff_table, explained_table, findings_table, totals_table
from extract.types import StoredStatement
from tests.audit_build import enumeration, level, statement

SENTENCE = "全市基金会积极认领帮扶项目，截至目前已完成800余万元项目资金拨付，其余资金依据进度拨付。"


def base() -> list[StoredStatement]:
    group, place = ("云川市基金会",), (("云川市", "990100"),)
    return [
        statement(
            "1013万元", "1013万", status="commitment", provider=group, counted="帮扶项目", uri="data/云川 日报.txt"
        ),
        statement(
            "800余万元", "[800万,)", likely="[800万,900万)", provider=group, uri="data/云川 日报.txt", context=SENTENCE
        ),
        level("110家", "110", place=place, uri="data/云川 日报.txt"),
        level("110家", "110", place=place, uri="data/云川 日报.txt"),
    ]


def columns(text: str) -> set[int]:
    """Cell offsets at which every line of a table's body has a blank: at least the gaps between its columns."""
    lines = text.splitlines()
    rule = next(i for i, line in enumerate(lines) if set(line.strip()) == {"─"})
    body = [line for line in lines[rule + 1 :] if line.strip()]
    width = max(cell_len(line) for line in body)
    occupied: set[int] = set()
    for line in body:
        at = 0
        for character in line:
            size = cell_len(character)
            if not character.isspace():
                occupied.update(range(at, at + size))
            at += size
    return set(range(width)) - occupied


@pytest.mark.parametrize("width", [100, 120, 160])
def test_columns_align_and_fit(width: int) -> None:
    given = base()
    tables = [
        (5, totals_table(totals(given))),
        (3, findings_table(run_checks(given, [enumeration("四个县", 4, ("甲县", "乙县"))]))),
        (3, diff_table(diff(given))),
    ]
    for gaps, table in tables:
        text = to_text(table, width)
        assert max(cell_len(line) for line in text.splitlines()) <= width
        blank = columns(text)
        runs = sum(1 for at in blank if at - 1 not in blank and at > 0)
        assert runs >= gaps, f"{gaps} gaps between columns in every line at width {width}:\n{text}"


def test_totals_in_words() -> None:
    text = to_text(totals_table(totals(base())), 140)
    for words in ("1013万元", "≥800万元", "800万–不足900万元", "帮扶资金", "funds provided", "2→1→1", "云川 日报.txt"):
        assert words in text
    assert "data/" not in text


def test_what_was_left_out_is_shown_with_its_reason() -> None:
    answer = next(each for each in totals(base()) if each.n_statements == 2)
    text = to_text(explained_table(answer), 140)
    assert "✓" in text
    assert "✗" in text
    assert "duplicate" in text


def test_findings_name_figure_sentence_and_file() -> None:
    text = to_text(findings_table(run_checks(base(), [enumeration("四个县", 4, ("甲县", "乙县"))])), 140)
    for words in ("一致", "consistent", "不一致", "800余万元", "云川 日报.txt", "甲县、乙县"):
        assert words in text


def test_diff_in_words() -> None:
    text = to_text(diff_table(diff(base())), 180)
    for words in ("无目标", "no target", "1013万元", "800余万元", "≈78.9%–88.9%", "≥78.9%"):
        assert words in text


def test_empty_answers_are_tables_too() -> None:
    for table in (totals_table([]), findings_table([]), diff_table([])):
        assert to_text(table, 80).strip()


def test_json_is_json_and_keeps_bounds_and_sources() -> None:
    given = base()
    total = next(each for each in totals(given) if each.status == "disbursement")
    encoded = json.loads(json.dumps(encode_total(total), ensure_ascii=False))
    assert encoded["hard"] == {"low": 8000000, "high": None, "low_inclusive": True, "high_inclusive": False}
    assert encoded["likely"]["high"] == 9000000
    assert encoded["counted"][0]["statements"][0]["context"] == SENTENCE
    (finding,) = [each for each in run_checks(given, []) if each.check == "disbursed-committed"]
    encoded = json.loads(json.dumps(encode_finding(finding), ensure_ascii=False))
    assert (encoded["verdict"], [each["role"] for each in encoded["inputs"]]) == (
        "consistent",
        ["disbursed", "committed"],
    )
    (row,) = diff(given)
    encoded = json.loads(json.dumps(encode_diff_row(row), ensure_ascii=False))
    assert encoded["status"] == "no-target"
    assert encoded["achievement"]["likely"]["low"] == 78.9733
    assert encoded["planned"] is None
    duplicate = next(each for each in totals(given) if each.n_statements == 2)
    assert encode_total(duplicate)["excluded"][0]["reason"] == "duplicate"


def test_a_sentence_is_cut_around_its_quote() -> None:
    shown = quote_in_sentence(SENTENCE, "800余万元", 40)
    assert "800余万元" in shown.plain
    assert cell_len(shown.plain) <= 40
    assert shown.plain.startswith("…")
    assert shown.plain.endswith("…")
    assert quote_in_sentence(SENTENCE, "800余万元", 400).plain == SENTENCE
    assert quote_in_sentence("无此数。", "5个", 40).plain == "5个"
    assert quote_in_sentence("共1013\n万元。", "1013\n万元", 40).plain == "共1013万元。"


def test_source_names() -> None:
    assert source_name("data/新闻/甲.txt") == "甲.txt"
    assert source_name("data/甲.zip!/里/乙.txt") == "甲.zip!/里/乙.txt"
