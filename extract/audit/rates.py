"""Stated rates: 320户，每户补助600元，共发放补助19.2万元."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from extract.audit.findings import Calculation, Finding, figure_input, find
from extract.audit.ratio_words import holds, ratio_words
from extract.audit.rounding import as_average, as_operand
from extract.audit.sentences import Sentence
from extract.audit.verdicts import Judgement, Quantity, judge_equal, quantity
from extract.types import StoredStatement

_PERSONS: Final = frozenset({"人", "名", "位", "人次"})
_TIMES: Final = frozenset({"年", "月", "日", "天", "次", "季度", "周", "小时", "期"})
_PLANNED: Final = frozenset({"target", "budget"})


def check_rates(read: Iterable[Sentence]) -> Iterator[Finding]:
    """One finding per sentence with just one rate, one number of what it is a rate of, and one total."""
    for sentence in read:
        rates = [i for i, each in enumerate(sentence.figures) if each.per is not None and each.per not in _TIMES]
        if len(rates) != 1:
            continue
        rate = sentence.figures[rates[0]]
        numbers = [i for i, each in enumerate(sentence.figures) if _is_number(each, rate)]
        totals = [i for i, each in enumerate(sentence.figures) if _is_total(each, rate)]
        if len(numbers) != 1 or len(totals) != 1 or numbers == totals:
            continue
        if any(holds(_clause(sentence, i), ratio_words().partial_rate) for i in (numbers[0], totals[0])):
            continue
        if holds(_clause(sentence, totals[0]), (*ratio_words().than, *ratio_words().up, *ratio_words().down)):
            continue  # 较上年提高0.12万元: a change of the rate, no total
        average = holds(sentence.before(rates[0])[-3:], ratio_words().average)
        yield _judge(rate, sentence.figures[numbers[0]], sentence.figures[totals[0]], average=average)


def _is_number(each: StoredStatement, rate: StoredStatement) -> bool:
    if each is rate or each.per is not None or each.part_of is not None or rate.per is None:
        return False
    if (each.status in _PLANNED) != (rate.status in _PLANNED):
        return False
    by_unit = each.unit == rate.per or (each.unit in _PERSONS and rate.per in _PERSONS)
    return by_unit or (each.dimension == "count" and each.counted is not None and each.counted.endswith(rate.per))


def _is_total(each: StoredStatement, rate: StoredStatement) -> bool:
    return (
        each is not rate
        and each.per is None
        and each.part_of is None
        and (each.unit, each.dimension, each.indicator) == (rate.unit, rate.dimension, rate.indicator)
        and (each.status in _PLANNED) == (rate.status in _PLANNED)
    )


def _clause(sentence: Sentence, i: int) -> str:
    """The words before the figure, back to the figure or the mark in front of it."""
    lead = sentence.before(i)
    return lead[max(lead.rfind(mark) for mark in "，,；;。") + 1 :]


def _judge(rate: StoredStatement, number: StoredStatement, total: StoredStatement, *, average: bool) -> Finding:
    each = as_average(rate) if average else quantity(rate)
    times, stated = as_operand(number), as_operand(total)
    formula = f"{times.words} × {each.words}"
    computed = Quantity(formula, times.hard * each.hard, times.likely * each.likely)
    judgement = judge_equal(computed, stated)
    inputs = [figure_input(number, "quantity"), figure_input(rate, "rate"), figure_input(total, "total")]
    words = f"单位数乘以数量：{judgement.reason}"
    return find(
        "ratio", Judgement(judgement.verdict, words), inputs, Calculation(formula, computed, stated, total.unit)
    )
