"""A page of several articles is parted at sign-offs and headlines; a plain text is one article."""

from __future__ import annotations

from datetime import date

import pytest

from extract.normalize import split_articles
from extract.normalize.issue import find_publishing_date
from extract.read import read_bytes
from extract.types import Article, Block, BlockKind, Document, Locator


def read(text: str) -> tuple[Article, ...]:
    return split_articles(read_bytes(text.encode("utf-8"), "case.txt"))


_BODY = (
    "本报讯 {place}民政局日前组织{n}家社会组织到村开展结对帮扶活动，投入帮扶资金{n}万元，"
    "帮助当地农户发展特色产业，增加收入。"
)


def test_a_sign_off_ends_an_article() -> None:
    text = "\n".join(
        [
            "甲县社会组织结对帮扶村庄",
            _BODY.format(place="甲县", n=12) + "（据甲县民政局）",
            "乙县协会助力产业发展",
            _BODY.format(place="乙县", n=7) + "（据乙县民政局）",
        ]
    )
    articles = read(text)
    assert [article.title for article in articles] == ["甲县社会组织结对帮扶村庄", "乙县协会助力产业发展"]
    assert "12家" in articles[0].normalized.text
    assert "12家" not in articles[1].normalized.text


def test_marked_headings_part_articles() -> None:
    articles = read(f"# 甲县\n{_BODY.format(place='甲县', n=3)}\n# 乙县\n{_BODY.format(place='乙县', n=4)}\n")
    assert [article.title for article in articles] == ["甲县", "乙县"]


def test_a_text_with_sections_is_one_article() -> None:
    text = (
        "某县帮扶行动方案\n一、工作目标\n到年底，实现结对帮扶全面覆盖，项目不少于20个。\n"
        "二、工作任务\n各协会负责落实到村的具体项目。\n"
    )
    (article,) = read(text)
    assert article.title == "某县帮扶行动方案"
    assert article.kind == "plan"


def test_a_number_runs_on_across_the_foot_of_a_page() -> None:
    pieces: list[tuple[BlockKind, str]] = [
        ("paragraph", "协会计划筹集善款，资助困难学生300名，每人1,50"),
        ("page-number", "— 1 —"),
        ("page-header", "某县文件"),
        ("paragraph", "0元；其余款项用于慰问老人和村卫生室的设备更新。"),
    ]
    text, blocks = "", []
    for kind, piece in pieces:
        blocks.append(Block(len(text), len(text) + len(piece), kind, Locator(page=1)))
        text += piece + "\n"
    document = Document("a.pdf", "0" * 64, text, "0" * 64, "application/pdf", "pdf/1", tuple(blocks), (0, 1, 2, 3))
    (article,) = split_articles(document)
    assert "每人1,500元；" in article.normalized.text
    assert sorted(article.blocks) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("时间：2024-03-18 来源：某网\n正文", date(2024, 3, 18)), ("某局\n2023年5月4日\n", date(2023, 5, 4)),
        ("某局\n二〇二三年十二月三十日", date(2023, 12, 30)), ("某会\n二零二四年一月十日\n", date(2024, 1, 10)),
        ("某会工作计划\n（2023年1月16日第二届理事会第五次会议通过）\n到2023年底", date(2023, 1, 16)),
        ("某会\n二〇二四年二月三十日", None),
        ("发布日期：2024年13月1日\n", None), ("没有日期的正文。", None),
        ("活动时间：2024年3月1日，填报日期：2024年4月1日。\n", None),
    ],
)  # fmt: skip
def test_publishing_date(text: str, day: date | None) -> None:
    assert find_publishing_date(text) == day


def test_a_document_without_text_has_one_empty_article() -> None:
    document = Document("a.pdf", "0" * 64, "", "0" * 64, "application/pdf", "pdf/1", (), ())
    assert [article.normalized.text for article in split_articles(document)] == [""]


def test_the_source_of_the_sign_off_is_the_publisher() -> None:
    first, second = _BODY.format(place="甲县", n=3), _BODY.format(place="乙县", n=4)
    text = f"甲县协会下乡\n{first}（据《某某晚报》）\n乙县协会下乡\n{second}（据乙县民政局）"
    assert [article.publisher for article in read(text)] == ["某某晚报", "乙县民政局"]


def test_the_bodies_that_sign_a_notice_are_its_publisher() -> None:
    body = _BODY.format(place="甲县", n=3)
    text = f"关于做好帮扶工作的通知\n各乡镇人民政府：\n{body}\n甲县民政局 甲县财政局\n2023年5月4日"
    (article,) = read(text)
    assert (article.publisher, article.published_on) == ("甲县民政局、甲县财政局", date(2023, 5, 4))


def test_a_headline_in_two_lines_is_one() -> None:
    text = f"甲县社会组织\n结对帮扶村庄\n\n{_BODY.format(place='甲县', n=3)}"
    (article,) = read(text)
    assert article.title == "甲县社会组织结对帮扶村庄"
    assert article.normalized.text.startswith("甲县社会组织结对帮扶村庄\n")


def test_words_of_the_page_over_the_headline_are_not_the_title() -> None:
    text = f"彩票大全,在线影视,免费下载排行榜\n\n甲县社会组织结对帮扶村庄\n\n{_BODY.format(place='甲县', n=3)}"
    (article,) = read(text)
    assert article.title == "甲县社会组织结对帮扶村庄"


def test_section_heads_of_a_signed_article_do_not_part_it() -> None:
    text = "\n".join(
        [
            "甲县社会组织结对帮扶村庄",
            _BODY.format(place="甲县", n=3),
            "多方联动，打造产业帮扶的新样板",
            _BODY.format(place="甲县", n=4).removeprefix("本报讯 "),
            "精准对接，把好项目送到村民家门口",
            _BODY.format(place="甲县", n=5).removeprefix("本报讯 ") + "（据甲县民政局）",
            "责任编辑：张三",
        ]
    )
    (article,) = read(text)
    assert article.title == "甲县社会组织结对帮扶村庄"


def test_sections_of_a_plan_in_markdown_do_not_part_it() -> None:
    goal, task = "到年底帮扶项目不少于20个。", "各协会负责落实。"
    text = f"# 甲县帮扶方案\n\n为做好帮扶，制定本方案。\n\n## 一、工作目标\n\n{goal}\n\n## 二、任务\n\n{task}\n"
    (article,) = read(text)
    assert article.title == "甲县帮扶方案"


@pytest.mark.parametrize("sign", ["✅ ", "☑", "① ", "➤", "👉", "• "])
def test_an_item_ticked_or_pointed_at_is_no_title(sign: str) -> None:
    text = "\n".join(
        [
            "愿每一双小手都有暖意",
            "",
            "去年冬天，雪来得比往年早，志愿者背着包裹走进了村小的院子，孩子们围了上来。",
            f"{sign}给甲县村小添置棉衣320套，花了4.8万元",
            f"{sign}给甲县村小添置炉子15台，花了2.1万元",
            "甲县村小的棉衣和炉子都已经送到，花了的钱一笔一笔记在账上。",
        ]
    )
    (article,) = read(text)
    assert article.title == "愿每一双小手都有暖意"
