"""The gazetteer's table is sound, knows renamed and abbreviated names, and agrees with the reference list of codes."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from extract.find.gazetteer import contains, level_of, load_gazetteer
from extract.normalize.characters import simplify
from schemas.gazetteer.build_gazetteer import read_ordinary
from schemas.gazetteer.compare_gazetteer import compare, read_reference, read_table

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "schemas" / "gazetteer" / "gazetteer.csv"
REFERENCE = ROOT.parent / "shared" / "reference" / "areacodes.csv"


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_unique_and_in_order() -> None:
    keys = [(row["code"], row["from"], row["name"]) for row in _rows()]
    assert keys == sorted(keys)
    assert len({(code, name) for code, _, name in keys}) == len(keys)


def test_every_parent_and_successor_is_in_the_table() -> None:
    rows = _rows()
    codes = {row["code"] for row in rows}
    unknown = [(r["name"], s) for r in rows for s in [r["parent"], *r["successors"].split()] if s and s not in codes]
    assert unknown == []


def test_what_ended_has_a_successor_in_use() -> None:
    gazetteer = load_gazetteer()
    in_use = {row["code"] for row in _rows() if not row["to"]}
    # Forest districts that a statistical revision counted among counties; nothing replaced them.
    lost = {row["code"] for row in _rows() if row["to"] and not set(gazetteer.current(row["code"])) & in_use}
    assert lost <= {"232702", "232703", "232704"}


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("昌都地区", None, "540300"),
        ("昌都地区", date(2010, 5, 1), "542100"),
        ("思茅市", None, "530800"),
        ("崇文区", None, "110101"),
        ("崇文区", date(2009, 1, 1), "110103"),
        ("密云县", None, "110118"),
        ("滦县", None, "130284"),
        ("盘县", date(2020, 1, 1), "520281"),
    ],
)
def test_an_obsolete_name_leads_to_its_successor(name: str, on: date | None, expected: str) -> None:
    gazetteer = load_gazetteer()
    codes = {code for old in gazetteer.by_text[name].codes for code in gazetteer.current(old, on)}
    assert expected in codes


def test_a_renamed_code_bears_the_name_of_its_time() -> None:
    gazetteer = load_gazetteer()
    older, newer = gazetteer.division("420600", date(2008, 1, 1)), gazetteer.division("420600")
    assert older is not None
    assert newer is not None
    assert (older.name, newer.name) == ("襄樊市", "襄阳市")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("三江县", "450226"),
        ("黔东南州", "522600"),
        ("广西自治区", "450000"),
        ("莫力达瓦旗", "150722"),
        ("鄂伦春", "150723"),
        ("积石山", "622927"),
        ("克州", "653000"),
        ("尖扎", "632322"),
        ("管城区", "410104"),
        ("香港", "810000"),
    ],
)
def test_ethnic_names_may_be_left_out(written: str, code: str) -> None:
    assert load_gazetteer().by_text[written].codes == (code,)


def test_no_short_name_is_a_single_character() -> None:
    assert {row["name"] for row in _rows() if len(row["short"]) == 1} == set()


def test_every_name_is_found_in_traditional_text_too() -> None:
    gazetteer = load_gazetteer()
    for traditional in ("乾縣", "甘孜藏族自治州", "瀋陽市", "雲陽縣", "臺灣省", "衞輝市"):
        text = simplify(traditional.replace("衞", "衛"))
        assert [(start, end) for start, end, _ in gazetteer.match(text)] == [(0, len(text))], traditional


def test_containment_follows_the_code() -> None:
    assert contains("510000", "513400")
    assert contains("513400", "513429")
    assert contains("513429", "513429")
    assert not contains("513400", "513300")
    assert not contains("513429", "513400")
    assert [level_of(code) for code in ("510000", "513400", "513429")] == ["province", "prefecture", "county"]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference list of codes is not beside the project")
def test_reference_codes_since_2002_are_found() -> None:
    ours = {(row["code"], row["name"]): row for row in _rows()}
    wanted: set[tuple[str, str]] = set()
    with REFERENCE.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if not row["变更/弃用时间"] or int(row["变更/弃用时间"]) > 2002:
                wanted.add((row["代码"], row["名称"]))
    # The reference dates 安西县 under a code that GB/T 2260 never printed for it (README.md, Differences).
    assert wanted - set(ours) == {("620925", "安西县")}


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference list of codes is not beside the project")
def test_years_and_successors_agree_with_the_reference_save_what_the_readme_explains() -> None:
    differences = [line.split("\t") for line in compare(read_table(), read_reference(REFERENCE))]
    unexplained = [
        (kind, division)
        for kind, division, _ in differences
        if kind in ("from", "to", "missing", "successor") and not division.startswith("4690")  # Hainan's counties
    ]
    assert sorted(unexplained) == [
        ("from", "230110 香坊区"),
        ("missing", "620925 安西县"),
        ("successor", "420600 襄樊市"),
        ("to", "230106 香坊区"),
    ]
    assert len([d for d in differences if d[1].startswith("4690")]) <= 29


def test_ordinary_words_are_names_and_marked() -> None:
    words = read_ordinary()
    marked = {row["short"] for row in _rows() if row["word"] == "common"}
    assert words <= marked
    gazetteer = load_gazetteer()
    assert all(gazetteer.is_common(simplify(word)) for word in words)
