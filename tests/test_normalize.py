"""Normalization replaces a character by one or leaves it out, and the offset map says which (DESIGN §2)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.normalize import fold, is_traditional, simplify, split_articles, trace, trace_fragments
from extract.read.text import read_text
from extract.types import Document, Normalized

_PIECES = st.sampled_from(
    [
        "社會組織", "基金会", "投入", "26.5", "\n", "\n\n", "萬元", "，", ",", "。", " ", "\u3000", "\t", "１２", "1,0",
        "00", "(", ")", "（据新华社）", "乾县", "著", "衞", "「", "」", "# 标题", "<p>", "</p>", "&nbsp;", "> ", "|",
        "9:30", "﹪", "中(zhōng)", "—", "\r\n",
        "1、", "一、", "x", "项目600余个", "；", "\xa0", "𠀀",
    ]
)  # fmt: skip
_ANY = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=80)
_TEXTS = st.one_of(st.lists(_PIECES, max_size=40).map("".join), _ANY).map(lambda text: f"甲县{text}")


def read(text: str) -> Document:
    return read_text(text.encode("utf-8"), "case.txt")


def normalize(text: str) -> tuple[Document, list[Normalized]]:
    document = read(text)
    return document, [article.normalized for article in split_articles(document)]


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map("".join)))
def test_folding_keeps_the_length_and_is_idempotent(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert len(simplify(text)) == len(text)


@settings(max_examples=300)
@given(_TEXTS)
def test_origin_is_an_exact_map(text: str) -> None:
    document, parts = normalize(text)
    source = document.text
    blocks = [(block.start, block.end) for block in document.blocks]
    for normalized in parts:
        origin = normalized.origin
        assert len(origin) == len(normalized.text) <= len(source)
        assert len(set(origin)) == len(origin)
        for start, end in blocks:
            inside = [at for at in origin if start <= at < end]
            assert inside == sorted(inside)
        folded = fold("".join(source[at] for at in origin))
        same = [a == b or b in "\n\t" for a, b in zip(folded, normalized.text, strict=True)]
        assert all(same)


@settings(max_examples=200)
@given(_TEXTS, st.integers(0, 200), st.integers(1, 30))
def test_fragments_join_to_the_quote(text: str, start: int, length: int) -> None:
    document, parts = normalize(text)
    for normalized in parts:
        if start >= len(normalized.text):
            continue
        end = min(start + length, len(normalized.text))
        mention = trace(normalized, document.text, (start, end))
        assert "".join(document.text[a:b] for a, b in mention.fragments) == mention.quote
        assert all(a < b for a, b in mention.fragments)
        assert len(mention.quote) == end - start


@given(_TEXTS)
def test_paragraphs_rise_and_do_not_overlap(text: str) -> None:
    for normalized in normalize(text)[1]:
        reached = 0
        for start, end in normalized.paragraphs:
            assert reached <= start < end <= len(normalized.text)
            reached = end


@given(_TEXTS)
def test_every_block_belongs_to_exactly_one_article(text: str) -> None:
    document = read(text)
    owned = [index for article in split_articles(document) for index in article.blocks]
    assert len(owned) == len(set(owned))
    lost = set(range(len(document.blocks))) - set(owned)
    assert all(not document.text[document.blocks[i].start : document.blocks[i].end].strip() for i in lost)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１，２３４萬元", "1,234万元"), ("1,234元", "1,234元"), ("甲,乙", "甲，乙"), ("9：30", "9:30"),
        ("單位:萬元", "单位：万元"), ("「兩不愁」", "“两不愁”"), ("顯著成績", "显著成绩"), ("衞生", "卫生"),
        ("７０％", "70%"), ("二○二二", "二〇二二"),
    ],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("投入 300 万元", "投入300万元"), ("共1 200名", "共1200名"), ("共1 234 567元", "共1234567元"),
        ("甲8 120 25", "甲8 120 25"), ("7705 .01万元", "7705.01万元"), ("中(zhōng)国", "中国"),
        ("<p>共5家</p>", "共5家"),
    ],
)  # fmt: skip
def test_left_out(text: str, normalized: str) -> None:
    (part,) = normalize(text)[1]
    assert part.text.strip() == normalized


def test_a_number_broken_by_a_line_has_two_fragments() -> None:
    text = "该项目第一期工程由各会员单位共同出资，累计投入1,0\n00万元，覆盖了全县的各个乡镇和所有的村。"
    document, (part,) = normalize(text)
    start = part.text.index("1")
    mention = trace(part, document.text, (start, start + 7))
    assert (part.text[start : start + 7], mention.quote, len(mention.fragments)) == ("1,000万元", "1,000万元", 2)


def test_an_empty_span_has_no_evidence() -> None:
    (part,) = normalize("共5家")[1]
    with pytest.raises(ValueError, match="no evidence"):
        trace_fragments(part, [(1, 1)])


def test_script() -> None:
    assert is_traditional("社會組織參與鄉村振興")
    assert not is_traditional("社会组织参与乡村振兴")
