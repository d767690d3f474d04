"""Stated growth: 比2022年的150万元增长20%, 从80家发展到96家，增长两成, 同比增长15%."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from extract.audit.facts import Fact
from extract.audit.findings import Calculation, Finding, figure_input, find
from extract.audit.matter import Matter
from extract.audit.measures import measure_key, placed_within
from extract.audit.ratio_words import holds, last_of, ratio_words
from extract.audit.rounding import as_operand, as_stated
from extract.audit.sentences import Sentence
from extract.audit.verdicts import Judgement, Quantity, judge_equal
from extract.interval import Interval, exactly
from extract.types import StoredStatement

_PER_CENT: Final = exactly(Fraction(100))
_ONE: Final = exactly(Fraction(1))
_NEAR: Final = 14  # characters between the growth and the value that it is said of
_SUFFIX: Final = 3  # characters between the word for growth and its figure (增长了约20%)
_Pair = tuple[StoredStatement, StoredStatement]


def check_growth(read: Iterable[Sentence], matter: Matter) -> Iterator[Finding]:
    years = _Years(matter.facts)
    for sentence in read:
        for i, growth in enumerate(sentence.figures):
            if not i or growth.unit != "%" or growth.hard.low is None:
                continue
            direction = _direction(sentence.before(i))
            if direction is None:
                continue
            changed = _change_in_sentence(sentence, i)
            if changed is not None:
                yield _judge_change(growth, *changed, rises=direction)
                continue
            pair = _in_sentence(sentence, i) or years.pair(sentence, i)
            if pair is not None:
                yield _judge(growth, *pair, rises=direction)


def _direction(lead: str) -> bool | None:
    """True for growth, False for a fall, by the word right before the figure."""
    words = ratio_words()
    up, down = last_of(lead, words.up), last_of(lead, words.down)
    if max(up, down) < max(1, len(lead) - _SUFFIX) or "其中" in lead[max(up, down) :]:
        return None
    return up > down


def _change_in_sentence(sentence: Sentence, i: int) -> _Pair | None:
    """(now, by how much) of 186家，比上年增加21家，增长12.7%."""
    words = ratio_words()
    lead = sentence.before(i - 1)
    tail = lead[max(lead.rfind(mark) for mark in "，,；;、") + 1 :]
    if i < 2 or len(sentence.before(i)) > _NEAR or not holds(tail, words.than) or _direction(lead) is None:
        return None
    now, change = sentence.figures[i - 2], sentence.figures[i - 1]
    return (now, change) if _comparable(now, change) else None


def _in_sentence(sentence: Sentence, i: int) -> _Pair | None:
    """(before, after) of the growth at ``i``, from the two figures in front of it."""
    if i < 2 or len(sentence.before(i)) > _NEAR:
        return None
    words = ratio_words()
    first, second = sentence.figures[i - 2], sentence.figures[i - 1]
    if not _comparable(first, second):
        return None
    between, lead = sentence.before(i - 1), sentence.before(i - 2)
    tail = between[max(between.rfind(mark) for mark in "，,；;、") + 1 :]
    if last_of(lead, words.since) >= 0 and last_of(between, words.until) == len(between):
        return first, second  # 从80家增加到96家
    if holds(lead[-_NEAR:], words.since) and holds(between, words.until):
        return first, second  # 由去年的500户增加到今年的640户
    if holds(tail, words.than) and "其中" not in sentence.before(i):
        return second, first  # 180万元，比2022年的150万元
    return None


class _Years:
    """What was measured in which year, to find the year before one."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._of: dict[str, Fact] = {each.id: fact for fact in facts for each in fact.statements}
        self._by_span: dict[Hashable, list[Fact]] = defaultdict(list)
        for fact in facts:
            if (key := measure_key(fact)) is not None and (span := _span(fact)) is not None:
                self._by_span[key, span].append(fact)

    def pair(self, sentence: Sentence, i: int) -> _Pair | None:
        """(before, after) where the growth says 同比 and the same thing is known of the year before."""
        if not holds(sentence.before(i), ratio_words().year_on_year) or len(sentence.before(i)) > _NEAR:
            return None
        after = self._of.get(sentence.figures[i - 1].id)
        span = None if after is None else _span(after)
        key = None if after is None else measure_key(after)
        if after is None or span is None or key is None:
            return None
        earlier = (_year_before(span[0]), _year_before(span[1]))
        found = [each for each in self._by_span.get((key, earlier), ()) if placed_within(each, after)]
        return (found[0].sharpest, sentence.figures[i - 1]) if len(found) == 1 else None


def _span(fact: Fact) -> tuple[date, date] | None:
    period = fact.scope.period
    if period is None or period.start is None or period.end is None or period.basis == "instant":
        return None
    return period.start, period.end


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _comparable(one: StoredStatement, other: StoredStatement) -> bool:
    same = one.unit == other.unit and one.dimension == other.dimension and one.per == other.per
    return same and one.dimension not in ("ratio", "percentage-point")


def _judge(growth: StoredStatement, before: StoredStatement, after: StoredStatement, *, rises: bool) -> Finding:
    old, new, stated = as_operand(before), as_operand(after), as_stated(growth)
    larger, smaller = (new, old) if rises else (old, new)
    formula = f"（{larger.words} － {smaller.words}）÷ {old.words}"
    computed = Quantity(formula, _change(new.hard, old.hard, rises), _change(new.likely, old.likely, rises))
    judgement = judge_equal(computed, stated)
    inputs = [figure_input(before, "before"), figure_input(after, "after"), figure_input(growth, "growth")]
    words = f"增减幅度：{judgement.reason}"
    return find("ratio", Judgement(judgement.verdict, words), inputs, Calculation(formula, computed, stated, "%"))


def _judge_change(growth: StoredStatement, now: StoredStatement, change: StoredStatement, *, rises: bool) -> Finding:
    """change ÷ (now ∓ change), written so that each of the two enters once: 1 ÷ (now ÷ change ∓ 1)."""
    new, step, stated = as_operand(now), as_operand(change), as_stated(growth)
    sign = _ONE if rises else -_ONE
    formula = f"{step.words} ÷（{new.words} {'－' if rises else '＋'} {step.words}）"
    computed = Quantity(
        formula, _ONE / (new.hard / step.hard - sign) * _PER_CENT, _ONE / (new.likely / step.likely - sign) * _PER_CENT
    )
    judgement = judge_equal(computed, stated)
    inputs = [figure_input(now, "after"), figure_input(change, "other"), figure_input(growth, "growth")]
    words = f"增减幅度：{judgement.reason}"
    return find("ratio", Judgement(judgement.verdict, words), inputs, Calculation(formula, computed, stated, "%"))


def _change(new: Interval, old: Interval, rises: bool) -> Interval:
    change = new / old - _ONE
    return (change if rises else -change) * _PER_CENT
