"""The page as a browser reads it: links that lead somewhere, bars as long as their values, nothing that runs."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from extract.interval import Interval
from extract.present.report.charts import draw, make_axis
from extract.present.sentences import cut, shorten
from tests.audit_build import interval
from tests.cli_build import read_json, run
from tests.workbook_build import make_base


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def source(base: Path) -> str:
    path = base.with_suffix(".html")
    run("report", "--html", path, "--db", base)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(source: str) -> BeautifulSoup:
    return BeautifulSoup(source, "lxml")


def one(found: Tag | None) -> Tag:
    assert found is not None
    return found


def test_each_number_leads_to_its_highlighted_sentence(page: BeautifulSoup) -> None:
    cited = page.select("#plans a.cite, #checks a.cite, #totals td a.cite")  # as written; a total is written anew
    assert len(cited) > 10
    marked = 0
    for link in cited:
        target = one(page.find(id=str(link["href"]).removeprefix("#")))
        if target.name != "a":
            assert link.sup is None  # a document: what has no sentence says so by having no number
            continue
        mark = one(target.find_parent("mark"))
        sentence = one(target.find_parent("li"))
        assert sentence["value"] == one(link.sup).text
        words = link.text.removesuffix(one(link.sup).text)
        figure = re.sub(r"\s", "", mark.text)
        assert figure in words or words in figure or "每" in words, (words, figure)
        marked += 1
    assert marked > 10


def test_every_link_and_label_has_its_target_and_no_id_stands_twice(page: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for link in page.find_all("a", href=True):
        assert str(link["href"]).startswith("#"), link
        assert str(link["href"])[1:] in ids, link
    for tag in page.find_all(attrs={"aria-labelledby": True}):
        assert tag["aria-labelledby"] in ids


def test_bars_are_as_long_as_their_values(page: BeautifulSoup) -> None:
    drawn = 0
    for chart in page.select("svg.bar[data-high]"):
        low, high = Fraction(str(chart["data-low"])), Fraction(str(chart["data-high"]))
        for piece in chart.select("rect[data-low]"):
            start, end = Fraction(str(piece["data-low"])), Fraction(str(piece["data-high"]))
            for name, expected in (("x", start - low), ("width", end - start)):
                written = float(str(piece[name]).removesuffix("%"))
                assert written == pytest.approx(float(100 * expected / (high - low)), abs=0.011), piece
            drawn += 1
    assert drawn > 5


def test_a_plan_stands_beside_what_was_committed_and_paid(page: BeautifulSoup) -> None:
    card = next(card for card in page.select("article.card") if "120余万元" in card.text and "300万元" in card.text)
    kinds = [str(bar["class"][1]) for bar in card.select("svg.bar")]
    assert kinds[0] in ("target", "committed")
    assert "disbursed" in kinds
    vague = one(card.select_one("svg.bar.disbursed"))
    assert "120万–不足130万元" in str(vague["aria-label"])
    assert "可确定 guaranteed ≥120万元" in str(vague["aria-label"])
    assert one(vague.select_one("rect.likely"))["data-high"] == "1300000"
    assert vague.select("svg.end path")[-1]["d"].startswith("M-6")  # the arrow: no upper bound


def test_the_page_shows_what_the_commands_answer(base: Path, page: BeautifulSoup) -> None:
    found = read_json("check", "--db", base, code=3)
    for verdict in ("inconsistent", "cannot-tell", "consistent"):
        section = page.find(id=f"check-{verdict}")
        shown = 0 if section is None else len(section.select("article.card, tbody tr"))
        assert shown == sum(each["verdict"] == verdict for each in found)
    rows = read_json("diff", "--all", "--db", base)
    assert len(one(page.find(id="plans")).select("article.card, tbody tr")) == len(rows)


def test_what_documents_say_cannot_run(source: str, page: BeautifulSoup) -> None:
    assert "&lt;script&gt;" in source
    assert page.find_all(["script", "iframe", "img", "link", "object", "embed", "form"]) == []
    attributes = {name for tag in page.find_all(True) for name in tag.attrs}
    assert [name for name in attributes if name.startswith("on")] == []
    policy = one(page.find("meta", attrs={"http-equiv": "Content-Security-Policy"}))
    assert str(policy["content"]).startswith("default-src 'none'")
    assert re.findall(r"(?:https?:)?//[a-z]|@import|url\((?!#)", source) == []  # opens without any network


def test_hostile_names_of_files_and_filters_are_escaped(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    name = "a\"onmouseover=x '<b>.txt"
    (folder / name).write_text("2023年，甲县慈善会计划投入资金30万元。", encoding="utf-8")
    run("load", folder, "--db", tmp_path / "h.db")
    run("report", "--html", tmp_path / "h.html", "--db", tmp_path / "h.db", "--programme", "<img src=x>")
    run("report", "--html", tmp_path / "i.html", "--db", tmp_path / "h.db")
    for path in (tmp_path / "h.html", tmp_path / "i.html"):
        found = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        assert found.find_all("img") == []
        assert not [tag for tag in found.find_all(True) if "onmouseover" in tag.attrs]
    assert name in BeautifulSoup((tmp_path / "i.html").read_text(encoding="utf-8"), "lxml").text


def test_tables_and_charts_speak_to_who_does_not_see_them(page: BeautifulSoup) -> None:
    assert one(page.html)["lang"] == "zh-CN"
    for table in page.find_all("table"):
        assert table.caption is not None
        assert all(head["scope"] == "col" for head in table.find_all("th"))
    for chart in page.select("svg.bar"):
        assert chart.get("aria-hidden") == "true" or (chart["role"], bool(chart["aria-label"])) == ("img", True)
    for region in page.select(".scroll"):
        assert (region["tabindex"], region["role"]) == ("0", "region")
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_equal_bases_give_equal_pages(base: Path, source: str, tmp_path: Path) -> None:
    run("report", "--html", tmp_path / "again.html", "--db", base)
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == source


def test_what_was_written_is_told(base: Path, tmp_path: Path) -> None:
    told = read_json("report", "--html", tmp_path / "a.html", "--xlsx", tmp_path / "a.xlsx", "--db", base)
    assert told["written"] == [str(tmp_path / "a.html"), str(tmp_path / "a.xlsx")]
    assert told["findings"] == len(read_json("check", "--db", base, code=3))
    assert told["statements"] > 5


@pytest.mark.parametrize("option", ["--html", "--xlsx"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_and_not_a_traceback(base: Path, option: str) -> None:
    failed = run("report", option, "/dev/full", "--force", "--db", base, code=1)
    assert "/dev/full cannot be written" in failed.stderr


def test_an_empty_selection_says_so(base: Path, tmp_path: Path) -> None:
    run("report", "--html", tmp_path / "none.html", "--db", base, "--programme", "没有这个项目")
    page = BeautifulSoup((tmp_path / "none.html").read_text(encoding="utf-8"), "lxml")
    assert "没有可核对的" in page.text
    assert "没有这个项目" in one(page.select_one(".scope")).text


def test_a_bar_of_a_figure_without_upper_bound_ends_in_an_arrow() -> None:
    hard, likely = interval("[1000万, )"), interval("[1000万, 2000万)")
    axis = make_axis([(hard, likely), (interval("500万"), interval("500万"))])
    assert axis is not None
    bar = draw(axis, hard, likely)
    assert axis.high == 25_000_000  # beyond the last value
    assert bar.fill is not None
    assert bar.likely is not None
    assert bar.sure is not None
    assert (bar.fill.width, bar.likely.x, bar.likely.width) == ("40%", "40%", "40%")
    assert (bar.sure.x, bar.sure.width, bar.endless, bar.likely_endless) == ("40%", "60%", True, False)


def test_what_falls_is_drawn_below_zero() -> None:
    fall = interval("-5")
    axis = make_axis([(fall, fall), (interval("15"), interval("15"))])
    assert axis is not None
    bar = draw(axis, fall, fall)
    assert bar.fill is not None
    assert (bar.fill.x, bar.fill.width) == ("0%", "25%")


def test_no_axis_without_a_value() -> None:
    assert make_axis([]) is None
    assert make_axis([(interval("[0, )"), interval("[0, )"))]) is None


ends = st.none() | st.fractions(-1000, 1000, max_denominator=7)


@given(st.lists(st.tuples(ends, ends), min_size=1, max_size=4))
def test_every_piece_lies_on_the_axis(pairs: list[tuple[Fraction | None, Fraction | None]]) -> None:
    intervals = [Interval(a, b) if a is None or b is None or a <= b else Interval(b, a) for a, b in pairs]
    axis = make_axis((each, each) for each in intervals)
    if axis is None:
        return
    for each in intervals:
        bar = draw(axis, each, each)
        for piece in (bar.fill, bar.likely, bar.sure):
            if piece is not None:
                x, width = (float(text.removesuffix("%")) for text in (piece.x, piece.width))
                assert x >= 0
                assert width >= 0
                assert x + width <= 100.02


def test_a_sentence_is_cut_at_its_figure_and_shortened_around_it() -> None:
    context = "前" * 50 + "5个\n县" + "后" * 50
    pieces = cut(context, ((50, 52), (53, 54)))
    assert "".join(text for text, _ in pieces) == context.replace("\n", "")
    assert "".join(text for text, quoted in pieces if quoted) == "5个县"
    short = shorten(pieces, 20)
    assert "".join(text for text, quoted in short if quoted) == "5个县"
    assert sum(len(text) for text, _ in short) <= 22
    assert short[0][0].startswith("…")
    assert cut("甲\t3个", ((2, 4),)) == [("甲｜", False), ("3个", True)]
    assert cut("短", ((0, 9),)) == [("短", False)]  # a span that is not in it marks nothing


def test_a_sentence_with_several_figures_is_shown_once(page: BeautifulSoup) -> None:
    for shown in page.select("ul.evidence"):
        sentences = [one(item.select_one("sup")).text for item in shown.select("li") if item.sup is not None]
        assert len(sentences) == len(set(sentences))
    both = [item for item in page.select("ul.evidence li") if len(item.select("mark")) > 1]
    assert both  # 60万元 and 72万元 stand in one sentence
