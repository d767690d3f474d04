"""Totals never count twice, say what they left out, and follow from their own lists."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from extract.audit.exclusions import Reason
from extract.audit.facts import Fact
from extract.audit.totals import Total, recompute, totals
from extract.interval import Interval
from extract.types import StoredStatement
from tests.audit_build import interval, level, period, projects, statement

CITY = (("云川市", "990100"),)
EAST = (("云川市东山县", "990121"),)
WEST = (("云川市西岭县", "990122"),)
YEAR = period("2023-01-01", "2023-12-31", text="2023年")


def only(statements: list[StoredStatement]) -> Total:
    (answer,) = totals(statements)
    return answer


def reasons(answer: Total) -> dict[str, Reason]:
    return {each.statement.id: each.reason for each in answer.excluded}


def test_bounds_add_with_their_openness() -> None:
    answer = only(
        [
            statement("83.32万元", "83.32万", provider=("甲基金会",)),
            statement("150余万元", "[150万,)", likely="[150万,160万)", provider=("乙慈善会",)),
        ]
    )
    assert (answer.hard, answer.likely) == (interval("[233.32万,)"), interval("[233.32万,243.32万)"))
    assert (answer.n_statements, answer.n_facts, answer.n_counted) == (2, 2, 2)


def test_duplicate_counts_once_and_is_listed() -> None:
    answer = only([level("110家", "110", place=CITY), level("110家", "110", place=CITY)])
    assert answer.hard == interval("110")
    assert (answer.n_statements, answer.n_facts) == (2, 1)
    assert list(reasons(answer).values()) == [Reason.DUPLICATE]


def test_statuses_and_units_never_mix() -> None:
    answers = totals(
        [
            statement("10万元", "10万"),
            statement("20万元", "20万", status="commitment"),
            statement("30万美元", "30万", unit="美元"),
        ]
    )
    assert {(each.status, each.unit, each.hard) for each in answers} == {
        ("disbursement", "元", interval("10万")),
        ("commitment", "元", interval("20万")),
        ("disbursement", "美元", interval("30万")),
    }


def test_a_whole_stands_for_its_parts() -> None:
    whole = statement("500万元", "500万", provider=("甲基金会",))
    part = statement("120万元", "120万", provider=("乙基金会",), part_of=whole.id)
    part_of_part = statement("20万元", "20万", provider=("丙基金会",), part_of=part.id)
    answer = only([whole, part, part_of_part])
    assert answer.hard == interval("500万")
    assert reasons(answer) == {part.id: Reason.PART, part_of_part.id: Reason.PART}


def test_parts_stand_where_the_whole_is_of_another_status() -> None:
    whole = statement("500万元", "500万", status="commitment", provider=("甲基金会",))
    part = statement("120万元", "120万", provider=("甲基金会",), part_of=whole.id)
    assert {each.hard for each in totals([whole, part])} == {interval("500万"), interval("120万")}


def test_circular_parts_end() -> None:
    one = statement("5万元", "5万", provider=("甲基金会",), id="one", part_of="two")
    two = statement("6万元", "6万", provider=("乙基金会",), id="two", part_of="one")
    assert only([one, two]).n_facts == 2


def test_the_latest_cumulative_stands_for_earlier_ones_and_for_flows_within() -> None:
    def since(end: str) -> dict[str, object]:
        return {"provider": ("甲基金会",), "period": period("2010-01-01", end, "cumulative", "累计")}

    early = statement("2000万元", "2000万", uri="a", **since("2021-12-31"))  # type: ignore[arg-type]
    late = statement("2800多万元", "[2800万,)", likely="[2800万,2900万)", uri="b", **since("2023-06-30"))  # type: ignore[arg-type]
    flow = statement("72.5万元", "72.5万", uri="c", provider=("甲基金会",), period=period("2022-01-01", "2022-12-31"))
    after = statement("31万元", "31万", uri="d", provider=("甲基金会",), period=period("2024-01-01", "2024-12-31"))
    answer = only([early, late, flow, after])
    assert answer.likely == interval("[2831万,2931万)")
    assert reasons(answer) == {early.id: Reason.SUPERSEDED, flow.id: Reason.IN_CUMULATIVE}


def test_a_cumulative_of_another_provider_contains_nothing() -> None:
    cumulative = statement(
        "2800万元", "2800万", provider=("甲基金会",), period=period(None, "2023-06-30", "cumulative")
    )
    flow = statement("72.5万元", "72.5万", provider=("乙基金会",), period=period("2022-01-01", "2022-12-31"))
    assert only([cumulative, flow]).hard == interval("2872.5万")


def test_gifts_of_one_provider_side_by_side_add_up() -> None:
    nouns = (("工资", "72.5万"), ("药材包款项", "35.64万"), ("药材款", "25万"))
    gifts = [statement(f"{n}元", n, counted=noun, provider=("甲基金会",), period=YEAR) for noun, n in nouns]
    answer = only(gifts)
    assert answer.hard == interval("133.14万")
    assert answer.excluded == ()


def test_what_may_lie_within_another_adds_none_up_to_all() -> None:
    province = statement("500万元", "500万", place=CITY, period=YEAR)
    county = statement("80万元", "80万", provider=("甲基金会",), place=EAST, period=YEAR, article="1")
    answer = only([province, county])
    assert (answer.hard, answer.n_counted, len(answer.undecided)) == (interval("[500万,580万]"), 1, 1)
    assert reasons(answer) == {county.id: Reason.POSSIBLE_OVERLAP}


def test_disjoint_counties_and_other_providers_add_up() -> None:
    facts = [
        statement("64万元", "64万", provider=("甲协会",), place=EAST, period=YEAR),
        statement("20万元", "20万", provider=("甲协会",), place=WEST, period=YEAR),
        statement("19万元", "19万", provider=("乙协会",), place=EAST, period=YEAR),
    ]
    answer = only(facts)
    assert (answer.hard, answer.undecided) == (interval("103万"), ())


def test_a_later_level_replaces_an_earlier_one() -> None:
    given = {"place": CITY, "provider": ("云川市民政局",)}
    early = level("85家", "85", uri="a", published="2022-05-01", **given)
    late = level("110家", "110", uri="b", published="2023-05-01", **given)
    answer = only([early, late])
    assert answer.hard == interval("110")
    assert reasons(answer) == {early.id: Reason.SUPERSEDED}


def test_levels_of_one_place_lie_between_the_largest_and_the_sum() -> None:
    one = level("118家", "118", place=CITY, counted="社会组织")
    other = level("56家", "56", place=EAST, counted="捐赠的社会组织")
    elsewhere = level("20家", "20", place=(("海湾市", "980100"),), counted="社会组织")
    assert only([one, other, elsewhere]).hard == interval("[138,194]")


def test_rates_shares_person_times_and_background_are_never_added() -> None:
    cases = {
        Reason.RATE: statement("5万元", "5万", per="村"),
        Reason.SHARE: statement("70%", "70", unit="%", dimension="ratio", indicator="share"),
        Reason.PERSON_TIME: projects("300人次", "300", unit="人次", dimension="person-time"),
        Reason.NOT_ADDITIVE: statement("450元", "450", indicator="income.increase"),
        Reason.NO_INDICATOR: statement("9元", "9", indicator=None),
        Reason.BACKGROUND: projects("38个", "38", status="background"),
    }
    for reason, case in cases.items():
        answer = only([case])
        assert (answer.hard, answer.likely) == (None, None), "absence is not zero"
        assert reasons(answer) == {case.id: reason}


def test_filters() -> None:
    east = statement("64万元", "64万", provider=("甲协会",), place=EAST, period=YEAR)
    other = statement("20万元", "20万", provider=("乙协会",), place=(("海湾市", "980100"),), published="2022-03-01")
    undated = statement("7万元", "7万", provider=("丙协会",))

    def chosen(**filters: object) -> list[str]:
        return [fact.id for each in totals([east, other, undated], **filters) for fact in each.counted]  # type: ignore[arg-type]

    assert chosen(place="990100") == [east.id]
    assert chosen(place="99") == [east.id]
    assert chosen(place="海湾") == [other.id]
    assert chosen(provider="乙") == [other.id]
    assert chosen(since=date(2023, 6, 1)) == [east.id]
    assert chosen(until=date(2022, 12, 31)) == [other.id]
    assert chosen(indicator="project.needed") == []


def test_groups() -> None:
    given = [
        statement("64万元", "64万", provider=("甲协会",), period=YEAR),
        statement("20万元", "20万", provider=("乙协会",), period=YEAR),
    ]
    answers = totals(given, group_by=("year", "provider"))
    assert [each.key for each in answers] == [
        (("year", "2023"), ("provider", "乙协会")),
        (("year", "2023"), ("provider", "甲协会")),
    ]


# --- invariants on random bases -------------------------------------------------------------------------------------

_values = st.sampled_from(["3", "61", "110", "[100,)", "[0,400)", "(20,)", "[3,5]"])
_periods = st.sampled_from(
    [None, YEAR, period("2020-01-01", "2023-12-31", "cumulative"), period(None, "2022-06-30", "cumulative")]
)


@st.composite
def _bases(draw: st.DrawFn) -> list[StoredStatement]:
    base: list[StoredStatement] = []
    for i in range(draw(st.integers(1, 9))):
        value = draw(_values)
        wholes = st.sampled_from([None, *(each.id for each in base)])
        base.append(
            statement(
                value,
                value,
                id=f"r{i}",
                approx=draw(st.booleans()),
                status=draw(st.sampled_from(["disbursement", "commitment"])),
                indicator=draw(st.sampled_from(["funds.provided", "organization.engaged", "share", None])),
                provider=draw(st.sampled_from([(), ("甲协会",), ("乙协会",), ("云川市协会",)])),
                place=draw(st.sampled_from([(), CITY, EAST, WEST])),
                period=draw(_periods),
                per=draw(st.sampled_from([None, None, None, "户"])),
                uri=draw(st.sampled_from(["a", "b"])),
                part_of=draw(wholes),
            )
        )
    return base


def _zero_up_to(value: Interval) -> Interval:
    return Interval(interval("0").low, value.high, True, value.high_inclusive)


@given(_bases())
def test_a_total_follows_from_its_lists_and_every_statement_is_accounted_for(base: list[StoredStatement]) -> None:
    seen: list[str] = []
    for answer in totals(base):
        assert (answer.hard, answer.likely) == recompute(answer.counted, answer.undecided)
        summed = None
        for fact, value in [(f, f.hard) for f in answer.counted] + [(f, _zero_up_to(f.hard)) for f in answer.undecided]:
            assert isinstance(fact, Fact)
            summed = value if summed is None else summed + value
        assert answer.hard == summed
        if answer.hard is not None and answer.likely is not None:
            assert answer.likely.within(answer.hard)
        listed = [each.statement.id for each in answer.excluded]
        assert len(set(listed)) == len(listed), "one reason each"
        leads = [fact.id for fact in answer.counted]
        assert not set(leads) & set(listed)
        assert len(leads) + len(listed) == answer.n_statements
        assert all(each.sentence and each.instead != each.statement.id for each in answer.excluded)
        seen += [*leads, *listed]
    assert sorted(seen) == sorted(each.id for each in base)


@given(_bases(), st.randoms())
def test_the_order_of_loading_changes_nothing(base: list[StoredStatement], random: object) -> None:
    shuffled = list(base)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert totals(shuffled) == totals(base)


def test_a_plan_recalled_by_a_report_counts_once() -> None:
    given = {"status": "target", "programme": "云川州社会组织助力行动", "place": (("云川自治州", "992800"),)}
    short = {**given, "programme": "云川自治州社会组织助力行动", "provider": ("33家社会组织",)}
    (answer,) = totals(
        [
            statement("1500万元以上", "[1500万,)", counted="帮扶资金", uri="plan.txt", **given),  # type: ignore[arg-type]
            statement("1500万元以上", "[1500万,)", counted="落实资金", uri="report.txt", **short),  # type: ignore[arg-type]
        ]
    )
    assert (answer.n_statements, answer.n_facts, answer.hard) == (2, 1, interval("[1500万,)"))


def test_a_members_gift_may_lie_within_the_groups() -> None:
    given = {"status": "commitment", "programme": "“百社联百村”行动"}
    (answer,) = totals(
        [
            statement("6380万元", "6380万", provider=("各社会组织",), counted="协议金额", **given),  # type: ignore[arg-type]
            statement("315万元", "315万", provider=("云川市茶叶商会",), counted="金额", **given),  # type: ignore[arg-type]
        ]
    )
    assert answer.hard == interval("[6380万,6695万]")


def test_people_counted_again_later_in_the_sentence_may_be_the_same_people() -> None:
    sentence = "为4000名儿童提供筛查，118名患儿得到诊治。"
    given = {
        "indicator": "person.benefited", "status": "actual", "unit": "名", "dimension": "person",
        "provider": ("甲基金会",), "context": sentence,
    }  # fmt: skip
    first = statement("4000名", "4000", counted="儿童", **given)  # type: ignore[arg-type]
    (answer,) = totals([first, statement("118名", "118", counted="患儿", **given)])  # type: ignore[arg-type]
    assert answer.hard == interval("[4000,4118]")


def test_purses_of_two_bodies_are_two() -> None:
    given = {"indicator": "funds.balance", "status": "actual", "counted": "结余"}
    (answer,) = totals(
        [statement(f"{n}万元", f"{n}万", provider=(who,), **given) for n, who in ((51, "甲基金会"), (16, "乙协会"))]  # type: ignore[arg-type]
    )
    assert answer.hard == interval("67万")


FUND = ("云川市扶贫基金会",)
CHARITY = ("青石县慈善会",)


def passed_on(received: str, paid: str, hard: str, start: str = "2023-05-01") -> Total:
    """A gift of 40万元 to a county's charity, and what the charity paid out."""
    gift = statement(
        "41万元", "41万", provider=FUND, context=received, uri="a.txt", period=period("2023-03-01", "2023-03-31")
    )
    out = statement(paid, hard, provider=CHARITY, uri="b.txt", period=period(start, start))
    return only([gift, out])


