"""What is typed at the stall becomes records; nothing here needs a window."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from forms.schema import load_forms
from models.office import RegisteredOfficer
from procedures.catalogue import offence
from procedures.rulebook import load_rulebook
from procedures.view import CaseView
from resources import path
from tests.builders import IDENTITY_NO, make_officer
from tests.models.offices import settings
from ui.pages.intake.legal_answers import Question, answers
from ui.pages.intake.party import identity_filled, moved_to, party_of
from ui.pages.on_the_spot.draft import (
    HARD,
    REMOTE,
    SMALL,
    Moment,
    check_filled,
    conduct_of,
    decision_of,
    draft_of,
    lead_of,
    statement_of,
)
from ui.pages.on_the_spot.judging import Judgement, Office, facts_sentence, judge, told_words

DAY = date(2026, 10, 9)
MOMENT = Moment(DAY, time(8, 40), DAY, time(8, 56))
TOLD = "已告知内容和权利。当事人表示无异议。"
VALUES: dict[str, Any] = {
    "officers": ("A", "B"),
    "certificates_shown": True,
    "kind": "citizen",
    "name": "王某",
    "identity_no": IDENTITY_NO,
    "address": "浏阳市某镇某村三组",
    "phone": "13900000000",
    "in_business": True,
    "offence": "stock-88-b",
    "conduct_on": DAY,
    "place": "某镇活禽畜交易市场",
    "ask_animal": "仔猪",
    "ask_total": 5,
    "ask_untagged": 2,
    "facts": "2026年10月9日，当事人销售仔猪5头，其中2头没有标识。",
    "reason": "市场日常检查",
    "matter": "畜禽标识加施情况",
    "content": "核对标识",
    "object": "王某销售的仔猪",
    "penalties": ("fine",),
    "fine": 100_00,
    "told_fine": 100_00,
    "discretion": "首次查获，数量少",
    "answer": "none",
    "payment": "on_the_spot",
    "ground": SMALL,
}


def office(**changes: Any) -> Office:
    """An office with officers A and B."""
    register = {each: RegisteredOfficer(make_officer(each)) for each in ("A", "B")}
    made: dict[str, Any] = {
        "rulebook": load_rulebook(),
        "forms": load_forms(path("forms")),
        "settings": settings(),
        "officers": register,
    }
    return Office(**(made | changes))


OFFICE = office()


def judged(**changes: Any) -> Judgement:
    """What follows from the standing example with these changes."""
    return judge(VALUES | changes, MOMENT, OFFICE)


def places(judgement: Judgement) -> set[str]:
    """The fields that must be mended."""
    return {problem.where for problem in judgement.must_mend}


def test_the_standing_example_can_be_issued() -> None:
    assert judged().problems == ()


def test_the_records_hold_what_was_typed() -> None:
    draft = draft_of(VALUES, MOMENT, True, TOLD)
    assert draft is not None
    assert (draft.party.name, draft.party.identity_no, draft.party.in_business) == ("王某", IDENTITY_NO, True)
    assert (draft.conduct.offence, draft.conduct.on, draft.sector) == ("stock-88-b", DAY, "livestock")
    assert draft.inspection.get("matter") == "畜禽标识加施情况"
    assert draft.inspection.until == time(8, 56)
    assert draft.decision.get("fine") == 100_00
    assert draft.decision.get("collection_ground") == SMALL
    assert draft.decision.values["untagged"] == 2
    assert draft.own_values["discretion"] == "首次查获，数量少。"


def test_nothing_is_planned_before_party_and_offence_are_chosen() -> None:
    assert draft_of(VALUES | {"kind": None}, MOMENT, True, TOLD) is None
    assert draft_of(VALUES | {"offence": None}, MOMENT, True, TOLD) is None


def test_amount_of_a_penalty_that_is_not_chosen_does_not_count() -> None:
    decision = decision_of(VALUES | {"penalties": ("warning",)}, MOMENT, True, TOLD)
    assert decision.get("fine") is None
    assert decision.get("warning") is True
    assert decision.get("collected_on_the_spot") is None


def test_what_the_party_said_follows_the_rights_told() -> None:
    said = statement_of({"answer": "made", "statement": "不知道要耳标"}, TOLD)
    assert said == "已告知内容和权利。当事人陈述、申辩：不知道要耳标"
    assert statement_of({"answer": "made", "statement": " "}, TOLD) == ""
    assert statement_of({"answer": "none"}, TOLD) == TOLD


def test_a_person_who_turns_out_to_be_a_business_stands_for_it() -> None:
    assert moved_to("legal_person", VALUES) == {"representative": "王某", "name": None}
    assert moved_to("citizen", {"kind": "sole_trader", "name": "某店", "representative": "王某"}) == {
        "name": "王某",
        "representative": None,
    }
    assert moved_to("farm_household", VALUES) == {}


def test_credit_code_of_a_person_is_not_stored() -> None:
    party = party_of(VALUES | {"credit_code": "92430181MA4L00003K"})
    assert party is not None
    assert party.credit_code == ""


def test_identity_number_tells_gender_and_birth_date() -> None:
    assert identity_filled(IDENTITY_NO) == {"gender": "男", "born_on": date(1979, 3, 12)}
    assert identity_filled(IDENTITY_NO[:-1] + "4") == {}


def test_check_is_described_in_the_words_of_the_offence() -> None:
    entry = offence("stock-88-b")
    assert entry is not None
    assert check_filled(entry, VALUES)["object"] == "王某销售的仔猪"


def test_facts_are_a_sentence_once_everything_asked_for_is_typed() -> None:
    assert "仔猪5头（只），其中2头（只）" in facts_sentence(VALUES, MOMENT, OFFICE)
    assert facts_sentence(VALUES | {"ask_untagged": None}, MOMENT, OFFICE) == ""


def test_conduct_without_a_day_happened_when_the_check_began() -> None:
    later = Moment(DAY, time(8, 40), date(2026, 10, 10), time(9, 0))
    assert conduct_of({}, later).on == DAY


def test_wrong_check_digit_is_looked_at_and_refuses_nothing() -> None:
    judgement = judged(identity_no=IDENTITY_NO[:-1] + "4")
    assert judgement.must_mend == ()
    assert [problem.where for problem in judgement.to_look_at] == ["identity_no"]


def test_one_cent_above_the_limit_leaves_the_simple_procedure() -> None:
    assert not judged(fine=200_00, told_fine=200_00, payment="bank").beyond_simple
    assert judged(fine=200_01, told_fine=200_01, payment="bank").beyond_simple
    company = {"kind": "legal_person", "representative": "赵某", "credit_code": "91430181MA4L00001N"}
    assert not judged(fine=2000_00, told_fine=2000_00, payment="bank", **company).beyond_simple


def test_any_confiscation_leaves_the_simple_procedure() -> None:
    judgement = judged(penalties=("fine", "goods"), goods=84_00)
    assert judgement.beyond_simple
    assert "penalties" in places(judgement)


def test_no_answer_of_the_party_blocks() -> None:
    assert places(judged(answer=None)) == {"answer"}


def test_fine_above_the_one_told_blocks() -> None:
    assert places(judged(fine=150_00, payment="bank")) == {"fine"}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"ground": SMALL}, "ground"),
        ({"ground": None}, "ground"),
        ({"ground": HARD}, "ground_reason"),
        ({"ground": REMOTE}, "party_request"),
        ({"ground": REMOTE, "party_request": False}, "party_request"),
    ],
)
def test_more_than_the_small_fine_needs_a_ground_to_be_collected(changes: dict[str, Any], place: str) -> None:
    assert places(judged(fine=200_00, told_fine=200_00, **changes)) == {place}


@pytest.mark.parametrize(
    "changes",
    [
        {"payment": "bank", "ground": None},
        {"ground": HARD, "ground_reason": "流动摊贩，没有固定住所"},
        {"ground": REMOTE, "party_request": True},
    ],
)
def test_three_ways_out_of_a_barred_collection(changes: dict[str, Any]) -> None:
    assert judged(fine=200_00, told_fine=200_00, **changes).must_mend == ()


def test_fewer_than_two_officers_are_objected_to_before_anything_else_is_known() -> None:
    judgement = judge({"officers": ("A",)}, MOMENT, OFFICE)
    assert "officers" in places(judgement)
    assert judgement.draft is None


def test_certificate_that_has_run_out_blocks() -> None:
    old = make_officer("B", certificates=())
    lacking = office(officers=OFFICE.officers | {"B": RegisteredOfficer(old)})
    assert places(judge(VALUES, MOMENT, lacking)) == {"officers"}


def test_certificates_not_shown_are_told_and_do_not_stop_the_paper() -> None:
    judgement = judged(certificates_shown=False)
    assert judgement.must_mend == ()
    assert [problem.where for problem in judgement.to_look_at] == ["certificates_shown"]


def test_missing_setting_of_the_office_is_told_at_the_settings() -> None:
    lacking = office(settings={key: value for key, value in settings().items() if key != "office.review_body"})
    assert places(judge(VALUES, MOMENT, lacking)) == {"office"}


def test_fine_above_the_range_of_the_offence_blocks() -> None:
    company = {"kind": "legal_person", "representative": "赵某", "credit_code": "91430181MA4L00001N"}
    assert places(judged(fine=2500_00, told_fine=2500_00, payment="bank", **company)) == {"fine"}


def test_panel_answers_with_verdict_reason_and_article() -> None:
    judgement = judged()
    draft, case, verdict = judgement.draft, judgement.case, judgement.verdict
    assert draft is not None and case is not None and verdict is not None
    asked = Question(CaseView(case, OFFICE.rulebook), draft.party, draft.decision, verdict)
    told = {answer.id: answer for answer in answers(asked)}
    assert told["procedure"].verdict == "简易程序，可以当场处罚"
    assert "第五十一条" in told["procedure"].basis
    assert told["range"].verdict == "罚款 2,000 元以下，可以处罚"
    assert told["hearing"].unsure
    assert told["filing"].reason == "经营活动，罚款未达 20,000 元"
    scale = told["range"].scale
    assert scale is not None
    assert scale.thresholds == ((200_00, "当场"), (1000_00, "听证"))


def test_lead_for_the_general_procedure_keeps_everything_typed() -> None:
    draft = draft_of(VALUES | {"fine": 300_00}, MOMENT, True, TOLD)
    assert draft is not None
    case = lead_of(draft)
    inspection, lead = case.acts
    assert (inspection.kind, lead.kind) == ("site_inspected", "lead_received")
    assert lead.values["proposed_fine"] == 300_00
    assert lead.values["offence_facts"] == VALUES["facts"]
    assert case.parties[0].name == "王某"


def test_words_of_the_rights_told_come_from_the_day() -> None:
    assert "无异议" in told_words(VALUES, MOMENT, OFFICE)


def test_pure_part_knows_no_window() -> None:
    folder = Path(__file__).parents[4] / "ui" / "pages" / "on_the_spot"
    for name in ("draft.py", "judging.py"):
        assert "PySide6" not in (folder / name).read_text("utf-8")
