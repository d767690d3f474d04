"""Plain text comes through unchanged, whatever its encoding, and every character of it lies in one block."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import ReadError
from extract.read import read_bytes
from extract.read.decode import decode
from extract.read.source_line import find_source, parse_date
from extract.read.text import read_text
from extract.types import Document

SIMPLIFIED = "某市民政局近日印发通知，动员59家社会组织帮扶3个县，已投入资金1000余万元。"
TRADITIONAL = "某縣民政局會同有關部門，引導社會組織參與鄉村振興，資金2億6300萬元。"
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\ufffe"), min_size=1)


def assert_sound(document: Document) -> None:
    """What every document promises: hashes, rising blocks inside the text, all visible characters in one of them."""
    text = document.text
    assert document.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert sorted(document.order) == list(range(len(document.blocks)))
    end = 0
    for block in document.blocks:
        assert end <= block.start <= block.end <= len(text)
        assert not text[end : block.start].strip()
        end = block.end
    assert not text[end:].strip()


@given(ANY_TEXT)
def test_any_utf8_text_is_kept_and_covered_by_blocks(text: str) -> None:
    document = read_text(text.encode(), "a.txt")
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert_sound(document)


@given(ANY_TEXT, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_decides_and_is_removed(text: str, encoding: str) -> None:
    document = read_text(text.encode(encoding), "a.txt")
    assert document.text == text
    assert document.replaced == 0


@given(ANY_TEXT)
def test_each_block_is_a_line_without_its_end(text: str) -> None:
    document = read_text(text.encode(), "a.txt")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    slices = [document.text[block.start : block.end] for block in document.blocks]
    assert slices == [line for line in lines if line.strip()]
    for block, piece in zip(document.blocks, slices, strict=True):
        assert block.locator.line is not None
        assert lines[block.locator.line - 1] == piece


@given(st.lists(st.sampled_from(SIMPLIFIED + "\r\n"), min_size=30, max_size=300).map("".join))
def test_gb18030_and_utf16_are_told_by_their_characters(text: str) -> None:
    text += SIMPLIFIED
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        document = read_text(text.encode(encoding), "a.txt")
        assert (document.text, document.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "text", [SIMPLIFIED, TRADITIONAL, "乡村振兴", "中文", "帮扶项目1013万元", "鄉村", "①３％—“好”"]
)
def test_short_gb18030(text: str) -> None:
    decoded = decode(text.encode("gb18030"))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("text", [TRADITIONAL, "鄉村振興", "社會組織", "恒生、裏面、碁"])
def test_big5(text: str) -> None:
    decoded = decode(text.encode("cp950"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, "cp950")


def test_hong_kong_characters_of_big5() -> None:
    text = TRADITIONAL + "深水埗啲人喺度"
    decoded = decode(text.encode("big5hkscs"))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize(
    ("data", "replaced", "kept"),
    [
        (SIMPLIFIED.encode()[:30] + b"\xff" + SIMPLIFIED.encode()[30:], 1, SIMPLIFIED),
        (SIMPLIFIED.encode()[:-1], 2, SIMPLIFIED[:-1]),
        (SIMPLIFIED.encode("gb18030")[:-1], 1, SIMPLIFIED[:-1]),
        (SIMPLIFIED.encode("utf-16") + b"\x21", 1, SIMPLIFIED),
    ],
)
def test_damaged_bytes_are_replaced_and_counted(data: bytes, replaced: int, kept: str) -> None:
    document = read_text(data, "a.txt")
    assert document.replaced == replaced
    assert document.text.replace("\ufffd", "") == kept


def test_encoding_is_known_even_if_it_shows_late() -> None:
    data = b"x" * 150_000 + SIMPLIFIED.encode("gb18030")
    assert read_text(data, "a.txt").text.endswith(SIMPLIFIED)


def test_bytes_that_are_no_text_are_refused() -> None:
    noise = hashlib.shake_256(b"noise").digest(5000)
    with pytest.raises(ReadError, match="not a text file"):
        read_bytes(noise, "a.txt")


def test_the_source_line_gives_date_and_publisher() -> None:
    document = read_bytes(f"标题\n时间：2023-05-06 08:00   来源：某市民政局\n{SIMPLIFIED}".encode(), "a.txt")
    assert (document.published_on, document.publisher) == (date(2023, 5, 6), "某市民政局")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("發佈日期：2024年3月18日", (date(2024, 3, 18), None)),
        ("2021/7/1 10:30 | 来源：某某日报 | 责任编辑：甲", (date(2021, 7, 1), "某某日报")),
        ("发布时间:２０２２-０１-０２来源:甲网", (date(2022, 1, 2), "甲网")),
        ("时间：2023年5月6日 地点：某县礼堂", (None, None)),
        ("活动时间：2023年5月6日", (None, None)),
        ("数据来源：某局", (None, None)),
        ("2020年8月1日，某县启动项目。", (None, None)),
        ("时间：2023-13-45", (None, None)),
    ],
)
def test_only_a_source_line_dates_a_text(line: str, expected: tuple[date | None, str | None]) -> None:
    found = find_source([line])
    assert (found.published_on, found.publisher) == expected


def test_an_impossible_date_is_passed_over() -> None:
    assert parse_date("2023-02-30 2023-03-01") == date(2023, 3, 1)
