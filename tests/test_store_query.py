"""Reading back: every value as it was stored, the sentence around a quote, and the filters."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

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

from extract.errors import StoreError
from extract.interval import Interval
from extract.store.base import Base, open_base
from extract.store.query import coverage, document_text, documents, enumerations, statements
from extract.store.write import store_extraction
from extract.types import Block, Extraction, Locator, Period, PlaceRef, TableCell

TEXT = "关于帮扶的通知\n今年，清溪基金会计划“投入300万元。”其中教育1,0\n00余元！覆盖大理市等两个县市。\n"


def store(base: Base, extraction: Extraction) -> None:
    store_extraction(base, extraction, extractor="hand/1", configuration={})


def example() -> Extraction:
    return make_extraction(
        TEXT,
        [
            make_figure(
                "300万元", 3_000_000, unit="元", dimension="money", counted="资金", indicator="funds.provided",
                status="budget", provider=["清溪基金会"], place=[("大理市", "532901"), ("东乡", None)],
                programme="清溪计划", period=Period(date(2024, 1, 1), None, "flow", "今年"),
            ),
            make_figure(
                ("1,0", "00余元"), low="1000", likely=("1000", "5500/3"), unit="元", dimension="money", approx=True,
                status="disbursement", subtype="expenditure", part_of=0, per="户", rule="more-than",
            ),
            make_figure("两个", 2, status="target"),
        ],
        organizations=[make_organization(TEXT, "清溪基金会", "云岭省清溪基金会", "foundation")],
        places=[make_place(TEXT, "大理市", "532901")],
        enumerations=[make_enumeration(TEXT, "两个县市", 2, ["大理市"], closed=False)],
        numerals=[make_numeral(TEXT, "300万"), make_numeral(TEXT, "两", role="unresolved")],
        kind="notice",
        title="关于帮扶的通知",
        published_on=date(2024, 5, 1),
    )  # fmt: skip


@pytest.fixture
def base() -> Iterator[Base]:
    with open_base(":memory:") as opened:
        store(opened, example())
        yield opened


def test_a_statement_comes_back_as_it_went_in(base: Base) -> None:
    whole, part, _ = statements(base)
    row = example().figures[0]
    assert whole.mention == row.mention
    for name in ("counted", "indicator", "status", "subtype", "provider", "place", "programme", "period"):
        assert getattr(whole, name) == getattr(row.statement, name)
    assert (whole.hard, whole.likely) == (row.statement.figure.hard, row.statement.figure.likely)
    assert (whole.title, whole.document_kind, whole.published_on) == ("关于帮扶的通知", "notice", date(2024, 5, 1))
    assert part.mention == example().figures[1].mention
    assert part.hard == Interval(Fraction(1000), None)
    assert part.likely.high == Fraction(5500, 3)
    assert (part.approx, part.per, part.subtype, part.part_of) == (True, "户", "expenditure", whole.id)


def test_context_is_the_sentence(base: Base) -> None:
    assert [row.context for row in statements(base)] == [
        "今年，清溪基金会计划“投入300万元。”",
        "其中教育1,000余元！",
        "覆盖大理市等两个县市。",
    ]
    assert enumerations(base)[0].context == "覆盖大理市等两个县市。"


def test_context_runs_across_printed_lines(base: Base) -> None:
    text = "实施方案把重点放在山乡，项目资\n金的使用全程公开。截至目前，已完成\n80余万元项目资金拨付，其余资金正在\n"
    text += "陆续拨付中。\n（据民政局）\n"
    blocks, at = [], 0
    for line in text.splitlines():
        blocks.append(Block(at, at + len(line), "paragraph", Locator()))
        at += len(line) + 1
    document = dataclasses.replace(make_document(text, uri="wrapped.txt"), blocks=tuple(blocks), order=tuple(range(5)))
    store(base, make_extraction(text, [make_figure("80余万元", 800_000, unit="元")], document=document))
    (row,) = statements(base, uri="wrapped.txt")
    assert row.context == "截至目前，已完成80余万元项目资金拨付，其余资金正在陆续拨付中。"
    assert text[slice(*row.mention.fragments[0])] == row.mention.quote == "80余万元"


def test_context_leaves_out_what_a_page_prints_between(base: Base) -> None:
    text = "为学生每人发放助学金1,50\n第1页\n0元；其余留用。"
    kinds = ("paragraph", "page-footer", "paragraph")
    blocks, at = [], 0
    for line, kind in zip(text.splitlines(), kinds, strict=True):
        blocks.append(Block(at, at + len(line), kind, Locator()))  # type: ignore[arg-type]
        at += len(line) + 1
    document = dataclasses.replace(make_document(text, uri="paged.txt"), blocks=tuple(blocks), order=(0, 1, 2))
    store(base, make_extraction(text, [make_figure(("1,50", "0元"), 1500, unit="元")], document=document))
    assert statements(base, uri="paged.txt")[0].context == "为学生每人发放助学金1,500元；"


def test_context_of_a_cell_is_its_row(base: Base) -> None:
    text = "项目\t金额\n修路\t20万元\n架桥\t30万元\n"
    cells = []
    for row, line in enumerate(text.splitlines()):
        start = text.index(line)
        for column, cell in enumerate(line.split("\t")):
            at = text.index(cell, start)
            cells.append(Block(at, at + len(cell), "cell", Locator(line=row + 1), TableCell(0, row, column)))
    document = dataclasses.replace(make_document(text, uri="table.txt"), blocks=tuple(cells), order=tuple(range(6)))
    store(base, make_extraction(text, [make_figure("30万元", 300_000, unit="元")], document=document))
    assert statements(base, uri="table.txt")[0].context == "架桥\t30万元"


def test_context_of_a_text_without_punctuation_is_bounded(base: Base) -> None:
    text = "款" * 5000 + "7元" + "款" * 5000
    store(base, make_extraction(text, [make_figure("7元", 7)], uri="long.txt"))
    (row,) = statements(base, uri="long.txt")
    assert "7元" in row.context
    assert len(row.context) < 1000


@pytest.mark.parametrize(
    ("condition", "quotes"),
    [
        ({"indicator": "funds.provided"}, ["300万元"]),
        ({"status": "target"}, ["两个"]),
        ({"status": ["budget", "disbursement"]}, ["300万元", "1,000余元"]),
        ({"status": []}, []),
        ({"provider": "清溪基金会"}, ["300万元"]),
        ({"provider": "清溪基金會"}, ["300万元"]),
        ({"provider": "别的基金会"}, []),
        ({"place": "大理市"}, ["300万元"]),
        ({"place": "东乡"}, ["300万元"]),
        ({"place": "532901"}, ["300万元"]),
        ({"place": "532900"}, ["300万元"]),
        ({"place": "5329"}, ["300万元"]),
        ({"place": "云南省"}, ["300万元"]),  # named by no document: known from the gazetteer
        ({"place": "雲南省"}, ["300万元"]),
        ({"place": "四川省"}, []),
        ({"place": "51"}, []),
        ({"place": "没有这个地方"}, []),
        ({"programme": "清溪计划"}, ["300万元"]),
        ({"dimension": "money", "unit": "元"}, ["300万元", "1,000余元"]),
        ({"unit": "个"}, ["两个"]),
        ({"published_from": date(2024, 5, 1), "published_to": date(2024, 5, 1)}, ["300万元", "1,000余元", "两个"]),
        ({"published_from": date(2024, 5, 2)}, []),
        ({"uri": "example.txt", "status": "budget"}, ["300万元"]),
        ({"uri": "other.txt"}, []),
        ({"uri": "x' OR 1 --"}, []),
    ],
)
def test_filters(base: Base, condition: dict[str, object], quotes: list[str]) -> None:
    assert [row.mention.quote for row in statements(base, **condition)] == quotes  # type: ignore[arg-type]


def test_an_alias_finds_the_organization(base: Base) -> None:
    text = "清溪基金会（以下简称“基金会”）捐赠5万元。"
    store(
        base,
        make_extraction(
            text,
            [make_figure("5万元", 50_000, provider=["云岭省清溪基金会"])],
            organizations=[make_organization(text, "清溪基金会", "云岭省清溪基金会")],
            uri="alias.txt",
        ),
    )
    assert "5万元" in [row.mention.quote for row in statements(base, provider="清溪基金会")]


def test_ambiguous_places_keep_their_candidates(base: Base) -> None:
    text = "来自鼓楼区的捐赠。"
    place = make_place(text, "鼓楼区", None, candidates=["320106", "350102"])
    store(base, make_extraction(text, places=[place], uri="ambiguous.txt"))
    rows = base.rows(
        "SELECT e.code, r.judgement FROM resolution r JOIN entity e ON e.id = r.entity WHERE e.name = '鼓楼区'"
        " ORDER BY e.code"
    )
    assert [tuple(row) for row in rows] == [("320106", "unsure"), ("350102", "unsure")]


def test_enumerations_come_back_and_are_tied_to_their_figure(base: Base) -> None:
    (row,) = enumerations(base)
    assert (row.stated, row.stated_high, row.listed, row.closed) == (2, 2, ("大理市",), False)
    assert row.mention.quote == "两个县市"
    figure = statements(base, status="target")[0]
    relation = base.rows("SELECT subject, object FROM relation WHERE kind = 'enumerates'")
    assert [tuple(item) for item in relation] == [(row.id, figure.id)]
    assert enumerations(base, uri="other.txt") == []


def test_numbers_beyond_any_machine_type(base: Base) -> None:
    digits = "9" * 400
    text = f"捐赠{digits}元，覆盖{digits}个县。"
    huge = make_enumeration(text, f"{digits}个县", int(digits), [])
    figures = [make_figure(f"{digits}元", int(digits))]
    store(base, make_extraction(text, figures, enumerations=[huge], uri="huge.txt"))
    assert statements(base, uri="huge.txt")[0].hard.point == int(digits)
    assert enumerations(base, uri="huge.txt")[0].stated == int(digits)
    assert enumerations(base, uri="huge.txt")[0].stated_high == int(digits)


def test_documents_and_coverage(base: Base) -> None:
    (document,) = documents(base)
    assert (document.uri, document.kind, document.figures, document.articles) == ("example.txt", "notice", 3, 1)
    assert (document.length, document.published_on) == (len(TEXT), date(2024, 5, 1))
    (row,) = coverage(base)
    assert (row.numerals, row.roles, row.resolved, row.ratio) == (2, {"figure": 1, "unresolved": 1}, 1, 0.5)
    assert coverage(base, uris=["other.txt"]) == []


def test_the_text_comes_back(base: Base) -> None:
    assert document_text(base, "example.txt") == TEXT
    with pytest.raises(StoreError, match=r"no document other\.txt"):
        document_text(base, "other.txt")


def test_plan_and_report_meet_in_the_view(base: Base) -> None:
    text = "清溪基金会已拨付250万元。"
    report = make_figure(
        "250万元", 2_500_000, unit="元", indicator="funds.provided", status="disbursement", provider=["清溪基金会"]
    )
    store(base, make_extraction(text, [report], uri="report.txt"))
    (pair,) = base.rows("SELECT planned, reported, planned_low, reported_low FROM v_plan_vs_report")
    assert tuple(pair) == ("300万元", "250万元", 3_000_000.0, 2_500_000.0)
    totals = {(row["status"], row["low"]) for row in base.rows("SELECT * FROM v_total")}
    assert totals == {("budget", 3_000_000.0), ("disbursement", 2_500_000.0)}


numbers = st.none() | st.fractions(max_denominator=1000)


@settings(max_examples=50, deadline=None)
@given(low=numbers, high=numbers, low_inclusive=st.booleans(), high_inclusive=st.booleans(), name=st.text(max_size=8))
def test_exact_values_survive(
    low: Fraction | None, high: Fraction | None, low_inclusive: bool, high_inclusive: bool, name: str
) -> None:
    figure = make_figure(
        "7元", low=low, high=high, low_inclusive=low_inclusive, high_inclusive=high_inclusive,
        provider=[name], place=[PlaceRef(name, None)], counted=name,
    )  # fmt: skip
    with open_base(":memory:") as base:
        extraction = make_extraction("捐赠7元。", [figure])
        store(base, extraction)
        (row,) = statements(base)
    assert row.hard == extraction.figures[0].statement.figure.hard
    assert (row.provider, row.place, row.counted) == ((name,), (PlaceRef(name, None),), name)
