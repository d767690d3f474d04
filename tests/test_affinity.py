"""What paragraphs share is counted in one pass, and long articles have no advantage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.normalize.affinity import cohesion, count_pairs, score, shared_pairs


@given(st.lists(st.text("甲乙丙丁", max_size=8), max_size=8))
def test_one_pass_tells_what_each_cut_would(texts: list[str]) -> None:
    expected = [cohesion(count_pairs(texts[:n]), count_pairs(texts[n:])) for n in range(len(texts))]
    assert shared_pairs([count_pairs([text]) for text in texts]) == expected


def test_a_text_goes_to_the_article_that_it_shares_most_with() -> None:
    articles = [count_pairs(["茶农卖茶，茶叶协会收购鲜叶"]), count_pairs(["老人体检，社工上门" * 30 + "茶叶"])]
    scores = score("茶叶协会", articles)
    assert scores[0] > scores[1] > 0
    assert score("无关", articles) == [0.0, 0.0]
    assert score("任何", []) == []
