"""Newspaper pages: every layout that is made, whole and in order, by both ways of reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builder.newspaper import LAYOUTS, Page, make_continued, make_page
from builder.page_setter import Setter
from builder.typesetting import Article, DrawingOrder, Sheet, draw

from benchmarks.pages import read_hezhang, read_hezhang_fast, score
from extract.read import FAST_READERS, read_bytes
from extract.read.page import Glyph, Run, run_of
from extract.read.page_vertical import absorb, order_zone
from extract.types import Document

PAGES = [(layout, columns, 700 + columns) for layout, numbers in LAYOUTS for columns in numbers[:2]]
VERTICAL = (next(layout for layout, _ in LAYOUTS if layout.__name__ == "vertical_text"), 3, 5133)
SENTENCE = "某市社会组织近日启动帮扶行动，投入1000余万元，覆盖3个县的600余个村，受益群众约2.1万人次。"


def blocks(document: Document, *, in_order: bool = False) -> list[tuple[str, str]]:
    order = document.order if in_order else range(len(document.blocks))
    found = [document.blocks[index] for index in order]
    return [(block.kind, document.text[block.start : block.end].replace("\n", "")) for block in found]


@pytest.mark.parametrize("read", [read_hezhang, read_hezhang_fast])
@pytest.mark.parametrize(("layout", "columns", "seed"), PAGES)
def test_every_article_is_whole_and_read_to_its_end(
    layout: Callable[[Setter], list[Article]], columns: int, seed: int, read: Callable[[bytes], str]
) -> None:
    page = make_page(layout, columns, seed)
    found = score(page, read(page.data))
    assert found.least >= 0.99, found
    assert found.switches == found.true_switches, found


@pytest.mark.parametrize("columns", [2, 3])
def test_an_article_goes_on_at_the_head_of_the_next_page(columns: int) -> None:
    page = make_continued(columns, 40 + columns)
    assert score(page, read_hezhang_fast(page.data)).right


@pytest.mark.parametrize(("layout", "columns", "seed"), [PAGES[0], PAGES[9], PAGES[14], PAGES[-1], VERTICAL])
def test_both_ways_of_reading_give_the_same_blocks(
    layout: Callable[[Setter], list[Article]], columns: int, seed: int
) -> None:
    page = make_page(layout, columns, seed)
    slow, fast = read_bytes(page.data, "a.pdf"), read_bytes(page.data, "a.pdf", readers=FAST_READERS)
    assert slow.text == fast.text
    assert slow.order == fast.order
    assert (slow.reader.split("/")[0], fast.reader.split("/")[0]) == ("pdf", "pdf-fast")
    for one, other in zip(slow.blocks, fast.blocks, strict=True):
        assert (one.start, one.end, one.kind, one.cell, one.size) == (
            other.start,
            other.end,
            other.kind,
            other.cell,
            other.size,
        )
        assert one.locator.box == pytest.approx(other.locator.box, abs=1.0)


@pytest.mark.parametrize("shift", [step / 8 for step in range(-8, 9)])
def test_the_place_of_vertical_columns_on_the_page_does_not_change_their_order(shift: float) -> None:
    # Half a line's figures lie by a hair to one side or the other of any rounding: 6 above the comma above 281.
    def run(text: str, x0: float, y0: float, width: float) -> Run:
        return run_of([Glyph(text, x0 + shift, y0, x0 + shift + width, y0 + 10, 10.0)])

    column = [run("6", 102.52, 40, 5), run("，", 100.0, 50, 10), run("281", 97.48, 60, 15), run("元", 99.98, 70, 10)]
    beside = run("县", 80.0, 40, 10)
    (row,) = order_zone([column[2], beside, column[0], column[3], column[1]])
    assert [each.text for each in row] == ["6", "，", "281", "元", "县"]
    zone = [run("某", 120.0, 20, 10), run("村", 70.0, 90, 10)]
    narrow = [each for each in column if each.width <= 10]
    assert absorb([narrow[2], narrow[0], narrow[1]], [zone]) == []
    assert "".join(each.text for each in zone[2:]) == "6，元"


def page_of(name: str, columns: int, seed: int = 5) -> Page:
    layout = next(layout for layout, _ in LAYOUTS if layout.__name__ == name)
    return make_page(layout, columns, seed)


def test_captions_heads_and_page_numbers_have_their_kinds() -> None:
    page = page_of("picture_in_column", 3)
    document = read_bytes(page.data, "a.pdf", readers=FAST_READERS)
    found = blocks(document)
    assert [text for kind, text in found if kind == "caption"] == list(page.captions)
    assert found[0][0] == "page-header"
    assert found[-1][0] == "page-number"
    assert [text for kind, text in found if kind in ("title", "heading")] == [a.headline for a in page.articles]


def test_a_caption_stands_where_it_is_and_is_read_after_the_sentence_it_interrupts() -> None:
    moved = 0
    for seed in range(4):
        document = read_bytes(page_of("picture_across", 3, seed).data, "a.pdf", readers=FAST_READERS)
        moved += document.order != tuple(range(len(document.blocks)))
        assert sorted(document.order) == list(range(len(document.blocks)))
        starts = [block.start for block in document.blocks]
        assert starts == sorted(starts)
        caption = next(i for i, block in enumerate(document.blocks) if block.kind == "caption")
        after = document.order[document.order.index(caption) + 1]
        assert not document.blocks[after].continues
    assert moved


def test_vertical_type_says_so() -> None:
    document = read_bytes(page_of("vertical_text", 3).data, "a.pdf", readers=FAST_READERS)
    first = document.blocks[1]
    assert first.vertical
    assert first.kind in ("title", "heading")
    assert any(block.vertical and block.kind == "paragraph" for block in document.blocks)


@pytest.mark.parametrize("order", ["as-set", "backwards", "by-height", "by-glyph"])
def test_the_order_of_drawing_changes_nothing(order: DrawingOrder) -> None:
    sheet = Sheet(400, 300, 10, 15)
    for column in (0, 1):
        for row in range(8):
            at = 14 * (8 * column + row)
            sheet.line(40 + 165 * column, 60 + 15 * row, (SENTENCE * 6)[at : at + 14], 10)
    whole = read_bytes(draw([sheet], order, 3), "a.pdf", readers=FAST_READERS)
    assert "".join(text for _, text in blocks(whole)) == (SENTENCE * 6)[: 14 * 16]


def test_an_amount_across_columns_is_one_figure_of_two_fragments() -> None:
    from extract.pipeline import extract_document

    first = "　　某县社会组织投入帮扶资金，" + "用于修建水窖和村道，" * 8
    first = first[: 14 * 6 - 4] + "共1200"
    second = "万元，全部到位。群众表示满意。" + "后续工作正在推进之中。" * 6
    sheet = Sheet(400, 240, 10, 15)
    for column, text in ((0, first), (1, second)):
        lines = (
            [text[i : i + 14] for i in range(0, 84, 14)]
            if column
            else [*(text[i : i + 14] for i in range(0, 70, 14)), text[70:]]
        )
        for row, line in enumerate(lines):
            sheet.line(40 + 165 * column, 60 + 15 * row, line, 10)
    figures = extract_document(read_bytes(draw([sheet]), "a.pdf")).figures
    found = next(figure for figure in figures if figure.mention.quote == "1200万元")
    assert len(found.mention.fragments) == 2
    assert found.statement.figure.hard.point == 12_000_000


def test_an_amount_across_a_page_foot_leaves_the_foot_out() -> None:
    from extract.pipeline import extract_document

    sheets = []
    text = "　　某县社会组织投入帮扶资金用于修建水窖和村道，各项工作正在有序推进之中。" * 4
    text = text[: 33 * 3 - 7] + "共投入1200"
    after = "万元，全部到位。群众对此表示满意，后续工作正在推进之中，计划明年完成。" * 2
    for number, each in enumerate((text, after)):
        sheet = Sheet(420, 300, 10, 15)
        for row, at in enumerate(range(0, len(each), 33)):
            sheet.line(40, 60 + 15 * row, each[at : at + 33], 10)
        sheet.line(200, 280, f"— {number + 1} —", 8)
        sheets.append(sheet)
    document = read_bytes(draw(sheets), "a.pdf")
    quotes = {figure.mention.quote: figure.mention.fragments for figure in extract_document(document).figures}
    assert len(quotes["1200万元"]) == 2
    assert "page-number" in [block.kind for block in document.blocks]


def test_a_table_without_rules_has_cells() -> None:
    rows = [["县", "项目数", "资金"], ["甲县", "12", "300"], ["乙县", "8", "1,250"], ["丙县", "5", "96"]]
    sheet = Sheet(420, 300, 10, 15)
    sheet.line(40, 40, "各县帮扶项目和资金情况如下，资金单位为万元。", 10)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.line(40 + 110 * column, 70 + 16 * row, cell, 10)
    document = read_bytes(draw([sheet]), "a.pdf")
    cells = {(b.cell.row, b.cell.column): document.text[b.start : b.end] for b in document.blocks if b.cell}
    assert cells == {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)}


def test_a_ruled_table_with_open_sides_is_one() -> None:
    sheet = Sheet(420, 300, 10, 15)
    for row in range(4):
        sheet.rules.append((40, 60 + 20 * row, 340, 60 + 20 * row))
    for column in (1, 2):
        sheet.rules.append((40 + 100 * column, 60, 40 + 100 * column, 120))
    for row in range(3):
        for column in range(3):
            sheet.line(45 + 100 * column, 64 + 20 * row, f"{row}行{column}列", 10)
    document = read_bytes(draw([sheet]), "a.pdf", readers=FAST_READERS)
    assert len([block for block in document.blocks if block.cell]) == 9
    assert document.blocks[0].locator.box == pytest.approx((40, 60, 140, 80), abs=0.6)


def test_a_frame_is_a_text_of_its_own() -> None:
    page = page_of("boxed", 3)
    document = read_bytes(page.data, "a.pdf", readers=FAST_READERS)
    text = "".join(text for _, text in blocks(document, in_order=True))
    assert page.articles[1].body in text
