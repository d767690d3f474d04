"""Lines that are not the article: each example of the data file, among the lines it is given."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.encode import to_json
from extract.normalize import split_articles
from extract.pipeline import extract_document
from extract.read import read_bytes
from extract.read.line_kinds import label_lines
from extract.resources import schemas
from extract.store.identity import identify_version

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
DATA = tomllib.loads(schemas("boilerplate.toml").read_text(encoding="utf-8"))
EXAMPLES = DATA["examples"]


def kinds_of(*lines: str) -> list[str]:
    text, spans, at = "\n".join(lines), [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    found = label_lines(text, spans)
    return [found.get(number, "") for number in range(len(lines))]


@pytest.mark.parametrize(("line", "kind"), EXAMPLES["lines"])
def test_examples(line: str, kind: str) -> None:
    before, after = EXAMPLES["beside"]
    assert kinds_of(before, line, after) == ["", kind, ""]
    assert kinds_of(line, before, after) == [kind, "", ""]


ARTICLE = (
    "青山县社会组织结对山村",
    "青山县民政局组织20家社会组织与山区乡镇结对，走访困难家庭360户。",
    "青山县禾苗教育基金会投入资金85.6万元，为12所乡村小学添置图书。",
)
SPAM = ("国产精品一区二区,高清无码在线观看,500部毛片免费视频", "热门推荐：2000集大片免费看，扫码加群领88元红包")


@pytest.mark.parametrize("spam", SPAM)
@pytest.mark.parametrize("at", range(4))
def test_no_figure_and_no_name_is_taken_from_spam(spam: str, at: int) -> None:
    lines = [*ARTICLE[:at], spam, *ARTICLE[at:]]
    clean = to_json(extract_document(read_bytes("\n".join(ARTICLE).encode(), "a.txt")))
    found = to_json(extract_document(read_bytes("\n".join(lines).encode(), "a.txt")))
    for part in ("figures", "organizations", "places"):
        assert [row["quote"] for row in found[part]] == [row["quote"] for row in clean[part]]
    roles = {numeral["quote"]: numeral["role"] for numeral in found["numerals"]}
    junk = {quote for quote, role in roles.items() if role == "junk" and quote.isdigit() and quote.isascii()}
    assert junk == {quote for quote in ("500", "2000", "88") if quote in spam}
    assert "unresolved" not in roles.values()
    assert found["articles"][0]["title"] == clean["articles"][0]["title"]


def test_a_sentence_runs_on_across_an_advertisement_and_a_caption() -> None:
    text = (
        "县民政局介绍，今年全县社会组织参与乡村振兴的积极性很高，为山区投入帮扶资金\n"
        "队员在田间查看茶苗。 供图/青山县茶叶协会\n"
        f"{SPAM[1]}\n"
        "85.6万元，受益群众达到四百多户，预计明年还将增加到六百户以上，覆盖全部乡镇。\n"
    )
    document = read_bytes(text.encode(), "a.txt")
    assert [block.kind for block in document.blocks] == ["paragraph", "caption", "spam", "paragraph"]
    (article,) = split_articles(document)
    first, second = (article.normalized.text[start:end] for start, end in article.normalized.paragraphs)
    assert "帮扶资金85.6万元，受益" in first
    assert second.startswith("队员在田间")
    assert sorted(article.blocks) == [0, 1, 2, 3]


def test_a_caption_is_not_joined_to_the_paragraph_behind_it() -> None:
    caption = "2021年8月至今年4月，某中心在山村开展结对帮扶项目。 供图/某服务中心"
    text = f"{caption}\n\n去年以来，各级民政部门动员社会组织参与。\n"
    (article,) = split_articles(read_bytes(text.encode(), "a.txt"))
    assert len(article.normalized.paragraphs) == 2


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds beside the checkout are absent")
def test_the_first_line_of_the_seed_is_spam() -> None:
    (path,) = SEEDS.glob("001_*.txt")
    found = to_json(extract_document(read_bytes(path.read_bytes(), path.name)))
    (thousand,) = [numeral for numeral in found["numerals"] if numeral["quote"] == "1000" and numeral["role"] == "junk"]
    assert thousand["fragments"][0][0] < 40
    assert all(figure["fragments"][0][0] > 50 for figure in found["figures"])


@given(st.lists(st.sampled_from([line for line, _ in EXAMPLES["lines"]] + ["", "  "]), max_size=8))
@settings(max_examples=60, deadline=None)
def test_labels_change_no_character(lines: list[str]) -> None:
    text = "\n".join(lines)
    if text.strip():
        document = read_bytes(text.encode(), "a.txt")
        assert document.text == text
        assert "".join(document.text[b.start : b.end] for b in document.blocks) == "".join(
            x for x in lines if x.strip()
        )


def test_an_edited_vocabulary_makes_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_bytes("正文。".encode(), "a.txt")
    monkeypatch.setattr("extract.read.text.vocabulary_digest", lambda: "00000000")
    after = read_bytes("正文。".encode(), "a.txt")
    assert before.text_sha256 == after.text_sha256
    assert identify_version(before) != identify_version(after)
