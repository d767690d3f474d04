"""Each check on texts that agree, that err, and that leave it open."""

from __future__ import annotations

from typing import get_args

import pytest

from extract.audit.checks import CHECKS, run_checks
from extract.audit.findings import CheckName, Finding
from extract.store.numerals import NumeralAccount
from extract.types import Mention, StoredEnumeration, StoredStatement
from tests.audit_build import enumeration, period, projects, statement

CITY = (("云川市", "990100"),)
EAST = (("海湾省东山县", "980121"),)


def found(check: str, *given: StoredStatement | StoredEnumeration) -> list[Finding]:
    statements = [each for each in given if isinstance(each, StoredStatement)]
    enumerations = [each for each in given if isinstance(each, StoredEnumeration)]
    return [each for each in run_checks(statements, enumerations) if each.check == check]


def verdicts(check: str, *given: StoredStatement | StoredEnumeration) -> list[str]:
    return [finding.verdict for finding in found(check, *given)]


@pytest.mark.parametrize(
    ("stated", "listed", "closed", "at_least", "verdict"),
    [
        (4, 4, True, False, "consistent"),
        (6, 6, False, False, "consistent"),  # 甲、乙 … 等六家, all six listed
        (9, 1, False, False, "cannot-tell"),
        (4, 3, True, False, "inconsistent"),
        (4, 5, True, False, "inconsistent"),
        (4, 5, False, False, "inconsistent"),
        (20, 2, False, True, "cannot-tell"),  # 甲、乙等20余家
        (20, 21, False, True, "consistent"),
    ],
)
def test_enumeration(stated: int, listed: int, closed: bool, at_least: bool, verdict: str) -> None:
    names = tuple(f"第{i}村" for i in range(listed))
    assert verdicts("enumeration", enumeration("个村", stated, names, closed=closed, at_least=at_least)) == [verdict]


def test_enumeration_of_equal_names_accuses_only_if_neither_count_fits() -> None:
    assert verdicts("enumeration", enumeration("三个村", 3, ("新村", "新村", "河村"))) == ["consistent"]
    assert verdicts("enumeration", enumeration("两个村", 2, ("新村", "新村", "河村"))) == ["consistent"]
    assert verdicts("enumeration", enumeration("四个村", 4, ("新村", "新村", "河村"))) == ["inconsistent"]


def test_enumeration_without_members_is_no_question() -> None:
    assert verdicts("enumeration", enumeration("四个县", 4, ())) == []


def test_a_part_beyond_its_whole() -> None:
    whole = projects("118家", "118", unit="家", context="动员118家社会组织，其中59家签约。")
    part = projects("59家", "59", unit="家", part_of=whole.id, context=whole.context)
    assert verdicts("part-whole", whole, part) == ["consistent"]
    beyond = projects("159家", "159", unit="家", part_of=whole.id, context=whole.context)
    assert verdicts("part-whole", whole, beyond) == ["inconsistent"]
    over = projects("100余家", "[100,)", likely="[100,200)", unit="家", part_of=whole.id)
    assert verdicts("part-whole", whole, over) == ["cannot-tell"]


def test_parts_of_another_unit_are_not_compared() -> None:
    whole = projects("400名", "400", unit="名")
    share = projects("约70%", "70", approx=True, unit="%", dimension="ratio", part_of=whole.id)
    assert verdicts("part-whole", whole, share) == []


def breakdown(sentence: str, *values: int) -> list[Finding]:
    whole = projects("100个", "100", context=sentence)
    parts = [projects(f"{n}个", str(n), part_of=whole.id, context=sentence) for n in values]
    return [each for each in found("part-whole", whole, *parts) if len(each.inputs) > 2]


def test_a_complete_breakdown_must_sum() -> None:
    sentence = "县级60个、乡级{}个，共计100个。"
    assert [each.verdict for each in breakdown(sentence.format(40), 60, 40)] == ["consistent"]
    (wrong,) = breakdown(sentence.format(41), 60, 41)
    assert wrong.verdict == "inconsistent"
    assert "60个 ＋ 41个" in wrong.reason


def test_a_partial_breakdown_need_not_sum() -> None:
    verdicts = [each.verdict for each in breakdown("共计100个项目，其中县级60个、乡级30个。", 60, 30)]
    assert verdicts == ["consistent"], "less than the whole: there may be others"
    (exceeding,) = breakdown("共计100个项目，其中县级60个、乡级50个。", 60, 50)
    assert exceeding.verdict == "inconsistent", "parts parted by 、 exclude each other"


def claimed(**fields: object) -> StoredStatement:
    given = {"status": "commitment", "provider": ("云川市基金会",), "counted": "帮扶项目"}
    return statement("1013万元", "1013万", **{**given, **fields})  # type: ignore[arg-type]


def paid(quote: str, hard: str, likely: str | None = None, **fields: object) -> StoredStatement:
    given = {"provider": ("云川110家基金会",), "counted": "项目资金"}
    return statement(quote, hard, likely=likely, **{**given, **fields})  # type: ignore[arg-type]


def test_disbursed_within_committed() -> None:
    (finding,) = found("disbursed-committed", claimed(), paid("800余万元", "[800万,)", "[800万,900万)"))
    assert finding.verdict == "consistent"
    assert [(each.role, each.quote) for each in finding.inputs] == [
        ("disbursed", "800余万元"),
        ("committed", "1013万元"),
    ]
    assert verdicts("disbursed-committed", claimed(), paid("1100万元", "1100万")) == ["inconsistent"]
    assert verdicts("disbursed-committed", claimed(), paid("1000余万元", "[1000万,)", "[1000万,2000万)")) == [
        "cannot-tell"
    ]


