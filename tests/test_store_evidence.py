"""Evidence: the database itself refuses a quote that is not in its document, and never lets evidence change."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator

import pytest
from build import (
    make_document,
    make_enumeration,
    make_extraction,
    make_figure,
    make_numeral,
    make_organization,
    make_place,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import EvidenceError, StoreError
from extract.store.base import Base, open_base
from extract.store.dump import dump
from extract.store.query import document_text, statements
from extract.store.reviews import add_review
from extract.store.write import store_extraction
from extract.types import Extraction, Fragments, Mention, NumeralRow

TEXT = "秋水县慈善会捐赠1,0\n00余万元，用于四个乡（东乡、南乡、西乡、北乡）。\n"


@pytest.fixture
def base() -> Iterator[Base]:
    with open_base(":memory:") as opened:
        yield opened


def store(base: Base, extraction: Extraction, extractor: str = "hand/1") -> str:
    return store_extraction(base, extraction, extractor=extractor, configuration={})


def example() -> Extraction:
    return make_extraction(
        TEXT,
        [make_figure(("1,0", "00余万元"), low=10_000_000, unit="元"), make_figure("四个", 4)],
        organizations=[make_organization(TEXT, "秋水县慈善会")],
        places=[make_place(TEXT, "东乡", None, level="township")],
        enumerations=[make_enumeration(TEXT, "四个乡", 4, ["东乡", "南乡", "西乡", "北乡"])],
        numerals=[make_numeral(TEXT, ("1,0", "00余万"), value=10_000_000), make_numeral(TEXT, "四", value=4)],
    )


def forged(fragments: Fragments, quote: str) -> Extraction:
    row = NumeralRow(Mention(fragments, quote), "figure", None, "a1")
    return dataclasses.replace(example(), numerals=(row,))


@pytest.mark.parametrize(
    ("fragments", "quote"),
    [
        pytest.param(((0, 3),), "秋水市", id="other characters"),
        pytest.param(((1, 4),), "秋水县", id="shifted by one"),
        pytest.param(((0, 3),), "秋水", id="shorter than its span"),
        pytest.param(((0, 3),), "秋水县慈", id="longer than its span"),
        pytest.param(((len(TEXT) - 2, len(TEXT) + 1),), "。\n。", id="beyond the end"),
        pytest.param(((len(TEXT) + 5, len(TEXT) + 6),), "乡", id="wholly beyond the end"),
        pytest.param(((3, 3),), "", id="empty"),
        pytest.param(((8, 11), (12, 14)), "1,000余", id="fragments shorter than the quote"),
        pytest.param(((12, 14), (8, 11)), "1,000", id="fragments in the wrong order"),
    ],
)
def test_a_quote_not_in_the_document_is_refused_whole(base: Base, fragments: Fragments, quote: str) -> None:
    store(base, example())
    before = dump(base)
    damaged = dataclasses.replace(forged(fragments, quote), document=make_document(TEXT, uri="forged.txt"))
    with pytest.raises(StoreError, match=r"forged\.txt"):
        store(base, damaged)
    assert dump(base) == before


def test_the_refusal_names_its_reason(base: Base) -> None:
    with pytest.raises(EvidenceError, match="the quote is not in its document"):
        store(base, forged(((0, 3),), "秋水市"))


def test_the_database_refuses_it_without_this_package(base: Base) -> None:
    store(base, example())
    (text,) = base.connection.execute("SELECT id FROM text").fetchone()
    insert = base.connection.execute
    with pytest.raises(sqlite3.IntegrityError, match="not in its document"):
        insert("INSERT INTO evidence VALUES ('m', 0, ?, 0, 3, '秋水市')", (text,))
    with pytest.raises(sqlite3.IntegrityError, match="join of its fragments"):
        insert("INSERT INTO mention VALUES ('m', ?, 'place', '秋水县', 0, 3)", (text,))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):  # evidence of nothing
        insert("INSERT INTO evidence VALUES ('m', 0, ?, 0, 3, '秋水县')", (text,))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE passage SET content = '改' || substr(content, 2)",
        "DELETE FROM passage",
        "UPDATE text SET length = 1",
        "DELETE FROM text",
        "INSERT INTO passage SELECT id, length, length + 1, '加' FROM text",
        "INSERT INTO passage SELECT id, 5, 6, '加' FROM text",
        "UPDATE document_version SET title = '改'",
        "UPDATE mention SET quote = '改'",
        "DELETE FROM mention",
        "UPDATE evidence SET start = 0",
        "DELETE FROM evidence",
        'INSERT INTO evidence SELECT mention, 9, text, start, "end", quote FROM evidence LIMIT 1',
        "UPDATE reading SET status = 'planned'",
        "INSERT INTO relation SELECT extraction, 'same_as', 'nothing', statement FROM reading LIMIT 1",
    ],
)
def test_what_is_stored_stays(base: Base, sql: str) -> None:
    store(base, example())
    before = dump(base)
    with pytest.raises(sqlite3.IntegrityError):
        base.connection.execute(sql)
    assert dump(base) == before


def test_reviews_are_only_ever_added(base: Base) -> None:
    store(base, example())
    statement = statements(base)[0].id
    first = add_review(base, statement, "accepted", reviewer="审计员")
    for sql in ("UPDATE review SET verdict = 'rejected'", "DELETE FROM review"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            base.connection.execute(sql)
    columns = "statement, follows, reviewer, 'rejected', correction, note, seen, saw, uri, quote, prefix, suffix"
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):  # a second verdict must follow the first
        base.connection.execute(f"INSERT INTO review SELECT 'r2', {columns} FROM review")
    second = add_review(base, statement, "rejected", reviewer="审计员", note="重复")
    assert second.follows == first.id
    assert statement not in {stored.id for stored in statements(base)}


def test_ids_do_not_depend_on_the_extractor(base: Base) -> None:
    store(base, example(), "hand/1")
    first = [row.id for row in statements(base)]
    mentions = base.connection.execute("SELECT count(*) FROM mention").fetchone()
    store(base, example(), "hand/2")
    assert [row.id for row in statements(base)] == first
    assert base.connection.execute("SELECT count(*) FROM mention").fetchone() == mentions
    assert base.connection.execute("SELECT count(*) FROM reading").fetchone() == (2 * len(first),)


def test_several_statements_about_one_figure(base: Base) -> None:
    text = "东乡、南乡各建一所学校。"
    store(base, make_extraction(text, [make_figure("一所", 1, place=[(name, None)]) for name in ("东乡", "南乡")]))
    first, second = statements(base)
    assert second.id == f"{first.id}.2"
    assert [row.place[0].name for row in (first, second)] == ["东乡", "南乡"]


texts = st.text(
    st.sampled_from("县乡1０,，。\n\t\0𠮷é \ufeff") | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60
)


@settings(max_examples=60, deadline=None)
@given(text=texts, repeat=st.sampled_from([1, 40]), data=st.data())
def test_every_true_quote_is_accepted_and_every_text_comes_back(text: str, repeat: int, data: st.DataObject) -> None:
    text = text * repeat  # beyond one passage
    numerals = []
    for _ in range(3):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, min(len(text), start + 2000)))
        quote = text[start:end]
        if "\0" not in quote:
            numerals.append(NumeralRow(Mention(((start, end),), quote), "figure", None, "a1"))
    with open_base(":memory:") as base:
        store(base, dataclasses.replace(make_extraction(text), numerals=tuple(numerals)))
        assert document_text(base, "example.txt") == text
        quotes = {quote for (quote,) in base.connection.execute("SELECT quote FROM mention")}
        assert quotes == {row.mention.quote for row in numerals}


def test_a_text_that_no_database_can_hold_is_refused_in_words(base: Base) -> None:
    with pytest.raises(StoreError, match="cannot be stored"):
        store(base, make_extraction("捐赠\ud800元"))
