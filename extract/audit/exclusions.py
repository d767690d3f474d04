"""Which facts a total leaves out, or counts only as a possibility, and the reason of each in words.

Every rule here yields :class:`Exclusion`; :mod:`extract.audit.totals` applies them in order and adds what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import chain
from typing import Final

from extract.audit import scope as scopes
from extract.audit.facts import Fact
from extract.audit.indicators import aggregation_of
from extract.audit.neighbours import Neighbours
from extract.audit.providers import leaves_open, named, relate_providers
from extract.audit.sameness import same_article
from extract.audit.scope import Scope
from extract.types import StoredStatement

_CLAUSE: Final = 40  # characters before a figure in which a word for "all in all" is looked for
_ALL: Final = ("共计", "共", "累计", "累計", "合计", "合計", "总", "總", "全年", "全部")


class Reason(Enum):
    """Why a statement is not in the total: a short label, Chinese first."""

    DUPLICATE = "重复 (duplicate)"
    PART = "部分已含于总数 (part of a counted whole)"
    IN_CUMULATIVE = "已含于累计 (within a cumulative)"
    IN_PERIOD = "已含于全期总数 (within the total of a longer period)"
    TRANSFER = "转拨的同一笔钱 (the same money passed on)"
    SUPERSEDED = "已被后来的累计或存量取代 (superseded)"
    RATE = "每单位数，不相加 (a rate)"
    SHARE = "比例、增幅等，不相加 (a share, growth or the like)"
    PERSON_TIME = "人次，不相加 (person-times)"
    NOT_ADDITIVE = "此指标不相加 (not additive)"
    NO_INDICATOR = "未识别指标 (no indicator)"
    BACKGROUND = "背景数字 (background)"
    REJECTED = "经人工审核剔除 (rejected by a reviewer)"
    POSSIBLE_OVERLAP = "可能已含于另一数，未定 (may lie within another: undecided)"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A statement that was not added, why in a sentence, and the fact that stands instead, if there is one."""

    statement: StoredStatement
    reason: Reason
    sentence: str
    instead: str | None = None


# --- what is never added --------------------------------------------------------------------------------------------


def repetitions(facts: Sequence[Fact]) -> Iterator[Exclusion]:
    for fact in facts:
        for each in fact.statements[1:]:
            sentence = f"重复：与“{_words(fact.lead)}”为同一事实 (duplicate of the same fact)"
            yield Exclusion(each, Reason.DUPLICATE, sentence, fact.id)


def refuse(fact: Fact) -> Exclusion | None:
    """The reason why a fact can be added to nothing at all, if there is one."""
    statement, words = fact.lead, f"“{fact.words}”"
    if fact.status == "background":
        return Exclusion(statement, Reason.BACKGROUND, f"{words}是背景，不是结果 (background, not a result)")
    if fact.per is not None:
        return Exclusion(statement, Reason.RATE, f"{words}是每{fact.per}的数，不相加 (a rate per {fact.per})")
    if fact.dimension == "person-time":
        return Exclusion(statement, Reason.PERSON_TIME, f"{words}是人次，可含同一人多次 (may count a person twice)")
    if fact.dimension in ("ratio", "percentage-point", "multiple", "temperature", "duration"):
        return Exclusion(statement, Reason.SHARE, f"{words}是比例、增幅或程度，不相加 (a share, growth or degree)")
    if fact.scope.indicator is None:
        return Exclusion(statement, Reason.NO_INDICATOR, f"{words}未归入指标，不相加 (what it measures is not known)")
    if aggregation_of(fact.scope.indicator) == "none":
        return Exclusion(statement, Reason.NOT_ADDITIVE, f"{words}所属指标不相加 (this indicator does not add up)")
    return None


def parts(facts: Sequence[Fact], every: Sequence[Fact]) -> Iterator[Exclusion]:
    """Parts of a whole in the same group. The whole stands even if it is itself within something wider."""
    of = {each.id: fact for fact in every for each in fact.statements}
    alive = {fact.id for fact in facts}
    for fact in facts:
        for each in fact.statements:
            seen, whole = {fact.id}, of.get(each.part_of or "")
            while whole is not None and whole.id not in seen:
                seen.add(whole.id)
                if whole.id in alive:
                    sentence = f"“{fact.words}”是“{whole.words}”的一部分 (a part of it)"
                    yield Exclusion(fact.lead, Reason.PART, sentence, whole.id)
                    break
                whole = next((of[s.part_of] for s in whole.statements if s.part_of in of), None)


