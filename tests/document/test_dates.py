"""Dates as people write them: every form of one day gives that day, and what may be another day gives none."""

from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from reader.document.metadata import dates
from reader.document.metadata.months import ANY_WEEKDAY, MONTHS

NINTH = """
2021-03-09
2021/03/09
2021.03.09
2021-3-9
2021. 3. 9.
2021. 03. 09. 10:30
20210309
20210309T080000Z
20210309080000
202103090800
1615276800
1615276800000
1615276800.123
2021-03-09T23:59:59-12:00
2021-03-09 08:00:00 (UTC +01:00)
Tue, 09 Mar 2021 10:34:10 GMT
09 Mar 2021 10:34:10 +0100
Tue Mar  9 08:00:00 2021
Tue Mar  9 08:00:00 UTC 2021
Tue Mar 09 2021 08:00:00 GMT+0100 (Central European Standard Time)
March 9, 2021
March 9th, 2021
March 9,2021
MARCH 9, 2021
Mar. 9, 2021
Mar 9 2021
March the 9th, 2021
9th of March, 2021
9th March 2021
the 9th of March 2021
Tuesday the 9th of March 2021
Tuesday, March 9, 2021
Tues., March 9, 2021 at 10:30 a.m. ET
Tue 9 Mar 2021 10.30 GMT
9 March, 2021
9-Mar-2021
09/Mar/2021
2021-Mar-09
2021 March 9
10:34, 9 March 2021 (UTC)
10:30 AM, 9 March 2021
Mar-09-2021
@March 9, 2021 10:00 AM
Published on March 9, 2021
Posted March 9, 2021
le mardi 9 mars 2021
mardi 9 mars 2021 à 10h30
Publié le 9 mars 2021 à 10 h 30
9. März 2021
Dienstag, 9. März 2021
Dienstag, den 9. März 2021, 10:30 Uhr
Di., 9. Mär. 2021
9.März 2021
09.03.2021
9. 3. 2021
09.03.2021, 10:30 Uhr
am 9. März 2021
Veröffentlicht am 9. März 2021
9 de marzo de 2021
martes, 9 de marzo de 2021
9 de marzo del 2021
marzo 9, 2021
9 mar. 2021
9/mar/2021
9 марта 2021 г.
9 марта 2021 года
9 марта 2021
вторник, 9 марта 2021 г.
9 мар. 2021, 10:30
09 МАРТА 2021
2021年3月9日
2021 年 3 月 9 日
2021年03月09日 10:30
2021年3月9日 星期二
2021年3月9日（火）
2021年3月9日(火) 10時30分
２０２１年３月９日
２０２１／０３／０９
二〇二一年三月九日
令和3年3月9日
民國110年3月9日
2021년 3월 9일
2021년 3월 9일 화요일
2021년 3월 9일 (화) 오전 10:30
发布时间：2021年3月9日
发布于 2021-03-09
martedì 9 marzo 2021
9 de março de 2021
terça-feira, 9 de março de 2021
9 maart 2021
9 marca 2021 r.
9. března 2021
9 березня 2021 року
den 9 mars 2021
9. marts 2021
9. maaliskuuta 2021
9 Mart 2021
2021. március 9.
9 Μαρτίου 2021
ngày 9 tháng 3 năm 2021
[[2021-03-09]]
[[March 9th, 2021]]
<2021-03-09 Tue>
[2021-03-09 Tue 08:00]
"2021-03-09"
*March 9, 2021*
2021/03/09 08:00 AM
March 9, 2021 10:00 AM
"""

NO_DATE = """
03/09/2021
3-9-2021
9 Mar 21
09-Mar-21
03/09/21
09.03.21
March 2021
2021
2021-03
2021年3月
2021年
yesterday
today
now
5 days ago
Spring 2021
1399/12/19
۱۳۹۹-۱۲-۱۹
๒๕๖๔-๐๓-๐๙
2564-03-09
2021-02-30
31 April 2021
February 29, 2021
2021-13-01
2021/13/03
99999999
20211301
123456
0
1
true
false
9 Foo 2021
9 listopada 2021
Updated March 9, 2021
Last modified: 2021-03-09
Mis à jour le 9 mars 2021
r Sys.Date()
`r Sys.Date()`
{{date}}
{{date:YYYY-MM-DD}}
<% tp.date.now() %>
0000-00-00
0001-01-01T00:00:00Z
9999-12-31
30/30/2021
平成50年1月1日
3年3月9日
March 9
9 March
2021-03-091
1.2.3.4
555-123-4567
v2021.3
12:30
0000000000
9999999999
1234567890123456
"""


