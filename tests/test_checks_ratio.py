"""The check of stated shares, growth and rates, and the words it reads them by."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extract.audit.checks import run_checks
from extract.audit.encode import encode_finding
from extract.audit.findings import Finding
from extract.audit.ratio_words import read_ratio_words
from extract.audit.sentences import sentences
from extract.errors import DataFileError
from extract.resources import schemas
from extract.types import StoredStatement
from tests.audit_build import period, statement


def found(*given: StoredStatement) -> list[Finding]:
    return [each for each in run_checks(given, []) if each.check == "ratio"]


def persons(quote: str, n: str, sentence: str, **fields: object) -> StoredStatement:
    given = {"indicator": "person.trained", "unit": "人", "dimension": "person", "status": "actual", "counted": "学员"}
    return statement(quote, n, context=sentence, **{**given, **fields})  # type: ignore[arg-type]


def percent(quote: str, n: str, sentence: str, **fields: object) -> StoredStatement:
    given = {"indicator": "share", "unit": "%", "dimension": "ratio", "status": "actual", "counted": "占比"}
    return statement(quote, n, context=sentence, **{**given, **fields})  # type: ignore[arg-type]


def money(quote: str, hard: str, sentence: str, **fields: object) -> StoredStatement:
    return statement(quote, hard, context=sentence, **fields)  # type: ignore[arg-type]


def share_of(part: str, whole: str, share: str, value: str) -> list[Finding]:
    sentence = f"培训学员{whole}人，其中女学员{part}人，占{share}。"
    all_ = persons(f"{whole}人", whole, sentence)
    some = persons(f"{part}人", part, sentence, part_of=all_.id)
    return found(all_, some, percent(share, value, sentence))


@pytest.mark.parametrize(
    ("part", "whole", "share", "value", "verdict"),
    [
        ("240", "400", "60%", "60", "consistent"),
        ("240", "400", "80%", "80", "inconsistent"),
        ("33", "96", "34.4%", "34.4", "consistent"),  # 34.375, rounded
        ("33", "96", "34.3%", "34.3", "cannot-tell"),  # cut off, which happens
        ("33", "96", "34.5%", "34.5", "inconsistent"),
        ("275", "400", "七成", "70", "consistent"),
        ("200", "400", "七成", "70", "inconsistent"),
    ],
)
def test_a_share_may_be_rounded(part: str, whole: str, share: str, value: str, verdict: str) -> None:
    assert [each.verdict for each in share_of(part, whole, share, value)] == [verdict]


def test_the_calculation_can_be_inspected() -> None:
    (finding,) = share_of("240", "400", "80%", "80")
    made = finding.calculation
    assert made is not None
    assert (made.formula, made.unit) == ("240人 ÷ 400人", "%")
    assert made.computed.hard.point == 60
    assert not made.stated.hard.contains(60)
    encoded = encode_finding(finding)["calculation"]
    assert encoded["computed"]["hard"] == {"low": 60, "high": 60, "low_inclusive": True, "high_inclusive": True}
    assert [each["role"] for each in encode_finding(finding)["inputs"]] == ["part", "whole", "share"]


def test_a_share_of_something_unsaid_asks_no_question() -> None:
    sentence = "培训学员400人，其中女学员240人，占全县妇女的15%。"
    all_ = persons("400人", "400", sentence)
    some = persons("240人", "240", sentence, part_of=all_.id)
    assert found(all_, some, percent("15%", "15", sentence)) == []


def growth(*figures: StoredStatement) -> list[str]:
    return [each.verdict for each in found(*figures)]


def test_growth_within_a_sentence() -> None:
    for stated, word, verdict in (
        ("20%", "增长", "consistent"),
        ("30%", "增长", "inconsistent"),
        ("20%", "下降", "inconsistent"),
    ):
        sentence = f"2023年投入180万元，比2022年的150万元{word}{stated}。"
        now, before = money("180万元", "180万", sentence), money("150万元", "150万", sentence)
        assert growth(now, before, percent(stated, stated[:-1], sentence, indicator="growth")) == [verdict]
    sentence = "会员从80家发展到96家，增长两成。"
    figures = [persons("80家", "80", sentence, unit="家"), persons("96家", "96", sentence, unit="家")]
    assert growth(*figures, percent("两成", "20", sentence)) == ["consistent"]


def test_growth_over_the_year_before() -> None:
    giver = ("云川市扶贫基金会",)

    def of(year: int, quote: str, hard: str, sentence: str) -> StoredStatement:
        when = period(f"{year}-01-01", f"{year}-12-31")
        return money(quote, hard, sentence, provider=giver, period=when, uri=f"{year}.txt")

    before = of(2022, "150万元", "150万", "2022年投入150万元。")
    for stated, verdict in (("20%", "consistent"), ("35%", "inconsistent")):
        sentence = f"2023年投入180万元，同比增长{stated}。"
        now = of(2023, "180万元", "180万", sentence)
        rise = percent(stated, stated[:-1], sentence, indicator="growth", uri="2023.txt")
        assert growth(before, now, rise) == [verdict]
    assert growth(now, rise) == [], "nothing is known of the year before"


@pytest.mark.parametrize(
    ("sentence", "rate", "value", "total", "hard", "verdicts"),
    [
        ("为320户发放补助，每户600元，共19.2万元。", "600元", "600", "19.2万元", "19.2万", ["consistent"]),
        ("为320户发放补助，每户600元，共29.2万元。", "600元", "600", "29.2万元", "29.2万", ["inconsistent"]),
        ("为320户发放补助，户均600元，共19.5万元。", "600元", "600", "19.5万元", "19.5万", ["consistent"]),
        ("为320户发放补助，每户600元，已发放9万元。", "600元", "600", "9万元", "9万", []),
    ],
)
def test_a_rate_times_a_number(
    sentence: str, rate: str, value: str, total: str, hard: str, verdicts: list[str]
) -> None:
    number = persons("320户", "320", sentence, unit="户", dimension="household", counted="农户")
    figures = [number, money(rate, value, sentence, per="户"), money(total, hard, sentence)]
    assert [each.verdict for each in found(*figures)] == verdicts


def test_figures_are_found_again_in_their_sentence() -> None:
    """The second 3 of 13个、3个 is not the one within 13."""
    sentence = "完成13个项目、3个课题，另有3个待定。"
    context = sentence
    at = [sentence.index("13个"), sentence.index("、3个") + 1, sentence.index("有3个") + 1]
    figures = []
    for start, quote in zip(at, ("13个", "3个", "3个"), strict=True):
        figure = persons(quote, quote[:-1], context, unit="个")
        mention = type(figure.mention)(((start, start + len(quote)),), quote)
        figures.append(type(figure)(**{**_fields(figure), "mention": mention}))
    (read,) = sentences(figures)
    assert read.starts == tuple(at)
    assert read.before(1) == "项目、"


def _fields(figure: StoredStatement) -> dict[str, object]:
    return {name: getattr(figure, name) for name in type(figure).__slots__}


def test_examples_of_the_words_and_a_malformed_file(tmp_path: Path) -> None:
    path = schemas("ratios.toml")
    for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        listed = {word for words in table.values() for word in words if isinstance(word, str)}
        for sentence, word in table["examples"]:
            assert word in sentence, name
            assert word in listed, name
    broken = tmp_path / "ratios.toml"
    broken.write_text("[share]\nwords = '占'\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="share"):
        read_ratio_words(broken)
    broken.write_text("[share\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"ratios\.toml"):
        read_ratio_words(broken)
