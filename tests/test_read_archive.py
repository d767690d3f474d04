"""ZIP archives: every member is a document of its own, and what is wrong with one costs no other."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract.load import load
from extract.read import documents, read_bytes
from extract.store.base import open_base
from extract.store.query import documents as stored_documents
from extract.store.query import failures
from extract.types import Document, Failure

TEXT = "某县协会投入帮扶资金30万元。"


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_raw_name(data: bytes, placeholder: bytes, name: bytes) -> bytes:
    """The archive as a program writes it that stores names in the system's encoding, without the UTF-8 flag."""
    assert len(placeholder) == len(name)
    return data.replace(placeholder, name)


def read(tmp_path: Path, data: bytes) -> dict[str, str]:
    """Text or reason by the uri below the archive's."""
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    return {
        each.uri.removeprefix(str(path)): each.text if isinstance(each, Document) else f"failed: {each.reason}"
        for each in documents([path])
    }


def test_members_are_documents_and_load_one_by_one(tmp_path: Path) -> None:
    members = {
        "计划/a.txt": TEXT.encode(),
        "b.html": f"<html><body><p>{TEXT}</p></body></html>".encode(),
        "坏.docx": b"PK\x03\x04word/document.xml",
        "包.rar": b"Rar!\x1a\x07" + bytes(60),
        "__MACOSX/._a.txt": b"x",
        ".DS_Store": b"x",
    }
    found = read(tmp_path, packed(members))
    assert found["!/计划/a.txt"] == found["!/b.html"] == TEXT
    assert found["!/坏.docx"].startswith("failed: damaged DOCX")
    assert "RAR" in found["!/包.rar"]
    assert len(found) == 4
    with open_base(tmp_path / "a.db") as base:
        report = load([tmp_path / "a.zip"], base)
        assert (len(report.new), len(report.failures)) == (2, 2)
        assert {each.uri.rpartition("!/")[2] for each in stored_documents(base)} == {"计划/a.txt", "b.html"}
        assert {each.uri.rpartition("!/")[2] for each in failures(base)} == {"坏.docx", "包.rar"}
        assert load([tmp_path / "a.zip"], base).new == []


@pytest.mark.parametrize("encoding", ["gbk", "big5", "utf-8"])
def test_names_without_the_utf8_flag(tmp_path: Path, encoding: str) -> None:
    name = {"gbk": "帮扶计划通知", "big5": "幫扶計劃通知", "utf-8": "帮扶计划"}[encoding].encode(encoding)
    data = with_raw_name(packed({"A" * len(name) + ".txt": TEXT.encode()}), b"A" * len(name), name)
    assert list(read(tmp_path, data)) == [f"!/{name.decode(encoding)}.txt"]


def test_archives_within_archives(tmp_path: Path) -> None:
    inner = packed({"b.txt": TEXT.encode()})
    assert read(tmp_path, packed({"in.zip": inner, "c.txt": b"\xe7\x94\xb2"})) == {
        "!/in.zip!/b.txt": TEXT,
        "!/c.txt": "甲",
    }


def test_archives_too_deep_are_refused_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEZHANG_MAX_DEPTH", "2")
    data = packed({"b.txt": TEXT.encode()})
    for name in ("3.zip", "2.zip"):
        data = packed({name: data, f"beside-{name}.txt": TEXT.encode()})
    found = read(tmp_path, data)
    assert "HEZHANG_MAX_DEPTH" in found["!/2.zip!/3.zip"]
    assert found["!/beside-2.zip.txt"] == TEXT


@pytest.mark.parametrize(
    ("limit", "value", "what"),
    [
        ("MEMBERS", "2", "more files"),
        ("FILE_BYTES", "1500000", "more bytes"),
        ("RATIO", "50", "more times its size"),
        ("UNPACKED_BYTES", "1900000", "archive's files unpack"),
    ],
)
def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: str, what: str) -> None:
    data = packed({"a.txt": TEXT.encode(), "bomb.txt": b" " * 2_000_000, "z.txt": TEXT.encode()})
    monkeypatch.setenv("HEZHANG_MAX_RATIO", "100000")
    monkeypatch.setenv(f"HEZHANG_MAX_{limit}", value)
    found = read(tmp_path, data)
    assert found["!/a.txt"] == TEXT
    assert [reason for reason in found.values() if what in reason and f"HEZHANG_MAX_{limit}" in reason]


def test_a_stated_size_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEZHANG_MAX_RATIO", "50")
    data = packed({"bomb.txt": b" " * 2_000_000})
    lying = data.replace((2_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    (outcome,) = read(tmp_path, lying).values()
    assert outcome.startswith("failed: ")


def test_damage_and_passwords(tmp_path: Path) -> None:
    data = packed({"a.txt": TEXT.encode() * 50, "b.txt": TEXT.encode()}, zipfile.ZIP_STORED)
    broken = data.replace(TEXT.encode(), b"\0" * len(TEXT.encode()), 1)
    found = read(tmp_path, broken)
    assert "damaged in the archive" in found["!/a.txt"]
    assert found["!/b.txt"] == TEXT
    locked = bytearray(packed({"a.txt": TEXT.encode()}))
    for at in (locked.index(b"PK\x03\x04") + 6, locked.index(b"PK\x01\x02") + 8):
        locked[at] |= 1
    assert "password" in read(tmp_path, bytes(locked))["!/a.txt"]
    assert "damaged ZIP" in read(tmp_path, data[:40])[""]
    assert "empty" in read(tmp_path, packed({}))[""]


def test_one_document_cannot_be_read_from_an_archive_of_several() -> None:
    from extract.errors import ReadError

    with pytest.raises(ReadError, match="documents of their own"):
        read_bytes(packed({"a.txt": TEXT.encode()}), "a.zip")


def test_a_document_in_an_archive_keeps_the_hash_of_its_own_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": TEXT.encode()}))
    (document,) = documents([path])
    assert not isinstance(document, Failure)
    assert document.sha256 == read_bytes(TEXT.encode(), "a.txt").sha256
