"""PDF: blocks contiguous, margins labelled, ruled tables once; the files are drawn here with reportlab."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extract.errors import ReadError
from extract.read import read_bytes
from extract.types import Document

FONT = "STSong-Light"
WIDTH, HEIGHT = A4
SENTENCE = "某市社会组织近日启动帮扶行动，投入1000余万元，覆盖3个县的600余个村，受益群众约2.1万人次。"


def draw(*pages: Callable[[Canvas], None], password: str | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    encryption = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(buffer, pagesize=A4, encrypt=encryption)
    for page in pages:
        canvas.setFont(FONT, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, text: str, x: float = 72, y: float = 700, width: int = 36, size: float = 12) -> float:
    """``text`` in lines of ``width`` characters from ``y`` down; returns where the next line would stand."""
    canvas.setFont(FONT, size)
    for start in range(0, len(text), width):
        canvas.drawString(x, y, text[start : start + width])
        y -= 1.5 * size
    return y


def grid(canvas: Canvas, rows: list[list[str]], x: float = 72, y: float = 600, width: float = 120) -> None:
    for number in range(len(rows) + 1):
        canvas.line(x, y - 20 * number, x + width * len(rows[0]), y - 20 * number)
    for number in range(len(rows[0]) + 1):
        canvas.line(x + width * number, y, x + width * number, y - 20 * len(rows))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            canvas.drawString(x + width * column + 4, y - 20 * row - 15, text)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def assert_sound(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end
        assert not document.text[end : block.start].strip()
        assert block.locator.page
        assert block.locator.box
        end = block.end
    assert end == len(document.text)
    assert document.order == tuple(range(len(document.blocks)))


def test_lines_of_a_paragraph_stay_together_and_an_indent_parts_them() -> None:
    def page(canvas: Canvas) -> None:
        y = write(canvas, "　　" + SENTENCE)
        write(canvas, "　　" + SENTENCE, y=y)

    document = read_bytes(draw(page), "a.pdf")
    assert [text.replace("\n", "").strip() for _, text in kinds(document)] == [SENTENCE, SENTENCE]
    assert_sound(document)


def test_an_indent_without_space_characters_parts_paragraphs_too() -> None:
    def page(canvas: Canvas) -> None:
        y = 700.0
        for _ in range(2):
            canvas.drawString(96, y, SENTENCE[:34])
            y = write(canvas, SENTENCE[34:], y=y - 18)

    document = read_bytes(draw(page), "a.pdf")
    assert [text.replace("\n", "") for _, text in kinds(document)] == [SENTENCE, SENTENCE]


def test_a_hanging_indent_parts_nothing_and_an_item_number_parts() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, SENTENCE[:36])
        y = write(canvas, SENTENCE[36:] + SENTENCE[:25] + "，" + SENTENCE[:-1] + "等等。", x=96, y=682, width=34)
        write(canvas, "二、资金安排", y=y)

    texts = [text for _, text in kinds(read_bytes(draw(page), "a.pdf"))]
    assert len(texts) == 2
    assert texts[1] == "二、资金安排"


def test_margins_are_labelled_and_kept() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            write(canvas, "某市慈善专刊 第3期", y=HEIGHT - 40, size=9)
            write(canvas, SENTENCE + f"第{number}段完。")
            write(canvas, f"— {number} —", x=280, y=30, size=9)

        return paint

    document = read_bytes(draw(page(1), page(2)), "a.pdf")
    assert [kind for kind, _ in kinds(document)] == ["page-header", "paragraph", "page-number"] * 2
    assert [block.locator.page for block in document.blocks] == [1, 1, 1, 2, 2, 2]
    assert document.text.count("某市慈善专刊 第3期") == 2
    assert_sound(document)


def test_a_number_alone_at_the_foot_counts_with_the_pages_or_is_text() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        return lambda canvas: (write(canvas, SENTENCE + str(number)), write(canvas, str(number), y=30))[0] and None

    assert [kind for kind, _ in kinds(read_bytes(draw(page(7), page(8)), "a.pdf"))].count("page-number") == 2
    assert [kind for kind, _ in kinds(read_bytes(draw(page(7), page(500)), "a.pdf"))].count("page-number") == 0


def test_a_head_that_stands_once_is_text() -> None:
    document = read_bytes(draw(lambda canvas: write(canvas, "截至6月底", y=HEIGHT - 40) and None), "a.pdf")
    assert kinds(document) == [("paragraph", "截至6月底")]


def test_title_and_headings_by_size_and_the_source_line() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, "社会组织助力行动", x=180, y=760, size=22)
        write(canvas, "专项方案", x=220, y=728, size=22)
        write(canvas, "时间：2023-05-06　来源：某市民政局", y=690)
        write(canvas, "一、总体目标", y=650, size=15)
        write(canvas, SENTENCE * 2, y=620)

    document = read_bytes(draw(page), "a.pdf")
    assert [kind for kind, _ in kinds(document)] == ["title", "paragraph", "heading", "paragraph"]
    assert document.title == "社会组织助力行动专项方案"
    assert (document.publisher, document.published_on) == ("某市民政局", date(2023, 5, 6))


def test_a_ruled_table_becomes_cells_and_is_not_repeated() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, "资金情况如下。", y=640)
        grid(canvas, [["县", "计划（万元）", "实际"], ["甲县", "1,200", "800余"], ["乙县", "", "3"]])
        write(canvas, "以上为截至6月底数据。", y=500)

    document = read_bytes(draw(page, page), "a.pdf")
    table = "县\t计划（万元）\t实际\n甲县\t1,200\t800余\n乙县\t\t3"
    assert document.text == "\n".join(["资金情况如下。", table, "以上为截至6月底数据。"] * 2)
    cells = [(b.cell.table, b.cell.row, b.cell.column) for b in document.blocks if b.cell]
    assert cells[:2] == [(0, 0, 0), (0, 0, 1)]
    assert cells[-1] == (1, 2, 2)
    assert_sound(document)


def test_a_merged_cell_has_its_span_and_a_frame_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        for y in (600, 560):
            canvas.line(72, y, 312, y)
        canvas.line(192, 580, 312, 580)
        for x in (72, 192, 312):
            canvas.line(x, 600, x, 560)
        write(canvas, "合并", y=575)
        write(canvas, "上", x=200, y=585)
        write(canvas, "下", x=200, y=565)
        canvas.rect(72, 300, 300, 40)
        write(canvas, "框中文字", y=315)

    document = read_bytes(draw(page), "a.pdf")
    spans = {document.text[b.start : b.end]: b.cell and b.cell.row_span for b in document.blocks}
    assert spans == {"合并": 2, "上": 1, "下": 1, "框中文字": None}


def test_columns_are_not_interleaved() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, SENTENCE * 3, x=72, width=17)
        write(canvas, SENTENCE * 3, x=320, width=17)

    texts = [text.replace("\n", "") for _, text in kinds(read_bytes(draw(page), "a.pdf"))]
    assert texts == [SENTENCE * 3, SENTENCE * 3]


def test_bold_by_double_drawing_is_read_once_and_gaps_are_spaces() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, "捐赠1100万元", y=700)
        write(canvas, "捐赠1100万元", x=72.4, y=700)
        canvas.drawString(72, 660, "甲县")
        canvas.drawString(130, 660, "1200")

    assert read_bytes(draw(page), "a.pdf").text == "捐赠1100万元\n甲县 1200"


def test_turned_text_is_kept_and_an_oblique_watermark_is_boilerplate() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, SENTENCE)
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(500, 100, "样张")
        canvas.restoreState()

    assert ("boilerplate", "样张") in kinds(read_bytes(draw(page), "a.pdf"))


def test_encrypted_and_scanned_files_say_so() -> None:
    with pytest.raises(ReadError, match="encrypted"):
        read_bytes(draw(lambda canvas: write(canvas, SENTENCE) and None, password="x"), "a.pdf")
    with pytest.raises(ReadError, match="no text layer"):
        read_bytes(draw(lambda canvas: canvas.rect(10, 10, 50, 50)), "a.pdf")


def test_a_pdf_is_recognised_whatever_its_suffix() -> None:
    data = draw(lambda canvas: write(canvas, SENTENCE) and None)
    assert read_bytes(data, "a.txt").media_type == "application/pdf"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_cut_off_file_is_read_or_refused_never_a_crash(share: float) -> None:
    data = draw(lambda canvas: write(canvas, SENTENCE) and None)
    try:
        outcome = read_bytes(data[: int(len(data) * share)], "a.pdf").text
    except ReadError as error:
        outcome = error.reason
    assert "damaged PDF" in outcome or "no text layer" in outcome or SENTENCE[:10] in outcome
