"""Check: a stated count and the members that the text lists agree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from extract.audit.findings import Finding, enumeration_input, find
from extract.audit.matter import Matter
from extract.audit.verdicts import Judgement
from extract.interval import Interval
from extract.types import StoredEnumeration


def check_enumerations(matter: Matter) -> Iterator[Finding]:
    """One finding per enumeration that lists at least one member."""
    for each in matter.enumerations:
        if each.listed:
            high = None if each.stated_high is None else Fraction(each.stated_high)
            stated = Interval(Fraction(each.stated), high)
            yield find("enumeration", _judge(each, stated), [enumeration_input(each, stated)])


def _judge(enumeration: StoredEnumeration, stated: Interval) -> Judgement:
    """As many as stated: consistent; more: inconsistent; fewer: inconsistent only if the list is closed (no 等).

    Members of one name may be two (the same village name in two towns) or one found twice; the text is accused only if
    neither way of counting fits.
    """
    listed, distinct = len(enumeration.listed), len(set(enumeration.listed))
    quote = f"“{''.join(enumeration.mention.quote.split())}”"
    if stated.contains(listed) or stated.contains(distinct):
        number = listed if stated.contains(listed) else distinct
        return Judgement("consistent", f"{quote}：列出{number}个，与所述相符 (as many listed as stated)")
    if stated.high is not None and distinct > stated.high:
        return Judgement("inconsistent", f"{quote}：列出{distinct}个，多于所述 (more listed than stated)")
    if enumeration.closed and listed < enumeration.stated:
        return Judgement(
            "inconsistent", f"{quote}：只列出{listed}个，且无“等”字 (fewer listed, and the list is closed)"
        )
    return Judgement("cannot-tell", f"{quote}：列出{distinct}个，其余未列 (only some are listed)")
