"""The first sheet: what the workbook holds, how its words are to be read, and how verdicts come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from extract import __version__
from extract.present.dossier import Dossier
from extract.present.render import OUTCOMES, VERDICTS
from extract.present.workbook.book import Book, row_height
from extract.present.workbook.cells import Table, printable
from extract.present.workbook.places import (
    DOCUMENTS,
    ENTITIES,
    FINDINGS,
    INPUTS,
    LINES,
    PLANS,
    README,
    REVIEWS,
    STATEMENTS,
    TOTALS,
)
from extract.present.workbook.statements import VERDICT_COLUMNS

_SHEETS: Final = {
    FINDINGS: ("每项核对一行，不一致的在前", "one row a check, inconsistent ones first"),
    INPUTS: ("核对依据的每个数字，和算出的、所述的", "every figure a check rests on; computed and stated values"),
    PLANS: ("每项计划一行：目标、认领、拨付、完成", "one row a plan: target, committed, disbursed, actual"),
    TOTALS: ("合计，区间；右端用公式把各行重新加一遍", "totals as intervals; at the right added again by formula"),
    LINES: ("合计由哪些数构成，哪些未计，为什么", "what each total counts and leaves out, and why"),
    STATEMENTS: ("读出的每个数字，在此填写审核结论", "every figure read; write verdicts here"),
    REVIEWS: ("已有结论及其状态", "the verdicts given and where they stand"),
    ENTITIES: ("文中的机构和地方", "organizations and places of the texts"),
    DOCUMENTS: ("文件、覆盖率、未能读取的文件", "documents, coverage, files that could not be read"),
}
_WORDS: Final = (
    ("可确定 guaranteed", "措辞保证的范围：1000余万元即不少于1000万元，没有上限",
     "what the wording guarantees, no bound invented"),
    ("通常读法 likely", "这样的措辞通常的意思：1000余万元即1000万至不足2000万元", "what such wording normally means"),
    ("下限、上限 low, high", "数值列是数字，可排序、可计算；空格即没有此限；超过15位有效数字时以文字列为准",
     "numbers to sort and compute with; empty means no bound; beyond 15 digits the text beside is exact"),
    ("✓　✗　0–✓", "计入　未计　可能已含于另一数，按零至全部计入",
     "counted; left out; may lie within another, adds from none to all"),
    ("一致 consistent", "按通常读法即可证明", "proven by what the words normally mean"),
    ("不一致 inconsistent", "按字面即可证明，不凭习惯", "proven by what the words guarantee, never by convention"),
    ("无法判断 cannot tell", "措辞两种可能都允许", "the wording leaves both possible"),
    ("未见报告 not reported", "没有报告不等于零", "absence is not zero"),
)  # fmt: skip
_REVIEW: Final = (
    "审核：在“陈述”表的黄色列填写。结论可填 接受、拒绝、更正、存疑、撤回；更正须在更正列写明改成什么。",
    "填好保存，再运行：hezhang review import 文件.xlsx —— 没改的行不会重复写入，读不懂的行会列出原因。",
    "Review: fill in the yellow columns of the sheet of statements, save, then run `hezhang review import FILE.xlsx`.",
    "Rows may be sorted, filtered or deleted; headings and hidden columns find the figure again and must stay.",
)


def write_guide(book: Book, dossier: Dossier, tables: Sequence[Table]) -> None:
    """Writes the sheet, first of the workbook: ``tables`` are those that follow."""
    sheet: Any = book.book.add_worksheet(README)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 64)
    sheet.set_column(2, 2, 64)
    sheet.set_column(3, 3, 10)
    plain, quiet = book.style(text_wrap=True), book.style(text_wrap=True, font_color="#64707B")
    head = book.style(bold=True, font_size=12, bottom=1, bottom_color="#D5DBE0")
    rows = iter(range(1000))
    sheet.write_string(next(rows), 0, "核账　计划与报告的数字核对", book.style(bold=True, font_size=18))
    sheet.write_string(next(rows), 0, f"hezhang {__version__} · audit of figures in plans and reports",
                       book.style(font_color="#64707B"))  # fmt: skip
    sheet.set_row(0, 30)
    for text in _summary(dossier):
        sheet.write_string(next(rows), 0, printable(text), book.style())
    next(rows)
    row = next(rows)
    for column, title in enumerate(("工作表 sheet", "内容", "content", "行数 rows")):
        sheet.write_string(row, column, title, head)
    link = book.style(font_color="#0B5394", underline=1)
    for table in tables:
        row = next(rows)
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", link, table.name)
        for column, text in enumerate(_SHEETS[table.name], 1):
            sheet.write_string(row, column, text, plain if column == 1 else quiet)
        sheet.write_number(row, 3, len(table.rows), book.style(num_format="#,##0"))
    next(rows)
    row = next(rows)
    for column, title in enumerate(("词语 word", "含义", "meaning")):
        sheet.write_string(row, column, title, head)
    for word, zh, en in _WORDS:
        row = next(rows)
        sheet.write_string(row, 0, word, book.style(bold=True))
        sheet.set_row(row, row_height([(word, 30), (zh, 64), (en, 64)]))
        sheet.write_string(row, 1, zh, plain)
        sheet.write_string(row, 2, en, quiet)
    next(rows)
    sheet.write_string(next(rows), 0, "审核与导回 review and import", head)
    for text in _REVIEW:
        sheet.write_string(next(rows), 0, text, book.style())
    columns = "、".join(f"{each.zh} {each.en}" for each in VERDICT_COLUMNS)
    sheet.write_string(next(rows), 0, f"填写列 columns：{columns}", book.style(font_color="#64707B"))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _summary(dossier: Dossier) -> list[str]:
    verdicts = Counter[str](finding.verdict for finding in dossier.findings)
    statuses = Counter[str](row.status for row in dossier.rows)
    filters = "；".join(f"{name} = {value}" for name, value in dossier.filters.words())
    return [
        f"范围 scope：{filters or '全部 everything'}",
        f"{len(dossier.documents)} 个文件 documents，{len(dossier.statements)} 条陈述 statements",
        "核对 checks：" + " · ".join(f"{VERDICTS[name][0]} {VERDICTS[name][1]} {verdicts[name]}" for name in VERDICTS),
        "计划对报告 plan vs report："
        + " · ".join(
            f"{OUTCOMES[name][0]} {OUTCOMES[name][1]} {statuses[name]}" for name in OUTCOMES if statuses[name]
        ),
    ]
