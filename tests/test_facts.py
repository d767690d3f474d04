"""What counts as said twice, and what only looks like it."""

from __future__ import annotations

from extract.audit.facts import merge
from tests.audit_build import interval, level, period, projects, statement

CITY = (("云川市", "990100"),)
COUNTY = (("云川市东山县", "990121"),)


def test_headline_and_body_are_one_fact() -> None:
    lead = level("110家", "110", place=CITY)
    body = level("110 家", "110", place=CITY, period=period("2022-01-01", "2022-12-31"))
    (fact,) = merge([lead, body])
    assert fact.statements == (lead, body)
    assert fact.hard == interval("110")
    assert fact.scope.period == body.period, "what one statement leaves unsaid, the other says"


def test_rounded_and_exact_meet_in_the_exact_value() -> None:
    given = {"provider": ("甲基金会",), "place": CITY}
    rounded = statement("1000余万元", "[1000万,)", likely="[1000万,2000万)", **given)  # type: ignore[arg-type]
    exact = statement("1013万元", "1013万", **given)  # type: ignore[arg-type]
    (fact,) = merge([rounded, exact])
    assert (fact.hard, fact.likely, fact.disputed) == (interval("1013万"), interval("1013万"), False)
    assert fact.words == "1013万元"


def test_about_gives_way_to_exact() -> None:
    given = {"provider": ("甲基金会",), "place": CITY}
    about = statement("约1000万元", "1000万", likely="[950万,1050万]", approx=True, **given)  # type: ignore[arg-type]
    exact = statement("1013万元", "1013万", **given)  # type: ignore[arg-type]
    (fact,) = merge([about, exact])
    assert fact.hard == interval("1013万")
    assert not fact.disputed


def test_equal_sums_of_different_providers_are_two_facts() -> None:
    assert len(merge([statement("50万元", "50万", provider=(name,)) for name in ("甲基金会", "乙基金会")])) == 2


def test_equal_sums_in_different_places_are_two_facts() -> None:
    places = ((("东山县", "990121"),), (("西岭县", "990122"),))
    assert len(merge([statement("26.5万元", "26.5万", provider=("甲基金会",), place=each) for each in places])) == 2


def test_different_status_unit_or_noun_is_another_fact() -> None:
    first = statement("1013万元", "1013万")
    assert len(merge([first, statement("1013万元", "1013万", status="commitment")])) == 2
    assert len(merge([first, statement("1013万美元", "1013万", unit="美元")])) == 2
    nouns = ("国家重点帮扶县", "省重点帮扶县")
    counties = [projects("25个", "25", indicator="county.covered", counted=noun, place=CITY) for noun in nouns]
    assert len(merge(counties)) == 2


def test_a_round_number_without_provider_is_no_duplicate() -> None:
    known, unknown = projects("50个", "50", provider=("甲协会",)), projects("50个", "50")
    assert len(merge([known, unknown])) == 2
    assert len(merge([projects("61个", "61", provider=("甲协会",)), projects("61个", "61")])) == 1


def test_unsaid_provider_is_no_duplicate_across_articles() -> None:
    assert len(merge([projects("61个", "61", provider=("甲协会",)), projects("61个", "61", article="2")])) == 2


def test_twice_in_one_sentence_is_twice() -> None:
    sentence = "向东山小学捐赠5.5万元，向西岭小学捐赠5.5万元。"
    gifts = [statement("5.5万元", "5.5万", provider=("甲基金会",), place=CITY, context=sentence) for _ in range(2)]
    assert len(merge(gifts)) == 2


def test_a_reprint_is_one_fact_even_without_scope() -> None:
    sentence = "这些组织共实施项目35个，投入资金64万元。"
    copies = [projects("35个", "35", uri=uri, context=sentence) for uri in ("a.txt", "b.html", "c.pdf")]
    (fact,) = merge(copies)
    assert len(fact.statements) == 3


def test_known_and_same_scope_joins_documents() -> None:
    year = period("2023-01-01", "2023-12-31")
    given = {"provider": ("甲基金会",), "place": COUNTY, "period": year}
    a = statement("83.32万元", "83.32万", uri="a.txt", **given)  # type: ignore[arg-type]
    assert len(merge([a, statement("83.32万元", "83.32万", uri="b.txt", **given)])) == 1  # type: ignore[arg-type]
    other_year = {**given, "period": period("2022-01-01", "2022-12-31")}
    assert len(merge([a, statement("83.32万元", "83.32万", uri="b.txt", **other_year)])) == 2  # type: ignore[arg-type]


def test_undated_documents_far_apart_are_two_facts() -> None:
    def gift(uri: str, published: str | None) -> object:
        return statement("83.32万元", "83.32万", uri=uri, provider=("甲基金会",), place=COUNTY, published=published)

    assert len(merge([gift("a", "2023-03-01"), gift("b", "2023-03-20")])) == 1  # type: ignore[list-item]
    assert len(merge([gift("a", "2023-03-01"), gift("b", "2024-03-01")])) == 2  # type: ignore[list-item]
    assert len(merge([gift("a", "2023-03-01"), gift("b", None)])) == 2  # type: ignore[list-item]


def test_two_levels_of_one_day_are_disputed() -> None:
    day = period(None, "2023-06-30", "instant", "截至6月30日")
    low, high = (level(f"{n}家", str(n), uri=f"{n}.txt", place=CITY, period=day) for n in (120, 135))
    (fact,) = merge([low, high])
    assert fact.disputed
    assert fact.hard == interval("[120,135]")


def test_two_gifts_over_documents_are_not_disputed() -> None:
    year = period("2023-01-01", "2023-12-31")
    gifts = [
        statement(f"{n}万元", f"{n}万", uri=f"{n}.txt", provider=("甲基金会",), place=COUNTY, period=year)
        for n in (12, 35)
    ]
    assert len(merge(gifts)) == 2


def test_group_under_two_spellings_is_one_provider() -> None:
    lead = projects("61个", "61", provider=("云川市基金会",))
    body = projects("61个", "61", provider=("云川30家基金会",))
    assert len(merge([lead, body])) == 1


def test_each_statement_belongs_to_exactly_one_fact() -> None:
    given = [level("110家", "110", place=CITY), level("110家", "110", place=CITY), projects("3个", "3")]
    facts = merge([*given, given[0]])
    assert sorted(each.id for fact in facts for each in fact.statements) == sorted(each.id for each in given)
