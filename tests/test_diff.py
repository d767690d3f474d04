"""Plan against report: statuses, achievement, gap, and which report answers which plan."""

from __future__ import annotations

import pytest

from extract.audit.diff import ORDER, DiffRow, diff
from extract.interval import Interval
from extract.types import Period, StoredStatement
from tests.audit_build import interval, period, projects, statement

CITY = (("云川自治州", "992800"),)
COUNTY = (("云川自治州东山县", "992822"),)
PROGRAMME = "社会组织助力乡村振兴专项行动"
TERM = period("2022-10-01", "2023-12-31", text="2023年底前")
ISSUER = ("云川州民政局",)


def plan(quote: str, hard: str, likely: str | None = None, **fields: object) -> StoredStatement:
    given = {
        "status": "target",
        "programme": PROGRAMME,
        "place": CITY,
        "period": TERM,
        "uri": "plan.txt",
        "published": "2022-10-02",
        "counted": "重点帮扶项目",
    }
    return projects(quote, hard, likely=likely, **{**given, **fields})


def report(quote: str, hard: str, likely: str | None = None, **fields: object) -> StoredStatement:
    given = {
        "programme": f"“{PROGRAMME}”",
        "place": CITY,
        "uri": "report.txt",
        "published": "2024-01-15",
        "counted": "重点帮扶项目",
    }
    return projects(quote, hard, likely=likely, **{**given, **fields})


def row(*statements: StoredStatement) -> DiffRow:
    (only,) = diff(statements)
    return only


AT_LEAST_10 = plan("不少于10个", "[10,)")
EARLY = {"published": "2023-06-30"}


@pytest.mark.parametrize(
    ("quote", "hard", "likely", "approx", "published", "status"),
    [
        ("12个", "12", None, False, "2024-01-15", "met"),
        ("12个", "12", None, False, "2023-03-01", "met"),
        ("10余个", "[10,)", "[10,20)", False, "2024-01-15", "met"),
        ("5个", "5", None, False, "2024-01-15", "not-met"),
        ("5个", "5", None, False, "2023-06-30", "in-progress"),
        ("约10个", "10", "[9,11]", True, "2024-01-15", "cannot-tell"),
        ("约10个", "10", "[9,11]", True, "2023-06-30", "cannot-tell"),
        ("约12个", "12", "[11.4,12.6]", True, "2024-01-15", "met"),  # by the likely bounds
        ("约5个", "5", "[4.5,5.5]", True, "2024-01-15", "cannot-tell"),  # convention alone accuses nobody
        ("约5个", "5", "[4.5,5.5]", True, "2023-06-30", "in-progress"),
        ("5余个", "[5,)", "[5,6)", False, "2024-01-15", "cannot-tell"),
        ("近10个", "[0,10)", "[9,10)", False, "2024-01-15", "not-met"),
    ],
)
def test_a_lower_bound(quote: str, hard: str, likely: str | None, approx: bool, published: str, status: str) -> None:
    answer = row(AT_LEAST_10, report(quote, hard, likely, approx=approx, published=published))
    assert answer.status == status, answer.reason
    assert "同一项目" in answer.reason


def test_a_bound_is_never_exceeded_only_a_point_is() -> None:
    assert row(AT_LEAST_10, report("60个", "60")).status == "met"
    point = plan("50个", "50")
    assert row(point, report("50个", "50")).status == "met"
    assert row(point, report("50余个", "[50,)", "[50,60)")).status == "met"
    assert row(point, report("超50个", "(50,)", "(50,60)")).status == "exceeded"
    assert row(point, report("60个", "60")).status == "exceeded"


def test_a_cap() -> None:
    cap = plan("不超过10个", "[0,10]")
    assert row(cap, report("8个", "8")).status == "met"
    assert row(cap, report("12个", "12")).status == "not-met"
    assert row(cap, report("8个", "8")).achievement is None


def test_achievement_and_gap_of_a_target_of_persons() -> None:
    given = {"provider": ("甲基金会",), "programme": "患儿救治", "unit": "例", "counted": "患儿"}
    person = {"indicator": "person.benefited", "dimension": "person"}
    answer = row(
        projects("50例", "50", status="target", **given, **person), projects("2例", "2", **{**given, **person})
    )
    assert answer.status == "in-progress", "no term is given, so none has ended"
    assert answer.achievement == (interval("4"), interval("4"))
    assert answer.gap == (interval("48"), interval("48"))


