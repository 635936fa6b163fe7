"""Facts fall into a row of the table in force on the day of the decision, under the law of the conduct's day."""

from datetime import date

import pytest

from procedures.case import Conduct
from procedures.discretion import Graded, departures, graded_rows
from procedures.discretion.breaches import breaches
from procedures.discretion.grading import shares_of
from procedures.penalties import UNKNOWN
from tests.builders import make_act
from tests.procedures.discretion.cases import DECIDED, case_of, conduct, objected, penalty_act, rules, seen


def rows_of(done: Conduct, decided: date = DECIDED, **values: object) -> tuple[Graded, ...]:
    act = penalty_act(on=decided, values=values)
    view, party, _ = seen(case_of(act, conducts=(done,)), "city")
    return graded_rows(view, party, act, breaches(view, party, act)[0])


@pytest.mark.parametrize(
    ("value", "grade", "low", "high"),
    [
        (84_00, "轻微", 2000_00, 3000_00),
        (999_99, "轻微", 2000_00, 3000_00),
        (1000_00, "一般", 3000_00, 15000_00),
        (9999_99, "一般", 3000_00, 15000_00),
        (10000_00, "较重", 30000_00, 50000_00),
    ],
)
def test_shared_end_belongs_to_the_higher_grade_where_the_table_says_so(
    value: int, grade: str, low: int, high: int
) -> None:
    (found,) = rows_of(conduct(goods_value=value))
    assert (found.table.id, found.row.grade, found.low, found.high) == ("city", grade, low, high)


@pytest.mark.parametrize(
    ("value", "grade"), [(3000_00, "较轻"), (3000_01, "一般"), (9999_99, "一般"), (10000_00, "较重")]
)
def test_shared_end_belongs_to_the_lower_grade_where_the_table_says_so(value: int, grade: str) -> None:
    (found,) = rows_of(conduct(goods_value=value, on=date(2025, 3, 1)), decided=date(2025, 12, 31))
    assert (found.table.id, found.row.grade) == ("province", grade)


def test_table_is_that_of_the_day_of_the_decision_not_of_the_conduct() -> None:
    done = conduct(goods_value=2000_00, on=date(2025, 12, 1))
    assert rows_of(done, date(2025, 12, 31))[0].row.grade == "较轻"
    assert rows_of(done, date(2026, 1, 1))[0].row.grade == "一般"


def test_opinion_is_graded_by_the_table_of_the_decision_it_led_to() -> None:
    opinion = penalty_act("opinion_submitted", date(2025, 12, 30), fine=5000_00)
    decision = penalty_act(on=date(2026, 1, 2), fine=5000_00)
    view, party, _ = seen(case_of(opinion, decision, conducts=(conduct(goods_value=2000_00),)), "city")
    (found,) = graded_rows(view, party, opinion, breaches(view, party, opinion)[0])
    assert found.table.id == "city"


def test_narrower_table_is_used_where_it_holds_the_offence_and_the_wider_one_elsewhere() -> None:
    assert rows_of(conduct(goods_value=84_00))[0].table.id == "city"
    assert {row.table.id for row in rows_of(conduct("seed-79-2"))} == {"province"}


def test_no_table_grades_before_or_after_its_days() -> None:
    assert rows_of(conduct("seed-79-2"), date(2024, 12, 31)) == ()
    assert rows_of(conduct("seed-79-2"), date(2029, 12, 31)) != ()
    assert rows_of(conduct("seed-79-2"), date(2030, 1, 1)) == ()


def test_facts_in_words_are_for_a_person_to_choose() -> None:
    assert [row.row.grade for row in rows_of(conduct("seed-79-2"))] == ["较轻", "较重"]
    (chosen,) = rows_of(conduct("seed-79-2"), discretion_grade="较重")
    assert (chosen.low, chosen.high) == (6000_00, 20000_00)


def test_amount_that_is_not_known_leaves_the_row_open() -> None:
    assert [row.low for row in rows_of(conduct(goods_value=UNKNOWN))] == [2000_00, 3000_00, None]
    assert len(rows_of(conduct())) == 3


def test_row_with_two_outcomes_takes_the_one_the_law_tells_apart() -> None:
    (known,) = rows_of(conduct("vetdrug-56-b", goods_value=7649_00))
    assert (known.low, known.high) == (15298_00, 22947_00)
    (unknown,) = rows_of(conduct("vetdrug-56-b", goods_value=UNKNOWN))
    assert (unknown.low, unknown.high) == (100000_00, 150000_00)


@pytest.mark.parametrize(("fine", "departs"), [(2000_00, 0), (3000_00, 0), (3000_01, 1), (1999_99, 1)])
def test_fine_outside_the_row_departs_from_it(fine: int, departs: int) -> None:
    act = penalty_act(fine=fine)
    view, party, _ = seen(case_of(act, conducts=(conduct(goods_value=84_00),)), "city")
    assert len(departures(view, party, act)) == departs


def test_departure_is_refused_without_a_written_reason_and_a_discussion() -> None:
    done = (conduct(goods_value=84_00),)
    act = penalty_act(fine=5000_00)
    found = objected(case_of(conducts=done), act, "city", issuing=True)
    assert found["departs_without_reason"].severity == found["departs_without_discussion"].severity == "blocking"
    assert found["departs_without_reason"].text == (
        "经营劣质农药罚款5000元，不在《某市农业行政处罚裁量权基准》（某农发〔2026〕1号）第1项，轻微的2000元以上3000元以下以内，没有写明理由"
    )
    discussed = make_act("discussion_held", date(2026, 6, 10), presided_by="周某", attendees=("周某",))
    reasoned = penalty_act(fine=5000_00, values={"departure_reason": "当事人两年内第二次违法"})
    found = objected(case_of(discussed, conducts=done), reasoned, "city", issuing=True)
    assert not {"departs_without_reason", "departs_without_discussion"} & found.keys()


def test_recorded_departure_is_told_and_proposes_the_item_for_changing_the_range() -> None:
    found = objected(case_of(conducts=(conduct(goods_value=84_00),)), penalty_act(fine=5000_00), "city")
    told = found["departs_without_reason"]
    assert (told.severity, told.certain) == ("irregular", True)
    assert told.finding is not None and (told.finding.article, told.finding.item) == (9, 7)


def test_reason_in_the_opinion_holds_for_the_decision() -> None:
    opinion = penalty_act("opinion_submitted", date(2026, 6, 1), {"departure_reason": "两年内第二次违法"}, fine=5000_00)
    decision = penalty_act(fine=5000_00)
    found = objected(case_of(opinion, conducts=(conduct(goods_value=84_00),)), decision, "city")
    assert "departs_without_reason" not in found and "departs_without_discussion" in found


def test_without_a_table_nothing_departs() -> None:
    found = objected(case_of(conducts=(conduct(goods_value=84_00),)), penalty_act(fine=5000_00))
    assert not {"departs_without_reason", "departs_without_discussion"} & found.keys()


def test_profile_cuts_a_range_by_share_and_says_that_it_is_only_recalled() -> None:
    act = penalty_act()
    view, party, _ = seen(case_of(act, conducts=(conduct(goods_value=84_00),)), "city")
    found = breaches(view, party, act)[0].range
    profile = rules("city").discretion.profile_on(DECIDED)
    assert profile is not None and profile.certainty == "recalled" and found is not None
    assert [(share.grade, low, high) for share, low, high in shares_of(profile, found.bands[0])] == [
        ("从轻", 2000_00, 11000_00),
        ("从重", 11000_00, 20000_00),
    ]
    assert rules("city").discretion.profile_on(date(2025, 12, 31)) is None
