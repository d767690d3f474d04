"""Loading: the same bytes change nothing, one failure costs one document, new bytes and new extractors add."""

from __future__ import annotations

import dataclasses
import os
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import FigureDraft, make_extraction, make_figure, make_numeral

from extract.errors import HezhangError
from extract.load import LoadReport, load
from extract.store.base import Base, open_base
from extract.store.dump import dump
from extract.store.query import coverage, documents, failures, statements
from extract.store.reviews import add_review
from extract.store.write import activate
from extract.types import Document, Extraction

FILES = {
    "a.txt": "秋水县慈善会捐赠30万元，帮扶4个村。\n",
    "b.txt": "云岭基金会认领项目12个，金额500余万元。\n",
    "c.txt": "会议于今日举行。\n",
}


def find_figures(document: Document, status: str = "actual") -> Extraction:
    """A small extractor: every number with a 万元 or 个 behind it is a figure, every number a numeral."""
    figures: list[FigureDraft] = []
    numerals = []
    seen: dict[str, int] = {}
    for match in re.finditer(r"\d+", document.text):
        quote = match.group()
        seen[quote] = seen.get(quote, 0) + 1
        numerals.append(make_numeral(document.text, quote, value=int(quote), occurrence=seen[quote]))
        if document.text[match.end()] in "万个余":
            figures.append(make_figure(quote, int(quote), status=status, occurrence=seen[quote]))  # type: ignore[arg-type]
    return make_extraction(document.text, figures, numerals=numerals, document=document)


def run(base: Base, paths: list[Path], extractor: str = "toy/1", **rest: object) -> LoadReport:
    arguments = {"extract": find_figures, "extractor": extractor, **rest}
    return load(paths, base, **arguments)  # type: ignore[arg-type]


@pytest.fixture
def base() -> Iterator[Base]:
    with open_base(":memory:") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def names(uris: list[str]) -> list[str]:
    return [Path(uri).name for uri in uris]


def test_the_report_counts_what_was_loaded(base: Base, folder: Path) -> None:
    seen: list[str] = []
    report = run(base, [folder], progress=seen.append)
    assert names(report.new) == ["a.txt", "b.txt", "c.txt"] == names(seen)
    assert (report.documents, report.figures, report.numerals, report.unresolved) == (3, 4, 4, 0)
    assert [(Path(row.uri).name, row.numerals, row.ratio) for row in report.coverage] == [
        ("a.txt", 2, 1.0),
        ("b.txt", 2, 1.0),
        ("c.txt", 0, 1.0),
    ]
    assert (report.failures, report.updated, report.unchanged) == ([], [], [])