def test_money_passed_on_counts_once() -> None:
    told = "2023年3月，云川市扶贫基金会向青石县慈善会捐赠帮扶资金41万元。"
    answer = passed_on(told, "41万元", "41万")
    assert answer.hard == interval("41万")
    assert Reason.TRANSFER in reasons(answer).values()
    part = passed_on(told, "26万元", "26万")
    assert part.hard == interval("[41万, 67万]"), "it may be of the gift, or the charity's own"
    assert passed_on(told, "86万元", "86万").hard == interval("127万"), "more than it received"
    assert passed_on(told, "26万元", "26万", "2023-01-05").hard == interval("67万"), "before it received anything"
    assert passed_on("2023年3月，云川市基金会捐赠帮扶资金41万元。", "41万元", "41万").hard == interval("82万")


def test_a_year_called_all_holds_its_months() -> None:
    def year(context: str) -> StoredStatement:
        return statement(
            "90万元", "90万", provider=FUND, context=context, uri="y.txt", period=period("2023-01-01", "2023-12-31")
        )

    month = statement("40万元", "40万", provider=FUND, uri="m.txt", period=period("2023-05-01", "2023-05-31"))
    all_of_it = only([month, year("2023年，云川市基金会共投入帮扶资金90万元。")])
    assert all_of_it.hard == interval("90万")
    assert Reason.IN_PERIOD in reasons(all_of_it).values()
    assert only([month, year("2023年，云川市基金会投入帮扶资金90万元。")]).hard == interval("[90万, 130万]")
    equal = statement("90万元", "90万", provider=FUND, uri="m.txt", period=period("2023-05-01", "2023-05-31"))
    assert only([equal, year("2023年，云川市基金会投入帮扶资金90万元。")]).hard == interval("[90万, 180万]")


def test_one_gift_under_two_names_of_money_is_one() -> None:
    may = period("2023-05-01", "2023-05-31")
    place = (("青石县", "510101"),)
    one = statement("46万元", "46万", provider=FUND, place=place, period=may, uri="a.txt", counted="帮扶资金")
    other = statement("46万元", "46万", provider=FUND, place=place, period=may, uri="b.txt", counted="拨付帮扶资金")
    assert only([one, other]).hard == interval("46万")
    seed = statement("46万元", "46万", provider=FUND, place=place, period=may, uri="b.txt", counted="种子款")
    assert only([one, seed]).hard == interval("92万")
