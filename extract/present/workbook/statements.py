"""The sheet of everything read, one row a statement, with cells in which a reviewer judges it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, get_args

from extract.audit.indicators import indicators
from extract.errors import HezhangError
from extract.present.amounts import format_interval
from extract.present.corrections import describe_correction, read_corrections
from extract.present.dossier import Dossier
from extract.present.render import STATUSES, indicator_title, place_names, section_name, source_name
from extract.present.review_screen import STATES, WHY
from extract.present.sentences import cut
from extract.present.verdicts import VERDICT_WORDS
from extract.present.workbook.cells import Cell, Column, Link, Sentence, Table, Tone, Word, bound_columns, bounds
from extract.present.workbook.places import STATEMENTS, Places
from extract.store.queue import QueueItem, Waiting
from extract.store.reviews import Review, Standing
from extract.types import Status, StoredStatement

#: The columns in which a reviewer writes; :func:`extract.present.verdicts.import_verdicts` defines what they mean.
VERDICT_COLUMNS: Final = (
    Column("结论（填写）", "verdict", 13, edit=True, choices=[words[2] if len(words) > 2 else words[1]
                                                       for words in VERDICT_WORDS.values()]),
    Column("备注（填写）", "note", 24, edit=True),
    Column("更正数值", "correct_value", 16, edit=True),
    Column("更正状态", "correct_status", 16, edit=True, choices=get_args(Status)),
    Column("更正指标", "correct_indicator", 20, edit=True, choices=tuple(indicators())),
    Column("更正所计", "correct_counted", 16, edit=True),
    Column("更正提供方", "correct_provider", 20, edit=True),
    Column("更正地方", "correct_place", 16, edit=True),
    Column("更正项目", "correct_programme", 20, edit=True),
    Column("更正时期", "correct_period", 16, edit=True),
    Column("其他更正（字段=值；…）", "correction", 26, edit=True),
)  # fmt: skip
_COLUMNS: Final = [
    Column("编号", "no.", 7),
    Column("原文数字", "as written", 18),
    Column("原文", "sentence", 62),
    Column("状态", "status", 15),
    Column("指标", "indicator title", 22),
    Column("所计", "counted", 18),
    Column("提供方", "provider", 24),
    Column("地方", "place", 18),
    Column("项目", "programme", 22),
    Column("时期", "period", 16),
    Column("可确定", "guaranteed", 18),
    Column("通常读法", "likely range", 18),
    Column("待审缘由", "waits because", 24),
    *VERDICT_COLUMNS,
    Column("结论状态", "state", 13),
    *bound_columns(),
    Column("单位", "unit", 8),
    Column("每", "per", 8),
    Column("约数", "approximate", 10),
    Column("量纲", "dimension", 12),
    Column("指标代号", "indicator", 20),
    Column("地方代码", "codes", 16),
    Column("起", "from", 12),
    Column("止", "to", 12),
    Column("时期性质", "basis", 12),
    Column("属于", "part of", 12),
    Column("章节", "section", 30),
    Column("文件", "document", 26),
    Column("标识", "statement", 30, hidden=True),
    Column("文件标识", "uri", 30, hidden=True),
    Column("引文", "quote", 18, hidden=True),
    Column("前文", "prefix", 30, hidden=True),
    Column("后文", "suffix", 30, hidden=True),
]
_STATE_TONES: Final[Mapping[str, Tone]] = {"reviewed": "good", "stale": "doubt", "orphaned": "bad"}


def statements_sheet(
    dossier: Dossier,
    places: Places,
    standing: Iterable[Standing],
    waiting: Iterable[QueueItem],
    contexts: Mapping[str, tuple[str, str]],
) -> Table:
    """The rejected ones come last, so that a verdict can be taken back here.

    ``contexts`` are the text before and behind each statement, by which a verdict finds it again elsewhere.
    """
    given = {each.statement: each for each in standing if each.statement is not None}
    why = {item.statement: item.why for item in waiting}
    rows = [
        _row(i, each, places, given.get(each.id), why.get(each.id), contexts.get(each.id, ("", "")))
        for i, each in enumerate((*dossier.statements, *dossier.rejected), 1)
    ]
    return Table(STATEMENTS, _COLUMNS, rows, frozen=2, printed=13)


def _row(
    number: int,
    each: StoredStatement,
    places: Places,
    standing: Standing | None,
    why: Waiting | None,
    context: tuple[str, str],
) -> list[Cell]:
    period = each.period
    state = None if standing is None else STATES[standing.state]
    return [
        number,
        "".join(each.mention.quote.split()),
        Sentence(cut(each.context, each.spans)),
        STATUSES[each.status],
        indicator_title(each.indicator).plain,
        each.counted,
        "、".join(each.provider),
        place_names(each.place),
        each.programme,
        None if period is None else period.text,
        format_interval(each.hard, each.unit, approx=each.approx),
        format_interval(each.likely, each.unit, approx=each.approx),
        None if why is None or why == "other" else WHY[why],
        *_verdict(None if standing is None else standing.review),
        None if standing is None or state is None else Word(f"{state[0]} {state[1]}", _STATE_TONES[standing.state]),
        *bounds(each.hard, each.likely),
        each.unit,
        each.per,
        each.approx,
        each.dimension,
        each.indicator,
        "、".join(place.code for place in each.place if place.code is not None),
        None if period is None or period.start is None else period.start.isoformat(),
        None if period is None or period.end is None else period.end.isoformat(),
        None if period is None else period.basis,
        _whole(each, places),
        section_name(each.section),
        source_name(each.uri),
        each.id,
        each.uri,
        each.mention.quote,
        *context,
    ]


def _verdict(review: Review | None) -> Sequence[Cell]:
    """The cells of the verdict that stands, so that the sheet comes back as it went out where nobody edits it."""
    empty: list[Cell] = [None] * (len(VERDICT_COLUMNS) - 3)
    if review is None:
        return [None, None, *empty, None]
    words = VERDICT_WORDS[review.verdict]
    return [words[2] if len(words) > 2 else words[1], review.note, *empty, write_correction(review.correction)]


def write_correction(correction: Mapping[str, object] | None) -> str:
    """A correction as a reviewer would write it; as JSON where that would not be read as the same."""
    if not correction:
        return ""
    written = describe_correction(correction)
    try:
        same = read_corrections(part for part in written.split("；") if part) == correction
    except HezhangError:
        same = False
    return written if same else json.dumps(correction, ensure_ascii=False, sort_keys=True)


def _whole(each: StoredStatement, places: Places) -> Cell:
    row = places.statements.get(each.part_of or "")
    return None if row is None else Link(f"第{row - 1}号", STATEMENTS, row)
