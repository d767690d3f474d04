"""Verdicts: append-only, effective at once, alive through re-extraction and revised texts; stale and orphaned shown."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from build import FigureDraft, make_extraction, make_figure

from extract.errors import StoreError
from extract.interval import Interval
from extract.present.corrections import read_corrections
from extract.store.base import Base, open_base
from extract.store.dump import dump
from extract.store.query import statements
from extract.store.queue import queue
from extract.store.reviews import add_review, history, standing_reviews, undo_review
from extract.store.write import store_extraction
from extract.types import StoredStatement

TEXT = "青禾县慈善会去年捐赠30万元，帮扶困难家庭40户。\n白石县商会捐赠5万元。\n"
WHO = {"reviewer": "审核员"}


def read(base: Base, text: str, *, extractor: str = "toy/1", status: str = "actual", without: str = "") -> str:
    """Stores ``text`` as the next version of one document, every number with 万元 or 户 behind it as a figure."""
    drafts: list[FigureDraft] = []
    seen: dict[str, int] = {}
    for match in re.finditer(r"\d+(?:万元|户)", text):
        quote = match.group()
        seen[quote] = seen.get(quote, 0) + 1
        if quote != without:
            money = quote.endswith("万元")
            number = int(re.match(r"\d+", quote)[0])  # type: ignore[index]
            drafts.append(
                make_figure(
                    quote, number * (10_000 if money else 1), unit="元" if money else "户",
                    dimension="money" if money else "household", indicator="funds.provided" if money else None,
                    status=status, provider=["青禾县慈善会"], occurrence=seen[quote],  # type: ignore[arg-type]
                )
            )  # fmt: skip
    return store_extraction(base, make_extraction(text, drafts), extractor=extractor, configuration={})


def one(base: Base, quote: str, **conditions: object) -> StoredStatement:
    (found,) = [each for each in statements(base, **conditions) if each.mention.quote == quote]  # type: ignore[arg-type]
    return found


def states(base: Base) -> dict[str, str]:
    return {each.review.quote: each.state for each in standing_reviews(base)}


@pytest.fixture
def base() -> Iterator[Base]:
    with open_base(":memory:") as opened:
        read(opened, TEXT)
        yield opened


def test_a_correction_of_every_field_is_what_is_read_from_then_on(base: Base) -> None:
    statement = one(base, "30万元")
    correction = read_corrections(
        ["value=20余万元", "status=disbursement", "subtype=expenditure", "counted=善款", "indicator=funds.raised",
         "provider=白石县商会、青禾县慈善会", "place=大理市:532901", "programme=暖冬行动", "period=2023-05", "per=户",
         "part_of="]
    )  # fmt: skip
    add_review(base, statement.id, "corrected", correction=correction, **WHO)
    now = one(base, "30万元")
    assert now.hard == Interval(Fraction(200_000), None)
    assert now.likely == Interval(Fraction(200_000), Fraction(300_000), True, False)
    assert (now.status, now.subtype, now.counted, now.indicator) == (
        "disbursement", "expenditure", "善款", "funds.raised",
    )  # fmt: skip
    assert now.provider == ("白石县商会", "青禾县慈善会")
    assert [(each.name, each.code) for each in now.place] == [("大理市", "532901")]
    assert (now.programme, now.per, now.part_of) == ("暖冬行动", "户", None)
    assert now.period is not None
    assert (str(now.period.start), str(now.period.end), now.period.basis) == ("2023-05-01", "2023-05-31", "flow")
    assert (now.review, now.state) == ("corrected", "reviewed")


@pytest.mark.parametrize(
    "conditions",
    [
        {"indicator": "funds.raised"}, {"provider": "白石县商会"}, {"place": "532901"}, {"place": "大理市"},
        {"programme": "暖冬行动"}, {"status": "budget"}, {"indicator": "funds.raised", "status": ["budget"]},
        {"uri": "example.txt", "provider": "白石县商会"}, {"provider": "白石县商会", "place": "53"},
    ],
    ids=str,
)  # fmt: skip
def test_conditions_hold_for_what_was_corrected_and_no_longer_for_what_was_read(
    base: Base, conditions: dict[str, object]
) -> None:
    assert statements(base, **conditions) == []  # type: ignore[arg-type]
    statement = one(base, "30万元")
    phrases = [
        "status=budget",
        "indicator=funds.raised",
        "provider=白石县商会",
        "place=大理市:532901",
        "programme=暖冬行动",
    ]
    add_review(base, statement.id, "corrected", correction=read_corrections(phrases), **WHO)
    assert [each.id for each in statements(base, **conditions)] == [statement.id]  # type: ignore[arg-type]
    for before in ({"indicator": "funds.provided"}, {"provider": "青禾县慈善会"}, {"status": "actual"}):
        assert statement.id not in {each.id for each in statements(base, **before)}  # type: ignore[arg-type]


def test_what_is_rejected_is_left_out_and_can_be_asked_for(base: Base) -> None:
    statement = one(base, "5万元")
    add_review(base, statement.id, "rejected", note="广告", **WHO)
    assert statement.id not in {each.id for each in statements(base)}
    assert [each.id for each in statements(base, rejected=True)] == [statement.id]


def test_a_new_extractor_that_reads_the_same_leaves_the_verdict_valid_another_reading_makes_it_stale(
    base: Base,
) -> None:
    add_review(base, one(base, "30万元").id, "accepted", **WHO)
    read(base, TEXT, extractor="toy/2")
    assert states(base) == {"30万元": "reviewed"}
    read(base, TEXT, extractor="toy/3", status="target")
    assert states(base) == {"30万元": "stale"}
    read(base, TEXT, extractor="toy/4", without="30万元")
    assert states(base) == {"30万元": "orphaned"}
    assert next(item.why for item in queue(base)) == "orphaned"


def test_a_verdict_follows_its_figure_into_a_revised_text(base: Base) -> None:
    add_review(base, one(base, "30万元").id, "corrected", correction={"status": "budget"}, **WHO)
    add_review(base, one(base, "5万元").id, "rejected", **WHO)
    add_review(base, one(base, "40户").id, "accepted", **WHO)
    assert read(base, "（更正）" + TEXT.replace("40户", "48户")) == "updated"
    assert states(base) == {"30万元": "reviewed", "5万元": "reviewed", "40户": "orphaned"}
    assert one(base, "30万元").status == "budget"
    assert "5万元" not in {each.mention.quote for each in statements(base)}
    assert one(base, "48户").review is None


def test_a_verdict_goes_from_revision_to_revision_and_the_latest_one_counts(base: Base) -> None:
    add_review(base, one(base, "30万元").id, "corrected", correction={"status": "budget"}, **WHO)
    read(base, "其一。" + TEXT)
    add_review(base, one(base, "30万元").id, "corrected", correction={"status": "target"}, **WHO)
    read(base, "其二。" + TEXT)
    assert one(base, "30万元").status == "target"
    read(base, TEXT)  # the first text again: what was said about it holds
    assert one(base, "30万元").status == "budget"


def test_a_carried_verdict_can_be_replaced_and_undone(base: Base) -> None:
    add_review(base, one(base, "30万元").id, "corrected", correction={"status": "budget"}, **WHO)
    read(base, "其一。" + TEXT)
    new = one(base, "30万元")
    add_review(base, new.id, "unsure", **WHO)
    assert one(base, "30万元").status == "actual"
    undo_review(base, new.id, **WHO)
    assert one(base, "30万元").status == "budget"


def test_undo_restores_what_stood_before_and_deletes_nothing(base: Base) -> None:
    statement = one(base, "30万元").id
    add_review(base, statement, "accepted", **WHO)
    add_review(base, statement, "unsure", **WHO)
    undo_review(base, statement, **WHO)
    assert one(base, "30万元").review == "accepted"
    undo_review(base, statement, **WHO)
    assert [each.verdict for each in history(base, statement)] == ["accepted", "unsure", "accepted", "unsure"]


def test_a_first_verdict_undone_is_withdrawn(base: Base) -> None:
    statement = one(base, "30万元").id
    add_review(base, statement, "rejected", **WHO)
    undo_review(base, statement, **WHO)
    assert one(base, "30万元").review is None
    assert [each.verdict for each in history(base, statement)] == ["rejected", "withdrawn"]
    with pytest.raises(StoreError, match="no verdict to undo"):
        undo_review(base, statement, **WHO)


def test_an_orphan_can_be_withdrawn_and_not_be_accepted(base: Base) -> None:
    statement = one(base, "30万元").id
    add_review(base, statement, "accepted", **WHO)
    read(base, "白石县商会捐赠5万元。")
    with pytest.raises(StoreError, match="no current document"):
        add_review(base, statement, "accepted", **WHO)
    add_review(base, statement, "withdrawn", **WHO)
    assert states(base) == {}


def test_a_copy_keeps_its_verdict_when_the_other_one_is_revised(base: Base) -> None:
    copy = dataclasses.replace(make_extraction(TEXT, [make_figure("30万元", 300_000, unit="元")], uri="copy.txt"))
    store_extraction(base, copy, extractor="toy/1", configuration={})
    add_review(base, one(base, "30万元").id, "corrected", correction={"status": "budget"}, **WHO)
    read(base, "其一。" + TEXT)
    assert [each.status for each in statements(base) if each.mention.quote == "30万元"] == ["budget", "budget"]


def test_what_does_not_fit_is_refused_and_nothing_is_written(base: Base) -> None:
    statement, before = one(base, "30万元").id, dump(base)
    for verdict, correction in (
        ("corrected", None),
        ("accepted", {"status": "target"}),
        ("corrected", {"colour": "x"}),
    ):
        with pytest.raises(StoreError):
            add_review(base, statement, verdict, correction=correction, **WHO)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="no current document"):
        add_review(base, "nowhere", "accepted", **WHO)
    assert dump(base) == before


def test_the_queue_takes_money_by_size_then_the_rest_and_leaves_out_what_is_judged(base: Base) -> None:
    ids = {each.id: each.mention.quote for each in statements(base)}
    assert [(ids[item.statement], item.why) for item in queue(base)] == [
        ("30万元", "money"), ("5万元", "money"), ("40户", "other"),
    ]  # fmt: skip
    view = [(row["quote"], row["priority"]) for row in base.rows("SELECT * FROM v_review_queue")]
    assert sorted(view) == [("30万元", 4), ("40户", 5), ("5万元", 4)]
    add_review(base, one(base, "30万元").id, "unsure", **WHO)
    assert [ids[item.statement] for item in queue(base)] == ["5万元", "40户"]
