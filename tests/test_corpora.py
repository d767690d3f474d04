"""The corpora's generator: committed files are what the sources say, and a careless source is refused."""

from __future__ import annotations

import csv
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import opencc
import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT / "corpora"))

import build_corpora  # noqa: E402
from builder.source import SourceError  # noqa: E402

from extract.read import read_bytes, read_file  # noqa: E402

SOURCES = sorted((ROOT / "corpora" / "sources").glob("*.toml"))
INDICATORS = build_corpora.indicator_ids()
GOLD: list[dict[str, Any]] = [
    json.loads(line)
    for name in ("gold.jsonl", "heldout.jsonl", "heldout_v.jsonl", "heldout_w.jsonl")
    for line in (ROOT / "corpora" / "gold" / name).read_text(encoding="utf-8").splitlines()
]
SOURCE = """
id = "X01"
kind = "plan"
script = "simplified"
format = "txt"
title = "计划"
text = '''
到2025年底，南山县民政局动员〔f1:不少于12家〕社会组织，安排资金〔f2:约30万元〕。
'''
organizations = [{ surface = "南山县民政局", name = "南山县民政局", kind = "public-body" }]
places = []

[[figure]]
id = "f1"
low = 12
unit = "家"
counted = "社会组织"
indicator = "organization.engaged"
status = "target"

[[figure]]
id = "f2"
low = 300000
high = 300000
likely_low = 270000
likely_high = 330000
approx = true
unit = "元"
counted = "资金"
indicator = "funds.provided"
status = "budget"
provider = ["南山县民政局"]
period = "到2025年底"

[[numeral]]
text = "2025年"
role = "date"
"""


def build(folder: Path, text: str) -> dict[str, Any]:
    path = folder / "X01.toml"
    path.write_text(text, encoding="utf-8")
    return build_corpora.build(path, INDICATORS)[2]


def built(name: str) -> tuple[str, bytes, dict[str, Any]]:
    return build_corpora.build(ROOT / "corpora" / "sources" / f"{name}.toml", INDICATORS)


def test_committed_files_are_what_the_sources_produce() -> None:
    assert build_corpora.main(["--check"]) == 0


def test_a_source_becomes_offsets_into_its_text(tmp_path: Path) -> None:
    gold = build(tmp_path, SOURCE)
    text = "到2025年底，南山县民政局动员不少于12家社会组织，安排资金约30万元。\n"
    first, second = gold["figures"]
    assert (first["surface"], text[first["start"] : first["end"]]) == ("不少于12家", "不少于12家")
    assert (first["low"], first["high"], first["low_inclusive"], first["high_inclusive"]) == (12, None, True, False)
    assert (second["likely_low"], second["likely_high"], second["approx"]) == (270000, 330000, True)
    assert gold["numerals"] == [{"start": 1, "end": 6, "surface": "2025年", "role": "date"}]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('text = "2025年"', 'text = "2024年"', "does not occur"),
        ('[[numeral]]\ntext = "2025年"\nrole = "date"\n', "", "neither figure nor"),
        ('role = "date"', 'role = "figure"', "role is 'figure'"),
        ('text = "2025年"', 'text = "12"', "does not occur"),
        ("organization.engaged", "organization.busy", "indicator is"),
        ('status = "target"', 'status = "other"', "status is"),
        ('unit = "家"\n', "", "unit is missing"),
        ("〔f2:约30万元〕", "约30万元", "differ"),
        ("〔f2:", "〔f1:", "stands twice"),
        ("low = 12\n", "low = 12\nlikely_low = 11\n", "outside the hard bounds"),
        ("low = 12\n", "low = 12\nhigh = 11\n", "greater than high"),
        ("low = 12\n", "", "neither low nor high"),
        ("likely_low = 270000\nlikely_high = 330000\n", "", "needs likely bounds"),
        ("low = 12\n", 'low = 12\npart_of = "f3"\n', "no other figure"),
        ("low = 12\n", "low = 12\nremark = 1\n", "unknown keys"),
        ('period = "到2025年底"', 'period = "今年"', "is not in the text"),
        ('provider = ["南山县民政局"]', 'provider = ["北山县民政局"]', "is not in the text"),
        ('surface = "南山县民政局"', 'surface = "民政厅"', "is not in the text"),
        ('id = "X01"', 'id = "X02"', "id is"),
    ],
)
def test_a_careless_source_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in SOURCE
    with pytest.raises(SourceError, match=re.escape(reason)):
        build(tmp_path, SOURCE.replace(old, new, 1))


def test_a_numeral_inside_a_figure_is_not_taken(tmp_path: Path) -> None:
    text = SOURCE.replace("到2025年底，南", "2024年至2025年底，南").replace('"到2025年底"', '"2024年至2025年底"')
    with pytest.raises(SourceError, match="neither figure nor"):  # 2024年 has no entry
        build(tmp_path, text)


@pytest.mark.parametrize("name", ["P02", "P04", "P05", "P06"])  # pdf, html, docx, xlsx
def test_the_same_source_gives_the_same_bytes(name: str) -> None:
    assert built(name)[1] == built(name)[1]


