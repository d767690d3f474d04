"""A load that is killed leaves whole documents only, and the next one completes it (200 kills: benchmarks/kill.py)."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from benchmarks import kill
from extract.store.base import open_base

TEXT = "2023年，青禾县慈善会第{0}次捐赠{0}0余万元，帮扶东乡、西乡等2个乡的{0}00户。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(1, 13):
        (texts / f"{number:02}.txt").write_text(TEXT.format(number) * 5, encoding="utf-8")
    return texts


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
def test_ten_kills_break_nothing(folder: Path, tmp_path: Path) -> None:
    outcome = kill.kill_loads(folder, tmp_path, kills=10, seed=7)
    assert outcome.broken == []
    assert outcome.kills == 10


def test_the_inspection_sees_a_half_document(folder: Path, tmp_path: Path) -> None:
    extract = kill.extract_once(folder)
    kill.load_into(folder, tmp_path / "whole.db", extract)
    with open_base(tmp_path / "whole.db") as base:
        whole = kill.contents(base)
        victim = next(iter(base.rows("SELECT extraction FROM numeral LIMIT 1")))[0]
        base.connection.execute("DELETE FROM numeral WHERE extraction = ?", (victim,))
        assert kill.contents(base) != whole
    with pytest.raises(AssertionError, match="half documents"):
        kill._inspect(folder, tmp_path / "whole.db", extract, whole, "", kill.Outcome())
