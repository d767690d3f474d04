"""The peers of ``benchmarks/peers.py``: what each adapter makes of its library's answers, and how they are scored."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.peer_adapters import PEERS
from benchmarks.peer_adapters.peer import Peer, Read, Reading, longest
from extract.evaluate.gold import GoldBounds, GoldFigure
from extract.read import read_bytes

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = {"cn2an", "emoji", "jionlp", "quantulum3", "recognizers_number", "recognizers_number_with_unit"}

#: Text, and (surface, low, high, kind, unit) of each reading that the peer gives.
ANSWERS = {
    "hezhang": [
        ("共投入约64万元", [("约64万元", 640000, 640000, "money", "元")]),
        ("举办不少于12场", [("不少于12场", 12, None, "count", "场")]),
    ],
    "JioNLP": [
        ("共投入64万元", [("64万元", 640000, 640000, "money", "元")]),
        ("投入超过64万元", [("超过64万元", 640000, None, "money", "元")]),
        ("投入50余万元", [("50余万元", 500000, 600000, "money", "元")]),
    ],
    "Recognizers-Text": [
        ("共投入64万元", [("64万元", 640000, 640000, "money", "元")]),
        ("占比95%", [("95%", 95, 95, "ratio", "%")]),
        ("修路32.5公里", [("32.5公里", 32.5, 32.5, "measure", "公里")]),
        ("举办12场", [("12", 12, 12, "number", None)]),
    ],
    "cn2an": [
        ("惠及三百二十人", [("三百二十", 320, 320, "number", None)]),
        ("投入64万元", [("64万", 640000, 640000, "number", None)]),
    ],
    "quantulum3": [
        ("修路 32.5 km，", [("32.5 km", 32.5, 32.5, "measure", "公里")]),
        ("占比 95%", [("95%", 95, 95, "ratio", "%")]),
    ],
}


def started(peer: Peer) -> Read:
    try:
        return peers.start(peer)
    except ImportError as problem:
        pytest.skip(f"{peer.name}: not installed (extra `peers`): {problem}")


def test_every_peer_has_cases() -> None:
    assert {peer.name for peer in PEERS} == set(ANSWERS)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_adapter_gives_offsets_bounds_and_kind(peer: Peer) -> None:
    read = started(peer)
    for text, expected in ANSWERS[peer.name]:
        found = read(read_bytes(text.encode("utf-8"), "case.txt"))
        assert [(text[r.start : r.end], r.low, r.high, r.kind, r.unit) for r in found] == expected, text


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_adapter_reads_only_what_it_claims(peer: Peer) -> None:
    read = started(peer)
    for text, document in peers.documents(peers.GOLD_SETS[0])[:6]:
        readings = read(document)
        assert {reading.kind for reading in readings} <= peer.claims, text.id
        assert all(0 <= reading.start < reading.end <= len(document.text) for reading in readings), text.id


def test_no_file_of_the_package_imports_a_peer() -> None:
    for path in (ROOT / "extract").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            assert not {name.split(".")[0] for name in names} & (LIBRARIES | {"benchmarks"}), path


def figure(start: int, end: int, low: float | None, high: float | None, unit: str) -> GoldFigure:
    bounds = GoldBounds(low, high)
    return GoldFigure("f", start, end, "", bounds, bounds, False, unit, None, "", "actual")


def test_counts_of_figures_bounds_and_units() -> None:
    gold = [figure(0, 4, 12, None, "场"), figure(5, 8, 3, 3, "家")]
    readings = [Reading(2, 4, 12, 12, "count", "场"), Reading(5, 8, 3, 3, "count", None), Reading(9, 10, 1, 1, "count")]
    counts = peers.Counts()
    peers.compare(gold, readings, counts)
    assert (counts.gold, counts.read, counts.found, counts.value, counts.unit) == (2, 3, 2, 1, 0)
    assert counts.f1(counts.found) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("unit", "kind"), [("元", "money"), ("%", "ratio"), ("家", "count"), ("公里", "measure"), ("人次", "count")]
)
def test_kind_of_a_gold_figure(unit: str, kind: str) -> None:
    assert peers.kind_of_unit(unit) == kind


def test_of_overlapping_readings_the_longest_is_kept() -> None:
    inner, outer, other = (Reading(a, b, 1, 1, "number") for a, b in ((2, 4), (2, 6), (7, 8)))
    assert longest([other, inner, outer]) == [outer, other]


def test_a_peer_that_breaks_is_told_and_hezhang_breaks_the_run() -> None:
    def broken(document: object) -> list[Reading]:
        raise ValueError("no")

    texts = peers.documents(peers.GOLD_SETS[0])[:2]
    hezhang, jionlp = PEERS[:2]
    result = peers.run(jionlp, broken, texts)
    assert [line.split(": ", 1)[1] for line in result.failed] == ["ValueError: no"] * 2
    with pytest.raises(ValueError, match="no"):
        peers.run(hezhang, broken, texts)


def test_program_prints_counts_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert peers.main(["--only", "hezhang", "--gold", "corpora", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["corpora"]
    assert row["reader"] == "hezhang"
    assert sum(row["kinds"][kind]["gold"] for kind in peers.KINDS) == row["all"]["gold"] > 0


def test_program_says_why_a_gold_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("[]\n", encoding="utf-8")
    assert peers.main(["--only", "hezhang", "--gold", str(path)]) == 1
    assert "an object is expected" in capsys.readouterr().err
