"""The register: certificates are added and never overwritten; what is wrong is refused at its field."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.queries.office import officers, posts, register_history
from procedures.case import Certificate, Officer
from tests.ui.pages.desks import furnish, noted, open_desk, register
from ui.desk import Desk
from ui.pages.officers import OfficersPage
from ui.pages.officers.certificates import WARN_DAYS, standing_of, telling

TODAY = date(2026, 10, 12)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an empty office on `TODAY`."""
    with open_desk(tmp_path, monkeypatch) as opened:
        yield opened


def shown(qtbot: QtBot, desk: Desk) -> OfficersPage:
    page = OfficersPage(desk)
    qtbot.addWidget(page)
    page.resize(1290, 700)
    page.show()
    page.refresh()
    return page


def choose(page: OfficersPage, officer_id: str) -> None:
    place = next(n for n, one in enumerate(page.register._lines) if one.officer.id == officer_id)
    page.register.table.clearSelection()
    page.register.table.selectRow(place)
    page.register.panel.show_officer(page.register._lines[place], page.register._lines)


def type_certificate(page: OfficersPage, no: str, start: date, end: date) -> None:
    assert page.register.panel.form is not None
    page.register.panel.form.set_values({"certificate_no": no, "valid_from": start, "valid_until": end})


def problem_at(page: OfficersPage, key: str) -> str:
    assert page.register.panel.form is not None
    problem = page.register.panel.form.box(key).problem()
    return problem.text if problem else ""


def test_officer_is_recorded_from_the_empty_register(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    assert page.register.panel.form is not None
    page.register.panel.form.set_values({"name": "庚某"})
    type_certificate(page, "18010009", date(2026, 12, 1), date(2031, 11, 30))
    page.register.panel.act.click()
    (made,) = officers(desk.session)
    assert made.officer.name == "庚某"
    assert made.officer.certificates == (Certificate("18010009", date(2026, 12, 1), date(2031, 11, 30)),)
    assert noted(desk).said == ["已登记 庚某"]


def test_renewal_is_added_beside_the_old_certificate(qtbot: QtBot, desk: Desk) -> None:
    furnish(desk.session)
    page = shown(qtbot, desk)
    choose(page, "A")
    type_certificate(page, "18010001", date(2027, 1, 1), date(2031, 12, 31))
    page.register.panel.act.click()
    held = next(one for one in officers(desk.session) if one.officer.id == "A").officer.certificates
    assert [each.valid_until.year for each in held] == [2026, 2031]
    assert (
        len([line for line in register_history(desk.session) if line.officer and line.officer.officer.id == "A"]) == 2
    )


def test_certificate_number_of_another_officer_is_refused_at_the_field(qtbot: QtBot, desk: Desk) -> None:
    furnish(desk.session)
    page = shown(qtbot, desk)
    choose(page, "A")
    type_certificate(page, "18010002", date(2027, 1, 1), date(2031, 12, 31))
    page.register.panel.act.click()
    assert "李某" in problem_at(page, "certificate_no")
    assert len(next(one for one in officers(desk.session) if one.officer.id == "A").officer.certificates) == 1


def test_end_before_start_is_refused_at_the_field(qtbot: QtBot, desk: Desk) -> None:
    furnish(desk.session)
    page = shown(qtbot, desk)
    choose(page, "B")
    type_certificate(page, "18010008", date(2027, 1, 1), date(2026, 1, 1))
    page.register.panel.act.click()
    assert problem_at(page, "valid_until") == "止日早于起日"


def test_correction_replaces_the_row_and_stays_in_the_history(qtbot: QtBot, desk: Desk) -> None:
    furnish(desk.session)
    page = shown(qtbot, desk)
    choose(page, "A")
    page.register.panel._mend(0)
    type_certificate(page, "18019999", date(2022, 1, 1), date(2026, 12, 31))
    page.register.panel.act.click()
    held = next(one for one in officers(desk.session) if one.officer.id == "A").officer.certificates
    assert [each.no for each in held] == ["18019999"]
    first = next(line for line in register_history(desk.session) if line.officer and line.officer.officer.id == "A")
    assert first.officer is not None and first.officer.officer.certificates[0].no == "18010001"


def test_typed_text_comes_back_after_looking_at_another_officer(qtbot: QtBot, desk: Desk) -> None:
    furnish(desk.session)
    page = shown(qtbot, desk)
    choose(page, "A")
    assert page.register.panel.form is not None
    editor = page.register.panel.form.box("certificate_no").editor
    qtbot.keyClicks(editor.line, "1801")  # type: ignore[attr-defined]
    choose(page, "B")
    choose(page, "A")
    assert page.register.panel.form.values()["certificate_no"] == "1801"


@pytest.mark.parametrize(
    ("end", "tone"),
    [
        (date(2026, 10, 11), "red"),
        (date(2026, 10, 12), "amber"),
        (date.fromordinal(TODAY.toordinal() + WARN_DAYS), "amber"),
        (date.fromordinal(TODAY.toordinal() + WARN_DAYS + 1), "soft"),
    ],
)
def test_certificate_warns_before_it_ends(end: date, tone: str) -> None:
    assert standing_of(Certificate("1", date(2022, 1, 1), end), TODAY).tone == tone


def test_renewal_that_already_holds_is_the_one_told() -> None:
    old = Certificate("1", date(2022, 1, 1), date(2026, 10, 31))
    new = Certificate("1", date(2026, 10, 1), date(2031, 9, 30))
    assert telling(Officer("A", "陈某", (old, new)), TODAY) == new


def test_post_is_recorded_ended_and_kept(qtbot: QtBot, desk: Desk) -> None:
    furnish(desk.session)
    page = shown(qtbot, desk)
    page.parts.choose(1)
    panel = page.posts.panel
    assert panel.form is not None
    panel.form.set_values({"officer": "A", "post": "法制审核", "valid_from": date(2026, 1, 1)})
    panel.act.click()
    assert panel.form is not None
    panel.form.set_values({"valid_until": date(2025, 1, 1)})
    panel.act.click()
    problem = panel.form.box("valid_until").problem()
    assert problem is not None and problem.text == "止日早于起日"
    panel.form.set_values({"valid_until": date(2026, 9, 30)})
    panel.act.click()
    (post,) = posts(desk.session)
    assert (post.officer, post.valid_until) == ("A", date(2026, 9, 30))
    assert len([line for line in register_history(desk.session) if line.post]) == 2


def test_one_who_has_left_stands_last(qtbot: QtBot, desk: Desk) -> None:
    register(desk.session, "C", "安某", active=False)
    furnish(desk.session)
    page = shown(qtbot, desk)
    assert page.register._lines[-1].officer.name == "安某"
    assert page.told().startswith("在岗 2 人")
