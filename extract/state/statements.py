"""Assembles the statements of an article: each figure with everything its context says of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from extract.find.tables import TableFigure
from extract.state.actors import Subject, find_subjects, is_doer_count, read_provider
from extract.state.context import Context
from extract.state.counted import complete_counted, read_counted
from extract.state.indicators import read_indicator
from extract.state.outline import outline
from extract.state.parts import find_wholes
from extract.state.programmes import find_programmes, read_programme
from extract.state.status import Reading, read_status
from extract.state.when import read_period
from extract.state.where import read_place
from extract.state.words import find_words
from extract.types import PlaceRef, Statement

_HEADING: Final = re.compile(
    r"(?:^|\n)\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|#{1,3} |★|【)([^\n。：:]{2,24})"
)
_CAPTION_NUMBER: Final = re.compile(r"^表\s*\d*\s*|[\d.]+万?[元亿]?.*$")


def read_statements(context: Context) -> list[Statement]:
    """One statement for each figure of the article, in order of the text."""
    text = context.text
    shape = outline(text, context.paragraphs)
    words = find_words(text)
    subjects = find_subjects(context, shape, words)
    programmes = find_programmes(text)
    wholes = find_wholes(text, context.figures, shape)
    headings = [(m.start(), m[1]) for m in _HEADING.finditer(text)]
    starts = [start for start, _ in headings]
    tabled = {id(found.figure): found for found in context.tables}
    counts = complete_counted(
        text,
        context.figures,
        [
            _counted_of_cell(tabled[id(f)]) if id(f) in tabled else read_counted(text, f, shape.clause(f.start), words)
            for f in context.figures
        ],
    )
    statements: list[Statement] = []
    for index, figure in enumerate(context.figures):
        clause, sentence = shape.clause(figure.start), shape.sentence(figure.start)
        at = bisect_right(starts, figure.start) - 1
        cell = tabled.get(id(figure))
        counted = counts[index]
        reading = read_status(
            text, figure, sentence, clause, words, context.kind, counted, headings[at][1] if at >= 0 else ""
        )
        subject = None if is_doer_count(subjects, figure) else read_provider(figure, subjects, shape)
        place = _place_of_cell(context, cell) if cell else read_place(context, figure, subject, subjects, shape)
        statements.append(
            Statement(
                figure=figure,
                counted=counted,
                indicator=read_indicator(figure, counted, text[clause[0] : clause[1]]),
                status=reading.status,
                subtype=reading.subtype,
                provider=_provider(context, subject, reading),
                place=place,
                programme=read_programme(figure, programmes, shape, context.title),
                period=read_period(context, figure, shape),
                part_of=wholes[index],
            )
        )
    return statements


def _provider(context: Context, subject: Subject | None, reading: Reading) -> tuple[str, ...]:
    if subject is None or reading.status == "background":
        return ()
    return subject.names


def _counted_of_cell(cell: TableFigure) -> str | None:
    """The caption names what a table counts; where it does not, the head of the column does."""
    lines = [line for line in cell.caption.split("\n") if line and not line.startswith("单位")]
    caption = _CAPTION_NUMBER.sub("", lines[-1]) if lines else ""
    head = re.sub(r"[（(].*$", "", cell.head).strip()
    generic = head in ("", "金额", "数量", "资金", "合计", "小计", "数额", "总额", "个数")
    if generic:
        return caption or head or None
    return head


def _place_of_cell(context: Context, cell: TableFigure) -> tuple[PlaceRef, ...]:
    if cell.row in ("合计", "总计", "小计"):
        return (context.home,) if context.home else ()
    line_start = context.text.rfind("\n", 0, cell.figure.start) + 1
    for place in context.places:
        if line_start <= place.span[0] < cell.figure.start:
            return (PlaceRef(place.name, place.code),)
    return (context.home,) if context.home else ()