# --- cumulatives and levels -----------------------------------------------------------------------------------------


def superseded_and_contained(facts: Sequence[Fact], every: Sequence[Fact]) -> Iterator[Exclusion]:
    """Earlier cumulatives and levels of the same scope, and flows within the span of a cumulative."""
    if len(facts) < 2:
        return
    level = aggregation_of(facts[0].scope.indicator) == "latest"
    neighbours = Neighbours(facts)
    for fact in facts:
        for other in neighbours.of(fact):
            if not _covers(other, fact):
                continue
            words = f"“{other.words}”"
            if level or (_cumulative(fact) and _cumulative(other)):
                reach = "same" if level else scopes.relate_periods(fact.scope.period, other.scope.period)
                reaches = reach in ("same", "inside", "unknown")
                if reaches and _same_scope(other.scope, fact.scope) and _later(other, fact):
                    sentence = f"后来的{words}取代“{fact.words}” (the later one stands)"
                    yield Exclusion(fact.lead, Reason.SUPERSEDED, sentence, other.id)
                    break
            elif _cumulative(other) and not _cumulative(fact) and _within_span(fact, other):
                sentence = f"“{fact.words}”在{words}的累计期内 (within the span of the cumulative)"
                yield Exclusion(fact.lead, Reason.IN_CUMULATIVE, sentence, other.id)
                break
            elif _is_longer_total(other, fact):
                sentence = f"“{fact.words}”已含于全期总数{words} (within the total of the longer period)"
                yield Exclusion(fact.lead, Reason.IN_PERIOD, sentence, other.id)
                break


def _cumulative(fact: Fact) -> bool:
    """累计 and 截至 alike: what adds up over time and is stated as of a day is all there was until that day."""
    return fact.scope.period is not None and fact.scope.period.basis in ("cumulative", "instant")


def _is_longer_total(wide: Fact, narrow: Fact) -> bool:
    """True if the wider is called all there was (全年共投入), of one giver, over a time that holds the other's."""
    if wide.hard == narrow.hard and wide.scope.period == narrow.scope.period:
        return False
    if relate_providers(narrow.scope.provider, wide.scope.provider) not in ("same", "inside"):
        return False
    inside = scopes.relate_periods(narrow.scope.period, wide.scope.period) == "inside"
    return inside and narrow.hard.at_most(wide.hard) is not False and any(map(_says_all, wide.statements))


def _says_all(statement: StoredStatement) -> bool:
    text = "".join(statement.context.split())
    at = text.find(_words(statement))
    clause = text[max(0, at - _CLAUSE) : max(0, at)]
    return any(word in clause[max(clause.rfind(mark) for mark in "，；。") + 1 :] for word in _ALL)


def _covers(wide: Fact, narrow: Fact) -> bool:
    """True if the wider fact's provider, place, programme and noun hold the narrower's, by evidence."""
    a, b = wide.scope, narrow.scope
    provider = relate_providers(b.provider, a.provider)
    if provider == "different":
        return False
    place = scopes.relate_places(b.place, a.place)
    if place == "different":
        return False
    programme = scopes.relate_programmes(b.programme, a.programme)
    if programme == "different" or not _noun_covers(a, b):
        return False
    together = same_article(wide.lead, narrow.lead)
    a_named = named(a.provider)
    provider_fits = provider in ("same", "inside") or (provider == "unknown" and together and not a_named)
    provider_fits = provider_fits or (provider == "unknown" and not a_named and not named(b.provider))
    place_fits = place in ("same", "inside") or (place == "unknown" and (not a.place or together))
    programme_fits = programme == "same" or a.programme is None
    tied = "same" in (provider, programme) or (together and provider != "unknown") or place == "same"
    return provider_fits and place_fits and programme_fits and tied


def _noun_covers(wide: Scope, narrow: Scope) -> bool:
    return scopes.relate_counted(narrow, wide) in ("same", "inside") or scopes.is_generic(wide)


def _same_scope(one: Scope, other: Scope) -> bool:
    return (
        scopes.relate_counted(one, other) == "same"
        and one.provider == other.provider
        and scopes.relate_places(one.place, other.place) in ("same", "unknown")
        and bool(one.place) == bool(other.place)
    )


def _later(one: Fact, other: Fact) -> bool:
    a, b = scopes.reference_date(one.scope), scopes.reference_date(other.scope)
    return a is not None and b is not None and a > b


