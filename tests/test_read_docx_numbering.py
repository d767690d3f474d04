"""The numbers of lists stand in the text as Word shows them."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from extract.read import read_bytes
from extract.read.docx_numbering import Numbering


def level(rank: int, form: str, text: str, more: str = "") -> str:
    counts = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
    return f'<w:lvl w:ilvl="{rank}">{counts}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> Any:
    return parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}</w:numbering>'
    )


PLAN = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4", "<w:isLgl/>")
    + level(4, "bullet", "•")
)


def labels(counted: Numbering, ranks: str, list_id: str = "1") -> list[str]:
    return [counted.label(list_id, int(rank), None) for rank in ranks]


def test_levels_count_and_begin_anew() -> None:
    assert labels(Numbering(numbering(PLAN), {}), "0112201243") == [
        "一、", "（一）", "（二）", "1. ", "2. ", "二、", "（一）", "1. ", "", "2.1 ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        (
            "chineseCountingThousand",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 105: "一百零五", 110: "一百一十"},
        ),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 3: "丙"}),
        ("decimalEnclosedCircleChinese", {3: "③", 21: "21"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperRoman", {4: "IV", 14: "XIV"}),
        ("lowerLetter", {2: "b", 28: "bb"}),
        ("decimalZero", {7: "07"}),
        ("anUnknownForm", {7: "7"}),
    ],
)
def test_forms(form: str, numbers: dict[int, str]) -> None:
    counted = Numbering(numbering(level(0, form, "%1、")), {})
    shown = labels(counted, "0" * max(numbers))
    assert {number: shown[number - 1] for number in numbers} == {n: f"{text}、" for n, text in numbers.items()}


def test_lists_of_one_definition_count_on_unless_one_sets_its_start() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    counted = Numbering(numbering(PLAN, nums), {})
    assert [counted.label(each, 0, None) for each in "12331"] == ["一、", "二、", "一、", "二、", "三、"]


def test_a_style_brings_its_list() -> None:
    counted = Numbering(numbering(PLAN), {"Heading1": ("1", None), "Heading2": ("1", 1)})
    assert [counted.label(None, None, style) for style in ("Heading1", "Heading2", "Normal")] == ["一、", "（一）", ""]
    assert counted.label("0", None, "Heading1") == ""  # taken off the list


def test_numbers_stand_in_the_text_of_the_document() -> None:
    package = docx.Document()
    root = package.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in list(numbering(PLAN)):
        root.append(child)
    package.add_paragraph("某县帮扶方案", style="Title")
    for rank, text in [(0, "工作目标"), (1, "产业"), (2, "投入30万元"), (0, "保障措施")]:
        paragraph = package.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), str(rank))
        properties.get_or_add_numId().set(qn("w:val"), "1")
    buffer = io.BytesIO()
    package.save(buffer)
    document = read_bytes(buffer.getvalue(), "a.docx")
    assert document.text.split("\n") == ["某县帮扶方案", "一、工作目标", "（一）产业", "1. 投入30万元", "二、保障措施"]
    assert [block.kind for block in document.blocks[1:]] == ["list-item"] * 4