def test_the_providers_own_seat_is_no_destination() -> None:
    assert verdicts("disbursed-committed", claimed(place=CITY), paid("1100万元", "1100万", place=EAST)) == [
        "inconsistent"
    ]


def test_a_member_is_held_against_its_group_and_not_the_other_way_round() -> None:
    member = ("云川市友邻公益基金会",)
    (finding,) = found("disbursed-committed", claimed(), paid("43万元", "43万", provider=member))
    assert "a member of the group" in finding.reason
    assert verdicts("disbursed-committed", claimed(provider=member), paid("1100万元", "1100万")) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"provider": ("海湾省基金会",)},
        {"unit": "美元"},
        {"indicator": "sales.value"},
        {"per": "村"},
        {"period": period("2019-01-01", "2019-12-31")},
        {"article": "2", "provider": ()},
    ],
)
def test_another_scope_is_not_compared(fields: dict[str, object]) -> None:
    commitment = claimed(period=period("2022-01-01", "2022-12-31"))
    assert verdicts("disbursed-committed", commitment, paid("1100万元", "1100万", **fields)) == []


def test_a_promise_to_one_place_does_not_bound_what_went_elsewhere() -> None:
    assert verdicts("disbursed-committed", claimed(place=EAST), paid("1100万元", "1100万")) == []
    west = (("海湾省西岭县", "980122"),)
    assert verdicts("disbursed-committed", claimed(place=EAST), paid("1100万元", "1100万", place=west)) == []


def test_the_commitment_of_the_same_article_comes_first() -> None:
    elsewhere = claimed(uri="b.txt")
    assert len(found("disbursed-committed", claimed(), elsewhere, paid("800万元", "800万"))) == 1
    assert len(found("disbursed-committed", elsewhere, paid("800万元", "800万"))) == 1


def test_duplicates_agree() -> None:
    (finding,) = found("duplicate", projects("61个", "61", place=CITY), projects("61 个", "61", place=CITY))
    assert finding.verdict == "consistent"
    assert {each.role for each in finding.inputs} == {"one", "other"}


def test_a_slip_of_the_unit_is_shown_and_never_held_against_the_text() -> None:
    right = statement("832000元", "832000", provider=("甲基金会",), place=EAST)
    slipped = statement("832000万元", "832000万", provider=("甲基金会",), place=EAST)
    (finding,) = found("unit-slip", right, slipped)
    assert (finding.verdict, "万" in finding.reason) == ("cannot-tell", True)
    unrelated = statement("832000万元", "832000万", provider=("乙基金会",), place=EAST)
    assert found("unit-slip", right, unrelated) == []


def test_findings_have_stable_distinct_ids_and_the_gravest_come_first() -> None:
    given = [claimed(), paid("800万元", "800万"), paid("1100万元", "1100万")]
    lists = [enumeration("四个县", 4, ("甲", "乙", "丙")), enumeration("两个县", 2, ("甲", "乙"))]
    first, second = run_checks(given, lists), run_checks(given[::-1], lists[::-1])
    assert {each.id for each in first} == {each.id for each in second}
    assert len({each.id for each in first}) == len(first)
    order = [each.verdict for each in first]
    assert order == sorted(order, key=["inconsistent", "cannot-tell", "consistent"].index)
    assert {each.check for each in run_checks(given, lists, only=["enumeration"])} == {"enumeration"}
    assert {each.check for each in first} <= {name for name, _ in CHECKS}


def test_money_without_a_giver_is_held_against_no_ones_promise() -> None:
    assert verdicts("disbursed-committed", claimed(), paid("1100万元", "1100万", provider=())) == []


def test_a_region_unrelates_no_places() -> None:
    east = (("东山县", "980121"), ("西部地区", None))
    assert verdicts(
        "disbursed-committed",
        claimed(place=(("西部", None),)),
        paid("800余万元", "[800万,)", "[800万,900万)", place=east),
    ) == ["consistent"]


def test_a_named_body_is_not_held_against_a_group_that_the_article_also_mentions() -> None:
    group = claimed(provider=("59家社会组织",))
    assert verdicts("disbursed-committed", group, paid("83万元", "83万", provider=("甲公益基金会",))) == []
    assert verdicts("disbursed-committed", group, paid("83万元", "83万", provider=("三家社会组织",))) == []
    assert verdicts("disbursed-committed", group, paid("83万元", "83万", provider=("社会组织",))) == ["consistent"]


def test_coverage_lists_the_numerals_without_a_role() -> None:
    left = (Mention(((40, 42),), "47"), Mention(((70, 72),), "十八"))
    accounts = [NumeralAccount("a.txt", None, 9, ()), NumeralAccount("b.txt", None, 7, left)]
    findings = [each for each in run_checks([], [], accounts) if each.check == "coverage"]
    assert [(each.verdict, each.inputs[0].uri) for each in findings] == [
        ("cannot-tell", "b.txt"),
        ("consistent", "a.txt"),
    ]
    assert "“47”、“十八”" in findings[0].reason
    assert [each.quote for each in findings[0].inputs if each.role == "unresolved"] == ["47", "十八"]


def test_every_check_of_the_design_is_there() -> None:
    assert [name for name, _ in CHECKS] == list(get_args(CheckName))
    assert len(CHECKS) == 11