def _within_span(flow: Fact, cumulative: Fact) -> bool:
    if flow.hard.at_most(cumulative.hard) is False:
        return False  # more than the cumulative itself: it cannot lie within
    relation = scopes.relate_periods(flow.scope.period, cumulative.scope.period)
    if relation in ("same", "inside"):
        return True
    return relation == "unknown" and same_article(flow.lead, cumulative.lead)


# --- possible overlaps ----------------------------------------------------------------------------------------------


def overlaps(facts: Sequence[Fact]) -> Iterator[Exclusion]:
    """Facts that may lie within another open one. The wider stands; of two levels that may overlap, the larger.

    Facts that stand are those not yet found doubtful, so that of two facts at least one is always counted.
    """
    if len(facts) < 2:
        return
    ordered = sorted(
        facts, key=lambda fact: (-(fact.likely.low or Fraction(0)), -_days(fact), bool(fact.scope.place), fact.id)
    )
    level = aggregation_of(facts[0].scope.indicator) == "latest"
    neighbours = Neighbours(ordered)
    standing: dict[str, Fact] = {}
    placeless: dict[str, Fact] = {}  # standing levels that nothing shows to be elsewhere
    for fact in ordered:
        near = [each for each in neighbours.of(fact, whoever=level) if each.id in standing]
        # A level without a coded place may be any other level of the base.
        loose = (standing if _is_placeless(fact) else placeless).values() if level else ()
        over = next((wide for wide in chain(near, loose) if _may_hold(wide, fact)), None)
        if over is None:
            standing[fact.id] = fact
            if _is_placeless(fact):
                placeless[fact.id] = fact
            continue
        sentence = f"“{fact.words}”可能已含于“{over.words}”，按零至全部计入 (may lie within it: adds none up to all)"
        yield Exclusion(fact.lead, Reason.POSSIBLE_OVERLAP, sentence, over.id)


def _days(fact: Fact) -> int:
    """The length of its period: of two equal values, the one over the longer time may hold the other."""
    period = fact.scope.period
    if period is None or period.start is None or period.end is None:
        return 0
    return (period.end - period.start).days


def _is_placeless(fact: Fact) -> bool:
    return not fact.scope.place or any(place.code is None for place in fact.scope.place)


def _may_hold(wide: Fact, narrow: Fact) -> bool:
    a, b = wide.scope, narrow.scope
    place = scopes.relate_places(b.place, a.place)
    if place == "different" or narrow.hard.at_most(wide.hard) is False:
        return False
    provider = relate_providers(b.provider, a.provider)
    if aggregation_of(a.indicator) == "latest":
        # The same bodies, villages or bases may be in both levels; the purses of two bodies are two.
        return wide.dimension != "money" or provider != "different"
    if provider == "different":
        return False
    programme = scopes.relate_programmes(b.programme, a.programme)
    time = scopes.relate_periods(b.period, a.period)
    if "different" in (programme, time) or not _noun_covers(a, b):
        return False
    a_named, b_named = named(a.provider), named(b.provider)
    one_programme = programme == "same"  # within it, what is left unsaid may be the same
    unsaid = (a_named and not b_named) or (a.place and not b.place)
    if "contains" in (provider, place, time) or (unsaid and not one_programme):
        return False  # the supposed whole is narrower in some respect
    if a.programme is not None and b.programme is None:
        return False
    wider = "inside" in (provider, place) or (time == "inside" and a.period is not None)
    wider = wider or (time == "overlap" and provider == "same")
    wider = wider or (
        time == "unknown" and wide.lead.uri != narrow.lead.uri
    )  # an undated later report may tell it again
    wider = wider or (leaves_open(a.provider) and not leaves_open(b.provider))
    wider = wider or _in_one_breath(wide, narrow)
    wider = wider or bool((b.place and not a.place) or (b_named and not a_named))
    tied = same_article(wide.lead, narrow.lead) or "same" in (provider, programme) or place in ("same", "inside")
    return wider and tied


def _in_one_breath(wide: Fact, narrow: Fact) -> bool:
    """True for people counted again in a later clause of one sentence (筛查4000多名儿童，118名患儿得到诊治).

    Parted by 、 or 和 they are counted side by side.
    """
    a, b = wide.lead, narrow.lead
    if a.dimension not in ("person", "household") or a.context != b.context or not same_article(a, b):
        return False
    start, end = a.mention.fragments[-1][1], b.mention.fragments[0][0]
    at = a.context.find(a.mention.quote)
    between = a.context[at + len(a.mention.quote) :][: max(0, end - start)] if at >= 0 else ""
    return any(mark in between for mark in "，,；;")


def _words(statement: StoredStatement) -> str:
    return "".join(statement.mention.quote.split())
