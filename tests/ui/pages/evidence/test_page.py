"""证据: files dropped, pasted and chosen; what is said of them; what a changed file looks like."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.objects import evidence_store
from models.operations.cases import open_case
from models.operations.evidence import add_evidence
from models.queries.journal import journal_lines
from procedures.case import Evidence
from tests.builders import make_case, make_inspection
from tests.ui.case_desk import CaseDesk, answer, open_dialog_of, opened, opened_desk
from tests.ui.pages.evidence.files import TAKEN, photo
from ui import tasks
from ui.dialogs.reason import ReasonDialog
from ui.pages.case.evidence.given import files_given
from ui.pages.case.evidence.page import EvidencePage
from ui.pages.case.parts import EVIDENCE


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path / "data") as made:
        yield made


@pytest.fixture
def case_id(desk: CaseDesk) -> str:
    """A case with an inspection at the market by 陈某 and 李某."""
    return open_case(desk.session, make_case(make_inspection()), actor="A", now=desk.now()).case_id


@pytest.fixture
def page(desk: CaseDesk, case_id: str) -> EvidencePage:
    """The page 证据 of the case."""
    made = opened(desk, case_id).page(EVIDENCE)
    assert isinstance(made, EvidencePage)
    return made


def _dragged(files: Sequence[Path]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def _drop(page: EvidencePage, mime: QMimeData) -> bool:
    """Drag over the page and let go; whether the page would take it."""
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy, mime, left, no_key)
    entering.ignore()
    page.dragEnterEvent(entering)
    if entering.isAccepted():
        page.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, no_key))
    return entering.isAccepted()


def _add(qtbot: QtBot, page: EvidencePage, files: Sequence[Path]) -> None:
    page.add(files_given(files))
    _wait(qtbot, page)


def _wait(qtbot: QtBot, page: EvidencePage) -> None:
    assert page._adding is not None
    qtbot.waitUntil(lambda: not page._adding.is_running(), timeout=20_000)


def _pieces(desk: CaseDesk, case_id: str) -> tuple[Evidence, ...]:
    return desk.file(case_id).case.evidence


def _type(page: EvidencePage, key: str, words: str) -> None:
    """Type into a field at the side."""
    editor = page.described.form().box(key).editor
    editor.set_value(words)
    editor.changed.emit()


def _words(inside: QWidget) -> str:
    told = "\n".join(label.text() for label in inside.findChildren(QLabel) if not label.isHidden())
    return told.replace("\xa0", " ")


def test_dropped_photo_is_kept_with_what_the_camera_and_the_inspection_tell(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    file = photo(tmp_path / "IMG_0001.jpg", TAKEN)
    assert _drop(page, _dragged([file]))
    _wait(qtbot, page)
    [piece] = _pieces(desk, case_id)
    assert (piece.kind, piece.name, piece.file) == ("视听资料", "照片1", "IMG_0001.jpg")
    assert (str(piece.made_on), piece.place, piece.maker) == ("2026-10-09", "某镇活禽畜交易市场", "陈某、李某")
    assert evidence_store(desk.session.folder).read(piece.sha256) == file.read_bytes()
    assert page.list.spoken(0) == "证据 1，照片1，视听资料，完好"
    assert desk.said.words == ["已存入 1 件证据"]


def test_several_files_and_a_folder_get_kinds_and_names_of_their_own(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    folder = tmp_path / "手机"
    for name in ("IMG_1.jpg", "IMG_2.jpg", "营业执照.jpg"):
        photo(folder / name)
    (folder / "现场录像.mp4").write_bytes(b"\0\0\0\x18ftypmp42 film")
    (folder / "检验报告.pdf").write_bytes(b"%PDF-1.4 report")
    (folder / ".hidden").write_bytes(b"no evidence")
    _add(qtbot, page, [folder])
    assert [(piece.kind, piece.name) for piece in _pieces(desk, case_id)] == [
        ("视听资料", "照片1"),
        ("视听资料", "照片2"),
        ("鉴定意见", "检验报告"),
        ("视听资料", "现场录像"),
        ("书证", "营业执照"),
    ]
    assert len(page.list.chosen()) == 5


def test_pasted_picture_and_pasted_file_come_in(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    page.window().activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    _wait(qtbot, page)
    QGuiApplication.clipboard().setMimeData(_dragged([photo(tmp_path / "b.jpg")]))
    page.paste()
    _wait(qtbot, page)
    first, second = _pieces(desk, case_id)
    kept = QImage.fromData(evidence_store(desk.session.folder).read(first.sha256))
    assert (first.name, kept.size(), kept.pixelColor(5, 5)) == ("照片1", picture.size(), QColor("red"))
    assert second.file == "b.jpg"


def test_words_are_no_evidence(desk: CaseDesk, case_id: str, page: EvidencePage) -> None:
    mime = QMimeData()
    mime.setText("一段文字")
    assert not _drop(page, mime)
    QGuiApplication.clipboard().setText("一段文字")
    page.paste()
    assert desk.said.words == ["剪贴板里没有文件或图片"] and not _pieces(desk, case_id)


def test_same_file_again_is_told_and_kept_once(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    file = photo(tmp_path / "a.jpg")
    _add(qtbot, page, [file])
    _add(qtbot, page, [file])
    assert len({piece.sha256 for piece in _pieces(desk, case_id)}) == 1
    assert "文件只存一份" in desk.said.words[-1]


def test_file_that_cannot_be_read_is_named_and_can_be_tried_again(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    gone, there = tmp_path / "U盘照片.jpg", photo(tmp_path / "a.jpg")
    _add(qtbot, page, [gone, there])
    assert len(_pieces(desk, case_id)) == 1
    told = _words(page)
    assert "1 个文件没有存进来" in told and "U盘照片.jpg：原文件不见了" in told
    photo(gone, colour="blue")
    [again] = [each for each in page.findChildren(QPushButton) if each.text() == "再试一次"]
    again.click()
    _wait(qtbot, page)
    assert [piece.name for piece in _pieces(desk, case_id)] == ["照片1", "U盘照片"]
    assert "没有存进来" not in _words(page)


def test_cancelling_keeps_what_is_in_and_leaves_nothing_half(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    tasks.run_inline(False)
    files = [
        photo(tmp_path / f"{number}.jpg", colour=f"#{number * 4:02x}{200 - number * 3:02x}40") for number in range(40)
    ]
    page.add(files_given(files))
    qtbot.waitUntil(lambda: len(page._adding._outcome.added) >= 3, timeout=20_000)
    page._adding.cancel()
    _wait(qtbot, page)
    assert tasks.wait_for_all()
    pieces = _pieces(desk, case_id)
    assert 3 <= len(pieces) < 40 and "其余已取消" in desk.said.words[-1]
    store = evidence_store(desk.session.folder)
    assert {store.condition(piece.sha256) for piece in pieces} == {"whole"}
    assert not list(store.folder.glob(".*.part"))


def test_closing_the_page_stops_nothing(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    tasks.run_inline(False)
    files = [
        photo(tmp_path / f"{number}.jpg", colour=f"#{number * 4:02x}{200 - number * 3:02x}40") for number in range(8)
    ]
    page.add(files_given(files))
    case_page = desk.shown.pop()
    case_page.close()
    case_page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: bool(desk.said.words), timeout=20_000)
    assert tasks.wait_for_all()
    assert len(_pieces(desk, case_id)) == 8 and desk.said.words == ["已存入 8 件证据"]


def test_sixty_files_come_in_while_acts_are_recorded(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    tasks.run_inline(False)
    files = [
        photo(tmp_path / f"{number}.jpg", colour=f"#{number * 4:02x}{200 - number * 3:02x}40") for number in range(60)
    ]
    page.add(files_given(files))
    qtbot.waitUntil(lambda: len(page._adding._outcome.added) >= 2, timeout=20_000)
    thing = Evidence("thing", "物证", "耳标")

    def record(_progress: tasks.Progress) -> None:
        add_evidence(desk.session, case_id, desk.file(case_id).seen, None, thing, actor="A", now=desk.now())

    tasks.run(record)
    _wait(qtbot, page)
    assert tasks.wait_for_all()
    assert len(_pieces(desk, case_id)) == 61 and not page._failed


def test_changed_and_missing_files_are_shown_with_their_figures(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    _add(qtbot, page, [photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", colour="blue")])
    store = evidence_store(desk.session.folder)
    first, second = _pieces(desk, case_id)
    store.path(first.sha256).chmod(0o600)
    store.path(first.sha256).write_bytes(b"another picture")
    store.path(second.sha256).unlink()
    again = opened(desk, case_id).page(EVIDENCE)
    assert isinstance(again, EvidencePage)
    assert [again.list.spoken(row).rpartition("，")[2] for row in (0, 1)] == ["内容被改动", "文件缺失"]
    told = _words(again.described)
    assert first.sha256[:4] in told and f"objects/{first.sha256[:2]}" in told
    assert "被改动或已损坏" in _words(again.preview)
    store.path(first.sha256).write_bytes((tmp_path / "a.jpg").read_bytes())
    again.check_again()
    assert again.list.spoken(0).endswith("完好")


def test_correction_is_recorded_and_the_journal_keeps_both(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    _add(qtbot, page, [photo(tmp_path / "a.jpg")])
    _type(page, "proves", "仔猪未加施标识")
    page.described.record()
    [piece] = _pieces(desk, case_id)
    assert piece.proves == "仔猪未加施标识"
    assert page.list.spoken(0) == "证据 1，照片1，视听资料，仔猪未加施标识，完好"
    assert page._opened is not None
    told = [line.kind for line in journal_lines(desk.session, page._opened.stored)]
    assert told.count("evidence_recorded") == 2 and not page.described._record.isEnabled()


def test_what_is_typed_and_not_recorded_is_there_again(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    _add(qtbot, page, [photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", colour="blue")])
    page.list.choose(["e1"])
    _type(page, "proves", "无标识")
    page.list.choose(["e2"])
    assert page.described.form().values()["proves"] is None
    again = opened(desk, case_id).page(EVIDENCE)
    assert isinstance(again, EvidencePage)
    again.list.choose(["e1"])
    assert again.described.form().values()["proves"] == "无标识"
    assert _pieces(desk, case_id)[0].proves == ""


def test_what_is_changed_for_several_reaches_each_and_nothing_else_does(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    _add(qtbot, page, [photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", TAKEN, colour="blue")])
    page.list.choose(["e1", "e2"])
    form = page.described.form()
    assert form.box("name").isHidden() and form.values()["maker"] is None
    _type(page, "original_at", "本机关")
    page.described.record()
    first, second = _pieces(desk, case_id)
    assert (first.original_at, second.original_at) == ("本机关", "本机关")
    assert (first.name, first.maker, second.maker) == ("照片1", "", "陈某、李某")


def test_piece_without_a_name_is_not_recorded(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    _add(qtbot, page, [photo(tmp_path / "a.jpg")])
    _type(page, "name", "")
    page.described.record()
    assert _pieces(desk, case_id)[0].name == "照片1" and "还没有写证据名称" in _words(page.described)


def test_withdrawing_asks_why_and_keeps_the_piece_in_sight(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    _add(qtbot, page, [photo(tmp_path / "a.jpg")])
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert open_dialog_of(ReasonDialog)
    answer("拍的是另一个摊位")
    assert _pieces(desk, case_id) == ()
    assert page.list.spoken(0).startswith("已撤回") and "拍的是另一个摊位" in _words(page.described)
    page.described.ask_withdraw()
    assert not any(each.isVisible() for each in QGuiApplication.topLevelWindows() if each.isModal())


def test_thing_without_a_file_is_recorded_and_described(desk: CaseDesk, case_id: str, page: EvidencePage) -> None:
    page.add_thing()
    [piece] = _pieces(desk, case_id)
    assert (piece.kind, piece.sha256) == ("书证", "")
    assert "这件证据没有电子文件" in _words(page.preview)
    assert page.list.spoken(0).endswith("没有文件")


def test_late_piece_is_marked_in_list_and_journal(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    _add(qtbot, page, [photo(tmp_path / "a.jpg", "2026:09:09 10:00:00")])
    assert page.list.spoken(0).endswith("补录") and "2026-09-09 取得" in _words(page.described)
    assert page._opened is not None
    assert journal_lines(desk.session, page._opened.stored)[-1].backfilled


@pytest.mark.parametrize("name", ["broken.jpg", "broken.pdf", "film.mp4", "letter.docx"])
def test_file_that_cannot_be_shown_is_kept_all_the_same(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"not what the name says")
    _add(qtbot, page, [file])
    assert "文件原样存在案卷里" in _words(page.preview)
    assert page.list.spoken(0).endswith("完好")


def test_list_and_pasted_pages_are_one_click_away(
    qtbot: QtBot, desk: CaseDesk, case_id: str, page: EvidencePage, tmp_path: Path
) -> None:
    _add(qtbot, page, [photo(tmp_path / "a.jpg", TAKEN)])
    with qtbot.waitSignal(page.paper_asked) as asked:
        page.papers.click()
    assert asked.args is not None
    assert (asked.args[0], asked.args[1].kind) == ("X12", "site_inspected")
