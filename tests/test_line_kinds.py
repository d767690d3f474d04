"""Lines that are not the article: each example of the data file, among the lines it is given."""

from __future__ import annotations

import tomllib

import pytest

from extract.read.line_kinds import label_lines
from extract.resources import schemas

DATA = tomllib.loads(schemas("boilerplate.toml").read_text(encoding="utf-8"))
EXAMPLES = DATA["examples"]


def kinds_of(*lines: str) -> list[str]:
    text, spans, at = "\n".join(lines), [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    found = label_lines(text, spans)
    return [found.get(number, "") for number in range(len(lines))]


@pytest.mark.parametrize(("line", "kind"), EXAMPLES["lines"])
def test_examples(line: str, kind: str) -> None:
    before, after = EXAMPLES["beside"]
    assert kinds_of(before, line, after) == ["", kind, ""]
    assert kinds_of(line, before, after) == [kind, "", ""]
