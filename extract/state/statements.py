"""Assembles the statements of an article: each figure with everything its context says of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from extract.find.tables import TableFigure
from extract.state.actors import find_subjects
from extract.state.attribution import find_giving_place, find_owner, read_provider
from extract.state.cells import read_cell_counted, read_cell_status
from extract.state.context import Context
from extract.state.counted import read_counted
from extract.state.ellipsis import complete_counted
from extract.state.governing import find_governing
from extract.state.indicators import read_indicators
from extract.state.outline import Outline, outline
from extract.state.parts import find_wholes
from extract.state.programmes import read_programmes
from extract.state.settings import Scope
from extract.state.status import Reading, read_status, reference_year
from extract.state.when import When
from extract.state.where import Where
from extract.state.words import Words, find_words
from extract.types import FigureSpan, Span, Statement

_HEADING: Final = re.compile(
    r"(?:^|\n)\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|#{1,3} |★|【)([^\n。：:]{2,24})"
)
_REACH: Final = 600  # characters
_RUN_IN: Final = re.compile(
    r"\s*[▶★●■◆]?\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?)?([^，。：；\d]{2,14})[。：]"
)


def read_statements(context: Context) -> list[Statement]:
    """One statement for each figure of the article, in order of the text."""
    text = context.text
    shape = outline(text, context.paragraphs)
    words = find_words(text)
    governing = find_governing(text, words)
    owner = find_owner(context, shape)
    subjects = find_subjects(context, shape, words, owner)
    giver = find_giving_place(context, subjects)
    wholes = find_wholes(context, shape)
    programmes = read_programmes(context, shape, wholes)
    headings = [(m.start(), m[1]) for m in _HEADING.finditer(text)]
    starts = [start for start, _ in headings]
    tabled = {id(found.figure): found for found in context.tables}
    counts = _read_all_counted(context, shape, words, tabled)
    indicators = read_indicators(context, shape, counts, wholes)
    year = reference_year(context.published_on, context.title)
    where, when = Where(context, shape), When(context, shape)
    statements: list[Statement] = []
    readings: list[Reading] = []
    for index, figure in enumerate(context.figures):
        clause, sentence = shape.clause(figure.start), shape.sentence(figure.start)
        at = bisect_right(starts, figure.start) - 1
        cell = tabled.get(id(figure))
        counted = counts[index]
        section = headings[at][1] if at >= 0 else ""
        scope = Scope(
            text,
            _near(sentence, figure),
            _near(clause, figure),
            governing,
            context.kind,
            section,
            year,
            context.published_on,
        )
        reading = (
            read_cell_status(scope, cell, counted, context.title, readings[-1] if readings else None)
            if cell
            else read_status(
                scope,
                figure,
                counted,
                _listed_with(context, shape, readings),
                _of_whole(context, readings, index, wholes[index]),
            )
        )
        readings.append(reading)
        statements.append(
            Statement(
                figure=figure,
                counted=counted,
                indicator=indicators[index],
                status=reading.status,
                subtype=reading.subtype,
                provider=read_provider(context, figure, subjects, shape, owner, reading.status, giver),
                place=where.read_cell(cell) if cell else where.read(figure),
                programme=programmes[index],
                period=when.read_cell(cell) if cell else when.read(figure, reading.status),
                part_of=wholes[index],
            )
        )
    return statements


def _near(span: Span, figure: FigureSpan) -> Span:
    """As much of a span as can govern the figure: a text without full stops is read in linear time too."""
    return max(span[0], figure.start - _REACH), min(span[1], figure.end + _REACH)


def _read_all_counted(
    context: Context, shape: Outline, words: Words, tabled: dict[int, TableFigure]
) -> list[str | None]:
    counted: list[str | None] = []
    reached = 0
    for figure in context.figures:
        cell = tabled.get(id(figure))
        floor = max(reached, shape.clause(figure.start)[0])
        counted.append(read_cell_counted(cell) if cell else read_counted(context.text, figure, floor, words))
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


def _listed_with(context: Context, shape: Outline, readings: Sequence[Reading]) -> Reading | None:
    """The reading that the next figure, without a verb, takes over from its like before it in the paragraph."""
    index = len(readings)
    figure = context.figures[index]
    paragraph = shape.paragraph(figure.start)
    for earlier in range(index - 1, max(-1, index - 4), -1):
        other = context.figures[earlier]
        if other.start < paragraph[0]:
            return None
        if other.dimension == figure.dimension and readings[earlier].status != "background":
            return readings[earlier]
    return None


def _of_whole(context: Context, readings: Sequence[Reading], index: int, whole: int | None) -> Reading | None:
    """The reading of the figure that this one is a part of, if it is of the same kind and read already."""
    if whole is None or whole >= index or context.figures[whole].dimension != context.figures[index].dimension:
        return None
    return readings[whole]
