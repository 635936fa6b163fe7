"""One finding from being taken up to its end, as the panel leads through it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from models.operations.cases import record_act
from models.queries.cases import read_case
from models.queries.drafts import drafts
from models.queries.findings import finding_lines, read_finding
from models.queries.office import officers
from procedures.faults import FaultFile
from tests.builders import make_act
from tests.ui.case_desk import CaseDesk, open_dialog_of
from tests.ui.pages.supervision.offices import (
    TODAY,
    confirmed,
    described,
    describing,
    judged,
    overseers,
    shown,
    taken_up,
    type_into,
    view_of,
)
from ui.dialogs.blocked import BlockedDialog
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.describe_view import DescribeView
from ui.pages.supervision.own_view import OwnView


def words_of(widget: QWidget) -> str:
    """Every word that a widget shows, without the spaces that keep a number with its unit."""
    return " ".join(label.text() for label in widget.findChildren(QLabel)).replace("\u00a0", " ")


def problem_at(view: DescribeView, key: str) -> str:
    """What is objected to at a field, with its article."""
    problem = view.form.boxes[key].problem()
    return f"{problem.text} {problem.basis}" if problem else ""


def stored(desk: CaseDesk) -> FaultFile:
    """The one finding there is."""
    (line,) = finding_lines(desk.session, "S", TODAY, view="all").lines
    return read_finding(desk.session, line.finding_id, "S", TODAY).file


def certificate_ends(desk: CaseDesk, officer_id: str) -> date:
    """The last day of an officer's certificate in the register."""
    (one,) = [one for one in officers(desk.session) if one.officer.id == officer_id]
    return one.officer.certificates[-1].valid_until


def link(widget: QWidget, label: str) -> QPushButton:
    """The first button with this label."""
    return next(each for each in widget.findChildren(QPushButton) if each.text() == label)


def test_a_correction_of_the_case_after_the_taking_up_is_told(tmp_path: Path) -> None:
    told = "不再提出这条线索"
    with overseers(tmp_path) as desk:
        with shown(desk) as page:
            assert told not in words_of(taken_up(page))
        case_id = stored(desk).case_id
        whole = {"recipient": "superior_department", "report": True, "evidence_copies": True, "decision_copy": True}
        for act in (
            make_act("act_voided", TODAY, "voided", ref="filed-superior", reason="日期记错"),
            make_act("major_filed", date(2024, 6, 20), "filed-right", **whole),
        ):
            seen = read_case(desk.session, case_id).seen
            record_act(desk.session, case_id, seen, act, actor="A", now=desk.now())
        with shown(desk) as page:
            assert told in words_of(view_of(page))


