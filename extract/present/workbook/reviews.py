"""The sheet of verdicts that stand: who said what of which figure, and whether the text still says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from extract.present.render import source_name
from extract.present.review_screen import STATES, VERDICTS
from extract.present.workbook.cells import Cell, Column, Sentence, Table, Tone, Word
from extract.present.workbook.places import REVIEWS, Places
from extract.present.workbook.statements import write_correction
from extract.store.reviews import Standing

_COLUMNS: Final = [
    Column("编号", "no.", 7),
    Column("状态", "state", 16),
    Column("结论", "given", 16),
    Column("审核人", "by", 14),
    Column("数字", "as written", 18),
    Column("前后文", "in its context", 50),
    Column("更正", "corrected to", 30),
    Column("备注", "remark", 30),
    Column("文件", "document", 26),
]
_STATES: Final[Mapping[str, Tone]] = {"reviewed": "good", "stale": "doubt", "orphaned": "bad"}
_VERDICTS: Final[Mapping[str, Tone]] = {
    "accepted": "good", "rejected": "bad", "corrected": "plain", "unsure": "doubt", "withdrawn": "quiet",
}  # fmt: skip


def reviews_sheet(standing: Iterable[Standing], places: Places) -> Table:
    """What has lost its figure first, then what is read otherwise since. To edit a verdict, go to its statement."""
    return Table(REVIEWS, _COLUMNS, [_row(i, each, places) for i, each in enumerate(standing, 1)], frozen=2)


def _row(number: int, each: Standing, places: Places) -> list[Cell]:
    review = each.review
    state, verdict = STATES[each.state], VERDICTS[review.verdict]
    pieces = [(review.prefix, False), (review.quote, True), (review.suffix, False)]
    return [
        number,
        Word(f"{state[0]} {state[1]}", _STATES[each.state]),
        Word(f"{verdict[0]} {verdict[1]}", _VERDICTS[review.verdict]),
        review.reviewer,
        places.statement(each.statement or "", "".join(review.quote.split())),
        Sentence([("".join(text.split()), quoted) for text, quoted in pieces if text.split()]),
        write_correction(review.correction),
        review.note,
        source_name(each.uri or review.uri),
    ]
