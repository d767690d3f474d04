"""A quote with its context is found again in a revised text, and never put on the wrong place."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.store.anchors import Anchor, make_anchor, match_anchors

OLD = "青禾县慈善会捐赠30万元，用于修建桥梁。\n白石县商会捐赠30万元，用于助学。\n全年走访40户。"


def anchors(text: str) -> list[Anchor[int]]:
    """Every number of ``text`` with its unit, by its offset."""
    return [make_anchor(m.start(), text, *m.span(), m.group()) for m in re.finditer(r"\d+(?:万元|户)", text)]


def matched(old: str, new: str) -> dict[str, str]:
    """Old contexts → new contexts, readable."""
    found = match_anchors(anchors(old), anchors(new))
    return {old[max(0, a - 5) : a + 4]: new[max(0, b - 5) : b + 4] for a, b in found.items()}


def test_every_figure_of_the_same_text_is_itself() -> None:
    found = match_anchors(anchors(OLD), anchors(OLD))
    assert len(found) == 3
    assert all(old == new for old, new in found.items())


def test_text_put_before_moves_nothing() -> None:
    new = "（记者 某某）本报讯\n" + OLD
    assert len(matched(OLD, new)) == 3
    assert all(old == here for old, here in matched(OLD, new).items())


def test_line_breaks_of_another_reader_count_for_nothing() -> None:
    assert len(matched(OLD, OLD.replace("捐赠", "捐\n赠").replace("用于", "\n用于"))) == 3


def test_another_figure_is_not_the_figure() -> None:
    assert matched("青禾县慈善会今年捐赠30万元。", "青禾县慈善会今年捐赠50万元。") == {}


def test_the_same_figure_elsewhere_is_not_the_figure() -> None:
    assert (
        matched("青禾县慈善会今年捐赠30万元，用于修建桥梁。", "会议听取了汇报。白石县商会另筹30万元！散会，祝好。")
        == {}
    )


def test_swapped_sentences_keep_their_figures() -> None:
    first, second, third = OLD.split("\n")
    found = matched(OLD, "\n".join((second, first, third)))
    assert all(old == new for old, new in found.items())
    assert len(found) >= 2


def test_equal_places_go_by_their_order_if_there_are_as_many() -> None:
    row = "合计\t5户\t合计\t"
    found = match_anchors(anchors(row * 3), anchors("表一\n" + row * 3))
    assert sorted(found.values()) == [new for _, new in sorted(found.items())]
    assert len(found) == 3


def test_equal_places_are_left_alone_if_one_went_missing() -> None:
    row = "各村合计完成数5户，以上各村合计完成数。" * 4
    old, new = "。" * 40 + row * 3 + "。" * 40, "。" * 40 + row * 2 + "。" * 40
    found = match_anchors(anchors(old), anchors(new))
    assert len(set(found.values())) == len(found)
    assert len(found) < len(anchors(old))


@settings(max_examples=200, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(["捐赠30万元", "走访40户", "。", "，用于助学", "白石县", "商会", "\n"]), max_size=25
    ),
    cut=st.integers(0, 25),
    added=st.sampled_from(["", "本报讯。", "捐赠30万元", "走访40户，"]),
)
def test_no_place_is_taken_twice_and_quotes_stay_the_same(pieces: list[str], cut: int, added: str) -> None:
    old = "".join(pieces)
    new = "".join(pieces[:cut]) + added + "".join(pieces[cut:])
    olds, news = anchors(old), anchors(new)
    found = match_anchors(olds, news)
    assert len(set(found.values())) == len(found)
    quotes = {each.key: each.quote for each in news}
    assert all(quotes[found[each.key]] == each.quote for each in olds if each.key in found)
