"""What Datasette shows of a base: titles in both languages, and the questions of the three users as queries.

Figures that need exact arithmetic (totals, checks, diffs) are answered by the commands; here stand the views of the
base for orientation, the kept findings, and full-text search.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from datasette import hookimpl

from extract.store.tokens import match_expression

_SEARCH: Final = """
SELECT d.uri, v.title, v.published_on
FROM search_index
CROSS JOIN document_version v ON v.text = search_index.rowid
CROSS JOIN document d ON d.current = v.id
WHERE search_index MATCH hezhang_match(:words)
ORDER BY bm25(search_index), d.uri LIMIT 100
"""
_PLACE: Final = """
SELECT s.quote, s.counted, s.indicator, s.status, s.providers, s.places, s.programme, s.period_text, s.uri, s.id
FROM entity e
CROSS JOIN reading_place p ON p.entity = e.id
CROSS JOIN v_statement s ON s.extraction = p.extraction AND s.id = p.statement
WHERE e.type = 'place' AND e.name = :place
LIMIT 500
"""
_PROVIDER: Final = """
SELECT s.quote, s.counted, s.indicator, s.status, s.places, s.programme, s.period_text, s.uri, s.id
FROM entity e
CROSS JOIN reading_provider p ON p.entity = e.id
CROSS JOIN v_statement s ON s.extraction = p.extraction AND s.id = p.statement
WHERE e.type = 'organization' AND e.name = :provider
LIMIT 500
"""
_FINDINGS: Final = """
SELECT f.verdict, f."check", f.reason,
    group_concat(i.role || ' ' || coalesce(m.quote, i.subject), '；') AS figures, f.id
FROM finding f
JOIN finding_input i ON i.finding = f.id
LEFT JOIN mention m ON m.id = i.mention
WHERE f.verdict = :verdict
GROUP BY f.id ORDER BY f."check", f.id LIMIT 500
"""
_PROGRAMME: Final = """
SELECT s.status, s.indicator, s.quote, s.counted, s.providers, s.places, s.period_text, s.uri, s.id
FROM reading r
CROSS JOIN v_statement s ON s.extraction = r.extraction AND s.id = r.statement
WHERE r.programme = :programme
ORDER BY s.indicator, s.status LIMIT 500
"""
_WAITING: Final = "SELECT * FROM v_review_queue LIMIT 200"

#: Name → title and SQL. The names are part of the addresses, so they stay.
QUERIES: Final[dict[str, tuple[str, str]]] = {
    "search": ("研究者：全文检索 researcher: full-text search", _SEARCH),
    "place": ("研究者：某地的数字 researcher: figures about a place", _PLACE),
    "provider": ("审计员：某提供方的数字 auditor: figures of a provider", _PROVIDER),
    "findings": ("审计员：核对结果 auditor: findings (inconsistent, cannot-tell, consistent)", _FINDINGS),
    "waiting": ("审计员：待审 auditor: what waits for a verdict", _WAITING),
    "programme": ("分析员：某项目的计划与报告 analyst: plan and report of a programme", _PROGRAMME),
}
_TABLES: Final = {
    "v_statement": "有效陈述：当前版本、更正已生效、剔除的不列 statements in force, corrections applied",
    "v_fact": "事实：同一说法只列一次 facts: what is said twice in the same words once",
    "v_total": "粗略合计，精确合计用 hezhang totals rough sums; exact ones: hezhang totals",
    "v_plan_vs_report": "计划与报告，精确对照用 hezhang diff plans beside reports; exact: hezhang diff",
    "v_review_queue": "待人工审核 what waits for a verdict",
    "v_review": "有效的人工结论 verdicts that stand",
    "v_coverage": "每个文件的数目用途 numerals by role",
    "document": "文件 documents",
    "finding": "核对结果 findings of the last check",
    "review": "人工结论，只增不改 human verdicts, append-only",
    "failure": "读不了的文件 files that could not be read",
}


class Functions:
    """A Datasette plugin: the SQL function that turns words into an expression for the search index."""

    @staticmethod
    @hookimpl  # type: ignore[untyped-decorator]
    def prepare_connection(conn: sqlite3.Connection) -> None:
        """Called by Datasette for each connection."""
        conn.create_function("hezhang_match", 1, lambda words: match_expression(words or "") or '""')


def metadata(database: str) -> dict[str, Any]:
    """Titles, descriptions and queries for the base that Datasette calls ``database``."""
    return {
        "title": "核账 hezhang",
        "description": "政策文件与新闻里的数字，只读 Figures of policy texts and news, read-only",
        "databases": {
            database: {
                "tables": {name: {"description": text} for name, text in _TABLES.items()},
                "queries": {name: {"title": title, "sql": sql.strip()} for name, (title, sql) in QUERIES.items()},
            }
        },
    }
