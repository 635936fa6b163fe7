"""The first start: three steps, after which the page is the workbench."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.queries.office import officers, settings
from tests.ui.pages.desks import NOW, furnish, import_sample, noted, open_desk, register
from ui.desk import Desk
from ui.pages.first_checks import checks
from ui.pages.first_start import FirstStartPage
from ui.pages.workbench import WorkbenchPage


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an empty office."""
    with open_desk(tmp_path, monkeypatch) as opened:
        yield opened


def shown(qtbot: QtBot, desk: Desk) -> FirstStartPage:
    page = FirstStartPage(desk)
    qtbot.addWidget(page)
    page.resize(1290, 700)
    page.show()
    return page


def type_officer(page: FirstStartPage, name: str, no: str) -> None:
    until = date(2026, 12, 31)
    page.officer.set_values({"name": name, "certificate_no": no, "valid_from": date(2022, 1, 1), "valid_until": until})


def test_three_steps_lead_to_the_workbench(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.agency.set_values(
        {"office.agency_name": "浏阳市农业农村局", "office.region": "浏", "office.court": "浏阳市人民法院"}
    )
    page.record_agency()
    assert page.current_step() == 1
    type_officer(page, "陈某", "18010001")
    page.record_officer()
    type_officer(page, "李某", "18010002")
    page.record_officer()
    assert page.current_step() == 2
    chosen = next(one for one in officers(desk.session) if one.officer.name == "李某")
    page.people[chosen.officer.id].setChecked(True)
    page.begin()
    assert desk.actor == chosen.officer.id
    assert isinstance(page.findChild(WorkbenchPage), WorkbenchPage)
    assert settings(desk.session)["office.review_body"] == "浏阳市人民政府"
    assert noted(desk).said == ["可以开始办案了"]


def test_two_first_officers_become_each_others_usual_partner(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    for name, no in (("陈某", "18010001"), ("李某", "18010002")):
        type_officer(page, name, no)
        page.record_officer()
    one, other = officers(desk.session)
    assert (one.partner, other.partner) == (other.officer.id, one.officer.id)


def test_same_certificate_number_twice_is_refused_at_the_field(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    for name in ("陈某", "李某"):
        type_officer(page, name, "18010001")
        page.record_officer()
    problem = page.officer.box("certificate_no").problem()
    assert problem is not None and "陈某" in problem.text
    assert len(officers(desk.session)) == 1


def test_begin_waits_for_the_steps_before_it(qtbot: QtBot, desk: Desk) -> None:
    register(desk.session, "A", "陈某")
    page = shown(qtbot, desk)
    page.begin()
    assert page.findChild(WorkbenchPage) is None
    assert not page._acts[2].isEnabled()


def test_what_is_recorded_elsewhere_counts(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    furnish(desk.session)
    page.refresh()
    assert page.current_step() == 2 and len(page.people) == 2


def test_clock_before_the_newest_record_is_doubted(desk: Desk) -> None:
    import_sample(desk.session)
    assert checks(desk.session, NOW + timedelta(days=60))[0].good
    assert not checks(desk.session, NOW - timedelta(days=1))[0].good
