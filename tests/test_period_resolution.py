"""Time expressions to ISO dates (extract/resolve/periods.py)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.resolve.periods import resolve_period

ON = date(2024, 3, 18)
CASES = [
    ("今年", "2024-01-01", "2024-12-31", "flow"),
    ("去年", "2023-01-01", "2023-12-31", "flow"),
    ("上半年", "2024-01-01", "2024-06-30", "flow"),
    ("三季度", "2024-07-01", "2024-09-30", "flow"),
    ("近三年", "2021-03-18", "2024-03-18", "flow"),
    ("三年来", "2021-03-18", "2024-03-18", "cumulative"),
    ("三年内", "2024-03-18", "2027-03-18", "flow"),
    ("截至6月底", None, "2024-06-30", "instant"),
    ("截至今年6月底", None, "2024-06-30", "instant"),
    ("截至目前", None, "2024-03-18", "instant"),
    ("2021年8月至今", "2021-08-01", "2024-03-18", "cumulative"),
    ("自2016年起", "2016-01-01", "2024-03-18", "cumulative"),
    ("2020年8月至今年4月", "2020-08-01", "2024-04-30", "flow"),
    ("到2024年底", None, "2024-12-31", "instant"),
    ("2022年11月底前", None, "2022-11-30", "flow"),
    ("9月1日至30日", "2024-09-01", "2024-09-30", "flow"),
    ("2022—2024年", "2022-01-01", "2024-12-31", "flow"),
    ("二〇二三年度", "2023-01-01", "2023-12-31", "flow"),
    ("十二月底前", None, "2024-12-31", "flow"),
    ("今年二月以来", "2024-02-01", "2024-03-18", "cumulative"),
    ("“十四五”期间", "2021-01-01", "2025-12-31", "flow"),
    ("“十四五”末", "2025-12-31", "2025-12-31", "instant"),
    ("党的十八大以来", "2012-11-08", "2024-03-18", "cumulative"),
    ("今天（9月28日）", "2024-09-28", "2024-09-28", "flow"),
    ("上月", "2024-02-01", "2024-02-29", "flow"),
    ("2月30日", None, None, "flow"),
    ("春节前", None, None, "flow"),
]


@pytest.mark.parametrize(("text", "start", "end", "basis"), CASES)
def test_resolution(text: str, start: str | None, end: str | None, basis: str) -> None:
    period = resolve_period(text, ON)
    given = (period.start and period.start.isoformat(), period.end and period.end.isoformat(), period.basis)
    assert given == (start, end, basis)
    assert period.text == text


def test_without_a_publishing_date_only_what_is_written_is_resolved() -> None:
    assert resolve_period("去年", None).start is None
    assert resolve_period("2021年", None).end == date(2021, 12, 31)
    assert resolve_period("全年", None, year=2021).start == date(2021, 1, 1)


_PIECES = st.sampled_from(
    ["今年", "去年", "2023年", "1月", "12月", "30日", "至", "到", "截至", "自", "以来", "底", "前", "近三年",
     "99年", "—", "“十四五”", "末", "至今", "上半年", "二〇二一年", "十二月", "0月", "2月30日", "起", "内", "（", "）"]
)  # fmt: skip


@given(
    st.lists(_PIECES, max_size=6).map("".join) | st.text(max_size=20),
    st.none() | st.dates(min_value=date(1, 1, 1)),
    st.booleans(),
)
def test_no_period_ends_before_it_starts(text: str, on: date | None, cumulative: bool) -> None:
    period = resolve_period(text, on, cumulative)
    assert period.start is None or period.end is None or period.start <= period.end
