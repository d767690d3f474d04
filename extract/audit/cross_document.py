"""Check: what several documents say of one thing agrees. A later revision supersedes, it does not conflict."""

from __future__ import annotations

from collections.abc import Iterator

from extract.audit.findings import Finding, figure_input, find
from extract.audit.matter import Matter
from extract.audit.questions import revises, rival_answers
from extract.audit.verdicts import Judgement, judge_equal, quantity
from extract.types import StoredStatement


def check_across_documents(matter: Matter) -> Iterator[Finding]:
    """One finding per further document that states a fact, and one per pair of facts that answer one question."""
    for fact in matter.facts:
        first: dict[str, StoredStatement] = {}
        for each in fact.statements:
            first.setdefault(each.uri, each)
        lead, *others = first.values()
        yield from (_compare(lead, each) for each in others)
    for earlier, later in rival_answers(matter.facts):
        yield _compare(earlier.lead, later.lead)


def _compare(earlier: StoredStatement, later: StoredStatement) -> Finding:
    judgement = judge_equal(quantity(earlier), quantity(later))
    if judgement.verdict != "consistent" and revises(later, earlier):
        words = f"后一文件作了修订，以“{quantity(later).words}”为准 (revised by the later document)"
        judgement = Judgement("consistent", words)
    inputs = [figure_input(earlier, "one"), figure_input(later, "other")]
    return find("cross-document", Judgement(judgement.verdict, f"不同文件：{judgement.reason}"), inputs)
