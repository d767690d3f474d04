"""Which report answers which plan: conservative, and explained.

A pair measures the same indicator and is tied by evidence: one programme, one provider, one article, or one place and
one noun with nobody named that disagrees. Place must be contained, period overlap, unit agree; where just one of these
fails, the pair is a near miss, which the analyst is told and which proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from extract.audit import scope as scopes
from extract.audit.achievement import is_cap
from extract.audit.facts import Fact
from extract.audit.providers import is_authority, is_group, named, relate_providers
from extract.audit.sameness import same_article
from extract.audit.scope import Relation, Scope
from extract.audit.terms import off_term
from extract.audit.wording import are_apart

Match = Literal["match", "unit", "scope", "period"]
_GENERAL_CLASSIFIERS: Final = frozenset({"个", "项"})
Nearness = Literal["sentence", "article", "apart"]


@dataclass(frozen=True, slots=True)
class Pairing:
    """How a reported fact answers a planned one. ``partial``: it covers a part of the plan's scope only."""

    match: Match
    reason: str
    partial: bool = False


def pair(planned: Fact, reported: Fact, *, one_of_years: bool = False) -> Pairing | None:
    """The pairing, or ``None`` if nothing ties the two. ``one_of_years``: the plan has siblings for other years."""
    a, b = planned.scope, reported.scope
    if a.indicator is None or a.indicator != b.indicator:
        return None
    noun: Relation = "same" if planned.dimension == "money" else scopes.relate_counted(b, a)
    if noun == "different":
        return None
    together = any(same_article(x, y) for x in planned.statements for y in reported.statements)
    programme = scopes.relate_programmes(a.programme, b.programme)
    provider = relate_providers(b.provider, a.provider)
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
    if place == "different" and provider not in ("same", "inside") and scopes.far_apart(a.place, b.place):
        return None  # every province has its own campaign of one name
    words = f"“{reported.words}”"
    if one_sentence and are_apart(planned.lead, reported.lead):
        return Pairing("scope", f"{tie}；但句中{words}是另一项 (another item of the sentence)")
    if not _units_agree(planned, reported):
        return Pairing("unit", f"{tie}；但{words}单位不同：{planned.unit}、{reported.unit} (another unit)")
    if planned.per != reported.per:
        return Pairing("scope", f"{tie}；但{words}与计划每单位口径不同 (a rate against a total, or another rate)")
    if place == "different" or (place in ("overlap", "contains") and programme != "same"):
        return Pairing("scope", f"{tie}；但{words}所在地方不在计划范围内 (its place is not within the plan's)")
    if programme == "same" and provider != "same" and _named_against_group(a, b):
        return Pairing("scope", f"{tie}；但{words}是一群组织之数，计划只是其中一家的 (a group's, not one body's)")
    if planned.per is None and is_cap(planned) and scopes.relate_counted(b, a) == "different":
        return Pairing("scope", f"{tie}；但上限所限的不是{words} (the cap bounds something else)")
    item = planned.lead.part_of is not None and planned.dimension == "money"
    # Rows of one county in two tables are items by place, not by purpose.
    of_place = place == "same" and reported.lead.part_of is not None and scopes.is_generic(a)
    if item and not of_place and not _same_purpose(a, b):
        return Pairing("scope", f"{tie}；但计划是分项，{words}不是该分项之数 (the plan is an item of a larger one)")
    if noun == "overlap":
        return Pairing("scope", f"{tie}；但{words}的名目“{b.counted}”与计划“{a.counted}”不同 (another kind counted)")
    if (
        why := off_term(planned, reported, programme, same_sentence=one_sentence, one_of_years=one_of_years)
    ) is not None:
        return Pairing("period", f"{tie}；但{words}{why}")
    partial = "inside" in (place, provider, noun) or _is_one_of_many(a, b, provider, place)
    if noun == "contains":
        tie += f"，报告名目“{b.counted}”较简略 (the report's noun is shorter)"
    return Pairing("match", tie, partial)


def _same_purpose(plan: Scope, report: Scope) -> bool:
    return scopes.relate_counted(report, plan) in ("same", "inside", "contains") and not scopes.is_generic(report)


def _units_agree(planned: Fact, reported: Fact) -> bool:
    """Money by its currency; what is counted by 个 or 项 may be counted by a classifier of its own (10个, 10所)."""
    if planned.unit == reported.unit:
        return True
    if planned.dimension != reported.dimension or planned.dimension == "money":
        return False
    return planned.dimension != "count" or bool({planned.unit, reported.unit} & _GENERAL_CLASSIFIERS)


def _is_one_of_many(plan: Scope, report: Scope, provider: Relation, place: Relation) -> bool:
    """True if the report may tell of a part only: of one body within somebody else's plan, of one village.

    It may then prove that the plan was met, never that it was missed.
    """
    giver = named(report.provider)
    if (
        giver
        and provider not in ("same", "contains")
        and not any(is_group(name) or is_authority(name) for name in giver)
    ):
        return True
    one_village = bool(report.place) and all(each.code is None for each in report.place)
    return place == "unknown" and one_village and any(each.code is not None for each in plan.place)


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
    plan_is_group = any(is_group(name) or is_authority(name) for name in plan.provider)
    return not plan_is_group and any(is_group(name) for name in report.provider)