def test_loading_twice_changes_nothing(base: Base, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    run(base, [folder])
    before = dump(base)
    again = run(base, [folder])
    assert dump(base) == before
    assert (names(again.new), names(again.unchanged)) == ([], ["a.txt", "b.txt", "c.txt"])
    assert (again.figures, again.numerals, names([row.uri for row in again.failures])) == (4, 4, ["empty.txt"])
    assert len(failures(base)) == 1


def test_the_order_of_loading_does_not_matter(folder: Path) -> None:
    dumps = []
    for order in (["a.txt", "b.txt", "c.txt"], ["c.txt", "b.txt", "a.txt"]):
        with open_base(":memory:") as base:
            for name in order:
                run(base, [folder / name])
            dumps.append(dump(base))
    assert dumps[0] == dumps[1]


def test_dumps_hold_content_and_no_clock(base: Base, folder: Path) -> None:
    run(base, [folder])
    lines = dump(base).splitlines()
    tables = {line.split('"')[1] for line in lines}
    assert {"document", "passage", "mention", "evidence", "reading", "run"} <= tables
    assert not {"log", "migration"} & tables
    assert any("秋水县慈善会捐赠30万元" in line for line in lines)
    (events,) = base.connection.execute("SELECT count(*) FROM log WHERE at > '2000'").fetchone()
    assert events == 3


def test_an_unreadable_file_is_recorded_and_the_others_loaded(base: Base, folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    report = run(base, [folder, folder / "missing.txt"])
    assert names(report.new) == ["a.txt", "c.txt"]
    assert names([failure.uri for failure in report.failures]) == ["b.txt", "missing.txt"]
    assert all(failure.reason for failure in report.failures)
    assert [failure.uri for failure in failures(base)] == [failure.uri for failure in report.failures]


@pytest.mark.parametrize("error", [ValueError("七"), HezhangError("cannot be understood"), RecursionError()])
def test_a_failing_extraction_costs_one_document(base: Base, folder: Path, error: Exception) -> None:
    def fail_on_b(document: Document) -> Extraction:
        if document.uri.endswith("b.txt"):
            raise error
        return find_figures(document)

    report = run(base, [folder], extract=fail_on_b)
    assert names(report.new) == ["a.txt", "c.txt"]
    (failure,) = failures(base)
    assert names([failure.uri]) == ["b.txt"]
    assert failure.sha256 is not None
    assert str(error) in failure.reason
    before = dump(base)
    run(base, [folder], extract=fail_on_b)
    assert dump(base) == before
    repaired = run(base, [folder])  # the very same extractor name: only the failed document is done again
    assert (names(repaired.new), names(repaired.unchanged)) == (["b.txt"], ["a.txt", "c.txt"])
    assert failures(base) == []


def test_forged_evidence_costs_one_document(base: Base, folder: Path) -> None:
    def forge(document: Document) -> Extraction:
        extraction = find_figures(document)
        if document.uri.endswith("a.txt"):
            first, *others = extraction.figures
            mention = dataclasses.replace(first.mention, quote="99")
            extraction = dataclasses.replace(extraction, figures=(dataclasses.replace(first, mention=mention), *others))
        return extraction

    report = run(base, [folder], extract=forge)
    assert "not in its document" in report.failures[0].reason
    assert names([document.uri for document in documents(base)]) == ["b.txt", "c.txt"]


def test_new_bytes_are_a_new_version_and_old_ones_come_back(base: Base, folder: Path) -> None:
    path = folder / "a.txt"
    run(base, [folder])
    path.write_bytes("秋水县慈善会捐赠35万元。\n".encode())
    report = run(base, [folder])
    assert (names(report.updated), names(report.unchanged)) == (["a.txt"], ["b.txt", "c.txt"])
    assert [row.mention.quote for row in statements(base, uri=str(path))] == ["35"]
    assert [document.versions for document in documents(base)] == [2, 1, 1]
    path.write_bytes(FILES["a.txt"].encode())
    assert names(run(base, [folder]).updated) == ["a.txt"]
    assert [row.mention.quote for row in statements(base, uri=str(path))] == ["30", "4"]
    assert [document.versions for document in documents(base)] == [2, 1, 1]


def test_a_new_extractor_adds_readings_and_the_pointer_can_go_back(base: Base, folder: Path) -> None:
    run(base, [folder], "toy/1")
    first = statements(base)
    report = run(base, [folder], "toy/2", extract=lambda document: find_figures(document, "target"))
    assert len(report.updated) == 3
    second = statements(base)
    assert [row.id for row in first] == [row.id for row in second]
    assert ({row.status for row in first}, {row.status for row in second}) == ({"actual"}, {"target"})
    (old,) = base.connection.execute("SELECT id FROM run WHERE extractor = 'toy/1'").fetchone()
    assert activate(base, old) == 3
    assert statements(base) == first
    assert len(run(base, [folder], "toy/2").unchanged) == 3  # loading again moves no pointer
    assert statements(base) == first


def test_a_half_renewed_base_stays_whole(base: Base, folder: Path) -> None:
    run(base, [folder], "toy/1")
    run(base, [folder / "a.txt"], "toy/2")
    assert len(statements(base)) == 4
    assert [document.extractor for document in documents(base)] == ["toy/2", "toy/1", "toy/1"]


def test_another_configuration_is_another_run(base: Base, folder: Path) -> None:
    run(base, [folder], configuration={"a": "1", "b": "2"})
    assert len(run(base, [folder], configuration={"b": "2", "a": "1"}).unchanged) == 3
    assert len(run(base, [folder], configuration={"a": "1", "b": "3"}).updated) == 3


def test_a_verdict_outlives_re_extraction(base: Base, folder: Path) -> None:
    run(base, [folder], "toy/1")
    kept, lost = statements(base)[:2]
    for row in (kept, lost):
        add_review(base, row.id, "corrected", reviewer="审计员", correction={"status": "commitment", "counted": None})
    assert [row.status for row in statements(base)[:2]] == ["commitment", "commitment"]
    assert states(base, kept.id) == states(base, lost.id) == []

    def find_less(document: Document) -> Extraction:
        extraction = find_figures(document, "target")
        return dataclasses.replace(
            extraction, figures=tuple(row for row in extraction.figures if row.mention.quote != lost.mention.quote)
        )

    run(base, [folder], "toy/2", extract=find_less)
    assert states(base, kept.id) == ["stale"]
    assert states(base, lost.id) == ["orphaned"]
    assert [row.status for row in statements(base) if row.id == kept.id] == ["commitment"]


def states(base: Base, statement: str) -> list[str]:
    return [row["state"] for row in base.rows("SELECT state FROM v_review_queue WHERE id = ?", (statement,))]


def test_a_copy_says_nothing_twice(base: Base, folder: Path) -> None:
    (folder / "z-copy.txt").write_bytes(FILES["a.txt"].encode())
    run(base, [folder])
    assert names([row.uri for row in statements(base)]) == ["a.txt", "a.txt", "b.txt", "b.txt"]
    assert len(statements(base, uri=str(folder / "z-copy.txt"))) == 2
    assert len(coverage(base)) == 4


def test_a_file_that_can_be_read_again_is_no_failure_any_more(base: Base, folder: Path) -> None:
    run(base, [folder])
    path = folder / "a.txt"
    path.rename(folder / ".hidden")
    run(base, [path])
    assert len(failures(base)) == 1
    (folder / ".hidden").rename(path)
    run(base, [path])
    assert failures(base) == []
    assert len(documents(base)) == 3


@pytest.mark.skipif(os.name != "posix", reason="only POSIX file names may be other than Unicode")
def test_a_file_name_in_another_encoding(base: Base, folder: Path) -> None:
    name = os.fsencode(folder) + b"/" + "报告.txt".encode("gb18030")
    try:
        Path(os.fsdecode(name)).write_bytes("捐赠8万元。".encode())
    except OSError:
        pytest.skip("the file system takes Unicode names only")
    for _ in range(2):
        report = run(base, [folder])
        assert (report.documents, report.failures) == (4, [])
    assert [row.mention.quote for row in statements(base) if "udc" in row.uri] == ["8"]


def test_an_own_extractor_needs_a_name(base: Base, folder: Path) -> None:
    with pytest.raises(TypeError, match="needs a name"):
        load([folder], base, extract=find_figures)


def test_the_pipeline_is_the_default(base: Base, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = types.ModuleType("extract.pipeline")
    pipeline.extract_document = find_figures  # type: ignore[attr-defined]
    pipeline.EXTRACTOR = "stand-in/7"  # type: ignore[attr-defined]
    pipeline.configuration = lambda: {"year": "2024"}  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "extract.pipeline", pipeline)
    monkeypatch.setattr("extract.pipeline", pipeline, raising=False)
    load([folder], base)
    rows = base.connection.execute("SELECT extractor, configuration FROM run").fetchall()
    assert rows == [("stand-in/7", '{"year": "2024"}')]
