"""Check: what one text says twice, in its headline and its body, agrees."""

from __future__ import annotations

from collections.abc import Iterator

from extract.audit.findings import Finding, figure_input, find
from extract.audit.matter import Matter
from extract.audit.sameness import same_article
from extract.audit.verdicts import Judgement, judge_equal, quantity


def check_duplicates(matter: Matter) -> Iterator[Finding]:
    """One finding per further statement of a fact in an article, against the first one there."""
    for fact in matter.facts:
        for i, other in enumerate(fact.statements):
            first = next((each for each in fact.statements[:i] if same_article(each, other)), None)
            if first is None:
                continue
            judgement = judge_equal(quantity(first), quantity(other))
            inputs = [figure_input(first, "one"), figure_input(other, "other")]
            yield find("duplicate", Judgement(judgement.verdict, f"同一事实：{judgement.reason}"), inputs)
