"""Every numeral has exactly one role: words and slogans, structure, articles; nothing is lost in any mixture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.find.lexicon import load_numeral_words, read_toml
from extract.find.numerals import find_runs
from extract.find.roles import scan
from extract.find.tables import find_tables
from extract.normalize import fold
from extract.resources import schemas


def roles(text: str, names: list[tuple[int, int]] | None = None) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.role) for n in scan(text, names or []).numerals]


@pytest.mark.parametrize(("text", "numeral", "role"), read_toml(schemas("numeral_words.toml"))["examples"])
def test_example_of_the_lexicon(text: str, numeral: str, role: str) -> None:
    assert [r for written, r in roles(text) if written == numeral] == ([role] if role else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("统一部署", []),
        ("大陆队伍", []),
        ("几万户，万户", [("万", "figure")]),
        ("“百社联百村”行动", [("百", "slogan"), ("百", "slogan")]),
        ("“近两百名”的打算", [("两百", "figure")]),
        ("《社会组织“百社联百村”方案》", [("百", "slogan"), ("百", "slogan")]),
        ("《三年计划》", [("三", "name")]),
        ("五大要求、三个方面、两方面", [("五", "structural"), ("三", "structural"), ("两", "structural")]),
        ("分两次发放", [("两", "structural")]),
        ("带上两样东西", [("两", "structural")]),
        ("一批企业、一名干部带头", [("一", "article-word"), ("一", "article-word")]),
        ("金额（万元）", [("万", "label")]),
        ("每千人口医生", [("千", "denominator")]),
        ("赠款10..1万元", [("10..1万", "unresolved")]),
        ("负3", [("3", "unresolved")]),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


def test_a_numeral_in_a_name_belongs_to_it_unless_it_counts_in_front() -> None:
    assert roles("三江镇小学", [(0, 3)]) == [("三", "name")]
    assert roles("三家商会", [(0, 4)])[0][1] != "name"


def test_one_behind_a_name_is_an_article() -> None:
    assert roles("广东一省", [(0, 2)]) == [("一", "article-word")]


@pytest.mark.parametrize(("text", "value"), [("负3", -3), ("-10.1万", -101_000), ("3.5亿", 350_000_000)])
def test_value(text: str, value: int) -> None:
    (numeral,) = scan(text).numerals
    assert numeral.value == value


_PIECES = st.sampled_from(
    [
        "共投入", "1013万元", "，", "。", "三家", "五六百户", "2023年", "第3批",
        "（一）", "〔2022〕25号", "一是", "统一",
        "一批", "百社联百村", "“两不愁三保障”", "60岁", "３．５亿元", "贰佰元", "10..1万", "9:30", "其中", "1:3",
        "每村", "200元/人·月", "\n", "1.", "\t5\t",
        "三个方面", "约", "以上", "5G", "电话0571-88880000", "一半", "《", "》", "万", "一", "亿亿",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_numeral_of_any_mixture_is_accounted_for_exactly_once(text: str) -> None:
    text = fold(text)
    found = scan(text, (), find_tables(text))
    spans = [(n.start, n.end) for n in found.numerals]
    assert spans == sorted(set(spans))
    missing = set(find_runs(text)) - set(spans)
    words = [(s, e) for s, e, group in load_numeral_words().words.find(text) if group == "word"]
    for start, end in missing:  # only an ordinary word, or a financial character outside a sum, is no numeral
        assert not any(c.isdigit() for c in text[start:end])
        assert any(s <= start and end <= e for s, e in words) or set(text[start:end]) <= set(
            "壹贰叁肆伍陆柒捌玖拾佰仟参"
        )
    figures = {i for figure in found.figures for i in range(figure.start, figure.end)}
    for numeral in found.numerals:
        assert (numeral.role != "figure") or numeral.start in figures or numeral.end - 1 in figures
