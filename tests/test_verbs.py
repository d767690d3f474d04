"""Every example of ``schemas/verbs.toml`` is a test: the clause alone, through the pipeline, gives that status."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from extract.encode import to_json
from extract.find.lexicon import read_toml
from extract.pipeline import extract_document
from extract.read import read_bytes
from extract.resources import schemas
from extract.types import Status, Subtype

GROUPS: list[tuple[str, dict[str, Any]]] = [
    (kind, group) for kind, groups in read_toml(schemas("verbs.toml")).items() for group in groups
]
EXAMPLES = [
    pytest.param(*example, id=f"{kind}-{group['group']}-{example[0]}")
    for kind, group in GROUPS
    for example in group["examples"]
]


@pytest.mark.parametrize(("clause", "figure", "status"), EXAMPLES)
def test_example_has_its_status(clause: str, figure: str, status: str) -> None:
    figures = to_json(extract_document(read_bytes(clause.encode("utf-8"), "example.txt")))["figures"]
    assert [row["status"] for row in figures if row["quote"] == figure] == [status], [
        (row["quote"], row["status"]) for row in figures
    ]


@pytest.mark.parametrize(
    ("kind", "group"), GROUPS, ids=lambda value: value if isinstance(value, str) else value["group"]
)
def test_group_is_complete_and_has_an_example(kind: str, group: dict[str, Any]) -> None:
    assert kind in ("verb", "mode", "noun")
    assert group["status"] in get_args(Status)
    assert group.get("subtype") in (None, *get_args(Subtype))
    assert all(group["words"])
    assert group["examples"]


@pytest.mark.parametrize(
    ("kind", "group"), GROUPS, ids=lambda value: value if isinstance(value, str) else value["group"]
)
def test_an_example_of_a_group_uses_a_word_of_it(kind: str, group: dict[str, Any]) -> None:
    for clause, figure, _ in group["examples"]:
        assert figure in clause
        assert any(word in clause for word in group["words"]), clause
