"""Lists of counties: one format, held to the gazetteer; totals of just these counties."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from cli_build import read_json, run

from extract.audit.county_lists import list_names, read_list
from extract.errors import DataFileError

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# title: 试点县\n# source: 自拟\n# as_of: 2022-12-31\n"
TEXTS = {
    "one.txt": "2022年，昆明市慈善总会向盐源县捐赠资金30万元。\n",
    "two.txt": "2022年，昆明市慈善总会向昭觉县捐赠资金50万元。\n",
    "wide.txt": "2022年，昆明市慈善总会向凉山州捐赠资金70万元。\n",
    "late.txt": "2026年，昆明市慈善总会向盐源县捐赠资金11万元。\n",
}


def write(folder: Path, rows: str, head: str = HEAD) -> Path:
    path = folder / "list.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def test_every_shipped_list_is_read_and_names_its_source() -> None:
    assert "autonomous-counties" in list_names()
    for name in list_names():
        counties = read_list(name)
        assert counties.title
        assert counties.source
        assert len({entry.code for entry in counties.entries}) == len(counties.entries)


def test_the_autonomous_counties_are_those_of_the_gazetteer() -> None:
    with (ROOT / "schemas" / "gazetteer" / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        wanted = {
            (row["code"], row["name"])
            for row in csv.DictReader(file)
            if row["level"] == "county" and not row["to"] and row["name"].endswith(("自治县", "自治旗"))
        }
    listed = {(entry.code, entry.name) for entry in read_list("autonomous-counties").entries}
    assert listed == wanted
    assert len(listed) == 120


@pytest.mark.parametrize(
    ("head", "rows", "message"),
    [
        ("# title: 名单\n# as_of: 2022-01-01\n", "code,name,from,to\n513423,盐源县,,\n", "source"),
        (HEAD, "name,code\n盐源县,513423\n", "columns"),
        (HEAD, "code,name,from,to\n", "no county"),
        (HEAD, "code,name,from,to\n513423,昭觉县,,\n", "row 1.*盐源县"),
        (HEAD, "code,name,from,to\n513400,,,\n", "no county's code"),
        (HEAD, "code,name,from,to\n,鼓楼区,,\n", "give its code"),
        (HEAD, "code,name,from,to\n513423,盐源县,2022,\n", "no day"),
        ("# title: 名\n# source: 自拟\n# as_of: 去年\n", "code,name,from,to\n513423,,,\n", "as_of"),
    ],
)
def test_what_is_not_in_the_format_is_refused_with_the_reason(
    tmp_path: Path, head: str, rows: str, message: str
) -> None:
    with pytest.raises(DataFileError, match=message):
        read_list(str(write(tmp_path, rows, head)))


def test_a_missing_list_names_those_there_are() -> None:
    with pytest.raises(DataFileError, match="autonomous-counties"):
        read_list("no-such-list")


def test_a_name_alone_is_enough_where_it_is_clear(tmp_path: Path) -> None:
    (entry,) = read_list(str(write(tmp_path, "code,name,from,to\n,盐源县,,2025-12-31\n"))).entries
    assert (entry.code, entry.end) == ("513423", date(2025, 12, 31))


def test_totals_of_a_list_leave_out_other_wider_and_later(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    db = tmp_path / "t.db"
    run("load", texts, "--db", db)

    def quotes(*arguments: str | Path) -> list[str]:
        found = read_json("totals", "--db", db, "--indicator", "funds.provided", *arguments)
        facts = [fact for total in found for fact in (*total["counted"], *total["undecided"])]
        return sorted(statement["quote"] for fact in facts for statement in fact["statements"])

    assert quotes() == ["11万元", "30万元", "50万元", "70万元"]
    listed = write(tmp_path, "code,name,from,to\n513423,盐源县,2021-01-01,2025-12-31\n")
    assert quotes("--county-list", listed) == ["30万元"]
    told = run("totals", "--db", db, "--county-list", listed).stderr
    assert "试点县" in told
    assert "自拟" in told
    assert "1 ×" in told  # the prefecture of a listed county
    run("totals", "--db", db, "--county-list", "nowhere.csv", code=1)


def test_a_renamed_county_is_followed(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("2022年，昆明市慈善总会向梁平区捐赠资金30万元。\n", encoding="utf-8")
    db = tmp_path / "t.db"
    run("load", texts, "--db", db)
    head = "# title: 旧名单\n# source: 自拟\n# as_of: 2012-12-31\n"
    listed = write(tmp_path, "code,name,from,to\n500228,梁平县,,\n", head)
    assert read_json("totals", "--db", db, "--county-list", listed)
