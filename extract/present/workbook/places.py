"""Which row of which sheet each thing stands in, so that sheets can link to each other before any is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.audit.totals import Total
from extract.present.dossier import Dossier
from extract.present.workbook.cells import Link

README: Final = "说明 README"
DOCUMENTS: Final = "文件 documents"
FINDINGS: Final = "核对 findings"
INPUTS: Final = "依据 inputs"
TOTALS: Final = "合计 totals"
LINES: Final = "构成 counted, excluded"
PLANS: Final = "计划对报告 plan vs report"
STATEMENTS: Final = "陈述 statements"
ENTITIES: Final = "机构与地方 entities"
REVIEWS: Final = "审核 reviews"


@dataclass(frozen=True, slots=True)
class Places:
    """Rows counted from 1, the heading being 1. ``inputs`` and ``lines`` are the first rows of a finding or total."""

    statements: dict[str, int]
    inputs: tuple[int, ...]
    lines: tuple[int, ...]

    def statement(self, id_: str, text: str) -> Link | str:
        """A link to a statement, or the bare text where the workbook does not hold it."""
        row = self.statements.get(id_)
        return text if row is None else Link(text, STATEMENTS, row)


def place(dossier: Dossier) -> Places:
    return Places(
        statements={each.id: row for row, each in enumerate((*dossier.statements, *dossier.rejected), 2)},
        inputs=_first_rows([len(each.inputs) + 2 * (each.calculation is not None) for each in dossier.findings]),
        lines=_first_rows([line_count(answer) for answer in dossier.totals]),
    )


def line_count(answer: Total) -> int:
    """The rows that explain a total: its counted facts, then every statement left out or undecided."""
    return len(answer.counted) + len(answer.excluded)


def _first_rows(lengths: Sequence[int]) -> tuple[int, ...]:
    rows, row = [], 2
    for length in lengths:
        rows.append(row)
        row += length
    return tuple(rows)
