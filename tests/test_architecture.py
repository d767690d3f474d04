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
    "extract/types.py": 600,  # every dataclass between stages, in one file without logic: DESIGN §9
    "tests/test_evaluate.py": 600,  # one case a metric, side by side with the scorer they are compared with
}
FOLDER = re.compile(r"### `([\w/]+/)`")
FILE = re.compile(r"`([\w/]+\.py)`")


def named() -> list[str]:
    """The files in the first column of the page's tables, each below the folder that its section names."""
    names, folder = [], ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if heading := FOLDER.match(line):
            folder = heading.group(1)
        elif line.startswith("| `"):
            names += [folder + name for name in FILE.findall(line.split("|")[1])]
    return names


def modules() -> list[str]:
    paths = (path for path in (ROOT / "extract").rglob("*.py") if "_data" not in path.parts)
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def test_the_tables_name_each_module_once() -> None:
    missing = [name for name in modules() if not name.endswith("__init__.py") and name not in named()]
    assert not missing, f"name them in docs/architecture.md: {missing}"
    assert len(named()) == len(set(named()))


def test_the_tables_name_no_file_that_is_gone() -> None:
    assert [name for name in named() if not (ROOT / name).is_file()] == []


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