def test_budget_against_disbursement() -> None:
    given = {"provider": ("甲协会",), "programme": "数字化种植", "counted": "投入"}
    years = period("2022-01-01", "2024-12-31", text="从2022年开始，3年")
    answer = row(
        statement("3000万元", "3000万", status="budget", period=years, **given),  # type: ignore[arg-type]
        statement("500余万元", "[500万,)", likely="[500万,600万)", **given),  # type: ignore[arg-type]
    )
    assert answer.status == "in-progress"
    assert answer.achievement is not None
    hard, likely = answer.achievement
    assert hard == Interval(interval("50").low / 3, None)  # type: ignore[operator]
    assert likely == Interval(hard.low, interval("20").low, True, False)
    assert answer.gap == (interval("(,2500万]"), interval("(2400万,2500万]"))


def test_commitment_stands_in_where_nothing_is_planned() -> None:
    answer = row(
        statement("1013万元", "1013万", status="commitment", provider=("云川市基金会",), counted="帮扶项目"),
        statement("800余万元", "[800万,)", likely="[800万,900万)", provider=("云川60家基金会",)),
    )
    assert (answer.status, answer.planned) == ("no-target", None)
    assert answer.achievement is not None
    hard, likely = answer.achievement
    assert (hard.low, hard.high) == (interval("80000").low / 1013, None)  # type: ignore[operator]
    assert (likely.low, likely.high, likely.high_inclusive) == (hard.low, interval("90000").low / 1013, False)  # type: ignore[operator]


def test_commitment_has_its_own_column_beside_a_plan() -> None:
    given = {"provider": ("甲协会",), "programme": "数字化种植"}
    answer = row(
        statement("300万元", "300万", status="budget", **given),  # type: ignore[arg-type]
        statement("250万元", "250万", status="commitment", **given),  # type: ignore[arg-type]
        statement("90万元", "90万", **given),  # type: ignore[arg-type]
    )
    assert answer.commitment is not None
    assert answer.disbursed is not None
    assert (answer.commitment.hard, answer.disbursed.hard) == (interval("250万"), interval("90万"))
    assert answer.achievement == (interval("30"), interval("30"))


def test_not_reported_is_not_zero() -> None:
    answer = row(AT_LEAST_10)
    assert (answer.status, answer.achievement, answer.gap) == ("not-reported", None, None)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"unit": "人次", "dimension": "person-time"}, "unit-mismatch"),
        ({"place": (("石门市", "990100"),)}, "scope-mismatch"),
        ({"place": (("海湾省", "980000"),)}, "not-reported"),
        ({"per": "县"}, "scope-mismatch"),
        ({"counted": "教育帮扶项目"}, "scope-mismatch"),
        ({"period": period("2021-01-01", "2021-12-31")}, "period-mismatch"),
        ({"published": "2022-01-15"}, "period-mismatch"),
        ({"programme": "另一项计划"}, "not-reported"),
        ({"indicator": "activity.held"}, "not-reported"),
        ({"programme": None, "place": ()}, "not-reported"),
        ({"status": "underway"}, "not-reported"),
    ],
)
def test_what_does_not_answer_the_plan(fields: dict[str, object], status: str) -> None:
    answer = row(AT_LEAST_10, report("12个", "12", **fields))
    assert answer.status == status, answer.reason
    assert answer.achievement is None


def test_same_place_and_noun_is_evidence_where_nobody_named_disagrees() -> None:
    answer = row(AT_LEAST_10, report("12个", "12", programme=None))
    assert answer.status == "met"
    assert "同一地方" in answer.reason
    assert row(plan("不少于10个", "[10,)", provider=ISSUER), report("12个", "12", programme=None)).status == "met"


def test_a_county_proves_success_of_its_prefecture_and_never_failure() -> None:
    assert row(AT_LEAST_10, report("12个", "12", place=COUNTY)).status == "met"
    assert row(AT_LEAST_10, report("5个", "5", place=COUNTY)).status == "cannot-tell"


def test_counties_add_up_and_the_prefectures_own_report_outweighs_them() -> None:
    other = (("云川自治州西岭县", "992823"),)
    counties = [report("5个", "5", place=COUNTY), report("6个", "6", place=other)]
    assert row(AT_LEAST_10, *counties).status == "met"
    whole = row(AT_LEAST_10, *counties, report("9个", "9"))
    assert whole.actual is not None
    assert (whole.actual.hard, whole.status) == (interval("9"), "not-met")


