"""Stated shares: 其中女性240人，占60%; 完成计划的75%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from extract.audit.findings import Calculation, Finding, figure_input, find
from extract.audit.ratio_words import holds, last_of, ratio_words
from extract.audit.rounding import as_operand, as_stated
from extract.audit.sentences import Sentence
from extract.audit.verdicts import Judgement, Quantity, judge_equal
from extract.interval import exactly
from extract.types import StoredStatement

_PER_CENT = exactly(Fraction(100))
_PLANNED = frozenset({"target", "budget"})


def check_shares(read: Iterable[Sentence]) -> Iterator[Finding]:
    for sentence in read:
        for i, share in enumerate(sentence.figures):
            if i and share.unit == "%" and (operands := _operands(sentence, i)) is not None:
                yield _judge(share, *operands)


def _operands(sentence: Sentence, i: int) -> tuple[StoredStatement, StoredStatement] | None:
    """(part, whole) of the share at ``i``, or ``None`` if the sentence does not say of what it is a share."""
    words = ratio_words()
    lead = sentence.before(i)
    named_whole = sentence.figures[i - 1]
    if last_of(lead, (*words.share, *words.completion)) < 0:
        # 占总投入500万元的30%: the whole itself stands between the word and the share.
        before = sentence.before(i - 1)
        at = last_of(before, words.share)
        if i < 2 or at < 0 or lead.strip("的之中") or any(mark in before[at:] for mark in "，。；"):
            return None
        part = sentence.figures[i - 2]
        return (part, named_whole) if _comparable(part, named_whole) else None
    part = sentence.figures[i - 1]
    if any(mark in lead for mark in "。；;") or part.unit == "%":
        return None
    if holds(lead, words.completion):
        return _of_plan(sentence, i, part)
    whole = _whole(sentence, i, part)
    return None if whole is None else (part, whole)


def _of_plan(sentence: Sentence, i: int, part: StoredStatement) -> tuple[StoredStatement, StoredStatement] | None:
    planned = [each for each in sentence.figures[: i - 1] if each.status in _PLANNED and _comparable(part, each)]
    if part.status in _PLANNED or len(planned) != 1:
        return None
    return part, planned[0]


def _whole(sentence: Sentence, i: int, part: StoredStatement) -> StoredStatement | None:
    share, lead = sentence.figures[i], sentence.before(i)
    earlier = [each for each in sentence.figures[:i] if each is not part and _comparable(part, each)]
    named = _rest(lead)
    by_share = [each for each in earlier if each.id == share.part_of]
    if by_share:
        return by_share[0]
    if named and not any(each.counted and (named in each.counted or each.counted in named) for each in earlier):
        return None  # of something else: 占全县脱贫人口的60%
    by_part = [each for each in earlier if each.id == part.part_of]
    if by_part:
        return by_part[0]
    unplanned = [each for each in earlier if each.status not in _PLANNED]
    return unplanned[0] if len(unplanned) == 1 and len(earlier) == 1 else None


def _rest(lead: str) -> str:
    """What the words between the share word and the share name besides "the total"."""
    words = ratio_words()
    rest = lead[last_of(lead, (*words.share, *words.completion)) :]
    changed = True
    while changed and rest:
        changed = False
        for word in sorted(words.whole, key=len, reverse=True):
            trimmed = rest.removeprefix(word).removesuffix(word)
            if trimmed != rest:
                rest, changed = trimmed, True
    return rest.strip("，, ")


def _comparable(one: StoredStatement, other: StoredStatement) -> bool:
    return one.unit == other.unit and one.dimension == other.dimension and one.per is None and other.per is None


def _judge(share: StoredStatement, part: StoredStatement, whole: StoredStatement) -> Finding:
    numerator, denominator, stated = as_operand(part), as_operand(whole), as_stated(share)
    formula = f"{numerator.words} ÷ {denominator.words}"
    computed = Quantity(
        formula,
        numerator.hard / denominator.hard * _PER_CENT,
        numerator.likely / denominator.likely * _PER_CENT,
    )
    judgement = judge_equal(computed, stated)
    inputs = [figure_input(part, "part"), figure_input(whole, "whole"), figure_input(share, "share")]
    words = f"所占比例：{judgement.reason}"
    return find("ratio", Judgement(judgement.verdict, words), inputs, Calculation(formula, computed, stated, "%"))
