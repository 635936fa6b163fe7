"""Which earlier act an act is about: chosen by itself, or offered in words that tell two of them apart."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.operations.cases import open_case, record_act
from procedures.case import Act
from tests.builders import DAY, make_act, make_case
from tests.ui.case_desk import CaseDesk, answer, opened, opened_desk, work_of
from ui.pages.case.act_page import ActPage
from ui.pages.case.page import CasePage

BAG = ({"name": "杀螺胺", "quantity": "14", "unit": "包"},)
BOX = ({"name": "阿莫西林", "quantity": "3", "unit": "盒"},)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path) as made:
        yield made


def seized(act_id: str, items: tuple[dict[str, str], ...] = BAG) -> Act:
    return make_act(
        "property_seized", DAY, act_id, measure="seize", items=items, basis="某条", approved_by="丙", list_given=True
    )


def page_of(desk: CaseDesk, *acts: Act) -> CasePage:
    case = make_case(make_act("case_opened", DAY, approved_by="丙"), *acts)
    return opened(desk, open_case(desk.session, case, actor="A", now=desk.now()).case_id)


def asked(page: CasePage, kind: str) -> ActPage:
    return work_of(page).act_page(kind)


def test_the_only_seizure_is_released_without_being_asked_for(desk: CaseDesk) -> None:
    page = page_of(desk, seized("first"))
    release = asked(page, "seizure_released")
    assert "ref" not in set(release.form.keys())
    release.form.set_values({"reason": "期限届满"})
    release.form.box("reason").editor.changed.emit()
    release.record()
    assert desk.file(page.case_id).case.live_acts()[-1].ref == "first"


def test_of_two_seizures_one_is_chosen_by_its_goods(desk: CaseDesk) -> None:
    page = page_of(desk, seized("first"), seized("second", BOX))
    release = asked(page, "seizure_released")
    labels = {each.value: each.label for field in release._fields if field.key == "ref" for each in field.choices}
    assert labels == {"second": f"{DAY} 查封、扣押，阿莫西林", "first": f"{DAY} 查封、扣押，杀螺胺"}
    assert not release.record_button.isEnabled()


def test_a_seizure_that_is_released_is_not_meant_again(desk: CaseDesk) -> None:
    done = make_act("seizure_released", DAY, "gone", ref="first", reason="查明无关")
    page = page_of(desk, seized("first"), done, seized("second", BOX))
    assert "ref" not in set(asked(page, "seizure_released").form.keys())
    assert asked(page, "seizure_released")._known.base.ref == "second"


def test_a_release_without_a_seizure_says_what_is_wanting(desk: CaseDesk) -> None:
    release = asked(page_of(desk), "seizure_released")
    assert "ref" in set(release.form.keys())
    assert "所针对的行为" in release._told.whole()


def test_the_goods_of_a_preservation_follow_the_one_that_is_chosen(desk: CaseDesk) -> None:
    first = make_act("evidence_preserved", DAY, "one", items=BAG, approved_by="丙")
    second = make_act("evidence_preserved", DAY, "two", items=BOX, approved_by="丙")
    page = page_of(desk, first, second)
    decided = asked(page, "preservation_decided")
    decided.form.set_values({"ref": "one"})
    decided.form.box("ref").editor.changed.emit()
    assert [row["name"] for row in decided.form.values()["item_disposals"]] == ["杀螺胺"]
    rows = tuple({**row, "disposal": "seized"} for row in decided.form.values()["item_disposals"])
    decided.form.set_values({"item_disposals": rows})
    decided.form.box("item_disposals").editor.changed.emit()
    assert decided.form.values()["disposal"] == "改为查封（扣押）。"


def test_the_same_kind_is_recorded_a_second_time(desk: CaseDesk) -> None:
    page = page_of(desk, make_act("interview_held", DAY, "first", respondent="王某"))
    again = asked(page, "interview_held")
    again.form.set_values({"respondent": "赵某"})
    again.form.box("respondent").editor.changed.emit()
    again.record()
    acts = [act for act in desk.file(page.case_id).case.live_acts() if act.kind == "interview_held"]
    assert [act.get("respondent") for act in acts] == ["王某", "赵某"]


def test_an_approval_is_filled_with_who_approved_before_and_its_own_day(desk: CaseDesk) -> None:
    page = page_of(desk)
    kept = asked(page, "evidence_preserved")
    values = kept.form.values()
    assert (values["approved_by"], values["approved_on"]) == ("丙", DAY)
    assert {"approved_on", "approved_at"} <= set(kept.form.keys())


def test_a_paper_made_elsewhere_is_told_with_its_number_when_its_act_is_backfilled(desk: CaseDesk) -> None:
    page = page_of(desk)
    desk.day = DAY + timedelta(10)
    page.refresh()
    notice = asked(page, "notice_served")
    notice.form.set_values({"fine": 2000_00, "hearing_offered": True})
    notice.form.box("fine").editor.changed.emit()
    assert not notice.form.box("outside_number").isVisible()
    notice.form.set_values({"on": DAY, "outside_number": "浏农（农药）罚告〔2026〕3号"})
    notice.form.box("on").editor.changed.emit()
    assert notice.form.box("outside_number").isVisible()
    notice.record()
    answer("纸质先行办理", "B")
    recorded = desk.file(page.case_id).case.live_acts()[-1]
    assert recorded.document is not None
    assert (recorded.document.form, recorded.document.number) == ("26", "浏农（农药）罚告〔2026〕3号")


def test_what_is_recorded_meanwhile_is_known_to_the_next_page(desk: CaseDesk) -> None:
    page = page_of(desk)
    seen = desk.file(page.case_id).seen
    record_act(desk.session, page.case_id, seen, seized("first"), actor="A", now=desk.now())
    page.refresh()
    assert asked(page, "seizure_released")._known.base.ref == "first"
