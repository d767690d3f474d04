"""Search: Chinese words of every length, in either script, at their exact offsets."""

from __future__ import annotations

from collections.abc import Iterator

import opencc
import pytest
from build import make_document, make_extraction
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.store.base import Base, open_base
from extract.store.search import Hit, search
from extract.store.tokens import fold, tokenize
from extract.store.write import store_extraction

PLAN = "云岭省帮扶方案\n\n慈善总会计划在南涧县等四个县投入1,013万元，建设ＡＢＣ示范村3.5公里。\n"
NEWS = "臺北訊：慈善會於南澗縣開展「數字化養蜂」項目，捐贈1013萬元，衆人接著參與。\n"


def put(base: Base, uri: str, text: str, data: bytes | None = None) -> None:
    extraction = make_extraction(text, document=make_document(text, uri=uri, title=uri.upper(), data=data))
    store_extraction(base, extraction, extractor="hand/1", configuration={})


@pytest.fixture
def base() -> Iterator[Base]:
    with open_base(":memory:") as opened:
        put(opened, "plan.txt", PLAN)
        put(opened, "news.txt", NEWS)
        yield opened


def found(hits: list[Hit]) -> dict[str, list[str]]:
    texts = {"plan.txt": PLAN, "news.txt": NEWS}
    return {hit.uri: [texts[hit.uri][start:end] for start, end in hit.spans] for hit in hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("南涧县", {"plan.txt": ["南涧县"], "news.txt": ["南澗縣"]}),
        ("南澗縣", {"plan.txt": ["南涧县"], "news.txt": ["南澗縣"]}),
        ("四个县", {"plan.txt": ["四个县"]}),
        ("四個縣", {"plan.txt": ["四个县"]}),
        ("1013万元", {"plan.txt": ["1,013万元"], "news.txt": ["1013萬元"]}),
        ("1,013萬元", {"plan.txt": ["1,013万元"], "news.txt": ["1013萬元"]}),
        ("１０１３万", {"plan.txt": ["1,013万"], "news.txt": ["1013萬"]}),
        ("13万元", {}),  # a number is one token
        ("013", {}),
        ("投入", {"plan.txt": ["投入"]}),
        ("县", {"plan.txt": ["县", "县"], "news.txt": ["縣"]}),
        ("台北", {"news.txt": ["臺北"]}),
        ("众人接着", {"news.txt": ["衆人接著"]}),
        ("abc", {"plan.txt": ["ＡＢＣ"]}),
        ("bc", {}),
        ("3.5公里", {"plan.txt": ["3.5公里"]}),
        ("项目，捐赠", {"news.txt": ["項目，捐贈"]}),
        ("数字化养蜂”", {"news.txt": ["數字化養蜂」"]}),
        ("方案慈善", {}),  # parted by an empty line
        ("慈善 县", {"plan.txt": ["慈善", "县", "县"], "news.txt": ["慈善", "縣"]}),
        ("慈善 示范村", {"plan.txt": ["慈善", "示范村"]}),
        ("慈善　示范村", {"plan.txt": ["慈善", "示范村"]}),
        ("慈善 没有的词", {}),
        ("涧南", {}),
        ("", {}),
        (" \n ", {}),
    ],
)
def test_finds(base: Base, query: str, expected: dict[str, list[str]]) -> None:
    assert found(search(base, query)) == expected


@pytest.mark.parametrize(
    "query", ['"', '""', "县 AND", "NEAR(县 市)", "*", "县*", "-县", "tokens:县", "(", "县 OR 市", "\0"]
)
def test_no_query_is_an_error(base: Base, query: str) -> None:
    assert found(search(base, query)) == {}


def test_a_word_broken_by_a_line_is_found(base: Base) -> None:
    text = "项目在南\n涧县实施"
    put(base, "broken.txt", text)
    (hit,) = [hit for hit in search(base, "南涧县") if hit.uri == "broken.txt"]
    assert [text[start:end] for start, end in hit.spans] == ["南\n涧县"]


def test_snippet_is_the_true_text_around_the_densest_place(base: Base) -> None:
    text = "慈善" + "。" * 200 + "慈善总会在澜水县捐赠" + "。" * 50
    put(base, "long.txt", text)
    (hit,) = search(base, "慈善 澜水縣")
    assert "慈善总会在澜水县捐赠" in hit.snippet
    assert text[hit.snippet_start :].startswith(hit.snippet)
    assert hit.title == "LONG.TXT"


def test_relevance_and_limit(base: Base) -> None:
    put(base, "often.txt", "桥梁" * 20)
    put(base, "once.txt", "桥梁" + "路" * 400)
    assert [hit.uri for hit in search(base, "桥梁")] == ["often.txt", "once.txt"]
    assert [hit.uri for hit in search(base, "桥梁", limit=1)] == ["often.txt"]


def test_only_the_current_version_is_found(base: Base) -> None:
    put(base, "plan.txt", "方案已经改写。")
    assert found(search(base, "四个县")) == {}
    assert [hit.uri for hit in search(base, "改写")] == ["plan.txt"]


def test_every_copy_is_found(base: Base) -> None:
    put(base, "copy.txt", PLAN)
    assert [hit.uri for hit in search(base, "四个县")] == ["copy.txt", "plan.txt"]


def test_no_copy_of_the_text_in_the_index(base: Base) -> None:
    row = base.connection.execute("SELECT tokens FROM search_index WHERE search_index MATCH '\"县\"'").fetchone()
    assert row == (None,)


han = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF) | st.characters(
    min_codepoint=0x20000, max_codepoint=0x2FA1D, categories=["Lo"]
)
anything = st.text(
    han | st.sampled_from("县縣乡鄉乾干著着1２,.，。“」 \n\t\0\ue000aＡﬁİß") | st.characters(exclude_categories=["Cs"]),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(before=anything, word=st.text(han, min_size=1, max_size=5), after=anything)
def test_any_chinese_substring_is_found_at_its_exact_offsets(before: str, word: str, after: str) -> None:
    text = before + word + after
    with open_base(":memory:") as base:
        put(base, "any.txt", text)
        (hit,) = search(base, word)
        assert (len(before), len(before) + len(word)) in hit.spans
        compact = "".join(fold(word))
        for start, end in hit.spans:
            assert "".join(tokenize(text[start:end])[0]) == compact


@settings(max_examples=100, deadline=None)
@given(text=anything)
def test_fold_keeps_the_length_and_is_idempotent(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_either_script_folds_to_one() -> None:
    convert = opencc.OpenCC("s2t").convert
    for text in ("南涧县四个社会组织认领帮扶项目", "着力发展台湾乡亲投资", "干部与众人里外准备"):
        assert fold(convert(text)) == fold(text)


def test_text_id_and_index_row_belong_together(base: Base) -> None:
    document = make_document(PLAN)
    (number,) = base.connection.execute("SELECT id FROM text WHERE sha256 = ?", (document.text_sha256,)).fetchone()
    assert number == int(document.text_sha256, 16) >> (256 - 63)
