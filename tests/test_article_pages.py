"""Pages of several articles, printed out of order: every sentence and headline comes to its own article."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest
from article_build import LAYOUTS, STORIES, Story, break_lines

from extract.normalize import fold, split_articles
from extract.read import read_bytes


def assigned(text: str, stories: Sequence[Story]) -> dict[str, str | None]:
    """Each part of each story, with the headline of the article that it came to."""
    articles = split_articles(read_bytes(text.encode(), "page.txt"))
    found: dict[str, str | None] = {"articles": str(len(articles))}
    for story in stories:
        for part in (story.headline, story.lead, *story.body):
            homes = [article for article in articles if fold(part) in article.normalized.text]
            found[part] = homes[0].title if len(homes) == 1 else None
    return found


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("width", [1000, 24])
@pytest.mark.parametrize("number", [2, 3, 4])
def test_every_number_comes_to_its_article(
    layout: Callable[[Sequence[Story]], list[str]], width: int, number: int
) -> None:
    wrong = {}
    for stories in permutations(STORIES, number):
        found = assigned(break_lines(layout(stories), width), stories)
        expected = {p: s.headline for s in stories for p in (s.headline, s.lead, *s.body)} | {"articles": str(number)}
        if found != expected:
            wrong["、".join(s.place for s in stories)] = {k: v for k, v in found.items() if expected[k] != v}
    assert wrong == {}


def test_many_headlines_and_sign_offs_cost_no_more_than_their_length() -> None:
    def seconds(repeated: int) -> float:
        story = STORIES[0]
        parts = [
            story.headline,
            "■ 本报记者 周岚",
            *[line for _ in range(repeated) for line in (story.lead, story.headline)],
        ]
        parts += [*[story.body[0] + story.sign_off] * repeated, *[story.headline] * repeated]
        document = read_bytes("\n\n".join(parts).encode(), "page.txt")
        begun = time.process_time()
        split_articles(document)
        return time.process_time() - begun

    seconds(20)
    assert seconds(800) < 12 * max(seconds(200), 0.05)
