"""A paper that came in is recorded with its scan in one go, or neither is."""

from pathlib import Path

import pytest

from models.errors import StaleError
from models.objects import evidence_store
from models.operations.cases import open_case
from models.operations.incoming import receive_paper
from models.operations.unit import CaseChange
from models.queries.cases import read_case
from models.session import Session
from procedures.case import Evidence
from procedures.incoming import received_papers
from procedures.problems import RuleError
from tests.builders import DAY, make_act, make_case
from tests.models.conftest import NOW
from tests.models.offices import furnish

SENDER = {"from": "株洲市芦淞区人民检察院"}
LETTER = make_act(
    "paper_received",
    DAY,
    "letter",
    officers=(),
    values={"number": "株检刑不诉〔2024〕9号"},
    title="不起诉决定书",
    **SENDER,
)
SCAN = Evidence("", "书证", "不起诉决定书", file="不起诉决定书.pdf")


@pytest.fixture
def case(session: Session) -> CaseChange:
    furnish(session)
    return open_case(session, make_case(), actor="A", now=NOW)


@pytest.fixture
def letter_file(tmp_path: Path) -> Path:
    made = tmp_path / "scan.pdf"
    made.write_bytes(b"%PDF-1.7 letter")
    return made


def test_paper_names_its_scan_and_both_stand_in_the_case(session: Session, case: CaseChange, letter_file: Path) -> None:
    received = receive_paper(session, case.case_id, case.seen, LETTER, SCAN, letter_file, actor="A", now=NOW)
    stored = read_case(session, case.case_id)
    papers = received_papers(stored.file.case)
    assert [(paper.title, paper.number) for paper in papers] == [("不起诉决定书", "株检刑不诉〔2024〕9号")]
    assert papers[0].evidence == received.evidence == stored.file.case.evidence[0]
    assert stored.seen == received.change.seen
    assert len(received.change.entries) == 2
    store = evidence_store(session.folder)
    assert store.condition(papers[0].evidence.sha256 if papers[0].evidence else "") == "whole"


def test_paper_without_a_scan_is_recorded_alone(session: Session, case: CaseChange) -> None:
    received = receive_paper(session, case.case_id, case.seen, LETTER, actor="A", now=NOW)
    assert received.evidence is None
    assert [paper.evidence for paper in received_papers(read_case(session, case.case_id).file.case)] == [None]


def test_refused_paper_leaves_no_scan_behind(session: Session, case: CaseChange, letter_file: Path) -> None:
    stranger = make_act("paper_received", DAY, "letter", officers=(), party="p9", title="函", **SENDER)
    with pytest.raises(RuleError):
        receive_paper(session, case.case_id, case.seen, stranger, SCAN, letter_file, actor="A", now=NOW)
    stored = read_case(session, case.case_id)
    assert (stored.file.case.evidence, stored.seen) == ((), case.seen)


def test_stale_case_takes_nothing(session: Session, case: CaseChange, letter_file: Path) -> None:
    with pytest.raises(StaleError):
        receive_paper(session, case.case_id, case.seen - 1, LETTER, SCAN, letter_file, actor="A", now=NOW)
    assert read_case(session, case.case_id).file.case.evidence == ()
