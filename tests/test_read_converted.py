"""DOC and its like through a converter that is installed; without one, a failure that says what to install."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest

from extract.errors import ReadError
from extract.read import converted, read_bytes, read_file

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FAKE_DOC = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
LONG = "各乡镇要把帮扶任务落实到村到户，按季度上报进展，年底统一验收。" * 12  # antiword refuses texts of a few words
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one text as DOC, RTF and ODT and one table as XLS and ODS, made by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    package = docx.Document()
    package.add_heading("某县帮扶方案", 0)
    package.add_paragraph("一、工作目标")
    package.add_paragraph("投入帮扶资金不少于30万元。")
    package.add_paragraph(LONG)
    table = package.add_table(rows=2, cols=2, style="Table Grid")
    for cell, text in zip(table._cells, ["县", "户数", "甲县", "126"], strict=True):
        cell.text = text
    package.add_paragraph("完")
    package.save(folder / "text.docx")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["帮扶资金（单位：万元）"], ["县", "金额"], ["甲县", 12.5]):
        sheet.append(row)
    book.save(folder / "table.xlsx")
    assert OFFICE is not None
    for source, suffixes in (("text.docx", ("doc", "rtf", "odt")), ("table.xlsx", ("xls", "ods"))):
        for suffix in suffixes:
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [OFFICE, "--headless", profile, "--convert-to", suffix, "--outdir", str(folder)]
            subprocess.run([*command, str(folder / source)], check=True, capture_output=True, timeout=120)
    return folder


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_a_text_is_read_as_its_docx_is(made: Path, suffix: str) -> None:
    document = read_file(made / f"text.{suffix}")
    head, goal, sum_, _, *cells = document.text.split()
    assert (head, goal, sum_) == ("某县帮扶方案", "一、工作目标", "投入帮扶资金不少于30万元。")
    assert cells == ["县", "户数", "甲县", "126", "完"]
    assert document.reader == f"{suffix}-libreoffice/1"
    assert document.media_type != read_file(made / "text.docx").media_type
    assert [block.cell.row for block in document.blocks if block.cell] == [0, 0, 1, 1]


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_table_is_read_as_its_xlsx_is(made: Path, suffix: str) -> None:
    document = read_file(made / f"table.{suffix}")
    assert document.text == read_file(made / "table.xlsx").text
    assert document.reader == f"{suffix}-libreoffice/1"


@needs_office
@pytest.mark.parametrize("converter", ["antiword", "catdoc"])
def test_without_libreoffice_a_smaller_converter_reads_doc(
    made: Path, converter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shutil.which(converter)
    if path is None:
        pytest.skip(f"{converter} is not installed")
    monkeypatch.setattr(converted.shutil, "which", lambda name: path if name == converter else None)
    document = read_file(made / "text.doc")
    assert "投入帮扶资金不少于30万元。" in document.text
    assert document.reader == f"doc-{converter}/1"


def test_without_any_converter_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted.shutil, "which", lambda name: None)
    with pytest.raises(ReadError, match="install LibreOffice, antiword or catdoc, or save it as DOCX"):
        read_bytes(FAKE_DOC, "a.doc")
    with pytest.raises(ReadError, match="install LibreOffice, or save it as DOCX"):
        read_bytes(b"{\\rtf1 x}", "a.rtf")


def test_a_converter_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(converted.shutil, "which", lambda name: str(slow) if name == "soffice" else None)
    monkeypatch.setenv("HEZHANG_MAX_CONVERT_SECONDS", "1")
    with pytest.raises(ReadError, match="takes more seconds than the limit of 1"):
        read_bytes(FAKE_DOC, "a.doc")


def test_a_converter_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = tmp_path / "soffice"
    failing.write_text("#!/bin/sh\necho 'source file could not be loaded' >&2\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setattr(converted.shutil, "which", lambda name: str(failing) if name == "soffice" else None)
    with pytest.raises(ReadError, match="could not be loaded"):
        read_bytes(FAKE_DOC, "a.doc")


def test_a_password_is_told_before_a_converter_is_asked() -> None:
    with pytest.raises(ReadError, match="password"):
        read_bytes(FAKE_DOC + "EncryptedPackage".encode("utf-16-le"), "a.doc")


def test_another_compound_file_is_refused() -> None:
    with pytest.raises(ReadError, match="compound file"):
        read_bytes(OLE + bytes(600), "a.msg")


def test_docx_and_xlsx_need_no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted.shutil, "which", lambda name: None)
    package = docx.Document()
    package.add_paragraph("正文")
    buffer = io.BytesIO()
    package.save(buffer)
    assert read_bytes(buffer.getvalue(), "a.docx").text == "正文"
