"""Check: no more was disbursed (拨付) than committed (认领)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.audit import scope as scopes
from extract.audit.facts import Fact
from extract.audit.findings import Finding, figure_input, find
from extract.audit.matter import Matter
from extract.audit.neighbours import Neighbours
from extract.audit.providers import count_of, is_authority, is_group, relate_providers
from extract.audit.sameness import same_article
from extract.audit.verdicts import Judgement, judge_at_most

_REMAINING: Final = (
    "未到",
    "未付",
    "未拨",
    "未撥",
    "尚未",
    "尚待",
    "待拨",
    "待付",
    "余款",
    "餘款",
    "剩余",
    "剩餘",
    "还差",
    "還差",
)


def check_disbursements(matter: Matter) -> Iterator[Finding]:
    """One finding per disbursement and the commitment it draws on: of its own article first, else of the base."""
    facts = [each for each in matter.facts if each.status in ("commitment", "disbursement") and each.per is None]
    commitments = Neighbours([each for each in facts if each.status == "commitment" and each.dimension == "money"])
    for disbursed in facts:
        if disbursed.status != "disbursement" or disbursed.dimension != "money":
            continue
        matches = [(each, why) for each in commitments.of(disbursed) if (why := draws_on(disbursed, each)) is not None]
        near = [match for match in matches if _share_article(match[0], disbursed)]
        for committed, why in near or matches:
            judgement = judge_at_most(disbursed.quantity, committed.quantity)
            inputs = [figure_input(disbursed.sharpest, "disbursed"), figure_input(committed.sharpest, "committed")]
            yield find("disbursed-committed", Judgement(judgement.verdict, f"{why}，{judgement.reason}"), inputs)


def draws_on(disbursed: Fact, committed: Fact) -> str | None:
    """Why the money disbursed may be held against this commitment, in words; ``None`` if nothing shows that it may.

    The commitment's scope must hold the disbursement's: what a member, a county or a half-year received is within what
    the group, the province or the year was promised, never the other way round. A provider's own seat is no place of
    destination. Two names that may be one (an authority and the groups it mobilized, a short form) are one only
    within one article; money of which nobody is named as giver is held against no one's promise.
    """
    a, b = disbursed.scope, committed.scope
    if disbursed.unit != committed.unit or a.indicator != b.indicator or _is_remainder(committed):
        return None
    together = _share_article(disbursed, committed)
    provider = relate_providers(a.provider, b.provider)
    programme = scopes.relate_programmes(a.programme, b.programme)
    place = scopes.relate_places(scopes.receiving_places(a), scopes.receiving_places(b))
    if "different" in (provider, programme, place) or scopes.relate_periods(a.period, b.period) == "different":
        return None
    if provider in ("contains", "overlap") or place in ("contains", "overlap"):
        return None
    if place == "unknown" and scopes.receiving_places(b) and programme != "same":
        return None  # a promise to one place does not bound what went who knows where
    if b.programme is not None and a.programme is None:
        return None
    if programme == "same":
        return "同一项目 (same programme)"
    if provider in ("same", "inside"):
        return "同一提供方 (same provider)" if provider == "same" else "提供方属该群体 (a member of the group)"
    if provider == "unknown" and together and _may_be_one(a.provider, b.provider):
        return "同一篇文章，提供方相容 (same article, compatible provider)"
    return None


def _is_remainder(committed: Fact) -> bool:
    """True for what is left of a promise (未到拨付节点的合同款, 尚待支付的): it bounds nothing paid before."""
    text = "".join(committed.lead.context.split())
    at = text.find("".join(committed.lead.mention.quote.split()))
    clause = text[:at]
    clause = clause[max(clause.rfind(mark) for mark in "，,；;。") + 1 :]
    return any(word in clause for word in _REMAINING)


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True for an authority and the groups it mobilizes, two groups, or a name and its short form.

    A body with a name of its own is not known to be among the 59家社会组织 that the article also mentions.
    """
    counts = [{count for name in names if (count := count_of(name)) is not None} for names in (one, other)]
    if all(counts) and not counts[0] & counts[1]:
        return False  # 三家社会组织 beside 59家社会组织
    bodies = [[name for name in names if not is_group(name) and not is_authority(name)] for names in (one, other)]
    if not any(bodies):
        return bool(one and other)
    return all(bodies) and all(any(a.endswith(b) or b.endswith(a) for b in bodies[1]) for a in bodies[0])


def _share_article(one: Fact, other: Fact) -> bool:
    return any(same_article(a, b) for a in one.statements for b in other.statements)
