"""Made newspaper pages: every article comes whole, with its own headline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from builder.newspaper import around_right, lead_and_two, make_page, quarters, side_by_side, stacked

from extract.normalize import split_articles
from extract.read import read_bytes

_RUN = 8  # characters


@pytest.mark.parametrize(
    ("layout", "columns"),
    [(stacked, 3), (side_by_side, 4), (quarters, 4), (lead_and_two, 3), (around_right, 3)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_articles_of_a_page(layout: Callable[[Any], Any], columns: int) -> None:
    page = make_page(layout, columns, 101)
    articles = split_articles(read_bytes(page.data, "page.pdf"))
    texts = ["".join(article.normalized.text.split()) for article in articles]
    assert len(articles) == len(page.articles)
    for true in page.articles:
        runs = [true.body[at : at + _RUN] for at in range(0, len(true.body) - _RUN + 1, 5)]
        shares = [sum(run in text for run in runs) / len(runs) for text in texts]
        best = shares.index(max(shares))
        assert shares[best] > 0.97
        assert "".join((articles[best].title or "").split()) == "".join(true.headline.split())
