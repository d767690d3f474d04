"""A small run of ``benchmarks/hostile.py``: nothing crashes, hangs or goes unrecorded, and cases are reproducible."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from benchmarks.hostile import broken, run, summarize
from benchmarks.hostile_files import MADE, good_files, make_case
from extract.errors import ReadError
from extract.read import read_bytes
from extract.read.guard import TooSlowError, processor_limit, without_limit
from extract.read.pdf_streams import check_streams


def test_a_small_run_breaks_nothing_and_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state.jsonl"
    small = [made for made in MADE if "199999kB" not in made.name and "bomb" not in made.name][:4]
    monkeypatch.setattr("benchmarks.hostile_files.MADE", tuple(small))
    first = list(run(30, 7, state, None))
    assert [result["name"] for result in first if result["broken"]] == []
    assert {result["outcome"] for result in first} == {"loaded", "failed"}
    lines = state.read_text(encoding="utf-8").splitlines()
    state.write_text("\n".join(lines[:29]) + "\n", encoding="utf-8")
    again = list(run(30, 7, state, None))
    assert [result["name"] for result in again] == [result["name"] for result in first]
    assert again[:29] == first[:29]
    assert summarize(again).startswith("30 files: ")


def test_cases_are_known_by_their_number() -> None:
    assert make_case(700, 1) == make_case(700, 1)
    assert make_case(700, 1) != make_case(700, 2)
    assert {name.rpartition(".")[2] for name, _ in good_files()} == {"txt", "html", "pdf", "docx", "xlsx", "csv", "zip"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"outcome": "crash"}, "crash"),
        ({"seconds": 11.0}, "11.0 seconds"),
        ({"memory": 1200}, "1200 MB"),
        ({"unrecorded": 1}, "failure not recorded"),
        ({"reasons": []}, "neither loaded nor failed"),
        ({"reasons": ["extraction failed: KeyError"]}, "reason: extraction failed: KeyError"),
    ],
)
def test_what_is_held(change: dict[str, object], expected: str | None) -> None:
    result = {"outcome": "failed", "seconds": 1.0, "memory": 300, "unrecorded": 0, "documents": 0, "reasons": ["empty"]}
    assert broken(result | change) == expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bomb.docx", "HEZHANG_MAX_MARKUP_BYTES"),
        ("bomb.xlsx", "HEZHANG_MAX_MARKUP_BYTES"),
        ("bomb.pdf", "HEZHANG_MAX_STREAM_BYTES"),
        ("bomb-twice.pdf", "HEZHANG_MAX_STREAM_BYTES"),
        ("entities.docx", "damaged docx"),
        ("tables-3000.docx", "damaged docx"),
        ("line-2000kB-utf-8.html", "HEZHANG_MAX_TAGS"),
    ],
)
def test_files_made_to_do_harm_are_refused_with_the_limit_they_pass(name: str, reason: str) -> None:
    made = next(made for made in MADE if made.name == name)
    with pytest.raises(ReadError) as caught:
        read_bytes(made.make(), made.name)
    assert reason in caught.value.reason


def test_a_reader_that_does_not_end_is_ended() -> None:
    def work() -> None:
        with processor_limit(0.05):
            while True:
                pass

    with pytest.raises(TooSlowError):
        work()


def test_what_stands_outside_the_limit_costs_none_of_it() -> None:
    def work(times: int) -> int:
        return sum(n * n for n in range(times))

    begun = time.process_time()
    with processor_limit(0.4):
        with without_limit():
            while time.process_time() < begun + 1.0:
                work(10_000)
        work(10)


def test_a_large_pdf_without_an_end_is_not_searched() -> None:
    with pytest.raises(ReadError, match="its end is missing"):
        read_bytes(b"%PDF-1.4\n" + b"1 0 obj\n" * 1_500_000, "a.pdf")


@pytest.mark.parametrize("packed", [False, True])
def test_a_font_with_widths_for_endless_characters_is_refused(packed: bool) -> None:
    font = b"<< /Type /Font /W [ 1 [ 500 600 ] 26 462 27 %d 238 ] /DW 1000 >>"
    for last, refused in ((462, False), (999_999_999, True)):
        content = font % last
        if packed:
            content = b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + zlib.compress(content) + b"\nendstream"
        data = b"%PDF-1.5\n1 0 obj\n" + content + b"\nendobj\nstartxref\n0"
        if refused:
            with pytest.raises(ReadError, match="widths to characters that no font has"):
                check_streams(data, "a.pdf")
        else:
            check_streams(data, "a.pdf")


def test_a_picture_in_a_pdf_may_be_large() -> None:
    picture = b"%PDF-1.4\n1 0 obj\n<< /Subtype /Image /Filter /FlateDecode >>\nstream\n" + b"x" * 100_000
    check_streams(picture + b"\nendstream\nendobj\nstartxref\n0", "a.pdf")
