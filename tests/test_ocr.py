"""Scans: read with the extra, refused with advice without it; what is doubtful is marked down to the figure."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from builder.scans import as_pdf

from extract.errors import ReadError
from extract.pipeline import extract_document
from extract.read import ocr, read_bytes, read_file
from extract.read.page import Glyph, PageContent
from extract.read.page_blocks import Pages
from extract.read.reader import Composer
from extract.store.base import open_base
from extract.store.write import store_extraction
from extract.types import Document

SCANS = Path(__file__).resolve().parent.parent / "corpora" / "scans"
needs_engine = pytest.mark.skipif(not ocr.installed(), reason="the extra ocr is not installed")


def recognized(text: str, doubtful: str) -> Document:
    """A line as an engine returns it, some characters of which it was not sure of."""
    at = text.index(doubtful)
    glyphs = []
    x = 40.0
    for index, character in enumerate(text):
        width = 10.0 if character >= "\u2e80" else 5.0
        confidence = 0.6 if at <= index < at + len(doubtful) else 0.99
        glyphs.append(Glyph(character, x, 50.0, x + width, 60.0, 10.0, confidence))
        x += width
    pages = Pages(ocr.CERTAIN)
    pages.add(PageContent(600, 800, glyphs, recognized=True))
    composer = Composer()
    title, _, order = pages.compose(composer)
    return composer.document(b"x", "a.png", reader="image/1", media_type="image/png", title=title, order=order)


def test_a_figure_with_a_doubtful_digit_is_approximate_for_every_verdict() -> None:
    from extract.audit.verdicts import guaranteed

    document = recognized("某县投入资金1013万元，帮扶学生25人。", "13")
    (block,) = document.blocks
    assert [document.text[start:end] for start, end in block.doubtful] == ["13"]
    assert block.confidence == pytest.approx(0.952, abs=0.01)
    rows = {row.mention.quote: row for row in extract_document(document).figures}
    money, students = rows["1013万元"], rows["25人"]
    assert (money.doubtful, money.statement.figure.approx) == (True, True)
    assert guaranteed(money.statement.figure.hard, money.statement.figure.approx).high is None
    assert (students.doubtful, students.statement.figure.approx) == (False, False)


def test_confidence_is_kept_in_the_base(tmp_path: Path) -> None:
    document = recognized("某县投入资金1013万元。", "3")
    with open_base(tmp_path / "a.db") as base:
        store_extraction(base, extract_document(document), extractor="test/1", configuration={})
        (row,) = base.rows("SELECT json_extract(locator, '$.confidence') AS sure, locator FROM block")
    assert 0.9 < row["sure"] < 1
    assert '"doubtful": [[9, 10]]' in row["locator"]


def test_text_that_was_not_recognized_has_no_confidence() -> None:
    path = SCANS.parent / "texts" / "N03.pdf"
    document = read_file(path)
    assert {block.confidence for block in document.blocks} == {None}


def test_without_the_extra_the_failure_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: False)
    for name in ("notice.png", "notice-worn.jpg", "columns.pdf"):
        with pytest.raises(ReadError, match=r"pip install 'hezhang\[ocr\]'"):
            read_file(SCANS / name)


@needs_engine
def test_a_scan_is_read_with_its_table() -> None:
    document = read_file(SCANS / "notice.png")
    assert document.text.split("\n")[:3] == [
        "关于帮扶资金的通报",
        "截至6月底，各县社会组织投入帮扶资金1013.5万元，",
        "实施项目128个，受益群众2.6万人次。明细如下（单位：万元）。",
    ]
    assert document.media_type == "image/png"
    assert document.title == "关于帮扶资金的通报"
    assert "rapidocr/" in document.reader
    cells = {(b.cell.row, b.cell.column): document.text[b.start : b.end] for b in document.blocks if b.cell}
    assert cells[1, 2] == "480"
    assert cells[2, 2] == "533.5"
    assert all(block.confidence is not None for block in document.blocks)
    rows = {row.mention.quote for row in extract_document(document).figures}
    assert {"128个", "2.6万人次"} <= rows


@needs_engine
def test_a_worn_scan_is_less_sure_and_says_where() -> None:
    clean, worn = read_file(SCANS / "notice.png"), read_file(SCANS / "notice-worn.jpg")
    assert worn.media_type == "image/jpeg"
    assert sum(len(block.doubtful) for block in worn.blocks) > sum(len(block.doubtful) for block in clean.blocks)


@needs_engine
def test_scanned_pages_of_a_pdf_go_through_the_same_columns() -> None:
    document = read_file(SCANS / "columns.pdf")
    assert document.reader.startswith("pdf/")
    texts = [document.text[b.start : b.end].replace("\n", "") for b in (document.blocks[i] for i in document.order)]
    assert texts[0] == "社会组织走进山区"
    whole = "".join(texts[1:])
    assert "曾敏便把每一笔支出写在育秧盘旁边的木牌上，一共117行。" in whole
    assert "来回不过224分钟。" in whole


@needs_engine
def test_a_picture_without_text_is_a_failure() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (300, 200), 255).save(buffer, "PNG")
    with pytest.raises(ReadError, match="no text in the picture"):
        read_bytes(buffer.getvalue(), "a.png")
    with pytest.raises(ReadError, match="OCR found no text"):
        read_bytes(as_pdf([Image.new("L", (300, 200), 255)]), "a.pdf")


@needs_engine
def test_a_damaged_picture_is_a_failure() -> None:
    with pytest.raises(ReadError, match="damaged picture"):
        read_bytes((SCANS / "notice.png").read_bytes()[:900], "a.png")
