"""No file ends a load: what cannot be read comes as a failure that tells the user why."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import ReadError
from extract.read import READERS, documents, read_bytes, read_file
from extract.types import Document, Failure


def archive(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def word_file() -> bytes:
    package = docx.Document()
    package.add_paragraph("正文")
    buffer = io.BytesIO()
    package.save(buffer)
    return buffer.getvalue()


def excel_file() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "甲"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


GOOD_FILES = (word_file(), excel_file())  # once: they hold the time at which they are made


def outcome(data: bytes, uri: str) -> str:
    """The text, or the reason why there is none; whatever else is raised fails the test."""
    try:
        return read_bytes(data, uri).text
    except ReadError as error:
        return error.reason


@pytest.mark.parametrize(
    ("data", "uri", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t", "a.txt", "no text"),
        (b"GIF89a" + bytes(50), "a.txt", "GIF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "compound file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (archive(a="x"), "a.docx", "ZIP archive"),
        (archive(word__document="x"), "a.docx", "damaged DOCX"),
        (archive(xl__workbook="x"), "a.xlsx", "damaged"),
        (word_file()[:-400], "a.docx", "damaged DOCX"),
        (excel_file()[:-400], "a.txt", "damaged XLSX"),
        (b"just text", "a.pdf", "not a PDF"),
        (b"just text", "a.docx", "not a DOCX"),
        (b"%PDF-1.7\nrubbish", "a.pdf", "damaged PDF"),
        (b"import os", "a.py", "unsupported format .py"),
    ],
)
def test_reasons(data: bytes, uri: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, uri)
    assert reason in caught.value.reason
    assert caught.value.uri == uri


@pytest.mark.parametrize(
    ("name", "reason"), [("OFD.xml", "OFD"), ("ppt/presentation.xml", "PPTX"), ("content.xml", "ZIP archive")]
)
def test_other_archives_are_named(name: str, reason: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(name, "x")
    with pytest.raises(ReadError, match=reason):
        read_bytes(buffer.getvalue(), "a.zip")


def test_an_archive_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEZHANG_MAX_MARKUP_BYTES", "1000")
    with pytest.raises(ReadError, match="unpacks to"):
        read_bytes(word_file(), "a.docx")


def test_a_bug_in_a_library_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("surprise")

    monkeypatch.setattr("extract.read.html.BeautifulSoup", fail)
    with pytest.raises(ReadError, match=r"x\.html: damaged html content \(RuntimeError: surprise\)"):
        read_bytes(b"<html></html>", "x.html")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_never_crash(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from(GOOD_FILES))
    at = data.draw(st.integers(0, len(good) - 1))
    bad = good[:at] + data.draw(st.binary(max_size=20)) + good[at + data.draw(st.integers(0, 50)) :]
    assert outcome(bad, "a.docx")


def test_a_folder_is_walked_in_order_and_reports_what_it_cannot_read(tmp_path: Path) -> None:
    for name, content in {
        "b.txt": "乙",
        "a/z.md": "甲",
        "a/y.py": "x",
        ".hidden.txt": "隐",
        ".git/c.txt": "隐",
        "c.txt": "",
        "无后缀": "丙",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    results = list(documents([tmp_path, tmp_path / "missing.txt"]))
    seen = [(result.uri.removeprefix(f"{tmp_path}/"), isinstance(result, Document)) for result in results]
    assert seen == [
        ("a/y.py", False),
        ("a/z.md", True),
        ("b.txt", True),
        ("c.txt", False),
        ("无后缀", True),
        ("missing.txt", False),
    ]
    failures = {result.uri.rsplit("/", 1)[1]: result for result in results if isinstance(result, Failure)}
    assert failures["missing.txt"].reason == "no such file"
    assert failures["missing.txt"].sha256 is None
    assert failures["c.txt"].sha256 == hashlib.sha256(b"").hexdigest()


def test_the_uri_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("甲", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [result.uri for result in documents(["sub", "sub/a.txt"])] == ["sub/a.txt", "sub/a.txt"]
    assert read_file("sub/a.txt").uri == "sub/a.txt"


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    (failure,) = documents([path], size_limit=10)
    assert isinstance(failure, Failure)
    assert "more than the limit of 10" in failure.reason
    assert isinstance(next(documents([path], size_limit=11)), Document)


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (failure,) = documents([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.reason == "not a regular file"


def test_readers_have_names_and_suffixes_of_their_own() -> None:
    names = [reader.name for reader in READERS]
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)
    for reader in READERS:
        assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in reader.suffixes)
