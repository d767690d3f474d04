"""DOCX: everything that Word shows, in document order, with merged cells once."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.errors import ReadError
from extract.read import read_bytes
from extract.types import Document


def saved(package: Any) -> bytes:
    buffer = io.BytesIO()
    package.save(buffer)
    return buffer.getvalue()


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_paragraphs_and_tables_in_document_order() -> None:
    package = docx.Document()
    package.add_paragraph("某市帮扶方案", style="Title")
    package.add_paragraph("时间：2023-05-06 来源：某市民政局")
    package.add_heading("一、目标", level=1)
    package.add_paragraph("到2025年帮扶59个村。")
    table = package.add_table(rows=3, cols=3)
    for row, values in enumerate([["县", "资金", ""], ["甲县", "计划", "实际"], ["", "", "800余"]]):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    package.add_paragraph("第一项", style="List Bullet")
    document = read_bytes(saved(package), "a.docx")
    assert kinds(document) == [
        ("title", "某市帮扶方案"),
        ("paragraph", "时间：2023-05-06 来源：某市民政局"),
        ("heading", "一、目标"),
        ("paragraph", "到2025年帮扶59个村。"),
        ("cell", "县"),
        ("cell", "资金"),
        ("cell", "甲县"),
        ("cell", "计划"),
        ("cell", "实际"),
        ("cell", "800余"),
        ("list-item", "第一项"),
    ]
    assert "县\t资金\n甲县\t计划\t实际\n\t800余\n第一项" in document.text
    cells = {document.text[b.start : b.end]: b.cell for b in document.blocks if b.cell}
    assert (cells["资金"].column, cells["资金"].column_span) == (1, 2)
    assert (cells["甲县"].row, cells["甲县"].row_span) == (1, 2)
    assert (cells["800余"].row, cells["800余"].column) == (2, 2)
    assert (document.title, document.publisher, document.published_on) == (
        "某市帮扶方案",
        "某市民政局",
        date(2023, 5, 6),
    )


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    package = docx.Document()
    style = package.styles.add_style("章名", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = package.styles["Heading 2"]
    package.add_paragraph("第一章", style="章名")
    assert kinds(read_bytes(saved(package), "a.docx")) == [("heading", "第一章")]


def test_heads_and_feet_come_last_as_kinds() -> None:
    package = docx.Document()
    package.sections[0].header.paragraphs[0].text = "内部资料"
    package.sections[0].footer.paragraphs[0].text = "共12页"
    package.add_paragraph("正文。")
    assert kinds(read_bytes(saved(package), "a.docx")) == [
        ("paragraph", "正文。"),
        ("page-header", "内部资料"),
        ("page-footer", "共12页"),
    ]


def test_footnotes_come_after_the_text() -> None:
    package = docx.Document()
    package.add_paragraph("正文。")
    note = "<w:footnote w:id='{}' {}><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>"
    notes = note.format(0, "w:type='separator'", "线") + note.format(1, "", "数据截至6月底。")
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
        package.part.package,
    )
    package.part.relate_to(part, RT.FOOTNOTES)
    document = read_bytes(saved(package), "a.docx")
    assert kinds(document) == [("paragraph", "正文。"), ("footnote", "数据截至6月底。")]
    assert document.blocks[1].locator.path == "word/footnotes.xml/footnote[@id=1]/p[1]"


def test_insertions_controls_breaks_and_boxes_are_read_deletions_are_not() -> None:
    package = docx.Document()
    body = package.element.body
    run = "<w:r><w:t>{}</w:t></w:r>"
    for content in (
        f"<w:p {nsdecls('w')}>{run.format('投入')}<w:ins w:id='1' w:author='甲'>{run.format('1000余')}</w:ins>"
        f"<w:del w:id='2' w:author='甲'><w:r><w:delText>900</w:delText></w:r></w:del>{run.format('万元')}"
        "<w:r><w:br/><w:t>次行</w:t></w:r></w:p>",
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run.format('控件内')}</w:p></w:sdtContent></w:sdt>",
        f"<w:p {nsdecls('w')}>{run.format('锚')}<w:r><w:pict><w:txbxContent><w:p>{run.format('框内')}</w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>",
    ):
        body.insert(len(body) - 1, parse_xml(content))
    assert [text for _, text in kinds(read_bytes(saved(package), "a.docx"))] == [
        "投入1000余万元\n次行",
        "控件内",
        "锚",
        "框内",
    ]


def test_a_table_of_one_column_is_a_frame_and_inner_tables_stay_in_their_cell() -> None:
    package = docx.Document()
    package.add_table(rows=1, cols=1).cell(0, 0).text = "框中一段"
    cell = package.add_table(rows=1, cols=2).cell(0, 0)
    cell.text = "外"
    inner = cell.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    assert kinds(read_bytes(saved(package), "a.docx")) == [("paragraph", "框中一段"), ("cell", "外\n内一\n内二")]


def test_the_title_may_come_from_the_properties() -> None:
    package = docx.Document()
    package.core_properties.title = "某方案"
    package.add_paragraph("正文")
    document = read_bytes(saved(package), "a.docx")
    assert document.title == "某方案"
    assert document.text == "正文"


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(ReadError, match="no text"):
        read_bytes(saved(docx.Document()), "a.docx")


def test_hidden_text_is_not_shown_and_rows_may_begin_with_a_gap() -> None:
    package = docx.Document()
    paragraph = package.add_paragraph("投入")
    paragraph.add_run("900").font.hidden = True
    paragraph.add_run("1000万元")
    table = package.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["县", "资金", "", "30"], strict=True):
        cell.text = text
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f"<w:gridBefore {nsdecls('w')} w:val='1'/>"))
    document = read_bytes(saved(package), "a.docx")
    assert document.text.startswith("投入1000万元")
    cells = {document.text[b.start : b.end]: b.cell for b in document.blocks if b.cell}
    assert (cells["30"].row, cells["30"].column) == (1, 1)