@pytest.mark.parametrize("text", NINTH.strip().split("\n"))
def test_each_way_to_write_the_ninth_of_march(text: str) -> None:
    assert (dates.parse(text), dates.parse_line(text)) == ("2021-03-09", "2021-03-09")


@pytest.mark.parametrize("text", ["Tuesday, 09-Mar-21 10:34:10 GMT", "Tue, 09 Mar 21 10:34:10 +0000"])
def test_mail_says_the_year_in_two_digits(text: str) -> None:
    assert dates.parse(text) == "2021-03-09"


@pytest.mark.parametrize("text", NO_DATE.strip().split("\n"))
def test_what_is_uncertain_or_impossible_is_none(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1er janvier 2021", "2021-01-01"), ("1º de marzo de 2021", "2021-03-01"), ("1° gennaio 2021", "2021-01-01"),
        ("1.º de enero de 2021", "2021-01-01"), ("25/03/2021", "2021-03-25"), ("03/25/2021", "2021-03-25"),
        ("03/03/2021", "2021-03-03"), ("25-03-2021", "2021-03-25"), ("令和元年5月1日", "2019-05-01"),
        ("二〇二一年十二月二十一日", "2021-12-21"), ("2021年十月三十一日", "2021-10-31"),
        ("12 août 2021", "2021-08-12"),
        ("9 Sept. 2021", "2021-09-09"), ("29 February 2020", "2020-02-29"),
    ],
)  # fmt: skip
def test_other_days(text: str, expected: str) -> None:
    assert (dates.parse(text), dates.parse_line(text)) == (expected, expected)


@pytest.mark.parametrize("text", ["2021-03-09 was cold", "March 9, 2021, in the morning", "9 марта 2021 мы", "9", ""])
def test_a_sentence_is_no_date_line(text: str) -> None:
    assert dates.parse_line(text) is None


LONG = (
    "{month} {day}, {year}", "{day} {month} {year}", "{day}. {month} {year}", "{day} de {month} de {year}",
    "{day}-{month}-{year}", "{year}-{month}-{day:02}", "{weekday}, {day} {month} {year} 08:00:00 +0100",
    "{weekday} {month} {day} {year}",
)  # fmt: skip
NUMBERS = (
    "{year}-{m:02}-{day:02}", "{year}/{m}/{day}", "{year}{m:02}{day:02}", "{day:02}.{m:02}.{year}",
    "{year}年{m}月{day}日",
    "{year}년 {m}월 {day}일", "{year}. {m}. {day}.", "{year}-{m:02}-{day:02}T23:59:59-12:00",
)  # fmt: skip


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(LONG + NUMBERS),
    st.sampled_from(sorted(MONTHS)),
    st.sampled_from(ANY_WEEKDAY.split("|")),
    st.sampled_from([str, str.upper, str.capitalize]),
)
def test_a_day_in_any_form_is_that_day(day: date, form: str, month: str, weekday: str, case: type[str]) -> None:
    assume(case(month).lower() == month)  # a letter whose capital is two code points
    if form in LONG:
        day = date(day.year, MONTHS[month], min(day.day, 28))
    text = form.format(year=day.year, m=day.month, day=day.day, month=case(month), weekday=case(weekday))
    assert dates.parse(text) == day.isoformat()
    assert dates.parse_line(text) == day.isoformat()


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from("/-"))
def test_two_orders_are_none(first: int, second: int, sign: str) -> None:
    assert (dates.parse(f"{first:02}{sign}{second:02}{sign}2021") is None) == (first != second)


@given(st.one_of(st.text(max_size=60), st.from_regex(r"[\d年月日/. -]{1,20}", fullmatch=True)))
@settings(max_examples=300, deadline=None)
@example("元年1月1日")
@example("令和十十年十十十月十日")
def test_any_text_gives_a_day_of_its_own_digits_or_none(text: str) -> None:
    for found in (dates.parse(text), dates.parse_line(text)):
        assert found is None or date.fromisoformat(found).isoformat() == found
