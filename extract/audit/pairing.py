"""Which report answers which plan: conservative, and explained.

A pair measures the same indicator and is tied by evidence: one programme, one provider, one article, or one place and
one noun with nobody named that disagrees. Place must be contained, period overlap, unit agree; where just one of these
fails, the pair is a near miss, which the analyst is told and which proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.audit import scope as scopes
from extract.audit.facts import Fact, same_article
from extract.audit.scope import Relation, Scope

Match = Literal["match", "unit", "scope", "period"]
Nearness = Literal["sentence", "article", "apart"]


@dataclass(frozen=True, slots=True)
class Pairing:
    """How a reported fact answers a planned one. ``partial``: it covers a part of the plan's scope only."""

    match: Match
    reason: str
    partial: bool = False


def pair(planned: Fact, reported: Fact) -> Pairing | None:
    """The pairing, or ``None`` if nothing ties the two."""
    a, b = planned.scope, reported.scope
    if a.indicator is None or a.indicator != b.indicator:
        return None
    noun: Relation = "same" if planned.dimension == "money" else scopes.relate_counted(b, a)
    if noun == "different":
        return None
    together = any(same_article(x, y) for x in planned.statements for y in reported.statements)
    programme = scopes.relate_programmes(a.programme, b.programme)
    provider = scopes.relate_providers(b.provider, a.provider)
    place = scopes.relate_places(b.place, a.place)
    one_sentence = together and any(
        x.context == y.context and same_article(x, y) for x in planned.statements for y in reported.statements
    )
    near: Nearness = "sentence" if one_sentence else "article" if together else "apart"
    tie = _tie(a, b, programme, provider, place, noun, near)
    if tie is None:
        return None
    if place in ("different", "overlap", "contains"):
        place = scopes.relate_places(scopes.receiving_places(b), scopes.receiving_places(a))
    words = f"“{reported.words}”"
    if planned.unit != reported.unit and (planned.dimension != reported.dimension or planned.dimension == "money"):
        return Pairing("unit", f"{tie}；但{words}单位不同：{planned.unit}、{reported.unit} (another unit)")
    if planned.per != reported.per:
        return Pairing("scope", f"{tie}；但{words}与计划不同为每单位数 (one of them is a rate)")
    if place == "different" or (place in ("overlap", "contains") and programme != "same"):
        return Pairing("scope", f"{tie}；但{words}所在地方不在计划范围内 (its place is not within the plan's)")
    if noun == "overlap":
        return Pairing("scope", f"{tie}；但{words}的名目“{b.counted}”与计划“{a.counted}”不同 (another kind counted)")
    if not _in_term(planned, reported):
        return Pairing("period", f"{tie}；但{words}不在计划期内 (outside the plan's term)")
    partial = place == "inside" or provider == "inside" or noun == "inside"
    if noun == "contains":
        tie += f"，报告名目“{b.counted}”较简略 (the report's noun is shorter)"
    return Pairing("match", tie, partial)


def _tie(
    plan: Scope, report: Scope, programme: Relation, provider: Relation, place: Relation, noun: Relation, near: Nearness
) -> str | None:
    """What holds the two together, in words.

    Nearness alone ties only what leaves the provider open: a named foundation's plan is not answered by what all
    foundations of the city together paid, though both stand in one article. The place tie needs a code, since 全市 and
    a village's bare name mean different places in different texts.
    """
    if programme == "same":
        return "同一项目 (same programme)"
    if programme == "different":
        return None
    if provider == "same":
        return "同一提供方 (same provider)"
    if provider == "inside":
        return "提供方属于计划所指的群体 (a member of the planned group)"
    if provider != "unknown" or _named_against_group(plan, report):
        return None
    if near == "sentence" and place != "different":
        return "同一句 (same sentence)"
    if near == "article" and place in ("same", "inside"):
        return "同一篇文章、同一地方 (same article and place)"
    coded = all(each.code is not None for each in plan.place)
    said = noun in ("same", "inside") or (noun == "contains" and not scopes.is_generic(report))
    if place == "same" and coded and said and plan.counted and report.counted:
        return "同一地方、同一名目 (same place and noun)"
    return None


def _named_against_group(plan: Scope, report: Scope) -> bool:
    if not plan.provider or not report.provider:
        return False
    plan_is_group = any(scopes.group_of(name) is not None or scopes.is_authority(name) for name in plan.provider)
    report_is_group = any(scopes.group_of(name) is not None for name in report.provider)
    return report_is_group and not plan_is_group


def _in_term(planned: Fact, reported: Fact) -> bool:
    """False only if the dates show that the report is of another time; a plan without a term begins when published."""
    relation = scopes.relate_periods(reported.scope.period, planned.scope.period)
    if relation == "different":
        return False
    if relation != "unknown" or any(same_article(x, y) for x in planned.statements for y in reported.statements):
        return True
    day = scopes.reference_date(reported.scope)
    term = planned.scope.period
    begins = term.start if term is not None and term.start is not None else planned.scope.published_on
    return day is None or begins is None or day >= begins
