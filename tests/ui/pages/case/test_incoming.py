"""收到来文: a paper with its scan in a few entries, under the sender's number; the draft keeps the file's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from models.operations.cases import open_case
from models.queries.drafts import drafts
from procedures.incoming import ReceivedPaper, received_papers
from tests.builders import DAY, make_act, make_case
from tests.ui.case_desk import CaseDesk, opened, opened_desk, work_of
from ui.pages.case.incoming import IncomingPage
from ui.pages.case.page import CasePage

SENDER, TITLE, NUMBER = "株洲市芦淞区人民检察院", "检察意见书", "芦检行意〔2024〕2号"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path / "office") as made:
        yield made


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    made = tmp_path / "扫描0001.pdf"
    made.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    return made


def page_of(desk: CaseDesk) -> tuple[CasePage, IncomingPage]:
    case = make_case(make_act("case_opened", DAY, approved_by="周某"))
    page = opened(desk, open_case(desk.session, case, actor="A", now=desk.now()).case_id)
    return page, incoming_of(page)


def incoming_of(page: CasePage) -> IncomingPage:
    made = work_of(page).act_page("paper_received")
    assert isinstance(made, IncomingPage)
    return made


def fill(page: IncomingPage) -> None:
    for key, words in (("from", SENDER), ("title", TITLE)):
        page.form.set_values({key: words})
        page.form.box(key).editor.changed.emit()
    page.number.editor.set_value(NUMBER)
    page.number.editor.changed.emit()


def drop(page: IncomingPage, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    page.scan.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def papers_of(desk: CaseDesk, page: CasePage) -> tuple[ReceivedPaper, ...]:
    return received_papers(desk.file(page.case_id).case)


def test_dropped_scan_is_recorded_with_the_paper_as_evidence(desk: CaseDesk, scan: Path) -> None:
    page, incoming = page_of(desk)
    fill(incoming)
    drop(incoming, scan)
    incoming.record()
    (paper,) = papers_of(desk, page)
    assert (paper.sender, paper.title, paper.number) == (SENDER, TITLE, NUMBER)
    assert paper.evidence is not None
    assert (paper.evidence.kind, paper.evidence.name, paper.evidence.maker) == ("书证", TITLE, SENDER)
    assert paper.evidence.file.endswith(".pdf")
    assert paper.evidence.sha256


def test_paper_without_a_scan_is_recorded_all_the_same(desk: CaseDesk) -> None:
    page, incoming = page_of(desk)
    fill(incoming)
    incoming.record()
    (paper,) = papers_of(desk, page)
    assert paper.evidence is None
    assert desk.file(page.case_id).case.evidence == ()


def test_picture_on_the_clipboard_is_taken(desk: CaseDesk) -> None:
    page, incoming = page_of(desk)
    fill(incoming)
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(picture)
    incoming.scan.paste()
    incoming.record()
    (paper,) = papers_of(desk, page)
    assert paper.evidence is not None and paper.evidence.file.endswith(".png")


def test_draft_brings_number_and_file_back(desk: CaseDesk, scan: Path) -> None:
    page, incoming = page_of(desk)
    fill(incoming)
    drop(incoming, scan)
    page.save()
    again = incoming_of(opened(desk, page.case_id))
    assert again.number.editor.value() == NUMBER
    assert again.scan.path() == str(scan)
    assert again.form.values()["title"] == TITLE


def test_file_that_went_away_is_not_held(desk: CaseDesk, scan: Path) -> None:
    page, incoming = page_of(desk)
    fill(incoming)
    drop(incoming, scan)
    page.save()
    scan.unlink()
    assert incoming_of(opened(desk, page.case_id)).scan.given is None


def test_received_papers_are_listed_and_the_page_is_empty_for_the_next(desk: CaseDesk, scan: Path) -> None:
    page, incoming = page_of(desk)
    fill(incoming)
    drop(incoming, scan)
    incoming.record()
    again = incoming_of(page)
    assert again.scan.given is None
    assert again.number.editor.value() is None
    assert "已收到" in "".join(label.text() for label in again.findChildren(QLabel))
    assert drafts(desk.session, actor="A") == ()
