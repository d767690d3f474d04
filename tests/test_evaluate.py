"""The evaluation measures what it says: agrees with the shared scorer, judges each field, holds its floors."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from extract.errors import GoldError
from extract.evaluate import Answer, GoldText, Scores, evaluate, read_gold, score
from extract.evaluate.floors import (
    GoldFloors,
    breaches,
    digest,
    floors_for,
    lower_floors,
    raise_floors,
    read_floors,
    write_floors,
)
from extract.evaluate.match import near, same_bound
from extract.evaluate.report import as_errors, as_json, as_table
from extract.types import Document

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
TEXT = "2023年，星禾基金会投入不少于30万元，帮扶甲县等两个县。其中教育项目12万元。"


def figure_row(surface: str, **changes: Any) -> dict[str, Any]:
    """A prediction for the first occurrence of ``surface`` in TEXT."""
    start = TEXT.index(surface)
    row: dict[str, Any] = {
        "id": f"p{start}", "article": "a1", "fragments": [[start, start + len(surface)]], "quote": surface,
        "low": 1, "high": 1, "low_inclusive": True, "high_inclusive": True, "likely_low": 1, "likely_high": 1,
        "approx": False, "unit": "个", "per": None, "dimension": "count", "counted": None, "indicator": None,
        "status": "actual", "provider": [], "place": [], "programme": None, "period": None, "part_of": None,
        "rule": "exact",
    }  # fmt: skip
    return row | changes


def gold_figure(surface: str, **changes: Any) -> dict[str, Any]:
    """Gold for the first occurrence of ``surface`` in TEXT, in the format of corpora/gold."""
    start = TEXT.index(surface)
    row: dict[str, Any] = {
        "id": surface, "start": start, "end": start + len(surface), "surface": surface, "low": 1, "high": 1,
        "low_inclusive": True, "high_inclusive": True, "likely_low": 1, "likely_high": 1, "approx": False,
        "unit": "个", "per": None, "counted": "县", "indicator": None, "status": "actual", "provider": [], "place": [],
        "programme": None, "period": None, "part_of": None,
    }  # fmt: skip
    return row | changes


GOLD_ROW: dict[str, Any] = {
    "id": "X01",
    "kind": "news",
    "script": "simplified",
    "title": None,
    "published_on": None,
    "text": TEXT,
    "figures": [
        gold_figure(
            "不少于30万元",
            low=300000,
            high=None,
            likely_low=300000,
            likely_high=None,
            unit="元",
            counted="资金",
            status="disbursement",
            subtype="disbursement",
            indicator="funds.provided",
            provider=["星禾基金会"],
            provider_name=["深圳市星禾基金会"],
            place=["甲县"],
            period="2023年",
        ),
        gold_figure("两个", low=2, high=2, likely_low=2, likely_high=2, indicator="county.covered", place=["甲县"]),
        gold_figure(
            "12万元",
            low=120000,
            high=120000,
            likely_low=120000,
            likely_high=120000,
            unit="元",
            counted="教育项目",
            status="disbursement",
            part_of="不少于30万元",
            provider=["星禾基金会"],
        ),
    ],
    "organizations": [{"surface": "星禾基金会", "name": "深圳市星禾基金会", "kind": "foundation"}],
    "places": [{"surface": "甲县", "name": "甲县", "level": "county", "form": "full", "code": "990101"}],
    "enumerations": [
        {
            "start": TEXT.index("两个县"),
            "end": TEXT.index("两个县") + 3,
            "surface": "两个县",
            "stated": 2,
            "stated_high": 2,
            "listed": ["甲县"],
            "closed": False,
        }
    ],
    "numerals": [{"start": 0, "end": 5, "surface": "2023年", "role": "date"}],
}


def perfect() -> dict[str, Any]:
    """A prediction that gets everything of GOLD_ROW right."""
    whole = figure_row(
        "不少于30万元",
        low=300000,
        high=None,
        likely_low=300000,
        likely_high=None,
        unit="元",
        counted="资金",
        status="disbursement",
        subtype="disbursement",
        indicator="funds.provided",
        provider=["深圳市星禾基金会"],
        place=[{"name": "甲县", "code": "990101"}],
        period={"start": "2023-01-01", "end": "2023-12-31", "basis": "flow", "text": "2023年"},
    )
    county = figure_row(
        "两个",
        low=2,
        high=2,
        likely_low=2,
        likely_high=2,
        counted="县",
        indicator="county.covered",
        place=[{"name": "甲县", "code": "990101"}],
    )
    part = figure_row(
        "12万元",
        low=120000,
        high=120000,
        likely_low=120000,
        likely_high=120000,
        unit="元",
        counted="教育项目",
        status="disbursement",
        part_of=whole["id"],
        provider=["星禾基金会"],
    )

    def span(surface: str) -> dict[str, Any]:
        start = TEXT.index(surface)
        return {"fragments": [[start, start + len(surface)]], "quote": surface}

    return {
        "document": {"uri": "X01.txt", "kind": "news", "script": "simplified"},
        "articles": [],
        "figures": [whole, county, part],
        "organizations": [{**span("星禾基金会"), "name": "深圳市星禾基金会", "kind": "foundation"}],
        "places": [{**span("甲县"), "name": "甲县", "level": "county", "form": "full", "code": "990101"}],
        "enumerations": [{**span("两个县"), "stated": 2, "stated_high": 2, "listed": ["甲县"], "closed": False}],
        "numerals": [
            {**span("2023年"), "role": "date"}, {**span("30"), "role": "figure"}, {**span("两"), "role": "figure"},
            {**span("12"), "role": "figure"},
        ],
    }  # fmt: skip


def write_gold(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def scored(tmp_path: Path, prediction: dict[str, Any] | None) -> Scores:
    [gold] = read_gold(write_gold(tmp_path, GOLD_ROW))
    return score([Answer(gold, TEXT, prediction)])


def causes(scores: Scores) -> set[tuple[str, str]]:
    return {(miss.field, miss.cause) for miss in scores.misses}


def test_a_perfect_answer_scores_one_everywhere(tmp_path: Path) -> None:
    scores = scored(tmp_path, perfect())
    assert scores.misses == ()
    assert {name: metric.score for name, metric in scores.metrics.items()} == dict.fromkeys(scores.metrics, 1.0)
    expected = {"value", "inclusive", "likely", "part_of", "provider_name", "place_code", "numeral_role", "subtype"}
    assert expected <= set(scores.metrics)


@pytest.mark.parametrize(
    ("index", "change", "field", "cause"),
    [
        (0, {"high": 400000}, "value", "high invented"),
        (0, {"low": None}, "value", "low dropped"),
        (0, {"low": 30}, "value", "low off by 10^4"),
        (0, {"low_inclusive": False}, "inclusive", "low open"),
        (0, {"likely_high": 400000}, "likely", "high invented"),
        (0, {"unit": "万元"}, "unit", "元 → 万元"),
        (0, {"status": "target"}, "status", "disbursement → target"),
        (0, {"subtype": "pledge"}, "subtype", "other"),
        (0, {"approx": True}, "approx", "invented"),
        (0, {"counted": "项目"}, "counted", "other noun"),
        (0, {"indicator": None}, "indicator", "missing"),
        (0, {"provider": []}, "provider", "missing"),
        (0, {"provider": ["星禾基金会"]}, "provider_name", "other"),
        (0, {"place": [{"name": "乙市", "code": None}]}, "place", "other"),
        (0, {"period": None}, "period", "missing"),
        (0, {"per": "户"}, "per", "invented"),
        (0, {"programme": "星禾计划"}, "programme", "invented"),
        (1, {"period": {"text": "2023年"}}, "period", "invented"),
        (2, {"part_of": None}, "part_of", "missing"),
        (2, {"part_of": f"p{TEXT.index('两个')}"}, "part_of", "other"),
    ],
)
def test_each_wrong_field_is_a_miss_of_its_cause(
    tmp_path: Path, index: int, change: dict[str, Any], field: str, cause: str
) -> None:
    prediction = perfect()
    prediction["figures"][index] |= change
    scores = scored(tmp_path, prediction)
    assert (field, cause) in causes(scores)
    assert scores[field].score < 1
    verdict = scores.verdicts[index]
    assert not verdict.right[field]


def test_missed_and_spurious_figures(tmp_path: Path) -> None:
    prediction = perfect()
    del prediction["figures"][1]
    prediction["figures"].append(figure_row("2023年"))
    scores = scored(tmp_path, prediction)
    detection = scores["detection"]
    assert (detection.right, detection.gold, detection.predicted) == (2, 3, 3)
    assert {("detection", "missed"), ("detection", "spurious")} <= causes(scores)


def test_lists_and_numerals(tmp_path: Path) -> None:
    prediction = perfect()
    prediction["organizations"][0]["name"] = "星禾基金会"
    prediction["places"][0]["code"] = None
    prediction["enumerations"][0] |= {"listed": ["甲县", "乙县"], "stated_high": None, "closed": True}
    prediction["numerals"][0]["role"] = "ordinal"
    prediction["numerals"][1]["role"] = "unresolved"
    del prediction["numerals"][3]
    scores = scored(tmp_path, prediction)
    assert causes(scores) == {
        ("organization_name", "other"), ("place_code", "missing"), ("enumeration_stated", "other"),
        ("enumeration_listed", "too many"), ("enumeration_closed", "other"), ("numeral_role", "date → ordinal"),
        ("numerals_accounted", "missed"), ("numerals_resolved", "unresolved"),
    }  # fmt: skip
    assert scores.unresolved == 1


def test_a_false_quote_is_counted(tmp_path: Path) -> None:
    prediction = perfect()
    prediction["figures"][0]["quote"] = "不少于80万元"
    scores = scored(tmp_path, prediction)
    assert (scores.bad_quotes, scores.spans) == (1, 5)


def test_articles_are_compared_up_to_renaming(tmp_path: Path) -> None:
    [gold] = read_gold(write_gold(tmp_path, GOLD_ROW))
    figures = tuple(
        replace(figure, article=article)
        for figure, article in zip(gold.figures or (), ("one", "one", "two"), strict=True)
    )
    gold = replace(gold, figures=figures, annotated=gold.annotated | {"article"})
    prediction = perfect()
    for row, article in zip(prediction["figures"], ("z", "z", "y"), strict=True):
        row["article"] = article
    assert score([Answer(gold, TEXT, prediction)])["article"].score == 1
    prediction["figures"][2]["article"] = "z"
    assert score([Answer(gold, TEXT, prediction)])["article"].right == 2


def test_a_silent_extractor_scores_zero(tmp_path: Path) -> None:
    scores = scored(tmp_path, None)
    assert scores.answered == 0
    assert all(metric.score == 0 for metric in scores.metrics.values())
    assert ("document", "no answer") in causes(scores)


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        (None, 0, True), (0, None, True), (None, 5, False), (5, None, False), (33.3333, 33.33331, True),
        (33, 34, False), (3_320_000_000, 3_320_000_001, True), (3_320_000_000, 3_320_001_000, False),
    ],
)  # fmt: skip
def test_bounds(gold: float | None, predicted: float | None, expected: bool) -> None:
    assert same_bound(predicted, gold) is expected


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ("巫溪", "巫溪县", True), ("省民政厅", "四川省民政厅", True), ("縣", "县", True), ("巫溪县", "县", False),
        ("县", "国家乡村振兴重点帮扶县里的县", False), ("社会组织", "企业", False),
    ],
)  # fmt: skip
def test_near_names(gold: str, predicted: str, expected: bool) -> None:
    assert near(gold, [predicted]) is expected


# --- gold files ---


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"status": "done"}, "gold.jsonl:1 figures[0]: status: 'done' is none of"),
        ({"low": "3"}, "gold.jsonl:1 figures[0]: low: a number or null"),
        ({"unit": None}, "gold.jsonl:1 figures[0]: unit: is missing"),
        ({"start": 9, "end": 9}, "gold.jsonl:1 figures[0]: end: 9…9 is not a span"),
        ({"surface": "30万"}, "X01: gold says '30万'"),
        ({"part_of": "nothing"}, "gold.jsonl:1: part_of: 'nothing'"),
    ],
)
def test_a_malformed_gold_names_line_and_key(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    first, *others = GOLD_ROW["figures"]
    path = write_gold(tmp_path, GOLD_ROW | {"figures": [first | change, *others]})
    with pytest.raises(GoldError, match=re.escape(problem)):
        read_gold(path)


def test_a_folder_of_annotations_becomes_one_text_a_document(tmp_path: Path) -> None:
    rows = {
        "figures": {"doc": "x.txt", "article": 2, "start": 6, "end": 8, "surface": "两个", "quote": "两 个"},
        "organizations": {"doc": "x.txt", "surface": "甲会、乙会", "canonical": ["甲会", "乙会"]},
        "places": {"doc": "x.txt", "surface": "甲县", "adcode": "990101"},
        "enumerations": {"doc": "x.txt", "start": 1, "end": 3, "surface": "两县", "stated": 2, "members": ["甲县"]},
    }
    rows["figures"] |= {"low": 2, "high": 2, "approx": False, "unit": "个", "counted": "县", "status": "actual"}
    rows["enumerations"] |= {"listed": 1, "closed": False}
    for name, row in rows.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "x.txt").write_text("…", encoding="utf-8")
    [text] = read_gold(tmp_path)
    assert text.path == tmp_path / "x.txt"
    assert [(f.surface, f.article) for f in text.figures or ()] == [("两 个", "2")]
    assert [o.names for o in text.organizations or ()] == [("甲会", "乙会")]
    assert [p.code for p in text.places or ()] == ["990101"]
    assert [(e.listed, e.stated_high) for e in text.enumerations or ()] == [(1, 2)]


def test_broken_json_and_missing_documents_are_gold_errors(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": \n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl:1: not JSON"):
        read_gold(path)
    row = {key: value for key, value in GOLD_ROW.items() if key != "text"} | {"path": "corpora/texts/none.txt"}
    with pytest.raises(GoldError, match=r"none\.txt is not found"):
        read_gold(write_gold(tmp_path, row))


def test_a_text_that_changed_since_its_annotation_is_refused(tmp_path: Path) -> None:
    row = {key: value for key, value in GOLD_ROW.items() if key != "text"}
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    path = write_gold(tmp_path, row | {"path": "x.txt", "text_sha256": "0" * 64})

    def extract(document: Document) -> dict[str, Any]:
        raise AssertionError("not reached")

    with pytest.raises(GoldError, match="not the one that was annotated"):
        evaluate(path, extract=extract)


def test_evaluate_reads_extracts_and_scores(tmp_path: Path) -> None:
    row = {key: value for key, value in GOLD_ROW.items() if key != "text"}
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "x.txt").write_text(TEXT, encoding="utf-8")
    path = write_gold(tmp_path, row | {"path": "corpora/texts/x.txt"})
    seen: list[str] = []

    def extract(document: Document) -> dict[str, Any]:
        seen.append(document.text)
        return perfect()

    scores = evaluate(path, documents=documents, extract=extract)
    assert seen == [TEXT]
    assert scores["row"].score == 1


# --- floors and report ---


def test_floors_only_rise(tmp_path: Path) -> None:
    good, poor = scored(tmp_path, perfect()), scored(tmp_path, perfect() | {"figures": []})
    floors = raise_floors(None, good, "d")
    assert breaches(good, floors) == []
    assert {breach.metric for breach in breaches(poor, floors)} >= {"detection", "value", "row"}
    assert raise_floors(floors, poor, "d").floors == floors.floors
    lowered = lower_floors(floors, poor, "d", "the gold was wrong")
    assert lowered.floors["detection"] == 0
    assert lowered.lowered[0].startswith("the gold was wrong (detection: 0.0000, floor 1.0000")


def test_a_metric_that_is_no_longer_measured_breaches_its_floor(tmp_path: Path) -> None:
    floors = GoldFloors("d", {"place_code": 0.9})
    prediction = perfect()
    prediction["places"] = []
    assert [str(breach) for breach in breaches(scored(tmp_path, prediction), floors)] == [
        "place_code: not measured, floor 0.9000"
    ]


def test_floors_survive_their_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    sets = {"corpora/gold/gold.jsonl": GoldFloors("ab", {"value": 0.9512}, ('said "so"',)), "b": GoldFloors("c", {})}
    write_floors(path, sets)
    assert read_floors(path) == sets


def test_floors_are_found_by_the_digest_of_the_gold(tmp_path: Path) -> None:
    path, gold = tmp_path / "floors.toml", write_gold(tmp_path, GOLD_ROW)
    floors = GoldFloors(digest(gold), {"value": 0.9})
    write_floors(path, {"other": GoldFloors("00", {"value": 0.1}), "ours": floors})
    assert floors_for(path, gold) == floors
    write_gold(tmp_path, GOLD_ROW | {"title": "edited"})
    with pytest.raises(GoldError, match="the gold was edited"):
        floors_for(path, gold)


def test_the_digest_sees_every_edit_of_a_folder(tmp_path: Path) -> None:
    path = write_gold(tmp_path, GOLD_ROW)
    before = digest(tmp_path), digest(path)
    path.write_text(path.read_text(encoding="utf-8").replace("300000", "400000"), encoding="utf-8")
    after = digest(tmp_path), digest(path)
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_the_report_shows_each_miss_in_its_sentence(tmp_path: Path) -> None:
    prediction = perfect()
    prediction["figures"][0] |= {"status": "target"}
    scores = scored(tmp_path, prediction)
    console = Console(file=StringIO(), width=200)
    console.print(as_table(scores, floors={"status": 1.0}))
    console.print(as_errors(scores))
    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert "disbursement → target: 1" in shown
    assert "2023年，星禾基金会投入不少于30万元，帮扶甲县等两个县" in shown
    [miss] = as_json(scores, errors=True)["misses"]
    assert miss["sentence"] == "2023年，星禾基金会投入不少于30万元，帮扶甲县等两个县"


# --- agreement with the shared scorer ---

STATUSES = ("target", "budget", "commitment", "underway", "disbursement", "actual", "background")


def noisy(gold: GoldText, text: str, rng: random.Random) -> dict[str, Any]:
    """A prediction made from gold with errors of every kind, enough for no metric to be 0 or 1."""

    def often(share: float) -> bool:
        return rng.random() < share

    def part(name: str) -> str:
        return name[: max(1, rng.randrange(len(name) + 1))] if often(0.3) else name

    figures = []
    for figure in gold.figures or ():
        if often(0.1):
            continue
        start = max(0, figure.start - (1 if often(0.1) else 0))
        end = figure.end
        low, high = figure.hard.low, figure.hard.high
        quote = text[start:end]
        figures.append(
            {
                "id": str(len(figures)), "article": "a", "fragments": [[start, end]],
                "quote": quote + "误" if often(0.03) else quote,
                "low": rng.choice([low, low, low, None, 0, 1]),
                "high": rng.choice([high, high, high, None, 7, (high or 0) * 10000]),
                "unit": "个" if often(0.2) else figure.unit,
                "approx": often(0.2) != figure.approx,
                "status": rng.choice(STATUSES),
                "counted": None if often(0.1) else part(figure.counted) if often(0.5) else "帮扶项目",
                "provider": [part(name) for name in figure.provider] if often(0.7) else ["某基金会"],
                "place": [{"name": part(name), "code": None} for name in figure.place] if often(0.7) else [],
                "period": {"text": part(figure.period or "2020年")} if often(0.7) else None,
                "rule": "exact",
            }
        )  # fmt: skip
        if often(0.1):
            at = rng.randrange(len(text) - 4)
            figures.append(figures[-1] | {"fragments": [[at, at + 1], [at + 2, at + 3]], "quote": "x"})
    rows = []
    for place in gold.places or ():
        start = text.find(place.surface)
        if start >= 0 and often(0.8):
            level = rng.choice(["county", "county", "province", "township", "prefecture"])
            fragments = [[start, start + len(place.surface)]]
            form = rng.choice(["full", "short", "deictic"])
            rows.append({"fragments": fragments, "quote": place.surface, "level": level, "form": form, "code": None})
    organizations = []
    for organization in gold.organizations or ():
        start = text.find(organization.surface)
        if start >= 0:
            end = start + len(organization.surface) - (1 if often(0.2) else 0)
            organizations.append({"fragments": [[start, end]], "quote": text[start:end], "name": "x", "kind": "other"})
    numerals = [
        {"fragments": [[run.start(), run.end()]], "quote": run.group(), "role": "unresolved" if often(0.1) else "date"}
        for run in re.finditer("[0-9０-９]+", text)
        if often(0.9)
    ]
    return {
        "document": {"uri": f"{gold.id}.txt" if gold.path is None else gold.path.name},
        "figures": figures, "organizations": organizations, "places": rows, "numerals": numerals, "enumerations": [],
    }  # fmt: skip


@pytest.mark.parametrize("gold_file", ["dev/dev.jsonl", "gold/seed_figures.jsonl"])
def test_every_number_agrees_with_the_shared_scorer(tmp_path: Path, gold_file: str) -> None:
    path = SHARED / gold_file
    if not path.is_file():
        pytest.skip(f"../shared/{gold_file} is absent")
    rng = random.Random(gold_file)
    answers = []
    for gold in read_gold(path, documents=SHARED / "seeds" if gold_file.startswith("gold/") else None):
        text = gold.text if gold.text is not None else (gold.path or path).read_bytes().decode("utf-8")
        answers.append(Answer(gold, text, None if gold.id == "H003" else noisy(gold, text, rng)))
    ours = score(answers)
    replay = tmp_path / "answers.jsonl"
    replay.write_text("".join(json.dumps(a.prediction) + "\n" for a in answers if a.prediction), encoding="utf-8")
    printer = tmp_path / "replay.py"
    printer.write_text(f"print(open({str(replay)!r}).read())\n", encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(path), "--command", f"{sys.executable} {printer}"]
    if gold_file.startswith("gold/"):
        command += ["--seeds", str(SHARED / "seeds")]
    result = tmp_path / "scores.json"
    run = subprocess.run([*command, "--json", str(result)], capture_output=True, text=True, check=False)
    assert result.is_file(), run.stderr
    theirs = json.loads(result.read_text(encoding="utf-8"))["scores"]
    assert as_shared(ours, theirs) == theirs


def as_shared(scores: Scores, theirs: dict[str, Any]) -> dict[str, Any]:
    """Our scores under the other scorer's names; the run time is theirs."""

    def three(name: str) -> list[float]:
        metric = scores[name]
        return [round(value, 4) for value in (metric.precision, metric.recall, metric.score)]

    def share(name: str) -> float:
        return round(scores[name].recall, 4)

    result: dict[str, Any] = {
        "documents": scores.documents, "answered": scores.answered, "gold": scores["detection"].gold,
        "predicted": scores["detection"].predicted, "seconds": theirs["seconds"], "chars": scores.characters,
        "detection P R F": three("detection"), "exact span F": three("exact_span")[2], "value P R F": three("value"),
        "measure of gold": share("counted"), "numeral runs accounted": share("numerals_accounted"),
        "unresolved numerals": scores.unresolved, "bad quotes": f"{scores.bad_quotes}/{scores.spans}",
    }  # fmt: skip
    for name in ("unit", "value_unit", "status", "approx", "row"):
        result[f"{name} of gold"] = share(name)
    for name in ("provider", "place", "period", "organizations", "places"):
        if name in scores.metrics:
            result[f"{name} P R F"] = three(name)
    return result