def test_nothing_is_chosen_before_a_person_chooses(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        assert view.decision.outcome() is None
        assert all(view.form.values()[key] is None for key in ("fault", "harm", "bearing_rule"))
        view.submit()
        assert stored(desk).state == "taken_up" and "先选认定" in view.note.text()


def test_confirming_without_answers_shows_each_reason_at_its_field_with_the_article(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        view.decision.choose("fault")
        view.submit()
        assert problem_at(view, "harm") == "没有回答是否造成损害 附件4 第二条"
        assert problem_at(view, "fault") == "没有回答是故意还是过失 附件4 第二条"
        assert "附件4 第六条" in problem_at(view, "bearing_rule") and "附件4 第五条" in problem_at(view, "origin")
        assert "没有听取陈某的陈述，也没有记明本人放弃" in words_of(view.statements)
        assert "第四条" in words_of(view.statements)
        assert stored(desk).state == "taken_up"


def test_confirming_without_item_or_person_is_refused_at_the_field(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = described(page)
        type_into(view, "items", ())
        type_into(view, "persons", ())
        view.decision.choose("fault")
        view.submit()
        assert problem_at(view, "items") == "没有选定过错情形 附件4 第八条至第十二条"
        assert problem_at(view, "persons") == "没有责任人 附件4 第六条"


def test_inspection_and_local_rules_ask_for_a_reason_and_show_their_words(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        assert view.form.boxes["origin_reason"].isHidden()
        type_into(view, "origin", "inspection")
        assert not view.form.boxes["origin_reason"].isHidden()
        assert "对应当给予过错责任追究的人员，提出责任追究意见。" in words_of(view.form.boxes["origin"])


def test_the_recorded_roles_suggest_who_bears_it_and_nothing_is_filled_before_it_is_taken_over(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        assert {person.bearing for person in view.form.described().persons} == {"none"}
        link(view.form, "采用").click()
        file = view.form.described()
        assert file.bearing_rule == "6.1"
        shares = {person.name: person.bearing for person in file.persons}
        assert shares["陈某"] == "main" and shares["周某"] == "joint"


def test_a_bearing_that_article_6_does_not_cover_asks_for_its_reason(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = described(page)
        type_into(view, "bearing_rule", "not_covered")
        view.decision.choose("fault")
        view.submit()
        assert not view.form.boxes["bearing_reason"].isHidden()
        assert "第六条没有规定的情形，应当写明由谁承担和理由" in problem_at(view, "bearing_reason")


def test_the_person_asked_answers_for_himself_and_sees_nobody_elses_words(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        view.statements.open_form("ask", "A")
        assert view.statements.form is not None
        view.statements.form.set_values({"question": "为何迟报", "reply_by": date(2024, 12, 6)})
        view.statements._submit("ask", "A")
        view = describing(page)
        assert stored(desk).state == "asked"
        view.statements.open_form("hear", "B")
        assert view.statements.form is not None
        view.statements.form.set_values({"words": "李某的话"})
        view.statements._submit("hear", "B")
        desk.work_as("A")
        own = view_of(page)
        assert isinstance(own, OwnView)
        assert "为何迟报" in words_of(page) and "李某" not in words_of(page.panel)
        assert not page.register.segments.isVisible() and not page.by_hand.isVisible()
        own.statements.open_form("hear", "A")
        assert own.statements.form is not None and "on" not in own.statements.form.boxes
        own.statements.form.set_values({"words": "报告晚到"})
        own.statements._submit("hear", "A")
        person = next(one for one in stored(desk).persons if one.officer_id == "A")
        statement = stored(desk).statement_of(person)
        assert statement is not None and statement.words == "报告晚到" and statement.on == TODAY


def test_an_empty_statement_is_refused_at_its_field(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        view.statements.open_form("waive", "A")
        view.statements._submit("waive", "A")
        assert view.statements.form is not None
        problem = view.statements.form.boxes["words"].problem()
        assert problem is not None and problem.basis.startswith("附件4 第四条")
        assert not stored(desk).statements


def test_only_people_outside_the_case_are_offered_as_second_person(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = described(page)
        view.decision.choose("fault")
        view.submit()
        dialog = open_dialog_of()
        assert [option.label for option in dialog._people] == ["丁某（法制审核）"]


def test_without_anybody_who_may_confirm_it_says_what_to_do(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = described(page)
        desk.work_as("T")
        view = describing(page)
        view.decision.choose("fault")
        view.submit()
        told = words_of(open_dialog_of(BlockedDialog))
        assert "没有可以复核的第二人" in told and "岗位分工" in told
        assert stored(desk).state == "heard"


def test_what_is_typed_is_recorded_together_with_the_confirmation(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        confirmed(page)
        file = stored(desk)
        assert file.state == "confirmed" and file.confirmation is not None and file.confirmation.name == "丁某"
        assert file.harm_words == "决定脱离上级审查两个月" and file.origin == "inspection"


def test_what_becomes_of_the_certificate_is_said_before_it_is_done(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        form = confirmed(page).consequence
        assert form is not None
        before = certificate_ends(desk, "A")
        given = {"rules": ("7.2",), "words": "警告", "certificates_of": ("A",), "certificate_from": date(2024, 12, 10)}
        form.set_values(given)
        form.changed.emit("rules")
        told = words_of(form)
        assert "记录以后，证件随之改变" in told and "2024-12-10 起不再有效" in told and f"至 {before}" in told
        assert certificate_ends(desk, "A") == before
        judged(page).submit()
        assert certificate_ends(desk, "A") == date(2024, 12, 9)
        assert "2024-12-10 起不再有效" in words_of(page.panel)


def test_the_consequence_is_asked_for_item_by_item(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = confirmed(page)
        form = view.consequence
        assert form is not None
        assert form.boxes["certificate_from"].isHidden() and form.boxes["amount"].isHidden()
        form.set_values({"rules": ("7.1", "7.3")})
        form.changed.emit("rules")
        view.submit()
        problem = form.boxes["amount"].problem()
        assert problem is not None and problem.basis == "附件4 第七条第三项"
        assert stored(desk).state == "confirmed"


def decided(page: SupervisionPage) -> None:
    """The finding confirmed, with a consequence under 第七条第一项."""
    view = confirmed(page)
    assert view.consequence is not None
    view.consequence.set_values({"rules": ("7.1",), "words": "批评教育"})
    view.submit()


def test_the_opinion_is_previewed_issued_and_read_again(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        decided(page)
        link(page.panel, "预览").click()
        assert page._middle.currentWidget() is page.opinion and page.opinion.paper.page_count() >= 1
        judged(page).submit()
        paper = stored(desk).paper
        assert paper is not None and "过错" in paper.number
        link(page.panel, "看意见书").click()
        assert page.opinion.paper.page_count() >= 1
        assert any(paper.number in each.accessibleName() for each in page.opinion.findChildren(QLabel))


def test_an_appeal_keeps_the_consequence_waiting_until_it_is_settled(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        decided(page)
        block = judged(page).blocks["appeal"]
        block.open()
        assert block.form is not None
        block.form.set_values({"person": "A", "on": TODAY, "words": "另有原因"})
        block._submit()
        assert stored(desk).state == "appealed" and "追究暂缓" in words_of(page.panel)
        block = judged(page).blocks["settle"]
        block.open()
        assert block.form is not None
        block.form.set_values({"person": "A", "outcome": "upheld", "words": "理由不成立"})
        block._submit()
        assert stored(desk).state == "decided" and "维持原认定" in words_of(page.panel)


@pytest.mark.parametrize(("outcome", "state"), [("no_fault", "without_fault"), ("reject", "rejected")])
def test_closing_without_a_fault_needs_its_reason(tmp_path: Path, outcome: str, state: str) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        view.decision.choose("no_fault" if outcome == "no_fault" else "reject")
        view.submit()
        assert view.decision.form is not None
        problem = view.decision.form.boxes["reason"].problem()
        assert problem is not None and problem.basis == "附件4 第二条" and stored(desk).state == "taken_up"
        view.decision.form.set_values({"reason": "未见当事人受损，作纪律提醒"})
        view.submit()
        assert stored(desk).state == state and stored(desk).outcome == "未见当事人受损，作纪律提醒"
        assert "未见当事人受损，作纪律提醒" in words_of(page.panel)


def test_still_to_be_found_out_keeps_it_open_with_a_reminder(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        view.decision.choose("defer")
        assert view.decision.form is not None
        view.decision.form.set_values({"reason": "调阅收文登记", "remind_on": date(2024, 12, 20)})
        view.submit()
        assert stored(desk).state == "taken_up" and stored(desk).remind_on == date(2024, 12, 20)
        assert "还要查明，2024-12-20 提醒" in words_of(page.panel)


def test_what_is_typed_is_kept_and_forgotten_once_it_is_recorded(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        type_into(view, "facts", "写到一半")
        view.decision.choose("defer")
        page.save()
        page.articles.choose(None)
        page.register.table.selectRow(1)
        page.choose(stored(desk).id)
        view = describing(page)
        assert view.form.values()["facts"] == "写到一半" and view.decision.outcome() == "defer"
        view.save()
        view = describing(page)
        assert stored(desk).facts == "写到一半" and view.decision.outcome() == "defer"
        view.decision.set_draft({})
        view.typed.emit()
        assert not [
            draft for draft in drafts(desk.session, actor="S") if draft.stream == "supervision" and draft.content
        ]


def test_a_confirmed_finding_can_be_described_again_and_then_needs_another_confirmation(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        confirmed(page)
        link(page.panel, "更正").click()
        view = describing(page)
        assert "复核随之作废" in words_of(view)
        type_into(view, "facts", "更正以后的事实")
        view.save()
        assert stored(desk).state == "heard" and stored(desk).confirmation is None


def test_forty_thousand_characters_stop_at_the_field(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = taken_up(page)
        type_into(view, "facts", "字" * 40_000)
        view.save()
        assert "超过 20000 个字" in problem_at(view, "facts") and stored(desk).facts != "字" * 40_000
        QApplication.processEvents()
