"""Whether every numeral is accounted for, and under the right role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.evaluate.gold import GoldNumeral
from extract.evaluate.match import Prediction, extent
from extract.evaluate.sentences import sentence_around
from extract.evaluate.tally import Miss, Tally

_DIGITS: Final = re.compile(r"[0-9０-９]+")
_LONGEST: Final = 30  # a numeral row of more characters accounts for nothing: it could cover a whole page


def score_digit_runs(document: str, text: str, predicted: Sequence[Prediction], tally: Tally) -> None:
    """Arabic digit runs that lie wholly in numeral rows; and the rows that stay unresolved."""
    covered: set[int] = set()
    for row in predicted:
        if sum(end - start for start, end in row["fragments"]) <= _LONGEST:
            for start, end in row["fragments"]:
                covered.update(range(start, end))
    for run in _DIGITS.finditer(text):
        inside = all(offset in covered for offset in range(run.start(), run.end()))
        tally.add_share("numerals_accounted", right=inside, gold=1)
        if not inside:
            before, after = sentence_around(text, run.start(), run.end())
            tally.misses.append(Miss(document, "numerals_accounted", "missed", run.group(), "", "", before, after))
    for row in predicted:
        resolved = row.get("role") != "unresolved"
        tally.add_share("numerals_resolved", right=resolved, gold=1)
        if not resolved:
            tally.unresolved += 1
            start, end = extent(row)
            before, after = sentence_around(text, start, end)
            tally.misses.append(
                Miss(document, "numerals_resolved", "unresolved", row["quote"], "", "unresolved", before, after)
            )


def score_roles(
    document: str, gold: Sequence[GoldNumeral], text: str, predicted: Sequence[Prediction], tally: Tally
) -> None:
    """The role of each numeral that is not a figure: right if all rows that overlap it have it, and one does."""
    extents = [extent(row) for row in predicted]
    for numeral in gold:
        roles = {
            str(row.get("role"))
            for row, (start, end) in zip(predicted, extents, strict=True)
            if start < numeral.end and end > numeral.start
        }
        right = roles == {numeral.role}
        tally.add_share("numeral_role", right=right, gold=1)
        if not right:
            given = "、".join(sorted(roles))
            before, after = sentence_around(text, numeral.start, numeral.end)
            cause = f"{numeral.role} → {given or '(none)'}"
            tally.misses.append(
                Miss(document, "numeral_role", cause, numeral.surface, numeral.role, given, before, after)
            )