def test_the_later_of_two_reports_as_of_a_day_stands() -> None:
    early = report("3个", "3", uri="1.txt", period=period(None, "2023-03-31", "instant", "截至3月"))
    late = report("11个", "11", uri="2.txt", period=period(None, "2023-12-31", "instant", "截至年底"))
    answer = row(AT_LEAST_10, early, late)
    assert answer.actual is not None
    assert (answer.actual.hard, answer.status) == (interval("11"), "met")


def test_disputed_reports_conflict() -> None:
    day = period(None, "2023-12-31", "instant", "截至年底")
    given = {"period": day, "provider": ("云川州社会组织",)}
    rows = diff([AT_LEAST_10, report("9个", "9", uri="1.txt", **given), report("12个", "12", uri="2.txt", **given)])
    assert [each.status for each in rows] == ["conflicting"]


def test_an_approximate_target_is_never_provably_missed() -> None:
    about = plan("约50个", "50", "[45,55]", approx=True)
    assert row(about, report("60个", "60")).status == "met"
    assert row(about, report("5个", "5")).status == "cannot-tell"
    assert row(about, report("5个", "5", **EARLY)).status == "in-progress"
    answer = row(about, report("5个", "5"))
    assert answer.achievement is not None
    assert answer.achievement[0] == interval("(0,)"), "nothing is guaranteed of a nominal target"


def test_person_times_are_compared_and_not_added() -> None:
    given = {"unit": "人次", "dimension": "person-time", "indicator": "person.trained", "counted": "村医"}
    target = plan("100人次", "100", **given)
    assert row(target, report("120人次", "120", **given)).status == "exceeded"
    two = [report(f"{n}人次", str(n), uri=f"{n}.txt", **given) for n in (70, 80)]
    assert row(target, *two).status == "cannot-tell"


def test_rows_that_need_a_look_come_first() -> None:
    rows = diff([plan("6个", "6", counted="品牌", indicator="brand.created"), AT_LEAST_10, report("5个", "5")])
    statuses = [each.status for each in rows]
    assert statuses == ["not-met", "not-reported"]
    assert statuses == sorted(statuses, key=ORDER.index)


def test_a_named_plan_is_not_answered_by_what_the_whole_group_paid() -> None:
    budget = statement("26.5万元", "26.5万", status="budget", provider=("云川大学友邻基金会",), counted="资金")
    (answer,) = diff([budget, statement("800余万元", "[800万,)", provider=("全市基金会",), counted="项目资金")])
    assert answer.status == "not-reported"


def test_a_programme_reported_under_a_wider_place_is_the_programme() -> None:
    county, province = (("东山县", "980121"),), (("海湾省", "980000"),)
    given = {"programme": "“数字化种植”项目"}
    budget = statement("300万元", "300万", status="budget", place=county, **given)  # type: ignore[arg-type]
    answer = row(budget, statement("90万元", "90万", place=province, **given))  # type: ignore[arg-type]
    assert answer.status == "in-progress"


def test_equal_place_names_without_a_code_are_no_evidence_over_documents() -> None:
    target = plan("四个", "4", programme=None, place=(("全市", None),))
    assert row(target, report("25个", "25", programme=None, place=(("全市", None),))).status == "not-reported"


def test_one_sentence_ties_plan_and_report() -> None:
    sentence = "计划救助患儿50例，目前已救助2例。"
    given = {"uri": "a.txt", "programme": None, "place": (), "counted": None, "context": sentence, "period": None}
    answer = row(plan("50例", "50", **given), report("2例", "2", **given))
    assert answer.status == "in-progress"
    assert "同一句" in answer.reason


YEARLY = {"period": period("2023-01-01", "2023-12-31", text="2023年"), "provider": ("甲学会",), "programme": None}


