"""Neighbours: every pair that the audit's rules can relate is found, and a large base stays fast."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.audit.checks import run_checks
from extract.audit.diff import diff
from extract.audit.facts import Fact, merge
from extract.audit.neighbours import Neighbours
from extract.audit.providers import relate_providers
from extract.audit.scope import relate_places, relate_programmes
from extract.audit.totals import totals
from extract.types import Status, StoredStatement
from tests.audit_build import statement

PROVIDERS = st.sampled_from(
    [
        *("云川市友邻公益基金会", "友邻公益基金会", "云川市基金会", "云川市社会组织"),
        *("45家社会组织", "社会组织", "海湾省甲协会", "云川市民政局"),
    ]
)  # fmt: skip
PLACES = st.sampled_from(
    [
        *(("云川市", "990100"), ("东山县", "990121"), ("东山县河口镇", None)),
        *(("河口镇柳湾村", None), ("柳湾村", None), ("西部", None)),
    ]
)  # fmt: skip
PROGRAMMES = st.sampled_from(
    ["“数字化种植”项目", "数字化种植", "云川州社会组织助力行动", "云川自治州社会组织助力行动", None]
)
STATEMENTS = st.builds(
    lambda provider, place, programme, uri: statement(
        "7元", "7", provider=tuple(provider), place=tuple(place), programme=programme, uri=uri
    ),
    st.lists(PROVIDERS, max_size=2, unique=True),
    st.lists(PLACES, max_size=2, unique=True),
    PROGRAMMES,
    st.sampled_from(["a.txt", "b.txt", "c.txt"]),
)
RELATED = {"same", "inside", "contains"}


@settings(max_examples=200, deadline=None)
@given(st.lists(STATEMENTS, min_size=2, max_size=8))
def test_related_facts_are_neighbours(statements: Sequence[StoredStatement]) -> None:
    facts = merge(statements)
    index = Neighbours(facts)
    for one in facts:
        near = {each.id for each in index.of(one)}
        anyone = {each.id for each in index.of(one, whoever=True)}
        assert one.id not in near
        for other in facts:
            if other is not one:
                assert other.id in near or not _tied(one, other)
                place = relate_places(one.scope.place, other.scope.place)
                assert other.id in anyone or place not in RELATED


def _tied(one: Fact, other: Fact) -> bool:
    a, b = one.scope, other.scope
    provider = relate_providers(a.provider, b.provider)
    if one.lead.uri == other.lead.uri or relate_programmes(a.programme, b.programme) == "same" or provider in RELATED:
        return True
    return provider == "unknown" and not (a.provider and b.provider) and relate_places(a.place, b.place) in RELATED


def test_time_grows_with_the_base_and_not_with_its_square() -> None:
    def calls(count: int) -> int:
        """Function calls, not seconds, so that a busy machine does not matter."""
        statements = [_numbered(i) for i in range(count)]
        counted = 0

        def count_call(frame: object, event: str, argument: object) -> None:
            nonlocal counted
            counted += 1

        sys.setprofile(count_call)
        try:
            totals(statements)
            diff(statements)
            run_checks(statements, [])
        finally:
            sys.setprofile(None)
        return counted

    calls(200)  # what is read once is read now
    assert calls(2000) < 7 * calls(500)


def _numbered(i: int) -> StoredStatement:
    status: Status = ("commitment", "disbursement", "budget")[i % 3]  # type: ignore[assignment]
    place = (f"第{i // 6 % 400}县", f"{11 + i // 600 % 50}{i // 6 % 100:02d}{i // 6 % 89 + 11}")
    who = f"第{i // 9}号公益基金会"
    return statement(
        f"{i + 11}万元", f"{i + 11}万", status=status, provider=(who,), place=(place,), uri=f"{i // 30}.txt"
    )
