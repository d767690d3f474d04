"""Assembles the statements of an article: each figure with everything its context says of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Final

from extract.find.tables import TableFigure
from extract.state.actors import find_subjects
from extract.state.attribution import find_owner, read_provider
from extract.state.context import Context
from extract.state.counted import read_counted
from extract.state.ellipsis import complete_counted
from extract.state.indicators import read_indicator
from extract.state.outline import Outline, outline
from extract.state.parts import find_wholes
from extract.state.programmes import read_programmes
from extract.state.settings import Scope
from extract.state.status import Reading, read_status, reference_year
from extract.state.when import When
from extract.state.where import Where
from extract.state.words import Words, find_words
from extract.types import Span, Statement

_HEADING: Final = re.compile(
    r"(?:^|\n)\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|#{1,3} |★|【)([^\n。：:]{2,24})"
)
_RUN_IN: Final = re.compile(
    r"\s*[▶★●■◆]?\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?)?([^，。：；\d]{2,14})[。：]"
)
_CAPTION_NUMBER: Final = re.compile(r"^表\s*\d*\s*|[\d.]+万?[元亿]?.*$")


def read_statements(context: Context) -> list[Statement]:
    """One statement for each figure of the article, in order of the text."""
    text = context.text
    shape = outline(text, context.paragraphs)
    words = find_words(text)
    owner = find_owner(context, shape)
    subjects = find_subjects(context, shape, words, owner)
    wholes = find_wholes(context, shape)
    programmes = read_programmes(context, shape, wholes)
    headings = [(m.start(), m[1]) for m in _HEADING.finditer(text)]
    starts = [start for start, _ in headings]
    tabled = {id(found.figure): found for found in context.tables}
    counts = _read_all_counted(context, shape, words, tabled)
    year = reference_year(context.published_on, context.title)
    where, when = Where(context, shape), When(context, shape)
    statements: list[Statement] = []
    for index, figure in enumerate(context.figures):
        clause, sentence = shape.clause(figure.start), shape.sentence(figure.start)
        at = bisect_right(starts, figure.start) - 1
        cell = tabled.get(id(figure))
        counted = counts[index]
        scope = Scope(text, sentence, clause, words, context.kind, headings[at][1] if at >= 0 else "", year)
        reading = (
            _read_cell(scope, cell, counted, context.title)
            if cell
            else read_status(scope, figure, counted, _listed_with(context, shape, statements, index, wholes[index]))
        )
        statements.append(
            Statement(
                figure=figure,
                counted=counted,
                indicator=read_indicator(figure, counted, text[clause[0] : clause[1]]),
                status=reading.status,
                subtype=reading.subtype,
                provider=read_provider(context, figure, subjects, shape, owner, reading.status),
                place=where.read_cell(cell) if cell else where.read(figure),
                programme=programmes[index],
                period=when.read_cell(cell) if cell else when.read(figure, reading.status),
                part_of=wholes[index],
            )
        )
    return statements


def _read_all_counted(
    context: Context, shape: Outline, words: Words, tabled: dict[int, TableFigure]
) -> list[str | None]:
    counted: list[str | None] = []
    reached = 0
    for figure in context.figures:
        cell = tabled.get(id(figure))
        floor = max(reached, shape.clause(figure.start)[0])
        counted.append(_counted_of_cell(cell) if cell else read_counted(context.text, figure, floor, words))
        reached = figure.end
    names = frozenset(
        {context.text[place.span[0] : place.span[1]] for place in context.places}
        | {organization.surface for organization in context.organizations}
    )
    full = complete_counted(context.text, context.figures, counted, names)
    return [
        phrase or _run_in_heading(context.text, shape.paragraph(figure.start), figure.start)
        for phrase, figure in zip(full, context.figures, strict=True)
    ]


def _run_in_heading(text: str, paragraph: Span, before: int) -> str | None:
    """▶A类·发展示范。…: the topic that a paragraph names at its head counts where nothing else does."""
    match = _RUN_IN.match(text, paragraph[0], before)
    return match[1] if match else None


def _listed_with(
    context: Context, shape: Outline, statements: list[Statement], index: int, whole: int | None
) -> Reading | None:
    """The reading that a figure without a verb takes over: of its whole, else of its like in the paragraph."""
    figure = context.figures[index]
    if whole is not None and whole < index and context.figures[whole].dimension == figure.dimension:
        return Reading(statements[whole].status, statements[whole].subtype)
    for earlier in range(index - 1, max(-1, index - 4), -1):
        other = context.figures[earlier]
        if shape.paragraph(other.start) != shape.paragraph(figure.start):
            return None
        if other.dimension == figure.dimension and statements[earlier].status != "background":
            return Reading(statements[earlier].status, statements[earlier].subtype)
    return None


def _read_cell(scope: Scope, cell: TableFigure, counted: str | None, title: str | None) -> Reading:
    """The status of a table cell: by its column's head, else by the caption, read as if they stood before it."""
    for said in (cell.head, cell.caption.split("\n")[-1] if cell.caption else "", scope.section, title or ""):
        if not said:
            continue
        line = f"{said}："
        at = len(line)
        figure = replace(cell.figure, start=at, end=at + 1, number=None, unit_span=None)
        words = find_words(line)
        told = [w for w in words.between(0, at) if w.entry.kind != "verb" or w.entry.group != "do"]
        if told:
            return read_status(
                replace(scope, text=line + "0", sentence=(0, at + 1), clause=(0, at + 1), words=words),
                figure,
                counted,
                None,
            )
    return Reading("target" if scope.kind in ("plan", "notice") else "actual")


def _counted_of_cell(cell: TableFigure) -> str | None:
    """The caption names what a table counts; where it does not, the head of the column does."""
    lines = [line for line in cell.caption.split("\n") if line and not line.startswith("单位")]
    caption = _CAPTION_NUMBER.sub("", lines[-1]) if lines else ""
    head = re.sub(r"[（(].*$", "", cell.head).strip()
    generic = head in ("", "金额", "数量", "资金", "合计", "小计", "数额", "总额", "个数")
    if generic:
        return caption or head or None
    return head
