"""The worked examples of docs/statements.md are what the extractor makes of the corpora today."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from extract.errors import GoldError

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = (DOCS / "statements.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_statements", DOCS / "generate_statements.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_examples_are_up_to_date(generator: ModuleType) -> None:
    if generator.render(PAGE) != PAGE:
        pytest.fail(
            "docs/statements.md shows other readings than the extractor's: run python docs/generate_statements.py"
        )


def test_every_file_that_reads_statements_is_told_of() -> None:
    """The page names each module of extract/state and each data file that drives them."""
    files = {path.name for path in (DOCS.parent / "extract" / "state").glob("*.py")} - {"__init__.py"}
    missing = {name for name in files | {"verbs.toml", "nouns.toml", "indicators.toml"} if f"`{name}`" not in PAGE}
    assert not missing, f"docs/statements.md does not name {', '.join(sorted(missing))}"


def test_the_page_names_no_file_that_is_gone() -> None:
    named = set(re.findall(r"`(\w+\.py)`", PAGE))
    known = {path.name for folder in ("extract", "docs", "benchmarks") for path in (DOCS.parent / folder).rglob("*.py")}
    assert named <= known


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("example N99 | 投入 | | status", "no text N99"),
        ("example N01 | 此句不在文中 | | status", "occurs 0 times in N01"),
        ("example N01 | 钱从哪里来 | | status", "has no figure"),
    ],
)
def test_a_block_that_does_not_fit_the_corpora_is_refused(generator: ModuleType, block: str, problem: str) -> None:
    with pytest.raises(GoldError, match=problem):
        generator.render(f"<!-- {block} -->\n<!-- end -->")


def test_a_differing_gold_value_is_shown(generator: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    text, figures = generator._read("N01")
    changed = [{**figure, "status": "background"} for figure in figures]
    monkeypatch.setattr(generator, "_read", lambda name: (text, changed))
    shown = generator.render("<!-- example N01 | 支持项目160个 | | status -->\n<!-- end -->")
    assert "| 800万元 | background (gold: disbursement) |" in shown
