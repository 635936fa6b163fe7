"""What a case gives to the ledger: a row for each decision, money as it stands, filings beside it, no look at today."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from forms.ledger.layout import Sort
from models.ledger_reading import ledger_rows
from models.operations.cases import open_case, record_act, void_act
from models.queries.deadlines import case_clocks, colour_on
from models.rebuild import rebuild
from models.session import Session
from procedures.case import Case, Document
from procedures.signals import LEVEL_WORDS
from tests.builders import (
    GENERAL_ACTS,
    make_act,
    make_case,
    make_company,
    make_conduct,
    make_general_case,
    make_party,
    make_simple_case,
)
from tests.models.conftest import NOW
from tests.models.ledger_cases import asked, column, only_row, stored, with_samples

DECIDED = date(2024, 6, 11)


def test_a_lawful_case_is_one_row_from_lead_to_archive(session: Session) -> None:
    stored(session, make_general_case())
    row = only_row(
        session, "lead_on", "opened_on", "decided_on", "served_on", "paid_on", "closed_on", "archived_on", "progress"
    )
    assert [day.isoformat()[5:] for day in list(row.values())[:-1]] == [
        "05-06", "05-08", "06-11", "06-12", "06-25", "07-01", "07-05",
    ]  # fmt: skip
    assert row["progress"] == "已结案"


def test_the_course_of_a_case_is_told_in_words(session: Session) -> None:
    stored(session, make_general_case())
    row = only_row(
        session, "measures", "legal_review", "discussed", "hearing", "service_method", "procedure", "extended"
    )
    assert list(row.values()) == ["先行登记保存、扣押", "通过", "是", "已举行", "直接送达", "普通程序", "否"]


def test_money_is_as_it_stands_and_paid_by_head(session: Session) -> None:
    stored(session, make_general_case(without=("paid-gains", "closed", "archived")))
    row = only_row(
        session, "fine", "confiscated", "confiscated_gains", "confiscated_goods", "paid", "unpaid", "payment"
    )
    assert list(row.values()) == [30000_00, 1200_00, 800_00, 400_00, 30000_00, 800_00, "部分缴纳"]


def test_a_changed_decision_shows_the_amount_in_force_and_what_was_decided(session: Session) -> None:
    change = make_act(
        "decision_changed", date(2024, 6, 20), "less", party="p1", ref="decision", how="changed", fine=10000_00
    )
    stored(session, make_general_case(change, without=("paid", "paid-gains", "closed", "archived")))
    row = only_row(session, "fine", "altered", "penalty", "confiscated_gains")
    assert (row["fine"], row["altered"], row["confiscated_gains"]) == (10000_00, "变更", 800_00)
    assert row["penalty"].startswith("罚款30,000.00元")


def test_a_revoked_decision_counts_nothing_and_its_successor_is_a_row_of_its_own(session: Session) -> None:
    revoked = make_act("decision_changed", date(2024, 6, 20), "off", party="p1", ref="decision", how="revoked")
    anew = make_act("decision_made", date(2024, 6, 25), "anew", party="p1", fine=5000_00)
    stored(session, make_general_case(revoked, anew, without=("paid", "paid-gains", "closed", "archived")))
    shown = ("decided_on", "fine", "confiscated", "altered", "payment")
    rows = list(ledger_rows(session, asked(*shown, sort=(Sort("decided_on"),))))
    assert [row[1:] for row in rows] == [(0, 0, "撤销", "无须缴纳"), (5000_00, 0, "", "未缴")]


def test_a_party_without_a_decision_has_a_row_with_empty_decision(session: Session) -> None:
    parties = (make_company("p1"), make_party("p2", name="李某某"))
    acts = [make_act("case_opened", date(2024, 5, 8), "opened", approved_by="周某")]
    acts += [make_act("decision_made", DECIDED, "decision", party="p1", fine=100_00)]
    stored(session, make_case(*acts, parties=parties))
    rows = {row[0]: row[1:] for row in ledger_rows(session, asked("party_name", "decided_on", "fine", "payment"))}
    assert rows["某农资有限公司"] == (DECIDED, 100_00, "未缴")
    assert rows["李某某"] == (None, None, "")


def test_a_case_without_parties_still_has_its_row(session: Session) -> None:
    stored(session, make_case(make_act("lead_received", date(2024, 5, 6), source="inspection"), parties=()))
    assert only_row(session, "lead_source", "party_name", "progress") == {
        "lead_source": "监督检查",
        "party_name": "",
        "progress": "线索与立案",
    }


def test_no_penalty_is_a_decision_without_amounts(session: Session) -> None:
    acts = (
        make_act("case_opened", date(2024, 5, 8), approved_by="周某"),
        make_act("no_penalty_decided", DECIDED, ground="轻微"),
    )
    stored(session, make_case(*acts))
    row = only_row(session, "decision_kind", "penalty", "basis", "fine", "payment", "decided_on")
    assert list(row.values()) == ["不予处罚", "不予处罚", "轻微", None, "", DECIDED]


def test_an_on_the_spot_penalty_counts_from_its_decision(session: Session) -> None:
    stored(session, make_simple_case())
    row = only_row(session, "procedure", "opened_on", "decided_on", "served_on", "payment", "decision_kind")
    day = date(2026, 10, 9)
    assert list(row.values()) == ["简易程序", day, day, day, "已缴清", "当场处罚"]


@pytest.mark.parametrize(
    ("acts", "progress"),
    [
        (("lead", "inspected"), "调查取证"),
        (("lead", "opened", "opinion"), "处理意见与审核"),
        (("lead", "opened", "decision"), "决定"),
        (("lead", "opened", "decision", "closed"), "已结案"),
    ],
)
def test_progress_is_the_stage_of_the_newest_act(session: Session, acts: tuple[str, ...], progress: str) -> None:
    stored(session, make_general_case(without=tuple(act[0] for act in GENERAL_ACTS if act[0] not in acts)))
    assert only_row(session, "progress")["progress"] == progress


def test_a_fine_in_instalments_and_a_filing_found_wanting_are_told_apart(session: Session) -> None:
    plan = make_act(
        "deferral_approved",
        date(2024, 6, 15),
        "plan",
        party="p1",
        until=date(2024, 12, 20),
        approved_by="周某",
        instalments=({"amount": 15000_00, "due_on": date(2024, 12, 20)},),
    )
    without = ("paid", "paid-gains", "closed", "archived")
    stored(session, make_general_case(plan, without=without))
    assert only_row(session, "progress", "payment") == {"progress": "分期缴款", "payment": "分期缴纳"}
    found = make_act(
        "filing_reviewed",
        date(2024, 7, 2),
        "found",
        party="p1",
        ref="decision",
        recipient="city_government",
        outcome="problems",
    )
    stored(session, replace(make_general_case(plan, found, without=without), title="另案"))
    assert sorted(column(session, "progress", asked("progress"))) == ["分期缴款", "备案改正"]


def test_filings_stand_beside_the_decision_in_one_row(session: Session) -> None:
    stored(session, make_general_case(without=("filed-superior", "archived")))
    row = only_row(
        session,
        "major",
        "filing_words",
        "filed_government_on",
        "filed_superior_on",
        "filing_due",
        "filing_left",
        "filing_states",
        today=date(2024, 6, 20),
    )
    assert (row["major"], row["filing_words"]) == ("是", "经营活动中罚款30,000.00元，达到20,000.00元")
    assert (row["filed_government_on"], row["filed_superior_on"]) == (date(2024, 6, 20), None)
    assert (row["filing_due"], row["filing_left"]) == (date(2024, 6, 26), 6)
    assert row["filing_states"] == "浏阳市人民政府：已报送；长沙市农业农村局：待报送"


def test_a_decision_that_is_not_major_shows_the_comparison(session: Session) -> None:
    stored(
        session, make_general_case(changed={"decision": {"fine": 19999_99}}, without=("filed-city", "filed-superior"))
    )
    row = only_row(session, "major", "filing_words", "filing_due")
    assert (row["major"], row["filing_due"]) == ("否", None)
    assert "19,999.99元，未达20,000.00元" in row["filing_words"]


def test_signal_and_days_left_are_those_of_the_time_limit_on_every_day(session: Session) -> None:
    case_id = stored(session, make_general_case(without=("filed-superior", "archived")))
    seen = set()
    for after in range(60):
        day = DECIDED + timedelta(days=after)
        row = only_row(session, "next_label", "next_due", "days_left", "signal", today=day)
        clocks = [state for state in case_clocks(session, case_id, day) if state.clock.id == "major_filing"]
        [filing] = [state for state in clocks if state.clock.met_on is None]
        colour = LEVEL_WORDS.get(colour_on(filing.clock, day), "")
        assert list(row.values()) == [filing.clock.label, filing.clock.due, filing.days_left, colour]
        seen.add(colour)
    assert seen == {"", "预警", "黄牌", "红牌"}


def test_a_party_punished_before_is_known_by_its_number_alone(session: Session) -> None:
    def case(on: date, **party: Any) -> Case:
        made = make_act("decision_made", on, "decision", party="p1", fine=100_00)
        return make_case(made, parties=(make_party(**party),), title=f"{on}案")

    stored(session, case(date(2023, 1, 5)))
    stored(session, case(date(2024, 1, 5)))
    stored(session, case(date(2024, 2, 5), identity_no=""))
    rows = dict(ledger_rows(session, asked("case_title", "repeated")))
    assert rows == {"2023-01-05案": "否", "2024-01-05案": "是", "2024-02-05案": ""}


def test_the_value_of_goods_is_not_counted_twice(session: Session) -> None:
    first = make_act("decision_made", DECIDED, "decision", party="p1", fine=100_00)
    second = make_act("decision_made", date(2024, 7, 11), "second", party="p1", fine=100_00)
    conduct = make_conduct(facts={"goods_value": 5000_00, "grade": "serious"})
    stored(session, make_case(first, second, conducts=(conduct,)))
    rows = list(ledger_rows(session, asked("decided_on", "goods_value", "grade", sort=(Sort("decided_on"),))))
    assert [row[1:] for row in rows] == [(None, "情节严重"), (5000_00, "情节严重")]


def test_a_decision_served_by_public_notice_is_served_at_its_end(session: Session) -> None:
    opened = make_act("case_opened", date(2024, 5, 8), approved_by="周某")
    decided = make_act("decision_made", date(2024, 8, 20), "decision", party="p1", fine=100_00)
    published = make_act("public_notice_issued", date(2024, 8, 26), party="p1", ref="decision")
    stored(session, make_case(opened, decided, published))
    assert only_row(session, "served_on", "service_method") == {
        "served_on": date(2024, 9, 25),
        "service_method": "公告送达",
    }


def test_rows_follow_the_act_and_are_gone_with_what_was_voided(session: Session) -> None:
    change = open_case(session, make_case(), actor="A", now=NOW)
    act = make_act(
        "decision_made", DECIDED, "decision", party="p1", fine=100_00, document=Document("29", "浏农罚〔2024〕1号")
    )
    change = record_act(session, change.case_id, change.seen, act, actor="A", now=NOW)
    assert only_row(session, "decision_number", "fine") == {"decision_number": "浏农罚〔2024〕1号", "fine": 100_00}
    void_act(session, change.case_id, change.seen, "decision", "记错", actor="A", now=NOW)
    assert only_row(session, "decision_number", "fine") == {"decision_number": "", "fine": None}


def test_rows_filled_anew_are_equal_and_a_changed_one_is_found(session: Session) -> None:
    with_samples(session)
    assert rebuild(session.database, session.rulebook).different == 0
    session.database.sql("UPDATE ledger_row SET fine = 1 WHERE fine = 2000000")
    found = rebuild(session.database, session.rulebook, repair=True)
    assert {difference.table for difference in found.differences} == {"ledger_row"}
    assert rebuild(session.database, session.rulebook).different == 0
