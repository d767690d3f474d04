"""What the three users ask goes by index: no query with a condition walks through a table that grows with the base."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from build import make_enumeration, make_extraction, make_figure, make_numeral, make_organization
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import CommitError
from extract.store.base import Base, open_base
from extract.store.dump import dump
from extract.store.findings import findings_about
from extract.store.numerals import numerals
from extract.store.query import coverage, documents, enumerations, named_documents, statements
from extract.store.queue import queue
from extract.store.reviews import add_review, standing_review, standing_reviews
from extract.store.search import search
from extract.store.write import store_extraction

TEXT = "青禾县慈善会捐赠30万元，帮扶东乡、西乡两个乡40户。"
#: What a plan may walk through: lists given with the question, what an earlier step of it found, corrected statements.
SMALL = re.compile(
    r"SCAN (\(subquery-\d+\)|x|named|j|json_each|accused|CONSTANT ROW|\S+ VIRTUAL TABLE.*|c USING .*review_corrected.*)"
)


@pytest.fixture(scope="module")
def base() -> Iterator[Base]:
    with open_base(":memory:") as opened:
        for number in range(30):
            text = f"{TEXT}第{number}号"
            figures = [
                make_figure("30万元", 300_000, unit="元", dimension="money", indicator="funds.provided",
                            status="disbursement", provider=["青禾县慈善会"], programme="甲",
                            place=[("大理市", "532901")]),
                make_figure("40户", 40, unit="户", place=[("东乡", None)]),
            ]  # fmt: skip
            extraction = make_extraction(
                text, figures, uri=f"{number}.txt", title=f"第{number}份", published_on=date(2023, 1, 1),
                organizations=[make_organization(text, "青禾县慈善会")],
                enumerations=[make_enumeration(text, "两个乡", 2, ["东乡", "西乡"])],
                numerals=[make_numeral(text, "30万")],
            )  # fmt: skip
            store_extraction(opened, extraction, extractor="hand/1", configuration={})
        add_review(opened, statements(opened)[0].id, "corrected", reviewer="审核员", correction={"status": "target"})
        yield opened


QUESTIONS: dict[str, Callable[[Base], object]] = {
    "place": lambda b: statements(b, place="大理市"),
    "place by code": lambda b: statements(b, place="530000", indicator="funds.provided"),
    "provider": lambda b: statements(b, provider="青禾县慈善会", status="disbursement"),
    "provider and place": lambda b: statements(b, provider="青禾县慈善会", place="532901", unit="元"),
    "programme": lambda b: statements(b, programme="甲"),
    "indicator": lambda b: statements(b, indicator="funds.provided", published_from=date(2022, 1, 1)),
    "document": lambda b: statements(b, uri="3.txt"),
    "ids": lambda b: statements(b, ids=["x", "y"]),
    "rejected of a provider": lambda b: statements(b, provider="青禾县慈善会", rejected=True),
    "enumerations of a document": lambda b: enumerations(b, uri="3.txt"),
    "a document": lambda b: documents(b, uris=["3.txt"]),
    "a document by name": lambda b: named_documents(b, "3.txt"),
    "coverage of a document": lambda b: coverage(b, uris=["3.txt"]),
    "numerals of a document": lambda b: numerals(b, "3.txt"),
    "search": lambda b: search(b, "捐赠 30"),
    "findings about a statement": lambda b: findings_about(b, "x"),
    "verdict on a statement": lambda b: standing_review(b, "x"),
}


def plans(base: Base, question: Callable[[Base], object]) -> list[tuple[str, str]]:
    """Each query that a question runs with each step of its plan."""
    ran: list[str] = []
    base.connection.set_trace_callback(ran.append)
    try:
        question(base)
    finally:
        base.connection.set_trace_callback(None)
    queries = [sql for sql in ran if sql.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert queries
    queries = [sql for sql in queries if "FROM v_decision" not in sql]  # what humans decided on names: read whole, few
    return [(sql, row["detail"]) for sql in queries for row in base.rows(f"EXPLAIN QUERY PLAN {sql}")]


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_condition_walks_through_a_growing_table(base: Base, name: str) -> None:
    walks = [
        (sql, step)
        for sql, step in plans(base, QUESTIONS[name])
        if step.startswith("SCAN") and not SMALL.fullmatch(step)
    ]
    assert walks == []
    assert [step for _, step in plans(base, QUESTIONS[name]) if "AUTOMATIC" in step] == []


def test_the_test_sees_a_walk(base: Base) -> None:
    steps = [step for _, step in plans(base, statements)]
    assert [step for step in steps if step.startswith("SCAN") and not SMALL.fullmatch(step)]


def test_the_first_screen_of_the_queue_sorts_nothing_that_grows(base: Base) -> None:
    steps = [step for _, step in plans(base, lambda b: [*queue(b, only="money"), *queue(b, only="other")])]
    assert [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step] == []
    walks = [step for step in steps if step.startswith("SCAN") and not SMALL.fullmatch(step)]
    assert walks == ["SCAN f USING INDEX figure_money", "SCAN o"]  # both in the order of the answer, fetched as asked


def test_verdicts_are_found_from_the_verdicts(base: Base) -> None:
    steps = [step for _, step in plans(base, lambda b: list(standing_reviews(b)))]
    walks = {step for step in steps if step.startswith("SCAN") and not SMALL.fullmatch(step)}
    assert {step.split()[1] for step in walks} <= {"t", "s"}  # the table of standing verdicts, under its two names


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("3.txt", ["3.txt"]),
        (".txt", 11),
        ("第7份", ["7.txt"]),
        ("1.tx", ["1.txt", "11.txt", "21.txt"]),
        ("none", []),
        ("", 11),
    ],
)
def test_documents_by_name(base: Base, wanted: str, found: list[str] | int) -> None:
    uris = named_documents(base, wanted)
    assert (len(uris) if isinstance(found, int) else uris) == found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), max_size=12), st.floats(0, 0.01))
def test_shared_commits_keep_what_ended_well_and_nothing_else(ends_well: list[bool], seconds: float) -> None:
    with open_base(":memory:") as base:
        with base.together(seconds):
            for number, well in enumerate(ends_well):
                try:
                    with base.transaction() as connection:
                        connection.execute("INSERT INTO failure VALUES (?, '', 'x')", (str(number),))
                        if not well:
                            raise LookupError
                except LookupError:
                    continue
        kept = {row["uri"] for row in base.rows("SELECT uri FROM failure")}
        assert kept == {str(number) for number, well in enumerate(ends_well) if well}
        assert not base.connection.in_transaction


def interrupted_load(base: Base) -> None:
    with base.together(60):
        with base.transaction() as connection:
            connection.execute("INSERT INTO failure VALUES ('a', '', 'x')")
        raise KeyboardInterrupt


def load_without_version(base: Base) -> None:
    with base.together(60), base.transaction() as connection:  # a deferred foreign key fails at the commit
        connection.execute("INSERT INTO document VALUES ('a', 'nowhere')")


def test_an_exception_leaves_whole_transactions() -> None:
    with open_base(":memory:") as base:
        with pytest.raises(KeyboardInterrupt):
            interrupted_load(base)
        assert '"a"' in dump(base)
        with pytest.raises(RuntimeError, match="do not nest"), base.together(), base.together():
            pass


def test_a_commit_that_fails_is_told_apart_from_a_document_that_fails() -> None:
    with open_base(":memory:") as base:
        with pytest.raises(CommitError, match="last documents were not stored"):
            load_without_version(base)
        assert list(base.rows("SELECT * FROM document")) == []
        assert not base.connection.in_transaction