@pytest.mark.parametrize(
    ("when", "status"),
    [
        (period(None, None, "cumulative", "八年来"), "period-mismatch"),
        (period(None, None, "cumulative", "近三年"), "period-mismatch"),
        (period("2021-01-01", "2023-12-31", "cumulative", "2021年至2023年"), "period-mismatch"),
        (period("2021-01-01", None, "cumulative", "2021年以来"), "period-mismatch"),
        (period(None, "2023-12-31", "cumulative", "累计"), "period-mismatch"),
        (period(None, "2024-06-30", "instant", "截至2024年6月底"), "period-mismatch"),
        (period(None, "2023-12-31", "cumulative", "截至12月底累计"), "met"),
        (period("2023-01-01", "2023-12-31", text="二〇二三年"), "met"),
        (period("2023-03-01", "2023-03-31", text="3月"), "met"),
    ],
)
def test_a_years_plan_is_not_answered_by_many_years(when: Period, status: str) -> None:
    answer = row(plan("10个", "10", **YEARLY), report("10个", "10", **{**YEARLY, "period": when}))
    assert answer.status == status, answer.reason


def test_a_stock_of_a_programme_answers_none_of_its_years() -> None:
    years = [plan("50个", "50", period=period(f"{y}-01-01", f"{y}-12-31", text=f"{y}年")) for y in (2022, 2023)]
    answers = diff([*years, report("90个", "90", period=period(None, "2023-12-31", "instant", "截至2023年底"))])
    assert [each.status for each in answers] == ["period-mismatch", "period-mismatch"]


def test_what_a_plan_tells_of_the_past_does_not_answer_it() -> None:
    past = period("2021-01-01", "2021-12-31", text="2021年")
    stock = period(None, "2023-12-31", "instant", "到2023年底")
    same = {"uri": "plan.txt", "kind": "plan", "period": past, "published": "2022-10-02"}
    assert row(plan("10个", "10", kind="plan", period=stock), report("60个", "60", **same)).status == "period-mismatch"


def test_nearly_a_number_is_a_size_and_no_cap() -> None:
    nearly = plan("近200个", "[0,200)", "[180,200)")
    assert not row(nearly).cap
    assert row(nearly, report("205个", "205")).status == "met"
    assert row(nearly, report("190个", "190")).status == "cannot-tell", "within the range of the target itself"
    assert row(nearly, report("100个", "100")).status == "cannot-tell", "convention alone accuses nobody"
    assert row(nearly, report("100个", "100", **EARLY)).status == "in-progress"


def test_a_cap_is_proven_by_the_whole_scope_only() -> None:
    cap = plan("不超过10个", "[0,10]")
    assert row(cap).cap
    assert row(cap, report("8个", "8", place=COUNTY)).status == "cannot-tell"


def test_rates_are_answered_by_rates_of_one_denominator() -> None:
    cap = plan("不超过5万元", "[0,5万]", indicator="funds.provided", unit="元", dimension="money", per="项目")
    money = {"indicator": "funds.provided", "unit": "元", "dimension": "money"}
    assert row(cap, report("1126万元", "1126万", **money)).status == "scope-mismatch"
    assert row(cap, report("3万元", "3万", per="村", **money)).status == "scope-mismatch"
    assert row(cap, report("3万元", "3万", per="项目", **money)).status == "met"


def test_a_bare_noun_ties_no_two_documents() -> None:
    given = {"provider": ("社会组织",), "programme": None}
    far = (("海湾省", "980000"),)
    assert row(plan("四个", "4", **given), report("25个", "25", place=far, **given)).status == "not-reported"


def test_one_body_within_anothers_plan_never_proves_it_missed() -> None:
    target = plan("48个", "48", provider=ISSUER)
    assert row(target, report("6个", "6", provider=("云川州药材行业协会",))).status == "cannot-tell"
    assert row(target, report("6个", "6", provider=("云川州社会组织",))).status == "not-met"


def test_classifiers_of_two_things_do_not_mix() -> None:
    books = plan("9万册", "9万", unit="册", counted=None)
    assert row(books, report("176间", "176", unit="间", counted=None)).status == "unit-mismatch"
    assert row(plan("10个", "10"), report("10所", "10", unit="所")).status == "met"


def test_an_item_of_a_budget_is_not_answered_by_the_whole() -> None:
    given = {"provider": ("甲基金会",), "programme": None, "place": ()}
    whole = statement("860万元", "860万", status="budget", counted="预算", **given)  # type: ignore[arg-type]
    item = statement("310万元", "310万", status="budget", counted="饮水项目", part_of=whole.id, **given)  # type: ignore[arg-type]
    spent = statement("812万元", "812万", counted="支出", uri="b.txt", **given)  # type: ignore[arg-type]
    by_words = {each.planned.words: each.status for each in diff([whole, item, spent]) if each.planned is not None}
    assert by_words == {"860万元": "in-progress", "310万元": "scope-mismatch"}
