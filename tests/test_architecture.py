"""docs/architecture.md stays true to the tree, and files stay small enough to hold one idea."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
LONGEST = 350  # lines
#: Longer files, each with its reason and its own ceiling.
LONGER = {
    "extract/types.py": 400,  # every dataclass between stages, in one file without logic: DESIGN §9
    "schemas/gazetteer/build_gazetteer.py": 400,  # one program, run by hand, that is no part of the package
    "tests/test_evaluate.py": 600,  # one case a metric, side by side with the scorer they are compared with
}
FILE = re.compile(r"`([\w./-]+\.py)`")


def table_rows() -> list[list[str]]:
    """The files that each row of the page's file table names."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [FILE.findall(line.split("|")[1]) for line in lines if line.startswith("| `")]


def modules() -> list[str]:
    paths = (path for path in (ROOT / "extract").rglob("*.py") if "_data" not in path.parts)
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def test_the_table_names_each_module_once() -> None:
    named = [name for row in table_rows() for name in row]
    assert [name for name in modules() if name not in named and not name.endswith("__init__.py")] == []
    assert sorted(name for name in set(named) if named.count(name) > 1) == []


def test_the_table_names_no_file_that_is_gone() -> None:
    assert [name for row in table_rows() for name in row if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("folder", ["extract", "corpora", "schemas", "benchmarks", "tests"])
def test_files_are_short(folder: str) -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("\n")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > LONGER.get(name, LONGEST)} == {}


def test_an_exception_for_a_long_file_ends_with_its_need() -> None:
    lengths = {name: (ROOT / name).read_text(encoding="utf-8").count("\n") for name in LONGER}
    assert {name: length for name, length in lengths.items() if length <= LONGEST} == {}
