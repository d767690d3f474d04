"""The sheets that list what the base holds: documents with their coverage, organizations and places."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from extract.present.dossier import Dossier
from extract.present.render import KINDS
from extract.present.workbook.cells import Cell, Column, Table, Word
from extract.present.workbook.places import DOCUMENTS, ENTITIES
from extract.store.roster import Entity

_DOCUMENT_COLUMNS: Final = [
    Column("文件", "document", 40),
    Column("标题", "title", 44),
    Column("类别", "kind", 14),
    Column("发布者", "publisher", 22),
    Column("发布日期", "published", 14),
    Column("字数", "characters", 12),
    Column("数字", "figures", 10),
    Column("数目", "numerals", 10),
    Column("未解释", "unresolved", 11),
    Column("覆盖率%", "coverage %", 11),
    Column("未读原因", "failure", 44),
    Column("内容校验", "sha256", 30, hidden=True),
]
_ENTITY_COLUMNS: Final = [
    Column("类型", "type", 14),
    Column("名称", "name", 40),
    Column("即", "stands for", 30),
    Column("代码", "code", 10),
    Column("类别", "kinds", 24),
    Column("文中写法", "written as", 50),
    Column("提及", "mentions", 10),
    Column("未定提及", "unsure", 10),
    Column("文件数", "documents", 12),
]


def documents_sheet(dossier: Dossier) -> Table:
    """Every document, and every file that could not be read with its reason."""
    rows: list[list[Cell]] = []
    for each in dossier.documents:
        covered = dossier.coverage[each.uri]
        rate = Fraction(covered.resolved * 100, covered.numerals) if covered.numerals else Fraction(100)
        rows.append(
            [
                each.uri,
                each.title,
                KINDS[each.kind],
                each.publisher,
                None if each.published_on is None else each.published_on.isoformat(),
                each.length,
                each.figures,
                covered.numerals,
                covered.numerals - covered.resolved,
                rate,
                None,
                each.sha256,
            ]
        )
    for failure in dossier.failures:
        empty: list[Cell] = [None] * 8
        rows.append([failure.uri, Word("未读 not read", "bad"), *empty, failure.reason, failure.sha256])
    return Table(DOCUMENTS, _DOCUMENT_COLUMNS, rows)


def entities_sheet(found: Sequence[Entity]) -> Table:
    titles = {"organization": "机构 organization", "place": "地方 place"}
    rows: list[list[Cell]] = [
        [
            titles[each.type],
            each.name,
            each.meant if each.meant != each.name else None,
            each.code,
            "、".join(each.kinds),
            "、".join(each.surfaces),
            each.mentions,
            each.unsure,
            each.documents,
        ]
        for each in found
    ]
    return Table(ENTITIES, _ENTITY_COLUMNS, rows, frozen=2)
