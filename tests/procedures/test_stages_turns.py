"""How a case that ends early, is served by public notice or takes an odd turn stands on the strip."""

from dataclasses import replace
from datetime import date

import pytest

from procedures.assess import assess
from procedures.case import Act
from procedures.rulebook import Rulebook, load_rulebook
from tests.builders import PENALTY, make_act, make_case, make_company, make_general_case, make_party
from tests.procedures.asking import strip

LEAD = make_act("lead_received", date(2024, 5, 6), source="complaint", complaint=True)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize(
    ("ending", "left", "reason"),
    [
        (make_act("case_not_opened", date(2024, 5, 10), reason="证据不足", approved_by="周某"), (), "决定不予立案"),
        (
            make_act("opening_cancelled", date(2024, 5, 17), reason="不属本机关", approved_by="周某"),
            ("opened",),
            "撤销立案",
        ),
        (make_act("case_transferred", date(2024, 5, 17), to="某市局", reason="管辖"), ("opened",), "移送某市局处理"),
        (make_act("crime_transferred", date(2024, 5, 17), to="某公安局"), ("opened",), "移送某公安局追究刑事责任"),
    ],
)
def test_case_that_ends_early_needs_only_closing(
    rulebook: Rulebook, ending: Act, left: tuple[str, ...], reason: str
) -> None:
    acts = tuple(act for act in make_general_case().acts if act.id in ("lead", "inspected", *left))
    found = strip(make_case(*acts, ending, parties=(make_company(),)), rulebook, ending.on)
    assert {found[step].state for step in ("opinion", "notice", "decide", "serve", "publish", "pay")} == {"not_needed"}
    assert reason in found["opinion"].reason
    assert (found["close"].state, found["archive"].state) == ("current", "waiting")


def test_goods_still_held_are_owed_after_the_case_ended(rulebook: Rulebook) -> None:
    ending = make_act("opening_cancelled", date(2024, 5, 10), reason="不属本机关", approved_by="周某")
    acts = [act for act in make_general_case().acts if act.on < ending.on]
    found = strip(make_case(*acts, ending), rulebook, ending.on)
    assert (found["dispose_preserved"].state, found["close"].state) == ("current", "waiting")


def test_transfer_that_the_police_refused_lets_the_case_go_on(rulebook: Rulebook) -> None:
    sent = make_act("crime_transferred", date(2024, 5, 10), to="某公安局")
    refused = make_act("police_answered", date(2024, 5, 13), step="refused")
    found = strip(make_general_case(sent, refused), rulebook, date(2024, 5, 17))
    assert found["opinion"].state == "current"


def test_no_penalty_is_still_served(rulebook: Rulebook) -> None:
    decided = make_act("no_penalty_decided", date(2024, 5, 30), ground="轻微并及时改正")
    kept = [act for act in make_general_case().acts if act.on < date(2024, 5, 21) and act.id not in ("seized",)]
    found = strip(make_case(*kept, decided, parties=(make_company(),)), rulebook, decided.on)
    assert (found["decide"].state, found["serve"].state, found["pay"].state) == ("done", "current", "not_needed")
    assert found["pay"].reason == "2024-05-30决定不予处罚"


def test_revoked_decision_ends_the_case_and_asks_for_the_money_back(rulebook: Rulebook) -> None:
    revoked = make_act("judgment_given", date(2024, 6, 28), outcome="revoked")
    changed = make_act("decision_changed", date(2024, 6, 28), how="revoked")
    case = make_general_case(revoked, changed, without=("filed-city", "closed", "archived"))
    found = strip(case, rulebook, date(2024, 6, 28))
    assert (found["file_major.city_government"].state, found["refund"].state) == ("not_needed", "current")
    assert (found["refund"].reason, found["withdraw"].state) == ("多收30800元", "current")


def test_suspended_investigation_waits_to_be_resumed(rulebook: Rulebook) -> None:
    stopped = make_act("investigation_suspended", date(2024, 5, 15), reason="等待另案结果", approved_by="周某")
    found = strip(make_general_case(stopped), rulebook, date(2024, 5, 17))
    assert (found["resume"].state, found["opinion"].reason) == ("current", "等待：恢复调查")


def by_public_notice(paper: str, on: date, act_id: str) -> Act:
    return make_act("public_notice_issued", on, act_id, paper=paper, values={"public_notice_reason": "下落不明"})


def test_notice_that_is_published_is_waited_for_and_then_in_hand(rulebook: Rulebook) -> None:
    small = {"fine": 500_00, "confiscated_gains": None, "confiscated_goods": None}
    told = by_public_notice("25", date(2024, 5, 21), "published")
    case = make_general_case(
        told, without=("notice", "request", "invited", "hearing", "review", "discussion"), changed={"opinion": small}
    )
    before = strip(case, rulebook, date(2024, 6, 10))
    assert (before["notice"].state, before["notice"].reason) == (
        "waiting",
        "已于2024-05-21公告送达，2024-06-20公告期满，视为送达",
    )
    assert "notice_served" not in [act.act for act in assess(case, rulebook, date(2024, 6, 10)).next]
    undecided = replace(case, acts=tuple(act for act in case.acts if act.on <= date(2024, 5, 21)))
    after = strip(undecided, rulebook, date(2024, 6, 26))
    assert (after["notice"].state, after["notice"].done_on) == ("done", date(2024, 6, 20))
    assert [after[step].state for step in ("statement", "request_hearing", "decide")] == [
        "done",
        "not_needed",
        "current",
    ]