@pytest.mark.parametrize("name", ["P05", "P06"])
def test_archives_keep_no_clock(name: str) -> None:
    file_name = built(name)[0]
    with zipfile.ZipFile(ROOT / "corpora" / "texts" / file_name) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_amount_over_a_page_end_holds_the_page_number() -> None:
    name, data, gold = built("P11")
    text = read_bytes(data, name).text
    amount = next(figure for figure in gold["figures"] if figure["id"] == "f25")
    assert text[amount["start"] : amount["end"]].split("\n")[0] == "1,50"
    assert text[amount["start"] : amount["end"]].endswith("\n0元")
    assert [n["surface"] for n in gold["numerals"] if n["role"] == "page-number"] == ["1", "2"]


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: str(gold["id"]))
def test_gold_says_what_the_file_reads(gold: dict[str, Any]) -> None:
    document = read_file(ROOT / "corpora" / gold["path"])
    assert document.text_sha256 == gold["text_sha256"]
    for row in (*gold["figures"], *gold["enumerations"], *gold["numerals"]):
        assert document.text[row["start"] : row["end"]] == row["surface"]
    ids = {figure["id"] for figure in gold["figures"]}
    assert {figure["part_of"] for figure in gold["figures"]} - {None} <= ids


@pytest.mark.parametrize("gold", [g for g in GOLD if g["kind"] == "plan"], ids=lambda gold: str(gold["id"]))
def test_parts_of_a_plan_fit_their_whole(gold: dict[str, Any]) -> None:
    figures = {figure["id"]: figure for figure in gold["figures"]}
    for part in figures.values():
        whole = figures.get(part["part_of"])
        if whole is not None and whole["high"] is not None and part["unit"] == whole["unit"]:
            assert part["low"] <= whole["high"], part["surface"]


@pytest.mark.parametrize(
    ("name", "whole"),
    [("P03", "f6"), ("P04", "f24"), ("P04", "f25"), ("P05", "f5"), ("P05", "f20"), ("P05", "f21"), ("P06", "t1"),
     ("P07", "f13"), ("P09", "f4")],
)  # fmt: skip
def test_complete_breakdowns_of_plans_add_up(name: str, whole: str) -> None:
    figures = next(gold for gold in GOLD if gold["id"] == name)["figures"]
    total = next(figure["low"] for figure in figures if figure["id"] == whole)
    assert sum(figure["low"] for figure in figures if figure["part_of"] == whole) == total


def test_held_out_texts_stand_apart() -> None:
    """Nothing that looks at the texts or at the gold to tune by (demonstration, perturbation, floors) meets them."""
    gold = ROOT / "corpora" / "gold"
    ids = {
        name: {json.loads(line)["id"] for line in (gold / name).read_text(encoding="utf-8").splitlines()}
        for name in ("gold.jsonl", "heldout.jsonl", "heldout_v.jsonl", "heldout_w.jsonl")
    }
    held_out = {path.stem for path in SOURCES if path.stem[0] in "UVW"}
    assert held_out == {path.stem for path in (ROOT / "corpora" / "heldout").iterdir()}
    assert ids["heldout.jsonl"] == {name for name in held_out if name.startswith("U")}
    assert ids["heldout_v.jsonl"] == {name for name in held_out if name.startswith("V")}
    assert ids["heldout_w.jsonl"] == {name for name in held_out if name.startswith("W")}
    assert len(ids["heldout.jsonl"]) >= 10
    assert len(ids["heldout_v.jsonl"]) >= 8
    assert len(ids["heldout_w.jsonl"]) >= 6
    assert not held_out & (ids["gold.jsonl"] | {path.stem for path in (ROOT / "corpora" / "texts").iterdir()})


def test_both_scripts_and_all_formats_are_present() -> None:
    suffixes = {path.suffix for path in (ROOT / "corpora" / "texts").iterdir()}
    assert suffixes >= {".txt", ".html", ".pdf", ".docx", ".xlsx"}
    assert sum(gold["kind"] in ("plan", "notice") for gold in GOLD) >= 9
    assert sum(gold["script"] == "traditional" for gold in GOLD) >= 6


def test_units_and_names_are_simplified() -> None:
    simplified = opencc.OpenCC("t2s")
    for gold in GOLD:
        names = [entry["name"] for entry in (*gold["organizations"], *gold["places"])]
        names += [name for figure in gold["figures"] for name in (figure["unit"], *figure["provider_name"])]
        for name in names:
            assert simplified.convert(name) == name, (gold["id"], name)


def test_place_codes_are_those_of_the_official_list() -> None:
    path = SHARED / "reference" / "areacodes.csv"
    if not path.is_file():
        pytest.skip("the list of area codes is not beside the project")
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = {(row["代码"], row["名称"]) for row in csv.DictReader(file)}
    for gold in GOLD:
        for place in gold["places"]:
            if place["code"] is not None:
                assert (place["code"], place["name"]) in names, (gold["id"], place)


def test_no_sentence_comes_from_the_measuring_texts() -> None:
    if not (SHARED / "seeds").is_dir() or not (SHARED / "dev" / "dev.jsonl").is_file():
        pytest.skip("the measuring texts are not beside the project")
    lines = (SHARED / "dev" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    foreign = "".join(
        "".join(text.split())
        for text in (
            *(path.read_text(encoding="utf-8") for path in (SHARED / "seeds").iterdir()),
            *(json.loads(line)["text"] for line in lines),
        )
    )
    for source in SOURCES:
        own = re.sub(r"〔\w+:([^〔〕]*)〕", r"\1", source.read_text(encoding="utf-8"))
        for sentence in re.split(r"[。！？；\n]", own):
            assert len(sentence) < 16 or "".join(sentence.split()) not in foreign, (source.name, sentence)
