"""The whole workbook of a base: every sheet is described first, then all are written in the reader's order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from extract.present.dossier import Dossier
from extract.present.workbook.book import Book
from extract.present.workbook.findings import findings_sheet, inputs_sheet
from extract.present.workbook.guide import write_guide
from extract.present.workbook.lists import documents_sheet, entities_sheet
from extract.present.workbook.places import place
from extract.present.workbook.plans import plans_sheet
from extract.present.workbook.reviews import reviews_sheet
from extract.present.workbook.statements import statements_sheet
from extract.present.workbook.totals import lines_sheet, totals_sheet
from extract.store.anchors import make_anchor
from extract.store.base import Base
from extract.store.queue import queue
from extract.store.reviews import standing_reviews
from extract.store.roster import entities
from extract.store.source import document_text


def write_workbook(path: Path, base: Base, dossier: Dossier) -> None:
    """Writes the workbook of ``dossier``, gathered from ``base``, over whatever stands at ``path``.

    Raises:
        WorkbookError: a sheet would hold more rows than the format allows.
        OSError: the file cannot be written.
    """
    places = place(dossier)
    standing = list(standing_reviews(base))
    ids = {each.id for each in (*dossier.statements, *dossier.rejected)}
    if dossier.filters.words():
        standing = [each for each in standing if each.statement in ids]
    tables = [
        findings_sheet(dossier, places),
        inputs_sheet(dossier, places),
        plans_sheet(dossier, places),
        totals_sheet(dossier, places),
        lines_sheet(dossier, places),
        statements_sheet(dossier, places, standing, queue(base), dict(_contexts(base, dossier))),
        reviews_sheet(standing, places),
        entities_sheet(entities(base)),
        documents_sheet(dossier),
    ]
    with Book(path) as book:
        write_guide(book, dossier, tables)
        for table in tables:
            book.write(table)


def _contexts(base: Base, dossier: Dossier) -> Iterator[tuple[str, tuple[str, str]]]:
    for uri, group in groupby((*dossier.statements, *dossier.rejected), lambda each: each.uri):
        content = document_text(base, uri)
        for each in group:
            start, end = each.mention.fragments[0][0], each.mention.fragments[-1][1]
            anchor = make_anchor(each.id, content, start, end, each.mention.quote)
            yield each.id, (anchor.prefix, anchor.suffix)
