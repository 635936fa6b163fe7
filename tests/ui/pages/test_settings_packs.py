"""A rule pack in the settings: compared first, confirmed with who approved it, in force at once; a broken one told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.operations.imports import import_scripts
from models.operations.packs import examine_pack, install_pack
from models.packs import pack_folders
from models.projections import outdated_cases
from resources import path
from tests.ui.pages.desks import NOW, furnish, import_sample, noted, open_desk
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.settings.packs import APPROVER
from ui.pages.settings.rules import RulesPart
from ui.rooms import Rooms
from ui.widgets.layout import column
from ui.window import MainWindow, Place

PACKS = Path(__file__).parents[2] / "packs"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at a furnished office."""
    with open_desk(tmp_path, monkeypatch) as opened:
        furnish(opened.session)
        yield opened


@pytest.fixture
def part(qtbot: QtBot, desk: Desk) -> RulesPart:
    made = RulesPart(desk)
    qtbot.addWidget(made)
    made.resize(1290, 900)
    made.refresh()
    made.show()
    return made


def words_of(part: QWidget) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel)).replace("\u00a0", " ")


def press(part: QWidget, words: str) -> None:
    next(each for each in part.findChildren(QPushButton) if each.text() == words).click()


def test_chosen_folder_is_compared_and_nothing_is_stored(
    part: RulesPart, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(PACKS / "law-2026"))
    press(part, "装入规则包…")
    shown = words_of(part)
    assert "将要装入：law-2026" in shown and "与现有的比较：新增 1，修改 2，终止 0" in shown
    assert "罚款：2000元以上2万元以下 → 3000元以上3万元以下" in shown
    assert pack_folders(desk.session.folder) == ()


def test_no_folder_chosen_changes_nothing(part: RulesPart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    press(part, "装入规则包…")
    assert part.pending is None


def test_pack_is_put_in_with_the_approver_and_counts_at_once(part: RulesPart, desk: Desk) -> None:
    part.examine(PACKS / "law-2026")
    assert part.pending is not None
    part.pending.form.set_values({APPROVER: "局法制科"})
    part.pending.install.click()
    assert part.pending is None and noted(desk).said == ["已装入规则包 law-2026 1，各案的期限和异议正在重新计算"]
    assert "law-2026 1，局法制科 2026-05-06 批准，2026-10-12 装入" in words_of(part)
    assert desk.session.rulebook.catalogue.offences["seed-79-2"].bands[0].high == 30000_00


@pytest.mark.parametrize(("named", "told"), [("", "批准人"), ("局长", "不一致")])
def test_missing_or_other_approver_is_told_at_the_field(named: str, told: str, part: RulesPart, desk: Desk) -> None:
    part.examine(PACKS / "city")
    assert part.pending is not None
    part.pending.form.set_values({APPROVER: named})
    part.pending.install.click()
    assert part.pending is not None and told in words_of(part.pending.form)
    assert pack_folders(desk.session.folder) == () and noted(desk).said == []


def test_giving_up_leaves_everything_as_it_was(part: RulesPart) -> None:
    part.examine(PACKS / "city")
    press(part, "不装入")
    assert part.pending is None and "将要装入" not in words_of(part)


def test_open_case_that_is_touched_can_be_opened(part: RulesPart, desk: Desk, tmp_path: Path) -> None:
    script = path("samples", "c06-seed-label.toml").read_text("utf-8")
    undecided = tmp_path / "undecided.toml"
    undecided.write_text(script[: script.index('[[act]]\nid = "decision"')], "utf-8")
    case_id = import_scripts(desk.session, [undecided], actor="A", now=NOW)[0].case_id
    part.examine(PACKS / "law-2026")
    assert "涉及的未结案件 1 件" in words_of(part)
    press(part, "打开案件")
    assert noted(desk).opened == [case_id]


def test_window_names_the_pack_and_works_its_rows_out_anew(qtbot: QtBot, desk: Desk) -> None:
    def page(_name: str = "") -> QWidget:
        return Page(column(None))

    import_sample(desk.session)
    window = MainWindow([Place(name, name, name, page) for name in ("workbench", "filing")], page)
    qtbot.addWidget(window)
    rooms = Rooms(desk.session, window)
    rooms._tell_status()
    report = examine_pack(desk.session, PACKS / "city")
    install_pack(desk.session, report, approved_by="局法制科", actor="A", now=NOW)
    digest = desk.session.rulebook.digest
    assert outdated_cases(desk.session.database, digest)
    rooms._renew()
    assert "city 2026.1" in window.status.part("rules").words()
    qtbot.waitUntil(lambda: not outdated_cases(desk.session.database, digest))


def test_broken_pack_is_told_by_file_and_key(part: RulesPart, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "broken"\n', "utf-8")
    part.examine(folder)
    assert "broken/pack.toml：version" in words_of(part) and part.pending is None
