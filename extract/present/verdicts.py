"""Verdicts that come as rows: from ``review add``, from an exported file, from an edited workbook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from extract.errors import HezhangError, StoreError
from extract.present.corrections import CorrectionError, correction_from_json, read_corrections
from extract.store.base import Base
from extract.store.reviews import CORRECTABLE, Verdict, add_review, find_again, find_statement, standing_review

#: What a reviewer may write for each verdict; the first is the one shown.
VERDICT_WORDS: Final[dict[Verdict, tuple[str, ...]]] = {
    "accepted": ("accepted", "accept", "接受", "正确", "对"),
    "rejected": ("rejected", "reject", "拒绝", "剔除", "错"),
    "corrected": ("corrected", "correct", "更正", "改"),
    "unsure": ("unsure", "存疑", "不确定"),
    "withdrawn": ("withdrawn", "withdraw", "撤回"),
}
_WORDS: Final = {word: verdict for verdict, words in VERDICT_WORDS.items() for word in words}


@dataclass(slots=True)
class ImportReport:
    """What became of the rows: ids of statements with a new verdict, with the same one as before, and what failed."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # "row 3: …", in words for the user


def read_verdict(text: str) -> Verdict:
    """The verdict that a word stands for.

    Raises:
        CorrectionError: none.
    """
    verdict = _WORDS.get(text.strip().lower())
    if verdict is None:
        known = ", ".join(f"{words[0]} {words[2] if len(words) > 2 else words[1]}" for words in VERDICT_WORDS.values())
        raise CorrectionError(f"{text!r} is no verdict 不是结论; known: {known}")
    return verdict


def import_verdicts(
    base: Base, rows: Iterable[Mapping[str, Any]], *, reviewer: str, first_row: int = 1
) -> ImportReport:
    """Writes the verdict of each row that has one; a verdict that stands already is not written again.

    A row has ``verdict`` (a word of :data:`VERDICT_WORDS`; rows without one are passed over) and ``statement``, the id;
    where the base does not know it (another base, a text read anew), ``uri``, ``quote``, ``prefix`` and ``suffix`` find
    the figure again. Optional are ``note``, ``reviewer`` (else the one given) and the corrected fields: as
    ``correction`` (the JSON of an export, or ``field=value; …``) or each as ``correct_FIELD`` (``correct_status``).
    A row that cannot be used is reported and costs no other row. ``first_row`` numbers the first row in the reports.
    """
    report = ImportReport()
    for number, row in enumerate(rows, first_row):
        if not _text(row, "verdict"):
            continue
        try:
            statement, changed = _import(base, row, reviewer)
        except HezhangError as error:
            report.problems.append(f"row 第 {number} 行: {error}")
            continue
        (report.written if changed else report.unchanged).append(statement)
    return report


def _import(base: Base, row: Mapping[str, Any], reviewer: str) -> tuple[str, bool]:
    verdict = read_verdict(_text(row, "verdict"))
    correction = _correction(row) or None
    if verdict == "corrected" and correction is None:
        raise CorrectionError("a correction names what is to be read instead 更正须写明改成什么")
    if verdict != "corrected" and correction is not None:
        raise CorrectionError(f"{verdict} goes without a correction 只有“更正”可带更正内容")
    statement = _statement(base, row)
    note = _text(row, "note") or None
    before = standing_review(base, statement)
    if before is not None and (before.verdict, before.correction, before.note) == (verdict, correction, note):
        return statement, False
    add_review(base, statement, verdict, reviewer=_text(row, "reviewer") or reviewer, correction=correction, note=note)
    return statement, True


def _statement(base: Base, row: Mapping[str, Any]) -> str:
    wanted = _text(row, "statement")
    try:
        return find_statement(base, wanted)
    except StoreError:
        names = ("uri", "quote", "prefix", "suffix")
        if not _text(row, "uri") or not _text(row, "quote"):
            raise
        found = find_again(base, *(str(row.get(name) or "") for name in names))
        if found is None:
            raise StoreError(
                f"“{_text(row, 'quote')}” is not found again in {_text(row, 'uri')} 在文件中找不到这一处"
            ) from None
        return found


def _correction(row: Mapping[str, Any]) -> dict[str, Any]:
    given = row.get("correction")
    whole = json.dumps(given, ensure_ascii=False) if isinstance(given, Mapping) else _text(row, "correction")
    found = correction_from_json(whole) if whole.startswith("{") else {}
    if whole and not found:
        found = read_corrections(part.strip() for part in whole.replace("；", ";").split(";") if part.strip())
    named = [(name, _text(row, f"correct_{name}")) for name in CORRECTABLE]
    return found | read_corrections(f"{name}={text}" for name, text in named if text)


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(cast(object, value)).strip()