def test_hearing_told_of_by_public_notice_may_be_asked_for(rulebook: Rulebook) -> None:
    told = by_public_notice("26", date(2024, 5, 21), "published")
    kept = tuple(act for act in make_general_case().acts if act.on <= date(2024, 5, 20))
    found = strip(make_case(*kept, told, parties=(make_company(),)), rulebook, date(2024, 6, 21))
    assert (found["request_hearing"].state, found["request_hearing"].due) == ("current", date(2024, 6, 27))


def test_decision_published_takes_effect_whatever_was_published_before(rulebook: Rulebook) -> None:
    told = by_public_notice("26", date(2024, 4, 8), "told")
    decided = by_public_notice("29", date(2024, 6, 12), "decided")
    case = make_general_case(told, decided, without=("served",))
    waiting = strip(case, rulebook, date(2024, 7, 11))["serve"]
    assert (waiting.state, waiting.reason) == ("waiting", "已于2024-06-12公告送达，2024-07-12公告期满，视为送达")
    assert strip(case, rulebook, date(2024, 7, 12))["serve"].done_on == date(2024, 7, 12)


def test_service_of_another_decision_does_not_serve_this_one(rulebook: Rulebook) -> None:
    again = make_act("decision_made", date(2024, 6, 12), "again", **PENALTY)
    case = make_general_case(again, changed={"served": {"ref": "decision"}})
    assert strip(case, rulebook, date(2024, 6, 12))["serve"].state == "current"


def test_what_was_not_recorded_before_the_decision_is_not_asked_for_after_it(rulebook: Rulebook) -> None:
    case = make_general_case(without=("inspected", "asked", "opinion", "notice", "request", "invited", "discussion"))
    found = strip(case, rulebook, date(2024, 6, 11))
    assert found["opinion"].reason == "2024-06-11已作出决定，没有案件处理意见的记录"
    assert {found[step].state for step in ("evidence", "opinion", "notice", "discuss")} == {"not_needed"}
    asked_for = {act.act for act in assess(case, rulebook, date(2024, 6, 11)).next}
    assert not asked_for & {"site_inspected", "opinion_submitted", "notice_served", "discussion_held"}


def test_case_of_nobody_is_shown(rulebook: Rulebook) -> None:
    case = replace(make_general_case(), parties=(), officers=())
    for day in sorted({act.on for act in case.acts}):
        assert strip(case, rulebook, day)["lead"].state == "done"
    assert strip(case, rulebook, date(2024, 6, 11))["statement"].state == "done"


def test_party_without_a_name_is_told_by_its_id(rulebook: Rulebook) -> None:
    parties = (make_company("p1", name=""), make_party("p2", name=""))
    acts = [replace(act, party="p1") for act in make_general_case().acts if act.on <= date(2024, 5, 20)]
    found = strip(make_case(*acts, parties=parties), rulebook, date(2024, 5, 20))
    assert found["opinion"].reason.startswith("p2：")


def test_goods_are_disposed_of_when_the_last_piece_is(rulebook: Rulebook) -> None:
    part = {"items": ({"name": "某农药", "spec": "200毫升/瓶", "batch": "20240101", "unit": "瓶", "quantity": "5"},)}
    case = make_general_case(without=("released",), changed={"disposed": part})
    assert strip(case, rulebook, date(2024, 6, 20))["goods"].state == "current"
    assert strip(make_general_case(without=("released",)), rulebook, date(2024, 6, 20))["goods"].state == "done"


def test_on_the_spot_decision_in_an_opened_case_ends_the_asking(rulebook: Rulebook) -> None:
    decided = make_act("on_the_spot_decision", date(2024, 5, 10), "spot", fine=100_00)
    kept = tuple(act for act in make_general_case().acts if act.on <= date(2024, 5, 9) and act.id != "preserved")
    found = strip(make_case(*kept, decided, parties=(make_company(),)), rulebook, date(2024, 5, 10))
    assert (found["decide"].state, found["opinion"].state, found["notice"].state) == (
        "done",
        "not_needed",
        "not_needed",
    )


def test_what_may_never_be_needed_is_not_named_among_what_is_waited_for(rulebook: Rulebook) -> None:
    found = strip(make_case(LEAD), rulebook, LEAD.on)
    assert (found["decide"].reason, found["archive"].reason) == ("等待：送达事先告知书", "等待：结案")
    assert found["hold_hearing"].reason == "等待：送达听证通知"
